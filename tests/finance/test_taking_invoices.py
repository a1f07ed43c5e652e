"""A file of invoices: looked at first, taken whole, and the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from resources_app.finance.actions import accept_invoices, cancel_invoice, preview_invoices
from resources_app.finance.invoice_import import InvoiceImport, InvoicePreview
from resources_app.finance.invoice_queries import find_invoice
from resources_app.finance.model import Finding
from resources_app.foundations.errors import KnownError, Overtaken, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.finance.market import RECEIVED, Market

HEADINGS = "Invoice number,Invoice date,Child,From,To,Net,VAT,Credits"
TOM = "77,02/11/2026,B-1001,01/10/2026,31/10/2026,4796.14,0,"
ADA = "77,02/11/2026,B-1002,01/10/2026,31/10/2026,5314.29,0,"
ASKED = InvoiceImport("p1", "Chalk Hill Care", RECEIVED)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows under the headings to a CSV file."""

    def written(*rows: str) -> Path:
        path = tmp_path / "october.csv"
        path.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
        return path

    return written


def _look(session: Session, path: Path) -> InvoicePreview:
    return preview_invoices(session, path, ASKED)


def test_a_preview_matches_every_line_and_writes_nothing(
    finance: Session, market: Market, write: Write
) -> None:
    after_end = "78,02/11/2026,B-1002,01/11/2026,30/11/2026,5142.86,0,"
    seen = _look(finance, write(TOM, ADA, after_end))
    assert [one.new.number for one in seen.invoices] == ["77", "78"]
    assert [match.finding for _, match in seen.lines] == [
        Finding.AGREES, Finding.AGREES, Finding.AFTER_END,
    ]  # fmt: skip
    assert seen.with_findings == 1
    assert finance.tables.value("SELECT COUNT(*) FROM invoice") == 0


def test_what_was_previewed_is_taken_and_the_same_file_again_changes_nothing(
    finance: Session, market: Market, write: Write
) -> None:
    path = write(TOM, ADA)
    taken = accept_invoices(finance, _look(finance, path))
    stored = find_invoice(finance.tables, taken.references[0], TODAY)
    assert (stored.number, len(stored.lines), stored.source_file) == ("77", 2, "october.csv")
    assert [one.source_row for one in stored.lines] == [2, 3]
    again = _look(finance, path)
    assert again.changes_nothing
    assert again.invoices[0].unchanged == 2
    with pytest.raises(Refused, match="nothing was changed"):
        accept_invoices(finance, again)


def test_a_row_put_right_is_added_to_its_invoice(
    finance: Session, market: Market, write: Write
) -> None:
    bad = ADA.replace("31/10/2026", "31/09/2026")
    first = _look(finance, write(TOM, bad))
    assert [cell.cell for cell in first.unread] == ["E3"]
    accept_invoices(finance, first)
    second = _look(finance, write(TOM, ADA))
    assert (second.invoices[0].held != "", second.invoices[0].unchanged) == (True, 1)
    [reference] = accept_invoices(finance, second).references
    stored = find_invoice(finance.tables, reference, TODAY)
    assert [one.number for one in stored.lines] == [1, 2]
    assert stored.net_pence == 479_614 + 531_429


def test_a_changed_amount_under_the_same_number_is_found_claimed_already(
    finance: Session, market: Market, write: Write
) -> None:
    accept_invoices(finance, _look(finance, write(TOM)))
    seen = _look(finance, write(TOM.replace("4796.14", "5000.00")))
    assert [match.finding for _, match in seen.lines] == [Finding.DUPLICATE]


def test_two_invoices_of_one_file_for_the_same_nights_are_found(
    finance: Session, market: Market, write: Write
) -> None:
    seen = _look(finance, write(TOM, TOM.replace("77,", "78,", 1)))
    assert [match.finding for _, match in seen.lines] == [Finding.AGREES, Finding.DUPLICATE]
    assert "are on invoice 77 (this file) already" in seen.lines[1][1].why[0]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (TOM.replace("4796.14", "-4796.14"), "is negative, and no invoice is named"),
        (TOM.replace("4796.14", "-4796.14") + "12", "credits invoice 12, which this provider"),
        (TOM.replace("02/11/2026", "11/11/2026"), "after the day it was received, 10 Nov 2026"),
        (TOM.replace("02/11/2026", ""), "gives no date for invoice 77"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_number(
    finance: Session, market: Market, write: Write, row: str, says: str
) -> None:
    seen = _look(finance, write(row, ADA.replace("77,", "78,", 1)))
    assert [one.new.number for one in seen.invoices] == ["78"]
    [refused] = seen.unread
    assert refused.cell == "row 2"
    assert says in refused.why


def test_a_credit_in_a_file_finds_the_line_it_credits(
    finance: Session, market: Market, write: Write
) -> None:
    dear = TOM.replace("4796.14", "5535.71")
    credit = "CN-1,03/11/2026,B-1001,01/10/2026,31/10/2026,(739.57),0,77"
    accept_invoices(finance, _look(finance, write(dear, credit)))
    note = find_invoice(finance.tables, "CN-1", TODAY)
    credited = find_invoice(finance.tables, "77", TODAY)
    assert note.is_credit
    assert note.credits_invoice_id == credited.id
    assert note.lines[0].credits_line_id == credited.lines[0].id
    assert note.lines[0].finding is Finding.AGREES


def test_a_preview_that_was_overtaken_is_not_taken(
    session: Session, finance: Session, market: Market, write: Write
) -> None:
    seen = _look(finance, write(TOM))
    with session.act("end for a test") as act:
        act.tables.change(
            "UPDATE placement SET end_date = ? WHERE reference = ?",
            (date(2026, 10, 11).isoformat(), market.tom),
        )
    with pytest.raises(Overtaken):
        accept_invoices(finance, seen)
    assert finance.tables.value("SELECT COUNT(*) FROM invoice") == 0


def test_a_cancelled_invoice_may_be_taken_again(
    finance: Session, market: Market, write: Write
) -> None:
    path = write(TOM)
    [first] = accept_invoices(finance, _look(finance, path)).references
    cancel_invoice(finance, first, reason="Wrong month")
    [second] = accept_invoices(finance, _look(finance, path)).references
    assert second != first


def test_taking_needs_the_permission_and_looking_does_not(
    session_for: SessionFor, market: Market, write: Write
) -> None:
    auditor = session_for(Role.AUDITOR)
    seen = _look(auditor, write(TOM))
    with pytest.raises(KnownError, match="may not keep invoices"):
        accept_invoices(auditor, seen)
