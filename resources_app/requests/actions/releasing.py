"""Sending a request out, rung by rung, and recording what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.foundations.clock import local_day, stamp
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.requests.climbing import Ground
from resources_app.requests.considered import passed_over_family
from resources_app.requests.considered_queries import considered_for
from resources_app.requests.core_business import asked_first
from resources_app.requests.core_business_queries import core_findings
from resources_app.requests.ladder import Candidate
from resources_app.requests.ladder_queries import candidates, lot_sought
from resources_app.requests.law_queries import check_services
from resources_app.requests.model import (
    Release,
    Request,
    Rung,
    State,
)
from resources_app.requests.offer_queries import (
    last_search_fits,
    releases,
)
from resources_app.requests.queries import request, snapshots
from resources_app.requests.replies_due import ReplyDue, due_by_terms
from resources_app.requests.rounds import (
    Wanted,
    chosen_by_name,
    rung_text,
    same_round,
)
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Released:
    """A round has gone out. `reply_due` is inclusive; `recipients` are services' ids.

    `lot` is the lot whose tiers it climbed, such as "SC-2026/2", or empty. `reply_due_at` is the
    moment replies are due where hours count.
    """

    changes: Changes
    id: str
    round_number: int
    rung: Rung
    reply_due: date
    recipients: tuple[str, ...]
    lot: str = ""
    reply_due_at: datetime | None = None


def release_request(
    session: Session,
    reference: str,
    rung: Rung,
    *,
    lot: str = "",
    service_ids: Collection[str] | None = None,
    skipped_reason: str = "",
    reply_due: date | None = None,
    pack_document_id: str | None = None,
) -> Released:
    """Send a request to services of one rung that fitted in the last search.

    With a `lot`, such as "SC-2026/2", the tiers are that lot's and only its members are
    asked, beside the council's own and spot purchases; without, each service stands on the
    rung where its own first lot puts it. Without `service_ids` it goes to every service of
    the rung that fitted and was not asked before (in that lot). Replies are due by the
    longest of their agreements' response times unless an earlier or later day is given.
    Raises Refused when a rung before it was not asked, or may still answer, and
    `skipped_reason` is empty, when a service is suspended, closed or was not found to fit,
    when no law allows the child to live there, and for spot purchase without a standing
    exemption from contract standing orders.
    The same services again on the same day give the round that went out.
    """
    require(session, Permission.RELEASE)
    with session.act("release_request", reason=skipped_reason) as act:
        wanted = Wanted(
            rung=rung,
            lot=lot_sought(act.tables, lot) if lot.strip() else None,
            service_ids=service_ids,
            skipped_reason=skipped_reason.strip(),
            reply_due=reply_due,
            pack_document_id=pack_document_id,
        )
        sent = send_round(session, act.tables, request(act.tables, reference), wanted)
    return told_of(act.changes, sent)


def told_of(changes: Changes, sent: Release) -> Released:
    """What is told of a round that has gone out."""
    to = tuple(one.service_id for one in sent.recipients)
    number, due, at = sent.round_number, sent.reply_due, sent.reply_due_at
    return Released(changes, sent.id, number, sent.rung, due, to, sent.lot, at)


@dataclass(frozen=True)
class _Plan:
    """A round that may go out; or the one that went out today already."""

    wanted: Wanted
    chosen: tuple[Candidate, ...] = ()
    due: ReplyDue | None = None
    repeated: Release | None = None


def check_round(session: Session, tables: Tables, asked: Request, wanted: Wanted) -> None:
    """Raise what sending this round would, so that nothing is printed for one that may not go."""
    require(session, Permission.RELEASE)
    _planned(session, tables, asked, wanted)


def send_round(session: Session, tables: Tables, asked: Request, wanted: Wanted) -> Release:
    """Write the round inside an action under way; or give the one that went out today already."""
    plan = _planned(session, tables, asked, wanted)
    if plan.due is None:
        assert plan.repeated is not None
        return plan.repeated
    _insert(session, tables, asked, plan.wanted, plan.chosen, plan.due)
    if asked.state is State.AUTHORISED:
        tables.update("placement_request", asked.id, {"state": State.SEARCHING})
    return releases(tables, asked.id)[-1]


def _planned(session: Session, tables: Tables, asked: Request, wanted: Wanted) -> _Plan:
    require_state(asked.state, "release_request")
    if last_search_fits(tables, asked.id) is None:
        raise Refused("Not yet: no search has been made.", remedy="Search for a home first.")
    now = session.clock.now()
    ground = ground_of(tables, asked, session.today())
    fresh = ground.rungs(wanted.lot)[wanted.rung]
    repeated = same_round(ground.rounds, wanted, session.today())
    if repeated and (wanted.service_ids is not None or not fresh):
        return _Plan(wanted, repeated=repeated)
    chosen = fresh
    if wanted.service_ids is not None:
        chosen = chosen_by_name(wanted, ground.everybody, wanted.service_ids)
    if not chosen:
        raise Refused(f"Nobody on {rung_text(wanted)} fits and is still to be asked.")
    _check_law(session, tables, asked, chosen)
    family = passed_over_family(considered_for(tables, asked.id), wanted.rung)
    owed = [*([family] if family else []), *ground.owed(wanted, now)]
    _check_ladder(tables, asked, wanted, owed)
    due = _reply_due(chosen, asked, now, wanted.reply_due)
    # A reason is the round's only where something was passed over; the journal keeps it always.
    return _Plan(wanted if owed else replace(wanted, skipped_reason=""), chosen, due)


def spot_exemption_subject(tables: Tables, asked: Request) -> Subject:
    """What an exemption from contract standing orders is given for, and is bound to.

    It lapses when the request is returned, changed and submitted anew.
    """
    frozen = snapshots(tables, asked.id)
    digest = frozen[-1].content_sha256 if frozen else ""
    return Subject("placement_request", asked.id, digest)


def ground_of(tables: Tables, asked: Request, today: date) -> Ground:
    """What the next round of a request is chosen from: who fitted in the last search, and the
    rounds so far."""
    found = core_findings(tables, asked, today)
    return Ground(
        _fitting(tables, asked, today),
        releases(tables, asked.id),
        lambda one: asked_first(found, one.service.provision_type),
        tuple(one.sentence for one in found),
    )


def rungs_to_try(
    tables: Tables, asked: Request, today: date, *, lot: str = ""
) -> dict[Rung, tuple[Candidate, ...]]:
    """For each rung, the services that fitted in the last search and could still be asked.

    With a `lot`, such as "SC-2026/2", the rungs are its tiers; see `release_request`.
    """
    sought = lot_sought(tables, lot) if lot.strip() else None
    return Ground(_fitting(tables, asked, today), releases(tables, asked.id)).rungs(sought)


def _fitting(tables: Tables, asked: Request, today: date) -> list[Candidate]:
    """Those who fitted in the last search, as they stand today; nobody without a search."""
    return candidates(tables, last_search_fits(tables, asked.id) or (), today)


def _check_law(
    session: Session, tables: Tables, asked: Request, chosen: Iterable[Candidate]
) -> None:
    day = max(session.today(), asked.needed_by_date or session.today())
    check_services(tables, asked, [one.service for one in chosen], day)


def _check_ladder(tables: Tables, asked: Request, wanted: Wanted, owed: Sequence[str]) -> None:
    if owed and not wanted.skipped_reason:
        raise Refused(
            " ".join(owed),
            remedy="Wait for those before it, or say why they are passed over.",
        )
    check_exemption(tables, asked, wanted.rung)


def check_exemption(tables: Tables, asked: Request, rung: Rung) -> None:
    """Raise Refused for spot purchase without a standing exemption: asking for it, or buying."""
    subject = spot_exemption_subject(tables, asked)
    exempt = standing_approval(tables, subject, ApprovalKind.SPOT_EXEMPTION)
    if rung is Rung.SPOT and exempt is None:
        raise Refused(
            "Not yet: no exemption from contract standing orders is recorded for spot purchase.",
            remedy="A head of service or director gives it.",
        )


def _reply_due(
    chosen: Iterable[Candidate], asked: Request, now: datetime, given: date | None
) -> ReplyDue:
    if given is None:
        return due_by_terms(chosen, asked.urgency, now)
    if given < local_day(now):
        what = f"{day_text(given)} has passed."
        raise BadInput(what, where=Where(field="Reply due"), remedy="Give today or later.")
    return ReplyDue(given)


def _insert(
    session: Session,
    tables: Tables,
    asked: Request,
    wanted: Wanted,
    chosen: Sequence[Candidate],
    due: ReplyDue,
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
            "reply_due": due.day.isoformat(),
            "reply_due_at": stamp(due.at) if due.at else None,
            "pack_document_id": wanted.pack_document_id,
            "lot_id": wanted.lot.id if wanted.lot else None,
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
