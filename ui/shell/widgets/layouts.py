"""Ways to put widgets together with the design's spaces."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def column(
    *widgets: QWidget | QLayout | int, margins: Margins = NONE, spacing: int = SPACE_M
) -> QVBoxLayout:
    """Widgets one below another; a number is a stretch of that weight."""
    made = QVBoxLayout()
    _fill(made, widgets, margins, spacing)
    return made


def row(
    *widgets: QWidget | QLayout | int, margins: Margins = NONE, spacing: int = SPACE_S
) -> QHBoxLayout:
    """Widgets beside one another; a number is a stretch of that weight."""
    made = QHBoxLayout()
    _fill(made, widgets, margins, spacing)
    return made


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    widgets: Iterable[QWidget | QLayout | int],
    margins: Margins,
    spacing: int,
) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        elif isinstance(widget, QLayout):
            layout.addLayout(widget)
        else:
            layout.addWidget(widget)


def holder(layout: QLayout) -> QWidget:
    """A plain widget that holds a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def surface(layout: QLayout, kind: str = "true", margin: int = SPACE_L) -> QFrame:
    """A framed surface; `kind` is true, sunken, floating or warning."""
    made = QFrame()
    made.setProperty("surface", kind)
    layout.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(layout)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """A widget that scrolls down, and never sideways, when it does not fit."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setObjectName("scrolled")
    area.setWidget(inside)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
