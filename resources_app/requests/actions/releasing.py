"""Sending a request out, rung by rung, and recording what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.children.queries import children_by_id
from resources_app.foundations.clock import LOCAL
from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.working_days import add_working_days
from resources_app.requests.ladder import (
    Candidate,
    passed_over,
    why_not_asked,
    why_unlawful,
)
from resources_app.requests.ladder_queries import candidates
from resources_app.requests.model import (
    OfferStatus,
    Recipient,
    Release,
    Request,
    ResponseKind,
    Rung,
    State,
)
from resources_app.requests.offer_queries import (
    last_search_fits,
    offers,
    recipients_at,
    releases,
)
from resources_app.requests.queries import request, snapshots
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# Where no agreement says how soon a provider answers.
_USUAL_WORKING_DAYS = 2


@dataclass(frozen=True)
class Released:
    """A round has gone out. `reply_due` is inclusive; `recipients` are services' ids."""

    changes: Changes
    id: str
    round_number: int
    rung: Rung
    reply_due: date
    recipients: tuple[str, ...]


def release_request(
    session: Session,
    reference: str,
    rung: Rung,
    *,
    service_ids: Collection[str] | None = None,
    skipped_reason: str = "",
    reply_due: date | None = None,
    pack_document_id: str | None = None,
) -> Released:
    """Send a request to services of one rung that fitted in the last search.

    Without `service_ids` it goes to every service of the rung that fitted and was not asked
    on it before. Replies are due by the longest of their agreements' response times unless
    an earlier or later day is given. Raises Refused when a rung below was passed over and
    `skipped_reason` is empty, when a service is suspended, closed or was not found to fit,
    when no law allows the child to live there, and for spot purchase without a standing
    exemption from contract standing orders.
    The same services again on the same day give the round that went out.
    """
    require(session, Permission.RELEASE)
    wanted = _Wanted(rung, service_ids, skipped_reason.strip(), reply_due, pack_document_id)
    with session.act("release_request", reason=skipped_reason) as act:
        sent = _release(session, act.tables, request(act.tables, reference), wanted)
    to = tuple(one.service_id for one in sent.recipients)
    return Released(act.changes, sent.id, sent.round_number, sent.rung, sent.reply_due, to)


@dataclass(frozen=True)
class _Wanted:
    """A round as it is asked for; see `release_request`."""

    rung: Rung
    service_ids: Collection[str] | None
    skipped_reason: str
    reply_due: date | None
    pack_document_id: str | None


