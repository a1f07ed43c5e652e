"""A search for a home on a real store: facts gathered, results kept, who may search and when."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resources_app.casework.residents import who_lives_at
from resources_app.casework.searching import (
    SearchOutcome,
    kept_search,
    latest_search,
    look_for_home,
    search_for_home,
    searches_of,
)
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import NotFound, Refused
from resources_app.requests.actions import authorise_request, create_request, submit_request
from resources_app.requests.criteria import CriteriaChanges
from resources_app.requests.criteria_table import Kind
from resources_app.session import Session
from resources_app.team.model import ALLOWED, Permission, Role

SAMPLE = json.loads((Path(__file__).parent.parent / "data" / "request.json").read_text("utf-8"))
HOME = {"easting": 486_900, "northing": 193_500}  # High Wycombe
BUCKS, READING = "E06000060", "E06000038"


@pytest.fixture
def officer(session_for: Callable[[Role], Session]) -> Session:
    return session_for(Role.PLACEMENT_OFFICER)


def ask(session: Session, head: Session, **changes: Any) -> str:
    """The reference of an authorised request for one boy of 13."""
    whole = copy.deepcopy(SAMPLE)
    whole["child"].pop("siblings")
    whole["request"].update({"needed_by_date": "2026-11-23", **changes})
    reference = create_request(session, whole).reference
    submit_request(session, reference)
    authorise_request(head, reference)
    return reference


@pytest.fixture
def boy(officer: Session, session_for: Callable[[Role], Session]) -> str:
    return ask(officer, session_for(Role.HEAD_OF_SERVICE))


def put(session: Session, table: str, **row: Any) -> str:
    key = row.setdefault("id", session.new_id())
    with session.act("test") as act:
        act.tables.insert(table, row)
    return str(key)


def add_service(session: Session, urn: str, **given: Any) -> str:
    if session.tables.value("SELECT 1 FROM provider WHERE id = 'p1'") is None:
        put(session, "provider", id="p1", name="Chalk Hill Care")
    plain = {
        "urn": urn,
        "provider_id": "p1",
        "name": f"Home {urn}",
        "provision_type": "children's home",
        "registration_status": "Active",
        "authority_code": BUCKS,
        "registered_places": 3,
        "placement_codes": "K2",
        "overall_effectiveness": "Good",
        **HOME,
        **given,
    }
    return put(session, "service", id=f"s{urn}", **plain)


def add_resident(session: Session, service_id: str, born: str, **given: Any) -> str:
    """A child who has lived at a service since the summer; the child's id."""
    number = session.new_id()
    child = put(
        session,
        "child",
        local_identifier=number,
        given_name="Somebody",
        family_name="Unspoken",
        date_of_birth=born,
        sex="2",
        authority_code=BUCKS,
    )
    row = {
        "reference": number,
        "child_id": child,
        "service_id": service_id,
        "start_date": "2026-07-01",
        "authority_code": BUCKS,
        **given,
    }
    put(session, "placement", **row)
    return child


def urns(outcome: SearchOutcome) -> list[str]:
    return [one.urn for one in outcome.ranked()]


def add_contract(session: Session, service_id: str | None, pence: int, **given: Any) -> str:
    """A tier 1 membership of a framework, with a core price for ages 11 to 17."""
    agreement = put(
        session,
        "agreement",
        reference=session.new_id(),
        title="South Central",
        kind=given.pop("kind", "framework"),
        lead_authority_code=given.pop("lead", BUCKS),
        start_date=given.pop("agreement_start", "2026-04-01"),
        end_date=given.pop("agreement_end", None),
    )
    lot = put(session, "lot", agreement_id=agreement, code="4", title="Residential")
    member = put(
        session,
        "membership",
        lot_id=lot,
        provider_id="p1",
        service_id=service_id,
        tier=1,
        start_date="2026-04-01",
        **given,
    )
    put(
        session,
        "rate",
        membership_id=member,
        element="core weekly fee",
        unit="week",
        age_from=11,
        age_to=17,
        amount_pence=pence,
        effective_from="2026-04-01",
    )
    return member


# ---- finding -------------------------------------------------------------------------


def test_a_search_ranks_what_fits_and_counts_what_does_not(officer: Session, boy: str) -> None:
    add_service(officer, "1000001")
    add_service(officer, "1000002", northing=HOME["northing"] + 10_000)
    add_service(officer, "1000003", northing=HOME["northing"] + 60_000)
    add_service(officer, "1000004", registration_status="Suspended")
    outcome = search_for_home(officer, boy)
    assert urns(outcome) == ["1000001", "1000002"]
    assert outcome.summary == "2 fit · 2 do not: 1 registration, 1 too far"
    assert outcome.excluded("distance") == ["1000003"]
    assert outcome.explain("1000003").causes[0].endswith("mi from home: beyond 20 mi.")


