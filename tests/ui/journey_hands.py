"""Two ways to work the same window: with the mouse (and keys only for text), and by keyboard.

Both offer the same few things a person does, so that one story can be told with either. The
keyboard reaches everything by Tab, arrows, Enter, Space, shortcuts and the search-or-do box,
and fails where Tab does not come by.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QToolButton,
    QWidget,
)

from tests.ui.journey_screen import Screen, cell_in, names_of, row_of, title_of

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
FULL_TURN = 250  # presses of Tab after which everything was come by


class Hand(Protocol):
    """What a person can do to the window. Names are those on the screen."""

    screen: Screen

    def go(self, place: str) -> None:
        """Go to a page, or do a thing, that the window's own commands name."""

    def press(self, name: str) -> None:
        """Press a button."""

    def primary(self, name: str) -> None:
        """Press the button that does the page's, or the panel's, next thing."""

    def tab(self, name: str) -> None:
        """Show one of the page's tabs."""

    def write(self, name: str, text: str) -> None:
        """Write into a field, in place of what was there."""

    def choose(self, name: str, words: str) -> None:
        """Choose one of a list that opens."""

    def tick(self, name: str, option: str) -> None:
        """Tick one of several boxes of a field."""

    def pick(self, option: str) -> None:
        """Pick one of several that stand beside each other."""

    def select(self, table: str, text: str) -> None:
        """Select the row in which a text stands."""

    def open_row(self, table: str, text: str) -> None:
        """Open the row in which a text stands."""

    def untick_row(self, name: str, text: str) -> None:
        """Take the tick from a line of a list."""

    def from_menu(self, menu: str, item: str) -> None:
        """Choose from a menu that a button opens."""

    def choose_found(self, text: str) -> None:
        """Take what the search-or-do box found."""


