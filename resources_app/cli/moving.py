"""`move`: changes of carer, bed or home within a service."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_code, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.placements.actions import (
    AddressApproved,
    Moved,
    approve_address,
    record_move,
)
from resources_app.placements.life import Life
from resources_app.placements.life_queries import life_of
from resources_app.placements.moving import Move
from resources_app.placements.queries import placement_by_reference

PRINTS = {"move list": Life, "move record": Moved, "move approve": AddressApproved}

_POSTCODE = click.option("--postcode", default="", help="Where the child sleeps from then on.")
_SETTING = click.option("--setting", default="", help="Postcode of the setting, one of several.")


@click.group("move", cls=RoomGroup)
def move_group() -> None:
    """Moves of a child to another carer, bed or home of the same service."""


@move_group.command("list")
@click.argument("reference")
@with_invocation
def move_list(here: Invocation, reference: str) -> None:
    """Say where a child slept under a placement, first to last."""
    with at_work(here, read_only=True) as session:
        life = life_of(session.tables, placement_by_reference(session.tables, reference))
    why = {one.day: words(CodeList.REASON_PLACEMENT_CHANGED, one.change_code) for one in life.moves}
    rows = [
        [
            _nights(one.period),
            one.place.carer_or_bed_code,
            one.place.living_postcode,
            words(CodeList.PLACEMENT_TYPE, one.place.placement_code),
            why.get(one.period.start, ""),
        ]
        for one in life.slept
    ]
    report(here.json, life, columns(rows))


def _nights(period: Period) -> str:
    until = f" to {day_text(inclusive_end(period.end))}" if period.end else ""
    return f"from {day_text(period.start)}{until}"


@move_group.command(
    "record",
    epilog=example(
        "move record PLC-26-A7-0042 --on 2026-12-14 --carer FC-0311 --postcode 'HP11 2DJ' "
        "--reason CREQO --note 'Her carer fell ill.'"
    ),
)
@click.argument("reference")
@click.option("--on", "day", type=DATE, required=True, help="The first night there.")
@click.option("--carer", "carer_or_bed_code", default="", help="Code of the carer or the bed.")
@_POSTCODE
@_SETTING
@click.option("--same-carer", is_flag=True, help="The carers moved house with the child.")
@click.option("--placement-code", default="", help="SSDA903 placement type, where it changes.")
@one_code("--reason", CodeList.REASON_PLACEMENT_CHANGED, "Why, as in the SSDA903.", required=True)
@click.option("--note", required=True, help="What happened.")
@click.option("--emergency", is_flag=True, help="An approval under regulation 11 follows.")
@with_invocation
def move_record(here: Invocation, reference: str, day: date, reason: str, **more: Any) -> None:
    """Record that a child moved within the service."""
    postcode, setting = more.pop("postcode"), more.pop("setting")
    move = Move(day, reason, living_postcode=postcode, setting_postcode=setting, **more)
    with at_work(here) as session:
        moved = record_move(session, reference, move)
    text = [f"{moved.reference}: moved on {day_text(moved.move.day)}."]
    text += [wrapped(f"Still due: {one}") for one in moved.still_due]
    report(here.json, moved, "\n".join(text))


@move_group.command(
    "approve",
    epilog=example(
        "move approve PLC-26-A7-0042 --postcode 'OX1 2JD' --words 'Nobody nearer will do.'"
    ),
)
@click.argument("reference")
@_POSTCODE
@_SETTING
@click.option("--words", required=True, help="Why; kept with the approval.")
@with_invocation
def move_approve(here: Invocation, reference: str, postcode: str, setting: str, words: str) -> None:
    """Approve an address outside the area for a move, as regulation 11 asks."""
    with at_work(here) as session:
        address = Move(session.today(), "", "", living_postcode=postcode, setting_postcode=setting)
        made = approve_address(session, reference, address, words=words)
    report(
        here.json, made, f"{made.living_postcode} is approved for {made.reference} ({made.kind})."
    )
