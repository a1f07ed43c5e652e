"""Finance: what a year will cost, what providers claim, what is to be paid, what was saved."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.page import Crumb, Page
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.tabs import Tab, Tabs

# To add a tab: its key, its words, and the module and class that show it.
_TABS = (
    ("commitments", "Commitments", "finance_commitments", "CommitmentsTab"),
    ("invoices", "Invoices", "finance_invoices", "InvoicesTab"),
    ("paying", "To pay", "finance_paying", "PayingTab"),
    ("savings", "Savings", "finance_savings", "SavingsTab"),
    ("codes", "Codes", "finance_codes", "CodesTab"),
)


class FinancePage(Page):
    """Five tabs, each read when it is first shown."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "invoice", "invoice_line", "invoice_query", "payment_export", "saving", "cost_code",
            "supplier", "purchase_order", "setting", "placement", "ipa", "fee_line",
            "absence", "rate",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        header = PageHeader("Finance")
        self._enter = button("Enter an invoice", lambda: desk.go("invoice_entry"), icon="add")
        self._import = button("Import invoices", self.primary, "primary", icon="import")
        for one in (self._enter, self._import):
            let(one, why_not(desk.officer, Permission.KEEP_INVOICES))
        header.add(self._enter, self._import)
        self.tabs = Tabs(
            [
                Tab(key, label, lambda module=module, cls=cls: self._make(module, cls))  # type: ignore[misc]
                for key, label, module, cls in _TABS
            ]
        )
        self.tabs.chosen.connect(lambda tab: desk.go("finance", tab=tab))
        self.lay_out(header, self.tabs)

    def _make(self, module: str, cls: str) -> QWidget:
        made: QWidget = getattr(import_module(f"ui.pages.{module}"), cls)(self)
        return made

    @property
    def tab(self) -> Any:
        """What the tab that is shown holds."""
        return self.tabs.built(self.tabs.current)

    def crumbs(self) -> list[Crumb]:
        label = {key: label for key, label, *_ in _TABS}.get(self.place.tab, "Commitments")
        return [("Finance", Place("finance")), (label, None)]

    def load(self) -> None:
        if self.tab is not None:
            self.tab.load()

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)
        self.tab.load()

    def primary(self) -> None:
        self.desk.go("invoice_import")
