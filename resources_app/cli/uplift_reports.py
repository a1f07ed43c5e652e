"""What `uplift` prints: records for programs, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Element, Unit, age_words
from resources_app.agreements.schedule_model import UnreadCell
from resources_app.agreements.uplift_model import HeldRate, Method, RateChange, Uplift
from resources_app.agreements.uplift_words import cost_words, how_words, more, scope_words
from resources_app.casework.uplift_effect import PlacementEffect, Total
from resources_app.casework.uplifting import UpliftPreview
from resources_app.cli.context import Invocation
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds

MOST_LISTED = 20  # in words; --json has everything


@dataclass(frozen=True)
class RateRaised:
    """A rate, old and new, in pence net of VAT for one unit; ages are inclusive years."""

    rate_id: str
    lot: str
    provider: str
    service: str
    urn: str
    element: Element
    unit: Unit
    age_from: int
    age_to: int
    old_pence: int
    new_pence: int
    source_cell: str


@dataclass(frozen=True)
class RateKept:
    """A rate that keeps its amount, and why. A `refused` one cannot be changed as asked."""

    rate_id: str
    lot: str
    provider: str
    urn: str
    element: Element
    old_pence: int | None
    why: str
    refused: bool


@dataclass(frozen=True)
class UpliftPreviewed:
    """What an uplift does to rates and live placements. Percentages are hundredths of 1 %.

    `reference` is empty for a dry run, in which nothing is written. Amounts are pence net of VAT,
    of the week and of the twelve months that begin on `effective_from`.
    """

    reference: str
    dry_run: bool
    agreement: str
    title: str
    method: Method
    effective_from: date
    percentage: int | None
    applied: int | None
    rates: tuple[RateRaised, ...]
    left: tuple[RateKept, ...]
    unread: tuple[UnreadCell, ...]
    warnings: tuple[str, ...]
    placements: tuple[PlacementEffect, ...]
    by_provider: tuple[Total, ...]
    by_lot: tuple[Total, ...]
    weekly_pence: int
    annual_pence: int


@dataclass(frozen=True)
class UpliftShown:
    """A proposed or decided uplift with every rate it changes."""

    uplift: Uplift
    rates: tuple[RateRaised, ...]


def previewed(preview: UpliftPreview, reference: str, dry_run: bool) -> UpliftPreviewed:
    """A preview as it is printed; `reference` is that of the proposal, if one was made."""
    plan, effect = preview.plan, preview.effect
    return UpliftPreviewed(
        reference=reference,
        dry_run=dry_run,
        agreement=plan.agreement.reference,
        title=plan.agreement.title,
        method=plan.asked.method,
        effective_from=plan.asked.effective_from,
        percentage=plan.asked.percentage,
        applied=plan.applied,
        rates=_raised(plan.changes),
        left=tuple(
            RateKept(
                one.held.rate.id,
                one.held.lot_code,
                one.held.provider_name,
                one.held.urn,
                one.held.rate.element,
                one.held.rate.amount_pence,
                one.why,
                one.refused,
            )
            for one in plan.left
        ),
        unread=plan.unread,
        warnings=plan.warnings,
        placements=effect.placements,
        by_provider=effect.by_provider,
        by_lot=effect.by_lot,
        weekly_pence=effect.weekly_pence,
        annual_pence=effect.annual_pence,
    )


def _raised(changes: Sequence[RateChange]) -> tuple[RateRaised, ...]:
    return tuple(
        RateRaised(
            rate_id=one.held.rate.id,
            lot=one.held.lot_code,
            provider=one.held.provider_name,
            service=one.held.service_name,
            urn=one.held.urn,
            element=one.held.rate.element,
            unit=one.held.rate.unit,
            age_from=one.held.rate.age_from,
            age_to=one.held.rate.age_to,
            old_pence=one.old_pence,
            new_pence=one.new_pence,
            source_cell=one.source_cell,
        )
        for one in changes
    )


def preview_lines(preview: UpliftPreview, data: UpliftPreviewed) -> list[str]:
    """A preview in words."""
    asked = preview.plan.asked
    rates = counted(len(data.rates), "rate", "rates")
    lines = [
        f"{data.agreement} {data.title}: {how_words(asked, data.applied)} from"
        f" {day_text(asked.effective_from)}, {scope_words(asked.scope)}.",
        f"{rates} would change; {len(data.left):,} would stay.",
        f"{cost_words(len(data.placements), data.weekly_pence, data.annual_pence)}.",
        "",
        _rate_table(preview.plan.changes),
        *_totals(data.by_provider),
    ]
    if data.placements:
        lines += ["", _placement_table(data.placements)]
    for heading, sentences in (
        ("Cannot be changed", [one.why for one in data.left if one.refused]),
        ("Not read", [f"{one.sheet} {one.cell} “{one.value}”: {one.why}" for one in data.unread]),
        ("To check", list(data.warnings)),
    ):
        if sentences:
            lines += ["", f"{heading} ({len(sentences)}):"]
            lines += [wrapped(one, indent=2) for one in sentences[:MOST_LISTED]]
    lines.append("")
    lines.append(
        "Only looked at; nothing was written."
        if data.dry_run
        else f"{data.reference} is put up for approval; no rate has changed yet."
    )
    return lines


def _rate_table(changes: Sequence[RateChange]) -> str:
    rows = [
        [
            one.held.lot_code,
            one.held.service_name or one.held.provider_name,
            _what(one.held),
            pounds(one.old_pence),
            "→",
            pounds(one.new_pence),
        ]
        for one in changes[:MOST_LISTED]
    ]
    table = columns(rows, right=frozenset({3, 5}), elastic=1)
    left = len(changes) - len(rows)
    return table + (f"\n  and {left:,} more; --json lists every one." if left > 0 else "")


def _what(held: HeldRate) -> str:
    rate = held.rate
    ages = age_words(rate.age_from, rate.age_to)
    return f"{rate.element}, {ages}, {rate.unit.each}"


def _totals(totals: Sequence[Total]) -> list[str]:
    rows = [
        [
            one.name,
            counted(one.rates, "rate"),
            counted(one.placements, "placement"),
            more(one.annual_pence) + " a year",
        ]
        for one in totals[:MOST_LISTED]
    ]
    return ["", columns(rows, right=frozenset({1, 2, 3}), elastic=0)] if rows else []


def _placement_table(placements: Sequence[PlacementEffect]) -> str:
    rows = [
        [one.placement, one.service, f"{pounds(one.year_before)} → {pounds(one.year_after)} a year"]
        for one in placements[:MOST_LISTED]
    ]
    return columns(rows, right=frozenset({2}), elastic=1)


def report_uplift(here: Invocation, one: Uplift, changes: Sequence[RateChange]) -> None:
    """Print an uplift with its rates."""
    head = (
        f"{one.reference} {one.state}: {one.agreement} {one.agreement_title}, {how_words(one)} from"
        f" {day_text(one.effective_from)}, {scope_words(one.scope)}."
    )
    cost = (
        f"{counted(len(changes), 'rate')}. "
        f"{cost_words(one.placements, one.weekly_pence, one.annual_pence)}."
    )
    by = f"Proposed by {one.proposer}: {one.reason}"
    report(
        here.json,
        UpliftShown(one, _raised(changes)),
        "\n".join([wrapped(head), cost, wrapped(by), "", _rate_table(changes)]),
    )
