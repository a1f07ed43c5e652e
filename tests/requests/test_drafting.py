"""Taking in a request: complete or not, but never wrong; the same one twice is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resources_app.children.queries import (
    child,
    child_by_identifier,
    legal_status_on,
    periods_of_care,
    siblings,
)
from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.fields import Problems
from resources_app.requests.actions import (
    authorise_request,
    close_request,
    create_request,
    create_request_from_file,
    edit_draft,
    hold_request,
    resume_request,
    return_to_draft,
    submit_request,
    unanswered_to_submit,
    withdraw_request,
)
from resources_app.requests.list_queries import count_by_state, earlier_requests, list_requests
from resources_app.requests.model import PlaceToAvoid, State, Urgency
from resources_app.requests.queries import request, snapshots
from resources_app.session import Session
from resources_app.team.model import Role

Whole = dict[str, Any]


def problems_of(session: Session, data: Whole) -> dict[str, str]:
    """What is wrong with a file: sentences by the path of their field."""
    with pytest.raises(Problems) as caught:
        create_request(session, data, file="request.json")
    assert session.tables.value("SELECT count(*) FROM placement_request") == 0
    assert session.tables.value("SELECT count(*) FROM child") == 0
    return {one.where.field: str(one) for one in caught.value.problems if one.where}


def test_a_whole_file_becomes_a_draft_with_child_and_family(officer: Session, sample: Path) -> None:
    made = create_request_from_file(officer, sample)
    assert made.reference == f"REQ-26-{officer.store.origin}-0001"
    taken = request(officer.tables, made.reference.lower())
    assert taken.state is State.DRAFT
    assert taken.urgency is Urgency.PLANNED
    assert taken.needed_by == "in more than 5 days"
    assert taken.sibling_count == 1
    assert taken.provision_sought == ("independent fostering agency", "children's home")
    assert taken.specific_communication_requirements == ("Other",)
    assert taken.home_adaptation is False
    assert taken.risk_missing == "Risk Present"
    assert taken.places_to_avoid == (
        PlaceToAvoid("SL6 1AA", 3, "His stepfather lives in Maidenhead."),
    )
    assert taken.outcomes_sought[1] == "Attends school every day"
    assert taken.referral_officer_name == "Amina Khan"
    rowan = child(officer.tables, taken.child_id)
    assert rowan.full_name == "Rowan Ashdown"
    status = legal_status_on(officer.tables, rowan.id, date(2026, 11, 23))
    assert status is not None
    assert status.legal_status == "C2"
    assert periods_of_care(officer.tables, rowan.id)[0].period.start == date(2024, 11, 2)
    (wren,) = siblings(officer.tables, rowan.id)
    assert taken.sibling_ids == (wren.id,)


def test_the_same_file_again_is_the_same_request(officer: Session, sample: Path) -> None:
    first = create_request_from_file(officer, sample)
    again = create_request_from_file(officer, sample)
    assert again.already_there
    assert again.reference == first.reference
    assert not again.changes.touched


def test_another_request_for_the_child_needs_a_reason(officer: Session, whole: Whole) -> None:
    first = create_request(officer, whole)
    whole["request"]["expected_weeks"] = 2
    with pytest.raises(Refused, match=f"{first.reference} is already open for this child"):
        create_request(officer, whole)
    second = create_request(officer, whole, second_reason="Respite beside the main search.")
    assert second.reference != first.reference
    known = earlier_requests(officer.tables, first.child_id, officer.today())
    assert {one.reference for one in known} == {first.reference, second.reference}


def test_a_child_on_record_need_only_be_named(officer: Session, whole: Whole) -> None:
    first = create_request(officer, whole)
    withdraw_request(officer, first.reference, reason="plan-changed")
    again = create_request(officer, {"child": {"local_identifier": "40517"}, "request": {}})
    assert again.child_id == first.child_id
    assert child(officer.tables, again.child_id).school_name == "Marsh Lane School"


def test_an_incomplete_draft_is_kept_and_says_what_submitting_still_needs(
    officer: Session, whole: Whole
) -> None:
    whole["request"] = {"neededBy": "Today"}
    made = create_request(officer, whole)
    taken = request(officer.tables, made.reference)
    assert taken.received_on == officer.today()
    assert taken.urgency is Urgency.EMERGENCY
    assert taken.home_adaptation is None
    missing = {one.name for one in unanswered_to_submit(officer, made.reference).problems}
    assert {"fosterCareSuitability", "riskMissing", "homeAdaptation", "strengths"} <= missing
    assert "neededBy" not in missing
    with pytest.raises(Problems, match="Adapted home"):
        submit_request(officer, made.reference)
    assert request(officer.tables, made.reference).state is State.DRAFT


@pytest.mark.parametrize(
    ("part", "name", "wrong", "said"),
    [
        ("request", "fosterCareSuitability", "Ideal", "“Suitable but not preferred”"),
        ("request", "homeAdaptation", "maybe", "neither yes nor no"),
        ("request", "siblingCount", 2.5, "not a whole number"),
        ("request", "siblingCount", 3, "3 are to live with the child, but 1 is named"),
        ("request", "needed_by_date", "2026-11-01", "before the request came in"),
        ("request", "received_on", "2026-11-24", "yet to come"),
        ("request", "riskMising", "Risk Present", "Did you mean “riskMissing”?"),
        ("request", "specificCommunicationRequirements", ["None", "BSL"], "beside others"),
        ("request", "specificCommunicationRequirements", "Klingon", "“Makaton”"),
        ("request", "outcomes_sought", 7, "not a list of texts"),
        ("request", "strengths", ["a"], "not a text"),
        ("request", "strengths", "x" * 20_001, "20,001 characters"),
        ("request", "childId", 99, "another child"),
        ("request", "placement_code_sought", "X9", "U6"),
        ("child", "sex", "F", "2 (Female)"),
        ("child", "date_of_birth", None, "needed"),
        ("child", "legal_status", "C2", "not a list"),
        ("child", "looked_after_since", "soon", "not a date"),
        ("child", "siblings", {}, "not a list"),
    ],
)
def test_a_wrong_answer_is_named_by_its_path_with_what_would_be_right(
    officer: Session, whole: Whole, part: str, name: str, wrong: object, said: str
) -> None:
    whole[part][name] = wrong
    found = problems_of(officer, whole)
    assert said in found[f"{part}.{name}"]
    assert "request.json" in found[f"{part}.{name}"]


def test_problems_inside_lists_are_numbered(officer: Session, whole: Whole) -> None:
    whole["child"]["siblings"][0]["sex"] = "9"
    whole["request"]["places_to_avoid"].append({"postcode": "nowhere", "miles": 2})
    found = problems_of(officer, whole)
    assert set(found) == {
        "child.siblings[1].sex",
        "request.places_to_avoid[2].postcode",
        "request.places_to_avoid[2].why",
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "missing"),
        ({"child": [], "request": {}}, "not a record"),
        ({"child": {}, "request": {}, "offers": []}, "no such part"),
    ],
)
def test_a_file_that_is_no_request_says_so(officer: Session, given: Whole, said: str) -> None:
    assert said in " ".join(problems_of(officer, given).values())


def test_overlapping_legal_status_is_refused(officer: Session, whole: Whole) -> None:
    whole["child"]["legal_status"] = [
        {"code": "C1", "start": "2025-01-01", "end": "2025-06-01"},
        {"code": "C2", "start": "2025-05-01"},
    ]
    assert "overlap" in problems_of(officer, whole)["child.legal_status"]


def test_one_identifier_for_two_children_is_refused(officer: Session, whole: Whole) -> None:
    whole["child"]["siblings"][0]["local_identifier"] = "40517"
    with pytest.raises(BadInput):
        create_request(officer, whole)
    assert child_by_identifier(officer.tables, "40517") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not JSON"),
        (b"[]", "does not hold one record"),
        (b'{"child": {}, "child": {}}', "given twice"),
        (b'{"child": NaN}', "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b" " * 2_000_001, "2,000,001 bytes"),
    ],
)
def test_a_file_that_is_not_json_is_refused_in_a_sentence(
    officer: Session, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "request.json"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=said):
        create_request_from_file(officer, file)
    with pytest.raises(BadInput, match="cannot be read"):
        create_request_from_file(officer, tmp_path / "none.json")


def test_a_draft_is_edited_field_by_field(officer: Session, draft: str) -> None:
    assert not edit_draft(officer, draft, {"pets": "Yes - can"}).touched
    edit_draft(officer, draft, {"pets": "Yes - must", "max_distance_miles": None})
    taken = request(officer.tables, draft)
    assert taken.pets == "Yes - must"
    assert taken.max_distance_miles is None
    assert taken.strengths
    with pytest.raises(Problems, match="“Needed by”"):
        edit_draft(officer, draft, {"needed_by_date": "2026-01-01"})
    with pytest.raises(Problems, match="1 is named"):
        edit_draft(officer, draft, {"siblingCount": 4})


def test_what_was_submitted_stays_readable(officer: Session, submitted: str) -> None:
    taken = request(officer.tables, submitted)
    assert taken.state is State.SUBMITTED
    assert taken.submitted_by == officer.officer.id
    (frozen,) = snapshots(officer.tables, taken.id)
    content = json.loads(frozen.content)
    assert content["child"]["family_name"] == "Ashdown"
    assert content["child"]["siblings"][0]["given_name"] == "Wren"
    return_to_draft(officer, submitted, reason="The school has changed.")
    edit_draft(officer, submitted, {"strengths": "Something else."})
    submit_request(officer, submitted)
    first, second = snapshots(officer.tables, taken.id)
    assert first.content == frozen.content
    assert json.loads(second.content)["request"]["strengths"] == "Something else."
    assert (first.version, second.version) == (1, 2)


def test_a_snapshot_reads_back_as_the_same_request(officer: Session, submitted: str) -> None:
    taken = request(officer.tables, submitted)
    (frozen,) = snapshots(officer.tables, taken.id)
    again = create_request(officer, json.loads(frozen.content))
    assert again.already_there


def test_submitting_twice_submits_once(officer: Session, submitted: str) -> None:
    assert not submit_request(officer, submitted).touched
    with pytest.raises(Refused, match="has been submitted"):
        edit_draft(officer, submitted, {"pets": "No"})


def test_only_somebody_else_with_the_right_authorises(
    officer: Session, head: Session, submitted: str
) -> None:
    with pytest.raises(Refused, match="may not authorise a search"):
        authorise_request(officer, submitted)
    authorise_request(head, submitted, note="Agreed.")
    taken = request(head.tables, submitted)
    assert taken.state is State.AUTHORISED
    assert taken.authorised_by == head.officer.id
    assert not authorise_request(head, submitted).touched


def test_nobody_authorises_what_they_submitted(head: Session, whole: Whole) -> None:
    made = create_request(head, whole)
    submit_request(head, made.reference)
    with pytest.raises(Refused, match="You submitted this request"):
        authorise_request(head, made.reference)


def test_an_unsubmitted_request_is_not_authorised(head: Session, draft: str) -> None:
    with pytest.raises(Refused, match="Not yet: the request has not been submitted"):
        authorise_request(head, draft)


@pytest.mark.parametrize(
    "sought",
    [{"provision_sought": ["supported accommodation"]}, {"placement_code_sought": "P2"}],
    ids=["the kind of home", "the statutory type"],
)
def test_an_unregulated_arrangement_for_a_child_under_16_is_never_submitted(
    officer: Session, draft: str, sought: dict[str, object]
) -> None:
    edit_draft(officer, draft, sought)
    with pytest.raises(Problems, match="regulation 27A"):
        submit_request(officer, draft)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"deprivationOfLiberty": True}, "court order"),
        ({"provision_sought": ["secure children's home"]}, "section 25"),
    ],
)
def test_what_is_ordered_or_applied_for_is_said_before_submitting(
    officer: Session, draft: str, answers: Whole, said: str
) -> None:
    edit_draft(officer, draft, answers)
    with pytest.raises(Problems, match=said):
        submit_request(officer, draft)


def test_a_held_request_goes_back_to_where_it_was(officer: Session, authorised: str) -> None:
    hold_request(officer, authorised, reason="court", note="Hearing on 2 December.")
    held = request(officer.tables, authorised)
    assert held.state is State.ON_HOLD
    assert not hold_request(officer, authorised, reason="court").touched
    with pytest.raises(Refused, match="on hold"):
        submit_request(officer, authorised)
    resume_request(officer, authorised)
    back = request(officer.tables, authorised)
    assert back.state is State.AUTHORISED
    assert (back.closed_reason, back.held_from) == ("", None)
    with pytest.raises(Refused, match="not on hold"):
        resume_request(officer, authorised)


def test_closing_and_withdrawing_need_a_reason_from_the_list(officer: Session, draft: str) -> None:
    with pytest.raises(BadInput, match="unable-to-match"):
        close_request(officer, draft, reason="bored")
    with pytest.raises(BadInput, match="needed"):
        withdraw_request(officer, draft, reason="")
    close_request(officer, draft, reason="unable-to-match", note="Nobody could.")
    closed = request(officer.tables, draft)
    assert closed.state is State.CLOSED
    assert closed.closed_reason == "unable-to-match"
    with pytest.raises(Refused, match="closed without placement"):
        withdraw_request(officer, draft, reason="plan-changed")


def test_an_auditor_takes_in_nothing(session_for: Callable[[Role], Session], whole: Whole) -> None:
    with pytest.raises(Refused):
        create_request(session_for(Role.AUDITOR), whole)


def test_lists_page_without_losing_or_doubling_a_request(officer: Session, whole: Whole) -> None:
    del whole["child"]["siblings"]
    made = set()
    for number in range(7):
        whole["child"]["local_identifier"] = str(number)
        made.add(create_request(officer, whole).reference)
    seen: list[str] = []
    after = ""
    while True:
        page = list_requests(officer.tables, officer.today(), after=after, limit=3)
        assert page.total == 7
        seen += [one.reference for one in page.requests]
        after = page.after
        if not after:
            break
    assert len(seen) == 7
    assert set(seen) == made
    assert count_by_state(officer.tables)[State.DRAFT] == 7
    assert list_requests(officer.tables, officer.today(), states=[State.PLACED]).total == 0


def test_a_summary_says_who_it_is_without_the_name(officer: Session, draft: str) -> None:
    (one,) = list_requests(officer.tables, officer.today()).requests
    assert (one.child_initials, one.child_age, one.child_sex, one.siblings) == ("RA", 13, "1", 1)
    assert one.needed_by_date == date(2026, 12, 7)


def test_a_code_retired_since_stays_where_it_is_held(officer: Session, sample: Path) -> None:
    made = create_request_from_file(officer, sample)
    with officer.act("edit_draft") as act:
        act.tables.update("placement_request", made.id, {"placement_code_sought": "P3"})
    edit_draft(officer, made.reference, {"placement_code_sought": "P3", "about": "He likes maps."})
    held = request(officer.tables, made.reference)
    assert (held.placement_code_sought, held.about) == ("P3", "He likes maps.")
    edit_draft(officer, made.reference, {"placement_code_sought": "U4"})
    with pytest.raises(Problems, match="not given out any more"):
        edit_draft(officer, made.reference, {"placement_code_sought": "P3"})
