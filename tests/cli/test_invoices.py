"""Invoices, payments, commitments and savings, as they are done without a window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resources_app.store.store import Store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.cli.conftest import Office, founded
from tests.cli.forms import departures, prints
from tests.conftest import passphrase_of
from tests.finance.market import build

FINANCE, COMMISSIONER, MANAGER = Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER
ROWS = """Invoice number,Invoice date,Child,From,To,Net
77,02/11/2026,B-1002,01/10/2026,31/10/2026,5314.29
77,02/11/2026,B-1001,01/10/2026,31/10/2026,5535.71
78,02/11/2026,B-1002,01/11/2026,01/12/2026,5314.29
79,02/11/2026,B-9999,01/11/2026,30/11/2026,"£1,000.00"
80,02/11/2026,B-1001,30/11/2026,01/11/2026,1000
81,02/11/2026,B-1001,01/11/2026,30/11/2026,USD 12
"""


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A store with a market in it; the manager enters, the head of service approves."""
    office = founded(tmp_path)
    with Store.open(office.store, passphrase=passphrase_of(MANAGER)) as store:
        build(sign_in(store))
    (tmp_path / "november.csv").write_text(ROWS, encoding="utf-8")
    return office


def _did(office: Office, role: Role, *words: object) -> Any:
    """The JSON of a command that is done, which keeps to the form that README gives."""
    data = office.do(role, *words)
    told = [str(word) for word in words]
    name = " ".join(told[:2]) if " ".join(told[:2]) in prints() else told[0]
    assert list(departures(data, prints()[name])) == []
    return data


def _take(office: Office) -> list[str]:
    file = office.folder / "november.csv"
    words = ("invoice", "import", file, "--provider", "chalk hill", "--accept")
    taken: list[str] = _did(office, FINANCE, *words, "--received", "2026-11-20")["references"]
    return taken


def test_matching_a_file_says_why_each_line_differs_and_stores_nothing(desk: Office) -> None:
    before = desk.marker()
    data = _did(desk, Role.AUDITOR, "invoice", "match", desk.folder / "november.csv")
    assert data["provider"] == "Chalk Hill Care"
    assert (data["agree"], data["differ"], data["accepted"]) == (1, 3, False)
    assert [line["findings"] for line in data["lines"]] == [
        [], ["wrong rate"], ["after end"], ["unknown child"],
    ]  # fmt: skip
    assert data["lines"][2]["why"] == [
        "Claimed 31 nights, 17 were due: the placement ended on 18 Nov 2026."
    ]
    assert data["lines"][2]["difference_pence"] == 531_429 - 291_429
    assert [cell["cell"] for cell in data["unread"]] == ["E6", "F7"]
    assert desk.marker() == before


def test_a_file_is_taken_once(desk: Office) -> None:
    taken = _take(desk)
    assert len(taken) == 3
    again = desk.run(
        FINANCE, "invoice", "import", desk.folder / "november.csv", "--provider", "Chalk Hill Care",
        "--received", "2026-11-20", "--accept",
    )  # fmt: skip
    assert again.status == 0
    assert "Nothing in this file is new; nothing was changed." in again.out
    assert len(_did(desk, FINANCE, "invoice", "list")) == 3


def test_from_question_to_payment(desk: Office) -> None:
    reference, *_ = _take(desk)
    asked = ("--line", "2", "--question", "Why £1,250.00 a week?")
    assert _did(desk, FINANCE, "invoice", "query", reference, *asked)["state"] == "queried"
    _did(desk, FINANCE, "invoice", "answer", reference, "--line", 2, "--answer", "Our mistake")
    note = _did(
        desk, FINANCE, "invoice", "credit", reference, "--line", 2, "--note", "CN-1", "--net",
        "739.57",
    )  # fmt: skip
    own = desk.run(FINANCE, "invoice", "approve", reference)
    assert (own.status, own.out) == (2, "")
    assert f"You entered {reference}" in own.err
    done = _did(desk, COMMISSIONER, "invoice", "approve", reference)
    assert done["approved"] == [1, 2]
    _did(desk, COMMISSIONER, "invoice", "approve", note["reference"])

    out = desk.folder / "payments.csv"
    bare = desk.run(FINANCE, "invoice", "export", "--out", out)
    assert bare.status == 2
    assert "It has no supplier number, purchase order, cost centre or account code" in bare.err
    _did(desk, FINANCE, "finance", "supplier", "Chalk Hill Care", "40012")
    _did(desk, FINANCE, "finance", "order", "40012", "PO-7", "--from", "2026-04-01")
    codes = _did(desk, FINANCE, "finance", "cost-code", "CC1", "52010", "--from", "2026-04-01")
    assert codes["tolerance_pence"] == 5
    made = _did(desk, FINANCE, "invoice", "export", "--out", out)
    assert (made["lines"], made["net_pence"]) == (3, 531_429 + 479_614)
    again = desk.folder / "again.csv"
    _did(desk, FINANCE, "invoice", "export", "--again", made["reference"], "--out", again)
    assert again.read_bytes() == out.read_bytes()
    assert [one["sha256"] for one in _did(desk, FINANCE, "invoice", "exports")] == [made["sha256"]]
    shown = desk.run(FINANCE, "invoice", "show", reference)
    assert "Asked on" in shown.out
    assert "[exported]" in shown.out
    nothing_more = desk.run(FINANCE, "invoice", "export", "--out", out)
    assert nothing_more.status == 2
    assert again.read_bytes() == out.read_bytes()  # what was written before is still there


