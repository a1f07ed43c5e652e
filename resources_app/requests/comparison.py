"""Offers side by side: a column an offer, rows in four groups, what differs marked.

The caller gathers what is known of each offer's place (`OfferFacts`); this only lays it
out, so that the desktop, the command line and the page for panel show the same.

To add a row: add it to `_ROWS` with its group, its label and how to read its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from resources_app.agreements.model import Element, Unit
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.requests.costs import cost_of
from resources_app.requests.lots import OtherLot
from resources_app.requests.model import Offer, OfferPrice
from resources_app.requests.price_words import line_text


class Group(StrEnum):
    """The groups of rows, in the order they are read; what is missing stands last."""

    FIT = "Fit"
    PLACE = "Place"
    QUALITY = "Quality"
    PRICE = "Price"
    MISSING = "Still missing"


@dataclass(frozen=True)
class OfferFacts:
    """An offer and what is known of the home it is for, in words ready to show.

    `fit` is 0 to 1,000 in the last search, or None when it was not in it; `check` what a
    person must still look at; `distance` is such as "4.2 mi"; `other_lots` what the offer
    could have been held against as well. `ceiling_pence` is the lot's for the core fee a week,
    `expected_weeks` how long the child is expected to stay, both None when not known; `like` how
    it stands to like placements, `missing` what nobody has said or shown yet.
    """

    offer: Offer
    provider_name: str = ""
    provision_type: str = ""
    fit: int | None = None
    met: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    lives_there: str = ""
    distance: str = ""
    authority: str = ""
    distance_to_school: str = ""
    grade: str = ""
    inspected: str = ""
    tier: str = ""
    other_lots: tuple[OtherLot, ...] = ()
    grades: str = ""
    ceiling_pence: int | None = None
    expected_weeks: int | None = None
    like: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonRow:
    """One row: a cell for each offer, and whether the offers differ in it."""

    group: Group
    label: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """The table: a heading for each offer, and the rows."""

    headings: tuple[str, ...]
    offer_ids: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]


def compare(offers: Sequence[OfferFacts]) -> Comparison:
    """Lay the offers side by side, in the order given; rows that are all empty are left out."""
    rows = [_row(group, label, [read(one) for one in offers]) for group, label, read in _ROWS]
    rows += _price_rows(offers)
    rows += [_row(Group.PRICE, label, [read(one) for one in offers]) for label, read in _TOTALS]
    gaps = ["; ".join(one.missing) for one in offers]
    rows.append(_row(Group.MISSING, "Before a decision", gaps))
    return Comparison(
        headings=tuple(one.offer.service_name for one in offers),
        offer_ids=tuple(one.offer.id for one in offers),
        rows=tuple(row for row in rows if any(row.cells)),
    )


def _row(group: Group, label: str, cells: Sequence[str]) -> ComparisonRow:
    return ComparisonRow(group, label, tuple(cells), len(set(cells)) > 1)


def _fit(one: OfferFacts) -> str:
    return "not in the last search" if one.fit is None else f"{one.fit / 10:.0f} of 100"


def _held_against(one: OfferFacts) -> str:
    """The lot whose prices stand beside the offer's; and whether a person should look."""
    if not one.offer.lot:
        return "no contract"
    held = f"{one.offer.lot} {one.offer.lot_title}, tier {one.offer.tier}"
    return f"{held}; nobody named the lot" if one.other_lots else held


def _contract_total(one: OfferFacts) -> str:
    """The weekly total at contract prices, where the contract has a price for every line."""
    if any(line.contract_pence is None for line in one.offer.prices):
        return "not all lines have a contract price"
    at_contract = [
        OfferPrice(line.element, line.unit, line.quantity, line.contract_pence or 0)
        for line in one.offer.prices
    ]
    return pounds(cost_of(at_contract, one.offer.available_from).weekly_pence)


def _ceiling(one: OfferFacts) -> str:
    """The lot's ceiling for the core fee of one child, and where the offer's dearest stands."""
    fees = [
        line.amount_pence
        for line in one.offer.prices
        if line.element == Element.CORE and line.unit == Unit.WEEK
    ]
    if one.ceiling_pence is None or not fees:
        return ""
    over = max(fees) - one.ceiling_pence
    stands = f"the fee is {pounds(abs(over))} {'above' if over > 0 else 'below'}" if over else "met"
    return f"{pounds(one.ceiling_pence)} a week; {stands}"


def _stay(one: OfferFacts) -> str:
    """What the expected stay costs, one-offs included: weeks × the weekly total."""
    if not one.expected_weeks:
        return ""
    cost = cost_of(one.offer.prices, one.offer.available_from)
    whole = cost.weekly_pence * one.expected_weeks + cost.one_off_pence
    return f"{counted(one.expected_weeks, 'week')}: {pounds(whole)}"


def _price_rows(offers: Sequence[OfferFacts]) -> list[ComparisonRow]:
    """A row for each element that any offer has a price for, in the order first met."""
    elements = dict.fromkeys(line.element for one in offers for line in one.offer.prices)
    return [
        _row(Group.PRICE, capital(element), [_lines(one, element) for one in offers])
        for element in elements
    ]


def _lines(one: OfferFacts, element: str) -> str:
    return "; ".join(line_text(line) for line in one.offer.prices if line.element == element)


_Read = Callable[[OfferFacts], str]

_ROWS: tuple[tuple[Group, str, _Read], ...] = (
    (Group.FIT, "Fit in the last search", _fit),
    (Group.FIT, "Wishes met", lambda one: "; ".join(one.met)),
    (Group.FIT, "Wishes not met", lambda one: "; ".join(one.not_met)),
    (Group.FIT, "To be checked", lambda one: "; ".join(one.check)),
    (Group.FIT, "How needs would be met", lambda one: one.offer.how_needs_met),
    (Group.FIT, "Who lives there", lambda one: one.lives_there),
    (Group.PLACE, "From home", lambda one: one.distance),
    (Group.PLACE, "Authority", lambda one: one.authority),
    (Group.PLACE, "To the child’s school", lambda one: one.distance_to_school),
    (Group.PLACE, "School offered", lambda one: one.offer.school_offered),
    (Group.PLACE, "Available from", lambda one: day_text(one.offer.available_from)),
    (Group.PLACE, "Carer or bed", lambda one: one.offer.carer_or_bed_code),
    (Group.QUALITY, "Provider", lambda one: one.provider_name),
    (Group.QUALITY, "Kind of home", lambda one: one.provision_type),
    (Group.QUALITY, "Ofsted", lambda one: one.grade),
    (Group.QUALITY, "Ofsted, each judgement", lambda one: one.grades),
    (Group.QUALITY, "Last inspected", lambda one: one.inspected),
    (Group.QUALITY, "Contract", lambda one: one.tier),
)

_TOTALS: tuple[tuple[str, _Read], ...] = (
    ("Held against", _held_against),
    ("Could be held against", lambda one: "; ".join(map(str, one.other_lots))),
    (
        "Each week",
        lambda one: pounds(cost_of(one.offer.prices, one.offer.available_from).weekly_pence),
    ),
    ("Each week at contract prices", _contract_total),
    (
        "Twelve months",
        lambda one: pounds(cost_of(one.offer.prices, one.offer.available_from).annual_pence),
    ),
    (
        "Once",
        lambda one: pounds(cost_of(one.offer.prices, one.offer.available_from).one_off_pence),
    ),
    ("The expected stay", _stay),
    ("Lot’s ceiling for the core fee", _ceiling),
    ("Beside like placements", lambda one: one.like),
    ("Why above contract", lambda one: one.offer.above_contract_reason),
)
