"""The bar at the head of a page that says what was done, or what cannot be."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from ui.shell.desk import Said
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button, tool
from ui.shell.widgets.layouts import row
from ui.shell.widgets.words import set_property, words

_GOOD_NEWS_STAYS = 8_000  # milliseconds; bad news stays until it is closed


class MessageBar(QFrame):
    """One message at a time. Good news leaves by itself; bad news waits to be closed."""

    went = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._said: Said | None = None
        self._text = words("", wrap=True)
        self._button = button("", self._go, "link")
        close = tool("close", "Close this message", self.hide)
        self.setLayout(
            row(self._text, self._button, close, margins=(SPACE_L, SPACE_S, SPACE_S, SPACE_S))
        )
        layout = self.layout()
        assert layout is not None
        self._timer = QTimer(self, singleShot=True, interval=_GOOD_NEWS_STAYS)
        self._timer.timeout.connect(self.hide)
        self._text.setSizePolicy(
            self._text.sizePolicy().Policy.Expanding, self._text.sizePolicy().Policy.Minimum
        )
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it says nothing."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, said: Said) -> None:
        """Show a message in place of the one before."""
        self._said = said
        self._text.setText(said.text)
        self._button.setText(said.button)
        self._button.setVisible(bool(said.button))
        self.setAccessibleName(said.text)
        set_property(self, "message", said.tone)
        self.show()
        if said.tone == "good":
            self._timer.start()
        else:
            self._timer.stop()

    def move_on(self) -> None:
        """Another record is opened: why something could not be done on the one before is over."""
        if self._said is not None and self._said.tone == "warning":
            self.hide()

    def _go(self) -> None:
        if self._said is not None and self._said.go is not None:
            self.hide()
            self.went.emit(self._said.go)
