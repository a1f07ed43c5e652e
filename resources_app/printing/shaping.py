"""Runs of one face, letters joined and stacked, and the order words are read in.

Most words are plain: one face, no marks. Only the rest come here: Arabic and Indic scripts,
Vietnamese or Yoruba letters with marks that have no character of their own, words that mix
scripts. The order of words on a line that has right-to-left text is the bidi library's.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz
from bidi import get_base_level, get_display

from resources_app.printing.characters import is_mark
from resources_app.printing.fonts import Face, Weight, companion_for, main_face

# Characters that stand in for whole words when a line is put in reading order. They are chosen
# from their bidi classes (right-to-left letters, left-to-right letters, digits, neutral) among
# those that no rule mirrors or joins, so that each comes out as itself.
_RIGHT, _LEFT, _DIGIT, _NEUTRAL = 0x1E800, 0x4E00, 0x1D7CE, 0x2500
_RIGHTS, _DIGITS, _NEUTRALS = 197, 50, 128
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


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
    if len(parts) > 1 and is_rtl(word):
        order = reading_order([text for _, text in parts], rtl=True)
        # Brackets face the other way in text that runs from right to left.
        parts = [(face, text.translate(_MIRRORED)) for face, text in (parts[i] for i in order)]
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
    return Run(face, text if known == text else known, face.width(known))


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


def is_rtl(text: str) -> bool:
    """Whether a paragraph runs from right to left: by its first letter, as Unicode rules."""
    return not text.isascii() and get_base_level(text) == 1


def has_rtl(text: str) -> bool:
    """Whether any character of a line is of a right-to-left script."""
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text
    )


def reading_order(words: list[str], rtl: bool) -> list[int]:
    """Positions of `words` from left to right on paper, by the Unicode bidi rules."""
    stand_ins = [_stand_in(word, at) for at, word in enumerate(words)]
    if len(set(stand_ins)) < len(words):  # more words than a line can hold: leave them be
        return list(range(len(words)))
    places = {char: at for at, char in enumerate(stand_ins)}
    shown = get_display(" ".join(stand_ins), base_dir="R" if rtl else "L")
    return [places[char] for char in shown if char in places]


def _stand_in(word: str, at: int) -> str:
    classes = {unicodedata.bidirectional(char) for char in word}
    if classes & {"R", "AL"}:
        return chr(_RIGHT + at % _RIGHTS)
    if "L" in classes:
        return chr(_LEFT + at)
    if classes & {"EN", "AN"}:
        return chr(_DIGIT + at % _DIGITS)
    return chr(_NEUTRAL + at % _NEUTRALS)
