"""`beds …`: placing, holding, closing and selling, and what is followed of a child in a bed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import click

from resources_app.beds.actions import (
    Booked,
    NewHold,
    NewSale,
    OutcomeCount,
    SaleCancelled,
    Sold,
    assess,
    back_in_service,
    cancel_sale,
    end_stay,
    extend_hold,
    hold_bed,
    move_bed,
    place_in_bed,
    record_outcomes,
    release_hold,
    sell_nights,
    take_out_of_service,
)
from resources_app.beds.board import nights_text
from resources_app.beds.finding import find_bed, find_hold
from resources_app.beds.queries import block_contract
from resources_app.cli.context import DATE, Invocation, example, one_code, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import Period, day_after, day_text
from resources_app.foundations.money import pence_from, pounds
from resources_app.session import Session


@dataclass(frozen=True)
class BedEntry:
    """What was changed about a bed or a placement, and from which day on."""

    agreement: str
    bed: str
    day: date


@dataclass(frozen=True)
class PlacementEntry:
    """What was recorded of a placement."""

    placement: str
    day: date
    words: str


PRINTS: Mapping[str, object] = {
    "beds place": Booked,
    "beds move": Booked,
    "beds leave": PlacementEntry,
    "beds hold": Booked,
    "beds extend": BedEntry,
    "beds release": BedEntry,
    "beds out": Booked,
    "beds back": BedEntry,
    "beds sell": Sold,
    "beds cancel-sale": SaleCancelled,
    "beds assessed": PlacementEntry,
    "beds outcome": PlacementEntry,
}

AGREEMENT = click.argument("agreement")
BED = click.argument("bed")
FROM = click.option("--from", "first", type=DATE, required=True, help="The first night.")
LAST = click.option("--last-night", "last", type=DATE, help="The last night, itself included.")


def _booked(here: Invocation, done: Booked, what: str) -> None:
    until = nights_text(done.period) if done.period.end else f"from {day_text(done.period.start)}"
    report(here.json, done, "\n".join([f"{done.bed} {what}: {until}.", *done.shown]))


@click.command(
    "place", epilog=example("beds place CRP-BLOCK SC000123/B2 PLC-26-A7-0042 --from 2026-12-01")
)
@AGREEMENT
@BED
@click.argument("placement")
@click.option("--from", "first", type=DATE, help="The first night; else the placement's own.")
@LAST
@with_invocation
def place(
    here: Invocation,
    agreement: str,
    bed: str,
    placement: str,
    first: date | None,
    last: date | None,
) -> None:
    """Put the child of a placement in a bed of its home."""
    with at_work(here) as session:
        done = place_in_bed(
            session, agreement, bed, placement, first_night=first, until=day_after(last)
        )
    _booked(here, done, f"is {placement.upper()}’s")


@click.command(
    "move", epilog=example("beds move CRP-BLOCK PLC-26-A7-0042 SC000123/B3 --from 2026-12-01")
)
@AGREEMENT
@click.argument("placement")
@BED
@FROM
@with_invocation
def move(here: Invocation, agreement: str, placement: str, bed: str, first: date) -> None:
    """Move a child to another bed of the same home."""
    with at_work(here) as session:
        done = move_bed(session, agreement, placement, bed, first)
    _booked(here, done, f"is {placement.upper()}’s")


@click.command("leave", epilog=example("beds leave CRP-BLOCK PLC-26-A7-0042 --on 2026-12-01"))
@AGREEMENT
@click.argument("placement")
@click.option("--on", "day", type=DATE, required=True, help="The day the child leaves the bed.")
@with_invocation
def leave(here: Invocation, agreement: str, placement: str, day: date) -> None:
    """End a child's stay in a bed; the placement itself goes on."""
    with at_work(here) as session:
        end_stay(session, agreement, placement, day)
    data = PlacementEntry(placement.upper(), day, "left the bed")
    report(here.json, data, f"{data.placement} leaves the bed on {day_text(day)}.")


