"""What a list shows of each service found, and which of them are kept with the search."""

from __future__ import annotations

from resources_app.casework.results import (
    from_kept,
    kept_form,
    left_out,
    ranked_services,
    services_to_keep,
)
from resources_app.requests.circumstances import ContractTerm, Facts, Resident
from tests.requests.made_up import TODAY, at_miles, criteria, find, service


def test_a_page_of_the_list_knows_its_ranks() -> None:
    found = find([service(str(1000001 + n), **at_miles(n)) for n in range(5)])
    page = ranked_services(found, 2, 2)
    assert [(one.rank, one.urn, one.distance) for one in page] == [
        (3, "1000003", "2.0 mi"),
        (4, "1000004", "3.0 mi"),
    ]
    assert len(ranked_services(found)) == 5
    assert ranked_services(found, 5, 10) == []


def test_what_nobody_knows_is_none() -> None:
    agency = service(provision_type="independent fostering agency", **at_miles(40))
    [row] = ranked_services(find([agency]))
    assert (row.distance, row.metres, row.easting) == ("distance not known", None, None)
    assert (row.places_free, row.weekly_pence, row.tier, row.rung) == (None, None, None, "spot")


def test_a_fourth_tier_is_asked_with_the_third() -> None:
    terms = [ContractTerm("s1000001", "p1", "m1", 4, 0, 0, 17, 100_000)]
    [row] = ranked_services(find([service()], facts=Facts(TODAY, TODAY, terms=terms)))
    assert (row.tier, row.rung, row.weekly_pence) == (4, "tier 3", 100_000)


def test_kept_services_come_back_as_they_were() -> None:
    there = [Resident("child-7", "s1000001", "", 15, "F")]
    rows = ranked_services(find([service()], facts=Facts(TODAY, TODAY, residents=there)))
    assert list(from_kept(kept_form(rows))) == rows
    assert "child-7" not in kept_form(rows)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    rows = ranked_services(find([service()]))
    text = kept_form(rows).replace('"rank"', '"from_the_future": 1, "rank"')
    assert list(from_kept(text)) == rows


def test_services_under_contract_are_kept_however_far_down_they_come() -> None:
    rows = [service(str(1000001 + n), **at_miles(n)) for n in range(4)]
    rows.append(service("1000009", overall_effectiveness="Inadequate", **at_miles(90)))
    terms = [ContractTerm("s1000009", "p1", "m1", 3, 0, 0, 17, None)]
    found = find(rows, facts=Facts(TODAY, TODAY, terms=terms))
    kept = services_to_keep(found, 2)
    assert [(one.rank, one.urn) for one in kept] == [(1, "1000001"), (2, "1000002"), (5, "1000009")]


def test_services_left_out_name_every_cause() -> None:
    rows = [service("1000001", age_to=10, **at_miles(50)), service("1000002", age_to=10)]
    found = find(rows, criteria(max_miles=20))
    assert [(one.urn, one.causes) for one in left_out(found, "age")] == [
        ("1000001", ("age", "distance")),
        ("1000002", ("age",)),
    ]
    assert [one.urn for one in left_out(found, "age", 1, 5)] == ["1000002"]
    assert left_out(found, "distance") == []
