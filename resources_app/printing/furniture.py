"""The furniture of a page: header, footer, protective marking and page numbers.

Every page carries the marking top and bottom, the council, the document's name, reference and
version, who printed it and when, and page x of y. What is too long for its line goes on in a
second: nothing is set smaller, nothing is cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.printing.imprint import Imprint
from resources_app.printing.look import logo_drawn
from resources_app.printing.pen import Pen
from resources_app.printing.rows import HAIRLINE
from resources_app.printing.styles import (
    LEFT_MARGIN,
    MARGIN,
    PAGE_HEIGHT,
    TEXT_WIDTH,
    Kind,
    StyleSheet,
)
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Line, Typesetter

_RIGHT = LEFT_MARGIN + TEXT_WIDTH
_GAP = 12.0  # points between what stands at the left and what stands at the right
_EDGE = MARGIN * 0.45  # from the paper's edge to the first and from the last line
_KEPT_WHOLE = 0.62  # what stands at the right is not cut while it takes no more of the width
_LEFT, _CENTRE, _FAR = 0.0, 0.5, 1.0


@dataclass(frozen=True)
class _Set:
    """A line where it stands: left end, baseline, type size."""

    x: float
    baseline: float
    line: Line
    size: float


class Furniture:
    """What is drawn round the text of every page. `top` and `bottom` bound the text, in points."""

    def __init__(self, imprint: Imprint, styles: StyleSheet, typesetter: Typesetter) -> None:
        self._imprint = imprint
        self._styles = styles
        self._typesetter = typesetter
        self._step = styles[Kind.FURNITURE].leading
        self._logo = logo_drawn(imprint.look.logo)
        footer, self._footer_head = self._footer()
        later, foot = self._header(TEXT_WIDTH)
        first, deeper = later, foot
        if self._logo:
            first, deeper = self._header(TEXT_WIDTH - self._logo.width - _GAP)
            deeper = min(deeper, PAGE_HEIGHT - _EDGE - self._logo.height - self._step * 0.3)
        # The text of every page begins where that of the first does.
        self._header_foot = min(foot, deeper)
        self._first, self._later = [*first, *footer], [*later, *footer]
        self.top = min(PAGE_HEIGHT - MARGIN, self._header_foot) - self._step * 1.2
        self.bottom = max(MARGIN, self._footer_head) + self._step * 0.5

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draw it on the page `number` of `count`, before the page's text."""
        nowhere = Tag("Artifact")
        page = self._imprint.page_line(number, count)
        with pen.artefact():
            for one in (*(self._first if number == 1 else self._later), self._page_number(page)):
                pen.text(one.x, one.baseline, one.line, one.size, nowhere)
        if number == 1 and self._logo:
            width, height = self._logo.width, self._logo.height
            pen.picture(
                self._logo.picture, _RIGHT - width, PAGE_HEIGHT - _EDGE - height, width, height
            )
        pen.rule(LEFT_MARGIN, _RIGHT, self._header_foot, HAIRLINE)
        pen.rule(LEFT_MARGIN, _RIGHT, self._footer_head, HAIRLINE)

    def _header(self, width: float) -> tuple[list[_Set], float]:
        """The header, its pairs of texts `width` wide; and the height of the rule below it."""
        imprint = self._imprint
        y = PAGE_HEIGHT - _EDGE - self._step * 0.7
        found = self._placed([imprint.marking], Kind.MARKING, y, _CENTRE)
        y -= self._step * 1.1
        pairs = (
            (imprint.council, Kind.COUNCIL, imprint.reference_line),
            (imprint.document_name, Kind.FURNITURE, imprint.subject),
        )
        for left, kind, right in pairs:
            lines, y = self._pair(left, kind, right, y, width)
            found += lines
        return found, y + self._step * 0.7

    def _footer(self) -> tuple[list[_Set], float]:
        """The footer, from the foot up; and the height of the rule above it."""
        imprint, furniture = self._imprint, self._styles[Kind.FURNITURE]
        marking = self._placed([imprint.marking], Kind.MARKING, _EDGE, _CENTRE)
        number = self._typesetter.width(imprint.page_line(9999, 9999), furniture)
        room = TEXT_WIDTH - _GAP - number
        said = (text for text in (imprint.printed_line, imprint.relied_line) if text)
        lines = [line for text in said for line in self._typesetter.lines(text, furniture, room)]
        self._page_baseline = _EDGE + self._step * (0.4 + len(lines))
        placed = self._placed(lines, Kind.FURNITURE, self._page_baseline, _LEFT)
        return [*placed, *marking], self._page_baseline + self._step

    def _page_number(self, text: str) -> _Set:
        style = self._styles[Kind.FURNITURE]
        line = self._typesetter.line(text, style)
        return _Set(_RIGHT - line.width, self._page_baseline, line, style.size)

    def _pair(
        self, text: str, kind: Kind, right: str, y: float, width: float
    ) -> tuple[list[_Set], float]:
        """Two texts on a line, each in lines of its own where both are long; and the next y."""
        style, other = self._styles[kind], self._styles[Kind.FURNITURE]
        measure, room = self._typesetter.width, width - _GAP
        far = measure(right, other)
        if far > room * _KEPT_WHOLE:
            far = min(far, max(room / 2, room - measure(text, style)))
        lefts = self._typesetter.lines(text, style, room - far)
        rights = self._typesetter.lines(right, other, far + 0.01)
        found = self._placed(lefts, kind, y, _LEFT)
        found += self._placed(rights, Kind.FURNITURE, y, _FAR, width)
        return found, y - self._step * max(len(lefts), len(rights))

    def _placed(
        self,
        lines: list[Line] | list[str],
        kind: Kind,
        baseline: float,
        share: float,
        width: float = TEXT_WIDTH,
    ) -> list[_Set]:
        """Lines one below the other, at the left (0), the centre (0.5) or the right (1)."""
        style = self._styles[kind]
        found = []
        for one in lines:
            line = self._typesetter.line(one, style) if isinstance(one, str) else one
            x = LEFT_MARGIN + (width - line.width) * share
            found.append(_Set(x, baseline, line, style.size))
            baseline -= self._step
        return found
