"""The page: header, footer, protective marking and page numbers; blocks in, PDF bytes out.

Every page carries the marking top and bottom, the council, the document's name, reference and
version, who printed it and when, and page x of y. The layout comes first and the drawing after
it, so that y is known without printing twice. The same blocks and imprint give the same bytes
on any machine, at any time.
"""

from __future__ import annotations

import calendar
import hashlib
import io
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from resources_app.foundations.clock import local_text
from resources_app.printing.flow import Block, Placed, Setting, paginate
from resources_app.printing.fonts import Weight, main_face
from resources_app.printing.pen import Pen
from resources_app.printing.rows import HAIRLINE
from resources_app.printing.styles import (
    LEFT_MARGIN,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Kind,
    StyleSheet,
)
from resources_app.printing.tagging import Tag, write_tags
from resources_app.printing.text import Line, Typesetter

MARKING = "OFFICIAL-SENSITIVE"
# What a line at the left may take of the width, and one at the right, when both may be long.
_SIDE = 0.49


@dataclass(frozen=True)
class Imprint:
    """What every page says of the document itself.

    `printed_at` is a moment (UTC); pages show it as local time. `subject` is what the document
    is about by its reference, never by a child's name.
    """

    council: str
    document_name: str
    reference: str
    version: int
    subject: str
    printed_by: str
    printed_at: datetime
    marking: str = MARKING
    large_print: bool = False


@dataclass(frozen=True)
class Printed:
    """A finished PDF. `texts` is every string that was set on it or written into it."""

    bytes: bytes
    pages: int
    texts: tuple[str, ...]


# reportlab's font objects are shared by documents and remember their place in the font file.
_ONE_AT_A_TIME = threading.Lock()


def compose(blocks: Sequence[Block], imprint: Imprint) -> Printed:
    """Print blocks under an imprint."""
    with _ONE_AT_A_TIME:
        return _Press(imprint).print(blocks)


class _Press:
    """One printing of one document."""

    def __init__(self, imprint: Imprint) -> None:
        self._imprint = imprint
        self._styles = StyleSheet(imprint.large_print)
        self._typesetter = Typesetter()
        self._root = Tag("Document")
        furniture = self._styles[Kind.FURNITURE].leading
        self._header_foot = PAGE_HEIGHT - MARGIN * 0.45 - furniture * 3.1
        self._footer_head = MARGIN * 0.45 + furniture * 2.4
        self._top = min(PAGE_HEIGHT - MARGIN, self._header_foot) - furniture * 1.2
        self._bottom = max(MARGIN, self._footer_head) + furniture * 0.5

    def print(self, blocks: Sequence[Block]) -> Printed:
        setting = Setting(self._typesetter, self._styles, LEFT_MARGIN, TEXT_WIDTH, self._root)
        setting.lay(blocks)
        pages = paginate(setting.slabs, self._top, self._bottom)
        target = io.BytesIO()
        canvas = self._canvas(target)
        pen = Pen(canvas)
        self._draw(pen, pages)
        write_tags(canvas._doc, self._root, pen.pages[:-1])
        canvas.save()
        return Printed(target.getvalue(), len(pages), tuple(self._typesetter.said))

    def _canvas(self, target: io.BytesIO) -> Any:
        imprint = self._imprint
        body = main_face(Weight.REGULAR)
        pdfmetrics.registerFont(body.ttf)
        canvas = Canvas(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            lang="en-GB",
            pdfVersion=(1, 7),
            initialFontName=body.name,  # or every page would name one that is not embedded
        )
        _settle(canvas._doc, imprint.printed_at)
        title = f"{imprint.document_name}, {imprint.reference} version {imprint.version}"
        canvas.setTitle(title)
        canvas.setAuthor(imprint.council)
        canvas.setSubject(imprint.subject)
        canvas.setCreator("Access to Resources")
        canvas.setProducer("Access to Resources")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        self._typesetter.said.extend([title, imprint.council, imprint.subject])
        return canvas

    def _draw(self, pen: Pen, pages: list[list[Placed]]) -> None:
        furniture = self._furniture()
        for number, page in enumerate(pages, start=1):
            with pen.artefact():
                for x, y, line, size in [*furniture, self._page_number(number, len(pages))]:
                    pen.text(x, y, line, size, self._root)
            for placed in page:
                placed.slab.draw(pen, placed.top)
            right = LEFT_MARGIN + TEXT_WIDTH
            pen.rule(LEFT_MARGIN, right, self._header_foot, HAIRLINE)
            pen.rule(LEFT_MARGIN, right, self._footer_head, HAIRLINE)
            pen.end_page()

    def _furniture(self) -> list[tuple[float, float, Line, float]]:
        """What is the same on every page: (left end, baseline, line, size)."""
        imprint = self._imprint
        step = self._styles[Kind.FURNITURE].leading
        top, foot = PAGE_HEIGHT - MARGIN * 0.45, MARGIN * 0.45
        low = self._footer_head - step
        reference = f"{imprint.reference} · version {imprint.version}"
        printed = f"Printed by {imprint.printed_by}, {local_text(imprint.printed_at)}"
        return [
            self._placed(imprint.marking, Kind.MARKING, top - step * 0.7, 0.5),
            self._placed(imprint.council, Kind.COUNCIL, top - step * 1.8, 0),
            self._placed(reference, Kind.FURNITURE, top - step * 1.8, 1),
            self._placed(imprint.document_name, Kind.FURNITURE, top - step * 2.8, 0),
            self._placed(imprint.subject, Kind.FURNITURE, top - step * 2.8, 1),
            self._placed(printed, Kind.FURNITURE, low, 0, room=0.75),
            self._placed(imprint.marking, Kind.MARKING, foot, 0.5),
        ]

    def _page_number(self, number: int, count: int) -> tuple[float, float, Line, float]:
        low = self._footer_head - self._styles[Kind.FURNITURE].leading
        return self._placed(f"Page {number} of {count}", Kind.FURNITURE, low, 1)

    def _placed(
        self, text: str, kind: Kind, baseline: float, share: float, room: float = _SIDE
    ) -> tuple[float, float, Line, float]:
        """A line at the left (0), the centre (0.5) or the right (1) of the text's width.

        What would take more than `room` of the width is set smaller, never cut.
        """
        style = self._styles[kind]
        line = self._typesetter.line(text, style)
        most = TEXT_WIDTH * (1 if share == 0.5 else room)
        shrink = min(1.0, most / line.width) if line.width else 1.0
        x = LEFT_MARGIN + (TEXT_WIDTH - line.width * shrink) * share
        return x, baseline, line, style.size * shrink


def _settle(document: Any, moment: datetime) -> None:
    """Date a reportlab document by the moment of printing, and identify it by what it says.

    reportlab takes both from the machine's clock, and from SOURCE_DATE_EPOCH even when it was
    told to be invariant.
    """
    stamp = TimeStamp(invariant=1)
    utc = moment.astimezone(UTC).timetuple()
    stamp.t = calendar.timegm(utc)
    stamp.lt = time.gmtime(stamp.t)
    stamp.YMDhms = tuple(utc)[:6]
    stamp.tzname, stamp.dhh, stamp.dmm = "UTC", 0, 0
    document._timeStamp = stamp
    document.signature = hashlib.md5(usedforsecurity=False)
