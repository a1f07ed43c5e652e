"""`staying`: what follows a placement at 18."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_code, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pence_from
from resources_app.placements.actions import (
    StayingKept,
    approve_staying,
    end_staying,
    propose_staying,
    withdraw_staying,
)
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.staying_on import (
    LineKind,
    NewStaying,
    StayingKind,
    StayingLine,
    StayingOn,
)
from resources_app.placements.staying_queries import arrangements_of
from resources_app.placements.staying_words import staying_cost
from resources_app.session import Session

PRINTS = {
    "staying list": list[StayingOn],
    "staying propose": StayingKept,
    "staying approve": StayingKept,
    "staying withdraw": StayingKept,
    "staying end": StayingKept,
}


@click.group("staying", cls=RoomGroup)
def staying_group() -> None:
    """Staying Put, Staying Close or moving on: what follows a placement at 18."""


@staying_group.command("list")
@click.argument("reference")
@with_invocation
def staying_list(here: Invocation, reference: str) -> None:
    """List what was asked for after a placement."""
    with at_work(here, read_only=True) as session:
        placement = placement_by_reference(session.tables, reference)
        found = arrangements_of(session.tables, placement.id)
    nothing = f"Nothing is agreed for 18 after {placement.reference}."
    report(here.json, found, "\n".join(map(_text, found)) or nothing)


@staying_group.command(
    "propose",
    epilog=example(
        "staying propose PLC-26-A7-0042 --kind 'staying put' --from 2027-03-04 "
        "--line allowance=320 --line 'housing benefit=95' --plan 'She stays with her carers.'"
    ),
)
@click.argument("reference")
@one_of("--kind", StayingKind, "What follows.", required=True)
@click.option("--from", "start", type=DATE, required=True, help="The 18th birthday, or later.")
@click.option("--plan", required=True, help="What is agreed.")
@click.option("--line", "lines", multiple=True, help="KIND=POUNDS a week, as allowance=320.")
@click.option("--postcode", default="", help="Where the young person lives, if they move.")
@one_code("--code", CodeList.REASON_EPISODE_CEASED, "SSDA903, if not the usual.", default="")
@with_invocation
def staying_propose(
    here: Invocation,
    reference: str,
    kind: str,
    start: date,
    plan: str,
    lines: tuple[str, ...],
    postcode: str,
    code: str,
) -> None:
    """Put what follows at 18 up for approval; moving on costs nothing and holds at once."""
    read = tuple(map(_line, lines))
    new = NewStaying(StayingKind(kind), start, plan, read, postcode, code)
    _do(here, lambda session: propose_staying(session, reference, new))


@staying_group.command("approve", epilog=example("staying approve STY-26-A7-0001"))
@click.argument("reference")
@click.option("--words", default="", help="What you say with it.")
@with_invocation
def staying_approve(here: Invocation, reference: str, words: str) -> None:
    """Approve an arrangement within your limit, never your own; the placement then ends."""
    _do(here, lambda session: approve_staying(session, reference, words=words))


@staying_group.command("withdraw")
@click.argument("reference")
@click.option("--reason", required=True, help="Why it is taken back.")
@with_invocation
def staying_withdraw(here: Invocation, reference: str, reason: str) -> None:
    """Take an arrangement back before it was decided."""
    _do(here, lambda session: withdraw_staying(session, reference, reason=reason))


@staying_group.command("end")
@click.argument("reference")
@click.option("--on", "day", type=DATE, required=True, help="The first day it holds no more.")
@click.option("--reason", required=True, help="Why it ends.")
@with_invocation
def staying_end(here: Invocation, reference: str, day: date, reason: str) -> None:
    """End an arrangement, with its lines."""
    _do(here, lambda session: end_staying(session, reference, day, reason))


def _do(here: Invocation, act: Callable[[Session], StayingKept]) -> None:
    with at_work(here) as session:
        kept = act(session)
    text = [_text(kept.arrangement), *(wrapped(f"Still due: {one}") for one in kept.still_due)]
    report(here.json, kept, "\n".join(text))


def _text(one: StayingOn) -> str:
    until = f" to {day_text(one.period.end)}" if one.period.end else ""
    return (
        f"{one.reference}: {one.kind} from {day_text(one.period.start)}{until}, {one.state}; "
        f"{staying_cost(one)}."
    )


def _line(text: str) -> StayingLine:
    kind, _, amount = text.partition("=")
    try:
        return StayingLine(LineKind(kind.strip().lower()), pence_from(amount.strip()))
    except ValueError as error:
        raise BadInput(
            f"“{text}” is no line.",
            where=Where(field="--line"),
            remedy=f"Write one of {', '.join(LineKind)}, as allowance=320.00.",
        ) from error
