"""Placing brothers and sisters of one request apart: those who leave it get one of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from resources_app.agreements.model import Element
from resources_app.children.queries import children_by_id
from resources_app.foundations.clock import stamp
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.fields import Reading, Record
from resources_app.requests.actions.drafting import freeze, insert_request, request_family
from resources_app.requests.actions.family import (
    insert_apart,
    insert_sibling,
    need_reason,
    remove_sibling,
)
from resources_app.requests.checking import check_request
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import OfferStatus, Request, State
from resources_app.requests.offer_queries import offers
from resources_app.requests.queries import open_requests_of, request
from resources_app.requests.states import require_state
from resources_app.requests.storing import answers_of_request
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

WHO = "Who lives apart"  # the field's label

# Where the request of those who leave begins: with the authority that was given for all of
# them, and no further, since what was sent out and offered was for the others.
_BEGINS = {State.DRAFT: State.DRAFT, State.SUBMITTED: State.SUBMITTED}


@dataclass(frozen=True)
class PlacedApart:
    """Brothers and sisters are apart: `apart_reference` is the request of those who left."""

    changes: Changes
    reference: str
    apart_reference: str
    apart_request_id: str


def place_apart(
    session: Session,
    reference: str,
    child_ids: Sequence[str],
    *,
    reason: str,
    answers: Mapping[str, object] | None = None,
) -> PlacedApart:
    """Give some of a request's brothers and sisters a request of their own, saying why.

    The eldest of them is the new request's child, the others live with that one. It takes over
    what the first asks for, who submitted it and the authority to search; `answers` (by field
    name) are what is different for them. Both requests count their children anew. Raises
    BadInput without a reason, or for a child who is no brother or sister in the request;
    Refused in a state that does not allow it, while an offer for all of them is open, and
    where the child has an open request of their own; Problems for a wrong answer.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("place_apart", reason=reason) as act:
        before = request(act.tables, reference)
        require_state(before.state, "place_apart")
        need_reason(reason)
        leaving = _leaving(act.tables, before, child_ids)
        _check_offers(act.tables, before, leaving)
        values = _answers(session, before, answers or {}, len(leaving) - 1)
        made, made_id = insert_request(session, act.tables, leaving[0], values, _standing(before))
        for child_id in leaving:
            remove_sibling(act.tables, before.id, child_id)
            insert_apart(session, act.tables, before.id, child_id, reason, apart_request_id=made_id)
        for child_id in leaving[1:]:
            insert_sibling(session, act.tables, made_id, child_id)
        staying = len(before.sibling_ids) - len(leaving)
        act.tables.update("placement_request", before.id, {"siblingCount": staying})
        _freeze_new(session, act.tables, made)
    return PlacedApart(act.changes, before.reference, made, made_id)


def _leaving(tables: Tables, before: Request, child_ids: Sequence[str]) -> list[str]:
    """Those who leave, the eldest first. Raises for one who cannot."""
    wanted = set(child_ids)
    if not wanted:
        raise BadInput("This is needed.", where=Where(field=WHO), remedy="Name who is to leave.")
    if wanted - set(before.sibling_ids):
        raise BadInput(
            f"Only brothers and sisters who are to live with the child of {before.reference} "
            "can leave the request.",
            where=Where(field=WHO),
            remedy="Where the child is to live apart, name the others: they leave together.",
        )
    leaving = [one for one in before.sibling_ids if one in wanted]
    people = children_by_id(tables, leaving)
    for child_id in leaving:
        for other in open_requests_of(tables, child_id):
            raise Refused(
                f"{other.reference} is already open for {people[child_id].full_name} "
                f"({other.state}).",
                remedy="Work with that one: withdraw it, or leave this request as it is.",
            )
    return leaving


def _check_offers(tables: Tables, before: Request, leaving: Sequence[str]) -> None:
    """An open offer is priced a child: none may be for more children than stay."""
    stay = 1 + len(before.sibling_ids) - len(leaving)
    for one in offers(tables, before.id):
        homes = sum(line.element == Element.CORE for line in one.prices)
        if one.status is OfferStatus.OPEN and homes > stay:
            raise Refused(
                f"The offer of {one.service_name} is for {counted(homes, 'child', 'children')}; "
                f"{counted(stay, 'child', 'children')} would be left.",
                remedy="Withdraw that offer first, and record what they offer instead.",
            )


def _answers(
    session: Session, before: Request, given: Mapping[str, object], siblings: int
) -> Record:
    """What the new request asks for: what the first does, but for what is given."""
    reading = Reading()
    fields = [one for one in REQUEST_FIELDS if one.name in given]
    values = answers_of_request(before) | reading.record(fields, given)
    values["siblingCount"] = siblings
    check_request(reading, values, today=session.today())
    reading.finish()
    return values


def _standing(before: Request) -> dict[str, object]:
    """The state of the new request, and who submitted and authorised what it was part of."""
    return {
        "state": _BEGINS.get(before.state, State.AUTHORISED),
        "submitted_by": before.submitted_by or None,
        "submitted_at": _text(before.submitted_at),
        "authorised_by": before.authorised_by or None,
        "authorised_at": _text(before.authorised_at),
        "authority_note": before.authority_note,
    }


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)


def _freeze_new(session: Session, tables: Tables, reference: str) -> None:
    made = request(tables, reference)
    if made.state is not State.DRAFT:
        freeze(session, tables, made, request_family(tables, made))
