"""Entering invoices by hand: matched at once, refused with the field, cancelled with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.agreements.model import Element
from resources_app.finance.actions import cancel_invoice, check_again, enter_invoice
from resources_app.finance.invoice_queries import find_invoice, invoice_summaries
from resources_app.finance.model import Finding, InvoiceState, NewInvoice
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, KnownError, NotFound, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.finance.market import (
    ADA_OCTOBER,
    NOVEMBER,
    OCTOBER,
    TOM_OCTOBER,
    Market,
    invoice,
    line,
)


def test_an_invoice_that_is_right_waits_for_approval(finance: Session, market: Market) -> None:
    """Tom's 31 nights of October: 1,083 × 31 ÷ 7 = £4,796.14."""
    made = enter_invoice(
        finance, invoice("77", line("B-1001", TOM_OCTOBER), line("B-1002", ADA_OCTOBER))
    )
    assert TOM_OCTOBER == 479_614
    stored = find_invoice(finance.tables, made.reference, TODAY)
    assert stored.state is InvoiceState.TO_APPROVE
    assert [one.expected_pence for one in stored.lines] == [TOM_OCTOBER, ADA_OCTOBER]
    assert [one.placement_reference for one in stored.lines] == [market.tom, market.ada]
    assert stored.net_pence == TOM_OCTOBER + ADA_OCTOBER
    assert find_invoice(finance.tables, "77", TODAY).id == stored.id


def test_each_line_says_what_is_wrong_with_it(finance: Session, market: Market) -> None:
    made = enter_invoice(
        finance,
        invoice(
            "77",
            line("B-1002", 514_286, NOVEMBER),
            line("B-9999", 100),
            line("B-2001", 100),
            line("B-1001", 5_000, element=Element.THERAPY),
            line("B-1001", 553_571),
        ),
    )
    assert [match.finding for match in made.matches] == [
        Finding.AFTER_END,
        Finding.UNKNOWN_CHILD,
        Finding.NOT_COMMISSIONED,
        Finding.NOT_COMMISSIONED,
        Finding.WRONG_RATE,
    ]
    assert made.matches[0].why == (
        "Claimed 30 nights, 17 were due: the placement ended on 18 Nov 2026.",
    )
    assert "with Beech Care (since 1 Jul 2026)" in made.matches[2].why[0]
    assert made.matches[4].why == ("Claimed at £1,250.00 a week, contract £1,083.00.",)


def test_the_same_nights_twice_on_one_invoice_are_found(finance: Session, market: Market) -> None:
    made = enter_invoice(
        finance, invoice("77", line("B-1001", TOM_OCTOBER), line(market.tom, TOM_OCTOBER))
    )
    assert [match.finding for match in made.matches] == [Finding.AGREES, Finding.DUPLICATE]


def test_nights_of_an_earlier_invoice_are_found_and_a_cancelled_one_frees_them(
    finance: Session, market: Market
) -> None:
    first = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    second = enter_invoice(finance, invoice("78", line("B-1001", TOM_OCTOBER)))
    assert second.matches[0].finding is Finding.DUPLICATE
    assert f"are on invoice 77 ({first.reference}) already" in second.matches[0].why[0]
    check_again(finance, first.reference)
    assert find_invoice(finance.tables, "77", TODAY).lines[0].finding is Finding.AGREES
    cancel_invoice(finance, first.reference, reason="Entered for the wrong month")
    check_again(finance, second.reference)
    assert find_invoice(finance.tables, "78", TODAY).lines[0].finding is Finding.AGREES


def test_checking_again_follows_what_has_changed_since(session: Session, market: Market) -> None:
    enter_invoice(session, invoice("77", line("B-1001", TOM_OCTOBER)))
    with session.act("end for a test") as act:
        act.tables.change(
            "UPDATE placement SET end_date = '2026-10-11' WHERE reference = ?", (market.tom,)
        )
    check_again(session, "77")
    [checked] = find_invoice(session.tables, "77", TODAY).lines
    assert checked.finding is Finding.AFTER_END
    assert checked.why == ("Claimed 31 nights, 10 were due: the placement ended on 11 Oct 2026.",)


@pytest.mark.parametrize("number", ["77", "7 7", " 77 "])
def test_a_number_is_entered_once(finance: Session, market: Market, number: str) -> None:
    made = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    with pytest.raises(BadInput, match=f"entered already, as {made.reference}") as refused:
        enter_invoice(finance, invoice(number, line("B-1002", ADA_OCTOBER)))
    assert refused.value.where is not None
    assert refused.value.where.field == "Invoice number"
    # Another provider may use it.
    enter_invoice(finance, invoice("77", line("B-2001", 1), provider_id=market.other_id))
    with pytest.raises(BadInput, match="2 invoices have the number 77"):
        find_invoice(finance.tables, "77", TODAY)


GOOD = invoice("77", line("B-1001", TOM_OCTOBER))
BACKWARDS = replace(line("B-1001", 1), period=Period(OCTOBER.start, OCTOBER.start))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (replace(GOOD, number=" "), "needs its number"),
        (replace(GOOD, lines=()), "needs a line"),
        (replace(GOOD, invoice_date=date(2026, 11, 11)), "after it was received"),
        (replace(GOOD, lines=(BACKWARDS,)), "last night is before the first"),
        (replace(GOOD, lines=(line("B-1001", 0),)), "The amount is nothing"),
        (replace(GOOD, lines=(line("B-1001", -100),)), "-£1.00 is negative, and no invoice"),
        (replace(GOOD, lines=(line("B-1001", -1),), credits="5"), "which this provider never sent"),
        (replace(GOOD, lines=(*GOOD.lines, line("B-1001", -1))), "Some amounts are negative"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    finance: Session, market: Market, given: NewInvoice, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        enter_invoice(finance, given)
    assert finance.tables.value("SELECT COUNT(*) FROM invoice") == 0


def test_an_unknown_provider_is_refused(finance: Session, market: Market) -> None:
    with pytest.raises(NotFound):
        enter_invoice(finance, replace(GOOD, provider_id="nobody"))


def test_only_those_who_keep_invoices_enter_them(session_for: SessionFor, market: Market) -> None:
    with pytest.raises(KnownError, match="may not keep invoices and savings"):
        enter_invoice(session_for(Role.PLACEMENT_OFFICER), GOOD)


def test_a_cancelled_invoice_says_why_and_is_cancelled_once(
    finance: Session, market: Market
) -> None:
    made = enter_invoice(finance, GOOD)
    with pytest.raises(BadInput, match="Say why"):
        cancel_invoice(finance, made.reference, reason=" ")
    cancel_invoice(finance, made.reference, reason="Not ours")
    assert find_invoice(finance.tables, made.reference, TODAY).cancelled_reason == "Not ours"
    with pytest.raises(Refused, match="cancelled already"):
        cancel_invoice(finance, made.reference, reason="Again")


def test_the_list_begins_with_what_is_to_be_paid_first(finance: Session, market: Market) -> None:
    late = replace(GOOD, number="9", received_on=date(2026, 11, 20))
    enter_invoice(finance, late)
    old = replace(GOOD, number="1", invoice_date=date(2026, 10, 1), received_on=date(2026, 10, 1))
    enter_invoice(finance, replace(old, lines=(line("B-1002", ADA_OCTOBER),)))
    first, second = invoice_summaries(finance.tables, TODAY)
    assert (first.number, first.days_left) == ("1", -24)  # 1 October and 29 days: 30 October
    assert (second.number, second.days_left) == ("9", 26)
    assert second.state is InvoiceState.TO_APPROVE
