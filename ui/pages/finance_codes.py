"""What the finance system asks for: cost codes, supplier numbers, orders; and the tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.agreements.model import Element
from resources_app.finance.actions import (
    add_cost_code,
    add_purchase_order,
    set_supplier,
    set_tolerance,
)
from resources_app.finance.claim_queries import find_provider, tolerance
from resources_app.finance.code_queries import (
    cost_codes,
    provider_names,
    purchase_orders,
    suppliers,
)
from resources_app.finance.model import CostCode, PurchaseOrder, Supplier
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.errors import BadInput, KnownError, Where
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.providers.model import ProvisionType
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words


@dataclass(frozen=True)
class SupplierRow:
    """A provider's number, or an order of one provider or agreement, with the names to show."""

    number: str
    name: str
    period: Period | None = None
    whole: bool = True


@dataclass(frozen=True)
class CodesView:
    """Everything the tab shows."""

    codes: list[CostCode]
    suppliers: list[SupplierRow]
    orders: list[SupplierRow]
    tolerance: int


def gather(tables: Tables) -> CodesView:
    """Read all of it."""
    names = provider_names(tables)
    return CodesView(
        cost_codes(tables),
        [
            SupplierRow(one.number, names.get(one.provider_id, one.name))
            for one in suppliers(tables).values()
        ],
        [
            SupplierRow(one.number, names.get(one.provider_id, ""), one.period, one.ipa_id is None)
            for one in purchase_orders(tables)
        ],
        tolerance(tables),
    )


def _last(period: Period) -> str:
    return day_text(inclusive_end(period.end)) or "No end"


_CODES = (
    Column("Cost centre", lambda one: one.cost_centre, 110),
    Column("Account", lambda one: one.account_code, 90),
    Column("Kind of home", lambda one: one.provision_type or "any", 150, stretch=True),
    Column("For", lambda one: one.element or "anything", 120),
    Column("Funder", lambda one: one.funder or "any", 100),
    Column("From", lambda one: day_text(one.period.start), 100, number=True,
           sort=lambda one: one.period.start),
    Column("To", lambda one: _last(one.period), 100, number=True,
           sort=lambda one: str(one.period.end or "9999")),
)  # fmt: skip
_SUPPLIERS = (
    Column("Provider", lambda one: one.name, 180, stretch=True),
    Column("Supplier number", lambda one: one.number, 140),
)
_ORDERS = (
    Column("Order", lambda one: one.number, 92),
    Column("Provider", lambda one: one.name, 130, stretch=True,
           second=lambda one: "everything" if one.whole else "one agreement"),
    Column("From", lambda one: day_text(one.period.start), 102, number=True,
           sort=lambda one: one.period.start),
    Column("To", lambda one: _last(one.period), 106, number=True,
           sort=lambda one: str(one.period.end or "9999")),
)  # fmt: skip

_PROVIDER = Field(
    "provider", "Provider", needed=Needed.ALWAYS, help="Its name, or a part that only it has."
)
_DAYS = (
    Field("start", "From", Kind.DATE, needed=Needed.ALWAYS),
    Field("last", "To", Kind.DATE, help="The last day; left open, it runs on."),
)
_CODE_FIELDS = (
    Field("cost_centre", "Cost centre", needed=Needed.ALWAYS),
    Field("account_code", "Account code", needed=Needed.ALWAYS),
    Field("home", "Kind of home", Kind.CHOICE, options=tuple(map(str, ProvisionType)),
          help="What is left open holds for any; the row that names most answers."),
    Field("element", "Element", Kind.CHOICE, options=tuple(map(str, Element))),
    Field("funder", "Funder", help="Such as health."),
    *_DAYS,
)  # fmt: skip
_SUPPLIER_FIELDS = (_PROVIDER, Field("number", "Supplier number", needed=Needed.ALWAYS))
_ORDER_FIELDS = (
    _PROVIDER,
    Field("number", "Purchase order", needed=Needed.ALWAYS),
    Field("ipa", "Only for", help="The agreement’s or placement’s reference; else everything."),
    *_DAYS,
)
_TOLERANCE = (
    Field("pence", "Tolerance", Kind.WHOLE_NUMBER, needed=Needed.ALWAYS, help="In pence."),
)


