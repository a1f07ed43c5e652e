"""Draws the part of the bed board that can be seen, and nothing else.

A night's state is told by words and shape as well as colour: a child's initials on the
authority's ground behind its letter, a dashed frame for a hold, a hatch for out of service.
"""

from __future__ import annotations

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from resources_app.beds.model import NightState, SoldSpan, Span
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from ui.pages.bed_board_frame import heading, names, totals
from ui.pages.bed_board_layout import STRIP, Line
from ui.pages.bed_board_scene import AT_LEFT, CENTRE, PAD, Look, Scene


def paint(painter: QPainter, scene: Scene, viewport: QRect) -> None:
    """Draw a viewport's worth of the board."""
    grid = scene.layout.grid(viewport)
    painter.fillRect(viewport, scene.look.surface)
    nights = scene.layout.nights_between(scene.x, scene.x + grid.width())
    lines = scene.layout.lines_between(scene.y, scene.y + grid.height())
    painter.save()
    painter.setClipRect(grid)
    _days(painter, scene, grid, nights)
    _night_lines(painter, scene, grid, nights)
    for line in lines:
        _line(painter, scene, line, grid, nights)
    _chosen(painter, scene)
    painter.restore()
    names(painter, scene, lines, grid)
    heading(painter, scene, grid, nights)
    totals(painter, scene, grid, nights)


def _days(painter: QPainter, scene: Scene, grid: QRect, nights: range) -> None:
    """Weekends shaded, tonight lit."""
    wide = scene.layout.night_width
    weekday = scene.layout.day(nights.start).weekday() if nights else 0
    for night in nights:
        ground = None
        if night == scene.today:
            ground = scene.look.today
        elif wide > 9 and (weekday + night - nights.start) % 7 >= 5:
            ground = scene.look.window
        if ground is not None:
            painter.fillRect(scene.to_x(night * wide), grid.top(), wide, grid.height(), ground)


def _line(painter: QPainter, scene: Scene, line: Line, grid: QRect, nights: range) -> None:
    top = scene.to_y(line.top)
    if line.row is None:
        painter.fillRect(grid.left(), top, grid.width(), line.height, scene.look.sunken)
        return
    painter.setPen(scene.look.line)
    under = top + line.height - 1
    painter.drawLine(grid.left(), under, grid.right(), under)
    inset = STRIP + 1 if line.sold else 3
    for first, end, span in line.spans:
        if first < nights.stop and end > nights.start:
            rect = _place(scene, first, end, top, line.height)
            _span(painter, scene, span, rect.adjusted(1, 2, -1, -inset), grid)
    for first, end, sold in line.sold:
        if first < nights.stop and end > nights.start:
            _sale(painter, scene, sold, _place(scene, first, end, top, line.height), grid)


def _place(scene: Scene, first: int, end: int, top: int, height: int) -> QRect:
    """Where the nights from one number to before another are in the viewport."""
    wide = scene.layout.night_width
    return QRect(scene.to_x(first * wide), top, (end - first) * wide, height)


def _seen(rect: QRect, grid: QRect) -> QRect:
    """The part of a span that can be seen, where its words stand however far it is scrolled."""
    left, right = max(rect.left(), grid.left()), min(rect.right(), grid.right())
    return QRect(left, rect.top(), right - left + 1, rect.height())


def _span(painter: QPainter, scene: Scene, span: Span, bar: QRect, grid: QRect) -> None:
    look = scene.look
    if span.state is NightState.OUT_OF_SERVICE:
        painter.fillRect(bar, look.hatch)
        words = "out of service"
        _words(painter, look, "", words, _seen(bar, grid), look.surface)
        return
    letter = scene.layout.board.contract.partner(span.authority_code).letter
    ground = look.ground(span.authority_code)
    painter.fillRect(bar, look.surface if span.state is NightState.HELD else ground)
    if span.state is NightState.HELD:
        painter.setPen(look.held)
        painter.drawRect(bar.adjusted(1, 1, -2, -2))
        words = _held_words(scene, span)
    else:
        words = span.words.partition(", PLC")[0]
    _words(painter, look, letter, words, _seen(bar, grid), None, ground)


def _held_words(scene: Scene, span: Span) -> str:
    hold = scene.holds.get(span.source)
    return f"held, lapses {day_text(hold.lapses_on)[:-5]}" if hold else "held"


def _words(
    painter: QPainter,
    look: Look,
    letter: str,
    words: str,
    rect: QRect,
    behind: QColor | None,
    ground: QColor | None = None,
) -> None:
    """A letter on its ground, and as many of the words as there is room for."""
    inner = rect.adjusted(PAD - 2, 0, -2, 0)
    if inner.width() < 8:
        return
    painter.setPen(look.text)
    if letter:
        box = QRect(inner.left(), rect.top(), 12, rect.height())
        if ground is not None:
            painter.fillRect(box.adjusted(-2, 2, 2, -2), ground)
        painter.setFont(look.bold)
        painter.drawText(box, CENTRE, letter)
        inner = inner.adjusted(18, 0, 0, 0)
    if inner.width() < 24:
        return
    shown = look.metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    if behind is not None:
        wide = look.metrics.horizontalAdvance(shown)
        painter.fillRect(inner.left() - 3, rect.top() + 2, wide + 6, rect.height() - 4, behind)
    painter.setFont(look.body)
    painter.drawText(inner, AT_LEFT, shown)


def _sale(painter: QPainter, scene: Scene, sold: SoldSpan, rect: QRect, grid: QRect) -> None:
    """A strip below the night: from whom to whom, and for how much."""
    contract = scene.layout.board.contract
    seller, buyer = (contract.partner(c) for c in (sold.sale.seller_code, sold.sale.buyer_code))
    strip = QRect(rect.left(), rect.bottom() - STRIP, rect.width(), STRIP)
    painter.fillRect(strip, scene.look.ground(buyer.code))
    painter.setPen(scene.look.text)
    painter.drawLine(strip.topLeft(), strip.topRight())
    price = sold.sale.nightly_pence
    money = "no price" if price is None else pounds(price).removesuffix(".00")
    painter.setFont(scene.look.strip)
    inner = _seen(strip, grid).adjusted(PAD, 0, 0, 0)
    if inner.width() > 24:
        text = f"{seller.letter} → {buyer.letter}"
        painter.drawText(inner, AT_LEFT, f"{text}  {money}" if inner.width() > 70 else text)


def _night_lines(painter: QPainter, scene: Scene, grid: QRect, nights: range) -> None:
    """A line between nights, or where nights are narrow between months."""
    wide = scene.layout.night_width
    painter.setPen(scene.look.line)
    lines = [
        QLine(scene.to_x(night * wide), grid.top(), scene.to_x(night * wide), grid.bottom())
        for night in nights
        if wide > 9 or scene.layout.day(night).day == 1
    ]
    if lines:
        painter.drawLines(lines)


def _chosen(painter: QPainter, scene: Scene) -> None:
    if scene.chosen is not None:
        bed, first, end = scene.chosen
        line = scene.layout.bed_lines[bed]
        rect = _place(scene, first, end, scene.to_y(line.top), line.height)
        painter.fillRect(rect, scene.look.chosen)
        painter.setPen(QPen(scene.look.accent, 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -2))
    if scene.cursor is not None and scene.has_keyboard:
        bed, night = scene.cursor
        line = scene.layout.bed_lines[bed]
        rect = _place(scene, night, night + 1, scene.to_y(line.top), line.height)
        painter.setPen(QPen(scene.look.focus, 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -2))
