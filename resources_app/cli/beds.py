"""`beds`: block contracts, seen. What changes them is in bed_changes.py and block_setup.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import click

from resources_app.beds.board import board
from resources_app.beds.following_queries import assessments
from resources_app.beds.model import Assessment, Board, NightState, Span
from resources_app.beds.occupancy import HomeCount, NightCount, occupancy
from resources_app.beds.outcomes import Outcomes
from resources_app.beds.queries import ContractSummary, block_contract, block_contracts
from resources_app.beds.report_queries import board_of, outcomes_of, saving_of
from resources_app.beds.saving import BlockSaving
from resources_app.cli.bed_changes import PRINTS as CHANGES
from resources_app.cli.bed_changes import add_changes
from resources_app.cli.block_setup import PRINTS as SETUP
from resources_app.cli.block_setup import add_setup
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import (
    Period,
    day_text,
    financial_year,
    financial_year_period,
    inclusive_end,
)
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pounds
from resources_app.foundations.quarters import quarter_from

_MOST_NIGHTS = 3_660


@dataclass(frozen=True)
class BedShown:
    """A bed's nights: spans in order without gap, and the references of sales that name it."""

    bed: str
    home: str
    spans: tuple[Span, ...]
    sales: tuple[str, ...]


@dataclass(frozen=True)
class BoardShown:
    """The state of every bed on every night of a period, seen on `as_at`."""

    agreement: str
    period: Period
    as_at: date
    beds: tuple[BedShown, ...]
    breaches: tuple[str, ...]
    clashes: tuple[str, ...]


@dataclass(frozen=True)
class AuthorityOccupancy:
    """An authority's bed-nights: `share` = allocated − sold + bought."""

    authority: str
    allocated: int
    sold: int
    bought: int
    share: int
    used: int
    unused: int
    over: int


@dataclass(frozen=True)
class OccupancyShown:
    """A period's bed-nights in all, by home and by authority. `breaches` are sentences."""

    agreement: str
    period: Period
    nights: NightCount
    homes: tuple[HomeCount, ...]
    authorities: tuple[AuthorityOccupancy, ...]
    breaches: tuple[str, ...]


PRINTS: Mapping[str, object] = {
    "beds list": list[ContractSummary],
    "beds board": BoardShown,
    "beds occupancy": OccupancyShown,
    "beds outcomes": Outcomes,
    "beds saving": BlockSaving | None,
    "beds assessments": list[Assessment],
    **CHANGES,
    **SETUP,
}


@click.group("beds", cls=RoomGroup)
def beds_group() -> None:
    """Homes and beds that are bought whole, and shared with partner authorities.

    A bed is named by its home's URN and its code: SC000123/B2. An authority is its ONS code, its
    name or its letter on the board.
    """


@beds_group.command("list")
@with_invocation
def list_(here: Invocation) -> None:
    """The block contracts, with their homes and beds."""
    with at_work(here, read_only=True) as session:
        found = block_contracts(session.tables)
    rows = [
        [
            one.reference,
            one.title,
            counted(one.homes, "home"),
            counted(one.beds, "bed"),
            f"to {day_text(inclusive_end(one.period.end))}",
        ]
        for one in found
    ]
    report(here.json, found, columns(rows, elastic=1) or "There is no block contract.")


@beds_group.command("board", epilog=example("beds board CRP-BLOCK --from 2026-11-23 --nights 28"))
@click.argument("agreement")
@click.option("--from", "first", type=DATE, help="The first night; today when left out.")
@click.option(
    "--nights", type=click.IntRange(1, _MOST_NIGHTS), metavar="N", default=28, show_default=True,
    help="How many nights.",
)  # fmt: skip
@with_invocation
def board_(here: Invocation, agreement: str, first: date | None, nights: int) -> None:
    """Every bed on every night: who sleeps there, what is held, free or out of service."""
    with at_work(here, read_only=True) as session:
        start = first or session.today()
        period = Period(start, start + timedelta(days=nights))
        shown = board_of(session.tables, agreement, period, session.today())
    data = BoardShown(
        shown.contract.reference,
        shown.period,
        shown.as_at,
        tuple(
            BedShown(
                row.bed.name,
                row.home.name,
                row.spans,
                tuple(one.sale.reference for one in row.sold),
            )
            for row in shown.rows
        ),
        tuple(one.sentence for one in occupancy(shown).breaches),
        shown.clashes,
    )
    report(here.json, data, _board_text(shown, data))


