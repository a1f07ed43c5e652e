"""The offers for a child side by side, for a panel to read: where they differ, and where not.

A page has room for a few offers beside one another; more of them follow below, a set at a time.
What is the same for all is said once. Its words are kept as data
(assets/wording/offer_comparison.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table
from resources_app.printing.wording import filled

# Raise it whenever the same comparison would print differently.
TEMPLATE_VERSION = "offer-comparison 2"
# How many offers stand beside one another; in large print there is room for fewer.
_BESIDE, _BESIDE_LARGE = 3, 2
_LABEL, _OFFER = 24.0, 26.0  # shares of the width


@dataclass(frozen=True)
class ComparedRow:
    """A row: its group, its label and a cell for each offer."""

    group: str
    label: str
    cells: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether every offer says the same."""
        return len(set(self.cells)) == 1


@dataclass(frozen=True)
class OfferComparison:
    """Everything the comparison says. `offers` head the cells of `rows`, in the same order."""

    imprint: Imprint
    headline: str
    summary: tuple[Fact, ...]
    offers: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


def render(comparison: OfferComparison) -> Printed:
    """Print a comparison. The same comparison gives the same bytes."""
    return compose(list(_blocks(comparison)), comparison.imprint)


def _blocks(one: OfferComparison) -> Iterator[Block]:
    words = one.imprint.words("offer_comparison", {"subject": one.imprint.subject})
    yield Heading(words["title"], 1)
    yield Text(one.headline, Kind.STRAP, keep=True)
    yield Facts(one.summary, boxed=True)
    if not one.offers:
        yield Text(words["none"])
    elif len(one.offers) == 1:
        yield from _alone(one, words["alone"])
    else:
        yield from _beside(one, words)
        yield from _same(one, words["same"])
    for note in words["notes"]:
        yield Text(note, Kind.NOTE)


def _alone(one: OfferComparison, heading: str) -> Iterator[Block]:
    yield Heading(filled(heading, {"offer": one.offers[0]}))
    for group, rows in groupby(one.rows, key=lambda row: row.group):
        yield Heading(group, 3)
        yield Facts([Fact(row.label, row.cells[0]) for row in rows])


def _beside(one: OfferComparison, words: Mapping[str, str]) -> Iterator[Block]:
    """The rows in which the offers differ, so many offers at a time as have room."""
    yield Heading(words["differ"])
    rows = [row for row in one.rows if not row.same]
    most = _BESIDE_LARGE if one.imprint.manner.large else _BESIDE
    for first, last in _sets(len(one.offers), most):
        if last - first < len(one.offers):
            said = words["from_to"] if last - first > 1 else words["one_of"]
            yield Heading(filled(said, {"first": str(first + 1), "last": str(last)}), 3)
        heads = [f"{at + 1}. {one.offers[at]}" for at in range(first, last)]
        for group, of_group in groupby(rows, key=lambda row: row.group):
            columns = [Column(group, _LABEL), *(Column(head, _OFFER) for head in heads)]
            yield Table(columns, [(row.label, *_cells(row, first, last)) for row in of_group])


def _sets(count: int, most: int) -> Iterator[tuple[int, int]]:
    """From and to (exclusive) of sets as even as can be: eight are three, three and two."""
    sets = -(-count // most)
    each, more = divmod(count, sets)
    first = 0
    for at in range(sets):
        last = first + each + (at < more)
        yield first, last
        first = last


def _cells(row: ComparedRow, first: int, last: int) -> Sequence[str]:
    return [cell or "–" for cell in row.cells[first:last]]


def _same(one: OfferComparison, heading: str) -> Iterator[Block]:
    alike = [Fact(row.label, row.cells[0]) for row in one.rows if row.same]
    if alike:
        yield Heading(heading)
        yield Facts(alike)
