"""A map without tiles: where people live draws the country, in metres on the National Grid.

Loads pyqtgraph, so a page imports this module only when a map is first shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsEllipseItem, QVBoxLayout, QWidget

from resources_app.foundations.distance import MILE_IN_METRES
from resources_app.foundations.outline import shipped_squares
from ui.shell.theme import theme
from ui.shell.tokens import mixed

RING_MILES = 20
_MILE = float(MILE_IN_METRES)
_KM = 1_000
_NEAR_MILES = 26  # what is seen at first around the child's home


@dataclass(frozen=True)
class Spot:
    """Something on the map: eastings and northings in metres."""

    key: str
    easting: float
    northing: float
    label: str


class MapView(QWidget):
    """Home, school, a ring of 20 miles, and services; a click on one chooses it."""

    #: The key of the service that was clicked.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._plot = pg.PlotWidget()
        self._plot.setAccessibleName("Map of homes around the child’s home")
        self._plot.hideAxis("left")
        self._plot.hideAxis("bottom")
        self._plot.setAspectLocked(True)
        self._plot.setMinimumHeight(96)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._ground = pg.ImageItem(axisOrder="row-major")
        self._plot.addItem(self._ground)
        self._others = pg.ScatterPlotItem(pxMode=True, hoverable=True, tip=_tip)
        self._spots = pg.ScatterPlotItem(pxMode=True, hoverable=True, tip=_tip)
        self._marks = pg.ScatterPlotItem(pxMode=True)
        self._rings: list[QGraphicsEllipseItem] = []
        self._labels: list[pg.TextItem] = []
        for item in (self._others, self._spots, self._marks):
            self._plot.addItem(item)
        self._spots.sigClicked.connect(self._clicked)
        self._shown: tuple[list[Spot], str] = ([], "")
        self._home: Spot | None = None
        self._school: Spot | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        theme.changed.connect(self._dress)
        self._dress()

    def show_child(self, home: Spot | None, school: Spot | None) -> None:
        """Show where the child lives and learns now, with the ring around home."""
        self._home, self._school = home, school
        self._dress()
        centre = home or school
        if centre is not None:
            reach = _NEAR_MILES * _MILE
            self._plot.setRange(
                QRectF(centre.easting - reach, centre.northing - reach, 2 * reach, 2 * reach),
                padding=0,
            )

    def show_spots(self, spots: list[Spot], chosen: str = "") -> None:
        """Show services that fit, the chosen one larger."""
        self._shown = (spots, chosen)
        tokens = theme.tokens
        plain = QColor(tokens.accent)
        plain.setAlpha(170)
        self._spots.setData(
            [
                {
                    "pos": (spot.easting, spot.northing),
                    "data": spot,
                    "size": 15 if spot.key == chosen else 8,
                    "brush": pg.mkBrush(tokens.focus if spot.key == chosen else plain),
                    "pen": pg.mkPen(tokens.surface, width=1.5),
                    "symbol": "o",
                }
                # The chosen one last, so that it lies on top.
                for spot in sorted(spots, key=lambda one: one.key == chosen)
            ]
        )

    def _dress(self) -> None:
        """Draw everything in the theme's colours."""
        tokens = theme.tokens
        self._plot.setBackground(tokens.surface)
        squares = shipped_squares()
        land = _picture(squares, mixed(tokens.edge, tokens.surface, 0.35))
        height, width = squares.shape
        self._ground.setImage(land, autoLevels=False)
        self._ground.setRect(QRectF(0, 0, width * _KM, height * _KM))
        self._draw_rings()
        self._draw_marks()
        self.show_spots(*self._shown)

    def _draw_rings(self) -> None:
        for ring in self._rings:
            self._plot.removeItem(ring)
        self._rings = []
        if self._home is None:
            return
        reach = RING_MILES * _MILE
        ring = QGraphicsEllipseItem(
            self._home.easting - reach, self._home.northing - reach, 2 * reach, 2 * reach
        )
        ring.setPen(pg.mkPen(theme.tokens.accent, width=1.5, style=Qt.PenStyle.DashLine))
        self._plot.addItem(ring)
        self._rings.append(ring)

    def _draw_marks(self) -> None:
        for label in self._labels:
            self._plot.removeItem(label)
        self._labels = []
        tokens = theme.tokens
        marks = []
        places = (
            (self._home, "Home", "s", tokens.bad),
            (self._school, "School", "t", tokens.information),
        )
        there = [spot for spot, *_ in places if spot is not None]
        northern = max(there, key=lambda one: one.northing, default=None)
        for spot, name, symbol, colour in places:
            if spot is None:
                continue
            position = (spot.easting, spot.northing)
            marks.append(
                {
                    "pos": position,
                    "size": 13,
                    "symbol": symbol,
                    "brush": pg.mkBrush(colour),
                    "pen": pg.mkPen(tokens.surface, width=1.5),
                }
            )
            # The name of what lies further north stands above it, the other's below: they may be
            # close, and each name is to be read at its own mark.
            label = pg.TextItem(
                name, color=tokens.text, anchor=(0.5, 1.5 if spot is northern else -0.4)
            )
            label.setPos(*position)
            self._plot.addItem(label)
            self._labels.append(label)
        if self._home is not None:
            reach = RING_MILES * _MILE
            # Outside the ring, where no name of a place within it can lie.
            ring = pg.TextItem(f"{RING_MILES} miles", color=tokens.accent, anchor=(0.5, 0.9))
            ring.setPos(self._home.easting, self._home.northing + reach)
            self._plot.addItem(ring)
            self._labels.append(ring)
        self._marks.setData(marks)

    def _clicked(self, _item: object, points: NDArray[np.object_], _event: object) -> None:
        if len(points):
            self.chosen.emit(points[0].data().key)


def _tip(x: float, y: float, data: Spot) -> str:  # noqa: ARG001  (pyqtgraph calls it by name)
    return data.label


def _picture(squares: NDArray[np.bool_], colour: str) -> NDArray[np.uint8]:
    """The land in one colour, the sea see-through, as red, green, blue and alpha."""
    picture = np.zeros((*squares.shape, 4), dtype=np.uint8)
    wanted = QColor(colour)
    picture[squares] = (wanted.red(), wanted.green(), wanted.blue(), 255)
    return picture