def _release(session: Session, tables: Tables, asked: Request, wanted: _Wanted) -> Release:
    """The round that goes out, or the one that went out today already."""
    require_state(asked.state, "release_request")
    fits = last_search_fits(tables, asked.id)
    if fits is None:
        raise Refused("Not yet: no search has been made.", remedy="Search for a home first.")
    rounds = releases(tables, asked.id)
    fitting = candidates(tables, fits, session.today())
    askable = (one for one in fitting if not why_not_asked(one))
    fresh = _not_yet_asked(wanted.rung, askable, rounds)
    repeated = _same_round(rounds, wanted, session.today())
    if repeated and (wanted.service_ids is not None or not fresh):
        return repeated
    chosen = fresh if wanted.service_ids is None else _chosen(wanted, fitting, wanted.service_ids)
    if not chosen:
        raise Refused(f"Nobody on the rung “{wanted.rung}” fits and is still to be asked.")
    _check_law(session, tables, asked, chosen)
    _check_ladder(tables, asked, wanted, fitting, rounds)
    due = _reply_due(chosen, session.today(), wanted.reply_due)
    _insert(session, tables, asked, wanted, chosen, due)
    if asked.state is State.AUTHORISED:
        tables.update("placement_request", asked.id, {"state": State.SEARCHING})
    return releases(tables, asked.id)[-1]


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

    The answer goes to the last round the service was in. An offer is recorded by
    `record_offer`. Raises Refused for a service that was never asked or has an open offer.
    """
    require(session, Permission.RELEASE)
    if response is ResponseKind.OFFER:
        raise BadInput("An offer is recorded with its prices.", remedy="Record the offer.")
    with session.act("record_response", reason=note) as act:
        asked = request(act.tables, reference)
        require_state(asked.state, "record_response")
        last = _last_part(act.tables, asked, service_id)
        where = Where(field="Reason")
        declined = response is ResponseKind.DECLINE
        code = need_code(CodeList.DECLINE_REASONS, reason, where=where) if declined else ""
        given = (response, code, note.strip())
        if (last.response, last.response_reason, last.response_note) != given:
            act.tables.update(
                "release_recipient",
                last.id,
                {
                    "response": response,
                    "response_reason": code,
                    "response_note": note.strip(),
                    "responded_at": None if response is ResponseKind.NONE else session.stamp(),
                },
            )
    return act.changes


def _last_part(tables: Tables, asked: Request, service_id: str) -> Recipient:
    """The service's part in the last round it was in. Raises Refused for an open offer's."""
    parts = recipients_at(tables, asked.id, service_id)
    if not parts:
        raise Refused("The request was not sent to this service.")
    made = offers(tables, asked.id)
    if any(one.service_id == service_id and one.status is OfferStatus.OPEN for one in made):
        raise Refused(
            f"{parts[-1].service_name} has made an offer that is open.",
            remedy="Withdraw the offer first.",
        )
    return parts[-1]


def spot_exemption_subject(tables: Tables, asked: Request) -> Subject:
    """What an exemption from contract standing orders is given for, and is bound to.

    It lapses when the request is returned, changed and submitted anew.
    """
    frozen = snapshots(tables, asked.id)
    digest = frozen[-1].content_sha256 if frozen else ""
    return Subject("placement_request", asked.id, digest)


def rungs_to_try(tables: Tables, asked: Request, today: date) -> dict[Rung, tuple[Candidate, ...]]:
    """For each rung, the services that fitted in the last search and could still be asked."""
    fits = last_search_fits(tables, asked.id) or ()
    fitting = [one for one in candidates(tables, fits, today) if not why_not_asked(one)]
    rounds = releases(tables, asked.id)
    return {rung: _not_yet_asked(rung, fitting, rounds) for rung in Rung}


def _same_round(rounds: Sequence[Release], wanted: _Wanted, today: date) -> Release | None:
    """The last round, when just this was sent out today already."""
    if not rounds or rounds[-1].rung is not wanted.rung:
        return None
    last = rounds[-1]
    to = {one.service_id for one in last.recipients}
    same = to == (to if wanted.service_ids is None else set(wanted.service_ids))
    return last if same and last.released_at.astimezone(LOCAL).date() == today else None


def _not_yet_asked(
    rung: Rung, fitting: Iterable[Candidate], rounds: Iterable[Release]
) -> tuple[Candidate, ...]:
    asked = {part.service_id for one in rounds for part in one.recipients}
    return tuple(one for one in fitting if one.rung is rung and one.service.id not in asked)


def _chosen(
    wanted: _Wanted, fitting: Sequence[Candidate], service_ids: Collection[str]
) -> tuple[Candidate, ...]:
    by_id = {one.service.id: one for one in fitting}
    for service_id in service_ids:
        if service_id not in by_id:
            raise Refused(
                "A service was chosen that did not fit in the last search.",
                remedy="Search again, or choose among those that fit.",
            )
        _check_choice(wanted.rung, by_id[service_id])
    return tuple(by_id[one] for one in dict.fromkeys(service_ids))


def _check_choice(rung: Rung, one: Candidate) -> None:
    if reason := why_not_asked(one):
        raise Refused(reason)
    if one.rung is not rung:
        raise Refused(f"{one.service.name} is on the rung “{one.rung}”, not “{rung}”.")


def _check_law(
    session: Session, tables: Tables, asked: Request, chosen: Iterable[Candidate]
) -> None:
    people = children_by_id(tables, (asked.child_id, *asked.sibling_ids)).values()
    births = [one.date_of_birth for one in people]
    day = max(session.today(), asked.needed_by_date or session.today())
    for one in chosen:
        if reason := why_unlawful(one.service, births, day, secure=asked.secure_authority):
            raise Refused(reason)


def _check_ladder(
    tables: Tables,
    asked: Request,
    wanted: _Wanted,
    fitting: Sequence[Candidate],
    rounds: Sequence[Release],
) -> None:
    skipped = passed_over(wanted.rung, fitting, {one.rung for one in rounds})
    if skipped and not wanted.skipped_reason:
        named = " and ".join(skipped)
        raise Refused(
            f"The request has not been sent to {named}, where somebody fits.",
            remedy="Send it there first, or say why it is passed over.",
        )
    subject = spot_exemption_subject(tables, asked)
    exempt = standing_approval(tables, subject, ApprovalKind.SPOT_EXEMPTION)
    if wanted.rung is Rung.SPOT and exempt is None:
        raise Refused(
            "Not yet: no exemption from contract standing orders is recorded for spot purchase.",
            remedy="A head of service or director gives it.",
        )


def _reply_due(chosen: Iterable[Candidate], today: date, given: date | None) -> date:
    if given is not None:
        if given < today:
            what = f"{day_text(given)} has passed."
            raise BadInput(what, where=Where(field="Reply due"), remedy="Give today or later.")
        return given
    terms = [one.member.agreement.terms for one in chosen if one.member]
    days = max((one.response_working_days for one in terms), default=_USUAL_WORKING_DAYS)
    return add_working_days(today, days)


def _insert(
    session: Session,
    tables: Tables,
    asked: Request,
    wanted: _Wanted,
    chosen: Sequence[Candidate],
    due: date,
) -> None:
    release_id = session.new_id()
    tables.insert(
        "release",
        {
            "id": release_id,
            "request_id": asked.id,
            "round_number": len(releases(tables, asked.id)) + 1,
            "rung": wanted.rung,
            "released_at": session.stamp(),
            "released_by": session.officer.id,
            "reply_due": due.isoformat(),
            "pack_document_id": wanted.pack_document_id,
            "skipped_reason": wanted.skipped_reason,
        },
    )
    tables.insert_many(
        "release_recipient",
        [
            {
                "id": session.new_id(),
                "release_id": release_id,
                "service_id": one.service.id,
                "membership_id": one.member.membership.id if one.member else None,
            }
            for one in chosen
        ],
    )
