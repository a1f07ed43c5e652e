"""Text as a checker reads it: letters without case, marks or anything between them.

A name typed as `JAYDEN`, `Jáyden`, `Jay-<line break>den` or `J a y d e n` is the same letters in
a row. The stream keeps where each letter stood, so that a finding can be shown in its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Letters that do not come apart into a plain letter and a mark.
_PLAIN = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
_PLAIN |= {"þ": "th", "ŋ": "n", "ŧ": "t"}


@lru_cache(maxsize=8192)
def fold(char: str) -> str:
    """One character without case and marks; nothing for a mark, or for what cannot be seen."""
    if char.isascii():
        return char.lower()
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = (one for one in plain if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    return "".join(_PLAIN.get(one, one) for one in kept)


def folded(text: str) -> str:
    """A text folded, with everything between its letters left as it is."""
    return "".join(map(fold, text))


@lru_cache(maxsize=8192)
def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM"


@lru_cache(maxsize=8192)
def _is_letter_or_digit(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


@dataclass(frozen=True)
class Stream:
    """The letters of a text in a row (or its letters and digits).

    `places[i]` is where the i-th stands in the text, `gaps[i]` what stands before it since the
    one before; empty where it follows at once.
    """

    text: str
    letters: str
    places: tuple[int, ...]
    gaps: tuple[str, ...]

    def find(self, letters: str) -> Iterator[int]:
        """Where these letters begin in the row, overlaps included."""
        at = self.letters.find(letters)
        while letters and at >= 0:
            yield at
            at = self.letters.find(letters, at + 1)

    def span(self, first: int, count: int) -> tuple[int, int]:
        """The stretch of the text that `count` letters from `first` take up; its end excluded."""
        return self.places[first], self.places[first + count - 1] + 1

    def begins(self, at: int) -> bool:
        """Whether a word begins with the letter at `at`."""
        return at == 0 or bool(self.gaps[at])

    def ends(self, at: int) -> bool:
        """Whether a word has ended before the letter at `at`."""
        return at >= len(self.letters) or bool(self.gaps[at])

    def words(self) -> Iterator[tuple[int, str]]:
        """Every word, with where it begins in the row."""
        first = 0
        for at in range(1, len(self.letters) + 1):
            if self.ends(at):
                yield first, self.letters[first:at]
                first = at


def letters_of(text: str) -> Stream:
    """The text's letters in a row."""
    return _stream(text, digits=False)


def letters_and_digits_of(text: str) -> Stream:
    """The text's letters and digits in a row."""
    return _stream(text, digits=True)


def _stream(text: str, *, digits: bool) -> Stream:
    belongs = _is_letter_or_digit if digits else _is_letter
    letters: list[str] = []
    places: list[int] = []
    gaps: list[str] = []
    gap = ""
    for place, char in enumerate(text):
        plain = fold(char)
        for one in plain:
            if belongs(one):
                letters.append(one)
                places.append(place)
                gaps.append(gap)
                gap = ""
            else:
                gap += one
    return Stream(text, "".join(letters), tuple(places), tuple(gaps))
