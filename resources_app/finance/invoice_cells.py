"""Reads single cells of an invoice file: amounts, dates, nights, elements.

Each reader returns a value or raises BadInput with why; the caller says which cell.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from resources_app.agreements.model import Element
from resources_app.finance.invoice_headings import ELEMENT_WORDS
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pence_from, pounds
from resources_app.foundations.phrases import joined
from resources_app.workbooks.cells import date_of, is_nothing, text_of, whole_number_of
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.model import Cell

_POUNDS = frozenset({"", "gbp", "£", "pounds", "poundssterling", "sterling"})
_ELEMENTS = {squashed(word): element for word, element in ELEMENT_WORDS.items()}


def read_amount(value: Cell) -> int | None:
    """Pence, negative for a credit, `(12.50)` too; None for nothing. Raises BadInput."""
    if is_nothing(value):
        return None
    if isinstance(value, date | time | timedelta | bool):
        raise BadInput("This is not an amount of money.")
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("(") and text.endswith(")"):
            return -abs(pence_from(text[1:-1]))
        text = text.replace("−", "-").replace("£-", "-£", 1)
        if text.startswith("-"):
            return -pence_from(text[1:])
        return pence_from(text)
    return pence_from(value)


def read_needed_amount(value: Cell) -> int:
    """As `read_amount`, but something must be given, and not nought."""
    pence = read_amount(value)
    if pence is None:
        raise BadInput("There is no amount.", remedy="Give the net amount of the line.")
    if pence == 0:
        raise BadInput("An amount of nothing claims nothing.")
    return pence


def check_currency(value: Cell) -> None:
    """Raise BadInput for any currency but pounds sterling."""
    if squashed(text_of(value)) not in _POUNDS and text_of(value) != "£":
        raise BadInput(
            f"The amount is in {text_of(value)}; invoices are paid in pounds.",
            remedy="Ask the provider for an invoice in pounds sterling.",
        )


def read_day(value: Cell, what: str) -> date:
    """A day, read day first. Raises BadInput when there is none."""
    day = date_of(value)
    if day is None:
        raise BadInput(f"There is no {what}.")
    return day


def read_element(value: Cell) -> Element:
    """What the line is for; the core weekly fee when nothing is said. Raises BadInput."""
    if is_nothing(value):
        return Element.CORE
    element = _ELEMENTS.get(squashed(text_of(value)))
    if element is None:
        raise BadInput(
            f"“{text_of(value)}” is none of the elements of a price.",
            remedy=f"Use {joined([str(one) for one in Element], 'or')}.",
        )
    return element


def read_nights(first: date, last: date, nights: Cell) -> Period:
    """The half-open period that a line's dates mean.

    The second date is the last night, as invoices have it, unless the number of nights says
    that it is the day of leaving. Raises BadInput for dates that run backwards and for a number
    that is neither.
    """
    if last < first:
        raise BadInput(
            f"The dates run backwards, from {day_text(first)} to {day_text(last)}.",
            remedy="The second date is the last night, on or after the first.",
        )
    number = whole_number_of(nights)
    inclusive = (last - first).days + 1
    if number is None or number == inclusive:
        return Period(first, last + timedelta(days=1))
    if number == inclusive - 1 and number > 0:
        return Period(first, last)
    raise BadInput(
        f"{day_text(first)} to {day_text(last)} is {counted(inclusive, 'night')}, not {number}.",
        remedy="Ask which of the two is meant.",
    )


def check_gross(gross: int | None, net: int, vat: int) -> None:
    """Raise BadInput when a total is given that is not net and VAT together."""
    if gross is not None and gross != net + vat:
        raise BadInput(
            f"{pounds(net)} and VAT of {pounds(vat)} come to {pounds(net + vat)}, "
            f"not {pounds(gross)}."
        )
