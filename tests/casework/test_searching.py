"""A search for a home on a real store: facts gathered, results kept, who may search and when."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from datetime import date

import pytest

from resources_app.casework.kept_searches import searches_of
from resources_app.casework.searching import (
    ask_again,
    kept_search,
    latest_search,
    look_for_home,
    search_for_home,
)
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import NotFound, Refused
from resources_app.requests.actions import (
    authorise_request,
    create_request,
    hold_request,
    submit_request,
)
from resources_app.requests.criteria import CriteriaChanges
from resources_app.requests.criteria_table import Kind
from resources_app.session import Session
from resources_app.team.model import ALLOWED, Permission, Role
from tests.casework.made_up import (
    HOME,
    SAMPLE,
    add_resident,
    add_service,
    ask,
    urns,
)


@pytest.fixture
def boy(officer: Session, session_for: Callable[[Role], Session]) -> str:
    return ask(officer, session_for(Role.HEAD_OF_SERVICE))


# ---- finding -------------------------------------------------------------------------


def test_a_search_ranks_what_fits_and_counts_what_does_not(officer: Session, boy: str) -> None:
    add_service(officer, "1000001")
    add_service(officer, "1000002", northing=HOME["northing"] + 10_000)
    add_service(officer, "1000003", northing=HOME["northing"] + 60_000)
    add_service(officer, "1000004", registration_status="Suspended")
    outcome = search_for_home(officer, boy)
    assert urns(outcome) == ["1000001", "1000002"]
    assert outcome.summary == "2 fit · 2 do not: 1 registration, 1 too far"
    assert [(one.urn, one.causes) for one in outcome.left_out("distance")] == [
        ("1000003", ("distance",))
    ]
    with pytest.raises(NotFound, match="no criterion “luck”"):
        outcome.left_out("luck")
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


def test_what_was_asked_can_be_asked_again_when_no_search_can_be_made(
    officer: Session, boy: str, session_for: Callable[[Role], Session]
) -> None:
    add_service(officer, "1000001")
    search_for_home(officer, boy, CriteriaChanges(kinds={"distance": Kind.OFF}))
    add_service(officer, "1000002")
    hold_request(officer, boy, reason="court")
    kept = latest_search(officer.tables, boy)
    assert kept is not None
    with pytest.raises(Refused):
        look_for_home(officer, boy)
    again = ask_again(officer, kept)
    assert again.criteria == kept.criteria
    assert urns(again) == ["1000001", "1000002"]
    assert latest_search(officer.tables, boy) == kept
    with pytest.raises(Refused, match="may not search for a home"):
        ask_again(session_for(Role.AUDITOR), kept)


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
