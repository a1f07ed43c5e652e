"""The rail at the left: the pages, and how much waits in each; narrows to icons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui.shell.icons import put_icon
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import put_down, tool
from ui.shell.widgets.layouts import column, holder, row, scrolled
from ui.shell.widgets.words import words

WIDE, NARROW = 196, 56
_LEAST = 120  # pixels, three entries


class _Item(QToolButton):
    """One page on the rail, with its count at the right."""

    def __init__(self, label: str, icon: str) -> None:
        super().__init__()
        self.label = label
        self.setText(f"  {label}")
        self.setProperty("rail", "item")
        self.setCheckable(True)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        put_icon(self, icon)
        self._count = words("")
        self._count.setProperty("rail", "count")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, SPACE_M, 0)
        inside.addStretch(1)
        inside.addWidget(self._count)

    def count(self, number: int) -> None:
        self._count.setText(f"{number:,}" if number else "")
        waiting = f", {number:,} waiting" if number else ""
        self.setAccessibleName(f"{self.label}{waiting}")

    def narrow(self, yes: bool) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if yes else style.ToolButtonTextBesideIcon)
        self.setToolTip(self.label if yes else "")
        self._count.setVisible(not yes)


class Rail(QWidget):
    """Chooses a page; `chosen` carries its key."""

    chosen = Signal(str)
    narrowed = Signal(bool)

    def __init__(self, pages: Iterable[tuple[str, str, str]], *, narrow: bool) -> None:
        """`pages` are (key, label, icon)."""
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._narrow = narrow
        self._wanted = narrow
        self._group = QButtonGroup(self)
        self._items: dict[str, _Item] = {}
        for key, label, icon in pages:
            item = _Item(label, icon)
            item.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(item)
            self._items[key] = item
        self._toggle = tool("collapse", "Narrow the rail", self.toggle)
        foot: list[QWidget | QHBoxLayout | int] = [row(self._toggle, 1)]
        # In a window too low for all of them the entries scroll; the window is not made taller.
        entries = scrolled(holder(column(*self._items.values(), 1, spacing=2)))
        entries.setMinimumHeight(_LEAST)
        body = column(entries, *foot, margins=(SPACE_S, SPACE_S, SPACE_S, SPACE_S), spacing=2)
        body.setStretch(0, 1)
        self.setLayout(body)
        self._show_width()

    def light(self, key: str) -> None:
        """Show which page we are on."""
        if key in self._items:
            put_down(self._group, self._items[key])

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how much waits in each page."""
        for key, item in self._items.items():
            item.count(counts.get(key, 0))

    def toggle(self) -> None:
        """Narrow or widen, as the person wishes."""
        self._wanted = self._narrow = not self._narrow
        self._show_width()
        self.narrowed.emit(self._narrow)

    def fit(self, window_width: int) -> None:
        """Narrow by itself in a small window, and go back to the person's wish in a wide one."""
        narrow = self._wanted or window_width < 1000
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_width()

    def _show_width(self) -> None:
        self.setFixedWidth(NARROW if self._narrow else WIDE)
        for item in self._items.values():
            item.narrow(self._narrow)
        words_for_it = "Widen the rail" if self._narrow else "Narrow the rail"
        self._toggle.setToolTip(words_for_it)
        self._toggle.setAccessibleName(words_for_it)