class Mouse:
    """Points and clicks; types only words."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._bot = screen.qtbot

    def click(self, widget: QWidget, *, twice: bool = False) -> None:
        """Click on a widget where it can be hit."""
        at = self.screen.bring_into_view(widget)
        assert widget.isEnabled(), f"“{title_of(widget)}” may not be pressed: {widget.toolTip()}"
        self._click_at(widget, at, twice=twice)

    def _click_at(self, widget: QWidget, at: QPoint, *, twice: bool = False) -> None:
        click = self._bot.mouseDClick if twice else self._bot.mouseClick
        click(widget, LEFT, NO_MODIFIER, at)
        self.screen.rest()

    def go(self, place: str) -> None:
        rail = self.screen.window.findChild(QWidget, "rail")
        items = rail.findChildren(QToolButton) if rail is not None else []
        for one in items:
            if one.accessibleName().split(",")[0] == place:
                self.click(one)
                return
        self.from_menu("Everything you can do", place)

    def press(self, name: str) -> None:
        self.click(self.screen.named(name, QAbstractButton))

    def primary(self, name: str) -> None:
        self.press(name)

    def tab(self, name: str) -> None:
        self.click(_tab(self.screen, name))

    def write(self, name: str, text: str) -> None:
        field = _field(self.screen, name)
        self.click(field)
        self._bot.keyClick(field, Qt.Key.Key_A, CONTROL)
        self._bot.keyClicks(field, text)
        self.screen.rest()

    def choose(self, name: str, words: str) -> None:
        combo = self.screen.named(name, QComboBox)
        self.click(combo)
        view = combo.view()
        row = _row_offered(combo, words)
        index = combo.model().index(row, combo.modelColumn())
        view.scrollTo(index)
        # Qt takes a click without a move, so soon after, for the one that opened the list.
        at = view.visualRect(index).center()
        for there in (at + QPoint(40, 0), at):
            self._bot.mouseMove(view.viewport(), there)
            self.screen.rest()
        self._bot.mouseClick(view.viewport(), LEFT, NO_MODIFIER, at)
        self.screen.until(lambda: not view.isVisible())
        assert combo.currentIndex() == row

    def tick(self, name: str, option: str) -> None:
        box = self.screen.named(option, QCheckBox, _boxes(self.screen, name))
        at = self.screen.bring_into_view(box)
        self._click_at(box, QPoint(10, at.y()))
        assert box.isChecked()

    def pick(self, option: str) -> None:
        self.press(option)

    def select(self, table: str, text: str) -> None:
        self._click_row(table, text)

    def open_row(self, table: str, text: str) -> None:
        self._click_row(table, text)
        self._click_row(table, text, twice=True)

    def _click_row(self, table: str, text: str, *, twice: bool = False) -> None:
        view = self.screen.named(table, QTableView)
        cell = cell_in(view, row_of(view, text))
        self._click_at(view.viewport(), cell.center(), twice=twice)

    def untick_row(self, name: str, text: str) -> None:
        view = self.screen.named(name, QListWidget)
        cell = cell_in(view, row_of(view, text))
        self._click_at(view.viewport(), cell.topLeft() + QPoint(12, cell.height() // 2))

    def from_menu(self, menu: str, item: str) -> None:
        opener = self.screen.named(menu, QToolButton)
        self._bot.mouseMove(opener)
        self.click(opener)
        shown = _opened_menu(self.screen)
        self._click_at(shown, shown.actionGeometry(_item(shown, item)).center())

    def choose_found(self, text: str) -> None:
        view = self.screen.named("What was found", QListWidget)
        self._click_at(view.viewport(), cell_in(view, row_of(view, text)).center())


class Keys:
    """Never points: Tab, arrows, Enter, Space, shortcuts, and the search-or-do box."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._bot = screen.qtbot
        self.tabs = 0

    @property
    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.screen.window

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key wherever the keyboard is."""
        self._bot.keyClick(self._focus, key, modifier)
        self.screen.rest()

    def type(self, text: str) -> None:
        """Type words wherever the keyboard is."""
        self._bot.keyClicks(self._focus, text)
        self.screen.rest()

    def reach(self, target: QWidget) -> None:
        """Press Tab until the keyboard is there. Fails when Tab never comes by.

        Of buttons of which one is down, such as tabs, Tab comes by that one; arrows go on.
        """
        group = target.group() if isinstance(target, QAbstractButton) else None
        if group is not None and group.exclusive() and group.checkedButton() is not None:
            # Which of them is down may change on the way: Tab goes on from group to group.
            self._tab_to(group.checkedButton)
            self._arrow_among(group.buttons(), target)
        else:
            self._tab_to(lambda: target)

    def _tab_to(self, wanted: Callable[[], QWidget]) -> None:
        passed = []
        for _ in range(FULL_TURN):
            target = wanted()
            if self._focus is target or target.focusProxy() is self._focus:
                return
            passed.append(title_of(self._focus))
            self._bot.keyClick(self._focus, Qt.Key.Key_Tab)
            self.tabs += 1
        raise AssertionError(f"Tab never reaches “{title_of(target)}”; it goes by {passed[-30:]}")

    def _arrow_among(self, buttons: list[QAbstractButton], target: QWidget) -> None:
        across = buttons[0].y() == buttons[-1].y()
        on, back = (
            (Qt.Key.Key_Right, Qt.Key.Key_Left) if across else (Qt.Key.Key_Down, Qt.Key.Key_Up)
        )
        for _ in buttons:
            if self._focus is target:
                return
            here = [at for at, one in enumerate(buttons) if one is self._focus]
            there = [at for at, one in enumerate(buttons) if one is target]
            self.key(on if here < there else back)
        assert self._focus is target, f"the arrows never reach “{title_of(target)}”"

    def go(self, place: str) -> None:
        self.key(Qt.Key.Key_K, CONTROL)
        # As it can be typed: the apostrophe on the screen is on no keyboard.
        self.type(place.replace("’", "'"))
        self.key(Qt.Key.Key_Return)

    def press(self, name: str) -> None:
        button = self.screen.named(name, QAbstractButton)
        assert button.isEnabled(), f"“{title_of(button)}” may not be pressed: {button.toolTip()}"
        self.reach(button)
        self.key(Qt.Key.Key_Space)

    def primary(self, name: str) -> None:
        button = self.screen.named(name, QPushButton)
        assert button.isEnabled(), f"“{title_of(button)}” may not be pressed: {button.toolTip()}"
        self.key(Qt.Key.Key_Return, CONTROL)

    def tab(self, name: str) -> None:
        self.reach(_tab(self.screen, name))
        self.key(Qt.Key.Key_Space)

    def write(self, name: str, text: str) -> None:
        self.reach(_field(self.screen, name))
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(text)

    def choose(self, name: str, words: str) -> None:
        combo = self.screen.named(name, QComboBox)
        row = _row_offered(combo, words)
        self.reach(combo)
        for _ in range(combo.count() + 1):
            at = combo.currentIndex()
            if at == row:
                return
            self._bot.keyClick(combo, Qt.Key.Key_Down if at < row else Qt.Key.Key_Up)
        raise AssertionError(f"the arrows never reach “{words}”")

    def tick(self, name: str, option: str) -> None:
        inside = _boxes(self.screen, name)
        box = self.screen.named(option, QCheckBox, inside)
        # Tab comes by the boxes once; arrows go on.
        every = inside.findChildren(QCheckBox)
        self.reach(every[0])
        self._arrow_among(every, box)
        self.key(Qt.Key.Key_Space)
        assert box.isChecked()

    def pick(self, option: str) -> None:
        button = self.screen.named(option, QRadioButton)
        self.reach(button)
        assert button.isChecked(), f"the arrows did not pick “{option}”"

    def select(self, table: str, text: str) -> None:
        view = self.screen.named(table, QTableView)
        self._arrow_to(view, text)

    def open_row(self, table: str, text: str) -> None:
        self.select(table, text)
        self.key(Qt.Key.Key_Return)

    def untick_row(self, name: str, text: str) -> None:
        view = self.screen.named(name, QListWidget)
        self._arrow_to(view, text)
        self.key(Qt.Key.Key_Space)

    def _arrow_to(self, view: QTableView | QListWidget, text: str) -> None:
        self.reach(view)
        row = row_of(view, text)
        for _ in range(view.model().rowCount() + 1):
            at = view.currentIndex().row()
            if at == row:
                return
            self._bot.keyClick(view, Qt.Key.Key_Down if at < row else Qt.Key.Key_Up)
        raise AssertionError(f"the arrows never reach “{text}”")

    def from_menu(self, menu: str, item: str) -> None:
        self.reach(self.screen.named(menu, QToolButton))
        self.key(Qt.Key.Key_Space)
        shown = _opened_menu(self.screen)
        action = _item(shown, item)
        for _ in range(len(shown.actions()) + 1):
            if shown.activeAction() is action:
                break
            self._bot.keyClick(shown, Qt.Key.Key_Down)
        assert shown.activeAction() is action, f"the arrows never reach “{item}”"
        self._bot.keyClick(shown, Qt.Key.Key_Return)
        self.screen.rest()

    def choose_found(self, text: str) -> None:
        view = self.screen.named("What was found", QListWidget)
        while view.currentRow() != row_of(view, text):
            self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)


def _field(screen: Screen, name: str) -> QWidget:
    """The line or area of that name that can be written in."""
    for kind in (QLineEdit, QPlainTextEdit):
        if screen.sees(name, kind):
            return screen.named(name, kind)
    return screen.named(name, QLineEdit)


def _boxes(screen: Screen, name: str) -> QWidget:
    """What holds the boxes of the field of that name."""
    every = [one for one in screen.window.findChildren(QWidget) if one.isVisible()]
    return next(one for one in every if name in names_of(one) and one.findChildren(QCheckBox))


def _tab(screen: Screen, name: str) -> QPushButton:
    tabs = [one for one in screen.window.findChildren(QPushButton) if one.property("tab")]
    return next(one for one in tabs if one.isVisible() and one.accessibleName() == name)


def _row_offered(combo: QComboBox, words: str) -> int:
    """The row of a choice that is, or else begins with, these words."""
    offered = [combo.itemText(at) for at in range(combo.count())]
    found = [at for at, one in enumerate(offered) if one == words] or [
        at for at, one in enumerate(offered) if one.startswith(words)
    ]
    assert found, f"“{words}” is not offered: {offered}"
    return found[0]


def _item(menu: QMenu, text: str) -> QAction:
    found = [one for one in menu.actions() if one.text().split("\t")[0] == text]
    assert found, f"“{text}” is not in the menu: {[one.text() for one in menu.actions()]}"
    assert found[0].isEnabled(), f"“{text}” may not be chosen: {found[0].toolTip()}"
    return found[0]


def _opened_menu(screen: Screen) -> QMenu:
    """The menu that a button opened just now."""
    screen.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "no menu opened")
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return shown


def group_named(screen: Screen, group: str) -> str:
    """The present name of a form's group, which says how much of it is still needed."""
    buttons = screen.window.findChildren(QPushButton)
    for one in buttons:
        name = one.accessibleName()
        if one.isVisible() and one.isCheckable() and name.split(",")[0].strip() == group:
            return name
    raise AssertionError(f"no group is called “{group}”: {[names_of(one) for one in buttons]}")
