"""Finance at a window: looking ahead, taking in invoices, deciding about lines, paying, savings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from resources_app.finance.actions import (
    approve_lines,
)
from resources_app.finance.invoice_queries import find_invoice
from resources_app.finance.model import (
    InvoiceState,
    LineState,
)
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.finance.market import Market
from tests.ui.conftest import OpenWindow
from tests.ui.october import file, market, reference_of, taken
from tests.ui.person import Person
from ui.pages.finance import FinancePage
from ui.pages.invoice import InvoicePage
from ui.shell.places import Place

__all__ = ["file", "market", "taken"]

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
    approve_lines(session, reference_of(session, "77"))
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
    reference = reference_of(taken, "77")
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
    assert person.sees("1 line in question")
    assert person.sees("Its own last day to be paid is 10 Dec 2026, and moves on with every day.")
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
    reference = reference_of(session, "77")
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


def test_an_invoice_is_found_by_its_number(
    qtbot: QtBot, open_window: OpenWindow, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    finder = person.window.top.finder
    finder.begin()
    qtbot.keyClicks(finder, "79")
    reference = reference_of(taken, "79")
    qtbot.waitUntil(lambda: any(reference in one for one in finder.listed))
    assert any("Chalk Hill Care, received 10 Nov 2026" in one for one in finder.listed)
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert person.page.place == Place("invoice", reference)


def test_whoever_entered_it_reads_why_they_may_not_approve(
    qtbot: QtBot, open_window: OpenWindow, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    person.window.go(Place("invoice", reference_of(taken, "77")))
    assert person.sees("may not approve invoices for payment")
    qtbot.keyClick(person.table("Lines").view, Qt.Key.Key_A)
    assert "may not approve invoices for payment" in person.message


def test_an_auditor_looks_and_is_told_why_nothing_can_be_entered(
    qtbot: QtBot, open_window: OpenWindow, session_for: SessionFor, market: Market
) -> None:
    person = Person(qtbot, open_window(session_for(Role.AUDITOR)))
    person.window.go(Place("finance"))
    page = person.page
    assert isinstance(page, FinancePage)
    entries = [
        one
        for one in page.findChildren(QPushButton)
        if one.text().strip() in ("Import invoices", "Enter an invoice")
    ]
    assert [one.isEnabled() for one in entries] == [False, False]
    assert all("may not keep invoices" in one.toolTip() for one in entries)


def test_an_invoice_is_cancelled_with_a_reason(
    qtbot: QtBot, open_window: OpenWindow, taken: Session
) -> None:
    person = Person(qtbot, open_window(taken))
    person.window.go(Place("invoice", reference_of(taken, "79")))
    person.press("Cancel…")
    person.type("Reason", "Not one of our children")
    person.press("Cancel the invoice")
    assert person.sees("The invoice is cancelled: Not one of our children")
    assert find_invoice(taken.tables, "79", TODAY).state is InvoiceState.CANCELLED


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
