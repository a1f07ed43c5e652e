"""What was submitted stays readable beside what changed after, with who, when and why."""

from __future__ import annotations

import json

import pytest

from resources_app.casework.submitted import Line, Submitted, submitted_and_now
from resources_app.children.actions import amend_child, set_legal_status
from resources_app.foundations.errors import NotFound
from resources_app.requests.actions import (
    edit_draft,
    return_to_draft,
    reword_request,
    submit_request,
)
from resources_app.requests.queries import request, snapshots
from resources_app.requests.since_submitted import THE_REQUEST, since_submitted
from resources_app.session import Session


def changed(found: Submitted) -> dict[str, Line]:
    return {one.answered.label: one for one in found.lines if one.answered.changed}


def test_nothing_changed_when_nothing_did(officer: Session, submitted: str) -> None:
    found = submitted_and_now(officer.tables, submitted)
    assert (found.version.number, found.version.by, found.changed) == (1, "Amina Khan", 0)
    said = {(one.answered.whose, one.answered.label): one.answered.now for one in found.lines}
    assert said["40517", "Given name"] == "Rowan"
    assert "Full care order (C2) from 1 Jun 2025" in said["40517", "Legal status"]
    assert "Wren" in said[THE_REQUEST, "Brothers and sisters to live with"]


def test_each_change_says_what_it_was_who_made_it_and_why(
    officer: Session, head: Session, submitted: str
) -> None:
    asked = request(officer.tables, submitted)
    was = asked.strengths
    reword_request(officer, submitted, {"strengths": "He loves dogs."}, reason="It named a friend.")
    amend_child(officer, asked.child_id, {"school_name": "Orchard School"})
    amend_child(officer, asked.sibling_ids[0], {"known_as": "Wrennie"})
    set_legal_status(officer, asked.child_id, "C1", officer.today())
    found = submitted_and_now(officer.tables, submitted)
    lines = changed(found)
    assert set(lines) == {"Strengths and likes", "School", "Known as", "Legal status"}
    reworded = lines["Strengths and likes"]
    assert (reworded.answered.submitted, reworded.answered.now) == (was, "He loves dogs.")
    assert (reworded.by, reworded.why) == ("Amina Khan", "It named a friend.")
    assert reworded.at is not None
    assert reworded.at >= found.version.at
    assert lines["Known as"].answered.whose != "40517"
    assert lines["Legal status"].answered.now.endswith("from 23 Nov 2026")
    # What changed comes first; what was frozen stays as it was.
    assert {one.answered.label for one in found.lines[:4]} == set(lines)
    assert was in snapshots(officer.tables, asked.id)[0].content


def test_every_version_can_be_looked_at(officer: Session, head: Session, submitted: str) -> None:
    return_to_draft(head, submitted, reason="Say more.")
    edit_draft(officer, submitted, {"about": "He came to care in March."})
    submit_request(officer, submitted)
    assert [one.number for one in submitted_and_now(officer.tables, submitted).versions] == [1, 2]
    assert not submitted_and_now(officer.tables, submitted).changed
    first = changed(submitted_and_now(officer.tables, submitted, 1))
    assert first["Story so far"].answered.now == "He came to care in March."
    with pytest.raises(NotFound, match="no version 3"):
        submitted_and_now(officer.tables, submitted, 3)


def test_a_draft_was_never_submitted(officer: Session, draft: str) -> None:
    with pytest.raises(NotFound, match="never submitted"):
        submitted_and_now(officer.tables, draft)


def test_an_answer_is_still_shown_when_its_field_is_no_longer_asked(
    officer: Session, submitted: str
) -> None:
    asked = request(officer.tables, submitted)
    then = json.loads(snapshots(officer.tables, asked.id)[0].content)
    now = json.loads(json.dumps(then))
    then["request"]["favourite_colour"] = "Green"
    (line,) = (one for one in since_submitted(then, now) if one.changed)
    assert (line.label, line.submitted, line.now) == ("Favourite colour", "Green", "")