@click.command(
    "hold",
    epilog=example(
        "beds hold CRP-BLOCK SC000123/B2 --for Reading --from 2026-12-01 --last-night 2026-12-31"
        " --lapses 2026-12-05"
    ),
)
@AGREEMENT
@BED
@click.option("--for", "authority", required=True, help="The authority it is kept for.")
@FROM
@click.option("--last-night", "last", type=DATE, required=True, help="The last night held.")
@click.option("--lapses", type=DATE, required=True, help="From this day on it holds nothing.")
@click.option("--reason", default="", help="What it is held for.")
@click.option("--request", default="", help="The reference of the request it is for.")
@with_invocation
def hold(
    here: Invocation,
    agreement: str,
    bed: str,
    authority: str,
    first: date,
    last: date,
    lapses: date,
    reason: str,
    request: str,
) -> None:
    """Hold a bed for an authority until a day; then it lapses by itself."""
    nights = Period(first, max(first, last + timedelta(days=1)))
    with at_work(here) as session:
        new = NewHold(bed, authority, nights, lapses, reason, request)
        done = hold_bed(session, agreement, new)
    _booked(here, done, f"is held, and lapses on {day_text(lapses)}")


def _hold_of(session: Session, agreement: str, bed: str) -> tuple[str, str]:
    """The key of the hold that a bed has, and the bed's whole name."""
    contract = block_contract(session.tables, agreement, session.today())
    found = find_bed(contract, bed, session.today())
    return find_hold(contract, found, session.today()).id, found.name


@click.command("extend", epilog=example("beds extend CRP-BLOCK SC000123/B2 --lapses 2026-12-12"))
@AGREEMENT
@BED
@click.option("--lapses", type=DATE, required=True, help="From this day on it holds nothing.")
@with_invocation
def extend(here: Invocation, agreement: str, bed: str, lapses: date) -> None:
    """Let the hold of a bed lapse later."""
    with at_work(here) as session:
        hold_id, name = _hold_of(session, agreement, bed)
        extend_hold(session, hold_id, lapses)
    report(here.json, BedEntry(agreement, name, lapses), f"{name} is held to {day_text(lapses)}.")


@click.command("release", epilog=example("beds release CRP-BLOCK SC000123/B2 --reason Withdrawn"))
@AGREEMENT
@BED
@click.option("--reason", default="", help="Why it is let go.")
@with_invocation
def release(here: Invocation, agreement: str, bed: str, reason: str) -> None:
    """Let a held bed go, from tonight on."""
    with at_work(here) as session:
        hold_id, name = _hold_of(session, agreement, bed)
        release_hold(session, hold_id, reason=reason)
        day = session.today()
    report(here.json, BedEntry(agreement, name, day), f"{name} is free again.")


@click.command(
    "out",
    epilog=example("beds out CRP-BLOCK SC000123/B2 --from 2026-12-01 --reason 'Broken window'"),
)
@AGREEMENT
@BED
@FROM
@LAST
@click.option("--reason", required=True, help="Why nobody can sleep in it.")
@with_invocation
def out(
    here: Invocation, agreement: str, bed: str, first: date, last: date | None, reason: str
) -> None:
    """Take a bed out of service; without a last night, until it is put back."""
    end = day_after(last)
    with at_work(here) as session:
        nights = Period(first, max(first, end) if end else None)
        done = take_out_of_service(session, agreement, bed, nights, reason)
    _booked(here, done, "is out of service")


@click.command("back", epilog=example("beds back CRP-BLOCK SC000123/B2 --from 2026-12-08"))
@AGREEMENT
@BED
@FROM
@with_invocation
def back(here: Invocation, agreement: str, bed: str, first: date) -> None:
    """Put a bed back in service, from a night on."""
    with at_work(here) as session:
        back_in_service(session, agreement, bed, first)
    data = BedEntry(agreement, bed, first)
    report(here.json, data, f"{bed} is in service from {day_text(first)}.")


