"""The words of documents and e-mails, text by text, and the team's own in their place."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from resources_app.documents.own_words import OwnWords, Standing, documents_worded, lost, standing
from resources_app.documents.own_words_queries import own_words
from resources_app.documents.registering import Preview
from resources_app.documents.setting_words import WordsSet, reset_words, set_words, undo_words
from resources_app.documents.specimens import preview_words
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, KnownError, Where
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import joined
from resources_app.printing.wording import Text
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.page import Page
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words as text

if TYPE_CHECKING:
    from ui.shell.widgets.pdf_view import PdfView

_PAGE_HEIGHT = 520  # pixels: most of a page can be read in it
_ENOUGH = 40  # letters by which a text is found on its page
_WORDS = Field("words", "Words", Kind.LONG_TEXT, needed=Needed.ALWAYS)
_COLUMNS = (
    Column("Where", lambda one: one.text.where, 280, hint=lambda one: one.text.where),
    Column("Words", lambda one: _said(one), 470, stretch=True, hint=lambda one: _said(one)),
    Column("Changed by", lambda one: _changed(one), 230, tone=lambda one: _tone(one)),
)
_TOLD = (
    "What documents and e-mails say beside what is recorded. What you change is printed from now "
    "on, in a new version; what was printed stays as it was. Which sections there are, and what "
    "each shows, stays as it is."
)


class WordingTab(QWidget):
    """Choose a document, see each text under its heading, change it, go back."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.document = QComboBox()
        self.document.setAccessibleName("Document")
        for name, title in documents_worded().items():
            self.document.addItem(title, name)
        self.document.activated.connect(lambda _: self.load())
        label = text("Document", "strong")
        label.setBuddy(self.document)
        label.setMinimumHeight(self.document.sizeHint().height())
        self.looked = text("", "warning", wrap=True)
        self.looked.hide()
        self.table = Table(_COLUMNS, "Texts")
        self.table.selected.connect(lambda _: self._let())
        self.table.opened.connect(lambda _: self._edit())
        self.edit = ActionButton("Change the words", self._edit)
        self.undo = ActionButton("Take the last change back", self._undo, "")
        self.reset = ActionButton("Go back to the first words", self._reset, "")
        buttons = row(self.reset, self.undo, self.edit, spacing=SPACE_S)
        for one in (self.reset, self.undo, self.edit):
            buttons.setAlignment(one, Qt.AlignmentFlag.AlignTop)  # level, if one says why not
        bar = row(label, self.document, 1, holder(buttons), spacing=SPACE_S)
        for part in (label, self.document):
            bar.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        told = text(_TOLD, "muted", wrap=True)
        self.setLayout(column(told, holder(bar), self.looked, self.table, spacing=SPACE_M))

    @property
    def name(self) -> str:
        """The file that is chosen."""
        return str(self.document.currentData())

    def load(self) -> None:
        """Read the texts of the document that is chosen."""
        name = self.name

        def read(tables: Tables) -> tuple[list[Standing], list[OwnWords]]:
            rows = own_words(tables, name)
            return list(standing(name, rows)), list(lost(name, rows))

        self._page.desk.read(self, read, self._show, key="texts")

    def _show(self, found: tuple[list[Standing], list[OwnWords]]) -> None:
        texts, gone = found
        chosen: Standing | None = self.table.current()
        key = "" if chosen is None else chosen.text.key
        # Kept, or a button that is refused hands the keyboard on to the first row meanwhile.
        self.table.show_rows(texts, keep=lambda one: one.text.key == key)
        said = [f"{one.text.where}: {one.problem}" for one in texts if one.problem]
        if gone:
            said.append(
                f"{counted(len(gone), 'text')} that you had changed is no longer in this document."
            )
        self.looked.setText("\n".join(said))
        self.looked.setVisible(bool(said))
        self._let()

    def _let(self) -> None:
        may = why_not(self._page.desk.officer, Permission.KEEP_WORDING)
        chosen: Standing | None = self.table.current()
        first = may or ("Choose a text first." if chosen is None else "")
        self.edit.let(first)
        own = chosen is not None and chosen.own is not None
        undoes = chosen is not None and chosen.undoes
        self.undo.let(first or ("" if undoes else "No change of it is left to take back."))
        self.reset.let(first or ("" if own else "It is as it came with the application."))

    def _edit(self) -> None:
        one: Standing | None = self.table.current()
        if one is not None and not self.edit.reason:
            self._page.show_panel(WordsPanel(self._page.desk, self.name, one))

    def _undo(self) -> None:
        one: Standing = self.table.current()
        name, key = self.name, one.text.key
        desk = self._page.desk
        desk.write(
            self,
            lambda session: undo_words(session, name, key),
            lambda made: desk.say(f"It says again: {' '.join(made.standing.words.split())}"),
        )

    def _reset(self) -> None:
        one: Standing = self.table.current()
        name, key = self.name, one.text.key
        desk = self._page.desk
        desk.write(
            self,
            lambda session: reset_words(session, name, key),
            lambda _: desk.say("It is as it came with the application."),
        )


