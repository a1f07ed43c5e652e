"""Where something stands on its way: steps done, the step now, and steps to come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shell.theme import theme
from ui.shell.tokens import META_PT

_DOT, _TOP = 6.0, 12.0


class StageLine(QWidget):
    """Steps along a line. What is done is filled, the present step ringed and in bold."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._at = 0
        self._stopped = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_stage(self, at: int, stopped: str = "") -> None:
        """Stand at step `at` (from 0); `stopped` says that the way ended there, and how."""
        self._at, self._stopped = at, stopped
        done = ", ".join(self._steps[:at]) or "nothing"
        self.setAccessibleName(f"Stage: {stopped or self._steps[at]}. Done: {done}.")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100 * len(self._steps), 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._steps)
        centres = [QPointF(step * (at + 0.5), _TOP) for at in range(len(self._steps))]
        for at, (left, right) in enumerate(pairwise(centres)):
            done = at < self._at
            painter.setPen(QPen(QColor(tokens.accent if done else tokens.line), 2))
            painter.drawLine(left + QPointF(_DOT + 3, 0), right - QPointF(_DOT + 3, 0))
        for at, (centre, name) in enumerate(zip(centres, self._steps, strict=True)):
            self._paint_step(painter, at, centre, name, step)

    def _paint_step(
        self, painter: QPainter, at: int, centre: QPointF, name: str, step: float
    ) -> None:
        tokens = theme.tokens
        now = at == self._at
        ended = now and bool(self._stopped)
        colour = QColor(tokens.bad if ended else tokens.accent if at <= self._at else tokens.edge)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if at < self._at else QColor(tokens.window))
        painter.drawEllipse(centre, _DOT, _DOT)
        if now:
            painter.setBrush(colour)
            painter.drawEllipse(centre, _DOT - 3.5, _DOT - 3.5)
        font = QFont(self.font())
        font.setPointSizeF(META_PT)
        font.setBold(now)
        painter.setFont(font)
        painter.setPen(QColor(tokens.bad if ended else tokens.text if now else tokens.muted))
        text = self._stopped.capitalize() if ended else name
        box = QRectF(centre.x() - step / 2, _TOP + _DOT + 4, step, 20)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
