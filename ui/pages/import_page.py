"""What the pages that take in a workbook share: name it, look at what it would do, accept.

Nothing is written before the person accepts, and what cannot be read is shown by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from resources_app.foundations.errors import KnownError
from resources_app.session import Session
from ui.pages.page import Page
from ui.shell.desk import Desk, concerns
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import clear, column, holder, row, surface
from ui.shell.widgets.panel import ProgressStrip
from ui.shell.widgets.table import Table
from ui.shell.widgets.tabs import CurrentStack, Tab, Tabs
from ui.shell.widgets.words import chip, words
from ui.shell.work import WriteOp

if TYPE_CHECKING:
    from resources_app.store.store import Changes

WORKBOOKS = "Workbooks (*.xlsx *.xls *.xlsb *.ods *.csv);;All files (*)"


@dataclass(frozen=True)
class Section:
    """One tab of a preview. `tone` colours its count; sections without rows are left out.

    `opened` is told the row on which Enter is pressed; `help` stands below the rows.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    tone: str = "plain"
    opened: Callable[[Any], None] | None = None
    help: str = ""


class ImportPage(Page):
    """A file, a preview in tabs, one button that takes what is good."""

    TITLE = ""
    LINE = ""
    FILE = ""
    #: The file dialog's filter.
    KINDS = WORKBOOKS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._preview: Any = None
        self._reading: WriteOp | None = None
        self.file = FileLine(self.FILE, self.KINDS)
        self.look = button("Look at it", self.primary, "primary", name="look")
        self.accept_button = button("", self._accept, "primary", name="accept")
        self.back = button("Go back", self._go_back, name="back")
        self._strip = ProgressStrip()
        self._strip.stopped.connect(self._stop)
        self._problem = words("", "error", wrap=True)
        self._problem.hide()
        self.file.line.returnPressed.connect(self.look.click)
        self.file.changed.connect(self._problem.hide)
        header = PageHeader(self.TITLE)
        header.say(self.TITLE, self.LINE)
        choose = column(
            words(self.FILE, "strong"),
            self.file,
            *self.more_questions(),
            self._problem,
            row(self.look, 1),
            spacing=SPACE_M,
        )
        first = QWidget()
        first.setLayout(column(surface(choose), self._strip, 1, spacing=SPACE_L))
        first.setMaximumWidth(860)
        self._summary = row(spacing=SPACE_S)
        self._says = words("", "section", wrap=True)
        self._sections = column()
        second = column(
            self._says,
            holder(self._summary),
            self._sections,
            row(self.accept_button, self.back, 1, spacing=SPACE_S),
            spacing=SPACE_M,
        )
        second.setStretch(2, 1)
        self._steps = CurrentStack()
        for frame in (first, holder(second)):
            self._steps.addWidget(frame)
        self.first = self.file.line
        self.lay_out(header, self._steps)

    # What each page says and does

    def more_questions(self) -> Sequence[QWidget]:
        """Widgets between the file and the button."""
        return ()

    def prepare(self) -> Any:
        """What the person typed besides the file; None once a problem is shown."""
        return ()

    def preview(self, session: Session, path: Path, asked: Any) -> Any:
        """What taking the file in would do. Raises KnownError."""
        raise NotImplementedError

    def sections(self, preview: Any) -> list[Section]:
        """The preview's tabs."""
        raise NotImplementedError

    def says(self, preview: Any) -> str:
        """The preview in a sentence."""
        raise NotImplementedError

    def accept_words(self, preview: Any) -> str:
        """The words of the button that takes it in; empty when there is nothing to take."""
        raise NotImplementedError

    def accept(self, session: Session, preview: Any) -> Any:
        """Take it in."""
        raise NotImplementedError

    def accepted(self, result: Any) -> None:
        """Say what was done, and go where it can be seen."""
        raise NotImplementedError

    @property
    def problem(self) -> str:
        """What is said to be wrong with the file; empty when nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    # How it goes

    def load(self) -> None:
        """Nothing is read before a file is named."""

    def hear(self, changes: Changes) -> None:
        """What a file would do is looked at again once something else was taken in."""
        if not self.isVisible() and concerns(changes, self.WATCHES):
            self._preview = None
            self._steps.setCurrentIndex(0)

    def primary(self) -> None:
        if self._steps.currentIndex() == 1:
            self.accept_button.click()
            return
        path = self.file.path
        if path is None:
            self._complain(KnownError("Name the file first."))
            return
        asked = self.prepare()
        if asked is not None:
            self.look_at(path, asked)

    def look_at(self, path: Path, asked: Any) -> None:
        """Read the file and show what it would do."""
        self._begin(f"Reading {path.name}")
        self._reading = self.desk.write_long(
            self,
            lambda session, _: self.preview(session, path, asked),
            self._show,
            failed=self._complain,
        )

    def _begin(self, what: str) -> None:
        self._problem.hide()
        self.look.setEnabled(False)
        self.accept_button.setEnabled(False)
        self._strip.begin(what)

    def _end(self) -> None:
        self._strip.end()
        self.look.setEnabled(True)
        self.accept_button.setEnabled(True)

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.stop()
        self._end()

    def _complain(self, error: KnownError) -> None:
        self._end()
        if self._steps.currentIndex() == 1:
            self.desk.complain(error)
        else:
            self.file.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._problem.setText(str(error))
        self._problem.show()

    def _show(self, preview: Any) -> None:
        if preview is None:
            return
        self._end()
        self._preview = preview
        self._says.setText(self.says(preview))
        clear(self._summary)
        clear(self._sections)
        sections = [one for one in self.sections(preview) if one.rows]
        for one in sections:
            self._summary.addWidget(chip(f"{len(one.rows):,} {one.title.lower()}", one.tone))
        self._summary.addStretch(1)
        if sections:
            tabs = Tabs([Tab(one.key, one.title, lambda one=one: _table(one)) for one in sections])  # type: ignore[misc]
            tabs.show_tab(sections[0].key)
            self._sections.addWidget(tabs)
        do = self.accept_words(preview)
        self.accept_button.setText(do)
        self.accept_button.setVisible(bool(do))
        self._steps.setCurrentIndex(1)
        (self.accept_button if do else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self._preview = None
        self._steps.setCurrentIndex(0)
        self.file.line.setFocus()

    def _accept(self) -> None:
        preview = self._preview
        self._begin("Taking it in")
        self.desk.write(
            self, lambda session: self.accept(session, preview), self._done, failed=self._complain
        )

    def _done(self, result: Any) -> None:
        self._end()
        self._go_back()
        self.file.show_path(None)
        # After the changes were announced, so that the page we go to shows them.
        QTimer.singleShot(0, self, lambda: self.accepted(result))


def _table(section: Section) -> QWidget:
    table = Table(section.columns, section.title)
    table.show_rows(section.rows)
    if section.opened is not None:
        table.opened.connect(section.opened)
    if not section.help:
        return table
    return holder(column(table, words(section.help, "meta"), spacing=SPACE_S))