def _board_text(shown: Board, data: BoardShown) -> str:
    """A letter a night: the authority's, small where it is held; · free, x out of service."""
    lines = []
    home = ""
    for row in shown.rows:
        if row.home.name != home:
            home = row.home.name
            lines.append(f"{home} ({row.home.urn})")
        lines.append(f"  {row.bed.code:<5}{_night_letters(shown, row.spans)}")
    key = ", ".join(f"{one.letter} {one.name}" for one in shown.contract.partners)
    head = f"{day_text(shown.period.start)} to {day_text(inclusive_end(shown.period.end))}"
    notes = [wrapped(one) for one in (*data.breaches, *data.clashes)]
    legend = f"{key}. Small letters are held, · is free, x is out of service."
    return "\n".join([head, *lines, wrapped(legend), *notes])


def _night_letters(shown: Board, spans: tuple[Span, ...]) -> str:
    letters = [" "] * shown.nights
    for span in spans:
        letter = shown.contract.partner(span.authority_code).letter
        sign = {
            NightState.PLACED: letter,
            NightState.HELD: letter.lower(),
            NightState.FREE: "·",
            NightState.OUT_OF_SERVICE: "x",
        }[span.state]
        first = (span.period.start - shown.period.start).days
        letters[first : first + span.period.nights()] = sign * span.period.nights()
    return "".join(letters)


def _period(quarter: str, year: str, first: date | None, last: date | None) -> Period | None:
    """The period that was asked for in one of three ways, or None. Raises BadInput."""
    if quarter:
        return quarter_from(quarter).period
    if year:
        return read_year(year)
    if first is None and last is None:
        return None
    if first is None or last is None or last < first:
        raise BadInput("Give both --from and --last-night, the first of them first.")
    return Period(first, last + timedelta(days=1))


def read_year(text: str) -> Period:
    """The financial year written 2025-26. Raises BadInput."""
    first = text.strip()[:4]
    if not first.isdigit() or financial_year(date(int(first) or 1, 4, 1)) != text.strip():
        raise BadInput(f"“{text}” is not a financial year.", remedy="Give one such as 2025-26.")
    return financial_year_period(text.strip())


@beds_group.command("occupancy", epilog=example("beds occupancy CRP-BLOCK --year 2025-26"))
@click.argument("agreement")
@click.option("--quarter", default="", help="A quarter of the financial year, such as 2026-Q1.")
@click.option("--year", default="", help="A financial year, such as 2025-26.")
@click.option("--from", "first", type=DATE, help="The first night.")
@click.option("--last-night", "last", type=DATE, help="The last night, itself counted.")
@with_invocation
def occupancy_(
    here: Invocation,
    agreement: str,
    quarter: str,
    year: str,
    first: date | None,
    last: date | None,
) -> None:
    """Bed-nights used, void and out of service, by home and by authority; tonight's if not told."""
    asked = _period(quarter, year, first, last)
    with at_work(here, read_only=True) as session:
        today = session.today()
        period = asked or Period(today, today + timedelta(days=1))
        contract = block_contract(session.tables, agreement, today)
        counts = occupancy(board(contract, period, today))
    data = OccupancyShown(
        contract.reference,
        period,
        counts.total,
        counts.homes,
        tuple(
            AuthorityOccupancy(
                one.partner.name,
                sum(one.allocated),
                sum(one.sold),
                sum(one.bought),
                sum(one.share),
                sum(one.used),
                one.unused,
                one.over,
            )
            for one in counts.authorities
        ),
        tuple(one.sentence for one in counts.breaches),
    )
    report(here.json, data, _occupancy_text(data))


