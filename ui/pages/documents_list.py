"""The register of documents as a list: a row of filters, and pages read as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from resources_app.documents.model import Document
from resources_app.documents.model import Kind as DocumentKind
from resources_app.documents.register_model import EVERYTHING, RegisterPage, Sought
from resources_app.documents.register_queries import register_page
from resources_app.foundations.fields import Field, Kind
from resources_app.store.tables import Tables
from resources_app.team.model import Officer, Permission
from resources_app.team.permissions import why_not
from resources_app.team.queries import officers
from ui.pages.batch_panel import offer_copies
from ui.pages.document_table import COLUMNS
from ui.pages.page import Page
from ui.pages.selection import with_chosen
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.editors import DayEditor
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_PAGE = 500
_PAUSE = 150  # milliseconds after the last key before the store is asked
_Answer = tuple[int, RegisterPage, Sequence[Officer]]


class DocumentsList(QWidget):
    """What answers to the filters, the last printed first."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._rows: list[Document] = []
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.load)
        self.table = Table(COLUMNS, "Documents", many=True)
        self.table.opened.connect(lambda one: page.desk.go("document", one.reference))
        self._count = words("", "meta")
        self._more = button("Show more", lambda: self._read(len(self._rows)), "link")
        self.copies = with_chosen(
            self.table,
            "Print or save",
            "document",
            lambda rows: offer_copies(page, rows),
            why_not(page.desk.officer, Permission.PRINT),
        )
        foot = holder(row(self._count, self._more, 1, self.copies, spacing=SPACE_L))
        layout = column(self._filters(), self.table, foot, spacing=SPACE_S)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def _filters(self) -> QWidget:
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find documents")
        self.words.setToolTip("By their reference, subject or recipient")
        self.words.setAccessibleName("Find documents by reference, subject or recipient")
        self.words.setClearButtonEnabled(True)
        self.words.textEdited.connect(lambda _: self._timer.start())
        self.kind = _combo("Kind of document", "Every kind", self.load)
        for kind in DocumentKind:
            self.kind.addItem(sentence(kind), kind)
        self.officer = _combo("Printed by", "By anybody", self.load)
        self.first = self._day("first", "From")
        self.last = self._day("last", "Until")
        self.current = QCheckBox("Only those that stand")
        self.current.setToolTip("Leaves out what a later version supersedes.")
        self.current.toggled.connect(lambda _: self.load())
        labels = [words("From"), words("Until")]
        for label, editor in zip(labels, (self.first, self.last), strict=True):
            label.setBuddy(editor)
        bar = row(
            self.words, self.kind, self.officer, labels[0], self.first, labels[1], self.last,
            self.current, spacing=SPACE_S,
        )  # fmt: skip
        bar.setStretch(0, 1)
        return holder(bar)

    def _day(self, name: str, label: str) -> DayEditor:
        editor = DayEditor(Field(name, f"Printed {label.lower()}", Kind.DATE))
        editor.line.setPlaceholderText("")
        editor.setFixedWidth(124)
        editor.line.editingFinished.connect(self._day_given)
        editor.edited.connect(self._day_given)
        return editor

    def _day_given(self) -> None:
        sought = self.sought
        if (sought.first, sought.last) != self._days:
            self.load()

    _days: tuple[object, object] = (None, None)

    @property
    def sought(self) -> Sought:
        """What the filters ask for."""
        return Sought(
            words=self.words.text(),
            kind=self.kind.currentData(),
            officer=self.officer.currentData() or "",
            first=self.first.day(),
            last=self.last.day(),
            current=self.current.isChecked(),
        )

    def load(self) -> None:
        """Read the first page of what answers."""
        self._read(0)

    def _read(self, offset: int) -> None:
        sought, known = self.sought, self.officer.count() > 1
        self._days = (sought.first, sought.last)

        def read(tables: Tables) -> _Answer:
            found = register_page(tables, sought, limit=_PAGE, offset=offset)
            return offset, found, () if known else officers(tables)

        self._page.desk.read(self, read, self._show, key="load")

    def _show(self, answer: _Answer) -> None:
        offset, found, team = answer
        if self.officer.count() == 1:
            for one in team:
                self.officer.addItem(one.name, one.id)
        self._rows = [*self._rows[:offset], *found.documents]
        if self.sought == EVERYTHING:
            self.table.when_empty(
                "Nothing was printed yet",
                "Print a referral pack from a request, or a contract schedule from a placement.",
                "Go to requests",
                lambda: self._page.desk.go("requests"),
            )
        else:
            self.table.when_empty("No document is so", "Try fewer words, or another kind.")
        chosen = self.table.current()
        keep = None if chosen is None else lambda one: one.id == chosen.id
        self.table.show_rows(self._rows, keep=keep)
        self._more.setVisible(len(self._rows) < found.total)
        self._count.setText(f"{len(self._rows):,} of {found.total:,} documents")


def _combo(name: str, everything: str, changed: Callable[[], object]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItem(everything, None)
    made.setMaximumWidth(170)
    made.activated.connect(lambda _: changed())
    return made