def test_everything_the_request_says_is_asked(officer: Session, boy: str) -> None:
    wanted = look_for_home(officer, boy).criteria
    assert [str(kind) for kind in wanted.provision] == [
        "independent fostering agency",
        "children's home",
    ]
    assert (wanted.youngest, wanted.children[0].sex, wanted.max_miles) == (13, "M", 20)
    assert wanted.needs == ("cares_for_ebd",)
    assert [(one.postcode, one.miles) for one in wanted.avoid] == [("SL6 1AA", 3)]
    assert wanted.avoid[0].location is not None
    assert wanted.home is not None
    assert wanted.school is not None


def test_brothers_and_sisters_in_the_request_are_looked_for_together(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    reference = create_request(officer, copy.deepcopy(SAMPLE)).reference
    submit_request(officer, reference)
    authorise_request(session_for(Role.HEAD_OF_SERVICE), reference)
    add_service(officer, "1000001", genders="M")
    add_service(officer, "1000002", registered_places=1)
    add_service(officer, "1000003")
    outcome = look_for_home(officer, reference)
    assert urns(outcome) == ["1000003"]
    assert outcome.excluded_by_cause == {"sex": 1, "places": 1}


def test_age_is_taken_on_the_day_the_home_is_needed(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    """Rowan, born 14 May 2013, is 14 when the home is needed in June 2027."""
    later = ask(officer, session_for(Role.HEAD_OF_SERVICE), needed_by_date="2027-06-01")
    add_service(officer, "1000001", age_to=13)
    assert look_for_home(officer, later).excluded_by_cause == {"age": 1}


def test_a_day_that_has_passed_counts_as_today(
    officer: Session, boy: str, clock: FixedClock
) -> None:
    clock.moment = FixedClock.on(date(2026, 12, 24)).moment
    assert look_for_home(officer, boy).criteria.judged_on == date(2026, 12, 24)


# ---- who lives where -----------------------------------------------------------------


def test_children_who_live_there_fill_a_home_and_are_told_by_age_and_sex(
    officer: Session, boy: str
) -> None:
    home = add_service(officer, "1000001")
    for born in ("2012-01-01", "2012-02-01"):
        add_resident(officer, home, born)
    outcome = look_for_home(officer, boy)
    [row] = outcome.ranked()
    assert (row.places_free, row.living) == (1, "2 girls of 14")
    assert "Unspoken" not in str(outcome.explain("1000001"))
    add_resident(officer, home, "2010-01-01")
    assert look_for_home(officer, boy).excluded_by_cause == {"places": 1}


def test_a_child_who_has_left_or_not_yet_come_takes_no_place(officer: Session, boy: str) -> None:
    home = add_service(officer, "1000001", registered_places=1)
    add_resident(officer, home, "2012-01-01", end_date="2026-11-23")
    add_resident(officer, home, "2012-01-01", start_date="2026-11-24")
    assert urns(look_for_home(officer, boy)) == ["1000001"]
    assert who_lives_at(officer.tables, home, date(2026, 11, 22))[0].age == 14
    assert who_lives_at(officer.tables, home, date(2026, 11, 23)) == ()


def test_the_child_themself_would_free_a_place_by_moving(officer: Session, boy: str) -> None:
    home = add_service(officer, "1000001", registered_places=1)
    child = officer.tables.value("SELECT id FROM child")
    put(
        officer,
        "placement",
        reference="PLC-0",
        child_id=child,
        service_id=home,
        start_date="2026-01-01",
        authority_code=BUCKS,
    )
    assert urns(look_for_home(officer, boy)) == ["1000001"]


def test_another_authoritys_block_beds_are_not_free(officer: Session, boy: str) -> None:
    """Three contracted beds in a home of three: ours is one of them."""
    home = add_service(officer, "1000001")
    add_contract(officer, home, 500_000, kind="block")
    agreement = officer.tables.value("SELECT id FROM agreement")
    block = put(officer, "block_home", agreement_id=agreement, service_id=home)
    for code in "ABC":
        put(officer, "bed", block_home_id=block, code=code, start_date="2026-04-01")
    share = {"agreement_id": agreement, "start_date": "2026-04-01"}
    put(officer, "bed_allocation", authority_code=BUCKS, beds=1, **share)
    [row] = look_for_home(officer, boy).ranked()
    assert row.places_free == 1


# ---- suspensions, vacancies, contracts -----------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "suspended"),
    [
        ("2026-11-23", None, True),
        ("2026-11-01", "2026-11-24", True),
        ("2026-11-01", "2026-11-23", False),
        ("2026-11-24", None, False),
    ],
)
def test_an_embargo_counts_while_it_is_in_force(
    officer: Session, boy: str, start: str, end: str | None, suspended: bool
) -> None:
    home = add_service(officer, "1000001")
    put(officer, "suspension", service_id=home, reason="Concern", start_date=start, end_date=end)
    assert look_for_home(officer, boy).excluded_by_cause == ({"suspension": 1} if suspended else {})


def test_the_contract_price_and_tier_of_each_service(officer: Session, boy: str) -> None:
    first, second = add_service(officer, "1000001"), add_service(officer, "1000002")
    member = add_contract(officer, second, 412_345)
    rows = look_for_home(officer, boy).ranked()
    assert [(one.urn, one.rung, one.weekly_pence) for one in rows] == [
        ("1000002", "tier 1", 412_345),
        ("1000001", "spot", None),
    ]
    assert rows[0].membership_id == member
    assert first


@pytest.mark.parametrize(
    "given",
    [
        {"suspended_reason": "Under review"},
        {"end_date": "2026-11-23"},
        {"lead": READING},
        {"kind": "spot"},
        {"agreement_start": "2026-11-24"},
        {"agreement_end": "2026-11-23"},
    ],
)
def test_what_cannot_be_called_off_from_today_is_no_contract(
    officer: Session, boy: str, given: dict[str, Any]
) -> None:
    add_contract(officer, add_service(officer, "1000001"), 412_345, **given)
    [row] = look_for_home(officer, boy).ranked()
    assert (row.rung, row.weekly_pence) == ("spot", None)


def test_a_partner_may_use_an_agreement_it_takes_part_in(officer: Session, boy: str) -> None:
    add_contract(officer, add_service(officer, "1000001"), 412_345, lead=READING)
    agreement = officer.tables.value("SELECT id FROM agreement")
    put(officer, "agreement_authority", agreement_id=agreement, authority_code=BUCKS)
    assert look_for_home(officer, boy).ranked()[0].weekly_pence == 412_345


def test_a_membership_of_the_whole_provider_is_of_each_of_its_services(
    officer: Session, boy: str
) -> None:
    add_service(officer, "1000001")
    add_service(officer, "1000002")
    add_contract(officer, None, 412_345)
    assert [one.tier for one in look_for_home(officer, boy).ranked()] == [1, 1]


def test_a_declared_vacancy_counts(officer: Session, boy: str) -> None:
    add_service(officer, "1000001")
    home = add_service(officer, "1000002")
    put(officer, "vacancy", service_id=home, places=1, declared_on="2026-11-20")
    assert urns(look_for_home(officer, boy)) == ["1000002", "1000001"]


# ---- what is kept --------------------------------------------------------------------


def test_a_search_is_kept_with_the_request_as_it_was(officer: Session, boy: str) -> None:
    home = add_service(officer, "1000001")
    outcome = search_for_home(officer, boy)
    assert outcome.changes.tables == {"search"}
    with officer.act("close the home") as act:
        act.tables.update("service", home, {"registration_status": "Closed"})
    kept = kept_search(officer.tables, outcome.id)
    assert kept.criteria == outcome.criteria
    assert list(kept.results) == outcome.ranked()
    assert (kept.considered, kept.fits, kept.request_reference) == (1, 1, boy)
    assert kept.searched_by == officer.officer.id
    assert search_for_home(officer, boy).fits == 0
    assert [one.fits for one in searches_of(officer.tables, boy)] == [0, 1]
    latest = latest_search(officer.tables, boy)
    assert latest is not None
    assert latest.excluded_by_cause == {"registration": 1}


def test_a_look_keeps_nothing(officer: Session, boy: str) -> None:
    add_service(officer, "1000001")
    marker = officer.store.marker()
    assert look_for_home(officer, boy).id == ""
    assert officer.store.marker() == marker
    assert latest_search(officer.tables, boy) is None


def test_an_officers_changes_are_kept_with_the_search(officer: Session, boy: str) -> None:
    add_service(officer, "1000003", northing=HOME["northing"] + 60_000)
    changes = CriteriaChanges(kinds={"distance": Kind.OFF})
    outcome = search_for_home(officer, boy, changes)
    assert outcome.fits == 1
    kept = kept_search(officer.tables, outcome.id)
    assert kept.criteria.kind_of("distance") is Kind.OFF
    assert search_for_home(officer, boy).fits == 0


def test_there_must_be_such_a_search_and_such_a_service(officer: Session, boy: str) -> None:
    with pytest.raises(NotFound, match="no such search"):
        kept_search(officer.tables, "nothing")
    with pytest.raises(NotFound, match="no service with the URN 42"):
        look_for_home(officer, boy).explain("42")


# ---- who may search, and when --------------------------------------------------------


def test_no_search_before_the_head_of_service_has_authorised_it(officer: Session) -> None:
    reference = create_request(officer, copy.deepcopy(SAMPLE)).reference
    for run in (search_for_home, look_for_home):
        with pytest.raises(Refused, match="head of service has not authorised the search"):
            run(officer, reference)
    submit_request(officer, reference)
    with pytest.raises(Refused, match="head of service has not authorised the search"):
        search_for_home(officer, reference)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.AUDITOR])
