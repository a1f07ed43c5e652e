"""A bar chart of amounts by month: what was, and what is to come, told apart by more than colour.

Loads pyqtgraph, so a page imports this module only when a chart is first shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.foundations.money import pounds
from ui.shell.theme import FAMILY, theme
from ui.shell.tokens import META_PT

_WIDTH = 0.62  # of the room a bar has


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its amount in pence, and whether it is still to come (hatched)."""

    label: str
    pence: int
    to_come: bool = False


class BarChart(QWidget):
    """Bars from nought, an amount at each step of the axis, read out as a whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self._plot = pg.PlotWidget()
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setMinimumHeight(96)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = self._plot.getAxis("left")
        left.enableAutoSIPrefix(False)
        left.tickStrings = _amounts
        font = QFont(FAMILY)
        font.setPointSizeF(META_PT)
        for side in ("left", "bottom"):
            self._plot.getAxis(side).setTickFont(font)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        theme.changed.connect(self._draw)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these in place of the ones before."""
        self._bars = tuple(bars)
        said = "; ".join(f"{bar.label} {pounds(bar.pence)}" for bar in self._bars)
        self._plot.setAccessibleName(f"{self._name}: {said}")
        self._draw()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def _draw(self) -> None:
        tokens = theme.tokens
        self._plot.clear()
        self._plot.setBackground(tokens.surface)
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(tokens.line))
            axis.setTextPen(pg.mkPen(tokens.muted))
        self._plot.showGrid(x=False, y=True, alpha=0.15)
        if not self._bars:
            return
        for to_come in (False, True):
            at = [i for i, bar in enumerate(self._bars) if bar.to_come is to_come]
            colour = QColor(tokens.accent)
            brush = pg.mkBrush(colour)
            if to_come:
                brush.setStyle(Qt.BrushStyle.BDiagPattern)
            heights = [self._bars[i].pence / 100 for i in at]
            self._plot.addItem(
                pg.BarGraphItem(x=at, height=heights, width=_WIDTH, brush=brush, pen=colour)
            )
        ticks = [list(enumerate(bar.label for bar in self._bars))]
        self._plot.getAxis("bottom").setTicks(ticks)
        most = max((bar.pence for bar in self._bars), default=0) / 100
        least = min((bar.pence for bar in self._bars), default=0) / 100
        self._plot.setXRange(-0.6, len(self._bars) - 0.4, padding=0)
        self._plot.setYRange(min(0.0, least), max(most, 1.0) * 1.05, padding=0)


def _amounts(values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG001
    """The axis in pounds, thousands and millions as a person would say them."""
    told = []
    for value in values:
        if abs(value) >= 1_000_000:
            told.append(f"£{value / 1_000_000:.3g}m")
        elif abs(value) >= 1_000:
            told.append(f"£{value / 1_000:.4g}k")
        else:
            told.append(f"£{value:,.0f}")
    return told
