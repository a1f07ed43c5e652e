"""Somebody at a window: finds things by the words on them, as a person does, and uses them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.pages.page import Page
from ui.shell.finder import Finder
from ui.shell.widgets.table import Table
from ui.shell.window import MainWindow


class Person:
    """Clicks, types and reads in one window. What cannot be seen cannot be used."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._bot = qtbot
        self.window = window

    @property
    def page(self) -> Page:
        """The page in front of them."""
        page = self.window.page
        assert page is not None
        return page

    @property
    def message(self) -> str:
        """What the message bar says."""
        return self.window.messages.text

    def press(self, words: str) -> None:
        """Click the button, box or tab with these words, or that begin with them."""
        found = [one for one in self._seen(QAbstractButton) if one.text().strip() == words]
        found = found or [
            one for one in self._seen(QAbstractButton) if one.text().strip().startswith(words)
        ]
        assert found, f"no button “{words}” among {self.buttons()}"
        button = found[0]
        assert button.isEnabled(), f"“{words}” may not be pressed: {button.toolTip()}"
        # A tick box is hit at its left: the rest of its line may be empty.
        middle = button.rect().center()
        small = isinstance(button, QCheckBox | QRadioButton)
        self._bot.mouseClick(
            button, Qt.MouseButton.LeftButton, pos=QPoint(10, middle.y()) if small else middle
        )

    def tab(self, words: str) -> None:
        """Choose the page's tab with these words; the rail may have a page of the same name."""
        tabs = [one for one in self._seen(QAbstractButton) if one.property("tab") == "true"]
        found = next(one for one in tabs if one.text() == words)
        self._bot.mouseClick(found, Qt.MouseButton.LeftButton)

    def buttons(self) -> list[str]:
        """The words on every button that can be seen."""
        return [one.text().strip() for one in self._seen(QAbstractButton) if one.text()]

    def type(self, name: str, text: str) -> None:
        """Type into the field with this name, in place of what is there."""
        field = self._named(name, QLineEdit, QPlainTextEdit)
        field.setFocus()
        self._bot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._bot.keyClick(field, Qt.Key.Key_Delete)
        self._bot.keyClicks(field, text)
        if isinstance(field, QLineEdit):
            field.editingFinished.emit()

    def choose(self, name: str, words: str) -> None:
        """Choose what begins with these words in the list with this name."""
        box = self._named(name, QComboBox)
        assert isinstance(box, QComboBox)
        every = [box.itemText(at) for at in range(box.count())]
        found = [at for at, text in enumerate(every) if text == words]
        found = found or [at for at, text in enumerate(every) if text.startswith(words)]
        assert found, f"“{words}” is not offered by “{name}”: {every}"
        box.setCurrentIndex(found[0])
        box.activated.emit(found[0])

    def choices(self, name: str) -> list[str]:
        """What the list with this name offers."""
        box = self._named(name, QComboBox)
        assert isinstance(box, QComboBox)
        return [box.itemText(at) for at in range(box.count())]

    def keys(self, sequence: str) -> None:
        """Press a shortcut of the window."""
        self._come_forward()
        combination = QKeySequence(sequence)[0]
        self._bot.keyClick(self.window, combination.key(), combination.keyboardModifiers())

    def find(self, text: str) -> None:
        """Type a reference into the search-or-do box, wait until it is found, press Enter."""
        self._come_forward()
        finder: Finder = self.window.top.finder
        finder.begin()
        self._bot.keyClicks(finder, text)
        self._bot.waitUntil(lambda: any(f"·  {text}" in one for one in finder.listed))
        self._bot.keyClick(finder, Qt.Key.Key_Return)

    def table(self, name: str) -> Table:
        """The table with this name that can be seen."""
        for one in self._seen(Table):
            if one.view.accessibleName() == name:
                return one
        raise AssertionError(f"no table “{name}” can be seen")

    def texts(self) -> list[str]:
        """Every line of text that can be seen."""
        return [one.text() for one in self._seen(QLabel)]

    def nameless(self) -> list[str]:
        """What can be reached by keyboard and could not be read out."""
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        reached = [
            one
            for kind in kinds
            for one in self._seen(kind)
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        return [
            f"{type(one).__name__} {one.objectName()}"
            for one in reached
            if not one.accessibleName() and not getattr(one, "text", str)()
        ]

    def sees(self, words: str) -> bool:
        """Whether these words can be seen anywhere."""
        return any(words in text for text in (*self.texts(), *self.buttons()))

    def settle(self) -> None:
        """Let the window catch up, as it does between two things a person does."""
        self._bot.wait(1)

    def _come_forward(self) -> None:
        """Shortcuts and the keyboard belong to the window in front."""
        self.window.activateWindow()
        self._bot.waitUntil(self.window.isActiveWindow)

    def _named(self, name: str, *kinds: type[QWidget]) -> QWidget:
        for kind in kinds:
            for one in self._seen(kind):
                if one.accessibleName() == name:
                    return one
        names = sorted({one.accessibleName() for kind in kinds for one in self._seen(kind)})
        raise AssertionError(f"no field “{name}” among {names}")

    def _seen(self, kind: type) -> list:
        self.settle()
        return [one for one in self.window.findChildren(kind) if one.isVisibleTo(self.window)]
