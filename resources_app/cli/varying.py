"""`vary` and `end`: numbered variations of a placement's agreement, and how a placement ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, one_code, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.json_files import read_json_object
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.placements.actions import (
    Ended,
    Ending,
    VariationKept,
    VariationPreview,
    approve_variation,
    end_placement,
    preview_variation,
    propose_ending_change,
    propose_variation,
    refuse_variation,
    withdraw_variation,
)
from resources_app.placements.charge_words import final_text
from resources_app.placements.model import FeeLine
from resources_app.placements.pricing_queries import ipa_on
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.variation_file import read_variation
from resources_app.placements.variation_model import NewVariation, Variation, VariationLine
from resources_app.placements.variation_queries import variations_of
from resources_app.session import Session


@dataclass(frozen=True)
class Lines:
    """An agreement's fee lines at the prices of a day; their ids are what a variation names."""

    ipa_reference: str
    on: date
    lines: tuple[FeeLine, ...]


PRINTS = {
    "vary lines": Lines,
    "vary list": list[Variation],
    "vary preview": VariationPreview,
    "vary propose": VariationKept,
    "vary ending": VariationKept,
    "vary approve": VariationKept,
    "vary refuse": VariationKept,
    "vary withdraw": VariationKept,
    "end": Ended,
}


@click.group("vary", cls=RoomGroup)
def vary_group() -> None:
    """Numbered variations of a placement's agreement."""


@vary_group.command("lines")
@click.argument("reference")
@with_invocation
def vary_lines(here: Invocation, reference: str) -> None:
    """List an agreement's fee lines with the IDs that a variation names."""
    with at_work(here, read_only=True) as session:
        placement = placement_by_reference(session.tables, reference)
        day = max(session.today(), placement.period.start)
        ipa = ipa_on(session.tables, ipa_of_placement(session.tables, placement.id), day)
    rows = [
        [
            one.id,
            capital(one.description or one.element),
            f"{one.quantity} × {pounds(one.amount_pence)} {one.unit.each}",
            f"from {day_text(one.period.start)}",
            f"to {day_text(inclusive_end(one.period.end))}" if one.period.end else "",
        ]
        for one in ipa.fee_lines
    ]
    report(here.json, Lines(ipa.reference, day, ipa.fee_lines), columns(rows))


@vary_group.command("list")
@click.argument("reference")
@with_invocation
def vary_list(here: Invocation, reference: str) -> None:
    """List an agreement's variations, first to last."""
    with at_work(here, read_only=True) as session:
        placement = placement_by_reference(session.tables, reference)
        ipa = ipa_of_placement(session.tables, placement.id)
        found = variations_of(session.tables, ipa.id)
    text = "\n".join(_variation_text(one) for one in found)
    report(here.json, found, text or f"{ipa.reference} has not been varied.")


@vary_group.command("preview", epilog=example("vary preview PLC-26-A7-0042 variation.json"))
@click.argument("reference")
@click.argument("file", type=FILE)
@with_invocation
def vary_preview(here: Invocation, reference: str, file: Path) -> None:
    """Say what the variation in a JSON FILE would cost; nothing is written."""
    new = _read(file)
    with at_work(here, read_only=True) as session:
        shown = preview_variation(session, reference, new)
    text = [
        f"{shown.ipa_reference} from {day_text(new.effective_from)}:",
        *(f"  {_line_text(line)}" for line in shown.lines),
        f"  {pounds(shown.before.weekly_pence)} → {pounds(shown.after.weekly_pence)} a week,"
        f" {pounds(shown.after.annual_pence)} in the twelve months from then",
    ]
    report(here.json, shown, "\n".join(text))


@vary_group.command("propose", epilog=example("vary propose PLC-26-A7-0042 variation.json"))
@click.argument("reference")
@click.argument("file", type=FILE)
@with_invocation
def vary_propose(here: Invocation, reference: str, file: Path) -> None:
    """Put the variation in a JSON FILE up for approval; no fee line changes yet."""
    new = _read(file)
    _do(here, lambda session: propose_variation(session, reference, new))


