"""The Submitted tab: what was submitted, for ever, beside what is so now."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from resources_app.casework.submitted import Line, Submitted, submitted_and_now
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.requests.model import State
from resources_app.requests.since_submitted import THE_REQUEST
from ui.pages.request_view import RequestView
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_LINES_SHOWN = 4
_PLACE = 260  # pixels for the choice of a version


def _field(line: Line) -> str:
    one = line.answered
    return one.label if one.whose == THE_REQUEST else f"{one.label} ({one.whose})"


def _one_line(text: str) -> str:
    return " · ".join(text.splitlines()) or "Left open"


_COLUMNS = (
    Column("Field", _field, 190, stretch=True, strong=lambda one: one.answered.changed),
    Column("Submitted", lambda one: _one_line(one.answered.submitted), 220, stretch=True),
    Column("Now", lambda one: _one_line(one.answered.now), 220, stretch=True),
    Column("Who", lambda one: one.by, 120),
    Column("When", lambda one: local_text(one.at) if one.at else "", 152,
           sort=lambda one: str(one.at or "")),
    Column("Why", lambda one: one.why, 130, stretch=True, hint=lambda one: one.why),
)  # fmt: skip


class SubmittedTab(QWidget):
    """A version to choose, what changed first, and each answer whole below the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reference = ""
        self._draft = True
        self._found: Submitted | None = None
        self._said = words("", "muted", wrap=True)
        self.versions = QComboBox()
        self.versions.setAccessibleName("Version")
        self.versions.setMinimumWidth(_PLACE)
        self.versions.activated.connect(lambda _: self._read(self.versions.currentData()))
        self.only = QCheckBox("Only what changed")
        self.only.toggled.connect(lambda _: self._show_lines())
        self.table = Table(_COLUMNS, "Submitted and now")
        self.table.selected.connect(self._show_whole)
        self.then, self.now = _whole("What was submitted"), _whole("What is so now")
        both = row(
            column(words("Submitted", "meta"), self.then, spacing=SPACE_S),
            column(words("Now", "meta"), self.now, spacing=SPACE_S),
            spacing=SPACE_M,
        )
        self._below = holder(both)
        head = row(self._said, self.only, self.versions, spacing=SPACE_M)
        head.setStretch(0, 1)
        layout = column(head, self.table, self._below, spacing=SPACE_M)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def show_view(self, view: RequestView) -> None:
        """Show the last version of a request, or the one that was chosen before."""
        same = view.request.reference == self._reference
        self._reference = view.request.reference
        self._draft = view.request.state is State.DRAFT
        if view.request.submitted_at is None and not same:
            self._none()
        self._read(self.versions.currentData() if same else None)

    def _read(self, version: int | None) -> None:
        query = partial(submitted_and_now, reference=self._reference, version=version)
        self._desk.read(self, query, self._show, failed=lambda _: self._none(), key="submitted")

    def _none(self) -> None:
        self._found = None
        self.table.when_empty(
            "It was not submitted yet" if self._draft else "No submitted version is kept",
            "What is submitted is frozen, and stays readable here.",
        )
        self._said.setText("")
        for one in (self.versions, self.only, self._below):
            one.setVisible(False)
        self.table.show_rows(())

    def _show(self, found: Submitted) -> None:
        self._found = found
        self.versions.clear()
        for one in found.versions:
            self.versions.addItem(f"Version {one.number}, {local_text(one.at)}", one.number)
        self.versions.setCurrentIndex(self.versions.findData(found.version.number))
        self._said.setText(
            f"Submitted by {found.version.by} {local_text(found.version.at)}; "
            f"{counted(found.changed, 'field') if found.changed else 'nothing'} changed since."
        )
        for shown in (self.versions, self.only, self._below):
            shown.setVisible(True)
        self._show_lines()

    def _show_lines(self) -> None:
        if self._found is None:
            return
        self.table.when_empty("Nothing changed", "All is as it was submitted.")
        lines = self._found.lines
        if self.only.isChecked():
            lines = tuple(one for one in lines if one.answered.changed)
        self.table.show_rows(lines)
        self._below.setVisible(bool(lines))
        if lines:
            self.table.select(lambda _: True)

    def _show_whole(self, line: Line | None) -> None:
        self.then.setPlainText(line.answered.submitted if line else "")
        self.now.setPlainText(line.answered.now if line else "")


def _whole(name: str) -> QPlainTextEdit:
    """A place to read a long answer in."""
    area = QPlainTextEdit()
    area.setReadOnly(True)
    area.setTabChangesFocus(True)
    area.setAccessibleName(name)
    area.setFixedHeight(area.fontMetrics().lineSpacing() * _LINES_SHOWN + 22)
    return area
