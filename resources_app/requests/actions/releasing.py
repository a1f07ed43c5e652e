"""Sending a request out, rung by rung, and recording what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import ApprovalKind, Subject
from resources_app.approvals.queries import standing_approval
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.working_days import add_working_days
from resources_app.requests.ladder import (
    Candidate,
    passed_over,
)
from resources_app.requests.ladder_queries import candidates, lot_sought
from resources_app.requests.law_queries import check_service
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
from resources_app.requests.rounds import (
    Wanted,
    chosen_by_name,
    in_lot,
    not_yet_asked,
    rung_text,
    same_round,
    tried_rungs,
)
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
    """A round has gone out. `reply_due` is inclusive; `recipients` are services' ids.

    `lot` is the lot whose tiers it climbed, such as "SC-2026/2", or empty.
    """

    changes: Changes
    id: str
    round_number: int
    rung: Rung
    reply_due: date
    recipients: tuple[str, ...]
    lot: str = ""


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
    Raises Refused when a rung below was passed over and `skipped_reason` is empty, when a
    service is suspended, closed or was not found to fit, when no law allows the child to
    live there, and for spot purchase without a standing exemption from contract standing
    orders.
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
        sent = _release(session, act.tables, request(act.tables, reference), wanted)
    to = tuple(one.service_id for one in sent.recipients)
    number, due = sent.round_number, sent.reply_due
    return Released(act.changes, sent.id, number, sent.rung, due, to, sent.lot)


def _release(session: Session, tables: Tables, asked: Request, wanted: Wanted) -> Release:
    """The round that goes out, or the one that went out today already."""
    require_state(asked.state, "release_request")
    fits = last_search_fits(tables, asked.id)
    if fits is None:
        raise Refused("Not yet: no search has been made.", remedy="Search for a home first.")
    rounds = releases(tables, asked.id)
    everybody = candidates(tables, fits, session.today())
    fitting = in_lot(everybody, wanted.lot)
    fresh = not_yet_asked(wanted, fitting, rounds)
    repeated = same_round(rounds, wanted, session.today())
    if repeated and (wanted.service_ids is not None or not fresh):
        return repeated
    chosen = fresh
    if wanted.service_ids is not None:
        chosen = chosen_by_name(wanted, everybody, wanted.service_ids)
    if not chosen:
        raise Refused(f"Nobody on {rung_text(wanted)} fits and is still to be asked.")
    _check_law(session, tables, asked, chosen)
    _check_ladder(tables, asked, wanted, fitting, rounds)
    due = _reply_due(chosen, session.today(), wanted.reply_due)
    _insert(session, tables, asked, wanted, chosen, due)
    if asked.state is State.AUTHORISED:
        tables.update("placement_request", asked.id, {"state": State.SEARCHING})
    return releases(tables, asked.id)[-1]


def spot_exemption_subject(tables: Tables, asked: Request) -> Subject:
    """What an exemption from contract standing orders is given for, and is bound to.

    It lapses when the request is returned, changed and submitted anew.
    """
    frozen = snapshots(tables, asked.id)
    digest = frozen[-1].content_sha256 if frozen else ""
    return Subject("placement_request", asked.id, digest)


def rungs_to_try(
    tables: Tables, asked: Request, today: date, *, lot: str = ""
) -> dict[Rung, tuple[Candidate, ...]]:
    """For each rung, the services that fitted in the last search and could still be asked.

    With a `lot`, such as "SC-2026/2", the rungs are its tiers; see `release_request`.
    """
    fits = last_search_fits(tables, asked.id) or ()
    sought = lot_sought(tables, lot) if lot.strip() else None
    fitting = in_lot(candidates(tables, fits, today), sought)
    rounds = releases(tables, asked.id)
    return {rung: not_yet_asked(Wanted(rung, sought), fitting, rounds) for rung in Rung}


def _check_law(
    session: Session, tables: Tables, asked: Request, chosen: Iterable[Candidate]
) -> None:
    day = max(session.today(), asked.needed_by_date or session.today())
    for one in chosen:
        check_service(tables, asked, one.service, day)


def _check_ladder(
    tables: Tables,
    asked: Request,
    wanted: Wanted,
    fitting: Sequence[Candidate],
    rounds: Sequence[Release],
) -> None:
    skipped = passed_over(wanted.rung, fitting, tried_rungs(wanted, fitting, rounds))
    if skipped and not wanted.skipped_reason:
        named = " and ".join(skipped)
        raise Refused(
            f"The request has not been sent to {named}, where somebody fits.",
            remedy="Send it there first, or say why it is passed over.",
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
    wanted: Wanted,
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
