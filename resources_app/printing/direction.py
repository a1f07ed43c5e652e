"""Which way words run, and the order in which they stand on a line from left to right.

On a line that mixes directions each phrase is kept to itself, as an isolate of the Unicode
bidirectional algorithm (UAX 9) is: “Printed by (a name in Arabic), 2 Jan 2026” keeps its comma
and its date after the name, where the bare algorithm would carry both before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

_FIRST_RTL = "\u0590"  # no character before it is of a right-to-left script
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "”": "“", "’": "‘"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class Way(StrEnum):
    """Which way a character or a word runs."""

    RIGHT = "right to left"
    LEFT = "left to right"
    DIGIT = "digit"
    NEUTRAL = "neutral"


@lru_cache(maxsize=4096)
def _way(char: str) -> Way:
    match unicodedata.bidirectional(char):
        case "R" | "AL":
            return Way.RIGHT
        case "L":
            return Way.LEFT
        case "EN" | "AN":
            return Way.DIGIT
        case _:
            return Way.NEUTRAL


def way_of(token: str) -> Way:
    """Which way a word runs: by its first letter, or failing letters by its digits."""
    ways = [_way(char) for char in token]
    letters = (way for way in ways if way in (Way.RIGHT, Way.LEFT))
    return next(letters, Way.DIGIT if Way.DIGIT in ways else Way.NEUTRAL)


def has_rtl(text: str) -> bool:
    """Whether any character is of a right-to-left script."""
    if text.isascii() or max(text) < _FIRST_RTL:
        return False
    return any(_way(char) is Way.RIGHT for char in text)


def is_rtl(text: str, *, prose: bool) -> bool:
    """Whether a text runs from right to left.

    Prose does when it begins so and most of its letters do: an English sentence that begins
    with a name in Arabic stays one. A label, a fact or the page's furniture does only when
    nothing else is in it: it stands among others that run from left to right.
    """
    if not has_rtl(text):
        return False
    ways = [_way(char) for char in text]
    left, right = ways.count(Way.LEFT), ways.count(Way.RIGHT)
    if not prose:
        return not left and Way.DIGIT not in ways
    return way_of(text) is Way.RIGHT and right > left


def tokens_of(words: Sequence[str]) -> list[str]:
    """Words, the spaces between them, and the punctuation round them, each by itself.

    A comma after a name belongs to the sentence, and runs as that does.
    """
    tokens: list[str] = []
    for at, word in enumerate(words):
        if at:
            tokens.append(" ")
        inner = [at for at, char in enumerate(word) if not _is_punctuation(char)]
        first, last = (inner[0], inner[-1] + 1) if inner else (0, len(word))
        tokens += [*word[:first], word[first:last], *word[last:]]
    return [token for token in tokens if token]


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS" and _way(char) is Way.NEUTRAL


def reading_order(tokens: Sequence[str], *, rtl: bool) -> list[tuple[int, bool]]:
    """Positions of tokens from left to right on paper, and whether each is turned round.

    Brackets that run from right to left face the other way.
    """
    placed: list[tuple[int, bool]] = []
    for first, end, other in _phrases(tokens, rtl=rtl):
        placed.extend((at, other is not rtl) for at in reversed(range(first, end)))
    return placed[::-1] if rtl else placed


def _phrases(tokens: Sequence[str], *, rtl: bool) -> Iterator[tuple[int, int, bool]]:
    """Where phrases begin and end (exclusive), and whether they run against the line.

    One that does reaches from its first word to its last, over digits and punctuation; whatever
    runs as the line does is a phrase of one token.
    """
    ways = [way_of(token) for token in tokens]
    against = Way.LEFT if rtl else Way.RIGHT
    at = 0
    while at < len(ways):
        end = at + 1
        if ways[at] is against:
            end = _phrase_end(tokens, ways, at)
        yield at, end, ways[at] is against
        at = end


def _phrase_end(tokens: Sequence[str], ways: Sequence[Way], first: int) -> int:
    """Where the phrase that begins at `first` ends (exclusive)."""
    against = ways[first]
    along = Way.RIGHT if against is Way.LEFT else Way.LEFT
    # A number after words that run as numbers do belongs to them: “Flat 25”.
    ends = {against, Way.DIGIT} if against is Way.LEFT else {against}
    end = first + 1
    for at in range(end, len(ways)):
        if ways[at] is along:
            break
        if ways[at] in ends or _closes(tokens[at], tokens[first:at], at == end):
            end = at + 1
    return end


def _closes(token: str, before: Sequence[str], next_to: bool) -> bool:
    """Whether a token closes a bracket that was opened in the phrase it stands next to."""
    opening = _CLOSING.get(token)
    return next_to and opening is not None and before.count(opening) > before.count(token)


def mirrored(text: str, turned: bool) -> str:
    """The text, its brackets facing the other way where it is turned round."""
    return text.translate(_MIRRORED) if turned else text