def test_a_question_may_end_in_refusal_and_an_invoice_be_cancelled(desk: Office) -> None:
    reference, after_end, _ = _take(desk)
    _did(desk, FINANCE, "invoice", "query", after_end, "--line", 1, "--question", "She left.")
    _did(desk, FINANCE, "invoice", "answer", after_end, "--line", 1, "--answer", "Agreed")
    closed = _did(desk, FINANCE, "invoice", "close", after_end, "--line", 1, "--outcome", "refused")
    assert closed["state"] == "refused"
    _did(desk, FINANCE, "invoice", "check", reference)
    gone = _did(desk, FINANCE, "invoice", "cancel", reference, "--reason", "Wrong month")
    assert gone["state"] == "cancelled"


def test_commitments_add_up_by_whatever_is_asked(desk: Office) -> None:
    by_provider = _did(desk, FINANCE, "commitments", "--year", "2026-27")
    by_month = _did(desk, FINANCE, "commitments", "--year", "2026-27", "--by", "month")
    assert by_provider["net_pence"] == by_month["net_pence"]
    assert sum(one["net_pence"] for one in by_provider["groups"]) == by_provider["net_pence"]
    owed = _did(
        desk, FINANCE, "commitments", "--by", "authority", "--accruals-at", "2026-11-30"
    )["accruals"]  # fmt: skip
    assert owed["accrued_pence"] == owed["charged_pence"] > 0
    said = desk.run(FINANCE, "commitments", "--accruals-at", "2026-11-30")
    assert "Owed at the end of 30 Nov 2026" in said.out


@pytest.mark.parametrize("year", ["2026", "2026-28", "next"])
def test_a_year_that_is_none_is_refused(desk: Office, year: str) -> None:
    said = desk.run(FINANCE, "commitments", "--year", year)
    assert (said.status, said.out) == (2, "")
    assert "is not a financial year" in said.err


def test_a_saving_is_agreed_by_another(desk: Office) -> None:
    made = _did(
        desk, FINANCE, "saving", "add", "--kind", "step-down", "--placement", "PLC-26-A7-0001",
        "--weekly", "200", "--from", "2026-07-01", "--what", "Moved", "--evidence", "Review",
    )  # fmt: skip
    assert made["full_year_pence"] == 1_042_857
    own = desk.run(FINANCE, "saving", "agree", made["reference"])
    assert (own.status, own.out) == (2, "")
    assert _did(desk, COMMISSIONER, "saving", "agree", made["reference"])["agreed_on"] is not None
    assert len(_did(desk, FINANCE, "saving", "list", "--year", "2026-27")) == 1
    _did(desk, FINANCE, "saving", "withdraw", made["reference"], "--reason", "Moved back")
    assert json.loads(json.dumps(_did(desk, FINANCE, "saving", "list")))[0]["withdrawn_on"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("invoice", "show", "INV-1"), "There is no invoice INV-1"),
        (("invoice", "import", "november.csv", "--provider", "Nobody"), "no provider called"),
        (("invoice", "import", "none.csv", "--provider", "Chalk Hill Care"), "no file"),
        (("finance", "tolerance", "5000"), "A tolerance of 5000 pence is not taken"),
        (("saving", "agree", "SAV-1"), "There is no saving SAV-1"),
        (("finance", "cost-code", "C", "A", "--from", "2026-04-01", "--until", "2026-04-01"),
         "is not after"),
    ],
)  # fmt: skip
def test_refusals_are_a_sentence_and_status_2(
    desk: Office, words: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    before = desk.marker()
    said = desk.run(FINANCE, *words)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert desk.marker() == before
