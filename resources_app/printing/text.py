"""Sets text in lines of a given width. The same words are measured once in a document.

Text comes in as plain strings; nothing in it is ever read as markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from resources_app.printing.characters import is_mark, printable
from resources_app.printing.direction import (
    has_rtl,
    is_rtl,
    mirrored,
    reading_order,
    tokens_of,
)
from resources_app.printing.fonts import Weight, main_face
from resources_app.printing.shaping import Run, needs_care, runs_of
from resources_app.printing.styles import Style


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its words as read, its runs from left to right, its width in points."""

    text: str
    runs: tuple[Run, ...]
    width: float
    rtl: bool = False


@dataclass
class Typesetter:
    """Breaks text into lines, and keeps everything it was given to set.

    `said` is the evidence for the leak check: no other way leads text onto a page.
    """

    said: list[str] = field(default_factory=list)
    _widths: dict[Weight, dict[str, float]] = field(default_factory=dict)
    _careful: dict[tuple[Weight, str], tuple[Run, ...]] = field(default_factory=dict)

    def line(self, text: str, style: Style) -> Line:
        """The text on one line, however long."""
        return self.lines(text, style, float("inf"))[0]

    def width(self, text: str, style: Style) -> float:
        """How wide the text would be on one line, in points; nothing is set."""
        words = printable(text).split(" ")
        known = self._widths.setdefault(style.weight, {})
        widths = [known[word] if word in known else self._measure(word, style) for word in words]
        gaps = self._space(style.weight) * (len(words) - 1)
        return (sum(widths) + gaps) * style.size / 1000

    def lines(self, text: str, style: Style, width: float, *, prose: bool = False) -> list[Line]:
        """The text in lines no wider than `width` points; one empty line for no text.

        A word too long for a line of its own is broken where it must be. `prose` runs the way
        that most of its letters do (`direction.is_rtl`).
        """
        shown = printable(text)
        self.said.append(shown)
        known = self._widths.setdefault(style.weight, {})
        limit = width * 1000 / style.size
        words = shown.split(" ")
        widths = [known[word] if word in known else self._measure(word, style) for word in words]
        parted: set[int] = set()
        if max(widths) > limit:
            words, widths, parted = self._broken(words, style, limit)
        rtl = is_rtl(shown, prose=prose)
        space = self._space(style.weight)
        lines: list[Line] = []
        start, used = 0, -space
        for at, one in enumerate(widths):
            if used + space + one > limit and at > start:
                end = "" if at - 1 in parted else " "
                lines.append(self._line(words[start:at], used, style, rtl, end))
                start, used = at, -space
            used += space + one
        lines.append(self._line(words[start:], used, style, rtl))
        return lines

    def _space(self, weight: Weight) -> float:
        return main_face(weight).widths[0x20]

    def _measure(self, word: str, style: Style) -> float:
        face = main_face(style.weight)
        if needs_care(word, face):
            runs = tuple(runs_of(word, style.weight))
            self._careful[(style.weight, word)] = runs
            width = sum(run.width for run in runs)
        else:
            width = face.width(word)
        self._widths.setdefault(style.weight, {})[word] = width
        return width

    def _line(self, words: list[str], width: float, style: Style, rtl: bool, end: str = "") -> Line:
        """One line of `words`, `width` thousandths wide.

        `end` is a space where the paragraph goes on, so that copied text keeps its words apart.
        """
        text = " ".join(words)
        points = width * style.size / 1000
        weight = style.weight
        if text.isascii() or not any((weight, word) in self._careful for word in words):
            return Line(text, (Run(main_face(weight), text + end, width),), points)
        if has_rtl(text):
            tokens = tokens_of(words)
            pieces = [mirrored(tokens[at], turned) for at, turned in reading_order(tokens, rtl=rtl)]
            for piece in pieces:
                self._measure(piece, style)
        else:
            pieces = [piece for word in words for piece in (" ", word)][1:]
        runs = self._runs(pieces, weight)
        if end and not rtl:
            runs.append(Run(main_face(weight), end, 0))
        return Line(text, tuple(runs), points, rtl)

    def _runs(self, pieces: list[str], weight: Weight) -> list[Run]:
        """The runs of a line with words that need care; plain neighbours are joined."""
        face = main_face(weight)
        runs: list[Run] = []
        plain = ""
        for piece in pieces:
            careful = self._careful.get((weight, piece))
            if careful is None:
                plain += piece
                continue
            if plain:
                runs.append(Run(face, plain, face.width(plain)))
                plain = ""
            runs.extend(careful)
        if plain:
            runs.append(Run(face, plain, face.width(plain)))
        return runs

    def _broken(
        self, words: list[str], style: Style, limit: float
    ) -> tuple[list[str], list[float], set[int]]:
        """Break the words that are wider than `limit` thousandths into pieces that fit.

        Gives the pieces, their widths, and which of them go on in the next.
        """
        pieces: list[str] = []
        parted: set[int] = set()
        for word in words:
            if self._measure(word, style) <= limit:
                pieces.append(word)
                continue
            parts = self._pieces(word, style, limit)
            parted.update(range(len(pieces), len(pieces) + len(parts) - 1))
            pieces.extend(parts)
        return pieces, [self._measure(piece, style) for piece in pieces], parted

    def _pieces(self, word: str, style: Style, limit: float) -> list[str]:
        """Pieces of one long word; a letter keeps its marks.

        The width of one letter is taken from its own measure: joined forms are narrower or
        little wider, and the piece is measured again before it is set.
        """
        pieces, piece, used = [], "", 0.0
        for char in word:
            one = 0.0 if is_mark(char) else self._measure(char, style)
            if piece and used + one > limit and not is_mark(char):
                pieces.append(piece)
                piece, used = "", 0.0
            piece += char
            used += one
        return [*pieces, piece]
