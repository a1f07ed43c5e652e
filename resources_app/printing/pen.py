"""Puts set lines and rules on a page: the only module that writes PDF operators.

Operators are written straight to the page's stream. reportlab's own calls encode text letter by
letter in Python and repeat the font on every line, which costs more than laying the page out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from resources_app.printing.fonts import Face
from resources_app.printing.shaping import Run
from resources_app.printing.tagging import Link, Tag, text_string
from resources_app.printing.text import Line

_FIRST_GREEK = "\u0370"
# Words of two letters or more: a single one is a sign, as in β-blocker.
_GREEK, _CYRILLIC = "[\u0370-\u03ff\u1f00-\u1fff]{2,}", "[\u0400-\u052f]{2,}"
_IN_GREEK_OR_CYRILLIC = re.compile(f"({_GREEK}(?: {_GREEK})*|{_CYRILLIC}(?: {_CYRILLIC})*)")
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


@dataclass(frozen=True)
class Opening:
    """Where something from elsewhere is set in: page (from 0), its name there, and the area.

    The area is left, foot, right, top, in points.
    """

    page: int
    name: str
    area: tuple[float, float, float, float]


class Pen:
    """Draws on the pages of one document, from the top left, in points.

    Text is drawn as part of a structure element; rules, headers and footers are artefacts,
    which screen readers leave out.
    """

    def __init__(self, canvas: Canvas, ink: str = "") -> None:
        """`ink` is the PDF operator for the colour of lines; black without one."""
        self._canvas = canvas
        self._ink = ink
        self._code: list[str] = []
        self._rules: list[str] = []
        self._font = ""
        self._open: Tag | None = None
        self._artefact = False
        self.pages: list[list[Tag]] = [[]]
        self.openings: list[Opening] = []

    def text(self, x: float, baseline: float, line: Line, size: float, tag: Tag) -> None:
        """Draw a line with its left end at `x`."""
        if not line.text:
            return
        if self._artefact:
            self._write(x, baseline, line, size)
            return
        self._begin(tag)
        self._write(x, baseline, line, size)

    def opening(self, name: str, area: tuple[float, float, float, float], tag: Tag) -> None:
        """Leave an area of this page to what will be set in under a name, as part of an element.

        Until then readers show nothing there.
        """
        self._begin(tag)
        self._code.append(f"/{name} Do")
        self._close()
        self.openings.append(Opening(len(self.pages) - 1, name, area))

    @contextmanager
    def artefact(self) -> Iterator[None]:
        """Draw what is not part of the text: headers and footers, headings repeated."""
        self._close()
        self._code.append("/Artifact <</Type /Pagination>> BDC")
        self._artefact = True
        yield
        self._artefact = False
        self._code.append("EMC")

    @contextmanager
    def turned(self, x: float, y: float, degrees: float, grey: float = 0) -> Iterator[None]:
        """Draw round a point turned against the clock, in a grey from 0 (black) to 1 (white).

        Inside, that point is the origin. What is drawn so is no part of the text.
        """
        self._close()
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        self._code.append("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q")
        self._code.append(
            f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} cm {grey:.2f} g"
        )
        self._font, self._artefact = "", True
        yield
        self._artefact = False
        self._font = ""
        self._code.append("Q EMC")

    def picture(self, picture: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw reportlab's PDFImageXObject, with its left foot at `x`, `y`, as no part of the text.

        The document takes a copy of it: reportlab lets an object belong to one document alone.
        """
        self._close()
        canvas, one = self._canvas, copy(picture)
        canvas._doc.addForm(one.name, one)
        canvas._formsinuse.append(one.name)
        canvas._currentPageHasImages = 1
        code, canvas._code = canvas._code, []
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(width, height)
        canvas._code.append(f"/{canvas._doc.getXObjectName(one.name)} Do")
        canvas.restoreState()
        drawn, canvas._code = canvas._code, code
        self._code.extend(["/Artifact BMC", *drawn, "EMC"])

    def rule(self, x1: float, x2: float, y: float, thickness: float) -> None:
        """Draw a level line from `x1` to `x2`."""
        self._rules.append(f"{thickness:.2f} w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S")

    def upright(self, x: float, y1: float, y2: float, thickness: float) -> None:
        """Draw an upright line."""
        self._rules.append(f"{thickness:.2f} w {x:.2f} {y1:.2f} m {x:.2f} {y2:.2f} l S")

    def dots(self, x1: float, x2: float, y: float) -> None:
        """Draw a level row of dots, which leads the eye from a title to its page."""
        if x2 > x1:
            self._rules.append(f"q 1 J [0 4] 0 d 0.90 w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S Q")

    def link(
        self,
        area: tuple[float, float, float, float],
        to: tuple[int, float],
        tag: Tag,
        says: str,
    ) -> None:
        """Let an area (left, foot, right, top) of this page lead elsewhere; see `Link`."""
        tag.kids.append(Link(len(self.pages) - 1, area, to, says))

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Name this place in the outline that readers show beside the page."""
        key = f"s{len(self.pages)}-{len(self._code)}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self._canvas.addOutlineEntry(title, key, level=level)

    def end_page(self) -> None:
        """Finish the page and begin the next."""
        self._close()
        if self._rules:
            self._code.append(f"/Artifact BMC {self._ink}")
            self._code.extend(self._rules)
            self._code.append("EMC")
        self._canvas._code.extend(self._code)
        self._canvas.showPage()
        self._code, self._rules, self._font = [], [], ""
        self.pages.append([])

    def _begin(self, tag: Tag) -> None:
        """Let what is drawn from here on be part of an element."""
        if tag is not self._open:
            self._close()
            marked = self.pages[-1]
            tag.kids.append((len(self.pages) - 1, len(marked)))
            self._code.append(f"/{tag.role} <</MCID {len(marked)}>> BDC")
            marked.append(tag)
            self._open = tag

    def _close(self) -> None:
        if self._open is not None:
            self._code.append("EMC")
            self._open = None

    def _write(self, x: float, baseline: float, line: Line, size: float) -> None:
        add = self._code.append
        add("BT")
        for run in line.runs:
            if run.glyphs:
                self._write_glyphs(x, baseline, run, size)
            else:
                self._write_plain(x, baseline, run, size)
            x += run.width * size / 1000
        add("ET")

    def _write_plain(self, x: float, baseline: float, run: Run, size: float) -> None:
        add = self._code.append
        add(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        for lang, text in _by_language(run):
            if lang:
                add(f"/Span <</Lang ({lang})>> BDC")
            for subset, shown in self._encoded(run.face, text):
                self._set_font(run.face, subset, size)
                add(f"({shown}) Tj")
            if lang:
                add("EMC")

    def _write_glyphs(self, x: float, baseline: float, run: Run, size: float) -> None:
        """Joined or stacked letters, one by one; ActualText says what they read as."""
        add = self._code.append
        lang = f"/Lang ({run.face.lang}) " if run.face.lang else ""
        add(f"/Span <<{lang}/ActualText {text_string(run.text)}>> BDC")
        unit = size / 1000
        for glyph in run.glyphs:
            left, up = x + glyph.x_offset * unit, baseline + glyph.y_offset * unit
            add(f"1 0 0 1 {left:.2f} {up:.2f} Tm")
            for subset, shown in self._encoded(run.face, glyph.char):
                self._set_font(run.face, subset, size)
                add(f"({shown}) Tj")
            x += glyph.advance * unit
        add("EMC")

    def _set_font(self, face: Face, subset: int, size: float) -> None:
        name = face.ttf.getSubsetInternalName(subset, self._canvas._doc)
        wanted = f"{name} {size:.2f} Tf"
        if wanted != self._font:
            self._code.append(wanted)
            self._font = wanted

    def _encoded(self, face: Face, text: str) -> list[tuple[int, str]]:
        if text.isascii():
            # The first subset of every face keeps ASCII at its own codes.
            return [(0, text.translate(_ESCAPES))]
        parts: list[tuple[int, Any]] = face.ttf.splitString(text, self._canvas._doc)
        return [(subset, self._canvas._escape(part)) for subset, part in parts]


def _by_language(run: Run) -> list[tuple[str, str]]:
    """A run in pieces with their languages (BCP 47), empty for English: the main family sets
    Greek and Cyrillic too.
    """
    text = run.text
    if run.face.lang or text.isascii() or max(text) < _FIRST_GREEK:
        return [(run.face.lang, text)]
    pieces = []
    for piece in _IN_GREEK_OR_CYRILLIC.split(text):
        first = piece[:1]
        other = _IN_GREEK_OR_CYRILLIC.fullmatch(piece)
        lang = "" if not other else "und-Cyrl" if "\u0400" <= first <= "\u052f" else "el"
        pieces.append((lang, piece))
    return [piece for piece in pieces if piece[1]]
