"""The bottom line: when something was last saved, how we are working, and who."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources_app.foundations.clock import LOCAL
from ui.shell.tokens import SPACE_L, SPACE_XS
from ui.shell.widgets.layouts import row
from ui.shell.widgets.words import words


class StatusLine(QWidget):
    """Quiet state, and nothing that needs an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        #: What it says of saving while nothing is being written.
        self._stands = "Nothing changed since you opened the store"
        self._saved = words(self._stands)
        self._where, self._who = words(""), words("")
        for label in (self._saved, self._where, self._who):
            # Quiet state never keeps a window from being made small.
            label.setMinimumWidth(1)
        self.setLayout(
            row(
                self._saved,
                1,
                self._where,
                self._who,
                margins=(SPACE_L, SPACE_XS, SPACE_L, SPACE_XS),
                spacing=SPACE_L,
            )
        )

    def say_who(self, officer: str, role: str, store: str) -> None:
        """Say who works, and where."""
        self._where.setText(f"Working alone in {store}")
        self._who.setText(f"{officer}, {role}")

    @property
    def text(self) -> str:
        """What it says of saving."""
        return self._saved.text()

    def saving(self, under_way: bool) -> None:
        """Say that something is being written; after it `saved` says when, if anything changed."""
        self._saved.setText("Saving…" if under_way else self._stands)

    def kept(self, moment: datetime) -> None:
        """Say when what is being typed was last kept, in local time."""
        self._say(f"Unfinished typing kept at {moment.astimezone(LOCAL):%H:%M}, not saved yet")

    def saved(self, moment: datetime) -> None:
        """Say when something was last saved, in local time."""
        self._say(f"Saved {moment.astimezone(LOCAL):%H:%M}")

    def _say(self, text: str) -> None:
        self._stands = text
        self._saved.setText(text)
