"""`release`: whom to ask; `sending` has what went to them, `replying` what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.cli.sending import PRINTS as SENDING
from resources_app.cli.sending import (
    Outbox,
    eml_option,
    outbox,
    outbox_text,
    services_named,
    way_of,
    way_option,
)
from resources_app.documents.sending import send_request
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import Refused
from resources_app.providers.queries import service_by_id
from resources_app.requests.actions.releasing import rungs_to_try
from resources_app.requests.model import Rung
from resources_app.requests.offer_queries import last_search_fits
from resources_app.requests.queries import request as request_with
from resources_app.requests.replies_due import ReplyDue
from resources_app.requests.states import require_state
from resources_app.session import Session

_NOTHING_OUT = (
    "Nothing has gone to them yet: “request send-pack REFERENCE --eml FOLDER” writes e-mails."
)
_RUNG = click.Choice([str(rung) for rung in Rung], case_sensitive=False)


@dataclass(frozen=True)
class Asked:
    """A service that was sent the request."""

    urn: str
    name: str


@dataclass(frozen=True)
class Sent:
    """A round of the search. `reply_due` is the last day to reply, `reply_due_at` the moment where
    hours count; `lot` is empty without one. `skipped_reason` is why earlier rungs are passed over.
    `sent` is what went out, null where nothing did yet.
    """

    reference: str
    rung: Rung
    lot: str
    round_number: int
    reply_due: date
    services: tuple[Asked, ...]
    reply_due_at: datetime | None = None
    skipped_reason: str = ""
    sent: Outbox | None = None


PRINTS = {"release": Sent, **SENDING}


@click.command(
    epilog=example(
        "release REQ-26-A7-0042 --eml drafts",
        'release REQ-26-A7-0042 --rung "tier 2" --skipped-reason "..." --way telephone',
    )
)
@click.argument("reference")
@click.option("--rung", type=_RUNG, help="In-house, a tier or spot; else the next one with anyone.")
@click.option("--lot", default="", help="Climb the tiers of this lot, for example SC-2026/2.")
@click.option("--urn", "urns", multiple=True, help="Only to these services; repeatable.")
@click.option("--skipped-reason", default="", help="Why an earlier rung is passed over.")
@click.option("--reply-due", type=DATE, help="Last day to reply; else by the agreement's terms.")
@eml_option
@way_option
@with_invocation
def release(
    here: Invocation,
    reference: str,
    rung: str | None,
    lot: str,
    urns: tuple[str, ...],
    skipped_reason: str,
    reply_due: date | None,
    eml: Path | None,
    way: str | None,
) -> None:
    """Send the request to the services of one rung that fitted in the last search."""
    how = way_of(way, eml)
    with at_work(here) as session:
        ids = services_named(session, urns)
        step = Rung(rung.lower()) if rung else _next_rung(session, reference, lot)
        made = send_request(
            session,
            reference,
            step,
            lot=lot,
            service_ids=ids,
            skipped_reason=skipped_reason,
            reply_due=reply_due,
            way=how,
        )
        released = made.released
        names = [service_by_id(session.tables, one) for one in released.recipients]
    out = outbox(made.post, eml)
    data = Sent(
        reference.strip().upper(),
        released.rung,
        released.lot,
        released.round_number,
        released.reply_due,
        tuple(Asked(one.urn, one.name) for one in names),
        released.reply_due_at,
        skipped_reason.strip(),
        out if how else None,
    )
    due = ReplyDue(released.reply_due, released.reply_due_at)
    listed = "\n".join(f"  {one.name} ({one.urn})" for one in names)
    report(
        here.json,
        data,
        f"Sent to {released.rung}: {counted(len(names), 'service')}, reply by {due}.\n{listed}\n"
        + (outbox_text(out) if how else _NOTHING_OUT),
    )


def _next_rung(session: Session, reference: str, lot: str) -> Rung:
    """The lowest rung on which somebody fits and was not asked. Raises Refused."""
    asked = request_with(session.tables, reference)
    require_state(asked.state, "release_request")
    if last_search_fits(session.tables, asked.id) is None:
        return Rung.IN_HOUSE  # the action says that a search comes first
    rungs = rungs_to_try(session.tables, asked, session.today(), lot=lot)
    for rung, candidates in rungs.items():
        if candidates:
            return rung
    raise Refused("Nobody who fitted in the last search is still to be asked.")
