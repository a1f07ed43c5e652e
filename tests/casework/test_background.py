"""What a search knows of the child: earlier stays, refusals, journeys, brothers and sisters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resources_app.casework.impact import Impact, assess_impact, impact_of
from resources_app.casework.kept_searches import changes_named, name_search, shelf_of
from resources_app.casework.refusals import refusals_of
from resources_app.casework.searching import kept_search, look_for_home, search_for_home
from resources_app.children.queries import child_by_identifier
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.providers.queries import service_by_urn
from resources_app.providers.sibling_actions import declare_siblings
from resources_app.requests.actions import release_request
from resources_app.requests.actions.replying import record_response
from resources_app.requests.actions.travel import enter_travel_time
from resources_app.requests.criteria import CriteriaChanges
from resources_app.requests.criteria_table import Kind
from resources_app.requests.impact import Outcome
from resources_app.requests.model import ResponseKind, Rung
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import Steps
from tests.casework.made_up import BUCKS, HOME, add_resident, add_service, ask, put, urns


def stayed(session: Session, service: str, start: str, end: str, *, broke: bool = False) -> None:
    rowan = child_by_identifier(session.tables, "40517")
    assert rowan is not None
    put(
        session,
        "placement",
        reference=session.new_id(),
        child_id=rowan.id,
        service_id=service,
        start_date=start,
        end_date=end,
        disrupted=int(broke),
        authority_code=BUCKS,
    )


def test_where_it_broke_down_comes_last_and_says_so(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    boy = ask(officer, session_for(Role.HEAD_OF_SERVICE))
    homes = [add_service(officer, urn) for urn in ("1000001", "1000002", "1000003")]
    assert urns(look_for_home(officer, boy)) == ["1000001", "1000002", "1000003"]
    assert not look_for_home(officer, boy).criteria.earlier_homes
    stayed(officer, homes[0], "2025-01-10", "2025-03-11", broke=True)
    stayed(officer, homes[2], "2024-06-01", "2025-01-10")
    outcome = search_for_home(officer, boy)
    assert urns(outcome) == ["1000003", "1000002", "1000001"]
    sentences = {line.criterion: line.sentence for line in outcome.explain("1000001").lines}
    assert sentences["earlier"] == (
        "Lived here before: 10 Jan 2025 to 11 Mar 2025 (60 nights), when it broke down: "
        "ask what would be different."
    )
    assert "earlier" not in {line.criterion for line in outcome.explain("1000002").lines}
    (*_, last) = kept_search(officer.tables, outcome.id).results
    assert (last.broke_down, last.lived_before.endswith("broke down")) == (True, True)
    must = CriteriaChanges(kinds={"earlier": Kind.ESSENTIAL})
    assert look_for_home(officer, boy, must).excluded_by_cause == {"earlier": 1}


def test_travel_is_estimated_until_somebody_enters_it(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    boy = ask(officer, session_for(Role.HEAD_OF_SERVICE))
    away = {"northing": HOME["northing"] + 16_093, "postcode": "HP27 0AA"}  # ten miles north
    add_service(officer, "1000001", **away)
    (one,) = look_for_home(officer, boy).ranked()
    assert one.minutes_to_home is not None
    assert 28 <= one.minutes_to_home <= 36  # at 25 miles an hour, a third farther by road
    assert one.minutes_to_family is None
    assert f"about {one.minutes_to_home} min to home (estimated)" in one.travel
    with pytest.raises(Refused, match="the child’s family is not on record"):
        enter_travel_time(officer, boy, "1000001", "family", 20)
    with pytest.raises(BadInput, match="“Minutes”"):
        enter_travel_time(officer, boy, "1000001", "school", 0)
    enter_travel_time(officer, boy, "1000001", "school", 41)
    assert not enter_travel_time(officer, boy, "1000001", "school", 41).touched
    rowan = request(officer.tables, boy).child_id
    with officer.act("a postcode for a test") as act:
        act.tables.update("child", rowan, {"family_postcode": "HP13 6PG"})
    (again,) = look_for_home(officer, boy).ranked()
    assert (again.minutes_to_school, again.minutes_to_home) == (41, one.minutes_to_home)
    assert " 41 min to school" in again.travel
    assert again.minutes_to_family is not None
    enter_travel_time(officer, boy, "1000001", "school", None)
    (last,) = look_for_home(officer, boy).ranked()
    assert last.minutes_to_school == one.minutes_to_school


def test_a_refusal_for_the_child_is_told_and_others_are_counted(
    officer: Session, steps: Steps
) -> None:
    steps.market.search(officer, steps.reference, "first", "also first")
    release_request(officer, steps.reference, Rung.TIER_1)
    agency, asked = steps.market.ids["first"], request(officer.tables, steps.reference)
    record_response(
        officer, steps.reference, agency, ResponseKind.DECLINE, reason="no-place", note="In May."
    )
    children, today = (asked.child_id,), officer.today()
    found = refusals_of(officer.tables, agency, children, today)
    assert (found.asked, sum(found.by_reason.values())) == (1, 1)
    first, second = found.sentences
    assert first.startswith(f"Declined {steps.reference} for this child on 23 Nov 2026: ")
    assert first.endswith("“In May.”")
    assert second.startswith("Declined 1 of 1 request in the last twelve months: 1 ")
    other = refusals_of(officer.tables, agency, asked.sibling_ids, today)
    assert len(other.these_children) == 1  # she was in the same request
    assert refusals_of(officer.tables, agency, (), today).these_children == ()
    quiet = refusals_of(officer.tables, steps.market.ids["also first"], children, today)
    assert (quiet.asked, quiet.sentences) == (1, ())


def test_what_a_service_says_of_brothers_and_sisters_counts(officer: Session, steps: Steps) -> None:
    for name, urn in (("first", "SC000002"), ("also first", "SC000003")):
        assert steps.market.urn(name) == urn
    before = look_for_home(officer, steps.reference)
    assert "siblings" not in before.excluded_by_cause
    with pytest.raises(BadInput, match="1 says that it takes none together"):
        declare_siblings(officer, "SC000002", 0)
    declare_siblings(officer, "SC000002", 3)
    declare_siblings(officer, "SC000002", 1, note="One room.")
    declare_siblings(officer, "SC000003", 2)
    after = look_for_home(officer, steps.reference)
    assert "siblings" in {one for row in after.left_out("siblings") for one in row.causes}
    (told,) = [
        line.sentence for line in after.explain("SC000003").lines if line.criterion == "siblings"
    ]
    assert told == "Takes up to 2 brothers and sisters together, as declared on 23 Nov 2026."


def test_a_named_search_is_used_for_another_request(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    head = session_for(Role.HEAD_OF_SERVICE)
    boy = ask(officer, head)
    add_service(officer, "1000001")
    changes = CriteriaChanges(kinds={"grade": Kind.ESSENTIAL}, max_miles=35)
    kept = search_for_home(officer, boy, changes)
    assert shelf_of(officer.tables, boy).named == ()
    name_search(officer, kept.id, "  Good  and near ")
    assert not name_search(officer, kept.id, "Good and near").touched
    plain = search_for_home(officer, boy)
    with pytest.raises(BadInput, match=f"A search of {boy} is called that already"):
        name_search(officer, plain.id, "good and NEAR")
    with pytest.raises(NotFound, match="There are: “Good and near”"):
        changes_named(officer.tables, "Far")
    again = changes_named(officer.tables, "good and near")
    assert again is not None
    assert (again.kinds, again.max_miles) == ({"grade": Kind.ESSENTIAL}, 35)
    # The last search changed nothing: the next one begins with what the request says.
    shelf = shelf_of(officer.tables, boy)
    assert ([one.name for one in shelf.made], shelf.changes) == (["", "Good and near"], None)
    name_search(officer, kept.id, "")
    assert shelf_of(officer.tables, boy).named == ()


def test_the_effect_on_those_who_live_there_is_assessed_without_names(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    boy = ask(officer, session_for(Role.HEAD_OF_SERVICE))
    home = add_service(officer, "1000001")
    first = add_resident(officer, home, "2012-05-01")
    asked, today = request(officer.tables, boy), officer.today()

    def now() -> Impact:
        service = service_by_urn(officer.tables, "1000001")
        return impact_of(officer.tables, asked.id, service, "", today)

    assert now().sentences == (
        "A girl of 14 lives there.",
        "The effect on each other is not assessed yet.",
    )
    with pytest.raises(BadInput, match="“Measures”"):
        assess_impact(
            officer, boy, "1000001", assessment="Both go missing.", outcome=Outcome.WITH_MEASURES
        )
    assess_impact(officer, boy, "1000001", assessment="Both like dogs.", outcome=Outcome.FITS)
    told = now()
    assert told.children == (first,)
    assert told.sentences[1:] == ("Amina Khan, 23 Nov 2026: fits together.", "Both like dogs.")
    add_resident(officer, home, "2010-01-01")
    assert now().overtaken
    assert now().sentences[-1] == "Somebody has moved in since: assess it again."
    agency = "independent fostering agency"
    add_service(officer, "1000002", provision_type=agency, placement_codes="U4")
    with pytest.raises(BadInput, match="An agency is not one household"):
        assess_impact(officer, boy, "1000002", assessment="Calm.", outcome=Outcome.FITS)
