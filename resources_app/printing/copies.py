"""Marks a copy with whom it went to, over the pages as they were registered.

A line in black runs up the outer margin of every page, where a copier keeps it and no word of the
page is near; the recipient's name lies across the page behind the text, in a grey that a reader
looks past. Both are no part of the text, for a screen reader as for the eye. The same document
marked for the same recipient and moment is the same bytes.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from resources_app.foundations.clock import local_text
from resources_app.printing.fonts import ONE_AT_A_TIME, Weight, main_face
from resources_app.printing.pen import Pen
from resources_app.printing.styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Style
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Typesetter
from resources_app.printing.wording import filled, wording

_LINE = Style(9, 11, Weight.BOLD)
_MOST_LINES = 3  # as many as the margin holds
_EDGE = 18.0  # points from the paper's edge, which no printer cuts off
_ACROSS, _LARGEST, _GREY = 0.72, 64.0, 0.9  # of the diagonal's length; points; from black 0
_NOWHERE = Tag("Artifact")


@dataclass(frozen=True)
class CopyMark:
    """Whom a copy went to, when (UTC), and of which document: `DOC-26-A7-0042 · version 2`."""

    recipient: str
    given_at: datetime
    reference: str

    @property
    def line(self) -> str:
        values = {
            "recipient": self.recipient,
            "given_at": local_text(self.given_at),
            "reference": self.reference,
        }
        return filled(wording("copies")["mark"], values)


def marked_copy(content: bytes, mark: CopyMark) -> bytes:
    """The document with its recipient on every page; `content` stays as it is."""
    return _marked(content, mark.line, mark.recipient)


def marked_preview(content: bytes, says: str) -> bytes:
    """A document that is none yet, with what it is said to be across and beside every page."""
    return _marked(content, says, says)


def _marked(content: bytes, beside: str, across: str) -> bytes:
    target = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(content)) as pdf,
        pikepdf.open(io.BytesIO(_marks(beside, across))) as marks,
    ):
        line, name = (pdf.copy_foreign(page.as_form_xobject()) for page in marks.pages)
        for page in pdf.pages:
            _lay(page, "/CopyName", name, below=True)
            _lay(page, "/CopyLine", line, below=False)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _lay(page: pikepdf.Page, name: str, form: pikepdf.Object, *, below: bool) -> None:
    """Draw a form under or over all of a page, whatever state its own drawing leaves behind."""
    page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    drawn = f"/Artifact BMC q {name} Do Q EMC".encode()
    if below:
        page.contents_add(drawn + b" q", prepend=True)
        page.contents_add(b"Q")
    else:
        page.contents_add(drawn)


def _marks(beside: str, across: str) -> bytes:
    """A PDF of two pages: the line in the margin, and the name across."""
    with ONE_AT_A_TIME:
        target = io.BytesIO()
        body = main_face(Weight.REGULAR).name
        canvas = Canvas(
            target, (PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, initialFontName=body
        )
        pen, setter = Pen(canvas), Typesetter()
        _draw_line(pen, setter, beside)
        pen.end_page()
        _draw_across(pen, setter, across)
        pen.end_page()
        canvas.save()
        return target.getvalue()


def _draw_line(pen: Pen, setter: Typesetter, text: str) -> None:
    length = PAGE_HEIGHT - 2 * MARGIN
    lines = setter.lines(text, _LINE, length)[:_MOST_LINES]
    x = PAGE_WIDTH - _EDGE - _LINE.leading * (len(lines) - 1)
    with pen.turned(x, MARGIN, 90):
        for at, line in enumerate(lines):
            left = (length - line.width) / 2
            pen.text(left, -_LINE.leading * at, line, _LINE.size, _NOWHERE)


def _draw_across(pen: Pen, setter: Typesetter, recipient: str) -> None:
    """The name along the diagonal, as large as it fits, in two lines where it is a long one."""
    room = math.hypot(PAGE_WIDTH, PAGE_HEIGHT) * _ACROSS
    whole = setter.width(recipient, Style(_LARGEST, _LARGEST)) or 1
    size = min(_LARGEST, max(room / whole, 0.4) * _LARGEST)
    lines = setter.lines(recipient, Style(size, size), room)
    angle = math.degrees(math.atan2(PAGE_HEIGHT, PAGE_WIDTH))
    with pen.turned(PAGE_WIDTH / 2, PAGE_HEIGHT / 2, angle, _GREY):
        for at, line in enumerate(lines):
            down = size * 1.1 * (at - (len(lines) - 1) / 2) + size * 0.35
            pen.text(-line.width / 2, -down, line, size, _NOWHERE)
