"""Reads single cells of a case system's file as what a child's record takes.

Each reader returns a value or raises BadInput with why; the caller says which cell. What they
raise never leaves the preview: no cell of a child's row is quoted in an error that could be kept.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from resources_app.children.case_headings import (
    CARE_END,
    CARE_START,
    CODE_WORDS,
    CODES,
    NAMES,
    STATUS_END,
    STATUS_START,
)
from resources_app.children.fields import BY_NAME
from resources_app.foundations.codes import CodeList, codes, read_code
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Kind
from resources_app.workbooks.cells import date_of, is_nothing, text_of, yes_no_of
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.model import Cell

_DATES = frozenset({STATUS_START, STATUS_END, CARE_START, CARE_END})
# A spreadsheet program writes a long number so when the column is narrow: its digits are lost.
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
# "C2 - Full care order", "N1: Abuse or neglect", "Full care order (C2)".
_CODE_FIRST = re.compile(r"([A-Za-z]{0,4}\d{0,2}[A-Za-z]?)\s*[-–—:.(]\s*\S.*", re.ASCII | re.DOTALL)
_CODE_LAST = re.compile(r".*\S\s*[(\[]([A-Za-z]{0,4}\d{0,2}[A-Za-z]?)[)\]]", re.ASCII | re.DOTALL)
_WORDS = {
    name: {squashed(said): code for said, code in said_as.items()}
    for name, said_as in CODE_WORDS.items()
}
_BETWEEN = re.compile(r"[;\n|]+")
_BETWEEN_IDENTIFIERS = re.compile(r"[;,\n|\s]+")


def says_nothing(field: str, value: Cell) -> bool:
    """Whether a cell leaves its field as it is: blank, or what people write for blank."""
    if field in NAMES:
        return isinstance(value, str) and not value.strip()
    return is_nothing(value)


def read_cell(field: str, value: Cell) -> object:
    """What a cell says of a field, as `foundations.fields` takes it. Raises BadInput."""
    if field in _DATES or _kind(field) is Kind.DATE:
        return date_of(value)
    if field in CODES:
        return read_case_code(CODES[field], value)
    if _kind(field) is Kind.YES_NO:
        return yes_no_of(value)
    text = read_text(value)
    return _lines(text) if _kind(field) is Kind.LINES else text


def read_text(value: Cell) -> str:
    """A cell as text, digits and all. Raises BadInput where a spreadsheet has changed them."""
    if isinstance(value, (date, datetime, time, timedelta, bool)):
        raise BadInput("This is a date or a yes, not a text.", remedy="Give it as text.")
    text = text_of(value)
    if _SHORTENED.fullmatch(text):
        raise BadInput(
            "A spreadsheet has shortened this number, and digits are lost.",
            remedy="Format the column as text in the case system’s export.",
        )
    # Our own files, and careful case systems', keep a sign in front from running as a formula.
    return text[1:] if text.startswith("'") and text[1:2] in tuple("=+-@") else text


def read_case_code(name: CodeList, value: Cell) -> str:
    """A code by itself, by its words, or by both together. Raises BadInput listing the codes."""
    text = read_text(value)
    said = _WORDS.get(name, {}).get(squashed(text))
    if said:
        return said
    for pattern in (_CODE_FIRST, _CODE_LAST):
        found = pattern.fullmatch(text)
        if found and found[1].upper() in codes(name):
            return read_code(name, found[1], ever=True)
    return read_code(name, text, ever=True)


def read_full_name(value: Cell) -> tuple[str, str]:
    """Given and family name of `Ashdown, Rowan` or `Rowan Ashdown`. Raises BadInput in doubt."""
    text = " ".join(read_text(value).split())
    family, comma, given = text.partition(",")
    if comma and given.strip() and family.strip() and "," not in given:
        return given.strip(), family.strip()
    words = text.split()
    if not comma and len(words) == 2:
        return words[0], words[1]
    raise BadInput(
        "It is not clear which is the family name.",
        remedy="Give “Family name, given name”, or a column for each.",
    )


def read_identifiers(value: Cell) -> tuple[str, ...]:
    """Local identifiers, however they are separated, each once. Raises BadInput."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN_IDENTIFIERS.split(read_text(value)))))


def _kind(field: str) -> Kind | None:
    known = BY_NAME.get(field)
    return known.kind if known else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in _BETWEEN.split(text) if one.strip())
