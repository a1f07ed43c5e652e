"""The fast matcher against the slow, obvious one: the same fits, order, scores and causes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from resources_app.foundations.postcodes import Location
from resources_app.providers.model import ProvisionType
from resources_app.requests.circumstances import (
    ContractTerm,
    DeclaredVacancy,
    Facts,
    Resident,
    SiblingCapacity,
    circumstances_of,
    without,
)
from resources_app.requests.criteria import AreaToAvoid, ChildSought, Companions, Criteria, Switch
from resources_app.requests.criteria_table import CRITERIA, Kind
from resources_app.requests.needs import NEEDS
from tests.requests.made_up import BUCKS, HOME, TODAY, catalogue_of, find, service, setting
from tests.requests.slow_matching import SlowMatcher

sexes = st.sampled_from(["M", "F"])
metres_east = st.one_of(st.none(), st.integers(440_000, 520_000), st.just(HOME.easting))
locations = st.one_of(
    st.none(),
    st.builds(Location, st.integers(470_000, 490_000), st.just(190_000), st.just(BUCKS)),
)


@st.composite
def services(draw: st.DrawFn, number: int) -> dict[str, Any]:
    first, last = draw(st.sampled_from([(None, None), (8, 13), (None, 16), (10, None)]))
    return service(
        str(1_000_000 + number),
        provision_type=str(draw(st.sampled_from(ProvisionType))),
        registration_status=draw(st.sampled_from(["Active", "Active", "Active", "Resigned"])),
        closed_date=draw(st.sampled_from([None, None, "2026-11-23", "2027-01-01"])),
        easting=draw(metres_east),
        authority_code=draw(st.sampled_from([BUCKS, "E10000025", ""])),
        registered_places=draw(st.sampled_from([None, 1, 2, 4])),
        placement_codes=draw(st.sampled_from(["", "K2", "K2,U4", "K1", "H5", "K2,P2", "U1,U2"])),
        overall_effectiveness=draw(
            st.sampled_from(
                ["", "Good", "Outstanding", "Inadequate", "Consistently strong service"]
            )
        ),
        age_from=first,
        age_to=last,
        genders=draw(st.sampled_from(["", "", "M", "F"])),
        conditions_unread=draw(st.integers(0, 1)),
        linked_school_urn=draw(st.sampled_from(["", "110500"])),
        specialisms=draw(st.sampled_from(["", "Autism, trauma", "Substance misuse"])),
        in_house=draw(st.integers(0, 1)),
        **{need.column: draw(st.integers(0, 1)) for need in NEEDS},
    )


@st.composite
def settings_of(draw: st.DrawFn, row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        setting(
            number,
            row["urn"],
            easting=draw(metres_east),
            capacity=draw(st.sampled_from([None, 1, 2])),
            status=draw(st.sampled_from(["Open", "Open", "Closed"])),
            authority_code=draw(st.sampled_from([BUCKS, "E10000025"])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]


@st.composite
def facts_about(draw: st.DrawFn, rows: list[dict[str, Any]], spots: list[dict[str, Any]]) -> Facts:
    ids = st.sampled_from([row["id"] for row in rows])
    inside = [(row["id"], "") for row in rows] + [(one["service_id"], one["id"]) for one in spots]
    living = draw(
        st.lists(st.tuples(st.sampled_from(inside), st.integers(4, 17), sexes, st.booleans()))
    )
    vacancies = draw(st.lists(st.tuples(ids, st.integers(0, 3), st.integers(0, 40)), max_size=4))
    priced = st.tuples(
        ids,
        st.integers(1, 5),
        st.sampled_from([(0, 10), (11, 17), (0, 17)]),
        st.one_of(st.none(), st.integers(50_000, 900_000)),
    )
    terms = draw(st.lists(priced, max_size=8))
    return Facts(
        TODAY,
        TODAY,
        residents=[
            Resident(f"c{n}", service_id, setting_id, age, sex, risky)
            for n, ((service_id, setting_id), age, sex, risky) in enumerate(living)
        ],
        suspended=frozenset(draw(st.lists(ids, max_size=1))),
        held_beds=dict(draw(st.lists(st.tuples(ids, st.integers(0, 4)), max_size=2))),
        # One declaration a day and service: two on a day have no order to agree on.
        vacancies=[
            DeclaredVacancy(service_id, places, TODAY - timedelta(days=days))
            for (service_id, days), places in {(v[0], v[2]): v[1] for v in vacancies}.items()
        ],
        terms=[
            ContractTerm(service_id, "p1", f"m{n}", tier, 0, *ages, pence)
            for n, (service_id, tier, ages, pence) in enumerate(terms)
        ],
        together=[
            SiblingCapacity(service_id, children, TODAY)
            for service_id, children in draw(st.dictionaries(ids, st.integers(1, 4))).items()
        ],
    )


@st.composite
def searches(draw: st.DrawFn) -> Criteria:
    children = draw(
        st.lists(
            st.tuples(st.integers(4, 17), st.sampled_from(["M", "F", ""])), min_size=1, max_size=2
        )
    )
    changed = st.sampled_from([one.id for one in CRITERIA if one.kind is not Kind.ABSOLUTE])
    kinds = st.sampled_from([Kind.ESSENTIAL, Kind.DESIRABLE, Kind.OFF])
    return Criteria(
        judged_on=TODAY,
        children=tuple(ChildSought(age, sex) for age, sex in children),
        provision=tuple(draw(st.lists(st.sampled_from(ProvisionType), unique=True))),
        placement_code=draw(st.sampled_from(["", "", "K2", "U4", "Z1"])),
        authority_code=draw(st.sampled_from(["", BUCKS])),
        home=draw(st.one_of(st.just(HOME), locations)),
        school=draw(locations),
        school_urn=draw(st.sampled_from(["", "110500"])),
        max_miles=draw(st.sampled_from([None, 5, 20])),
        avoid=tuple(
            AreaToAvoid("HP13", miles, "", where)
            for miles, where in draw(st.lists(st.tuples(st.integers(1, 20), locations), max_size=2))
        ),
        needs=tuple(need.column for need in NEEDS if draw(st.booleans())),
        companions=draw(st.sampled_from(["", *Companions])),
        risk_to_others=draw(st.booleans()),
        secure_authority=draw(st.booleans()),
        switches=tuple(
            draw(st.lists(st.builds(Switch, changed, kinds, st.integers(0, 100)), max_size=4))
        ),
    )


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_children_who_would_move_out_leave_no_trace(data: st.DataObject) -> None:
    rows = [data.draw(services(number)) for number in range(data.draw(st.integers(1, 4)))]
    spots = [one for row in rows for one in data.draw(settings_of(row))]
    facts = data.draw(facts_about(rows, spots))
    catalogue = catalogue_of(rows, spots)
    gone = data.draw(st.sets(st.sampled_from([f"c{number}" for number in range(6)])))
    staying = [one for one in facts.residents if one.child_id not in gone]

    left = without(catalogue, circumstances_of(catalogue, facts), gone)
    anew = circumstances_of(catalogue, replace(facts, residents=staying))
    for column in ("residents", "place_residents", "youngest", "oldest", "risks"):
        assert getattr(left, column).tolist() == getattr(anew, column).tolist()
    assert {at: living for at, living in left.living.items() if living} == anew.living


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_fast_matcher_says_what_the_slow_one_says(data: st.DataObject) -> None:
    rows = [data.draw(services(number)) for number in range(data.draw(st.integers(1, 6)))]
    spots = [one for row in rows for one in data.draw(settings_of(row))]
    facts = data.draw(facts_about(rows, spots))
    wanted = data.draw(searches())

    found = find(rows, wanted, facts, spots)
    order, causes = SlowMatcher(wanted, facts, rows, spots).run()

    urns = found.ground.catalogue.columns["urn"]
    fast = [(urns[at], int(score)) for at, score in zip(found.order, found.scores, strict=True)]
    assert fast == order
    assert {urns[at]: list(found.causes_of(at)) for at in range(len(urns))} == causes
