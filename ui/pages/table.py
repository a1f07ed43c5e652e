"""The pages of the window, each loaded when it is first shown.

To add a page: write its module, with a `Page` in it, and add a row. Pages on the rail are in
the order shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from ui.pages.page import Page
from ui.shell.desk import Desk


@dataclass(frozen=True)
class PageRow:
    """One page: its key, what the rail calls it, and where its class is."""

    key: str
    label: str
    module: str
    cls: str
    icon: str = ""
    rail: bool = False
    under: str = ""  # the rail's entry that is lit while this page is shown

    def build(self, desk: Desk) -> Page:
        """Load the page's module and make the page."""
        made: Page = getattr(import_module(f"ui.pages.{self.module}"), self.cls)(desk)
        return made


PAGES: dict[str, PageRow] = {
    row.key: row
    for row in (
        PageRow("today", "Today", "today", "TodayPage", "today", rail=True),
        PageRow("breaches", "Breaches", "breaches", "BreachesPage", under="today"),
        PageRow("requests", "Requests", "requests", "RequestsPage", "requests", rail=True),
        PageRow(
            "placements", "Placements", "placements", "PlacementsPage", "placements", rail=True
        ),
        PageRow("providers", "Providers", "providers", "ProvidersPage", "providers", rail=True),
        PageRow(
            "agreements", "Agreements", "agreements", "AgreementsPage", "agreements", rail=True
        ),
        PageRow("beds", "Beds", "beds", "BedsPage", "beds", rail=True),
        PageRow("finance", "Finance", "finance", "FinancePage", "finance", rail=True),
        PageRow("documents", "Documents", "documents", "DocumentsPage", "documents", rail=True),
        PageRow("settings", "Settings", "settings", "SettingsPage", "settings", rail=True),
        PageRow("request", "Request", "request", "RequestPage", under="requests"),
        PageRow(
            "pack_review", "Review of a pack", "pack_review", "PackReviewPage", under="requests"
        ),
        PageRow("unplaced", "Unplaced", "unplaced", "UnplacedPage", under="requests"),
        PageRow("panels", "Panels", "panels", "PanelsPage", under="requests"),
        PageRow("panel", "Panel", "panels", "PanelPage", under="requests"),
        PageRow("child", "Child", "child", "ChildPage", under="requests"),
        PageRow("new_request", "New request", "new_request", "NewRequestPage", under="requests"),
        PageRow(
            "children_import",
            "Import children",
            "children_import",
            "ChildrenImportPage",
            under="requests",
        ),
        PageRow(
            "requests_import",
            "Import requests",
            "requests_import",
            "RequestsImportPage",
            under="requests",
        ),
        PageRow("placement", "Placement", "placement", "PlacementPage", under="placements"),
        PageRow("service", "Service", "service", "ServicePage", under="providers"),
        PageRow("agreement", "Agreement", "agreement", "AgreementPage", under="agreements"),
        PageRow("expiring", "Expiring", "expiring", "ExpiringPage", under="agreements"),
        PageRow("uplift", "Uplift", "uplift", "UpliftPage", under="agreements"),
        PageRow("new_uplift", "Raise prices", "new_uplift", "NewUpliftPage", under="agreements"),
        PageRow("invoice", "Invoice", "invoice", "InvoicePage", under="finance"),
        PageRow(
            "invoice_entry",
            "Enter an invoice",
            "invoice_entry",
            "InvoiceEntryPage",
            under="finance",
        ),
        PageRow(
            "invoice_import",
            "Import invoices",
            "invoice_import",
            "InvoiceImportPage",
            under="finance",
        ),
        PageRow("document", "Document", "document", "DocumentPage", under="documents"),
        PageRow("file", "File", "file", "FilePage", under="requests"),
        PageRow(
            "register_import",
            "Import the register",
            "register_import",
            "RegisterImportPage",
            under="providers",
        ),
        PageRow(
            "price_import",
            "Import a price schedule",
            "price_import",
            "PriceImportPage",
            under="agreements",
        ),
    )
}
