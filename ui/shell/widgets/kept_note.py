"""A line above a form: it was filled with what had been typed earlier and was not saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import row
from ui.shell.widgets.words import set_property, words


class KeptNote(QFrame):
    """Hidden until it has something to say. `discarded` asks to begin afresh."""

    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = words("", wrap=True)
        self.discard = button("Discard it", self.discarded.emit, "link", name="discard")
        self.setProperty("surface", "sunken")
        line = row(self._text, self.discard, margins=(SPACE_S,) * 4, spacing=SPACE_S)
        line.setStretch(0, 1)
        self.setLayout(line)
        set_property(self, "tone", "information")
        self.hide()

    def say(self, when: str) -> None:
        """Say when it was typed."""
        self._text.setText(f"This is what you typed {when} and did not save.")
        self.show()
