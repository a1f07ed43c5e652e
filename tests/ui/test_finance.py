"""Finance at a window: looking ahead, taking in invoices, deciding about lines, paying, savings."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.finance.actions import (
    accept_invoices,
    add_cost_code,
    add_purchase_order,
    approve_lines,
    preview_invoices,
    set_supplier,
)
from resources_app.finance.invoice_import import InvoiceImport
from resources_app.finance.invoice_queries import find_invoice
from resources_app.finance.model import (
    CostCode,
    InvoiceState,
    LineState,
    PurchaseOrder,
    Supplier,
)
from resources_app.finance.saving_queries import savings
from resources_app.foundations.dates import Period
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.finance.market import RECEIVED, Market, build
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.finance import FinancePage
from ui.pages.invoice import InvoicePage
from ui.shell.places import Place

ROWS = """Invoice number,Invoice date,Child,From,To,Net
77,02/11/2026,B-1002,01/10/2026,31/10/2026,5314.29
77,02/11/2026,B-1001,01/10/2026,31/10/2026,5535.71
78,02/11/2026,B-1002,01/11/2026,01/12/2026,5314.29
79,02/11/2026,B-9999,01/11/2026,30/11/2026,"£1,000.00"
80,02/11/2026,B-1001,30/11/2026,01/11/2026,1000
"""
YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))


@pytest.fixture
def market(session: Session) -> Market:
    return build(session)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "october.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def taken(session_for: SessionFor, market: Market, file: Path) -> Session:
    """The invoices of the file, entered by finance; the finance officer's session."""
    finance = session_for(Role.FINANCE)
    asked = InvoiceImport("p1", "Chalk Hill Care", RECEIVED)
    accept_invoices(finance, preview_invoices(finance, file, asked))
    return finance


def _reference(session: Session, number: str) -> str:
    return find_invoice(session.tables, number, TODAY).reference


# ---- commitments


def test_commitments_add_up_and_every_amount_says_why(
    qtbot: QtBot, open_window: OpenWindow, session: Session, market: Market
) -> None:
    person = Person(qtbot, open_window(session))
    person.keys("Ctrl+9")
    assert isinstance(person.page, FinancePage)
    table = person.table("Commitments by provider")
    assert [row.name for row in table.rows] == ["All", "Chalk Hill Care", "Beech Care"]
    assert table.rows[0].net_pence == sum(row.net_pence for row in table.rows[1:])
    assert person.sees("The whole is the sum of all groups, month by month.")
    assert person.nameless() == []

    table.select(lambda row: row.name == "Chalk Hill Care")
    person.choose("Amount to explain", "November 2026: £7,555.72")
    chart = person.page.tab.why.chart  # type: ignore[attr-defined]
    assert [(bar.pence, bar.to_come) for bar in chart.bars][7:9] == [
        (755_572, False),
        (479_614, True),
    ]
    parts = person.table("What the amount is made of")
    assert sum(one.net_pence for one in parts.rows) == 755_572
    parts.select(lambda one: one.placement_reference == market.tom)
    assert person.sees("30 nights × £1,083.00 ÷ 7.")

    person.choose("Added up by", "Month")
    by_month = person.table("Commitments by month")
    assert [row.name for row in by_month.rows][:3] == ["All", "Apr 2026", "May 2026"]
    by_month.select(lambda row: row.name == "Nov 2026")
    assert person.choices("Amount to explain") == ["November 2026: £11,837.15"]
    assert len(person.table("What the amount is made of").rows) == 3


def test_what_is_owed_at_a_date_is_asked_for(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session
) -> None:
    approve_lines(session, _reference(session, "77"))
    person = Person(qtbot, open_window(session))
    person.keys("Ctrl+9")
    person.press("Owed at a date")
    person.type("Owed at the end of", "31/10/2026")
    table = person.table("Owed by provider")
    chalk = next(row for row in table.rows if row.name == "Chalk Hill Care")
    assert chalk.invoiced_pence == 531_429
    assert chalk.accrued_pence == chalk.charged_pence - 531_429
    assert person.sees("is owed at the end of 31 Oct 2026")
    person.press("Expected for a year")
    assert person.table("Commitments by provider").rows


def test_empty_pages_say_what_belongs_there(
    qtbot: QtBot, open_window: OpenWindow, session: Session
) -> None:
    person = Person(qtbot, open_window(session))
    person.keys("Ctrl+9")
    assert person.sees("Nothing is committed in this year")
    person.tab("Invoices")
    assert person.sees("No invoice has come yet")
    person.tab("To pay")
    assert person.sees("No approved line waits")
    assert person.sees("Not yet: no approved line has all its codes.")
    person.tab("Savings")
    assert person.sees("No saving is recorded")
    assert not person.window.broken  # type: ignore[attr-defined]