class WordsPanel(Panel):
    """One text to be changed: what may stand in it, and how the page looks with it."""

    def __init__(self, desk: Desk, name: str, one: Standing) -> None:
        self._desk, self._name, self._one = desk, name, one
        self.form = Form((_WORDS,))
        self.form.set_values({"words": one.words})
        self.show_it = button("Show it on the page", self._look, icon="search")
        self.seen = holder(column())
        self.pdf: PdfView | None = None
        parts = column(self.form, holder(row(self.show_it, 1)), self.seen, spacing=SPACE_M)
        super().__init__(one.text.where, holder(parts), "Use these words", self._use,
                         text=_help(one))  # fmt: skip
        pages = name not in ("emails", "answers")
        let(self.show_it, "" if pages else "An e-mail has no page to be shown.")

    def _use(self) -> None:
        record = self.form.read()
        if record is None:
            return
        name, key, said = self._name, self._one.text.key, str(record["words"])
        self.working(True)
        self._desk.write(
            self, lambda session: set_words(session, name, key, said), self._used, failed=self._no
        )

    def _used(self, _made: WordsSet) -> None:
        self.close_panel()
        self._desk.say(f"“{self._one.text.where}” is printed so from now on.")

    def _look(self) -> None:
        record = self.form.read()
        if record is None:
            return
        name, key, said = self._name, self._one.text.key, str(record["words"])
        self._desk.write(
            self,
            lambda session: preview_words(session, name, key, said),
            self._looked,
            failed=self._no,
        )

    def _looked(self, made: Preview) -> None:
        if self.pdf is None:
            module: Any = import_module("ui.shell.widgets.pdf_view")
            self.pdf = module.PdfView()
            self.pdf.setMinimumHeight(_PAGE_HEIGHT)
            layout = self.seen.layout()
            assert layout is not None
            layout.addWidget(self.pdf)
        self.pdf.show_pdf(made.bytes)
        self.pdf.go_to(self._page_of(self.pdf, str(self.form.given()["words"])))

    @staticmethod
    def _page_of(pdf: PdfView, said: str) -> int:
        """The page that has the words, or the first; lines break elsewhere there."""
        longest = max(re.split(r"\{\w*\}", said), key=len)
        wanted = "".join(longest.split())[:_ENOUGH]
        for page in range(pdf.document.pageCount()):
            if wanted in "".join(pdf.document.getAllText(page).text().split()):
                return page
        return 0

    def _no(self, error: KnownError) -> None:
        """At the words where it is about them, whatever it calls the place."""
        self.working(False)
        at_words = isinstance(error, BadInput)
        said = BadInput(error.what, where=Where(field=_WORDS.label), remedy=error.remedy)
        if not at_words or not self.form.complain(said):
            self.complain(error)


def _said(one: Standing) -> str:
    if one.text.plain and one.own is None and one.text.words == one.text.ordinary:
        return "As in ordinary words"
    return " ".join(one.words.split())


def _changed(one: Standing) -> str:
    if one.own is None:
        return ""
    return f"{one.own.changed_by}, {local_text(one.own.changed_at)}"


def _tone(one: Standing) -> str:
    return "" if one.own is None else "warning" if one.problem else "information"


def _help(one: Standing) -> str:
    """What a person who changes a text has to know of it."""
    parts = [_may(one.text)]
    if one.text.needs:
        needed = joined([f"{{{name}}}" for name in one.text.needs])
        parts.append(f"The law or the contract asks for {needed}.")
    if one.text.plain:
        parts.append(f"In ordinary words: {one.text.ordinary}")
    if one.own is not None:
        parts.append(f"It came as: {one.text.words}")
    return "\n\n".join(part for part in (*parts, one.problem) if part)


def _may(one: Text) -> str:
    if not one.placeholders:
        return "Nothing is filled in here."
    listed = "\n".join(f"{{{name}}}: {what}" for name, what in one.placeholders.items())
    return f"These are filled in when it is printed:\n{listed}"
