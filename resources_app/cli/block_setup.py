"""`beds …`: setting a block contract up: terms, homes and beds, shares, payment, travel times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import click

from resources_app.beds.actions import (
    BlockTerms,
    NewHome,
    add_home,
    allocate_beds,
    end_bed,
    estimate_minutes,
    set_block_terms,
    set_minutes,
    set_payment,
)
from resources_app.beds.model import Allocation, BlockContract, BlockHome, BlockPayment
from resources_app.beds.queries import block_contract
from resources_app.beds.travel import travel_time
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pence_from, pounds
from resources_app.session import Session


@dataclass(frozen=True)
class BlockNow:
    """A block contract as it is set up: its terms, homes, bed names, shares and payments.

    `beds` and `allocations` are past and to come.
    """

    agreement: str
    title: str
    school_name: str
    school_postcode: str
    most_minutes: int | None
    therapist_weeks: int | None
    deducts_out_of_service: bool
    homes: tuple[BlockHome, ...]
    beds: tuple[str, ...]
    allocations: tuple[Allocation, ...]
    payments: tuple[BlockPayment, ...]


@dataclass(frozen=True)
class HomeTravel:
    """A home's travel time to the linked school; `within` the contract's limit, when known."""

    urn: str
    home: str
    minutes: int | None
    estimated: bool
    limit: int | None
    within: bool | None
    words: str


PRINTS: Mapping[str, object] = {
    "beds terms": BlockNow,
    "beds add-home": BlockNow,
    "beds end-bed": BlockNow,
    "beds allocate": BlockNow,
    "beds pay": BlockNow,
    "beds travel": list[HomeTravel],
}

AGREEMENT = click.argument("agreement")
SHARE = click.option(
    "--share", "shares", multiple=True, metavar="AUTHORITY=N",
    help="An authority's number of beds; once for each.",
)  # fmt: skip


def read_shares(texts: Sequence[str]) -> dict[str, int]:
    """`Reading=2` for each authority. Raises BadInput."""
    found: dict[str, int] = {}
    for text in texts:
        name, _, beds = text.rpartition("=")
        if not name.strip() or not beds.strip().isdecimal():
            raise BadInput(f"“{text}” is not a share.", remedy="Give one such as Reading=2.")
        if name.strip() in found:
            raise BadInput(f"{name.strip()} is named twice.")
        found[name.strip()] = int(beds)
    return found


def _now(session: Session, agreement: str) -> BlockNow:
    contract = block_contract(session.tables, agreement, session.today())
    return BlockNow(
        contract.reference,
        contract.title,
        contract.school_name,
        contract.school_postcode,
        contract.most_minutes,
        contract.therapist_weeks,
        contract.deducts_out_of_service,
        contract.homes,
        tuple(one.name for one in contract.beds),
        contract.allocations,
        contract.payments,
    )


def _said(now: BlockNow, what: str) -> str:
    homes, beds = counted(len(now.homes), "home"), counted(len(now.beds), "bed")
    return f"{now.agreement}: {what} It has {homes} and {beds}."


@click.command(
    "terms",
    epilog=example(
        "beds terms CRP-BLOCK --school-name 'Chiltern Gate School' --school-postcode 'HP12 4QA'"
        " --most-minutes 45 --therapist-weeks 6"
    ),
)
@AGREEMENT
@click.option("--school-name", default="", help="The linked school.")
@click.option("--school-urn", default="", help="Its URN.")
@click.option("--school-postcode", default="", help="Its postcode; travel is estimated from it.")
@click.option("--most-minutes", type=int, metavar="N", help="The longest way to it.")
@click.option("--therapist-weeks", type=int, metavar="N", help="A child is assessed within these.")
@click.option("--deduct-out-of-service", is_flag=True, help="Such beds are not paid for.")
@with_invocation
def terms(
    here: Invocation,
    agreement: str,
    school_name: str,
    school_urn: str,
    school_postcode: str,
    most_minutes: int | None,
    therapist_weeks: int | None,
    deduct_out_of_service: bool,
) -> None:
    """Write what a block contract asks for beside its beds; what is left out is not asked."""
    wanted = BlockTerms(
        school_name,
        school_urn,
        school_postcode,
        most_minutes,
        therapist_weeks,
        deduct_out_of_service,
    )
    with at_work(here) as session:
        set_block_terms(session, agreement, wanted)
        now = _now(session, agreement)
    report(here.json, now, _said(now, "Its terms are written."))


@click.command(
    "add-home",
    epilog=example("beds add-home CRP-BLOCK SC000123 --bed B1 --bed B2 --from 2026-04-01"),
)
@AGREEMENT
@click.argument("urn")
@click.option("--bed", "beds", multiple=True, required=True, help="A bed's code; once for each.")
@click.option("--from", "first", type=DATE, required=True, help="The first night.")
@click.option("--minutes", type=click.IntRange(1), metavar="N", help="The way to the school.")
@SHARE
@with_invocation
def home(
    here: Invocation,
    agreement: str,
    urn: str,
    beds: tuple[str, ...],
    first: date,
    minutes: int | None,
    shares: tuple[str, ...],
) -> None:
    """Add a home with its beds; with new shares where beds are shared out already."""
    new = NewHome(urn, beds, first, minutes, read_shares(shares))
    with at_work(here) as session:
        add_home(session, agreement, new)
        now = _now(session, agreement)
    report(here.json, now, _said(now, f"{urn.upper()} is in it from {day_text(first)}."))


@click.command(
    "end-bed",
    epilog=example(
        "beds end-bed CRP-BLOCK SC000123/B4 --from 2027-04-01 --share B=5 --share Reading=14"
    ),
)
@AGREEMENT
@click.argument("bed")
@click.option("--from", "first", type=DATE, required=True, help="The first night without it.")
@SHARE
@with_invocation
def end(here: Invocation, agreement: str, bed: str, first: date, shares: tuple[str, ...]) -> None:
    """Take a bed out of the contract, with the shares that then hold."""
    wanted = read_shares(shares)
    with at_work(here) as session:
        end_bed(session, agreement, bed, first, wanted)
        now = _now(session, agreement)
    report(here.json, now, _said(now, f"{bed} is no longer in it from {day_text(first)}."))


@click.command(
    "allocate",
    epilog=example("beds allocate CRP-BLOCK --from 2027-04-01 --share Reading=2 --share B=18"),
)
@AGREEMENT
@click.option("--from", "first", type=DATE, required=True, help="The first night.")
@SHARE
@with_invocation
def allocate(here: Invocation, agreement: str, first: date, shares: tuple[str, ...]) -> None:
    """Share the beds out from a night on; the shares add up to the contract's beds."""
    wanted = read_shares(shares)
    with at_work(here) as session:
        allocate_beds(session, agreement, first, wanted)
        now = _now(session, agreement)
    report(here.json, now, _said(now, f"The beds are shared out from {day_text(first)}."))


