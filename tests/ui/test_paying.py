"""To pay, the codes that payments carry, and savings, at a window."""

from __future__ import annotations

import csv
from pathlib import Path

from pytestqt.qtbot import QtBot

from resources_app.finance.actions import (
    add_cost_code,
    add_purchase_order,
    approve_lines,
    set_supplier,
)
from resources_app.finance.model import CostCode, PurchaseOrder, Supplier
from resources_app.finance.saving_queries import savings
from resources_app.session import Session
from tests.ui.conftest import OpenWindow
from tests.ui.october import YEAR, file, market, reference_of, taken
from tests.ui.person import Person
from ui.pages.finance import FinancePage
from ui.shell.places import Place

__all__ = ["file", "market", "taken"]


def test_approved_lines_are_exported_and_the_rest_say_why(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session, tmp_path: Path
) -> None:
    approve_lines(session, reference_of(session, "77"))
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


def test_what_the_finance_system_asks_for_is_entered_where_it_is_missed(
    qtbot: QtBot, open_window: OpenWindow, session: Session, taken: Session
) -> None:
    approve_lines(session, reference_of(session, "77"))
    person = Person(qtbot, open_window(session))
    person.window.go(Place("finance", tab="paying"))
    person.press("Enter what is missing")
    assert person.sees("No cost code yet")
    assert person.nameless() == []
    person.press("Add a cost code")
    person.type("Cost centre", "CC1")
    person.type("Account code", "52010")
    person.type("From", "01/04/2026")
    person.press("Add the cost code")
    assert person.message == "The cost code is added."
    person.press("Set a supplier number")
    person.type("Provider", "nobody")
    person.type("Supplier number", "40012")
    person.press("Set the number")
    assert person.sees("There is no provider called “nobody”.")
    person.type("Provider", "Chalk Hill")
    person.press("Set the number")
    assert [row.number for row in person.table("Supplier numbers").rows] == ["40012"]
    person.press("Add a purchase order")
    person.type("Provider", "40012")
    person.type("Purchase order", "PO-7")
    person.type("From", "01/04/2026")
    person.type("To", "31/03/2026")
    person.press("Add the order")
    assert person.sees("The last day is before the first.")
    person.type("To", "31/03/2027")
    person.press("Add the order")
    person.press("Change the tolerance")
    person.type("Tolerance", "100")
    person.press("Change it")
    assert person.sees("A line agrees when it differs by no more than 100 pence.")
    person.tab("To pay")
    assert person.sees("1 line can go, £5,314.29 net.")
    assert "Enter what is missing" not in person.buttons()


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