def _occupancy_text(data: OccupancyShown) -> str:
    homes = [["Home", "Nights", "Used", "Void", "Out", "%"]]
    for name, one in [
        *((home.home.name, home.nights) for home in data.homes),
        ("All homes", data.nights),
    ]:
        used = "" if one.per_cent_used is None else str(one.per_cent_used)
        numbers = (one.beds, one.placed, one.void, one.out_of_service)
        homes.append([name, *(f"{number:,}" for number in numbers), used])
    shares = [["Authority", "Allocated", "Sold", "Bought", "Share", "Used", "Unused", "Over"]]
    for part in data.authorities:
        numbers_ = (
            part.allocated, part.sold, part.bought, part.share, part.used, part.unused, part.over,
        )  # fmt: skip
        shares.append([part.authority, *(f"{number:,}" for number in numbers_)])
    right = frozenset(range(1, 8))
    return "\n\n".join([columns(homes, right=right), columns(shares, right=right), *data.breaches])


@beds_group.command("outcomes", epilog=example("beds outcomes CRP-BLOCK --year 2025-26"))
@click.argument("agreement")
@click.option("--year", required=True, help="A financial year, such as 2025-26.")
@with_invocation
def outcomes(here: Invocation, agreement: str, year: str) -> None:
    """Of the children placed in a year, who had a history, and for whom it got less."""
    period = read_year(year)
    with at_work(here, read_only=True) as session:
        found = outcomes_of(session.tables, agreement, period, session.today())
    head = f"{found.placed} placed in {year}."
    report(here.json, found, "\n".join([head, *(wrapped(m.sentence) for m in found.measures)]))


@beds_group.command("saving", epilog=example("beds saving CRP-BLOCK --year 2025-26"))
@click.argument("agreement")
@click.option("--year", required=True, help="A financial year, such as 2025-26.")
@with_invocation
def saving(here: Invocation, agreement: str, year: str) -> None:
    """What the nights used would have cost elsewhere, less what the contract cost."""
    period = read_year(year)
    with at_work(here, read_only=True) as session:
        found = saving_of(session.tables, agreement, period, session.today())
    report(here.json, found, _saving_text(found))


def _saving_text(found: BlockSaving | None) -> str:
    if found is None:
        return "There is no like placement in that time to compare with."
    rows = [["Authority", "Nights", "Elsewhere", "Paid", "Saving"]]
    rows += [
        [
            one.partner.name,
            f"{one.nights:,}",
            pounds(one.spot_pence),
            pounds(one.block_pence),
            pounds(one.saving_pence),
        ]
        for one in found.authorities
    ]
    rows.append(
        [
            "All",
            f"{found.nights:,}",
            pounds(found.spot_pence),
            pounds(found.block_pence),
            pounds(found.saving_pence),
        ]
    )
    prices = [one.sentence for one in found.prices]
    table = columns(rows, right=frozenset(range(1, 5)))
    return "\n".join([table, *prices, wrapped(found.rule)])


@beds_group.command("assessments", epilog=example("beds assessments CRP-BLOCK"))
@click.argument("agreement")
@click.option("--all", "all_", is_flag=True, help="Those that are done too.")
@with_invocation
def assessments_(here: Invocation, agreement: str, all_: bool) -> None:
    """The therapist's assessments still to be done, the first due at the top."""
    with at_work(here, read_only=True) as session:
        today = session.today()
        contract = block_contract(session.tables, agreement, today)
        found = [
            one
            for one in assessments(session.tables, contract, today)
            if all_ or one.done_on is None
        ]
    rows = [
        [
            one.placement_reference,
            one.child,
            one.home,
            f"due {day_text(one.due_on)}",
            f"done {day_text(one.done_on)}, {one.done_by}"
            if one.done_on
            else ("overdue" if one.overdue(today) else ""),
        ]
        for one in found
    ]
    report(here.json, found, columns(rows, elastic=2) or "No assessment is due.")


add_changes(beds_group)
add_setup(beds_group)
