"""What gives a child away by its form alone: full postcodes, telephone numbers, addresses of
electronic mail, NHS numbers; and a date of birth however it is written.

Each finder gives the stretches of a text (start, end excluded) that it recognises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from resources_app.foundations.postcodes import AREAS

Span = tuple[int, int]

# Word processors put longer strokes in the place of hyphens.
_STROKES = r"\-_‐‑‒–—−"
# Spaces, line breaks, dots and hyphens are how a postcode is written by hand.
_POSTCODE = re.compile(
    rf"(?<![A-Za-z0-9])([A-Za-z]{{1,2}})[0-9][0-9A-Za-z]?[\s.{_STROKES}]{{0,6}}[0-9]"
    r"[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![A-Za-z0-9])"
)
# A run is taken whole and once: a page of letters without a gap is read in a moment.
_EMAIL = re.compile(
    r"(?<![\w.+'\-])[\w.+'\-]++(?:"
    r"\s?(?:@|＠|\(at\)|\[at\])\s?[\w\-]++(?:\.[\w\-]++)+"
    r"|\sat\s[\w\-]++(?:\sdot\s[\w\-]++)+)",
    re.IGNORECASE,
)
_DIGITS = re.compile(rf"(?<![\w£])(?:\+|00)?\(?\d(?:[\s().{_STROKES}]{{0,3}}\d){{8,14}}(?!\w)")
_NHS_DIGITS = 10

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ORDINAL = r"(\d{1,2})\s?(?:st|nd|rd|th)?"
_BETWEEN = rf"[\s,./{_STROKES}]{{1,3}}"
_MARK = rf"\s?[.,/\\·•\s{_STROKES}]\s?"
_NUMBERS = re.compile(rf"(?<!\d)(\d{{1,4}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,4}})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{6}|\d{8})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d){_ORDINAL}(?:\s+(?:day\s+)?of)?{_BETWEEN}{_MONTH}"
    rf"(?:{_BETWEEN}'?(\d{{4}}|\d{{2}})(?!\d))?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![a-z]){_MONTH}{_BETWEEN}(?:the\s)?{_ORDINAL}(?!\d)"
    rf"(?:{_BETWEEN}'?(\d{{4}}|\d{{2}})(?!\d))?",
    re.IGNORECASE,
)
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_DAY_WORDS = (
    *_UNITS,
    *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth".split(),
    *"seventeenth eighteenth nineteenth twentieth".split(),
    *(f"twenty {unit}" for unit in _UNITS),
    *("thirtieth", "thirty first"),
)
# A day before a month and year makes another date of them.
_NO_DAY = r"(?<!\d)(?<!\d[\s/.\-])(?<!\d(?:st|nd|rd|th)\s)(?<!\d(?:st|nd|rd|th)\sof\s)"


def full_postcodes(text: str) -> Iterator[Span]:
    """Every full United Kingdom postcode, wherever it is; outward codes alone are let be."""
    for match in _POSTCODE.finditer(text):
        if match[1].upper() in AREAS:
            yield match.span()


def emails(text: str) -> Iterator[Span]:
    """Every address of electronic mail."""
    for match in _EMAIL.finditer(text):
        yield match.span()


def telephones(text: str) -> Iterator[Span]:
    """Every telephone number: ten or eleven digits with a 0 or +44, or twelve by mistake."""
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        national = re.sub(r"^(?:00)?44", "0", digits) if digits[:1] != "0" else digits
        national = re.sub(r"^0044", "0", national)
        if national.startswith("0") and len(re.sub(r"^00", "0", national)) in (10, 11, 12):
            yield match.span()


def nhs_numbers(text: str) -> Iterator[Span]:
    """Every ten digits that are an NHS number by their check digit."""
    for match in _DIGITS.finditer(text):
        digits = [int(char) for char in match[0] if char.isdigit()]
        if len(digits) == _NHS_DIGITS and _nhs_check(digits):
            yield match.span()


def _nhs_check(digits: list[int]) -> bool:
    total = sum(digit * (10 - at) for at, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == digits[9]


def births(text: str, born: date) -> Iterator[Span]:
    """Every way of writing the date: in figures in any order, in words, with or without year.

    A day and month without a year are taken for a birthday; with another year they are not.
    """
    for match in _NUMBERS.finditer(text):
        if _figures_are([match[1], match[2], match[3]], born):
            yield match.span()
    for match in _COMPACT.finditer(text):
        if match[0] in {born.strftime(form) for form in _COMPACT_FORMS}:
            yield match.span()
    for match in _DAY_FIRST.finditer(text):
        if _words_are(match[1], match[2], match[3], born):
            yield match.span()
    for match in _MONTH_FIRST.finditer(text):
        if _words_are(match[2], match[1], match[3], born):
            yield match.span()
    for match in _in_words(born).finditer(text):
        yield match.span()


@lru_cache(maxsize=64)
def _in_words(born: date) -> re.Pattern[str]:
    """The day in words, “the third of April”, and the month with the year, “April 2012”.

    “The second may help” is no day in May: a day in words has an “of” or a “the” to it.
    """
    day = _DAY_WORDS[born.day - 1].replace(" ", rf"[\s{_STROKES}]?")
    short = _MONTHS[born.month - 1]
    month = rf"(?:{short}|{born:%B}|{short}t)"
    forms = (
        rf"\b{day}\s+(?:day\s+)?of\s+{month}\b",
        rf"\b{month}\s+the\s+{day}\b",
        rf"{_NO_DAY}\b{month}(?:\s+of)?{_BETWEEN}{born.year}(?!\d)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


_COMPACT_FORMS = ("%d%m%y", "%d%m%Y", "%y%m%d", "%Y%m%d", "%m%d%y", "%m%d%Y")


def _figures_are(parts: list[str], born: date) -> bool:
    years = {str(born.year), f"{born.year % 100:02d}"}
    first, second, third = parts
    day_month = {(born.day, born.month), (born.month, born.day)}
    if third in years and (int(first), int(second)) in day_month:
        return True
    return first in years and (int(second), int(third)) in day_month


def _words_are(day: str, month: str, year: str | None, born: date) -> bool:
    if int(day) != born.day or _MONTHS.index(month[:3].lower()) + 1 != born.month:
        return False
    return year is None or int(year) % 100 == born.year % 100
