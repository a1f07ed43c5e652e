"""From a line to what may be paid of it: questions, credits, approval by another."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.agreements.model import Element
from resources_app.finance.actions import (
    answer_query,
    approve_lines,
    cancel_invoice,
    check_again,
    close_query,
    credit_line,
    enter_invoice,
    export_payments,
    query_line,
)
from resources_app.finance.invoice_queries import find_invoice
from resources_app.finance.model import (
    Finding,
    InvoiceState,
    LineState,
    Outcome,
)
from resources_app.foundations.errors import BadInput, Refused
from resources_app.session import Session
from tests.conftest import TODAY
from tests.finance.market import (
    TOM_OCTOBER,
    Market,
    add_fee,
    invoice,
    ipa_of,
    line,
)


def _states(session: Session, reference: str) -> list[LineState]:
    return [one.state for one in find_invoice(session.tables, reference, TODAY).lines]


# ---- questions


def test_a_question_stops_the_clock_until_it_is_answered_and_closed(
    finance: Session, entered: str
) -> None:
    query_line(finance, entered, 2, question="Why £1,250.00 a week?")
    asked = find_invoice(finance.tables, entered, TODAY)
    assert asked.state is InvoiceState.QUERIED
    # Received on 10 November: the line in question has its day to come, the other its 30 days.
    assert [line.pay_by for line in asked.lines] == [date(2026, 12, 9), date(2026, 12, 10)]
    assert asked.pay_by == date(2026, 12, 9)
    with pytest.raises(Refused, match="has an open question"):
        query_line(finance, entered, 2, question="Again?")
    with pytest.raises(Refused, match="has no answer yet"):
        close_query(finance, entered, 2, outcome=Outcome.PAID_AS_CLAIMED)
    answer_query(finance, entered, 2, answer="Extra carer agreed by phone")
    close_query(finance, entered, 2, outcome=Outcome.PAID_AS_CLAIMED)
    [query] = find_invoice(finance.tables, entered, TODAY).lines[1].queries
    assert (query.outcome, query.closed_on) == ("paid as claimed", TODAY)
    with pytest.raises(Refused, match="no open question"):
        answer_query(finance, entered, 2, answer="Late")


def test_a_refused_line_is_never_paid(
    finance: Session, commissioner: Session, entered: str
) -> None:
    query_line(finance, entered, 2, question="Why?")
    answer_query(finance, entered, 2, answer="Our mistake")
    close_query(finance, entered, 2, outcome=Outcome.REFUSED)
    assert _states(finance, entered) == [LineState.ENTERED, LineState.REFUSED]
    with pytest.raises(Refused, match="Line 2: It was refused"):
        approve_lines(commissioner, entered, [2], reason="All right")
    with pytest.raises(Refused, match="was refused"):
        query_line(finance, entered, 2, question="And now?")


# ---- approval


def test_lines_that_agree_are_approved_together_and_the_others_named(
    commissioner: Session, entered: str
) -> None:
    done = approve_lines(commissioner, entered)
    assert done.approved == (1,)
    assert [(one.number, one.why) for one in done.left] == [
        (2, "Claimed at £1,250.00 a week, contract £1,083.00. "
            "Say why it is paid all the same, or query it."),
    ]  # fmt: skip
    assert _states(commissioner, entered) == [LineState.APPROVED, LineState.ENTERED]


def test_a_line_that_differs_is_paid_for_a_reason(commissioner: Session, entered: str) -> None:
    approve_lines(commissioner, entered, [2], reason="Second carer, agreed 1 October")
    [_, paid] = find_invoice(commissioner.tables, entered, TODAY).lines
    assert paid.accepted_reason == "Second carer, agreed 1 October"
    assert paid.approved_by == commissioner.officer.id
    with pytest.raises(Refused, match="approved already"):
        approve_lines(commissioner, entered, [2])


def test_nobody_approves_what_they_entered(session: Session, market: Market) -> None:
    made = enter_invoice(session, invoice("77", line("B-1001", TOM_OCTOBER)))
    with pytest.raises(Refused, match=f"You entered {made.reference}"):
        approve_lines(session, made.reference)


def test_finance_may_not_approve(session: Session, finance: Session, market: Market) -> None:
    made = enter_invoice(session, invoice("77", line("B-1001", TOM_OCTOBER)))
    with pytest.raises(Refused, match="may not approve invoices for payment"):
        approve_lines(finance, made.reference)


def test_no_night_is_paid_twice_whatever_the_reason(
    finance: Session, commissioner: Session, market: Market
) -> None:
    first = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    second = enter_invoice(finance, invoice("78", line("B-1001", TOM_OCTOBER)))
    with pytest.raises(Refused, match="No night is paid twice"):
        approve_lines(commissioner, second.reference, [1], reason="They insist")
    approve_lines(commissioner, first.reference)


def test_the_second_of_two_is_refused_even_when_the_first_was_entered_later(
    finance: Session, commissioner: Session, market: Market
) -> None:
    """The earlier invoice was cancelled and so the later approved; entering it again is late."""
    first = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    second = enter_invoice(finance, invoice("78", line("B-1001", TOM_OCTOBER)))
    cancel_invoice(finance, first.reference, reason="Wrong")
    approve_lines(commissioner, second.reference)
    again = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    with pytest.raises(Refused, match="No night is paid twice"):
        approve_lines(commissioner, again.reference)


def test_approval_looks_again_at_what_is_due(
    session: Session, finance: Session, commissioner: Session, market: Market
) -> None:
    made = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    with session.act("end for a test") as act:
        act.tables.change(
            "UPDATE placement SET end_date = '2026-10-11' WHERE reference = ?", (market.tom,)
        )
    with pytest.raises(Refused, match="10 were due: the placement ended on 11 Oct 2026"):
        approve_lines(commissioner, made.reference)


def test_hours_on_the_same_days_may_be_claimed_twice_for_a_reason(
    session: Session, finance: Session, commissioner: Session, market: Market
) -> None:
    add_fee(session, ipa_of(session, market.tom), 7_000, element="therapy")
    therapy = line("B-1001", 31_000, element=Element.THERAPY)
    enter_invoice(finance, invoice("77", therapy))
    second = enter_invoice(finance, invoice("78", therapy))
    assert second.matches[0].finding is Finding.DUPLICATE
    approve_lines(commissioner, second.reference, [1], reason="Two therapists came")


def test_a_child_nobody_knows_is_not_paid_for(
    finance: Session, commissioner: Session, market: Market
) -> None:
    made = enter_invoice(finance, invoice("77", line("B-9999", 100)))
    with pytest.raises(Refused, match="It cannot be paid; query or refuse it"):
        approve_lines(commissioner, made.reference, [1], reason="Go on")


# ---- credits


def test_a_credit_note_settles_the_question_and_travels_with_its_line(
    finance: Session, commissioner: Session, entered: str, coded: None
) -> None:
    """£1,250 − £1,083 a week for 31 nights: £5,535.71 − £4,796.14 = £739.57 too much."""
    query_line(finance, entered, 2, question="Why £1,250.00 a week?")
    note = credit_line(finance, entered, 2, note_number="CN-5", net_pence=73_957)
    assert note.matches[0].finding is Finding.AGREES
    assert note.matches[0].why == ("Gives back all of £739.57 claimed too much on 77.",)
    [query] = find_invoice(finance.tables, entered, TODAY).lines[1].queries
    assert query.outcome == "credited"

    approve_lines(commissioner, entered)  # both lines: the second is made good
    held = export_payments(finance)
    assert held.lines == 1
    assert [(one.number, one.why) for one in held.left] == [
        (2, f"Its credit note {note.reference} is not approved yet."),
    ]
    approve_lines(commissioner, note.reference)
    done = export_payments(finance)
    assert (done.lines, done.net_pence) == (2, TOM_OCTOBER)


def test_a_line_credited_in_full_frees_its_nights(
    finance: Session, commissioner: Session, market: Market
) -> None:
    wrong = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    note = credit_line(finance, wrong.reference, 1, note_number="CN-1", net_pence=TOM_OCTOBER)
    assert note.matches[0].finding is Finding.CREDIT  # nothing was wrong with it
    again = enter_invoice(finance, invoice("77a", line("B-1001", TOM_OCTOBER)))
    assert again.matches[0].finding is Finding.AGREES
    approve_lines(commissioner, again.reference)


def test_an_invoice_with_a_credit_note_is_cancelled_after_it(
    finance: Session, entered: str
) -> None:
    note = credit_line(finance, entered, 2, note_number="CN-5", net_pence=73_957)
    with pytest.raises(Refused, match=f"{note.reference} credits a line"):
        cancel_invoice(finance, entered, reason="Wrong")
    cancel_invoice(finance, note.reference, reason="Wrong")
    cancel_invoice(finance, entered, reason="Wrong")


def test_cancelling_a_credit_note_takes_back_what_it_made_good(
    finance: Session, commissioner: Session, entered: str, coded: None
) -> None:
    note = credit_line(finance, entered, 2, note_number="CN-5", net_pence=73_957)
    approve_lines(commissioner, entered)
    assert _states(finance, entered) == [LineState.APPROVED, LineState.APPROVED]
    cancel_invoice(finance, note.reference, reason="The provider took it back")
    assert _states(finance, entered) == [LineState.APPROVED, LineState.ENTERED]
    assert export_payments(finance).lines == 1
    with pytest.raises(Refused, match="Say why it is paid all the same"):
        approve_lines(commissioner, entered, [2])


def test_refusing_a_credit_takes_back_what_it_made_good(
    finance: Session, commissioner: Session, entered: str
) -> None:
    note = credit_line(finance, entered, 2, note_number="CN-5", net_pence=73_957)
    approve_lines(commissioner, entered)
    query_line(finance, note.reference, 1, question="Is it ours?")
    answer_query(finance, note.reference, 1, answer="No")
    close_query(finance, note.reference, 1, outcome=Outcome.REFUSED)
    assert _states(finance, entered) == [LineState.APPROVED, LineState.ENTERED]


def test_a_credit_stays_with_its_line_when_it_is_checked_again(
    finance: Session, market: Market
) -> None:
    """Nothing was wrong with the line, and still the note credits that line and no other."""
    right = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    note = credit_line(finance, right.reference, 1, note_number="CN-1", net_pence=100)
    check_again(finance, note.reference)
    [credit] = find_invoice(finance.tables, note.reference, TODAY).lines
    assert credit.credits_line_id == find_invoice(finance.tables, "77", TODAY).lines[0].id


def test_a_credit_note_credits_the_invoice_it_names(finance: Session, market: Market) -> None:
    """Of two invoices that claim too much for the same nights, the one that is named."""
    dear = line("B-1001", 553_571)
    enter_invoice(finance, invoice("77", dear))
    enter_invoice(finance, invoice("78", dear))
    note = invoice("CN-1", line("B-1001", -553_571), credits="78")
    made = enter_invoice(finance, note)
    assert made.matches[0].finding is Finding.AGREES
    assert made.matches[0].why == ("Gives back all of £5,535.71 claimed too much on 78.",)
    other = enter_invoice(finance, invoice("CN-2", line("B-1001", -73_957), credits="77"))
    assert other.matches[0].why == ("Gives back all of £739.57 claimed too much on 77.",)


@pytest.mark.parametrize(
    ("pence", "number", "says"),
    [(0, "CN-5", "gives something back"), (553_572, "CN-5", "No more than"),
     (100, "", "its own number"), (100, "77", "its own number")],
)  # fmt: skip
def test_a_credit_that_cannot_be_is_refused(
    finance: Session, entered: str, pence: int, number: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        credit_line(finance, entered, 2, note_number=number, net_pence=pence)


def test_credits_of_one_line_never_give_back_more_than_it_claimed(
    finance: Session, entered: str
) -> None:
    credit_line(finance, entered, 2, note_number="CN-6", net_pence=300_000)
    with pytest.raises(BadInput, match=r"£3,000\.00 of it is credited already"):
        credit_line(finance, entered, 2, note_number="CN-7", net_pence=253_572)
    credit_line(finance, entered, 2, note_number="CN-7", net_pence=253_571)
