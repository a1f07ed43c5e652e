"""What was sent to whom, when: of everything, of a child, or to a provider and its homes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from resources_app.documents.sent_model import Sent, SentPage, SentSought
from resources_app.documents.sent_queries import what_was_sent
from resources_app.foundations.clock import local_text
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital
from ui.pages.page import Page
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_PAGE = 500
_PAUSE = 150  # milliseconds after the last key before the store is asked


def _what(one: Sent) -> str:
    return f"{sentence(one.what)}, version {one.version}" if one.version else sentence(one.what)


COLUMNS = (
    Column("When", lambda one: local_text(one.at) if one.at else day_text(one.day), 146,
           sort=lambda one: (one.day, str(one.at or ""))),
    Column("To", lambda one: capital(one.recipient) or "Nobody named", 220, stretch=True,
           second=lambda one: one.address, hint=lambda one: one.recipient),
    Column("What", _what, 210, stretch=True, hint=_what),
    Column("How", lambda one: sentence(one.how), 120),
    Column("Document", lambda one: one.document, 130),
    Column("About", lambda one: one.about, 130),
    Column("By", lambda one: one.sent_by, 110),
)  # fmt: skip


class SentToWhom(QWidget):
    """Enter opens the document that went. `sought` says of whom or what, but not to whom."""

    def __init__(self, page: Page, sought: Callable[[], SentSought] = SentSought) -> None:
        super().__init__()
        self._page, self._narrower = page, sought
        self._rows: list[Sent] = []
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.load)
        self.to = QLineEdit()
        self.to.setPlaceholderText("To whom, or which address")
        self.to.setAccessibleName("Only what went to a name or address with these words")
        self.to.setClearButtonEnabled(True)
        self.to.setFixedWidth(300)
        self.to.textEdited.connect(lambda _: self._timer.start())
        self.table = Table(COLUMNS, "Sent to whom", height=TWO_LINES)
        self.table.opened.connect(self._open)
        self._count = words("", "meta")
        self._more = button("Show more", lambda: self._read(len(self._rows)), "link")
        foot = holder(row(self._count, self._more, 1, spacing=SPACE_L))
        layout = column(holder(row(self.to, 1)), self.table, foot, spacing=SPACE_S)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def load(self) -> None:
        """Read the first page."""
        self._read(0)

    def _read(self, offset: int) -> None:
        about, to = self._narrower(), self.to.text()
        sought = SentSought(to, about.child_id, about.provider_id, about.first, about.last)
        self._page.desk.read(
            self,
            lambda tables: (offset, what_was_sent(tables, sought, limit=_PAGE, offset=offset)),
            self._show,
            key="sent",
        )

    def _show(self, answer: tuple[int, SentPage]) -> None:
        offset, found = answer
        self._rows = [*self._rows[:offset], *found.sent]
        if self.to.text().strip():
            self.table.when_empty("Nothing went to anybody of that name", "Try fewer letters.")
        else:
            self.table.when_empty(
                "Nothing was sent from here yet",
                "Packs, reminders, notifications, and copies of documents that went to somebody "
                "are listed here, whoever sent them.",
            )
        self.table.show_rows(self._rows)
        self._more.setVisible(len(self._rows) < found.total)
        self._count.setText(f"{len(self._rows):,} of {found.total:,}")

    def _open(self, one: Sent) -> None:
        if one.document:
            self._page.desk.go("document", one.document)
        else:
            self._page.desk.say("Nothing on paper went with it.", "information")
