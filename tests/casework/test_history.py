"""The journal, told in lines a person can read."""

from __future__ import annotations

import pytest

from resources_app.casework.history import FieldChange, history
from resources_app.foundations.errors import NotFound
from resources_app.session import Session
from resources_app.team.references import next_reference


def _agreement(session: Session) -> str:
    with session.act("make_agreement", reason="for the test") as act:
        act.tables.insert(
            "agreement",
            {
                "id": session.new_id(),
                "reference": "AG-1",
                "title": "A framework",
                "kind": "framework",
                "lead_authority_code": "E06000060",
                "start_date": "2026-04-01",
            },
        )
    return str(session.tables.value("SELECT id FROM agreement"))


def test_a_record_tells_what_changed_who_did_it_and_why(session: Session) -> None:
    key = _agreement(session)
    with session.act("retitle", reason="the tender was renamed") as act:
        act.tables.update("agreement", key, {"title": "A better framework"})
    newest, first = history(session.tables, reference="AG-1")
    assert newest.officer == "Tess Malone"
    assert (newest.action, newest.reason) == ("retitle", "the tender was renamed")
    assert newest.changes == (FieldChange("title", "A framework", "A better framework"),)
    assert FieldChange("title", None, "A framework") in first.changes
    assert newest.number == f"{session.store.origin}-{int(newest.number[-6:]):06d}"


def test_reading_on_neither_repeats_nor_skips(session: Session) -> None:
    for _ in range(7):
        with session.act("number") as act:
            next_reference(session, act.tables, "REQ")
    every = history(session.tables, limit=10_000)
    pages = []
    before = None
    while page := history(session.tables, before=before, limit=3):
        pages += page
        before = page[-1].arrival
    assert pages == every


def test_a_reference_that_is_nobodys_is_said_so(session: Session) -> None:
    with pytest.raises(NotFound, match="REQ-26-A7-0042"):
        history(session.tables, reference="NO-SUCH")