@click.command("pay", epilog=example("beds pay CRP-BLOCK --annual 3,125,000 --from 2026-04-01"))
@AGREEMENT
@click.option("--annual", required=True, help="Pounds for a year of the contract.")
@click.option("--from", "first", type=DATE, required=True, help="The first night.")
@with_invocation
def pay(here: Invocation, agreement: str, annual: str, first: date) -> None:
    """Say what is paid for the beds a year, from a night on."""
    pence = pence_from(annual)
    with at_work(here) as session:
        set_payment(session, agreement, pence, first)
        now = _now(session, agreement)
    report(here.json, now, _said(now, f"{pounds(pence)} a year from {day_text(first)}."))


@click.command(
    "travel",
    epilog=example(
        "beds travel CRP-BLOCK", "beds travel CRP-BLOCK --urn SC000123 --minutes 32",
        "beds travel CRP-BLOCK --estimate",
    ),
)  # fmt: skip
@AGREEMENT
@click.option("--urn", default="", help="The home whose time is entered.")
@click.option("--minutes", type=int, metavar="N", help="Its time, as somebody measured it.")
@click.option("--estimate", is_flag=True, help="Estimate those nobody entered, by distance.")
@with_invocation
def travel(here: Invocation, agreement: str, urn: str, minutes: int | None, estimate: bool) -> None:
    """Each home's travel time to the linked school, against the contract's limit."""
    if bool(urn) != (minutes is not None):
        raise BadInput("Give --urn and --minutes together.")
    with at_work(here, read_only=not (estimate or urn)) as session:
        if minutes is not None:
            set_minutes(session, agreement, urn, minutes)
        if estimate:
            estimate_minutes(session, agreement)
        found = _travel(block_contract(session.tables, agreement, session.today()))
    rows = [
        [one.urn, one.home, one.words, "too far" if one.within is False else ""] for one in found
    ]
    report(here.json, found, columns(rows) or "It has no homes yet.")


def _travel(contract: BlockContract) -> list[HomeTravel]:
    times = [travel_time(one, contract.most_minutes) for one in contract.homes]
    return [
        HomeTravel(
            one.home.urn,
            one.home.name,
            one.minutes,
            one.estimated,
            one.limit,
            one.within,
            one.words,
        )
        for one in times
    ]


def add_setup(group: click.Group) -> None:
    """Put these commands in the group, in the order of the work."""
    for command in (terms, home, end, allocate, pay, travel):
        group.add_command(command)
