"""`connected`: relatives and friends who are approved for a time (regulation 24)."""

from __future__ import annotations

from datetime import date

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_code, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.codes import CodeList
from resources_app.placements.actions.connecting import (
    approve_connected,
    end_connected,
    extend_connected,
)
from resources_app.placements.connected import GROUNDS, NewApproval, TemporaryApproval
from resources_app.placements.connected_queries import temporary_approvals
from resources_app.placements.queries import placement_by_reference

PRINTS = {
    "connected approve": TemporaryApproval,
    "connected extend": TemporaryApproval,
    "connected end": TemporaryApproval,
    "connected list": list[TemporaryApproval],
}


@click.group("connected", cls=RoomGroup)
def connected_group() -> None:
    """Relatives and friends approved for a time (regulation 24)."""


@connected_group.command(
    "approve",
    epilog=example(
        "connected approve PLC-26-A7-0042 --relation aunt --carer CP-0007 "
        "--assessed 2026-11-20 --from 2026-11-23"
    ),
)
@click.argument("reference")
@click.option("--relation", required=True, help="Who they are to the child.")
@click.option("--carer", required=True, help="The carer's code, never a name.")
@click.option("--assessed", "assessed_on", type=DATE, required=True, help="Schedule 4.")
@click.option("--from", "start", type=DATE, required=True, help="Sixteen weeks from this day.")
@with_invocation
def connected_approve(
    here: Invocation, reference: str, relation: str, carer: str, assessed_on: date, start: date
) -> None:
    """Approve the connected person of a placement for sixteen weeks."""
    with at_work(here) as session:
        new = NewApproval(relation, carer, assessed_on, start)
        kept = approve_connected(session, reference, new).approval
    report(here.json, kept, f"{kept.sentence}. ID {kept.id}")


@connected_group.command("extend", epilog=example("connected extend ID --ground assessment"))
@click.argument("id_", metavar="ID")
@click.option("--ground", type=click.Choice(list(GROUNDS)), required=True, help="Regulation 25.")
@with_invocation
def connected_extend(here: Invocation, id_: str, ground: str) -> None:
    """Extend an approval by eight weeks, once."""
    with at_work(here) as session:
        kept = extend_connected(session, id_, ground).approval
    report(here.json, kept, f"{kept.sentence}.")


@connected_group.command("end")
@click.argument("id_", metavar="ID")
@click.option("--on", type=DATE, required=True, help="From this day on it is over.")
@one_code("--outcome", CodeList.CONNECTED_OUTCOMES, "What came of it.", required=True)
@with_invocation
def connected_end(here: Invocation, id_: str, on: date, outcome: str) -> None:
    """Say that a temporary approval is over, and what came of it."""
    with at_work(here) as session:
        kept = end_connected(session, id_, on, outcome).approval
    report(here.json, kept, f"Over: {kept.sentence}.")


@connected_group.command("list", epilog=example("connected list PLC-26-A7-0042"))
@click.argument("reference")
@with_invocation
def connected_list(here: Invocation, reference: str) -> None:
    """List the temporary approvals for a placement, the newest first."""
    with at_work(here, read_only=True) as session:
        placed = placement_by_reference(session.tables, reference)
        found = temporary_approvals(session.tables, placed.child_id, placed.service_id)
    text = "\n".join(f"{one.sentence}. ID {one.id}" for one in found)
    report(here.json, found, text or "Nobody was approved for a time.")
