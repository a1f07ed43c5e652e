"""`considered`: parents, relatives and friends who are considered before anyone else."""

from __future__ import annotations

from datetime import date

import click

from resources_app.casework.journey import request_whole
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_code, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.codes import CodeList
from resources_app.requests.actions.considering import consider_person, record_family_outcome
from resources_app.requests.considered import PersonConsidered

PRINTS = {
    "considered add": PersonConsidered,
    "considered outcome": PersonConsidered,
    "considered list": list[PersonConsidered],
}
_OUTCOME = one_code(
    "--outcome", CodeList.CONSIDERED_OUTCOMES, "What came of asking them.", required=True
)
_ON = click.option("--on", "approached_on", type=DATE, help="The day they were asked.")
_WHY = click.option("--why", default="", help="Why not, or what they offer.")


@click.group("considered", cls=RoomGroup)
def considered_group() -> None:
    """Family and friends considered for a request's child."""


@considered_group.command(
    "add",
    epilog=example(
        'considered add REQ-26-A7-0042 --relation grandmother --name "Iris Penn" --on 2026-11-12 '
        '--outcome unable --why "Her health."'
    ),
)
@click.argument("reference")
@click.option("--relation", required=True, help="Who they are to the child.")
@click.option("--name", required=True, help="Never printed for a provider.")
@_OUTCOME
@_ON
@_WHY
@with_invocation
def considered_add(
    here: Invocation,
    reference: str,
    relation: str,
    name: str,
    outcome: str,
    approached_on: date | None,
    why: str,
) -> None:
    """Record that somebody close to the child is considered."""
    new = PersonConsidered(relation, name, outcome, approached_on, why)
    with at_work(here) as session:
        kept = consider_person(session, reference, new).person
    report(here.json, kept, f"{kept.sentence} ID {kept.id}")


@considered_group.command("outcome")
@click.argument("id_", metavar="ID")
@_OUTCOME
@_ON
@_WHY
@with_invocation
def considered_outcome(
    here: Invocation, id_: str, outcome: str, approached_on: date | None, why: str
) -> None:
    """Say what came of asking somebody."""
    with at_work(here) as session:
        kept = record_family_outcome(
            session, id_, outcome, approached_on=approached_on, why=why
        ).person
    report(here.json, kept, kept.sentence)


@considered_group.command("list", epilog=example("considered list REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def considered_list(here: Invocation, reference: str) -> None:
    """List everybody who was considered for a request."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        found = request_whole(session, reference).considered
    text = "\n".join(f"{one.sentence} ID {one.id}" for one in found)
    report(here.json, list(found), text or "Nobody is recorded as considered.")