class CodesTab(QWidget):
    """Three lists, each with its button."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._view: CodesView | None = None
        self.code = ActionButton("Add a cost code", self._ask_code, "", icon="add")
        self.supplier = ActionButton("Set a supplier number", self._ask_supplier, "", icon="add")
        self.order = ActionButton("Add a purchase order", self._ask_order, "", icon="add")
        self.tolerance = ActionButton("Change the tolerance", self._ask_tolerance, "")
        self._tolerance = words("", "muted", wrap=True)
        self.codes = Table(_CODES, "Cost codes")
        self.codes.when_empty("No cost code yet", "Without one no line can be exported.")
        self.suppliers = Table(_SUPPLIERS, "Supplier numbers")
        self.suppliers.when_empty("No supplier number yet", "Each provider that is paid has one.")
        self.orders = Table(_ORDERS, "Purchase orders", height=TWO_LINES)
        self.orders.when_empty("No purchase order yet", "For a provider, or for one agreement.")
        left = _titled("Supplier numbers", self.suppliers, self.supplier)
        right = _titled("Purchase orders", self.orders, self.order)
        body = column(
            row(self._tolerance, self.tolerance),
            _titled("Cost codes", self.codes, self.code),
            row(left, right, spacing=SPACE_L),
            spacing=SPACE_S,
        )
        body.setStretch(1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)

    def load(self) -> None:
        """Read the codes."""
        self._page.desk.read(self, gather, self._show, key="load")

    def _show(self, view: CodesView) -> None:
        self._view = view
        self.codes.show_rows(view.codes)
        self.suppliers.show_rows(view.suppliers)
        self.orders.show_rows(view.orders)
        pence = counted(view.tolerance, "penny", "pence")
        self._tolerance.setText(f"A line agrees when it differs by no more than {pence}.")
        officer = self._page.desk.officer
        refused = why_not(officer, Permission.KEEP_INVOICES)
        for one in (self.code, self.supplier, self.order):
            one.let(refused)
        refused = why_not(officer, Permission.MANAGE_TEAM)
        self.tolerance.let(refused)

    def _ask_code(self) -> None:
        def act(session: Session, record: Any) -> object:
            new = CostCode(
                "",
                record["home"],
                record["element"],
                record["funder"],
                record["cost_centre"],
                record["account_code"],
                _period(record),
            )
            return add_cost_code(session, new)

        ask(self._page, "Add a cost code", _CODE_FIELDS, "Add the cost code", act,
            told="The cost code is added.", values={"start": self._page.desk.today()})  # fmt: skip

    def _ask_supplier(self) -> None:
        def act(session: Session, record: Any) -> object:
            return set_supplier(session, Supplier(_provider(session, record), record["number"]))

        ask(self._page, "Set a supplier number", _SUPPLIER_FIELDS, "Set the number", act,
            told="The supplier number is set.")  # fmt: skip

    def _ask_order(self) -> None:
        def act(session: Session, record: Any) -> object:
            ipa = None
            if record["ipa"]:
                placement = placement_by_reference(session.tables, record["ipa"])
                ipa = ipa_of_placement(session.tables, placement.id).id
            provider = _provider(session, record)
            order = PurchaseOrder(record["number"], provider, ipa, _period(record))
            return add_purchase_order(session, order)

        ask(self._page, "Add a purchase order", _ORDER_FIELDS, "Add the order", act,
            told="The purchase order is added.",
            values={"start": self._page.desk.today()})  # fmt: skip

    def _ask_tolerance(self) -> None:
        held = self._view.tolerance if self._view else 0
        ask(self._page, "Change the tolerance", _TOLERANCE, "Change it",
            lambda session, record: set_tolerance(session, record["pence"]),
            told="Lines are matched with the new tolerance from now on.",
            values={"pence": held})  # fmt: skip


def _titled(title: str, table: Table, add: ActionButton) -> QWidget:
    body = column(row(words(title, "section"), 1, add), table, spacing=SPACE_S)
    body.setStretch(1, 1)
    return holder(body)


def _provider(session: Session, record: Any) -> str:
    try:
        return find_provider(session.tables, record["provider"])[0]
    except KnownError as error:
        raise BadInput(error.what, where=Where(field="Provider"), remedy=error.remedy) from error


def _period(record: Any) -> Period:
    start, last = record["start"], record["last"]
    if isinstance(last, date) and last < start:
        raise BadInput("The last day is before the first.", where=Where(field="To"))
    return Period(start, last + timedelta(days=1) if isinstance(last, date) else None)
