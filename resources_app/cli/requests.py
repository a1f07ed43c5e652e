"""`request`: reading requests, and moving them between states; `submitting` has the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from resources_app.casework.earlier import Earlier
from resources_app.casework.family import WhoLives
from resources_app.casework.journey import RequestWhole, request_whole
from resources_app.casework.standard_form import InStandard
from resources_app.casework.submitted import Submitted
from resources_app.casework.unplaced import Unplaced
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import Invocation, example, one_code, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.cli.request_commands import LATER
from resources_app.cli.request_ending import EndedNow, request_close, request_withdraw
from resources_app.foundations.clock import local_text
from resources_app.foundations.codes import CodeList
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.requests.actions.standing import (
    authorise_request,
    hold_request,
    resume_request,
    return_to_draft,
)
from resources_app.requests.list_model import RequestSummary
from resources_app.requests.list_queries import count_by_state, list_requests
from resources_app.requests.model import Request, State
from resources_app.requests.queries import request as request_with
from resources_app.requests.replies_due import due_of


@dataclass(frozen=True)
class Now:
    """Where a request stands now."""

    reference: str
    state: State


@dataclass(frozen=True)
class Listed:
    """A page of requests, newest first, of `total`; `counts` is of every request, by state.

    `after` is where to read on, empty on the last page.
    """

    requests: tuple[RequestSummary, ...]
    after: str
    total: int
    counts: dict[str, int]


_MOVES = (
    "request hold", "request resume", "request return", "authorise",
)  # fmt: skip
PRINTS = {
    "request unplaced": Unplaced,
    "request list": Listed,
    "request show": RequestWhole,
    "request submitted": Submitted,
    "request standard": InStandard,
    **dict.fromkeys(_MOVES, Now),
    "request withdraw": EndedNow,
    "request close": EndedNow,
}


@click.group("request", cls=RoomGroup, later=LATER)
def request_group() -> None:
    """Placement requests."""


@request_group.command("list", epilog=example("request list", 'request list --state "offers in"'))
@one_of("--state", State, "Only requests in this state; else all open ones.")
@click.option("--after", default="", help="Read on from the `after` of the last page.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), metavar="N", default=100, show_default=True
)
@with_invocation
def request_list(here: Invocation, state: str | None, after: str, limit: int) -> None:
    """List requests, newest first, with counts of every state."""
    with at_work(here, read_only=True) as session:
        wanted = {"states": (State(state.lower()),)} if state else {}
        page = list_requests(session.tables, session.today(), after=after, limit=limit, **wanted)
        counts = count_by_state(session.tables)
    data = Listed(
        tuple(page.requests),
        page.after,
        page.total,
        {str(one): number for one, number in counts.items()},
    )
    text = columns([_row(one) for one in page.requests]) or "There are no such requests."
    if page.after:
        text += (
            f"\n{len(page.requests):,} of {page.total:,} are shown; read on with"
            f" --after {page.after}"
        )
    report(here.json, data, text)


def _row(one: RequestSummary) -> tuple[str, ...]:
    needed = f"needed by {day_text(one.needed_by_date)}" if one.needed_by_date else ""
    return (
        one.reference,
        str(one.state),
        f"{one.child_initials}, {one.child_age}",
        str(one.urgency),
        needed,
        counted(one.open_offers, "open offer") if one.open_offers else "",
    )


@request_group.command("show", epilog=example("request show REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def request_show(here: Invocation, reference: str) -> None:
    """Show a request with its searches, releases, offers, decision and approvals."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        whole = request_whole(session, reference)
    report(here.json, whole, _text(whole))


def _text(whole: RequestWhole) -> str:
    lines = [
        whole.headline,
        *([f"  {whole.standing}"] if whole.standing else []),
        *(f"  {line}" for line in _asked_for(whole.request)),
        *(f"  {one.sentence}" for one in whole.considered),
        *(f"  {one.sentence}" for one in whole.exceptions),
        *_authority(whole),
        *_family(whole.family),
        *_before(whole.earlier),
        *_done(whole),
    ]
    can = [one.label for one in whole.actions if one.enabled]
    if can:
        lines.append(f"  You can now: {', '.join(can)}")
    return "\n".join(wrapped(line.strip(), indent=len(line) - len(line.lstrip())) for line in lines)


