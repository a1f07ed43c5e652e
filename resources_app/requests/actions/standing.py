"""Where a request stands: authority to search, on hold, withdrawn, closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.requests.considered import why_not_authorised
from resources_app.requests.considered_queries import considered_for
from resources_app.requests.model import OfferStatus, Request, State
from resources_app.requests.offer_queries import offers, standing_decision
from resources_app.requests.queries import request
from resources_app.requests.states import require_state
from resources_app.requests.unmet import UnmetNeed
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def authorise_request(session: Session, reference: str, *, note: str = "") -> Changes:
    """Give authority to search. Never by the person who submitted the request.

    Authorised already by this officer, nothing changes. Raises Refused, unless it is an emergency,
    while somebody of the family and friends is still to be asked.
    """
    require(session, Permission.AUTHORISE_SEARCH)
    with session.act("authorise_request", reason=note) as act:
        before = request(act.tables, reference)
        if not (before.state is State.AUTHORISED and before.authorised_by == session.officer.id):
            require_state(before.state, "authorise_request")
            _check_not_own(session, before)
            considered = considered_for(act.tables, before.id)
            if reason := why_not_authorised(considered, before.urgency):
                raise Refused(reason, remedy="Say what came of asking them.")
            authority = {
                "authorised_by": session.officer.id,
                "authorised_at": session.stamp(),
                "authority_note": note.strip(),
            }
            _move(act.tables, before, State.AUTHORISED, authority)
    return act.changes


def return_to_draft(session: Session, reference: str, *, reason: str) -> Changes:
    """Send a submitted request back for correction, saying why."""
    require(session, Permission.KEEP_REQUESTS)
    with session.act("return_to_draft", reason=reason) as act:
        before = request(act.tables, reference)
        require_state(before.state, "return_to_draft")
        if not reason.strip():
            where = Where(field="Reason")
            raise BadInput("This is needed.", where=where, remedy="Say what to correct.")
        undone = {"submitted_by": None, "submitted_at": None}
        _move(act.tables, before, State.DRAFT, undone)
    return act.changes


def hold_request(session: Session, reference: str, *, reason: str, note: str = "") -> Changes:
    """Put a request on hold for a reason of assets/codes/hold_reasons.csv."""
    return _set_aside(session, reference, "hold_request", CodeList.HOLD_REASONS, reason, note)


Also = Callable[[Tables, Request], None]


def _nothing_else(_tables: Tables, _request: Request) -> None:
    """What a room above does in the same action, where there is none."""


def withdraw_request(
    session: Session,
    reference: str,
    *,
    reason: str,
    note: str = "",
    also: Also = _nothing_else,
) -> Changes:
    """Withdraw a request: it is no longer wanted (assets/codes/withdraw_reasons.csv).

    Its offers are taken back and its decision is set aside. `also` is what rooms above do in the
    same action, before; what it raises stops all of it.
    """
    return _set_aside(
        session, reference, "withdraw_request", CodeList.WITHDRAW_REASONS, reason, note, also
    )


def close_request(
    session: Session,
    reference: str,
    *,
    reason: str,
    note: str = "",
    also: Also = _nothing_else,
    unmet: UnmetNeed | None = None,
) -> Changes:
    """Close a request without a placement (assets/codes/close_reasons.csv).

    Still wanted, but not met: “unable to match” feeds the sufficiency reports, and `unmet` says
    what would have met the need. What hangs on it goes as in `withdraw_request`.
    """

    def both(tables: Tables, before: Request) -> None:
        also(tables, before)
        if unmet:
            _keep_unmet(session, tables, before, unmet)

    return _set_aside(
        session, reference, "close_request", CodeList.CLOSE_REASONS, reason, note, both
    )


def _keep_unmet(session: Session, tables: Tables, before: Request, unmet: UnmetNeed) -> None:
    said = {"provision_type": unmet.provision_type, "area": unmet.area, "need": unmet.need}
    kept = {"id": session.new_id(), "request_id": before.id, "recorded_at": session.stamp()}
    tables.insert("unmet_need", {**kept, **said, "recorded_by": session.officer.id})


def resume_request(session: Session, reference: str) -> Changes:
    """Take a request off hold; it goes back to where it was."""
    require(session, Permission.KEEP_REQUESTS)
    with session.act("resume_request") as act:
        before = request(act.tables, reference)
        require_state(before.state, "resume_request")
        emptied = dict.fromkeys(("held_from", "closed_reason", "closed_note"), "")
        nobody = {"closed_at": None, "closed_by": None}
        _move(act.tables, before, before.held_from or State.DRAFT, {**emptied, **nobody})
    return act.changes


_REQUEST_ENDED = "request-ended"  # of assets/codes/offer_withdrawn_reasons.csv
_ENDS = {
    "hold_request": State.ON_HOLD,
    "withdraw_request": State.WITHDRAWN,
    "close_request": State.CLOSED,
}


def _set_aside(
    session: Session,
    reference: str,
    action: str,
    reasons: CodeList,
    reason: str,
    note: str,
    also: Also = _nothing_else,
) -> Changes:
    require(session, Permission.KEEP_REQUESTS)
    code = need_code(reasons, reason, where=Where(field="Reason"))
    ends = _ENDS[action]
    with session.act(action, reason=note or reason) as act:
        before = request(act.tables, reference)
        if before.state is not ends or before.closed_reason != code:
            require_state(before.state, action)
            why: dict[str, object] = {
                "closed_reason": code,
                "closed_note": note.strip(),
                "closed_at": session.stamp(),
                "closed_by": session.officer.id,
            }
            if action == "hold_request":
                why["held_from"] = before.state
            else:
                also(act.tables, before)
                _end_offers(session, act.tables, before, str(ends))
            _move(act.tables, before, ends, why)
    return act.changes


def _end_offers(session: Session, tables: Tables, before: Request, ends: str) -> None:
    """Set the decision aside and take back the offers that were still to be had."""
    decision = standing_decision(tables, before.id)
    if decision is not None:
        why = {"set_aside_at": session.stamp(), "set_aside_reason": f"The request was {ends}."}
        tables.update("decision", decision.id, why)
    for one in offers(tables, before.id):
        if one.status in (OfferStatus.OPEN, OfferStatus.CHOSEN):
            gone = {"status": OfferStatus.WITHDRAWN, "withdrawn_reason": _REQUEST_ENDED}
            tables.update("offer", one.id, gone)


def _check_not_own(session: Session, before: Request) -> None:
    if before.submitted_by == session.officer.id:
        raise Refused(
            "You submitted this request; somebody else authorises the search.",
            remedy="Ask another head of service or a director.",
        )


def _move(tables: Tables, before: Request, ends: State, more: Mapping[str, object]) -> None:
    tables.update("placement_request", before.id, {"state": ends, **more})
