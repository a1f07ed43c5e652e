"""Age bands as price schedules head them: `0-4`, `5 years to 10 years`, `16 & 17`, `18+`.

A heading is read only when every word of it is understood; anything else is left to be listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resources_app.agreements.model import OPEN_ENDED_AGE, Unit, age_words
from resources_app.foundations.phrases import capital


@dataclass(frozen=True)
class AgeBand:
    """Ages in whole years, both inclusive, and the unit where the heading names one."""

    age_from: int
    age_to: int
    unit: Unit | None = None

    @property
    def words(self) -> str:
        """`ages 5 to 10`."""
        return age_words(self.age_from, self.age_to)


# Words for what an amount buys. To add one: a pattern here, in lower case; the first that fits.
UNIT_WORDS: tuple[tuple[Unit, str], ...] = (
    (Unit.ACADEMIC_YEAR, r"per academic year|academic year|per annum|per year|annual(?:ly)?|p\.?a"),
    (Unit.WEEK, r"per week|weekly|a week|each week|/ ?w(?:ee)?k|p\.?w|week"),
    (Unit.NIGHT, r"per night|nightly|a night|each night|/ ?night|p\.?n|night"),
    (Unit.DAY, r"per day|daily|a day|each day|/ ?day|day"),
    (Unit.HOUR, r"per hour|hourly|an hour|/ ?h(?:ou)?r|p\.?h|hour"),
    (Unit.SESSION, r"per session|a session|/ ?session|session"),
    (Unit.MILE, r"per mile|a mile|/ ?mile|mileage|mile"),
    (Unit.TERM, r"per term|termly|a term|/ ?term|term"),
)
# Words that may stand around the ages and change nothing.
_PADDING = re.compile(
    r"\b(?:ages?|aged|age ?band|age ?group|years?(?: ?olds?)?|yrs?(?: ?olds?)?|y/?o|old"
    r"|fees?|prices?|rates?|costs?|charges?|core|standard|children|child|young people|inclusive"
    r"|band|group|gbp|excl?\.? ?vat|ex vat|net|from)\b|[£():;,.\n]"
)
_DASHES = re.compile("[‐‑‒–—−]")
# Ages as they remain when all else has been taken away, and what they mean.
_RANGE = re.compile(r"(\d{1,2})\s*(?:-|to|/|&|and|through|until)\s*(\d{1,2})")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (
        re.compile(r"(\d{1,2})\s*(?:\+|plus|(?:and|&|or)\s*(?:over|above|older|up|upwards))"),
        lambda match: (int(match[1]), OPEN_ENDED_AGE),
    ),
    (
        re.compile(r"(?:under|below|less than)\s*(\d{1,2})s?"),
        lambda match: (0, int(match[1]) - 1),
    ),
    (re.compile(r"up to(?: and including)?\s*(\d{1,2})"), lambda match: (0, int(match[1]))),
    (re.compile(r"all(?: ages)?"), lambda _: (0, OPEN_ENDED_AGE)),
)


def read_age_band(heading: str) -> AgeBand | None:
    """The band that a heading names, or None when it is not certain that it names one.

    `Under 5` is 0 to 4. `16/17` and `16 & 17` are 16 to 17, but `14 & 17` is not a band.
    A lone number is an age only where the heading says so: `Age 16`.
    """
    text = _DASHES.sub("-", heading.lower()).strip()
    text = re.sub(r"(?<=\d)(?=y)", " ", text)  # "11-15yrs"
    says_age = re.search(r"\b(?:aged?|ages|years?|yrs?)\b", text) is not None
    unit, text = split_unit(text)
    kept = " ".join(_PADDING.sub(" ", text).split())
    # "fee for all ages" and "5-10 - weekly fee" leave their joining words behind.
    kept = re.sub(r"^(?:for|of|-)\s+|\s+(?:for|of|-)$", "", kept)
    ages = _ages(kept, says_age=says_age)
    if ages is None or ages[0] > ages[1]:
        return None
    return AgeBand(ages[0], ages[1], unit)


def split_unit(text: str) -> tuple[Unit | None, str]:
    """The unit that a text names, if it names just one, and the text without it."""
    found: set[Unit] = set()
    left = text
    for unit, words in UNIT_WORDS:
        shorter = re.sub(rf"(?<![a-z])(?:{words})(?![a-z])", " ", left)
        if shorter != left:
            found.add(unit)
            left = shorter
    return (found.pop(), left) if len(found) == 1 else (None, text)


def _ages(text: str, *, says_age: bool) -> tuple[int, int] | None:
    if match := _RANGE.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        # "16 & 17" lists two ages; only neighbours are a band.
        is_span = re.search(r"-|to|until|through", text) is not None
        return (first, last) if is_span or last == first + 1 else None
    for form, meaning in _FORMS:
        if match := form.fullmatch(text):
            return meaning(match)
    if says_age and text.isdigit() and len(text) <= 2:
        return int(text), int(text)
    return None


def band_problems(bands: Sequence[AgeBand]) -> list[str]:
    """Sentences for every overlap and every gap between bands of one element."""
    problems = []
    in_order = sorted(bands, key=lambda band: (band.age_from, band.age_to))
    for first, second in pairwise(in_order):
        if second.age_from <= first.age_to:
            problems.append(f"{capital(first.words)} and {second.words} overlap.")
        elif second.age_from > first.age_to + 1:
            missing = age_words(first.age_to + 1, second.age_from - 1)
            problems.append(f"No column covers {missing}.")
    return problems