def test_not_everyone_may_search(
    boy: str, session_for: Callable[[Role], Session], role: Role
) -> None:
    with pytest.raises(Refused, match="may not search for a home"):
        search_for_home(session_for(role), boy)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_finds_what_the_law_forbids(
    officer: Session, boy: str, session_for: Callable[[Role], Session], role: Role
) -> None:
    add_service(officer, "1000001", provision_type="supported accommodation")
    add_service(officer, "1000002", provision_type="secure children's home")
    add_service(officer, "1000003", registration_status="Closed")
    session = session_for(role)
    if Permission.SEARCH in ALLOWED[role]:
        assert search_for_home(session, boy).fits == 0
    else:
        with pytest.raises(Refused, match="may not search"):
            search_for_home(session, boy)


# ---- staying true --------------------------------------------------------------------


def test_every_change_is_seen_by_the_next_search(officer: Session, boy: str) -> None:
    """The catalogue is kept between searches; whatever it was read from is watched."""
    home = add_service(officer, "1000001", registered_places=1)
    assert look_for_home(officer, boy).fits == 1
    add_service(officer, "1000002")
    assert look_for_home(officer, boy).fits == 2
    child = add_resident(officer, home, "2012-01-01")
    assert look_for_home(officer, boy).fits == 1
    with officer.act("end") as act:
        key = act.tables.value("SELECT id FROM placement WHERE child_id = ?", (child,))
        act.tables.update("placement", key, {"end_date": "2026-11-23"})
    assert look_for_home(officer, boy).fits == 2


