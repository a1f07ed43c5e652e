"""What makes a service fit or not, rule by rule, and the order of those that fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from resources_app.foundations.postcodes import Location
from resources_app.providers.model import ProvisionType
from resources_app.requests.catalogue import UNKNOWN
from resources_app.requests.circumstances import ContractTerm, DeclaredVacancy, Facts, Resident
from resources_app.requests.criteria import (
    AreaToAvoid,
    ChildSought,
    Companions,
    CriteriaChanges,
    change,
    from_json,
    to_json,
)
from resources_app.requests.criteria_table import CRITERIA, Kind
from resources_app.requests.judging import judge
from resources_app.requests.matching import Match, places_left, summary
from tests.requests.made_up import (
    ANY_KIND,
    HOME,
    TODAY,
    at_miles,
    causes,
    criteria,
    find,
    fitting,
    service,
    setting,
)

HOMES = (ProvisionType.CHILDRENS_HOME,)


def facts(**given: Any) -> Facts:
    return Facts(TODAY, TODAY, **given)


def living(age: int, sex: str = "M", urn: str = "1000001", **given: Any) -> Resident:
    return Resident(f"child-{age}{sex}", f"s{urn}", "", age, sex, **given)


def term(urn: str, tier: int, pence: int | None, **given: Any) -> ContractTerm:
    plain = ContractTerm(f"s{urn}", "p1", f"m{urn}-{tier}", tier, 0, 0, 17, pence)
    return replace(plain, **given)


# ---- what excludes -----------------------------------------------------------------


def test_a_home_that_meets_everything_fits() -> None:
    found = find([service()])
    assert fitting(found) == ["1000001"]
    assert causes(found) == ()


@pytest.mark.parametrize("status", ["Suspended", "Cancelled", "Resigned", "Closed", "Anything"])
def test_only_an_active_registration_is_suitable(status: str) -> None:
    assert causes(find([service(registration_status=status)])) == ("registration",)


def test_a_closing_date_that_has_come_closes_a_service() -> None:
    assert causes(find([service(closed_date="2026-11-23")])) == ("registration",)
    assert causes(find([service(closed_date="2026-11-24")])) == ()


def test_a_suspension_by_the_team_excludes() -> None:
    found = find([service()], facts=facts(suspended=frozenset({"s1000001"})))
    assert causes(found) == ("suspension",)


@pytest.mark.parametrize(("age", "fits"), [(7, False), (8, True), (13, True), (14, False)])
def test_ages_include_both_ends(age: int, fits: bool) -> None:
    found = find([service(age_from=8, age_to=13)], criteria(age))
    assert causes(found) == (() if fits else ("age",))


def test_every_brother_and_sister_must_fit_the_ages() -> None:
    wanted = criteria(children=(ChildSought(13, "M"), ChildSought(6, "F")))
    assert causes(find([service(age_from=8)], wanted)) == ("age",)


def test_ages_that_could_not_be_read_are_asked_not_excluded() -> None:
    assert fitting(find([service(conditions_unread=1, conditions="See letter")])) == ["1000001"]


def test_a_girl_does_not_live_in_a_home_for_boys() -> None:
    assert causes(find([service(genders="M")], criteria(sex="F"))) == ("sex",)
    assert causes(find([service(genders="M")], criteria(sex="M"))) == ()


def test_a_brother_and_sister_need_a_home_for_both() -> None:
    wanted = criteria(children=(ChildSought(13, "M"), ChildSought(9, "F")))
    assert causes(find([service(genders="M")], wanted)) == ("sex",)
    assert causes(find([service(genders="")], wanted)) == ()


@pytest.mark.parametrize(
    ("provision", "found_unasked"),
    [
        ("children's home", True),
        ("independent fostering agency", True),
        ("residential special school", True),
        ("boarding school", False),
        ("residential family centre", False),
        ("in-house fostering", False),
        ("in-house home", False),
        ("connected person", False),
    ],
)
def test_some_kinds_are_found_only_when_asked_for(provision: str, found_unasked: bool) -> None:
    row = service(provision_type=provision)
    assert causes(find([row])) == (() if found_unasked else ("provision",))
    assert causes(find([row], criteria(provision=(ProvisionType(provision),)))) == ()
    assert causes(find([row], criteria(provision=(ProvisionType.SECURE_HOME,)))) == ("provision",)


def test_the_placement_type_sought_must_be_offered() -> None:
    wanted = criteria(placement_code="U4")
    agency = service(provision_type="independent fostering agency")
    assert causes(find([{**agency, "placement_codes": "U1,U2"}], wanted)) == ("placement_code",)
    assert causes(find([{**agency, "placement_codes": "U1,U4"}], wanted)) == ()
    assert causes(find([{**agency, "placement_codes": ""}], wanted)) == ()


def test_a_placement_type_stands_for_its_kind_of_home_unless_others_are_asked_for() -> None:
    foster = criteria(placement_code="U6")
    assert causes(find([service()], foster)) == ("provision",)
    either = replace(foster, provision=(ProvisionType.FOSTERING_AGENCY, *HOMES))
    assert causes(find([service()], either)) == ()


# ---- distance ----------------------------------------------------------------------


@pytest.mark.parametrize(("miles", "fits"), [(19.9, True), (20.04, True), (20.06, False)])
def test_within_twenty_miles_is_what_reads_as_twenty(miles: float, fits: bool) -> None:
    found = find([service(**at_miles(miles))], criteria(max_miles=20))
    assert causes(found) == (() if fits else ("distance",))


def test_a_fostering_agency_is_not_excluded_by_where_its_office_is() -> None:
    office = service(provision_type="independent fostering agency", **at_miles(200))
    assert causes(find([office], criteria(max_miles=20))) == ()


def test_a_home_whose_address_is_not_shared_is_asked_not_excluded() -> None:
    row = service(easting=None, northing=None)
    assert causes(find([row], criteria(max_miles=20))) == ()


def test_a_place_to_avoid_excludes_what_is_near_it() -> None:
    avoid = (AreaToAvoid("HP13 6PG", 5, "", HOME),)
    assert causes(find([service(**at_miles(5.0))], criteria(avoid=avoid))) == ("avoid",)
    assert causes(find([service(**at_miles(5.1))], criteria(avoid=avoid))) == ()


def test_a_place_to_avoid_that_cannot_be_found_is_asked_about() -> None:
    avoid = (AreaToAvoid("ZZ99 3WZ", 5, "", None),)
    wanted = change(criteria(avoid=avoid), CriteriaChanges(kinds={"avoid": Kind.DESIRABLE}))
    assert causes(find([service()], criteria(avoid=avoid))) == ()
    at = np.array([0])
    assert judge("avoid", find([service()], wanted).ground, at).verdicts.tolist() == [UNKNOWN]


SUPPORTED = service(provision_type="supported accommodation", registered_places=None)


def place_chosen(found: Match) -> str:
    return found.ground.catalogue.places.setting_ids[int(found.ground.place[0])]


def test_supported_accommodation_is_as_far_as_the_setting_where_the_child_would_sleep() -> None:
    settings = [setting(1, **at_miles(30)), setting(2, **at_miles(3)), setting(3, **at_miles(9))]
    found = find([SUPPORTED], criteria(16, max_miles=5), settings=settings)
    assert fitting(found) == ["1000001"]
    assert place_chosen(found) == "s1000001-2"


def test_a_full_setting_gives_way_to_the_next_nearest() -> None:
    settings = [setting(1, capacity=1, **at_miles(1)), setting(2, **at_miles(3))]
    there = Resident("c9", "s1000001", "s1000001-1", 17, "F")
    found = find([SUPPORTED], criteria(16), facts(residents=[there]), settings)
    assert place_chosen(found) == "s1000001-2"


def test_a_setting_near_a_place_to_avoid_gives_way() -> None:
    settings = [setting(1, **at_miles(1)), setting(2, **at_miles(12))]
    wanted = criteria(16, avoid=(AreaToAvoid("HP13 6PG", 5, "", HOME),))
    found = find([SUPPORTED], wanted, settings=settings)
    assert (causes(found), place_chosen(found)) == ((), "s1000001-2")


def test_a_closed_setting_is_no_place_to_sleep() -> None:
    assert causes(find([SUPPORTED], criteria(16), settings=[setting(1, status="Closed")])) == (
        "places",
    )


# ---- places, and who lives there ---------------------------------------------------


def test_children_who_live_there_take_places() -> None:
    four = [living(10), living(11), living(12), living(14)]
    assert causes(find([service()], facts=facts(residents=four))) == ("places",)
    assert causes(find([service()], facts=facts(residents=four[:3]))) == ()


def test_brothers_and_sisters_need_a_place_each() -> None:
    pair = criteria(children=(ChildSought(13, "M"), ChildSought(9, "F")))
    three = [living(10), living(11), living(12)]
    assert causes(find([service()], pair, facts(residents=three))) == ("places",)


def test_beds_held_for_a_block_contract_are_not_free() -> None:
    found = find([service()], facts=facts(held_beds={"s1000001": 3}))
    assert places_left(found, 0) == 1
    assert causes(find([service()], facts=facts(held_beds={"s1000001": 4}))) == ("places",)


def test_a_recent_declaration_lowers_what_is_free_and_an_old_one_does_not() -> None:
    none_left = DeclaredVacancy("s1000001", 0, TODAY - timedelta(days=3))
    assert causes(find([service()], facts=facts(vacancies=[none_left]))) == ("places",)
    old = replace(none_left, declared_on=TODAY - timedelta(days=29))
    assert causes(find([service()], facts=facts(vacancies=[old]))) == ()


def test_an_agencys_size_is_no_number_of_free_places() -> None:
    agency = service(provision_type="independent fostering agency", registered_places=300)
    assert places_left(find([agency]), 0) == -1
    two = DeclaredVacancy("s1000001", 2, TODAY)
    assert places_left(find([agency], facts=facts(vacancies=[two])), 0) == 2


def test_only_with_older_children_is_essential_and_solo_is_not() -> None:
    older = criteria(companions=Companions.ONLY_OLDER)
    assert causes(find([service()], older, facts(residents=[living(13)]))) == ("companions",)
    assert causes(find([service()], older, facts(residents=[living(14)]))) == ()
    assert causes(find([service()], older)) == ()
    solo = criteria(companions=Companions.SOLO)
    assert causes(find([service()], solo, facts(residents=[living(14)]))) == ()


# ---- the order ---------------------------------------------------------------------


def test_nearer_comes_first_and_the_urn_ends_a_tie() -> None:
    rows = [service("1000003", **at_miles(9)), service("1000002"), service("1000001")]
    assert fitting(find(rows)) == ["1000001", "1000002", "1000003"]


def test_a_better_grade_comes_first() -> None:
    rows = [
        service("1000001", overall_effectiveness="Inadequate"),
        service("1000002", overall_effectiveness="Outstanding"),
    ]
    assert fitting(find(rows)) == ["1000002", "1000001"]


def test_in_house_then_tier_by_tier_then_spot() -> None:
    rows = [service(str(1000000 + n)) for n in (1, 2, 3)]
    rows.append(service("1000004", in_house=1))
    terms = [term("1000002", 2, None), term("1000003", 1, None)]
    wanted = criteria(provision=ANY_KIND)
    assert fitting(find(rows, wanted, facts(terms=terms))) == [
        "1000004",
        "1000003",
        "1000002",
        "1000001",
    ]


def test_needs_a_home_caters_for_bring_it_up() -> None:
    wanted = criteria(needs=("cares_for_ebd", "cares_for_drug_problems"))
    rows = [
        service("1000001"),
        service("1000002", cares_for_ebd=1),
        service("1000003", cares_for_ebd=1, specialisms="Substance misuse"),
    ]
    assert fitting(find(rows, wanted)) == ["1000003", "1000002", "1000001"]


def test_the_childs_own_school_and_a_short_way_to_it_count() -> None:
    wanted = criteria(school=Location(HOME.easting, 205_000, ""), school_urn="110500")
    rows = [
        service("1000001", easting=470_000, northing=190_000),
        service("1000002", easting=480_000, northing=200_000),
        service("1000003", linked_school_urn="110500", easting=470_000, northing=190_000),
    ]
    assert fitting(find(rows, wanted)) == ["1000003", "1000002", "1000001"]


def test_price_moves_only_what_is_alike() -> None:
    rows = [service(str(1000000 + n)) for n in (1, 2)] + [
        service("1000003", overall_effectiveness="Inadequate", **at_miles(30))
    ]
    terms = [
        term("1000001", 1, 500_000),
        term("1000002", 1, 400_000),
        term("1000003", 1, 100_000),
    ]
    found = fitting(find(rows, facts=facts(terms=terms)))
    assert found == ["1000002", "1000001", "1000003"]


def test_with_nothing_to_score_the_nearer_comes_first() -> None:
    off = {one.id: Kind.OFF for one in CRITERIA if one.kind is not Kind.ABSOLUTE}
    wanted = change(criteria(), CriteriaChanges(kinds=off))
    rows = [service("1000001", **at_miles(2)), service("1000002", **at_miles(1))]
    assert fitting(find(rows, wanted)) == ["1000002", "1000001"]


def test_order_is_never_by_price_alone() -> None:
    """With every other criterion switched off, price counts for nothing."""
    off = {one.id: Kind.OFF for one in CRITERIA if one.kind is not Kind.ABSOLUTE}
    off["price"] = Kind.DESIRABLE
    wanted = change(criteria(), CriteriaChanges(kinds=off, weights={"price": 100}))
    rows = [service("1000001", **at_miles(1)), service("1000002", **at_miles(2))]
    terms = [term("1000001", 1, 900_000), term("1000002", 1, 1)]
    assert fitting(find(rows, wanted, facts(terms=terms))) == ["1000001", "1000002"]


def test_the_best_contract_is_the_lowest_tier_whose_price_is_for_this_age() -> None:
    terms = [
        term("1000001", 1, 300_000, age_to=10),
        term("1000001", 2, 350_000),
    ]
    found = find([service()], facts=facts(terms=terms))
    row = int(found.ground.best_terms[0])
    assert found.ground.circumstances.terms.rows[row].weekly_pence == 350_000


# ---- counting ----------------------------------------------------------------------


def test_each_exclusion_is_counted_once_under_the_first_cause_and_all_are_kept() -> None:
    rows = [
        service("1000001"),
        service("1000002", age_to=10, **at_miles(50)),
        service("1000003", **at_miles(50)),
        service("1000004", registration_status="Resigned", age_to=10),
    ]
    found = find(rows, criteria(max_miles=20))
    assert found.first_causes == {"registration": 1, "age": 1, "distance": 1}
    assert found.all_causes == {"registration": 1, "age": 2, "distance": 2}
    assert causes(found, "1000002") == ("age", "distance")
    assert found.excluded_by("age") == [1]
    assert found.considered == len(found.order) + sum(found.first_causes.values())


def test_the_summary_line_names_the_commonest_cause_first() -> None:
    rows = [service("1000001"), service("1000002", age_to=10)]
    rows += [service(str(1000010 + n), **at_miles(50)) for n in range(3)]
    line = summary(find(rows, criteria(max_miles=20)))
    assert line == "1 fits · 4 do not: 3 too far, 1 wrong age"


def test_an_empty_register_is_matched_too() -> None:
    found = find([])
    assert (found.considered, summary(found)) == (0, "0 fit · 0 do not")


def test_criteria_survive_being_kept() -> None:
    wanted = change(
        criteria(
            provision=HOMES,
            avoid=(AreaToAvoid("HP13 6PG", 5, "an uncle lives there", HOME),),
            school=HOME,
            needs=("cares_for_ebd",),
        ),
        CriteriaChanges(kinds={"grade": Kind.ESSENTIAL}, weights={"price": 3}, max_miles=30),
    )
    assert from_json(to_json(wanted)) == wanted
    assert from_json(to_json(wanted)).judged_on == date(2026, 11, 23)
