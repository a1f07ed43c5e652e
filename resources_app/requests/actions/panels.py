"""Convening a panel, filling its agenda, and writing down what it said and recommends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.requests.list_queries import OPEN_STATES
from resources_app.requests.panel_model import NewPanel, Panel, PanelOutcome
from resources_app.requests.panel_queries import panel
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class PanelKept:
    """A panel as it now stands."""

    panel: Panel
    changes: Changes


def convene_panel(session: Session, new: NewPanel) -> PanelKept:
    """Convene a panel for a day. Raises BadInput without a title or a chair."""
    require(session, Permission.DECIDE)
    for field, text in (("Title", new.title), ("Chair", new.chair)):
        if not text.strip():
            raise BadInput("This is needed.", where=Where(field=field))
    with session.act("convene_panel") as act:
        reference = next_reference(session, act.tables, "PNL")
        act.tables.insert(
            "panel",
            {
                "id": session.new_id(),
                "reference": reference,
                "title": new.title.strip(),
                "held_on": new.held_on.isoformat(),
                "chair": new.chair.strip(),
                "attendees": _lines(new.attendees),
            },
        )
        made = panel(act.tables, reference)
    return PanelKept(made, act.changes)


def put_on_agenda(
    session: Session, reference: str, request_reference: str, question: str
) -> PanelKept:
    """Put an open request before a panel, with what the panel is asked, after what is there.

    Raises BadInput without a question, Refused for a request that is over or on it already, and
    once the minutes are written.
    """
    require(session, Permission.DECIDE)
    if not question.strip():
        raise BadInput("Say what the panel is asked.", where=Where(field="What is asked"))
    with session.act("put_on_agenda") as act:
        there = _unminuted(act.tables, reference)
        asked = request(act.tables, request_reference)
        if asked.state not in OPEN_STATES:
            raise Refused(f"{asked.reference} is {asked.state}: nothing is left to recommend.")
        if any(one.reference == asked.reference for one in there.items):
            raise Refused(f"{asked.reference} is on this agenda already.")
        act.tables.insert(
            "panel_item",
            {
                "id": session.new_id(),
                "panel_id": there.id,
                "request_id": asked.id,
                "position": max((one.position for one in there.items), default=0) + 1,
                "question": question.strip(),
            },
        )
        kept = panel(act.tables, reference)
    return PanelKept(kept, act.changes)


def record_panel_outcome(
    session: Session, reference: str, request_reference: str, outcome: PanelOutcome, words: str
) -> PanelKept:
    """Write down what a panel recommends of a request on its agenda, in its words.

    It moves nothing: the approval is still given by whoever may. Raises BadInput without words,
    Refused before the day of the panel, NotFound for a request that is not on the agenda.
    """
    require(session, Permission.DECIDE)
    if not words.strip():
        raise BadInput("Say why, as the panel did.", where=Where(field="In the panel’s words"))
    with session.act("record_panel_outcome", reason=words.strip()) as act:
        there = _unminuted(act.tables, reference)
        _check_held(session, there)
        asked = request(act.tables, request_reference)
        row_id = act.tables.value(
            "SELECT id FROM panel_item WHERE panel_id = ? AND request_id = ?", (there.id, asked.id)
        )
        if row_id is None:
            raise NotFound(f"{asked.reference} is not on the agenda of {there.reference}.")
        act.tables.update(
            "panel_item",
            str(row_id),
            {
                "outcome": str(outcome),
                "words": words.strip(),
                "recorded_by": session.officer.id,
                "recorded_at": session.stamp(),
            },
        )
        kept = panel(act.tables, reference)
    return PanelKept(kept, act.changes)


def minute_panel(
    session: Session, reference: str, minutes: str, attendees: Sequence[str] = ()
) -> PanelKept:
    """Write a panel's minutes, and who came; then its agenda and outcomes stand.

    Raises BadInput without minutes, Refused before its day, while nothing is recorded of a
    request on the agenda, and for minutes that were written already.
    """
    require(session, Permission.DECIDE)
    if not minutes.strip():
        raise BadInput("Write what was said.", where=Where(field="Minutes"))
    with session.act("minute_panel") as act:
        there = _unminuted(act.tables, reference)
        _check_held(session, there)
        if there.open_items:
            left = next(one.reference for one in there.items if one.outcome is None)
            raise Refused(
                f"Nothing is recorded of {left} yet.",
                remedy="Record what the panel said of it, if only that it was deferred.",
            )
        who = {"attendees": _lines(attendees)} if attendees else {}
        act.tables.update(
            "panel",
            there.id,
            {
                "minutes": minutes.strip(),
                "minuted_by": session.officer.id,
                "minuted_at": session.stamp(),
                **who,
            },
        )
        kept = panel(act.tables, reference)
    return PanelKept(kept, act.changes)


def _unminuted(tables: Tables, reference: str) -> Panel:
    there = panel(tables, reference)
    if there.minuted_by:
        raise Refused(f"The minutes of {there.reference} are written: it stands as it is.")
    return there


def _check_held(session: Session, there: Panel) -> None:
    if there.held_on > session.today():
        raise Refused(f"{there.reference} is held on {day_text(there.held_on)}.")


def _lines(names: Sequence[str]) -> str:
    return "\n".join(name.strip() for name in names if name.strip())
