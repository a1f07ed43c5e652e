"""Typed readers of single cells, and the names of cells.

Each reader takes whatever a workbook or a CSV gave and returns one type, or raises BadInput
saying what would be right; the caller adds where. Blank and "-" mean nothing was given.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from resources_app.foundations.dates import date_from
from resources_app.foundations.errors import BadInput
from resources_app.workbooks.model import Cell

# What people and Ofsted write for "nothing here", in the capitals they write it in.
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "null", "none", "not applicable"})
NOTHING_WORDS = frozenset(
    written
    for word in _NOTHING
    for written in (word, word.upper(), word.capitalize(), word.title())
)
_URN_END = 1_000_000_000  # nine digits at most
_URN = re.compile(r"(?:[A-Z]{1,3}[0-9]{4,9}|[0-9]{1,9})")
_NOUGHTS_AFTER_POINT = re.compile(r"\.0+$")
_WHOLE = re.compile(r"[+-]?\d+(?:\.0*)?")
# To add a word for yes or no: one entry here, in lower case.
_YES_NO = {
    "yes": True, "y": True, "true": True, "1": True, "1.0": True, "x": True,
    "no": False, "n": False, "false": False, "0": False, "0.0": False,
}  # fmt: skip


def column_name(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, counted from 0, that has these letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def address(row: int, column: int) -> str:
    """A cell's address from row and column counted from 0: (5, 3) is D6."""
    return f"{column_name(column)}{row + 1}"


def text_of(value: Cell) -> str:
    """A cell as trimmed text; a whole number loses its ".0", inner line feeds are kept."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value)


def is_nothing(value: Cell) -> bool:
    """Whether a cell is blank or holds what people write for blank, such as "-"."""
    return isinstance(value, str) and value.strip().casefold() in _NOTHING


def urn_of(value: Cell) -> str:
    """Ofsted's unique reference number as text: 2751533.0 is "2751533", " sc093391 " is "SC093391".

    Raises BadInput for anything that is not a whole number or letters and a number.
    """
    if type(value) is float and 0 < value < _URN_END and value.is_integer():
        return str(int(value))  # as a workbook gives most of them
    text = text_of(value)
    if not _URN.fullmatch(text):
        text = _NOUGHTS_AFTER_POINT.sub("", "".join(text.split())).upper()
    if not _URN.fullmatch(text) or not text.strip("0"):
        raise BadInput(
            f"“{text_of(value)}” is not an Ofsted URN." if text else "There is no URN.",
            remedy="A URN is a number such as 2751533, or letters and a number such as SC093391.",
        )
    return text


def whole_number_of(value: Cell) -> int | None:
    """A whole number, zero or more, or None for nothing. Raises BadInput for anything else."""
    if is_nothing(value):
        return None
    number: int | None = None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = int(value) if float(value).is_integer() else None
    elif isinstance(value, str) and _WHOLE.fullmatch(value.strip().replace(",", "")):
        number = int(float(value.strip().replace(",", "")))
    if number is None or number < 0:
        raise BadInput(
            f"“{text_of(value)}” is not a whole number.",
            remedy="Give a number such as 4, or leave it blank.",
        )
    return number


def date_of(value: Cell) -> date | None:
    """A day, or None for nothing. Raises BadInput for what is not a date; a number is not one."""
    if is_nothing(value):
        return None
    if isinstance(value, (str, date)):
        return date_from(value)
    return date_from(text_of(value))


def yes_no_of(value: Cell) -> bool | None:
    """Yes or no in words, 1 and 0, or None for nothing. Raises BadInput for anything else."""
    if isinstance(value, bool):
        return value
    if is_nothing(value):
        return None
    answer = _YES_NO.get(text_of(value).casefold())
    if answer is None:
        raise BadInput(
            f"“{text_of(value)}” is neither yes nor no.", remedy="Give Yes or No, or 1 or 0."
        )
    return answer
