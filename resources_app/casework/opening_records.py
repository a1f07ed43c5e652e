"""Writing down who opened a restricted child's record, before any of it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from resources_app.children.model import Child
from resources_app.children.queries import children_by_id
from resources_app.foundations.errors import Refused
from resources_app.requests.model import Request
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.store import Changes

_ACTION = "open_restricted_record"


def note_opening(session: Session, children: Iterable[Child], *, through: str) -> Changes:
    """Write down that the officer at work opens the records of those who are restricted.

    `through` is the reference that was opened; one who is named twice counts once. Nothing is
    written when nobody is restricted. Raises Refused where it cannot be written: what is not
    logged is not opened.
    """
    hidden = {one.id: one for one in children if one.restricted}.values()
    if not hidden:
        return Changes(_ACTION)
    if session.store.read_only:
        raise Refused(
            "This record is restricted, and opening it is logged.",
            remedy="Open the store for writing, not for reading only.",
        )
    with session.act(_ACTION, reason=through) as act:
        act.tables.insert_many("record_opening", [_row(session, one, through) for one in hidden])
    return act.changes


def open_request(session: Session, reference: str) -> Request:
    """A request for whoever reads it now: opening what is restricted in it is written down.

    Brothers and sisters who are to live with the child are named in it, so theirs counts too.
    Raises NotFound, and Refused where it cannot be written.
    """
    one = request(session.tables, reference)
    people = children_by_id(session.tables, (one.child_id, *one.sibling_ids))
    note_opening(session, people.values(), through=one.reference)
    return one


def _row(session: Session, child: Child, through: str) -> dict[str, object]:
    return {
        "id": session.new_id(),
        "child_id": child.id,
        "opened_by": session.officer.id,
        "opened_at": session.stamp(),
        "through": through,
    }