def _asked_for(asked: Request) -> Iterator[str]:
    received = f"Received {day_text(asked.received_on)}, {asked.urgency}"
    needed = f", needed by {day_text(asked.needed_by_date)}" if asked.needed_by_date else ""
    yield received + needed
    if asked.provision_sought:
        yield f"Sought: {', or '.join(asked.provision_sought)}"
    if asked.max_distance_miles:
        yield f"Within {counted(asked.max_distance_miles, 'mile')} of home"


def _authority(whole: RequestWhole) -> Iterator[str]:
    one = whole.request
    if one.authorised_at is not None:
        said = f": “{one.authority_note}”" if one.authority_note else ""
        when = local_text(one.authorised_at)
        yield f"  Search authorised by {whole.authorised_by}, {when}{said}"


def _family(family: tuple[WhoLives, ...]) -> Iterator[str]:
    for one in family:
        asked = f" ({one.reference}, {one.state})" if one.reference and not one.here else ""
        apart = f" Apart: {one.why_apart}" if one.why_apart else ""
        yield f"  {one.child.full_name}: {one.lives}{asked}.{apart}"


def _before(earlier: Earlier) -> Iterator[str]:
    for one in earlier.requests:
        which = "Another" if one.goes_on else "Earlier"
        yield f"  {which} request, {one.reference}: {one.sentence}"
    for one in earlier.placements:
        which = "Placement" if one.goes_on else "Earlier placement"
        yield f"  {which}, {one.reference}: {one.sentence}"


def _done(whole: RequestWhole) -> Iterator[str]:
    for search in whole.searches:
        yield f"  Searched {day_text(search.on)}: {search.fits:,} of {search.considered:,} fit"
    for one in whole.releases:
        asked = counted(len(one.recipients), "service")
        yield f"  Round {one.round_number}, {one.rung}: {asked}, reply by {due_of(one)}"
        if one.skipped_reason:
            yield f"    Earlier rungs passed over: {one.skipped_reason}"
    for offer in whole.offers:
        start = day_text(offer.available_from)
        yield f"  Offer of {offer.service_name} ({offer.urn}) from {start}: {offer.status}"
    if whole.decision:
        yield f"  Decision: {whole.decision.reasons}"
    for yes in whole.approvals:
        who = f"{yes.approver_name} ({yes.approver_role})"
        yield f"  {yes.kind.capitalize()}: {yes.outcome} by {who}"
    if whole.placement_reference:
        yield f"  Placement {whole.placement_reference} under {whole.ipa_reference}"


@request_group.command("hold")
@click.argument("reference")
@one_code("--reason", CodeList.HOLD_REASONS, "Why.", required=True)
@click.option("--note", default="")
@with_invocation
def request_hold(here: Invocation, reference: str, reason: str, note: str) -> None:
    """Put a request on hold."""
    with at_work(here) as session:
        hold_request(session, reference, reason=reason, note=note)
    _now(here, reference, State.ON_HOLD)


@request_group.command("resume")
@click.argument("reference")
@with_invocation
def request_resume(here: Invocation, reference: str) -> None:
    """Take a request off hold; it goes back to where it was."""
    with at_work(here) as session:
        resume_request(session, reference)
        state = request_with(session.tables, reference).state
    _now(here, reference, state)


request_group.add_command(request_withdraw)
request_group.add_command(request_close)


@request_group.command("return")
@click.argument("reference")
@click.option("--reason", required=True, help="What to correct.")
@with_invocation
def request_return(here: Invocation, reference: str, reason: str) -> None:
    """Send a submitted request back to draft."""
    with at_work(here) as session:
        return_to_draft(session, reference, reason=reason)
    _now(here, reference, State.DRAFT)


@click.command(epilog=example('authorise REQ-26-A7-0042 --note "His carers retire in March."'))
@click.argument("reference")
@click.option("--note", default="", help="What the authority is given for.")
@with_invocation
def authorise(here: Invocation, reference: str, note: str) -> None:
    """Give authority to search; never by whoever submitted the request."""
    with at_work(here) as session:
        authorise_request(session, reference, note=note)
    _now(here, reference, State.AUTHORISED)


def _now(here: Invocation, reference: str, state: State) -> None:
    reference = reference.strip().upper()
    data = Now(reference, state)
    report(here.json, data, f"{reference} is {state}.")
