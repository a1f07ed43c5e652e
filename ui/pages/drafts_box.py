"""Settings' box about the drafts of e-mails on this machine: how many, and their removal."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from resources_app.documents.drafts import DAYS_KEPT, drafts, drafts_folder, remove_drafts
from resources_app.foundations.counting import counted
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.layouts import column, row, surface
from ui.shell.widgets.words import words

_TEXT = (
    "E-mails that were written for your mail program. They hold documents in plain, outside the "
    "store. Only your account on this machine may open their folder, and what is "
    f"{DAYS_KEPT} days old is removed when the application starts."
)


class DraftsBox(QWidget):
    """Counts the drafts whenever it is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._many = words("")
        self.remove = button("Remove every draft", self._remove, "danger")
        box = column(
            words("Drafts of e-mails", "section"),
            words(_TEXT, "muted", wrap=True),
            self._many,
            row(self.remove, 1),
            spacing=SPACE_S,
        )
        self.setLayout(column(surface(box)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def _count(self) -> None:
        many = len(drafts())
        self._many.setText(f"{counted(many, 'draft')} in {drafts_folder()}")
        let(self.remove, "" if many else "There is no draft.")

    def _remove(self) -> None:
        self._desk.say(remove_drafts().sentence)
        self._count()
