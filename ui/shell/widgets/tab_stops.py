"""Where the Tab key stops inside a widget, in its order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(frame: QWidget) -> list[QWidget]:
    """The widgets inside `frame` that Tab comes to, the first first."""
    found: list[QWidget] = []
    one = frame.nextInFocusChain()
    while one is not None and one is not frame:
        if frame.isAncestorOf(one) and _is_stop(one, frame):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _is_stop(one: QWidget, frame: QWidget) -> bool:
    takes_tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    # A proxy's own widget is a stop already.
    return takes_tab and one.isEnabled() and one.isVisibleTo(frame) and one.focusProxy() is None
