"""The demo's invoices of the last three months, some of them wrong, and what became of them.

Everything goes through the actions that the team would use, by the officers who would.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import Account
from resources_app.demo.queries import identifiers_and_names
from resources_app.finance.actions import (
    accept_invoices,
    add_cost_code,
    add_purchase_order,
    add_saving,
    agree_saving,
    answer_query,
    approve_lines,
    close_query,
    credit_line,
    export_payments,
    preview_invoices,
    query_line,
    set_supplier,
)
from resources_app.finance.claim_queries import find_provider
from resources_app.finance.invoice_import import InvoiceImport
from resources_app.finance.invoice_queries import find_invoice
from resources_app.finance.model import (
    CostCode,
    Finding,
    LineState,
    Outcome,
    PurchaseOrder,
    Supplier,
)
from resources_app.finance.payment_queries import payables
from resources_app.finance.saving_model import NewSaving
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period, add_months, financial_year_period
from resources_app.foundations.dates import financial_year as year_of
from resources_app.placements.charging_queries import accounts
from resources_app.session import Session
from resources_app.workbooks.model import Cell, Sheet, Workbook

_MONTHS = 3
_PROVIDERS = 12
_HEADINGS: list[Cell] = [
    "Invoice number", "Invoice date", "Child", "Period from", "Period to", "Net", "VAT",
]  # fmt: skip
_COST_CODES = (
    ("", "", "", "CC400", "52000"),
    ("independent fostering agency", "", "", "CC410", "52010"),
    ("children's home", "", "", "CC420", "52020"),
    ("supported accommodation", "", "", "CC430", "52030"),
    ("", "education", "", "CC440", "52100"),
    ("", "", "health", "CC490", "52900"),
)
_SAVINGS = (
    ("negotiated-reduction", "Price for a second child in the same home", 12_500),
    ("avoided-uplift", "Uplift of 6 per cent held to 3", 4_200),
    ("step-down", "Moved from a residential home to a foster family", 210_000),
    ("negotiated-reduction", "Long-stay price agreed after the first year", 8_000),
    ("block-for-spot", "Block-contract bed in place of a spot purchase", 95_000),
    ("step-down", "Moved on to supported accommodation", 120_000),
)


@dataclass(frozen=True)
class Desk:
    """Who does what. `today` is the demo's day."""

    finance: Session
    commissioning: Session
    chance: random.Random
    today: date

    def on(self, session: Session, day: date) -> Session:
        """A session as it was on an earlier day."""
        return replace(session, clock=FixedClock.on(min(day, self.today)))


def make_invoices(desk: Desk) -> None:
    """Codes, three months of invoices from the largest providers, savings."""
    months = [add_months(desk.today.replace(day=1), -back) for back in range(_MONTHS, -1, -1)]
    owed = accounts(desk.finance.tables, during=Period(months[0], months[-1]))
    by_provider = _largest(desk, owed)
    called = identifiers_and_names(desk.finance.tables)
    _codes(desk, by_provider)
    taken: list[tuple[date, str]] = []
    for number, (provider, name, mine) in enumerate(by_provider):
        for month, end in pairwise(months):
            received = end + timedelta(days=2 + number % 5)
            rows = list(_rows(desk.chance, called, mine, Period(month, end)))
            book = _workbook(f"{_initials(name)}{number}-{month:%y%m}", end, rows)
            asked = InvoiceImport(provider, name, min(received, desk.today))
            session = desk.on(desk.finance, received)
            seen = preview_invoices(session, book, asked)
            if not seen.changes_nothing:
                taken += [(month, one) for one in accept_invoices(session, seen).references]
    _work(desk, months, taken)
    _savings(desk, owed)


def _largest(desk: Desk, owed: list[Account]) -> list[tuple[str, str, list[Account]]]:
    """The providers with most placements, by id and name, each with a few of them."""
    found: dict[str, list[Account]] = {}
    for account in owed:
        found.setdefault(account.provider_id, []).append(account)
    named = [(one, find_provider(desk.finance.tables, one)[1]) for one in found]
    order = sorted(named, key=lambda pair: (-len(found[pair[0]]), pair[1]))
    return [(one, name, found[one][:6]) for one, name in order[:_PROVIDERS]]


def _codes(desk: Desk, by_provider: list[tuple[str, str, list[Account]]]) -> None:
    year = financial_year_period(year_of(desk.today))
    for home, element, funder, centre, account in _COST_CODES:
        add_cost_code(
            desk.finance, CostCode("", home, element, funder, centre, account, Period(year.start))
        )
    # The last one is not in the finance system yet, so that its lines stay behind.
    for number, (provider, _, _) in enumerate(by_provider[:-1]):
        set_supplier(desk.finance, Supplier(provider, f"{40_010 + 7 * number}"))
        order = PurchaseOrder(f"PO-{7_100 + number}", provider, None, year)
        add_purchase_order(desk.finance, order)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper()[:3]