# ---- invoices


def test_a_file_is_looked_at_and_taken(
    qtbot: QtBot, open_window: OpenWindow, session: Session, market: Market, file: Path
) -> None:
    person = Person(qtbot, open_window(session))
    person.keys("Ctrl+Shift+I")
    person.type("The invoices’ file", str(file))
    person.press("Look at it")
    assert person.sees("This is needed.")
    person.type("Provider", "chalk")
    person.type("Received on", "10/11/2026")
    person.press("Look at it")
    assert person.sees("Chalk Hill Care: 4 new lines claim £17,164.29; £13,024.72 was due.")
    differ = person.table("Differ")
    assert [row.match.finding for row in differ.rows] == [
        "wrong rate", "after end", "unknown child",
    ]  # fmt: skip
    person.tab("Not read")
    assert [cell.cell for cell in person.table("Not read").rows] == ["E6"]
    assert session.tables.value("SELECT COUNT(*) FROM invoice") == 0
    person.press("Take 4 lines of 3 invoices")
    qtbot.waitUntil(lambda: "3 invoices taken in." in person.message)
    assert [row.number for row in person.table("Invoices").rows] == ["77", "78", "79"]
    # The same file again changes nothing.
    person.keys("Ctrl+Shift+I")
    person.type("The invoices’ file", str(file))
    person.press("Look at it")
    assert person.sees("nothing in this file is new")
    assert not any(one.startswith("Take") for one in person.buttons())


def test_an_invoice_is_entered_by_hand_and_shown_with_its_findings(
    qtbot: QtBot, open_window: OpenWindow, session: Session, market: Market
) -> None:
    person = Person(qtbot, open_window(session))
    person.window.go(Place("invoice_entry"))
    person.press("Enter the invoice")
    assert person.sees("This is needed.")
    person.type("Provider", "nobody")
    person.type("Invoice number", "5001")
    person.type("Invoice date", "02/11/2026")
    person.type("Child or placement, line 1", "B-1001")
    person.type("From, line 1", "01/10/2026")
    person.type("Last night, line 1", "30/09/2026")
    person.type("Net, line 1", "4796.14")
    person.press("Enter the invoice")
    assert person.sees("There is no provider called “nobody”.")
    person.type("Provider", "Chalk Hill Care")
    person.press("Enter the invoice")
    assert person.sees("The last night of a line is before its first.")
    person.type("Last night, line 1", "31/10/2026")
    person.press("Enter the invoice")
    assert isinstance(person.page, InvoicePage)
    assert "is entered; every line agrees." in person.message
    assert person.sees("You entered this invoice; somebody else has to approve its lines.")


