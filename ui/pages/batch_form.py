"""What a batch prints, where its copies go, how far it is, and what was not printed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from resources_app.documents.batches import Batch, NotPrinted
from ui.pages.on_paper import OnPaper
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.columns import Column
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.layouts import NONE, column, holder
from ui.shell.widgets.panel import ProgressStrip
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_LEAST = 130  # pixels that a table keeps in a small window


class Where(StrEnum):
    """Where the copies go."""

    EACH = "A file for each, in a folder"
    ONE = "One file with all of them"
    PAPER = "On paper, in one go"


_WANTED = (
    Column("About", lambda one: one.about, 190),
    Column("For", lambda one: one.to, 240, stretch=True),
)
_REFUSED = (
    Column("Not printed", lambda one: one.about, 190),
    Column("For", lambda one: one.to, 160),
    Column("Why", lambda one: one.why.split("\n")[0], 320, stretch=True,
           hint=lambda one: one.why),
)  # fmt: skip


class BatchForm(QWidget):
    """Lists the documents, and lets a person choose between a folder, a file and paper."""

    def __init__(self, desk: Desk, batch: Batch) -> None:
        super().__init__()
        self.table = Table(_WANTED, "What is printed")
        self.table.show_rows(batch.items)
        self.folder = FileLine("Folder for the files", "", folder=True)
        self.folder.show_path(Path.home())
        self.file = FileLine("Where to save the file", "PDF (*.pdf)", save=True)
        self.file.show_path(Path.home() / f"{batch.title}.pdf")
        self.strip = ProgressStrip()
        self.paper = OnPaper(desk)
        self.outcome = words("", wrap=True)
        self.refused = Table(_REFUSED, "What was not printed")
        self._group = QButtonGroup(self)
        self.where = Where.EACH
        self.choices = [self._way(one) for one in Where]
        head = words("Where the copies go", "strong")
        chosen = holder(
            column(head, *self.choices, self.folder, self.file, spacing=SPACE_S, margins=NONE)
        )
        layout = column(
            self.table, chosen, self.strip, self.paper, self.outcome, self.refused,
            spacing=SPACE_M, margins=NONE,
        )  # fmt: skip
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)
        for table in (self.table, self.refused):
            table.setMinimumHeight(_LEAST)
        for hidden in (self.outcome, self.refused):
            hidden.hide()
        self._choose(Where.EACH)

    def _way(self, where: Where) -> QRadioButton:
        one = QRadioButton(where.value)
        one.setChecked(where is Where.EACH)
        one.toggled.connect(lambda on: self._choose(where) if on else None)
        self._group.addButton(one)
        return one

    def _choose(self, where: Where) -> None:
        self.where = where
        self.folder.setVisible(where is Where.EACH)
        self.file.setVisible(where is Where.ONE)

    @property
    def out(self) -> Path | None:
        """The folder or the file that is named, or None; for paper nothing is."""
        if self.where is Where.PAPER:
            return Path()
        return self.folder.path if self.where is Where.EACH else self.file.path

    def show_outcome(self, text: str, refused: tuple[NotPrinted, ...]) -> None:
        """Say what came of it, and list what was not printed."""
        self.outcome.setText(text)
        self.outcome.show()
        self.refused.show_rows(refused)
        self.refused.setVisible(bool(refused))
        self.table.setVisible(not refused)
