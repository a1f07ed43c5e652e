"""The register of everything printed, the last first."""

from __future__ import annotations

from typing import ClassVar

from resources_app.documents.queries import documents
from ui.pages.document_table import COLUMNS
from ui.pages.page import Crumb, Page
from ui.shell.desk import Desk
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.table import Table


class DocumentsPage(Page):
    """Enter or a double click shows a document as it was printed."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"document"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        header = PageHeader("Documents")
        header.say(
            "Documents", "What was printed is kept: printed again, it is the same to the letter."
        )
        self.table = Table(COLUMNS, "Documents")
        self.table.when_empty(
            "Nothing was printed yet",
            "Print a referral pack from a request, or a contract schedule from a placement.",
            "Go to requests",
            lambda: desk.go("requests"),
        )
        self.table.opened.connect(lambda one: desk.go("document", one.reference))
        self.first = self.table
        self.lay_out(header, self.table)

    def crumbs(self) -> list[Crumb]:
        return [("Documents", None)]

    def load(self) -> None:
        self.desk.read(self, documents, self.table.show_rows, key="load")
