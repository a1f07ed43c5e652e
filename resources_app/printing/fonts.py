"""The bundled fonts: which face draws which character, and how wide it is.

The faces and the characters they answer for are listed in assets/fonts/fonts.json (that file
says how to add one). Nothing of the machine's own fonts is used, so that a page printed on any
machine has the same bytes. Laying text out is left to `text`, putting it on paper to `pen`.
"""

from __future__ import annotations

import bisect
import io
import json
import threading
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from resources_app.foundations.errors import Refused


class Weight(StrEnum):
    """The cuts of the family that text is set in; companions for other scripts have one each."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold italic"


# A glyph that no character stands for (a ligature, a stacked letter) is addressed by a private
# character made from its number. It depends on the font alone, never on what was printed
# before, or two prints of one page would differ.
_PRIVATE_FIRST = 0xE000
_PRIVATE_COUNT = 6400


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. Widths are in thousandths of the type size."""

    name: str
    ttf: Any
    shapes: bool
    rtl: bool
    lang: str  # of what it sets (BCP 47); empty for the main family, whose pages are English
    widths: dict[int, float] = field(repr=False)

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for `char`."""
        return ord(char) in self.widths

    def width(self, text: str) -> float:
        """Width of `text`, every character of which the face covers."""
        widths = self.widths
        return sum([widths[ord(char)] for char in text])

    def character_for(self, glyph: int, advance: float) -> str:
        """The character by which the embedded font addresses `glyph`."""
        known = self.ttf.face.glyphToChar.get(glyph)
        if known and known[0] < 0x10000:  # reportlab says what a glyph reads as in 16 bits
            return chr(known[0])
        code = _PRIVATE_FIRST + glyph
        if glyph >= _PRIVATE_COUNT:
            raise ValueError(f"{self.name} has too many glyphs to shape")
        self.ttf.face.charToGlyph[code] = glyph
        self.ttf.face.charWidths[code] = advance
        return chr(code)


@dataclass(frozen=True)
class _Listed:
    """A row of fonts.json."""

    name: str
    file: str
    style: str
    shapes: bool
    rtl: bool
    lang: str
    ranges: tuple[tuple[int, int], ...]


# A document is printed under it: faces are shared and remember their place in the font file.
ONE_AT_A_TIME = threading.Lock()
_LOADING = threading.Lock()


@lru_cache(maxsize=1)
def _listed() -> tuple[_Listed, ...]:
    text = (resources.files("assets") / "fonts" / "fonts.json").read_text(encoding="utf-8")
    return tuple(
        _Listed(
            name=row["file"].removesuffix(".ttf"),
            file=row["file"],
            style=row["style"],
            shapes=row["shape"],
            rtl=row["rtl"],
            lang=row["lang"],
            ranges=tuple(_range(one) for one in row["ranges"]),
        )
        for row in json.loads(text)["fonts"]
    )


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last, 16)


@lru_cache(maxsize=1)
def _spans() -> tuple[list[int], list[tuple[int, _Listed]]]:
    """First characters of every range in order, and beside them each range's end and row."""
    spans = sorted(
        ((first, last, row) for row in _listed() for first, last in row.ranges),
        key=lambda span: span[0],
    )
    return [span[0] for span in spans], [(span[1], span[2]) for span in spans]


def _load(row: _Listed) -> Face:
    try:
        data = (resources.files("assets") / "fonts" / row.file).read_bytes()
        ttf = TTFont(row.name, io.BytesIO(data), shapable=False)
    except (OSError, TTFError) as error:
        raise Refused(
            f"Nothing can be printed: the font {row.file} is missing or damaged.",
            remedy="Install the application again; the file belongs in its folder assets/fonts.",
        ) from error
    widths = {code: ttf.face.charWidths[code] for code in ttf.face.charToGlyph}
    # A non-breaking space is set as a space (reportlab does the same when it encodes).
    widths[0xA0] = widths.get(0x20, 0)
    return Face(row.name, ttf, row.shapes, row.rtl, row.lang, widths)


_LOADED: dict[str, Face] = {}


def _face(row: _Listed) -> Face:
    with _LOADING:
        if row.name not in _LOADED:
            _LOADED[row.name] = _load(row)
        return _LOADED[row.name]


@lru_cache(maxsize=len(Weight))
def main_face(weight: Weight) -> Face:
    """The face that Latin, Greek and Cyrillic text of this weight is set in.

    reportlab knows it by its name from here on: a canvas may be opened with it.
    """
    face = _face(next(row for row in _listed() if row.style == weight.value))
    pdfmetrics.registerFont(face.ttf)
    return face


def companion_for(char: str) -> Face | None:
    """The face for a character the main faces lack; None when no bundled font draws it."""
    starts, ends = _spans()
    at = bisect.bisect_right(starts, ord(char)) - 1
    if at < 0 or ord(char) > ends[at][0]:
        return None
    face = _face(ends[at][1])
    return face if face.covers(char) else None
