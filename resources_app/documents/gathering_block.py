"""Gathers a block contract's statement for a quarter, for all its authorities or for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from resources_app.beds.board import nights_text
from resources_app.beds.finding import find_partner
from resources_app.beds.model import Partner
from resources_app.beds.recharging import AuthorityCharge, Statement
from resources_app.beds.report_queries import BlockReport
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.money import pounds
from resources_app.foundations.quarters import Quarter
from resources_app.printing import block_statement as paper
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint


def recipient(report: BlockReport, authority: str) -> Partner | None:
    """Whom a statement is made out to; None for all together. Raises NotFound."""
    return find_partner(report.contract, authority) if authority else None


def gather_statement(
    report: BlockReport, quarter: Quarter, to: Partner | None, imprint: Imprint, today: date
) -> paper.BlockStatement:
    """The statement as it would print on `today`."""
    made = report.statement
    last = inclusive_end(quarter.period.end)
    return paper.BlockStatement(
        imprint=imprint,
        headline=f"{made.title} ({made.agreement}), {quarter.words} ({quarter})"
        + (f", for {to.name}" if to else ""),
        summary=tuple(_summary(report, to)),
        provisional=last is not None and today <= last,
        charges=tuple(
            paper.Charge(
                one.partner.name,
                one.share_pence,
                one.deduction_pence,
                one.bought_pence,
                one.sold_pence,
                one.total_pence,
            )
            for one in made.authorities
        ),
        nights=tuple(_nights(one) for one in made.authorities),
        breaches=made.breaches,
        homes=tuple(
            paper.Home(
                one.home.name,
                one.nights.beds,
                one.nights.placed,
                one.nights.void,
                one.nights.out_of_service,
            )
            for one in made.homes
        ),
        sales=tuple(_sales(made)),
        outcomes=tuple(
            paper.Measure(one.words, one.with_history, one.lessened, one.open, one.per_cent)
            for one in report.outcomes.measures
        ),
        saving=tuple(
            paper.Saved(one.partner.name, one.nights, one.spot_pence, one.block_pence)
            for one in (report.saving.authorities if report.saving else ())
        ),
        words=tuple(_words(report, quarter.period)),
    )


def _nights(one: AuthorityCharge) -> paper.Nights:
    return paper.Nights(
        one.partner.name, one.allocated, one.sold, one.bought, one.used, one.unused, one.over
    )


def _sales(made: Statement) -> Iterator[paper.Sold]:
    for one in made.sales:
        dates = nights_text(one.period).partition(", ")[2]
        yield paper.Sold(
            one.reference,
            one.seller.name,
            one.buyer.name,
            dates,
            one.nights,
            one.nightly_pence,
            one.pence,
        )


def _summary(report: BlockReport, to: Partner | None) -> Iterator[Fact]:
    made = report.statement
    for one in made.authorities:
        if to is not None and one.partner.code == to.code:
            yield Fact(f"{to.name} pays", _payable(one))
            yield Fact("Bed-nights used", f"{one.used:,} of {one.share:,}")
    yield Fact("Paid to the provider", pounds(made.payment_pence))
    nights = made.nights
    yield Fact(
        "Beds used",
        f"{nights.placed:,} of {nights.beds:,} bed-nights, {nights.per_cent_used or 0} %",
    )
    out = f"; {counted(nights.out_of_service, 'night')} out of service"
    yield Fact("Void", counted(nights.void, "night") + (out if nights.out_of_service else ""))


def _payable(one: AuthorityCharge) -> str:
    return (
        pounds(one.total_pence) if one.total_pence >= 0 else f"Is owed {pounds(-one.total_pence)}"
    )


def _words(report: BlockReport, period: Period) -> Iterator[tuple[str, str]]:
    made, saved = report.statement, report.saving
    first, last = day_text(period.start), day_text(inclusive_end(period.end))
    yield "agreement", f"{made.title} ({made.agreement})"
    yield "period", f"{first} to {last}"
    yield "days", counted(period.nights(), "night")
    had = counted(report.outcomes.placed, "child", "children")
    yield "placed", f"{had} had a bed in the period."
    deducts = report.contract.deducts_out_of_service
    yield (
        "rule",
        "A bed that is out of service is not paid for on those nights, as the contract says."
        if deducts
        else "A bed that is out of service is paid for like any other; the contract does not say "
        "otherwise.",
    )
    if saved is None:
        yield "saved", "No like placement was paid for in this time, so no saving is claimed."
        yield "compared", ""
        return
    yield "saved", saved.rule
    yield "compared", " ".join(one.sentence for one in saved.prices)