def test_a_line_that_differs_is_asked_about_answered_and_credited(
    qtbot: QtBot, open_window: OpenWindow, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    reference = _reference(taken, "77")
    person.window.go(Place("invoice", reference))
    lines = person.table("Lines")
    lines.select(lambda line: line.number == 2)
    assert person.sees("Claimed at £1,250.00 a week, contract £1,083.00.")
    assert person.sees("Why £4,796.14 was due:")
    assert person.sees("31 nights × £1,083.00 ÷ 7.")
    assert person.nameless() == []
    qtbot.keyClick(lines.view, Qt.Key.Key_Q)
    assert person.page.panel is not None
    person.press("Ask, and stop the clock")
    assert find_invoice(taken.tables, reference, TODAY).state is InvoiceState.QUERIED
    assert person.sees("Clock stands")
    person.press("Note the answer…")
    person.type("Answer", "Our mistake; a credit follows")
    person.press("Note the answer")
    assert person.sees("Answered on 23 Nov 2026: Our mistake; a credit follows")
    person.press("Enter the credit note…")
    person.type("Credit note number", "CN-7")
    person.press("Enter the credit note")
    assert "credits line 2." in person.message
    note = find_invoice(taken.tables, "CN-7", TODAY)
    assert note.net_pence == -73_957
    assert find_invoice(taken.tables, reference, TODAY).lines[1].queries[0].outcome == "credited"
    person.window.go(Place("invoice", note.reference))
    assert person.sees("Gives back all of £739.57 claimed too much on 77.")


def test_another_officer_approves_by_keyboard(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session
) -> None:
    person = Person(qtbot, open_window(session))
    reference = _reference(session, "77")
    person.window.go(Place("finance", tab="invoices"))
    invoices = person.table("Invoices")
    invoices.select(lambda one: one.reference == reference)
    qtbot.keyClick(invoices.view, Qt.Key.Key_Return)
    assert isinstance(person.page, InvoicePage)
    person.keys("Ctrl+Return")
    assert person.message == "1 line approved."
    lines = person.table("Lines")
    lines.select(lambda line: line.number == 2)
    qtbot.keyClick(lines.view, Qt.Key.Key_P)
    person.press("Approve £5,535.71")
    assert person.sees("This is needed.")
    person.type("Reason", "Second carer, agreed 1 October")
    person.press("Approve £5,535.71")
    states = [line.state for line in find_invoice(session.tables, reference, TODAY).lines]
    assert states == [LineState.APPROVED, LineState.APPROVED]
    assert person.sees("Paid although it differs: Second carer, agreed 1 October")


def test_whoever_entered_it_reads_why_they_may_not_approve(
    qtbot: QtBot, open_window: OpenWindow, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    person.window.go(Place("invoice", _reference(taken, "77")))
    assert person.sees("may not approve invoices for payment")
    qtbot.keyClick(person.table("Lines").view, Qt.Key.Key_A)
    assert "may not approve invoices for payment" in person.message


def test_an_invoice_is_cancelled_with_a_reason(
    qtbot: QtBot, open_window: OpenWindow, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    person.window.go(Place("invoice", _reference(taken, "79")))
    person.press("Cancel…")
    person.type("Reason", "Not one of our children")
    person.press("Cancel the invoice")
    assert person.sees("The invoice is cancelled: Not one of our children")
    assert find_invoice(taken.tables, "79", TODAY).state is InvoiceState.CANCELLED


# ---- payments and savings


def test_approved_lines_are_exported_and_the_rest_say_why(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session, tmp_path: Path
) -> None:
    approve_lines(session, _reference(session, "77"))
    person = Person(qtbot, open_window(taken))
    person.window.go(Place("finance", tab="paying"))
    assert person.table("Approved lines").rows[0].why.startswith("It has no supplier")
    set_supplier(taken, Supplier("p1", "40012"))
    add_purchase_order(taken, PurchaseOrder("PO-9", "p1", None, YEAR))
    add_cost_code(taken, CostCode("", "", "", "", "CC100", "4100", YEAR))
    person.keys("F5")
    assert person.sees("1 line can go, £5,314.29 net.")
    page = person.page
    assert isinstance(page, FinancePage)
    out = tmp_path / "payments.csv"
    page.tab.export_to(out)
    assert "1 line, £5,314.29 net, is in payments.csv." in person.message
    with out.open(encoding="utf-8", newline="") as text:
        assert [row["Supplier number"] for row in csv.DictReader(text)] == ["40012"]
    [export] = person.table("Exports").rows
    page.tab.save_again(export, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == out.read_bytes()
    page.tab.save_again(export, tmp_path / "nowhere" / "again.csv")
    assert "cannot be written" in person.message


def test_a_saving_is_recorded_by_one_and_agreed_by_another(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    person.window.go(Place("finance", tab="savings"))
    person.press("Record a saving")
    person.choose("Kind", "Step down to a less intensive home")
    person.type("Placement", "PLC-26-A7-0001")
    person.type("What was done", "Moved to a foster home")
    person.type("A week", "200")
    person.type("From", "01/07/2026")
    person.press("Record the saving")
    assert person.sees("This is needed.")
    person.type("Evidence", "Review of 20 June")
    person.press("Record the saving")
    assert "is recorded." in person.message
    table = person.table("Savings")
    table.select(lambda _: True)
    assert person.sees("may not approve invoices for payment")

    other = Person(qtbot, open_window(session))
    other.window.go(Place("finance", tab="savings"))
    other.table("Savings").select(lambda _: True)
    other.press("Agree")
    assert "is agreed, and counts." in other.message
    assert other.sees("£7,828.57 agreed in 2026-27")
    other.press("Withdraw")
    other.type("Reason", "Moved back")
    other.press("Withdraw it")
    assert savings(session.tables)[0].withdrawn_reason == "Moved back"


def test_the_rail_counts_what_waits_for_the_officer(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session
) -> None:
    """Finance has three invoices with lines to check; whoever approves, one line that agrees."""
    person = Person(qtbot, open_window(taken))
    person.window.count()
    assert "Finance, 3 waiting" in _rail(person)
    manager = Person(qtbot, open_window(session))  # who does both
    manager.window.count()
    assert "Finance, 4 waiting" in _rail(manager)


def _rail(person: Person) -> list[str]:
    return [item.accessibleName() for item in person.window._rail._items.values()]
