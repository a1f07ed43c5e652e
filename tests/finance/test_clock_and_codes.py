"""The 30-day clock, where an invoice stands, and which cost centre a charge goes to."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.finance.cost_codes import cost_code_for, order_for, refuse_two_answers
from resources_app.finance.invoice_states import (
    clock_stands,
    days_disputed,
    first_to_pay,
    invoice_state,
    pay_by,
)
from resources_app.finance.model import (
    CostCode,
    Finding,
    InvoiceQuery,
    InvoiceState,
    LineState,
    PurchaseOrder,
)
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Refused

RECEIVED = date(2026, 11, 1)
TODAY = date(2026, 11, 23)
ALWAYS = Period(date(2026, 4, 1), None)


def _query(raised: date, closed: date | None) -> InvoiceQuery:
    return InvoiceQuery("q", "l", raised, "o", "Why?", closed_on=closed)


def test_thirty_days_begin_with_the_day_of_receipt() -> None:
    """Procurement Act 2023, section 68: 30 days beginning with 1 November end with 30 November."""
    assert pay_by(RECEIVED, 30, [], TODAY) == date(2026, 11, 30)


def test_days_in_dispute_do_not_count() -> None:
    query = _query(date(2026, 11, 10), date(2026, 11, 15))
    assert days_disputed([query], TODAY) == 5
    assert pay_by(RECEIVED, 30, [query], TODAY) == date(2026, 12, 5)


def test_two_questions_on_the_same_days_stop_the_clock_once() -> None:
    queries = [
        _query(date(2026, 11, 10), date(2026, 11, 15)),
        _query(date(2026, 11, 12), date(2026, 11, 17)),
    ]
    assert days_disputed(queries, TODAY) == 7


def test_an_open_question_moves_the_last_day_with_every_day() -> None:
    query = _query(date(2026, 11, 20), None)
    assert pay_by(RECEIVED, 30, [query], TODAY) == date(2026, 12, 4)


SOON, LATER = date(2026, 11, 30), date(2026, 12, 5)


@pytest.mark.parametrize(
    ("lines", "first", "stands"),
    [
        # A line in question holds up nothing but itself.
        ([(LineState.QUERIED, LATER), (LineState.ENTERED, SOON)], SOON, False),
        ([(LineState.QUERIED, SOON), (LineState.APPROVED, LATER)], LATER, False),
        # What is paid or refused has no clock any more.
        ([(LineState.EXPORTED, SOON), (LineState.APPROVED, LATER)], LATER, False),
        ([(LineState.QUERIED, LATER), (LineState.REFUSED, SOON)], LATER, True),
        ([(LineState.EXPORTED, SOON)], SOON, False),
    ],
)
def test_the_clock_of_an_invoice_is_that_of_the_line_to_be_paid_first(
    lines: list[tuple[LineState, date]], first: date, stands: bool
) -> None:
    assert first_to_pay(lines) == first
    assert clock_stands(state for state, _ in lines) is stands


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([(LineState.ENTERED, Finding.AGREES)], InvoiceState.TO_APPROVE),
        ([(LineState.ENTERED, Finding.DAYS)], InvoiceState.TO_CHECK),
        ([(LineState.QUERIED, Finding.DAYS), (LineState.EXPORTED, Finding.AGREES)],
         InvoiceState.QUERIED),
        ([(LineState.APPROVED, Finding.AGREES), (LineState.REFUSED, Finding.DUPLICATE)],
         InvoiceState.TO_PAY),
        ([(LineState.EXPORTED, Finding.AGREES), (LineState.REFUSED, Finding.DUPLICATE)],
         InvoiceState.PAID),
        ([(LineState.REFUSED, Finding.DUPLICATE)], InvoiceState.REFUSED),
    ],
)  # fmt: skip
def test_an_invoice_stands_where_the_line_furthest_behind_does(
    lines: list[tuple[LineState, Finding]], state: InvoiceState
) -> None:
    assert invoice_state(lines) is state
    assert invoice_state(lines, cancelled=True) is InvoiceState.CANCELLED


CODES = [
    CostCode("any", "", "", "", "CC000", "4000", ALWAYS),
    CostCode("homes", "children's home", "", "", "CC100", "4100", ALWAYS),
    CostCode("schooling", "", "education", "", "CC200", "4200", ALWAYS),
    CostCode("health", "", "", "health", "CC300", "4300", ALWAYS),
    CostCode("both", "children's home", "education", "", "CC400", "4400", ALWAYS),
]


@pytest.mark.parametrize(
    ("provision", "element", "funder", "centre"),
    [
        ("supported accommodation", "therapy", "social care", "CC000"),
        ("children's home", "therapy", "social care", "CC100"),
        ("supported accommodation", "education", "social care", "CC200"),
        ("children's home", "therapy", "health", "CC300"),
        ("children's home", "education", "health", "CC400"),
    ],
)
def test_the_most_particular_row_answers(
    provision: str, element: str, funder: str, centre: str
) -> None:
    found = cost_code_for(CODES, provision_type=provision, element=element, funder=funder, on=TODAY)
    assert found is not None
    assert found.cost_centre == centre


def test_no_row_answers_before_the_first_begins() -> None:
    asked = {"provision_type": "", "element": "", "funder": ""}
    assert cost_code_for(CODES, **asked, on=date(2026, 3, 31)) is None


def test_two_rows_may_not_answer_the_same_question() -> None:
    again = CostCode("new", "children's home", "", "", "CC101", "4101", Period(TODAY, None))
    with pytest.raises(Refused, match="CC100 / 4100 is booked for children's home already"):
        refuse_two_answers(CODES, again)


def test_an_order_of_the_agreement_comes_before_the_providers_own() -> None:
    orders = [
        PurchaseOrder("PO-1", "chalk", None, ALWAYS),
        PurchaseOrder("PO-2", "chalk", "ipa", ALWAYS),
        PurchaseOrder("PO-3", "beech", None, ALWAYS),
    ]
    numbers = [order_for(orders, "chalk", ipa, TODAY) for ipa in ("ipa", "other", None)]
    assert [one and one.number for one in numbers] == ["PO-2", "PO-1", "PO-1"]
    assert order_for(orders, "chalk", "ipa", date(2026, 3, 31)) is None
