"""Buttons: a verb and its object, and, where one may not be pressed, why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.shell.icons import put_icon
from ui.shell.tokens import SPACE_XS
from ui.shell.widgets.words import words


def let(one: QPushButton, reason: str) -> None:
    """Let a button be pressed, or, for a reason, not: it is said where the pointer rests."""
    one.setEnabled(not reason)
    one.setToolTip(reason)
    one.setAccessibleDescription(reason)


def button(
    text: str,
    pressed: Callable[[], object],
    tone: str = "",
    *,
    icon: str = "",
    name: str = "",
) -> QPushButton:
    """A button; `tone` is primary, danger or link. `name` finds it in tests and tools."""
    # The style puts an icon close to its words: a space keeps them apart.
    made = QPushButton(f" {text}" if icon else text)
    if tone:
        made.setProperty("tone", tone)
    if icon:
        put_icon(made, icon, {"primary": "on_accent", "link": "accent"}.get(tone, "text"))
    if name:
        made.setObjectName(name)
    made.setAccessibleName(text)
    made.setCursor(
        Qt.CursorShape.PointingHandCursor if tone == "link" else Qt.CursorShape.ArrowCursor
    )
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def put_words(one: QPushButton, text: str) -> None:
    """Change a button's words."""
    one.setText(text)
    one.setAccessibleName(text)


def tool(icon: str, text: str, pressed: Callable[[], object]) -> QToolButton:
    """A small button that shows an icon; its text is read out and shown when pointed at."""
    made = QToolButton()
    made.setProperty("plain", "true")
    put_icon(made, icon)
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def put_down(group: QButtonGroup, one: QAbstractButton) -> None:
    """Put one button of a group down; Tab then comes by that one, and arrows go to the others.

    Qt itself lets Tab come by the one that had the keyboard last.
    """
    one.setChecked(True)
    for other in group.buttons():
        tabs = Qt.FocusPolicy.StrongFocus if other is one else Qt.FocusPolicy.ClickFocus
        other.setFocusPolicy(tabs)


_WHY_WIDTH = 320  # pixels at most


class ActionButton(QWidget):
    """A button that, while it may not be pressed, says why in a line below it."""

    def __init__(
        self, text: str, pressed: Callable[[], object], tone: str = "primary", *, icon: str = ""
    ) -> None:
        super().__init__()
        self.button = button(text, pressed, tone, icon=icon)
        self._why = words("", "whynot", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._why)
        self.setFocusProxy(self.button)

    def say(self, text: str) -> None:
        """Change the button's words."""
        put_words(self.button, text)

    def allow(self) -> None:
        """Let it be pressed."""
        self.let("")

    def refuse(self, reason: str) -> None:
        """Do not let it be pressed, and say why in a sentence."""
        self.let(reason)

    def let(self, reason: str) -> None:
        """Let it be pressed, or, for a reason, not: the reason is said under it."""
        let(self.button, reason)
        self._why.setText(reason)
        # No wider than it is: the room beside a short reason is its neighbour's.
        self._why.ensurePolished()
        needed = self._why.fontMetrics().horizontalAdvance(reason) + 2
        self._why.setFixedWidth(min(needed, _WHY_WIDTH))
        self._why.setVisible(bool(reason))

    @property
    def reason(self) -> str:
        """Why it may not be pressed; empty when it may."""
        return self._why.text()
