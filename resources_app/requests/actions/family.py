"""Brothers and sisters of a draft: who is to live with the child, and who is not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from resources_app.children.actions import write_siblings
from resources_app.children.queries import child
from resources_app.foundations.errors import BadInput, Where
from resources_app.requests.family_model import KEEP_TOGETHER, WHY_APART, Apart, SiblingChoice
from resources_app.requests.family_queries import apart_from
from resources_app.requests.model import Request
from resources_app.requests.queries import request, sibling_row_id
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def settle_siblings(session: Session, reference: str, choices: Sequence[SiblingChoice]) -> Changes:
    """Say of a draft who lives with the child and who does not; whoever is not named does neither.

    Those named become the child's brothers and sisters on record, if they were not; the same
    again changes nothing. Raises Refused for a request that is no draft, NotFound for a child
    who is not there, and BadInput for one named twice, for the child themselves, and for one
    who is to live apart without a reason.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("settle_siblings") as act:
        before = request(act.tables, reference)
        require_state(before.state, "edit_draft")
        _check(act.tables, before, choices)
        for one in choices:
            write_siblings(session, act.tables, one.child_id, before.child_id)
        together = [one.child_id for one in choices if one.together]
        _keep_together(session, act.tables, before, together)
        _keep_apart(session, act.tables, before, [one for one in choices if not one.together])
        if before.sibling_count != len(together):
            act.tables.update("placement_request", before.id, {"siblingCount": len(together)})
    return act.changes


def insert_sibling(session: Session, tables: Tables, request_id: str, child_id: str) -> None:
    """Let a brother or sister live with the child, inside the caller's action."""
    row = {"id": session.new_id(), "request_id": request_id, "child_id": child_id}
    tables.insert("request_sibling", row)


def remove_sibling(tables: Tables, request_id: str, child_id: str) -> None:
    """Take a brother or sister out of a request, inside the caller's action."""
    row_id = sibling_row_id(tables, request_id, child_id)
    assert row_id is not None
    tables.delete("request_sibling", row_id)


def insert_apart(
    session: Session,
    tables: Tables,
    request_id: str,
    child_id: str,
    reason: str,
    *,
    apart_request_id: str | None = None,
) -> None:
    """Write down who is not to live with a request's children, inside the caller's action."""
    tables.insert(
        "request_apart",
        {
            "id": session.new_id(),
            "request_id": request_id,
            "child_id": child_id,
            "reason": need_reason(reason),
            "apart_request_id": apart_request_id,
            "decided_by": session.officer.id,
            "decided_at": session.stamp(),
        },
    )


def need_reason(reason: str) -> str:
    """The reason for placing brothers and sisters apart. Raises BadInput for none."""
    if not reason.strip():
        where = Where(field=WHY_APART)
        raise BadInput("This is needed.", where=where, remedy=KEEP_TOGETHER)
    return reason.strip()


def _check(tables: Tables, before: Request, choices: Sequence[SiblingChoice]) -> None:
    named = [one.child_id for one in choices]
    for one in choices:
        who = child(tables, one.child_id)
        if one.child_id == before.child_id:
            raise BadInput("A child is not their own brother or sister.")
        if named.count(one.child_id) > 1:
            raise BadInput(f"{who.full_name} is named twice.", remedy="Name each child once.")
        if not one.together:
            need_reason(one.reason)


def _keep_together(
    session: Session, tables: Tables, before: Request, together: Sequence[str]
) -> None:
    for child_id in before.sibling_ids:
        if child_id not in together:
            remove_sibling(tables, before.id, child_id)
    for child_id in together:
        if child_id not in before.sibling_ids:
            insert_sibling(session, tables, before.id, child_id)


def _keep_apart(
    session: Session, tables: Tables, before: Request, wanted: Iterable[SiblingChoice]
) -> None:
    held: dict[str, Apart] = {one.child_id: one for one in apart_from(tables, before.id)}
    for one in wanted:
        there = held.pop(one.child_id, None)
        if there is None:
            insert_apart(session, tables, before.id, one.child_id, one.reason)
        elif there.reason != one.reason.strip():
            tables.update("request_apart", there.id, {"reason": one.reason.strip()})
    for there in held.values():
        tables.delete("request_apart", there.id)
