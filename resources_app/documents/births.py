"""A date of birth in a text, however it is written: in figures in any order, in words, in Roman
numerals, in another language, misspelt, with or without its year.

A day and month without a year are taken for a birthday, but not beside a word of appointments
(“the review on 22 March”); a day alone, or a month and year in figures, only beside a word of
births. With another year a day is not the birthday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from resources_app.documents.finding_model import Span
from resources_app.documents.name_words import telling_words
from resources_app.documents.patterns import STROKES

_SEP = rf"[\s,./{STROKES}]"
_MARK = rf"\s?[.,/\\·•|:\s{STROKES}]{{1,2}}\s?"
# Read at every digit, since a time before a date must not swallow its day.
_NUMBERS = re.compile(rf"(?<!\d)(?=((\d{{1,4}}){_MARK}(\d{{1,2}}){_MARK}(\d{{1,4}})(?!\d)))\d")
_COMPACT = re.compile(r"(?<!\d)(\d{6}|\d{8})(?!\d)")
_COMPACT_FORMS = ("%d%m%y", "%d%m%Y", "%y%m%d", "%Y%m%d", "%m%d%y", "%m%d%Y")
_TWO = re.compile(rf"(?<![\d/.{STROKES}])(\d{{1,2}})\s?([/.\-])\s?(\d{{4}}|\d{{1,2}})(?![\d/\-])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
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
_NEAR = 60  # characters on each side in which a word says what a day is
_END = re.compile(r"[.!?]\s+(?=[A-Z“])")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_POINTED_DOB = re.compile(r"\bd\.\s?o\.\s?b\b", re.IGNORECASE)
# From this length on a letter left out still leaves the month's name.
_LEFT_OUT_FROM = 7


@dataclass(frozen=True)
class _Written:
    """How one date of birth may be written."""

    born: date
    month: re.Pattern[str]  # the month's name, or its Roman numeral with the day and year
    dated: re.Pattern[str]  # a day and month, with the year, if any, as a group
    plainly: re.Pattern[str]  # what is the birth whatever stands beside it
    day: re.Pattern[str]  # the day alone


def births(text: str, born: date) -> Iterator[Span]:
    """Every way in which `text` says the date; `text` is as `plainly_typed` gives it."""
    ways = _ways(born)
    if _DIGIT.search(text):
        yield from _in_figures(text, born)
        yield from _beside_birth(text, ways.born)
    if _says_births(text):
        yield from (one.span() for one in ways.day.finditer(text) if _is_birth(text, one.span()))
    if ways.month.search(text):
        yield from _with_month(text, ways)


def _in_figures(text: str, born: date) -> Iterator[Span]:
    for match in _NUMBERS.finditer(text):
        if _figures_are(match.group(2, 3, 4), born):
            yield match.span(1)
    compact = {born.strftime(form) for form in _COMPACT_FORMS}
    for match in _COMPACT.finditer(text):
        if match[0] in compact:
            yield match.span()


def _with_month(text: str, ways: _Written) -> Iterator[Span]:
    born = ways.born
    for match in ways.plainly.finditer(text):
        yield match.span()
    for match in ways.dated.finditer(text):
        year = match[match.lastindex] if match.lastindex else None
        if int(year) % 100 == born.year % 100 if year else not _is_event(text, match.span()):
            yield match.span()


def _beside_birth(text: str, born: date) -> Iterator[Span]:
    """Two figures that are a date of birth because a word beside them says so, or their form."""
    for match in _TWO.finditer(text):
        first, second = int(match[1]), int(match[3])
        whole = (first, second) in ((born.day, born.month), (born.month, born.day))
        months = first == born.month and second in (born.year, born.year % 100)
        if not (whole or months):
            continue
        as_day = whole and match[2] == "/" and len(match[1]) == len(match[3]) == 2
        if _is_birth(text, match.span()) or (as_day and not _is_event(text, match.span())):
            yield match.span()


def _words_near(text: str, span: Span) -> set[str]:
    """The words of the sentence about a place, folded."""
    before = _END.split(text[max(0, span[0] - _NEAR) : span[0]])[-1]
    after = _END.split(text[span[1] : span[1] + _NEAR])[0]
    words = {word.casefold() for word in _WORD.findall(f"{before} {after}")}
    return words | ({"dob"} if _POINTED_DOB.search(before + after) else set())


@lru_cache(maxsize=1)  # asked for each date of birth of a text in turn
def _says_births(text: str) -> bool:
    """Whether a text has a word of births at all."""
    return bool(_births_said().search(text))


@lru_cache(maxsize=1)
def _births_said() -> re.Pattern[str]:
    words = "|".join(map(re.escape, telling_words().birth))
    return re.compile(rf"\b(?:{words})\b|{_POINTED_DOB.pattern}", re.IGNORECASE)


def _is_birth(text: str, span: Span) -> bool:
    return bool(_words_near(text, span) & telling_words().birth)


def _is_event(text: str, span: Span) -> bool:
    words = _words_near(text, span)
    return bool(words & telling_words().event) and not words & telling_words().birth


def _figures_are(parts: tuple[str, ...], born: date) -> bool:
    years = {str(born.year), f"{born.year % 100:02d}"}
    first, second, third = parts
    day_month = {(born.day, born.month), (born.month, born.day)}
    if third in years and (int(first), int(second)) in day_month:
        return True
    return first in years and (int(second), int(third)) in day_month


@lru_cache(maxsize=64)
def _ways(born: date) -> _Written:
    """The patterns for one date, made once.

    “The second may help” is no day in May: a day in words has an “of” or a “the” to it.
    """
    spellings = telling_words().months[born.month - 1]
    every = sorted({*spellings, *_misspelt(spellings[0])}, key=len, reverse=True)
    month = rf"(?:{'|'.join(every)})"
    day = rf"(?<!\d)0?{born.day}(?:\s?(?:st|nd|rd|th))?"
    in_words = _DAY_WORDS[born.day - 1].replace(" ", rf"[\s{STROKES}]?")
    year = rf"(?:{_SEP}{{0,3}}['’]?(\d{{4}}|\d{{2}})(?!\d))?"
    dated = (
        rf"{day}(?:\s+(?:day\s+)?of)?{_SEP}{{0,3}}{month}(?![^\W\d_])\.?{year}",
        rf"(?<![^\W\d_]){month}{_SEP}{{1,3}}(?:the\s)?{day}(?!\d){year}",
    )
    roman = rf"{day}\s?[./{STROKES}]\s?{_ROMAN[born.month - 1]}\s?[./{STROKES}]\s?{born.year}(?!\d)"
    plainly = (
        rf"\b{in_words}\s+(?:day\s+)?of\s+{month}\b",
        rf"\b{month}\s+the\s+{in_words}\b",
        rf"{_NO_DAY}\b{month}(?:\s+of)?{_SEP}{{1,3}}{born.year}(?!\d)",
        roman,
    )
    alone = rf"(?<![\d.:/£])0?{born.day}\s?(?:st|nd|rd|th)\b(?!\s+of\s+next)|\bthe\s{in_words}\b"
    forms = ((month, roman), dated, plainly, (alone,))
    return _Written(born, *(re.compile("|".join(one), re.IGNORECASE) for one in forms))


def _misspelt(month: str) -> set[str]:
    """An English month with two letters swapped, or one left out of a long name."""
    swaps = {
        month[:at] + month[at + 1] + month[at] + month[at + 2 :] for at in range(1, len(month) - 1)
    }
    left_out = {month[:at] + month[at + 1 :] for at in range(1, len(month))}
    return swaps | (left_out if len(month) >= _LEFT_OUT_FROM else set())
