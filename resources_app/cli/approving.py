"""`delegation` and `spoken`: limits lent for an absence, and approvals given by word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from resources_app.approvals.lending import Lent, lend_limit, lent_words, revoke_limit
from resources_app.approvals.model import ApprovalKind, Delegation
from resources_app.approvals.queries import delegations
from resources_app.casework.recommending import ask_exemption, recommend_decision
from resources_app.casework.spoken import Spoken, confirm_spoken, deny_spoken, record_spoken
from resources_app.casework.spoken_queries import SpokenOn, unconfirmed_decisions
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.clock import local_text
from resources_app.foundations.dates import day_text, days_from_to
from resources_app.foundations.moments import moment_from
from resources_app.requests.model import State
from resources_app.requests.queries import request as request_with


@dataclass(frozen=True)
class SpokenNow:
    """A request after something was said of a spoken approval: `what` is recorded, confirmed or
    denied."""

    reference: str
    what: str
    state: State


@dataclass(frozen=True)
class Recommended:
    """What was put to whoever may approve it; `by` is the officer's name."""

    reference: str
    kind: ApprovalKind
    by: str
    state: State


PRINTS = {
    "recommend": Recommended,
    "delegation lend": Lent,
    "delegation list": list[Delegation],
    "delegation revoke": Lent,
    "spoken record": SpokenNow,
    "spoken confirm": SpokenNow,
    "spoken deny": SpokenNow,
    "spoken list": list[SpokenOn],
}


@click.group("delegation", cls=RoomGroup)
def delegation_group() -> None:
    """Limits lent to a colleague for an absence."""


@delegation_group.command(
    "lend",
    epilog=example("delegation lend HO --from 2026-12-21 --until 2027-01-01 --reason Leave"),
)
@click.argument("to", metavar="NAME_OR_INITIALS")
@click.option("--from", "first", type=DATE, required=True, help="The first day.")
@click.option("--until", "last", type=DATE, required=True, help="The last day, included.")
@click.option("--reason", required=True, help="Why.")
@with_invocation
def delegation_lend(here: Invocation, to: str, first: date, last: date, reason: str) -> None:
    """Lend your own limit to a colleague for some days."""
    with at_work(here) as session:
        lent = lend_limit(session, to, days_from_to(first, last, "--until"), reason)
    report(here.json, lent, f"{lent_words(lent.delegation)}.")


@delegation_group.command("list")
@with_invocation
def delegation_list(here: Invocation) -> None:
    """List the limits that were lent, the newest first."""
    with at_work(here, read_only=True) as session:
        found = delegations(session.tables)
    text = "\n".join(f"{lent_words(one)}: {one.reason}. ID {one.id}" for one in found)
    report(here.json, found, text or "No limit has been lent.")


@delegation_group.command("revoke")
@click.argument("id_", metavar="ID")
@with_invocation
def delegation_revoke(here: Invocation, id_: str) -> None:
    """Take a lent limit back from today on."""
    with at_work(here) as session:
        lent = revoke_limit(session, id_)
    report(here.json, lent, f"{lent_words(lent.delegation)}.")


@click.command(epilog=example('recommend REQ-26-A7-0042 --words "The only home that takes both."'))
@click.argument("reference")
@click.option("--words", required=True, help="What you put to them, and why.")
@click.option(
    "--kind",
    type=click.Choice([str(ApprovalKind.MONEY), str(ApprovalKind.SPOT_EXEMPTION)]),
    default=str(ApprovalKind.MONEY),
    show_default=True,
    help="A decision’s funding above your limit, or an exemption for spot purchase.",
)
@with_invocation
def recommend(here: Invocation, reference: str, words: str, kind: str) -> None:
    """Put it to whoever may approve it, where you may not."""
    with at_work(here) as session:
        if kind == ApprovalKind.MONEY:
            recommend_decision(session, reference, words=words)
        else:
            ask_exemption(session, reference, words=words)
        request = request_with(session.tables, reference)
        name = session.officer.name
    data = Recommended(request.reference, ApprovalKind(kind), name, request.state)
    what = "The funding" if kind == ApprovalKind.MONEY else "An exemption for spot purchase"
    report(here.json, data, f"{what} of {request.reference} is recommended by {name}.")


@click.group("spoken", cls=RoomGroup)
def spoken_group() -> None:
    """Approvals given by word in an emergency."""


@spoken_group.command(
    "record",
    epilog=example(
        'spoken record REQ-26-A7-0042 --by HO --at "25 Nov 2026 22:10" --words "Go ahead."'
    ),
)
@click.argument("reference")
@click.option("--by", required=True, metavar="NAME_OR_INITIALS", help="Who said it.")
@click.option("--at", required=True, metavar="MOMENT", help="When: “25 Nov 2026 22:10”.")
@click.option("--words", required=True, help="What was said.")
@with_invocation
def spoken_record(here: Invocation, reference: str, by: str, at: str, words: str) -> None:
    """Write down that somebody approved an emergency's funding by word."""
    spoken = Spoken(by, moment_from(at), words)
    with at_work(here) as session:
        record_spoken(session, reference, spoken)
        request = request_with(session.tables, reference)
    data = SpokenNow(request.reference, "recorded", request.state)
    report(here.json, data, f"Written down; {request.reference} is {request.state}.")


@spoken_group.command("confirm", epilog=example("spoken confirm REQ-26-A7-0042"))
@click.argument("reference")
@click.option("--words", default="", help="What you say with it.")
@with_invocation
def spoken_confirm(here: Invocation, reference: str, words: str) -> None:
    """Confirm the approval that you gave by word."""
    with at_work(here) as session:
        confirm_spoken(session, reference, words=words)
        request = request_with(session.tables, reference)
    data = SpokenNow(request.reference, "confirmed", request.state)
    report(here.json, data, f"Confirmed; {request.reference} is {request.state}.")


@spoken_group.command("deny")
@click.argument("reference")
@click.option("--words", required=True, help="What is not right.")
@with_invocation
def spoken_deny(here: Invocation, reference: str, words: str) -> None:
    """Say that you gave no such approval, or not this one."""
    with at_work(here) as session:
        deny_spoken(session, reference, words=words)
        request = request_with(session.tables, reference)
    data = SpokenNow(request.reference, "denied", request.state)
    report(here.json, data, f"Denied; {request.reference} is {request.state}.")


@spoken_group.command("list")
@with_invocation
def spoken_list(here: Invocation) -> None:
    """List spoken approvals that wait for their approver."""
    with at_work(here, read_only=True) as session:
        found = unconfirmed_decisions(session.tables)
    text = "\n".join(map(_spoken_text, found))
    report(here.json, found, text or "Every spoken approval has been confirmed or denied.")


def _spoken_text(one: SpokenOn) -> str:
    given = one.approval
    return (
        f"{one.request_reference}: {given.approver_name}, {local_text(given.decided_at)}, confirms"
        f" by {day_text(one.due_on)}. {given.words}"
    )
