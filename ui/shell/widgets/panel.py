"""A panel in the page for one piece of work: a form with its button, or a question to confirm.

It takes the place of what the page shows until it is done or put away; nothing floats over
the window, so that the record stays in sight and the keyboard stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from resources_app.foundations.errors import KnownError
from ui.shell.tokens import SPACE_L, SPACE_S, SPACE_XL
from ui.shell.widgets.buttons import button
from ui.shell.widgets.kept_note import KeptNote
from ui.shell.widgets.layouts import column, holder, row, scrolled, surface
from ui.shell.widgets.words import set_property, words

if TYPE_CHECKING:
    from ui.shell.typing import Typing


_WIDEST = 980  # pixels: lines of text and fields that are wider are hard to read


class Panel(QWidget):
    """Title, explanation, content; the button that does it, and the one that goes back."""

    closed = Signal()

    def __init__(
        self,
        title: str,
        content: QWidget,
        do: str,
        done: Callable[[], object],
        *,
        text: str = "",
        tone: str = "primary",
        leave: str = "Go back",
        fills: bool = False,
    ) -> None:
        """`fills` gives the content all the room that there is, as pages need it to be read."""
        super().__init__()
        self.title = title
        #: The action it asks for, where a page can open it by the action's name.
        self.deed = ""
        #: Keeps what is typed into it, once it is shown on a page that keeps typing.
        self.typing: Typing | None = None
        self.kept = KeptNote()
        self._problem = words("", "error", wrap=True)
        self._problem.hide()
        self.do = button(do, done, tone, name="do")
        self.leave = button(leave, self.close_panel, name="leave")
        explanation = words(text, "muted", wrap=True)
        if not text:
            # Hidden, never shown here: what has no parent yet would open as a window of its own.
            explanation.hide()
        parts = column(words(title, "section"), self.kept, explanation, content, spacing=SPACE_L)
        if fills:
            parts.setStretchFactor(content, 1)
        else:
            parts.addStretch(1)
        inside = surface(parts, margin=SPACE_XL)
        if not fills:
            inside.setMaximumWidth(_WIDEST)
        buttons = row(self.do, self.leave, 1, spacing=SPACE_S)
        # A holder, since what scrolls has no ground of its own.
        body = holder(column(inside))
        self.setLayout(column(scrolled(body), self._problem, buttons, spacing=SPACE_S))
        self.setAccessibleName(title)

    def complain(self, error: KnownError) -> None:
        """Say above the buttons what cannot be done."""
        self._problem.setText(str(error))
        self._problem.show()
        self.working(False)

    def working(self, yes: bool) -> None:
        """Do not let the button be pressed twice while its work is under way."""
        self.do.setEnabled(not yes)
        if yes:
            self._problem.hide()
        elif self.leave.hasFocus():
            # Where Qt put the keyboard while the button rested; there Enter would lose the form.
            self.do.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Put the panel away."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.do.click()
        else:
            super().keyPressEvent(event)


class ProgressStrip(QWidget):
    """How far long work is, in words and a bar, with a button that stops it."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = words("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button: QPushButton = button("Stop", self.stopped.emit)
        self.setLayout(row(self._what, self.bar, self.stop_button, spacing=SPACE_L))
        self.hide()

    def begin(self, what: str) -> None:
        """Show that something is under way, before it is known how much there is of it."""
        self._what.setText(what)
        self.bar.setAccessibleName(what)
        self.bar.setRange(0, 0)
        set_property(self.bar, "state", "busy")
        self.show()

    def report(self, done: int, total: int) -> None:
        """`done` of `total` steps."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def end(self) -> None:
        """It is over."""
        self.hide()
