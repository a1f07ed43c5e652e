"""The register of everything printed, searched; what was sent to whom; and files checked by it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from resources_app.documents.model import Kind as DocumentKind
from resources_app.documents.provenance import Provenance, provenance_of
from resources_app.documents.register_paper import print_register
from resources_app.documents.registering import DocumentMade
from resources_app.foundations.counting import counted
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.documents_list import DocumentsList
from ui.pages.page import Crumb, Page
from ui.pages.sent_to_whom import SentToWhom
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.dropping import DropCover
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.tabs import Tab, Tabs

_REGISTER = (
    Field("first", "First day", Kind.DATE, needed=Needed.ALWAYS),
    Field("last", "Last day", Kind.DATE, needed=Needed.ALWAYS),
    Field("kind", "Kind", Kind.CHOICE, help="Left open, of every kind."),
    Field("recipient", "Made out to", help="Somebody whose name has this; left open, anybody."),
)


class DocumentsPage(Page):
    """Enter or a double click shows a document as it was printed."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"document", "document_issue", "sending", "notification"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        header = PageHeader("Documents")
        header.say(
            "Documents", "What was printed is kept: printed again, it is the same to the letter."
        )
        print_it = button("Print the register…", self._ask_register, icon="print")
        let(print_it, why_not(desk.officer, Permission.PRINT))
        header.add(print_it, button("Check a file…", self.primary, icon="search"))
        self.list = DocumentsList(self)
        self.sent = SentToWhom(self)
        self.tabs = Tabs(
            (
                Tab("", "Register", lambda: self.list),
                Tab("sent", "Sent to whom", lambda: self.sent),
            )
        )
        self.tabs.chosen.connect(lambda tab: desk.go("documents", tab=tab))
        self.table = self.list.table
        self.first = self.table
        self._cover = DropCover(self)
        self._cover.say("Let go, and the register says whether this is a document of its own.")
        self._cover.dropped.connect(lambda paths: self.check(paths[0]))
        self._cover.refused.connect(lambda text: desk.say(text, "warning"))
        self.lay_out(header, self.tabs)

    def _ask_register(self) -> None:
        """Ask for the days, at first those of the list, and print what was printed in them."""
        sought = self.list.sought

        def printed(made: DocumentMade) -> str:
            self.desk.go("document", made.reference)
            return f"{made.reference}, {counted(made.pages, 'page')}, is registered."

        ask(
            self,
            "Print the register",
            _REGISTER,
            "Print it",
            lambda session, record: print_register(
                session,
                record["first"],
                record["last"],
                kind=DocumentKind(record["kind"]) if record["kind"] else None,
                recipient=str(record["recipient"] or ""),
            ),
            told=printed,
            text="A list of what was printed, with the SHA-256 of each; a reference says no name.",
            values={
                "first": sought.first or self.desk.today().replace(day=1),
                "last": sought.last or self.desk.today(),
                "kind": str(sought.kind or ""),
            },
            options={"kind": [(str(kind), sentence(kind)) for kind in DocumentKind]},
        )

    def crumbs(self) -> list[Crumb]:
        if self.place.tab == "sent":
            return [("Documents", Place("documents")), ("Sent to whom", None)]
        return [("Documents", None)]

    def load(self) -> None:
        self._loaded = self.place.tab
        (self.sent if self._loaded == "sent" else self.list).load()

    _loaded: str | None = None

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)
        if tab != self._loaded:
            self.load()

    def primary(self) -> None:
        """Look for a file on this machine, and check it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Check a file", str(Path.home()), "PDF (*.pdf);;All files (*)"
        )
        if chosen:
            self.check(Path(chosen))

    def check(self, path: Path) -> None:
        """Say whether a file is a registered document, a copy of one that went out, or neither."""
        self.desk.read(self, lambda tables: provenance_of(tables, path), self._tell, key="check")

    def _tell(self, found: Provenance) -> None:
        one = found.document
        said = f"{found.file}: {found.sentence}"
        if one is None:
            self.desk.say(said, "warning")
        else:
            tone = "information" if one.superseded_by else "good"
            self.desk.say(said, tone, "Open it", Place("document", one.reference))
