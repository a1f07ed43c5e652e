"""One printed document as it was registered: seen, printed again, saved."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources_app.documents.actions import reprint
from resources_app.documents.delivering import deliver
from resources_app.documents.model import Document
from resources_app.documents.queries import document
from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field
from ui.pages.on_paper import OnPaper
from ui.pages.page import Crumb, Page
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L
from ui.shell.widgets.buttons import button
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.form import Form
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.words import Facts, words

if TYPE_CHECKING:
    from ui.shell.widgets.pdf_view import PdfView

_PDF = "PDF (*.pdf)"
_PASSWORD = Field(
    "password",
    "Password",
    help="Leave it open for a plain copy. With one, the copy opens only with it; it is kept "
    "nowhere, so tell it by another way than the file.",
)


class DocumentPage(Page):
    """The stored bytes, never printed anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("")
        self.save = button("Save a copy…", self._ask_where, icon="save")
        self.print = button("Print", self.primary, "primary", icon="print")
        self._header.add(self.save, self.print)
        self.content = b""
        self.pdf: PdfView | None = None
        self._facts = Facts()
        side = holder(column(words("Registered", "section"), self._facts, 1, spacing=SPACE_L))
        side.setFixedWidth(300)
        self._row = row(side, spacing=SPACE_L)
        self.paper = OnPaper(desk)
        self.lay_out(self._header, self.paper, holder(self._row))

    def crumbs(self) -> list[Crumb]:
        return [("Documents", Place("documents")), (self.place.key, None)]

    def load(self) -> None:
        reference = self.place.key
        self.desk.read(
            self, lambda tables: document(tables, reference), self._show_facts, key="facts"
        )
        # Reprinting is a permission, so it is asked of the session, not merely read.
        self.desk.write(self, lambda session: reprint(session, reference), self._show)

    def _show_facts(self, one: Document) -> None:
        self._header.say(one.reference, f"{sentence(one.kind)} · version {one.version}")
        self._facts.show_facts(
            [
                ("About", one.subject_reference),
                ("For", one.made_for or "Nobody named"),
                ("Printed by", one.made_by),
                ("When", local_text(one.made_at)),
                ("Pages", str(one.pages)),
                ("Size", f"{one.size / 1024:,.0f} KB"),
                ("Template", one.template_version),
                # In fours, so that two people can compare it over the telephone.
                ("SHA-256", " ".join(one.sha256[at : at + 4] for at in range(0, 64, 4))),
            ]
        )

    def _show(self, content: bytes) -> None:
        self.content = content
        if self.pdf is None:
            module: Any = import_module("ui.shell.widgets.pdf_view")
            self.pdf = module.PdfView()
            self._row.addWidget(self.pdf, 1)
        self.pdf.show_pdf(content)

    def _ask_where(self) -> None:
        where = FileLine("Where to save the copy", _PDF, save=True)
        where.show_path(Path.home() / f"{self.place.key}.pdf")
        form = Form((_PASSWORD,))
        panel = Panel(
            "Save a copy",
            holder(column(where, form, spacing=SPACE_L)),
            "Save the copy",
            lambda: self._save(panel, where.path, form),
        )
        self.where = where
        self.show_panel(panel)

    def _save(self, panel: Panel, path: Path | None, form: Form) -> None:
        record = form.read()
        if path is None or record is None:
            return
        try:
            copy = deliver(self.content, path, password=str(record["password"]))
        except KnownError as error:
            panel.complain(error)
            return
        panel.close_panel()
        how = "with its password" if copy.encrypted else "as it was printed"
        self.desk.say(f"A copy is in {path}, {how}.")

    def primary(self) -> None:
        """Print it on paper."""
        if self.pdf is not None:
            pages = self.pdf.document.pageCount()
            self.paper.ask(self.place.key, [self.content], pages)
