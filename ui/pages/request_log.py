"""The Log tab: everything that was done to a request, by whom, when and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources_app.casework.history import HistoryLine
from resources_app.foundations.clock import local_text
from ui.pages.request_view import RequestView
from ui.pages.wording import sentence
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column
from ui.shell.widgets.table import Table

_MOST_FIELDS = 3


def what_changed(line: HistoryLine) -> str:
    """The fields that an entry changed, the first few by name."""
    if line.erased:
        return "erased by law"
    names = [_field_words(change.field) for change in line.changes]
    more = f" and {len(names) - _MOST_FIELDS} more" if len(names) > _MOST_FIELDS else ""
    return ", ".join(names[:_MOST_FIELDS]) + more


def _field_words(name: str) -> str:
    split = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return split.removesuffix("_pence").removesuffix("_id").replace("_", " ")


COLUMNS = (
    Column("When", lambda one: local_text(one.at), 144, sort=lambda one: one.at),
    Column("Who", lambda one: one.officer, 124),
    Column("Did what", lambda one: sentence(one.did), 190),
    Column(
        "To",
        lambda one: sentence(one.table.replace("_", " ")),
        160,
    ),
    Column("Changed", what_changed, 150, stretch=True),
    Column("Why", lambda one: one.reason, 120, stretch=True),
    Column("Entry", lambda one: one.number, 104),
)


class LogTab(QWidget):
    """The journal of this request and its parts, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(COLUMNS, "What was done")
        self.table.when_empty("Nothing was done yet", "Every change appears here.")
        self.setLayout(column(self.table))

    def show_view(self, view: RequestView) -> None:
        """Show a request's journal."""
        self.table.show_rows(view.log)