def test_a_change_by_another_session_is_seen(
    officer: Session, boy: str, session_for: Callable[[Role], Session]
) -> None:
    add_service(officer, "1000001")
    assert look_for_home(officer, boy).fits == 1
    add_service(session_for(Role.TEAM_MANAGER), "1000002")
    assert look_for_home(officer, boy).fits == 2


def test_a_look_from_another_thread_reads_through_its_own_connection(
    officer: Session, boy: str
) -> None:
    add_service(officer, "1000001")
    found: list[int] = []
    thread = threading.Thread(
        target=lambda: found.append(look_for_home(officer, boy, tables=officer.store.reader()).fits)
    )
    thread.start()
    thread.join()
    assert found == [1]


def test_supported_accommodation_is_judged_by_the_setting(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    """A young woman of 17: the provider's office is far off, one setting is near and full."""
    whole = copy.deepcopy(SAMPLE)
    whole["child"].pop("siblings")
    whole["child"]["date_of_birth"] = "2009-05-14"
    whole["request"].update(
        provision_sought=["supported accommodation"], placement_code_sought="H5"
    )
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(session_for(Role.HEAD_OF_SERVICE), reference)
    home = add_service(
        officer,
        "1000001",
        provision_type="supported accommodation",
        placement_codes="H5",
        registered_places=None,
        northing=400_000,
    )
    spots = {"service_id": home, "easting": HOME["easting"], "authority_code": BUCKS, "capacity": 1}
    near = put(officer, "service_setting", northing=HOME["northing"], **spots)
    next_ = put(officer, "service_setting", northing=HOME["northing"] + 5_000, **spots)
    add_resident(officer, home, "2009-01-01", setting_id=near)
    [row] = look_for_home(officer, reference).ranked()
    assert (row.setting_id, row.places_free) == (next_, 1)