@vary_group.command(
    "ending", epilog=example("vary ending PLC-26-A7-0042 --to 2026-12-21 --reason 'No bed yet.'")
)
@click.argument("reference")
@click.option("--to", "day", type=DATE, required=True, help="The day the child left, or leaves.")
@click.option("--reason", required=True, help="Why.")
@with_invocation
def vary_ending(here: Invocation, reference: str, day: date, reason: str) -> None:
    """Put another day of leaving up for approval; the recorded one stands until then."""
    _do(here, lambda session: propose_ending_change(session, reference, day, reason))


_NUMBER = click.argument("number", type=click.IntRange(1))


@vary_group.command("approve", epilog=example("vary approve PLC-26-A7-0042 2 --words Agreed."))
@click.argument("reference")
@_NUMBER
@click.option("--words", default="", help="What you say with it.")
@with_invocation
def vary_approve(here: Invocation, reference: str, number: int, words: str) -> None:
    """Approve a variation within your limit, never your own; it takes effect."""
    _do(here, lambda session: approve_variation(session, reference, number, words=words))


@vary_group.command("refuse")
@click.argument("reference")
@_NUMBER
@click.option("--words", required=True, help="Why not.")
@with_invocation
def vary_refuse(here: Invocation, reference: str, number: int, words: str) -> None:
    """Refuse a variation, with the reason."""
    _do(here, lambda session: refuse_variation(session, reference, number, words=words))


@vary_group.command("withdraw")
@click.argument("reference")
@_NUMBER
@click.option("--reason", required=True, help="Why it is taken back.")
@with_invocation
def vary_withdraw(here: Invocation, reference: str, number: int, reason: str) -> None:
    """Take a variation back before it was decided."""
    _do(here, lambda session: withdraw_variation(session, reference, number, reason=reason))


def _do(here: Invocation, act: Callable[[Session], VariationKept]) -> None:
    with at_work(here) as session:
        kept = act(session)
    report(here.json, kept, _variation_text(kept.variation))


def _read(file: Path) -> NewVariation:
    return read_variation(read_json_object(file), file=file.name)


def _variation_text(one: Variation) -> str:
    head = (
        f"{one.name}, from {day_text(one.effective_from)}: {one.state}."
        f" {pounds(one.weekly_before_pence)} → {pounds(one.weekly_pence)} a week."
    )
    lines = [f"  {_line_text(line)}" for line in one.lines]
    if one.new_end is not None:
        lines.append(f"  The day of leaving becomes {day_text(one.new_end)}.")
    return "\n".join([head, *lines, wrapped(f"{one.reason} ({one.proposed_by_name})", indent=2)])


def _line_text(line: VariationLine) -> str:
    what = capital(line.description or line.element)
    if line.ends:
        return f"{what} ends."
    how = "instead of the line before" if line.fee_line_id else "is added"
    contract = ", the contract’s price" if line.rate_id else ""
    return (
        f"{what}: {line.quantity} × {pounds(line.amount_pence)} {line.unit.each} {how}{contract}."
    )


@click.command(
    epilog=example(
        "end PLC-26-A7-0042 --on 2026-12-18 --reason CARPL --note Home --notice-given 2026-11-20"
    )
)
@click.argument("reference")
@click.option("--on", "day", type=DATE, required=True, help="The day the child left.")
@one_code("--reason", CodeList.REASON_PLACEMENT_CHANGED, "Why, as in the SSDA903.", required=True)
@click.option("--note", required=True, help="What happened.")
@click.option("--notice-given", type=DATE, help="The day notice was given.")
@click.option("--notice-by", type=click.Choice(["council", "provider"]), help="Who gave it.")
@click.option("--broke-down", is_flag=True, help="It ended because it could not go on.")
@with_invocation
def end(here: Invocation, reference: str, day: date, reason: str, note: str, **more: Any) -> None:
    """End a placement on the day the child left, and say what its last month costs."""
    ending = Ending(
        day=day,
        code=reason,
        note=note,
        notice_given_on=more["notice_given"],
        notice_given_by=more["notice_by"] or "",
        disrupted=more["broke_down"],
    )
    with at_work(here) as session:
        ended = end_placement(session, reference, ending)
    text = [f"{ended.reference} ended on {day_text(ended.day)}."]
    text += [final_text(one) for one in ended.final]
    text += [wrapped(f"Still due: {one}") for one in ended.still_due]
    report(here.json, ended, "\n".join(text))
