"""The press: blocks and an imprint in, PDF bytes out.

The layout comes first and the drawing after it, so that page x of y, and what stands on which
page, are known without printing twice. The same blocks and imprint give the same bytes on any
machine, at any time.
"""

from __future__ import annotations

import calendar
import hashlib
import io
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas

from resources_app.printing.characters import scripts_named
from resources_app.printing.contents import Contents, wanted
from resources_app.printing.flow import Block, Placed, Setting, paginate
from resources_app.printing.fonts import ONE_AT_A_TIME, Weight, main_face
from resources_app.printing.furniture import Furniture
from resources_app.printing.imprint import Imprint
from resources_app.printing.metadata import PRODUCER, write_metadata
from resources_app.printing.pen import Opening, Pen
from resources_app.printing.styles import (
    LEFT_MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    StyleSheet,
)
from resources_app.printing.tagging import Tag, write_tags
from resources_app.printing.text import Typesetter

__all__ = ["Imprint", "Printed", "compose"]


@dataclass(frozen=True)
class Printed:
    """A finished PDF. `texts` is every string that was set on it or written into it.

    `openings` are where pages from elsewhere are to be set in: see `divider`.
    """

    bytes: bytes
    pages: int
    texts: tuple[str, ...]
    openings: tuple[Opening, ...] = ()

    @property
    def by_hand(self) -> tuple[str, ...]:
        """The scripts that no font of ours draws: words in them are to be written in by hand."""
        return scripts_named(self.texts)


# Pages as bytes: written as text they would be a quarter longer, and take a tenth of the time.
rl_config.useA85 = 0


def compose(blocks: Sequence[Block], imprint: Imprint) -> Printed:
    """Print blocks under an imprint."""
    with ONE_AT_A_TIME:
        return _Press(imprint).print(blocks)


class _Press:
    """One printing of one document."""

    def __init__(self, imprint: Imprint) -> None:
        self._imprint = imprint
        self._styles = StyleSheet(imprint.manner.large)
        self._typesetter = Typesetter()
        self._root = Tag("Document")
        self._furniture = Furniture(imprint, self._styles, self._typesetter)

    def print(self, blocks: Sequence[Block]) -> Printed:
        pages = self._laid_out(blocks)
        target = io.BytesIO()
        canvas = self._canvas(target)
        pen = Pen(canvas, self._imprint.look.ink)
        for number, page in enumerate(pages, start=1):
            self._furniture.draw(pen, number, len(pages))
            for placed in page:
                placed.slab.draw(pen, placed.top)
            pen.end_page()
        write_tags(canvas._doc, self._root, pen.pages[:-1])
        write_metadata(canvas._doc, self._imprint, accessible=not pen.openings)
        canvas.save()
        said, openings = tuple(self._typesetter.said), tuple(pen.openings)
        return Printed(target.getvalue(), len(pages), said, openings)

    def _laid_out(self, blocks: Sequence[Block]) -> list[list[Placed]]:
        top, bottom = self._furniture.top, self._furniture.bottom
        setting = Setting(
            self._typesetter, self._styles, LEFT_MARGIN, TEXT_WIDTH, top - bottom, self._root
        )
        setting.lay(blocks)
        pages = paginate(setting.slabs, top, bottom)
        if wanted(len(pages), setting):
            contents = Contents(setting)
            pages = paginate(setting.slabs, top, bottom)
            contents.find(pages)
        return pages

    def _canvas(self, target: io.BytesIO) -> Any:
        imprint = self._imprint
        canvas = Canvas(
            target,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            lang="en-GB",
            pdfVersion=(1, 7),
            # or every page would name one that is not embedded
            initialFontName=main_face(Weight.REGULAR).name,
        )
        _settle(canvas._doc, imprint.printed_at)
        canvas.setTitle(imprint.title)
        canvas.setAuthor(imprint.council)
        canvas.setSubject(imprint.subject)
        canvas.setCreator(PRODUCER)
        canvas.setProducer(PRODUCER)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        self._typesetter.said.extend([imprint.title, imprint.council, imprint.subject])
        return canvas


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
