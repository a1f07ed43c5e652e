"""Sizes, weights and spaces of everything on paper, in points, ordinary and large print.

To add a style: add a member to `Kind` and a row to `_ORDINARY`; large print follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.units import mm

from resources_app.printing.fonts import Weight

PAGE_WIDTH: float = 210 * mm
PAGE_HEIGHT: float = 297 * mm
MARGIN: float = 20 * mm
LEFT_MARGIN: float = 25 * mm  # room for the punch holes of the file
TEXT_WIDTH = PAGE_WIDTH - LEFT_MARGIN - MARGIN


class Kind(StrEnum):
    """What a piece of text is."""

    BODY = "body"
    LABEL = "label"
    NOTE = "note"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TITLE = "title"
    STRAP = "strap"
    COLUMN = "column"
    TOTAL = "total"
    FURNITURE = "furniture"
    COUNCIL = "council"
    MARKING = "marking"


@dataclass(frozen=True)
class Style:
    """How one kind of text is set: points, and the space kept above and below it."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    before: float = 0
    after: float = 0

    def enlarged(self, factor: float) -> Style:
        return Style(
            self.size * factor,
            self.leading * factor,
            self.weight,
            self.before * factor,
            self.after * factor,
        )


_ORDINARY: dict[Kind, Style] = {
    Kind.BODY: Style(10, 14, after=6),
    Kind.LABEL: Style(10, 14, Weight.BOLD),
    Kind.NOTE: Style(9, 12.5, Weight.ITALIC, after=5),
    Kind.HEADING: Style(13, 17, Weight.BOLD, before=13, after=5),
    Kind.SUBHEADING: Style(10.5, 14, Weight.BOLD, before=7, after=3),
    Kind.TITLE: Style(18, 23, Weight.BOLD, after=2),
    Kind.STRAP: Style(11, 15, after=9),
    Kind.COLUMN: Style(9, 12.5, Weight.BOLD),
    Kind.TOTAL: Style(10, 14, Weight.BOLD),
    Kind.FURNITURE: Style(8.5, 11),
    Kind.COUNCIL: Style(8.5, 11, Weight.BOLD),
    Kind.MARKING: Style(9, 11, Weight.BOLD),
}

# Large print is 18 pt throughout; headings grow less, and nothing is set smaller than 14 pt.
_LARGE_FACTORS: dict[Kind, float] = {
    Kind.BODY: 1.8,
    Kind.LABEL: 1.8,
    Kind.NOTE: 2.0,
    Kind.HEADING: 1.7,
    Kind.SUBHEADING: 1.8,
    Kind.TITLE: 1.45,
    Kind.STRAP: 1.65,
    Kind.COLUMN: 2.0,
    Kind.TOTAL: 1.8,
    Kind.FURNITURE: 14 / 8.5,
    Kind.COUNCIL: 14 / 8.5,
    Kind.MARKING: 14 / 9,
}


@dataclass(frozen=True)
class StyleSheet:
    """The styles of one document, ordinary or large print."""

    large: bool = False

    def __getitem__(self, kind: Kind) -> Style:
        return _LARGE[kind] if self.large else _ORDINARY[kind]

    @property
    def gap(self) -> float:
        """Space inside a table's rows above and below the text, in points."""
        return 5.0 if self.large else 3.0


_LARGE = {kind: style.enlarged(_LARGE_FACTORS[kind]) for kind, style in _ORDINARY.items()}
