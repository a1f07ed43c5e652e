"""`duty` and `breaches`: what law and contract want done by when, and what is late."""

from __future__ import annotations

from datetime import date, timedelta

import click

from resources_app.casework.met_late import met_late
from resources_app.casework.time_limits import AHEAD_DAYS, LimitKind, TimeLimit, time_limits
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, days_from_to
from resources_app.foundations.errors import BadInput, Where
from resources_app.placements.actions import DutyKept, complete_duty, waive_duty
from resources_app.placements.duties import OwedDuty
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.queries import placement_by_reference

_THREE_MONTHS = timedelta(days=92)

PRINTS = {
    "breaches": list[TimeLimit],
    "duty list": list[OwedDuty],
    "duty done": DutyKept,
    "duty waive": DutyKept,
}


@click.command(epilog=example("breaches --met-late --from 2026-09-01"))
@click.option(
    "--ahead",
    type=click.IntRange(0, 366),
    default=AHEAD_DAYS,
    show_default=True,
    metavar="DAYS",
    help="How many days to look ahead.",
)
@click.option("--met-late", "late", is_flag=True, help="List those that were met, but late.")
@click.option("--from", "first", type=DATE, help="Of those met late: since when; else 3 months.")
@click.option("--to", "last", type=DATE, help="Of those met late: until when, included.")
@click.option(
    "--kind",
    type=click.Choice([str(one) for one in LimitKind]),
    help="Only those of the law, or of a contract.",
)
@with_invocation
def breaches(
    here: Invocation,
    ahead: int,
    late: bool,
    first: date | None,
    last: date | None,
    kind: str | None,
) -> None:
    """List the time limits of law and contract that were missed, and those to come."""
    if not late and (first or last):
        raise BadInput(
            "Days are for limits that were met late.",
            where=Where(field="--from"),
            remedy="Add --met-late, or give --ahead.",
        )
    with at_work(here, read_only=True) as session:
        today = session.today()
        if late:
            start, end = first or today - _THREE_MONTHS, last or today
            found = met_late(session.tables, days_from_to(start, end, "--to"), today)
        else:
            found = time_limits(session.tables, today, ahead=ahead)
    found = [one for one in found if kind is None or one.kind == kind]
    nothing = "Nothing was met late." if late else "Nothing is late or due."
    rows = [
        [_when(one), one.reference, one.what, one.rule, f"ID {one.duty_id}" if one.duty_id else ""]
        for one in found
    ]
    report(here.json, found, columns(rows, elastic=2) or nothing)


def _when(one: TimeLimit) -> str:
    if one.met_on:
        return f"met {counted(one.days_late, 'day')} late, on {day_text(one.met_on)}"
    if one.days_late:
        return f"{counted(one.days_late, 'day')} late"
    return f"by {day_text(one.due_on)}"


@click.group("duty", cls=RoomGroup)
def duty_group() -> None:
    """What the law wants done about a placement."""


@duty_group.command("list")
@click.argument("reference")
@with_invocation
def duty_list(here: Invocation, reference: str) -> None:
    """List a placement's duties, the soonest due first."""
    with at_work(here, read_only=True) as session:
        placement = placement_by_reference(session.tables, reference)
        found = duties_of(session.tables, placement.id)
        today = session.today()
    rows = [
        [one.stands(today), f"by {day_text(one.due_on)}", one.words, one.rule, f"ID {one.id}"]
        for one in found
    ]
    nothing = f"Nothing is recorded as due for {placement.reference}."
    report(here.json, found, columns(rows, elastic=2) or nothing)


@duty_group.command(
    "done",
    epilog=example("duty done 01a203d4-3ddd-7786-9cdd-317d0dd5399a --on 2026-12-08 --how email"),
)
@click.argument("id_", metavar="ID")
@click.option("--on", "day", type=DATE, required=True, help="The day it was done.")
@click.option("--how", default="", help="By email, letter, portal …")
@click.option("--proof", default="", help="A reference, or where the proof is kept.")
@click.option("--document", default="", help="The registered document that proves it.")
@with_invocation
def duty_done(here: Invocation, id_: str, day: date, how: str, proof: str, document: str) -> None:
    """Say that a duty was done, how, and where the proof is."""
    with at_work(here) as session:
        kept = complete_duty(session, id_, day, how=how, proof=proof, document=document)
    report(here.json, kept, f"Done on {day_text(day)}: {kept.duty.words}.")


@duty_group.command("waive")
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, help="Why it need not be done for this child.")
@with_invocation
def duty_waive(here: Invocation, id_: str, reason: str) -> None:
    """Say why a duty need not be done for this child."""
    with at_work(here) as session:
        kept = waive_duty(session, id_, reason)
    report(here.json, kept, f"Not needed: {kept.duty.words}.")
