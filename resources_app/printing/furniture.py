"""The furniture of a page: header, footer, protective marking and page numbers.

Every page carries the marking top and bottom, the council, the document's name, reference and
version, who printed it and when, and page x of y. What is too long for its line goes on in a
second: nothing is set smaller, nothing is cut.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.printing.imprint import Imprint
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
        self._set: list[_Set] = []
        self._header_foot = self._header()
        self._footer_head = self._footer()
        self.top = min(PAGE_HEIGHT - MARGIN, self._header_foot) - self._step * 1.2
        self.bottom = max(MARGIN, self._footer_head) + self._step * 0.5

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draw it on the page `number` of `count`, before the page's text."""
        nowhere = Tag("Artifact")
        page = self._imprint.page_line(number, count)
        with pen.artefact():
            for one in (*self._set, self._page_number(page)):
                pen.text(one.x, one.baseline, one.line, one.size, nowhere)
        pen.rule(LEFT_MARGIN, _RIGHT, self._header_foot, HAIRLINE)
        pen.rule(LEFT_MARGIN, _RIGHT, self._footer_head, HAIRLINE)

    def _header(self) -> float:
        """Set the header; gives the height of the rule below it."""
        imprint = self._imprint
        y = PAGE_HEIGHT - _EDGE - self._step * 0.7
        self._place([imprint.marking], Kind.MARKING, y, _CENTRE)
        y -= self._step * 1.1
        y = self._pair((imprint.council, Kind.COUNCIL), imprint.reference_line, y)
        y = self._pair((imprint.document_name, Kind.FURNITURE), imprint.subject, y)
        return y + self._step * 0.7

    def _footer(self) -> float:
        """Set the footer, from the foot up; gives the height of the rule above it."""
        imprint, furniture = self._imprint, self._styles[Kind.FURNITURE]
        self._place([imprint.marking], Kind.MARKING, _EDGE, _CENTRE)
        number = self._typesetter.width(imprint.page_line(9999, 9999), furniture)
        room = TEXT_WIDTH - _GAP - number
        said = (text for text in (imprint.printed_line, imprint.relied_line) if text)
        lines = [line for text in said for line in self._typesetter.lines(text, furniture, room)]
        self._page_baseline = _EDGE + self._step * (0.4 + len(lines))
        self._place(lines, Kind.FURNITURE, self._page_baseline, _LEFT)
        return self._page_baseline + self._step

    def _page_number(self, text: str) -> _Set:
        style = self._styles[Kind.FURNITURE]
        line = self._typesetter.line(text, style)
        return _Set(_RIGHT - line.width, self._page_baseline, line, style.size)

    def _pair(self, left: tuple[str, Kind], right: str, y: float) -> float:
        """Two texts on a line, each in lines of its own where both are long; gives the next y."""
        text, kind = left
        style, other = self._styles[kind], self._styles[Kind.FURNITURE]
        measure, room = self._typesetter.width, TEXT_WIDTH - _GAP
        far = min(measure(right, other), max(room / 2, room - measure(text, style)))
        lefts = self._typesetter.lines(text, style, room - far)
        rights = self._typesetter.lines(right, other, far + 0.01)
        self._place(lefts, kind, y, _LEFT)
        self._place(rights, Kind.FURNITURE, y, _FAR)
        return y - self._step * max(len(lefts), len(rights))

    def _place(
        self, lines: list[Line] | list[str], kind: Kind, baseline: float, share: float
    ) -> None:
        """Lines one below the other, at the left (0), the centre (0.5) or the right (1)."""
        style = self._styles[kind]
        for one in lines:
            line = self._typesetter.line(one, style) if isinstance(one, str) else one
            x = LEFT_MARGIN + (TEXT_WIDTH - line.width) * share
            self._set.append(_Set(x, baseline, line, style.size))
            baseline -= self._step
