"""Numbers that give a child away by their form or by the word before them: an NHS number by its
check digit, a unique pupil number by its check letter, a National Insurance number by its shape,
and whatever follows “passport”, “NHS number”, “hospital number” and the like.

`numbers` in assets/wording/telling_words.json says which words these are. Texts are as
`folding.plainly_typed` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from resources_app.documents.finding_model import Span
from resources_app.documents.name_words import telling_words
from resources_app.documents.patterns import STROKES

_NHS = re.compile(rf"(?<![\w£])\d(?:[\s(),/.{STROKES}]{{0,3}}\d){{9}}(?!\w)")
_UPN = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z])(\s?\d(?:[\s\-]?\d){10}[\s\-]?[\dA-Za-z])(?![A-Za-z0-9])"
)
# Department for Education, Unique pupil numbers: a guide; I, O and S pass for digits.
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_INSURANCE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[A-D](?![A-Za-z0-9])")
_NHS_DIGITS = 10


def nhs_numbers(text: str) -> Iterator[Span]:
    """Every ten digits that are an NHS number by their check digit."""
    for match in _NHS.finditer(text):
        digits = [int(char) for char in match[0] if char.isdigit()]
        if len(set(digits)) > 1 and _nhs_check(digits):
            yield match.span()


def _nhs_check(digits: list[int]) -> bool:
    total = sum(digit * (_NHS_DIGITS - at) for at, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == digits[9]


def pupil_numbers(text: str) -> Iterator[Span]:
    """Every unique pupil number whose check letter is right; a temporary one ends in a letter."""
    for match in _UPN.finditer(text):
        row = re.sub(r"[^A-Za-z0-9]", "", match[2]).upper()
        last = row[-1:]
        values = [int(char) for char in row[:-1]]
        values.append(int(last) if last.isdigit() else _UPN_LETTERS.find(last))
        total = sum(value * weight for weight, value in enumerate(values, start=2))
        if _UPN_LETTERS[total % len(_UPN_LETTERS)] == match[1].upper():
            yield match.span()


def insurance_numbers(text: str) -> Iterator[Span]:
    """Every number of the shape of a National Insurance number."""
    for match in _INSURANCE.finditer(text):
        yield match.span()


def said_numbers(text: str) -> Iterator[tuple[Span, str, str]]:
    """Every number after a word that says what it is: where, what it is, and as which thing."""
    if not any(map(str.isdigit, text)):
        return
    for pattern, what, thing in _said():
        for match in pattern.finditer(text):
            yield match.span("number"), what, thing


@lru_cache(maxsize=1)
def _said() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    number = rf"(?P<number>[A-Za-z]{{0,2}}\s?\d(?:[\s,/.{STROKES}]?[\dA-Z]){{4,14}})(?![A-Za-z0-9])"
    return tuple(
        (re.compile(rf"(?i:\b(?:{cue}))(?:[\s:.#]+[a-z]+){{0,3}}[\s:.#]+{number}"), what, thing)
        for cue, what, thing in telling_words().numbers
    )
