"""Line icons from assets/icons, drawn in the theme's colours and drawn again when it changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from ui.shell.theme import ASSETS, theme

SIZE = 18  # device-independent pixels


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, ratio: float) -> QPixmap:
    pixels = QPixmap(QSize(round(SIZE * ratio), round(SIZE * ratio)))
    pixels.fill(Qt.GlobalColor.transparent)
    drawing = _source(name).replace("currentColor", colour)
    painter = QPainter(pixels)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixels.rect()))
    painter.end()
    pixels.setDevicePixelRatio(ratio)
    return pixels


def pixmap(name: str, tone: str = "text", ratio: float = 2.0) -> QPixmap:
    """An icon as pixels; `tone` names a colour in tokens.py. Raises FileNotFoundError."""
    return _pixmap(name, getattr(theme.tokens, tone), ratio)


def icon(name: str, tone: str = "text") -> QIcon:
    """An icon in the colour that `tone` names."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()  # as sharp as the screen
    made = QIcon(pixmap(name, tone, ratio))
    # White on a primary button, it would not be seen on the ground of one that is disabled.
    made.addPixmap(pixmap(name, "muted", ratio), QIcon.Mode.Disabled)
    return made


class _Kept(QObject):
    """Redraws one button's icon when the theme changes; lives and dies with the button."""

    def __init__(self, button: QAbstractButton, name: str, tone: str) -> None:
        super().__init__(button)
        self._button, self._name, self._tone = button, name, tone
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        self._button.setIcon(icon(self._name, self._tone))
        self._button.setIconSize(QSize(SIZE, SIZE))


def put_icon(button: QAbstractButton, name: str, tone: str = "text") -> None:
    """Give a button an icon that follows the theme."""
    _Kept(button, name, tone)
