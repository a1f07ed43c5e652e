"""One printed document as it was registered: seen, printed again, saved, and who had it when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from resources_app.documents.batch_saving import read_copies
from resources_app.documents.batches import Copy
from resources_app.documents.issue_model import CopySaved, Handing, Issue, Way
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.issuing import note_issue, open_document, save_copy
from resources_app.documents.model import Document
from resources_app.documents.queries import document
from resources_app.documents.signature_model import Signatures
from resources_app.documents.signature_queries import signatures_of
from resources_app.foundations.clock import local_text
from resources_app.foundations.fields import Field
from resources_app.foundations.phrases import capital
from resources_app.store.tables import Tables
from ui.pages.asking import complain_in
from ui.pages.document_issued import DocumentIssued, in_fours
from ui.pages.document_mail import mail_button
from ui.pages.document_signing import DocumentSigning
from ui.pages.on_paper import OnPaper
from ui.pages.page import Crumb, Page
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button, put_words
from ui.shell.widgets.dropping import DropCover
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.form import Form
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.tabs import Tab, Tabs
from ui.shell.widgets.words import Facts, words

if TYPE_CHECKING:
    from ui.shell.widgets.pdf_view import PdfView

_PDF = "PDF (*.pdf)"
_PASSWORD = Field(
    "password",
    "Password",
    help="Leave it empty for a copy without a password. With one, the copy opens only with "
    "it; it is kept nowhere, so tell it by another way than the file.",
)


_FOR = Field(
    "recipient",
    "Whom it is for",
    help="The register keeps it, and a referral pack carries it on every page. Leave it open "
    "when it is for whom it was made out to.",
)

_Found = tuple[Document, list[Issue], Signatures]


class DocumentPage(Page):
    """The stored bytes, never printed anew; every copy that goes out from here is written down."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "document",
            "document_issue",
            "sending",
            "signature_party",
            "signature_chaser",
            "signed_copy",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("")
        self.save = button("Save a copy…", self._ask_where, icon="save")
        self.print = button("Print", self.primary, "primary", icon="print")
        self.mail = mail_button(self)
        self._header.add(self.mail, self.save, self.print)
        self.content = b""
        self._opened = ""
        self._later = ""
        self.pdf: PdfView | None = None
        self._facts = Facts()
        side = holder(column(words("Registered", "section"), self._facts, 1, spacing=SPACE_L))
        side.setFixedWidth(300)
        self._row = row(side, spacing=SPACE_L)
        self.paper = OnPaper(desk)
        self.later = button("", self._go_to_later, "link")
        self.superseded = surface(
            row(words("A later version says something else.", "strong"), self.later, 1),
            "warning",
            SPACE_S,
        )
        self.superseded.hide()
        self.signing = DocumentSigning(self)
        self.issued = DocumentIssued(self)
        self._cover = DropCover(self)
        self._cover.say("Let go, and it is added as a signed copy of this document.")
        self._cover.dropped.connect(lambda paths: self.signing.attach(paths[0]))
        self._cover.refused.connect(lambda text: desk.say(text, "warning"))
        self.tabs = Tabs(
            (
                Tab("", "As it was printed", lambda: holder(self._row)),
                Tab("signatures", "Signatures", lambda: self.signing),
                Tab("issued", "Who had it", lambda: self.issued),
            )
        )
        self.tabs.chosen.connect(lambda tab: desk.go("document", self.place.key, tab))
        self.lay_out(self._header, self.superseded, self.paper, self.tabs)

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)

    def crumbs(self) -> list[Crumb]:
        return [("Documents", Place("documents")), (self.place.key, None)]

    def load(self) -> None:
        reference = self.place.key
        self.desk.read(self, lambda tables: _read(tables, reference), self._show_facts, key="facts")
        if reference != self._opened:
            # Not merely read: it is a permission, and opening a restricted record is written down.
            self._opened = reference
            self.desk.write(self, lambda session: open_document(session, reference), self._show)

    def _show_facts(self, found: _Found) -> None:
        one, issues, signatures = found
        self._header.say(one.reference, f"{sentence(one.title)} · version {one.version}")
        self._header.show_chips(
            ("Superseded" if one.superseded_by else "", "warning"),
            (one.signing.words, one.signing.tone),
        )
        self._later = one.superseded_by
        put_words(self.later, f"Open {one.superseded_by}")
        self.superseded.setVisible(bool(one.superseded_by))
        self._facts.show_facts(
            [
                ("About", one.subject_reference),
                ("For", capital(one.made_for) or "Nobody named"),
                ("Printed by", one.made_by),
                ("When", local_text(one.made_at)),
                ("Pages", str(one.pages)),
                ("Size", f"{one.size / 1024:,.0f} KB"),
                ("Template", one.template_version),
                ("SHA-256", in_fours(one.sha256)),
            ]
        )
        self.signing.show_signatures(signatures, one)
        self.issued.show_issues(issues)
        self.tabs.label("issued", f"Who had it  {len(issues)}" if issues else "Who had it")
        if self.take_action() == "chase_signatures":
            self.signing.chase()

    def _go_to_later(self) -> None:
        self.desk.go("document", self._later)

    def _show(self, opened: tuple[Document, bytes]) -> None:
        _, content = opened
        self.content = content
        if self.pdf is None:
            module: Any = import_module("ui.shell.widgets.pdf_view")
            self.pdf = module.PdfView()
            self._row.addWidget(self.pdf, 1)
        self.pdf.show_pdf(content)

    def _ask_where(self) -> None:
        where = FileLine("Where to save the copy", _PDF, save=True)
        where.show_path(Path.home() / f"{self.place.key}.pdf")
        form = Form((_FOR, _PASSWORD))
        panel = Panel(
            "Save a copy",
            holder(column(where, form, spacing=SPACE_L)),
            "Save the copy",
            lambda: self._save(panel, where.path, form),
        )
        self.where = where
        self.show_panel(panel)

    def _save(self, panel: Panel, path: Path | None, form: Form) -> None:
        record, reference = form.read(), self.place.key
        if path is None or record is None:
            return

        def saved(made: CopySaved) -> None:
            panel.close_panel()
            told = f"A copy is in {path}, {made.how}."
            if self._later:
                self.desk.say(f"{told} It is superseded by {self._later}.", "warning")
            else:
                self.desk.say(told)

        panel.working(True)
        self.desk.write(
            panel,
            lambda session: save_copy(
                session,
                reference,
                path,
                password=str(record["password"]),
                recipient=str(record["recipient"]),
            ),
            saved,
            failed=partial(complain_in, panel, form),
        )

    def primary(self) -> None:
        """Print it on paper."""
        reference, desk = self.place.key, self.desk

        def went(_places: Sequence[int], stopped: str) -> None:
            handing = Handing(Way.PAPER, note=stopped)
            desk.write(desk, lambda session: note_issue(session, reference, handing), _nothing)

        def ask(contents: Sequence[bytes]) -> None:
            if self.pdf is not None:
                self.paper.ask(reference, contents, self.pdf.document.pageCount(), went)

        if self.pdf is not None:
            # What goes on paper leaves: it is checked again, as every copy is.
            desk.write(self, lambda session: read_copies(session, [Copy(reference)]), ask)


def _nothing(_written: object) -> None:
    """What was written down is shown as every change is."""


def _read(tables: Tables, reference: str) -> _Found:
    one = document(tables, reference)
    return one, issues_of(tables, one.id), signatures_of(tables, one)