def _workbook(number: str, dated: date, rows: list[list[Cell]]) -> Workbook:
    sheet: list[list[Cell]] = [_HEADINGS]
    sheet += [[number, dated, *row] for row in rows]
    return Workbook(f"{number}.xlsx", number, (Sheet("Invoice", sheet),))


def _rows(
    chance: random.Random,
    called: dict[str, tuple[str, str]],
    mine: list[Account],
    month: Period,
) -> Iterator[list[Cell]]:
    """A line for each placement: most of them what is due, one in eight something else."""
    assert month.end is not None
    charges = charges_by_period(mine, [month.start, month.end])
    for account, line, (net,), (vat,) in zip(
        charges.accounts, charges.lines, charges.net, charges.vat, strict=True
    ):
        if str(line.element) != "core weekly fee" or net <= 0:
            continue
        stay = account.stay.meet(month)
        if stay is None or stay.end is None:
            continue
        start, last = stay.start, stay.end - timedelta(days=1)
        wrong = chance.random()
        identifier, name = called[account.child_id]
        pence, who = int(net), chance.choice((identifier, account.placement_reference))
        if wrong < 0.05:  # last year's price, or next year's
            pence = pence * 104 // 100
        elif wrong < 0.08 and last == month.end - timedelta(days=1):
            last += timedelta(days=1)  # the first night of the next month too
            pence = pence * (last - start).days // max(1, (last - start).days - 1)
        elif wrong < 0.10:
            who = f"YP {chance.randint(100, 999)}"
        elif wrong < 0.12:
            vat = pence // 5
        elif wrong < 0.14:
            who = name
        yield [who, start, last, pence / 100, int(vat) / 100]


def _work(desk: Desk, months: list[date], taken: list[tuple[date, str]]) -> None:
    """Two months are paid but for what is in question; the third is being worked through."""
    for month in months[:_MONTHS]:
        references = [reference for one, reference in taken if one == month]
        last = month == months[_MONTHS - 1]
        for number, reference in enumerate(references):
            if not last or number % 3 == 1:
                _approve(desk, reference)
            if not last or number % 3 == 0:
                _ask(desk, reference, settled=month == months[0], answered=not last)
        if not last and payables(desk.finance.tables, desk.today):
            export_payments(desk.on(desk.finance, add_months(month, 1) + timedelta(days=20)))


def _approve(desk: Desk, reference: str) -> None:
    """Approve what agrees, a week after it came."""
    invoice = find_invoice(desk.finance.tables, reference, desk.today)
    if any(not line.finding for line in invoice.lines):
        approve_lines(desk.on(desk.commissioning, invoice.received_on + timedelta(8)), reference)


def _ask(desk: Desk, reference: str, *, settled: bool, answered: bool) -> None:
    """Ask about what differs; what came of it, or the answer so far."""
    invoice = find_invoice(desk.finance.tables, reference, desk.today)
    for line in [one for one in invoice.lines if one.finding]:
        session = desk.on(desk.finance, invoice.received_on + timedelta(days=3))
        query_line(session, reference, line.number, question=" ".join(line.why))
        if settled:
            _settle(desk, reference, line.number)
        elif answered:
            later = desk.on(desk.finance, invoice.received_on + timedelta(days=9))
            answer = "We are looking into it and will write."
            answer_query(later, reference, line.number, answer=answer)


def _settle(desk: Desk, reference: str, number: int) -> None:
    """A question of the first month: credited where too much was claimed, or refused."""
    invoice = find_invoice(desk.finance.tables, reference, desk.today)
    line = next(one for one in invoice.lines if one.number == number)
    session = desk.on(desk.finance, invoice.received_on + timedelta(days=10))
    over = line.difference_pence or 0
    if line.placement_id is not None and over > 0 and line.state is LineState.QUERIED:
        answer_query(session, reference, number, answer="Our mistake; a credit note follows.")
        note = credit_line(
            session, reference, number, note_number=f"CN-{invoice.number}-{number}", net_pence=over
        )
        if all(match.finding is Finding.AGREES for match in note.matches):
            approver = desk.on(desk.commissioning, invoice.received_on + timedelta(days=12))
            approve_lines(approver, reference, [number])
            approve_lines(approver, note.reference)
        return
    answer_query(session, reference, number, answer="The line was meant for another council.")
    close_query(session, reference, number, outcome=Outcome.REFUSED)


def _savings(desk: Desk, owed: list[Account]) -> None:
    live = [one for one in owed if one.stay.end is None]
    chosen = desk.chance.sample(live, min(len(_SAVINGS), len(live)))
    for number, ((kind, what, weekly), account) in enumerate(zip(_SAVINGS, chosen, strict=False)):
        start = max(account.stay.start, add_months(desk.today, -7 + number))
        made = add_saving(
            desk.finance,
            NewSaving(
                kind=kind,
                description=what,
                evidence=f"Provider’s letter and the decision on {account.placement_reference}",
                start=start,
                weekly_pence=weekly,
                placement=account.placement_reference,
            ),
        )
        if number % 3 != 2:
            agree_saving(desk.commissioning, made.reference)
