"""Text as a checker reads it: letters without case, marks or anything between them.

A name typed as `JAYDEN`, `Jáyden`, `Jay-<line break>den` or `J a y d e n` is the same letters in
a row. The stream keeps where each letter stood, so that a finding can be shown in its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress, count, pairwise

# Letters that do not come apart into a plain letter and a mark.
_PLAIN = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
_PLAIN |= {"þ": "th", "ŋ": "n", "ŧ": "t"}
# Letters of other alphabets that pass for ours, and small capitals. A name in its own alphabet is
# folded as its text is, so that it is found all the same.
_LOOKALIKES = (
    ("авекмнорстухіјѕһԁԛԝүαβεζηικμνορτυχ", "abekmhopctyxijshdqwyabezhikmnoptyx"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
)
_PLAIN |= {one: ours for row in _LOOKALIKES for one, ours in zip(*row, strict=True)}
# A letter typed for the digit that it looks like, beside a digit.
_FOR_DIGITS = str.maketrans("oOlI", "0011")
_BESIDE_DIGIT = re.compile(r"(?<=\d)[oOlI]+(?![^\W\d_])|(?<![^\W_])[oOlI]+(?=\d)")


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

    `places[i]` is where in the text the i-th letter stands.
    """

    text: str
    letters: str
    places: tuple[int, ...]

    def find(self, letters: str) -> Iterator[int]:
        """Where these letters begin in the row, overlaps included."""
        at = self.letters.find(letters)
        while letters and at >= 0:
            yield at
            at = self.letters.find(letters, at + 1)

    def span(self, first: int, count: int) -> tuple[int, int]:
        """The stretch of the text that `count` letters from `first` take up; its end excluded."""
        return self.places[first], self.places[first + count - 1] + 1

    def gap(self, at: int) -> str:
        """What stands before a letter since the one before it, folded; nothing where it follows
        at once, or after what cannot be seen.
        """
        before = self.places[at - 1] + 1 if at else 0
        here = self.places[at]
        between = self.text[before:here]
        return between.lower() if between.isascii() else folded(between)

    def begins(self, at: int) -> bool:
        """Whether a word begins with the letter at `at`."""
        return at == 0 or bool(self.gap(at))

    def ends(self, at: int) -> bool:
        """Whether a word has ended before the letter at `at`."""
        return at >= len(self.letters) or bool(self.gap(at))

    @cached_property
    def words(self) -> tuple[tuple[int, str], ...]:
        """Every word, with where it begins in the row."""
        places = self.places
        apart = (at for at, (one, next_one) in enumerate(pairwise(places), 1) if next_one > one + 1)
        starts = [0, *(at for at in apart if self.gap(at))]
        ends = [*starts[1:], len(places)]
        words = zip(starts, ends, strict=True)
        return tuple((start, self.letters[start:end]) for start, end in words if start < end)


def plainly_typed(text: str) -> str:
    """A text of the same length with the digits and wide letters of every script as ours are, and
    with digits where letters were typed for them: 077OO, 22/03/20l0.
    """
    if not text.isascii():
        text = "".join(char if char.isascii() else _typed(char) for char in text)
    return _BESIDE_DIGIT.sub(lambda found: found[0].translate(_FOR_DIGITS), text)


@lru_cache(maxsize=8192)
def _typed(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() else char


def letters_of(text: str) -> Stream:
    """The text's letters in a row."""
    return _stream(text, str.isalpha, _is_letter)


def letters_and_digits_of(text: str) -> Stream:
    """The text's letters and digits in a row."""
    return _stream(text, str.isalnum, _is_letter_or_digit)


# What a word processor writes in the place of our own, and is no letter: read as a space, so that
# an English text with curly quotes is read as quickly as one without.
_NO_LETTERS = str.maketrans(dict.fromkeys("’‘“”„–—−‐‑…•·£€°\u00a0", " "))


def _stream(text: str, plainly: Callable[[str], bool], belongs: Callable[[str], bool]) -> Stream:
    plain = text if text.isascii() else text.translate(_NO_LETTERS)
    if plain.isascii():
        small = plain.lower()
        places = tuple(compress(count(), map(plainly, small)))
        return Stream(text, "".join(filter(plainly, small)), places)
    folds = [(at, one) for at, char in enumerate(text) for one in fold(char) if belongs(one)]
    return Stream(text, "".join(one for _, one in folds), tuple(at for at, _ in folds))
