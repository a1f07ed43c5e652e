"""The search-or-do box: finds commands at once, and records as soon as the store answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.shell.commands import Command, matching
from ui.shell.icons import icon
from ui.shell.places import Place
from ui.shell.tokens import SPACE_XS
from ui.shell.widgets.layouts import column, surface

_PAUSE = 120  # milliseconds after the last key before the store is asked
_FEWEST = 2  # letters


@dataclass(frozen=True)
class Found:
    """A record that answers to what was typed."""

    label: str
    kind: str
    place: Place


class Finder(QLineEdit):
    """Type to find; arrow keys choose, Enter goes, Escape leaves."""

    ordered = Signal(object)  # a Command
    went = Signal(object)  # a Place

    def __init__(self, search: Callable[[str, Callable[[Sequence[Found]], None]], None]) -> None:
        """`search(text, deliver)` asks the store and delivers what it found."""
        super().__init__()
        self.setObjectName("find")
        self.setPlaceholderText("Search or do…    Ctrl+K")
        self.setAccessibleName("Search for a record, or for something to do")
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(380)
        self.setMinimumWidth(140)
        self._search = search
        self._found: Sequence[Found] = ()
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # What is too long ends in dots: nobody scrolls a list of suggestions sideways.
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("What was found")
        self._list.itemClicked.connect(self._choose)
        self._popup: QFrame | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    @property
    def listed(self) -> list[str]:
        """The lines offered now."""
        return [self._list.item(at).text() for at in range(self._list.count())]

    def begin(self) -> None:
        """Put the cursor here and offer what can be done."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._offer()

    def _edited(self) -> None:
        self._found = ()
        self._offer()
        self._timer.start()

    def _ask(self) -> None:
        text = self.text().strip()
        if len(text) < _FEWEST:
            return

        def deliver(found: Sequence[Found]) -> None:
            if self.text().strip() == text:
                self._found = found
                self._offer()

        self._search(text, deliver)

    def _offer(self) -> None:
        self._list.clear()
        for found in self._found:
            self._add(found.label, found.kind, "search", found.place)
        for command in matching(self.text()):
            self._add(command.label, command.shortcut, command.icon, command)
        if self._list.count() == 0:
            nothing = QListWidgetItem(f"Nothing answers to “{self.text().strip()}” yet")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.setCurrentRow(0)
        self._show_popup()

    def _add(self, label: str, more: str, picture: str, target: Place | Command) -> None:
        item = QListWidgetItem(icon(picture, "muted"), f"{label}   {more}" if more else label)
        item.setData(Qt.ItemDataRole.UserRole, target)
        self._list.addItem(item)

    def _show_popup(self) -> None:
        window = self.window()
        if self._popup is None:
            self._popup = surface(column(self._list), "floating", SPACE_XS)
            self._popup.setParent(window)
            window.installEventFilter(self)
        popup = self._popup
        rows = min(self._list.count(), 10)
        width = max(self.width(), 480)
        popup.resize(width, rows * (self._list.sizeHintForRow(0) + 2) + 24)
        corner = self.mapTo(window, QPoint(self.width() - width, self.height() + 4))
        popup.move(max(0, corner.x()), corner.y())
        popup.show()
        popup.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.leave()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Put the list away."""
        self._timer.stop()
        if self._popup is not None:
            self._popup.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._popup is not None and self._popup.isVisible():
            rows = self._list.count()
            self._list.setCurrentRow((self._list.currentRow() + step) % rows)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.leave()
            parent: QWidget | None = self.parentWidget()
            if parent is not None:
                self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        target = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if target is None:
            return
        self.clear()
        self.leave()
        self.clearFocus()
        if isinstance(target, Command):
            self.ordered.emit(target)
        else:
            self.went.emit(target)
