"""Recording what providers say of a request, one reply or forty at once.

Everything said is kept, with its day; the last of it is the answer that counts. An offer is
recorded with its prices, in `offering`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.fields import Problems
from resources_app.requests.model import OfferStatus, Recipient, Request, ResponseKind
from resources_app.requests.offer_queries import offers, recipients_at, releases
from resources_app.requests.queries import request
from resources_app.requests.reply_entry import RepliesRead, TypedReply, read_replies
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class RepliesRecorded:
    """What was recorded at once: how many replies, and how many were there already."""

    changes: Changes
    recorded: int
    there: int


def record_response(
    session: Session,
    reference: str,
    service_id: str,
    response: ResponseKind,
    *,
    reason: str = "",
    note: str = "",
) -> Changes:
    """Record that a service declined (coded reason), asked something, or takes its answer back.

    The answer goes to the last round the service was in; what it said before is kept. An offer
    is recorded by `record_offer`. Raises Refused for a service that was never asked or has an
    open offer.
    """
    require(session, Permission.RELEASE)
    if response is ResponseKind.OFFER:
        raise BadInput("An offer is recorded with its prices.", remedy="Record the offer.")
    with session.act("record_response", reason=note) as act:
        asked = request(act.tables, reference)
        require_state(asked.state, "record_response")
        last = _part_to_answer(act.tables, asked, service_id)
        where = Where(field="Reason")
        declined = response is ResponseKind.DECLINE
        code = need_code(CodeList.DECLINE_REASONS, reason, where=where) if declined else ""
        write_reply(session, act.tables, last, response, code, note.strip())
    return act.changes


def preview_replies(
    session: Session, reference: str, typed: Iterable[TypedReply], *, file: str = ""
) -> RepliesRead:
    """What of these replies could be recorded, and what is wrong with the others.

    Raises NotFound, and Refused where no reply to the request may be recorded at all.
    """
    require(session, Permission.RELEASE)
    return _read(session.tables, reference, typed, file)


def record_replies(
    session: Session, reference: str, typed: Iterable[TypedReply]
) -> RepliesRecorded:
    """Record many replies in one action: all of them, or, where one is wrong, none.

    Each goes to the last round its service was in. Raises Problems with what is wrong, each
    naming its row and, as its name, its service's URN; otherwise as `record_response`.
    """
    require(session, Permission.RELEASE)
    with session.act("record_replies") as act:
        read = _read(act.tables, reference, typed)
        if read.problems:
            count = len(read.problems)
            what = f"{counted(count, 'reply', 'replies')} could not be recorded, so none was:"
            raise Problems(read.problems, what=what)
        for one in read.new:
            write_reply(session, act.tables, one.part, one.response, one.reason, one.note)
    return RepliesRecorded(act.changes, len(read.new), len(read.there))


def _read(
    tables: Tables, reference: str, typed: Iterable[TypedReply], file: str = ""
) -> RepliesRead:
    asked = request(tables, reference)
    require_state(asked.state, "record_response")
    parts = {one.urn: one for made in releases(tables, asked.id) for one in made.recipients}
    made = offers(tables, asked.id)
    with_offer = {one.urn for one in made if one.status is OfferStatus.OPEN}
    return read_replies(typed, parts, with_offer, file=file)


def write_reply(
    session: Session,
    tables: Tables,
    part: Recipient,
    response: ResponseKind,
    reason: str = "",
    note: str = "",
) -> str:
    """Keep what a service said, and let it count; the same again is not kept twice.

    An offer is always kept: its prices may have changed. What is asked is a question that waits
    for its answer; its id is given, otherwise an empty text. The caller has checked all of it.
    """
    before = (part.response, part.response_reason, part.response_note)
    if before == (response, reason, note) and response is not ResponseKind.OFFER:
        return ""
    now = session.stamp()
    said = {"response": response, "response_reason": reason, "response_note": note}
    taken_back = response is ResponseKind.NONE
    tables.update(
        "release_recipient", part.id, {**said, "responded_at": None if taken_back else now}
    )
    tables.insert(
        "reply",
        {
            "id": session.new_id(),
            "recipient_id": part.id,
            "response": response,
            "reason": reason,
            "note": note,
            "said_at": now,
            "recorded_by": session.officer.id,
        },
    )
    if response is not ResponseKind.QUERY or not note:
        return ""
    release = tables.one("SELECT request_id FROM release WHERE id = ?", (part.release_id,))
    assert release is not None
    return write_question(session, tables, release["request_id"], part, note)


def write_question(
    session: Session, tables: Tables, request_id: str, part: Recipient, asked: str
) -> str:
    """Write down what a service asks; the question's id."""
    question_id = session.new_id()
    tables.insert(
        "question",
        {
            "id": question_id,
            "request_id": request_id,
            "recipient_id": part.id,
            "asked_on": session.today().isoformat(),
            "asked_by": session.officer.id,
            "question": asked,
        },
    )
    return question_id


def _part_to_answer(tables: Tables, asked: Request, service_id: str) -> Recipient:
    """The service's part in the last round it was in. Raises Refused for an open offer's."""
    last = last_part(tables, asked, service_id)
    if has_open_offer(tables, asked, service_id):
        raise Refused(
            f"{last.service_name} has made an offer that is open.",
            remedy="Withdraw the offer first.",
        )
    return last


def last_part(tables: Tables, asked: Request, service_id: str) -> Recipient:
    """The service's part in the last round it was in. Raises Refused where it was in none."""
    parts = recipients_at(tables, asked.id, service_id)
    if not parts:
        raise Refused("The request was not sent to this service.")
    return parts[-1]


def has_open_offer(tables: Tables, asked: Request, service_id: str) -> bool:
    """Whether a service has made an offer that is neither chosen nor over."""
    made = offers(tables, asked.id)
    return any(one.service_id == service_id and one.status is OfferStatus.OPEN for one in made)