@click.command(
    "sell",
    epilog=example(
        "beds sell CRP-BLOCK --seller Oxfordshire --buyer Reading --from 2026-12-01"
        " --last-night 2026-12-31 --price 430"
    ),
)
@AGREEMENT
@click.option("--seller", required=True, help="The authority that gives the nights up.")
@click.option("--buyer", required=True, help="The authority that gets them.")
@FROM
@click.option("--last-night", "last", type=DATE, required=True, help="The last night sold.")
@click.option("--price", default="", help="Pounds a night; without a price when left out.")
@click.option("--bed", default="", help="A bed; any of the seller's when left out.")
@click.option("--agreed-by", default="", help="Who agreed it.")
@click.option("--note", default="", help="What else is to be known.")
@with_invocation
def sell(
    here: Invocation,
    agreement: str,
    seller: str,
    buyer: str,
    first: date,
    last: date,
    price: str,
    bed: str,
    agreed_by: str,
    note: str,
) -> None:
    """Sell one bed's nights to a partner authority, with a price or none."""
    nights = Period(first, max(first, last + timedelta(days=1)))
    nightly = pence_from(price) if price else None
    with at_work(here) as session:
        new = NewSale(seller, buyer, nights, nightly, bed, agreed_by, note)
        done = sell_nights(session, agreement, new)
    money = f", {pounds(done.pence)} in all" if nightly is not None else ", without a price"
    report(here.json, done, f"{done.reference}: {nights_text(done.period)}{money}.")


@click.command("cancel-sale", epilog=example("beds cancel-sale CRP-BLOCK BED-26-A7-0001"))
@AGREEMENT
@click.argument("sale")
@click.option("--reason", default="", help="Why.")
@with_invocation
def cancel(here: Invocation, agreement: str, sale: str, reason: str) -> None:
    """Call a sale off: all of it before its first night, else from tomorrow on."""
    with at_work(here) as session:
        done = cancel_sale(session, agreement, sale, reason=reason)
    text = f"{done.reference}: the nights from {day_text(done.given_back)} are the seller’s again."
    report(here.json, done, text)


@click.command(
    "assessed", epilog=example("beds assessed PLC-26-A7-0042 --on 2026-12-01 --by 'Ms Lindqvist'")
)
@click.argument("placement")
@click.option("--on", "day", type=DATE, required=True, help="The day it was done.")
@click.option("--by", required=True, help="The therapist.")
@with_invocation
def assessed(here: Invocation, placement: str, day: date, by: str) -> None:
    """Record that the therapist has assessed a child."""
    with at_work(here) as session:
        assess(session, placement, day, by)
    data = PlacementEntry(placement.upper(), day, f"assessed by {by}")
    report(here.json, data, f"{data.placement} was {data.words} on {day_text(day)}.")


@click.command(
    "outcome",
    epilog=example("beds outcome PLC-26-A7-0042 --measure missing --before 6 --after 1"),
)
@click.argument("placement")
@one_code("--measure", CodeList.OUTCOME_MEASURES, "What was counted.", required=True)
@click.option("--before", type=int, metavar="N", help="How often before the placement.")
@click.option("--after", type=int, metavar="N", help="How often since, over as long a time.")
@click.option("--note", default="", help="How it was counted.")
@with_invocation
def outcome(
    here: Invocation,
    placement: str,
    measure: str,
    before: int | None,
    after: int | None,
    note: str,
) -> None:
    """Record how often something happened before a placement, and how often since."""
    with at_work(here) as session:
        record_outcomes(session, placement, [OutcomeCount(measure, before, after, note)])
        day = session.today()
    told = [f"{n} {when}" for n, when in ((before, "before"), (after, "since")) if n is not None]
    said = f"{words(CodeList.OUTCOME_MEASURES, measure)}: {', '.join(told) or 'noted'}"
    report(here.json, PlacementEntry(placement.upper(), day, said), f"{said}.")


def add_changes(group: click.Group) -> None:
    """Put these commands in the group, in the order of the work."""
    for command in (
        place, move, leave, hold, extend, release, out, back, sell, cancel, assessed, outcome,
    ):  # fmt: skip
        group.add_command(command)
