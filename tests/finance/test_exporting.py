"""Payments exported once: what a row says, who is paid from where, and nothing twice."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace

import pytest

from resources_app.finance.actions import (
    add_cost_code,
    approve_lines,
    cancel_invoice,
    enter_invoice,
    export_payments,
    payment_file,
)
from resources_app.finance.export_layout import LAYOUT
from resources_app.finance.model import CostCode
from resources_app.finance.payment_queries import payment_exports
from resources_app.foundations.errors import NotFound, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.made_up import put
from tests.conftest import SessionFor
from tests.finance.market import (
    TOM_OCTOBER,
    YEAR,
    Market,
    invoice,
    ipa_of,
    line,
)


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_approved_lines_are_exported_once_and_the_same_bytes_for_ever(
    finance: Session, commissioner: Session, entered: str, coded: None
) -> None:
    approve_lines(commissioner, entered)
    done = export_payments(finance)
    [row] = _rows(done.bytes)
    assert list(row) == [column.heading for column in LAYOUT]
    assert row["Supplier number"] == "40012"
    assert row["Invoice date"] == "02/11/2026"
    assert row["Pay by"] == "09/12/2026"
    assert (row["Cost centre"], row["Account code"]) == ("CC100", "4100")
    assert (row["Net"], row["VAT code"], row["VAT"], row["Gross"]) == (
        "5314.29", "E", "0.00", "5314.29",
    )  # fmt: skip
    assert (row["First night"], row["Last night"]) == ("01/10/2026", "31/10/2026")
    assert done.sha256 == hashlib.sha256(done.bytes).hexdigest()
    assert payment_file(finance, done.reference) == done.bytes
    assert [one.reference for one in payment_exports(finance.tables)] == [done.reference]
    with pytest.raises(Refused, match="No approved line waits to be exported"):
        export_payments(finance)
    with pytest.raises(Refused, match="has gone to the finance system"):
        cancel_invoice(finance, entered, reason="Too late")
    with pytest.raises(NotFound, match="PAY-26-A7-0001"):
        payment_file(finance, "PAY-99")


def test_a_line_that_lacks_a_code_is_named_and_the_rest_go(
    finance: Session, commissioner: Session, entered: str, coded: None, market: Market
) -> None:
    other = invoice("5", line("B-2001", 442_414), provider_id=market.other_id)
    uncoded = enter_invoice(finance, other)
    approve_lines(commissioner, entered)
    approve_lines(commissioner, uncoded.reference)
    done = export_payments(finance)
    assert done.lines == 1
    why = "It has no supplier number or purchase order"
    assert [(one.invoice, one.why) for one in done.left] == [
        (uncoded.reference, f"{why} (Beech Care, children's home, core weekly fee).")
    ]
    with pytest.raises(Refused, match="None of the 1 approved lines can be exported"):
        export_payments(finance)


def test_each_funders_part_goes_to_its_cost_centre_and_they_add_up(
    session: Session, finance: Session, commissioner: Session, market: Market, coded: None
) -> None:
    for funder, share in (("social care", 6_667), ("health", 3_333)):
        put(
            session, "ipa_funding", ipa_id=ipa_of(session, market.tom), funder=funder,
            share=share, start_date="2026-07-01",
        )  # fmt: skip
    add_cost_code(finance, CostCode("", "", "", "health", "CC900", "4900", YEAR))
    made = enter_invoice(finance, invoice("77", line("B-1001", TOM_OCTOBER)))
    approve_lines(commissioner, made.reference)
    rows = _rows(export_payments(finance).bytes)
    assert [(row["Cost centre"], row["Net"]) for row in rows] == [
        ("CC100", "3197.59"),
        ("CC900", "1598.55"),
    ]
    assert sum(int(row["Net"].replace(".", "")) for row in rows) == TOM_OCTOBER


def test_nothing_in_the_file_runs_as_a_formula(
    session: Session, finance: Session, commissioner: Session, market: Market, coded: None
) -> None:
    made = enter_invoice(
        finance, replace(invoice("77", line("B-1001", TOM_OCTOBER)), number="=1+1")
    )
    approve_lines(commissioner, made.reference)
    assert _rows(export_payments(finance).bytes)[0]["Invoice number"] == "'=1+1"


def test_an_auditor_exports_nothing(session_for: SessionFor, market: Market) -> None:
    with pytest.raises(Refused, match="may not keep invoices"):
        export_payments(session_for(Role.AUDITOR))
