"""Correcting the wording of what was submitted: texts only, never facts, and never silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.fields import Problems
from resources_app.requests.actions import (
    authorise_request,
    create_request,
    hold_request,
    reword_request,
    reword_request_from_file,
    submit_request,
)
from resources_app.requests.fields import REQUEST_FIELDS, WORDING_FIELDS
from resources_app.requests.model import Request, State
from resources_app.requests.queries import request, snapshots
from resources_app.requests.storing import answers_of_request
from resources_app.session import Session
from resources_app.team.model import Role

SAID = "He walks home to see his aunt when a call went badly."
WHY = "The text named his aunt."


def test_only_the_story_is_wording() -> None:
    assert [one.name for one in WORDING_FIELDS] == [
        "strengths", "about", "child_views", "care_needs", "education_needs", "health_needs",
        "outcomes_sought", "riskOther", "riskToOthersOther", "risk_summary",
        "connected_persons_explored", "family_time", "family_views",
    ]  # fmt: skip


@pytest.mark.parametrize("state", [State.SUBMITTED, State.AUTHORISED])
def test_a_text_is_corrected_and_what_was_submitted_stays(
    officer: Session, head: Session, submitted: str, state: State
) -> None:
    reference = submitted
    if state is State.AUTHORISED:
        authorise_request(head, reference)
    before = _request(officer, reference)
    frozen = snapshots(officer.tables, before.id)
    given = {"risk_summary": SAID, "outcomes_sought": ["Sleeps well", "Sees his aunt"]}
    assert reword_request(officer, reference, given, reason=WHY).touched
    after = _request(officer, reference)
    assert (after.risk_summary, after.outcomes_sought) == (SAID, ("Sleeps well", "Sees his aunt"))
    assert after.state is before.state
    others = {one.name for one in REQUEST_FIELDS} - set(given)
    was, now = answers_of_request(before), answers_of_request(after)
    assert {name: was[name] for name in others} == {name: now[name] for name in others}
    assert snapshots(officer.tables, before.id) == frozen
    assert before.risk_summary in json.loads(frozen[0].content)["request"]["risk_summary"]


def test_the_journal_says_who_reworded_what_and_why(officer: Session, submitted: str) -> None:
    reword_request(officer, submitted, {"about": SAID}, reason=WHY)
    last = officer.tables.one("SELECT action, reason FROM journal_action ORDER BY hlc DESC")
    assert last is not None
    assert (last["action"], last["reason"]) == ("reword_request", WHY)


def test_the_same_text_again_changes_nothing(officer: Session, submitted: str) -> None:
    reword_request(officer, submitted, {"about": SAID}, reason=WHY)
    marker = officer.store.marker()
    assert not reword_request(officer, submitted, {"about": f" {SAID}\r\n"}, reason=WHY).touched
    assert not reword_request(officer, submitted, {}, reason=WHY).touched
    assert officer.store.marker() == marker


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("provision_sought", ["secure children's home"], "“Kind of home sought”: This is a fact"),
        ("riskMissing", "No known risk", "“Going missing”: This is a fact"),
        ("needed_by_date", "2026-12-24", "not its wording"),
        ("secure_authority", "Section 25, made today.", "not its wording"),
        ("preferredLocation", "Anywhere", "not its wording"),
        ("state", "placed", "no such field"),
        ("strengths", " ", "This is needed"),
        ("about", 7, "not a text"),
        ("about", "x" * 20_001, "20,001 characters"),
        ("riskOther", "He lights fires.", "neither added nor taken away"),
    ],
)
def test_facts_and_what_is_wrong_are_refused_by_name(
    officer: Session, submitted: str, name: str, answer: object, said: str
) -> None:
    before = _request(officer, submitted)
    with pytest.raises(Problems, match=said):
        reword_request(officer, submitted, {"family_time": SAID, name: answer}, reason=WHY)
    assert _request(officer, submitted) == before


def test_a_risk_in_words_can_be_put_otherwise_but_not_be_made_to_vanish(
    officer: Session, whole: dict[str, Any]
) -> None:
    whole["request"]["riskOther"] = "He follows Dean home."
    reference = create_request(officer, whole, submit=True).reference
    with pytest.raises(Problems, match="neither added nor taken away"):
        reword_request(officer, reference, {"riskOther": ""}, reason=WHY)
    reword_request(officer, reference, {"riskOther": "He follows older boys."}, reason=WHY)
    assert _request(officer, reference).risk_other == "He follows older boys."


def test_it_takes_a_reason_the_permission_and_a_submitted_request(
    officer: Session, session_for: Callable[[Role], Session], draft: str
) -> None:
    with pytest.raises(Refused, match="the request is a draft"):
        reword_request(officer, draft, {"about": SAID}, reason=WHY)
    submit_request(officer, draft)
    with pytest.raises(BadInput, match="Reason"):
        reword_request(officer, draft, {"about": SAID}, reason=" ")
    with pytest.raises(Refused, match="auditor"):
        reword_request(session_for(Role.AUDITOR), draft, {"about": SAID}, reason=WHY)
    hold_request(officer, draft, reason="court")
    with pytest.raises(Refused, match="on hold"):
        reword_request(officer, draft, {"about": SAID}, reason=WHY)
    assert _request(officer, draft).state is State.ON_HOLD


def test_a_file_names_its_fields_by_their_names(
    officer: Session, submitted: str, tmp_path: Path
) -> None:
    file = tmp_path / "words.json"
    file.write_text(json.dumps({"about": SAID, "urgency": "planned", "abuot": SAID}), "utf-8")
    with pytest.raises(Problems) as caught:
        reword_request_from_file(officer, submitted, file, reason=WHY)
    assert [one.where.field for one in caught.value.problems if one.where] == ["urgency", "abuot"]
    assert "words.json" in str(caught.value)
    file.write_text(json.dumps({"about": SAID}), "utf-8")
    reword_request_from_file(officer, submitted, file, reason=WHY)
    assert _request(officer, submitted).about == SAID


def _request(officer: Session, reference: str) -> Request:
    return request(officer.tables, reference)
