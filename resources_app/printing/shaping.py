"""Runs of one face, letters joined and stacked, and the order words are read in.

Most words are plain: one face, no marks. Only the rest come here: Arabic and Indic scripts,
Vietnamese or Yoruba letters with marks that have no character of their own, words that mix
scripts. Which way words run is left to `direction`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz

from resources_app.printing.characters import is_mark
from resources_app.printing.direction import has_rtl, mirrored, reading_order
from resources_app.printing.fonts import Face, Weight, companion_for, main_face


@dataclass(frozen=True)
class Glyph:
    """A glyph by its character in the embedded font; lengths in thousandths of the size."""

    char: str
    advance: float
    x_offset: float
    y_offset: float


@dataclass(frozen=True)
class Run:
    """Text of one face. `glyphs` is empty for plain text; `width` is in thousandths."""

    face: Face
    text: str
    width: float
    glyphs: tuple[Glyph, ...] = ()


def needs_care(text: str, face: Face) -> bool:
    """Whether a word cannot be set character by character in `face`."""
    if text.isascii():
        return False
    return any(char not in _plain(face) for char in set(text))


@lru_cache(maxsize=8)
def _plain(face: Face) -> frozenset[str]:
    """What `face` sets without help: its characters without the marks."""
    return frozenset(chr(code) for code in face.widths if not is_mark(chr(code)))


def runs_of(word: str, weight: Weight) -> list[Run]:
    """Split a word into runs by face, shaped where its script asks for it, in visual order."""
    parts: list[tuple[Face, str]] = []
    for char in word:
        face = _face_for(char, parts[-1][0] if parts else None, weight)
        if parts and parts[-1][0] is face:
            parts[-1] = (face, parts[-1][1] + char)
        else:
            parts.append((face, char))
    if len(parts) > 1 and has_rtl(word):
        placed = reading_order([text for _, text in parts], rtl=True)
        parts = [(parts[at][0], mirrored(parts[at][1], turned)) for at, turned in placed]
    return [_run(face, text) for face, text in parts]


def _face_for(char: str, current: Face | None, weight: Weight) -> Face:
    if is_mark(char) and current is not None:
        return current
    main = main_face(weight)
    if main.covers(char):
        return main
    return companion_for(char) or main


def _run(face: Face, text: str) -> Run:
    if face.shapes or any(is_mark(char) for char in text):
        return _shaped(face, text)
    known = "".join(char if face.covers(char) else "\ufffd" for char in text)
    return Run(face, known, face.width(known))


@lru_cache(maxsize=32)
def _harfbuzz(face: Face) -> uharfbuzz.Font:
    # The bytes are those of the embedded font, so glyph numbers agree.
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face.ttf.face._ttf_data)))


def _shaped(face: Face, text: str) -> Run:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_harfbuzz(face), buffer, {"kern": True, "liga": True})
    scale = 1000 / face.ttf.face.unitsPerEm
    glyphs = tuple(
        Glyph(
            char=face.character_for(info.codepoint, position.x_advance * scale),
            advance=position.x_advance * scale,
            x_offset=position.x_offset * scale,
            y_offset=position.y_offset * scale,
        )
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    return Run(face, text, sum(glyph.advance for glyph in glyphs), glyphs)
