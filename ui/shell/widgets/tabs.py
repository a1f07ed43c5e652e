"""Tabs along a page, each built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from ui.shell.tokens import SPACE_L
from ui.shell.widgets.buttons import put_down
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.words import rule


@dataclass(frozen=True)
class Tab:
    """One tab: its key, its words, and what builds it."""

    key: str
    label: str
    build: Callable[[], QWidget]


class _TabButton(QPushButton):
    """A tab's button: arrow keys go to the neighbours, as people expect of tabs."""

    def sizeHint(self) -> QSize:
        # The chosen tab is bold: leave room for it, so that nothing moves or is cut off.
        bold = QFont(self.font())
        bold.setBold(True)
        size = super().sizeHint()
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + 16, size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            parent = self.parentWidget()
            buttons = parent.findChildren(_TabButton) if parent else [self]
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            other = buttons[(buttons.index(self) + step) % len(buttons)]
            other.setFocus()
            other.click()
        else:
            super().keyPressEvent(event)


class CurrentStack(QStackedWidget):
    """A stack that asks for the room of what it shows; what it hides makes no page larger."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        # What it shows may be held larger than it asks to be.
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown else QSize()


class Tabs(QWidget):
    """Tab buttons over the page they choose."""

    #: Another tab was chosen, by key.
    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = {tab.key: tab for tab in tabs}
        self._built: dict[str, QWidget] = {}
        self._stack = CurrentStack()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        bar = row(spacing=SPACE_L)
        for tab in tabs:
            made = _TabButton(tab.label)
            made.setCheckable(True)
            made.setProperty("tab", "true")
            made.setAccessibleName(tab.label)
            made.clicked.connect(lambda _checked=False, key=tab.key: self._choose(key))
            self._group.addButton(made)
            self._buttons[tab.key] = made
            bar.addWidget(made)
        bar.addStretch(1)
        self.setLayout(column(column(holder(bar), rule(), spacing=0), self._stack))

    @property
    def current(self) -> str:
        """The key of the tab shown; empty before any was."""
        shown = self._stack.currentWidget()
        return next((key for key, widget in self._built.items() if widget is shown), "")

    def label(self, key: str, text: str) -> None:
        """Change a tab's words, to show a count."""
        self._buttons[key].setText(text)

    def built(self, key: str) -> QWidget | None:
        """A tab's page, or None when it has not been shown yet."""
        return self._built.get(key)

    def show_tab(self, key: str) -> QWidget:
        """Show a tab, building it the first time. An unknown key shows the first."""
        key = key if key in self._tabs else next(iter(self._tabs))
        if key not in self._built:
            self._built[key] = self._tabs[key].build()
            self._stack.addWidget(self._built[key])
        put_down(self._group, self._buttons[key])
        self._stack.setCurrentWidget(self._built[key])
        return self._built[key]

    def _choose(self, key: str) -> None:
        self.show_tab(key)
        self.chosen.emit(key)
