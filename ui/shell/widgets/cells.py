"""How a table's cells are painted: text, a muted second line, a chip, a bar, the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.shell.theme import theme
from ui.shell.tokens import META_PT, SPACE_S, Tokens
from ui.shell.widgets.columns import BAR, SECOND, STRONG, TONE

_PAD = 10
_BAR_WIDTH = 56
Index = QModelIndex | QPersistentModelIndex


def _smaller(font: QFont, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPointSizeF(META_PT)
    made.setBold(bold)
    return made


class CellPainter(QStyledItemDelegate):
    """Paints every cell of our tables; the style sheet does not reach inside them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_ground))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.sunken))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(_PAD, 0, -_PAD, -1)
        self._contents(painter, option, index, inner, tokens)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * _PAD, size.height())

    def _contents(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        inner: QRect,
        tokens: Tokens,
    ) -> None:
        text = str(index.data() or "")
        font: QFont = option.font
        tone = index.data(TONE)
        if tone and text:
            _paint_chip(painter, inner, text, tokens.tone(tone), _smaller(font, bold=True))
            return
        filled = index.data(BAR)
        if filled is not None:
            half = inner.height() // 2
            _paint_bar(painter, inner.adjusted(0, 0, 0, -half), float(filled), tokens)
            inner = inner.adjusted(0, half - 4, 0, 0)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        second = index.data(SECOND)
        if second:
            half = inner.height() // 2
            _paint_text(
                painter,
                inner.adjusted(0, half, 0, -3),
                str(second),
                _smaller(font),
                tokens.muted,
                align,
            )
            inner = inner.adjusted(0, 3, 0, -half)
        shown = QFont(font)
        shown.setBold(bool(index.data(STRONG)))
        _paint_text(painter, inner, text, shown, tokens.text, align)


def _paint_text(
    painter: QPainter,
    inner: QRect,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    line = text.replace("\n", " · ")
    shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, int(align) | int(Qt.TextFlag.TextSingleLine), shown)


def _paint_chip(
    painter: QPainter, inner: QRect, text: str, colours: tuple[str, str], font: QFont
) -> None:
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(text) + 2 * SPACE_S, inner.width())
    height = metrics.height() + 4
    box = QRectF(inner.left(), inner.center().y() - height / 2 + 1, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[1]))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(colours[0]))
    room = int(width) - 2 * SPACE_S
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 2)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)


def _paint_bar(painter: QPainter, inner: QRect, filled: float, tokens: Tokens) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    track = QRectF(inner.left(), inner.center().y() - 3, _BAR_WIDTH, 8)
    painter.setBrush(QColor(tokens.line))
    painter.drawRoundedRect(track, 4, 4)
    if filled > 0:
        track.setWidth(max(8.0, _BAR_WIDTH * min(filled, 1.0)))
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(track, 4, 4)
