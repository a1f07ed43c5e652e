"""Draws what stays in place around the bed board: names at the left, days above, totals below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from resources_app.beds.occupancy import AuthorityNights
from ui.pages.bed_board_layout import LEFT, TOP, TOTAL, Line
from ui.pages.bed_board_scene import AT_LEFT, CENTRE, PAD, Run, Scene


def names(painter: QPainter, scene: Scene, lines: list[Line], grid: QRect) -> None:
    """The homes and beds, frozen at the left."""
    look = scene.look
    side = QRect(0, TOP, LEFT, grid.height())
    painter.save()
    painter.setClipRect(side)
    painter.fillRect(side, look.surface)
    for line in lines:
        rect = QRect(0, scene.to_y(line.top), LEFT, line.height)
        if line.row is None:
            painter.fillRect(rect, look.sunken)
            painter.setPen(look.text)
            painter.setFont(look.bold)
            name = QFontMetrics(look.bold).elidedText(
                line.home.name, Qt.TextElideMode.ElideRight, LEFT - 3 * PAD
            )
            painter.drawText(rect.adjusted(PAD + 2, 0, 0, 0), AT_LEFT, name)
            continue
        painter.setPen(look.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(look.text)
        painter.setFont(look.body)
        painter.drawText(rect.adjusted(2 * PAD + 2, 0, 0, 0), AT_LEFT, line.row.bed.code)
        painter.setPen(look.muted)
        painter.setFont(look.meta)
        painter.drawText(rect.adjusted(56, 0, -PAD, 0), AT_LEFT, _tonight(scene, line))
    painter.restore()
    painter.setPen(look.edge)
    painter.drawLine(LEFT - 1, 0, LEFT - 1, grid.bottom() + scene.layout.bottom)


def _tonight(scene: Scene, line: Line) -> str:
    """What the bed is tonight, where tonight is on the board."""
    assert line.row is not None
    span = line.row.span_on(scene.layout.board.as_at)
    if span is None or not 0 <= scene.today < scene.layout.board.nights:
        return ""
    partner = scene.layout.board.contract.partner(span.authority_code)
    return f"{span.state}, {partner.letter}" if span.authority_code else str(span.state)


def heading(painter: QPainter, scene: Scene, grid: QRect, nights: range) -> None:
    """Months and days, frozen above."""
    look, wide = scene.look, scene.layout.night_width
    painter.save()
    painter.fillRect(0, 0, grid.right() + 1, TOP, look.sunken)
    painter.setClipRect(LEFT, 0, grid.width(), TOP)
    for night in nights:
        day = scene.layout.day(night)
        x = scene.to_x(night * wide)
        if night == nights.start or day.day == 1:
            painter.setPen(look.text)
            painter.setFont(look.bold)
            left = max(x, LEFT)
            if night != nights.start or _room_for_month(day):
                painter.drawText(
                    QPoint(left + PAD, 17), f"{day:%B %Y}" if wide > 5 else f"{day:%b}"
                )
        _day_heading(painter, scene, day, x, tonight=night == scene.today)
    painter.restore()
    painter.setPen(look.edge)
    painter.drawLine(0, TOP - 1, grid.right(), TOP - 1)


def _room_for_month(day: date) -> bool:
    """Whether the month at the left edge goes on long enough for its name to stand there."""
    return day.day < 26


def _day_heading(painter: QPainter, scene: Scene, day: date, x: int, *, tonight: bool) -> None:
    look, wide = scene.look, scene.layout.night_width
    if tonight:
        painter.fillRect(x, 22, wide, TOP - 22, look.accent)
    if wide < 10:
        return
    painter.setPen(look.surface if tonight else look.muted)
    painter.setFont(look.meta_bold if tonight else look.meta)
    if wide >= 24:
        painter.drawText(QRect(x, 21, wide, 12), CENTRE, f"{day:%a}"[:2])
        painter.drawText(QRect(x, 32, wide, 13), CENTRE, str(day.day))
    elif day.weekday() == 0 or tonight:
        painter.drawText(QRect(x - 4, 28, wide + 8, 14), CENTRE, str(day.day))


def totals(painter: QPainter, scene: Scene, grid: QRect, nights: range) -> None:
    """What each authority uses of its share, night by night, and all together."""
    look = scene.look
    top = grid.bottom() + 1
    painter.fillRect(0, top, grid.right() + 1, scene.layout.bottom, look.window)
    painter.setPen(look.edge)
    painter.drawLine(0, top, grid.right(), top)
    for at, one in enumerate(scene.counts.authorities):
        _total(painter, scene, grid, nights, at, one)
    y = top + 3 + len(scene.counts.authorities) * TOTAL
    painter.setPen(look.edge)
    painter.drawLine(0, y, grid.right(), y)
    painter.setPen(look.text)
    painter.setFont(look.meta_bold)
    painter.drawText(QRect(PAD + 2, y, LEFT, TOTAL), AT_LEFT, "Used of all beds")
    _numbers(painter, scene, y, nights, scene.totals[-1], over=look.text)


def _total(
    painter: QPainter, scene: Scene, grid: QRect, nights: range, at: int, one: AuthorityNights
) -> None:
    look = scene.look
    y = grid.bottom() + 4 + at * TOTAL
    if scene.drop_on == at:
        painter.fillRect(0, y, grid.right(), TOTAL, look.today)
    painter.fillRect(PAD, y + 2, 16, TOTAL - 4, look.ground(one.partner.code))
    painter.setPen(look.text)
    painter.setFont(look.meta_bold)
    painter.drawText(QRect(PAD, y, 16, TOTAL), CENTRE, one.partner.letter)
    painter.setFont(look.meta)
    painter.drawText(QRect(PAD + 22, y, LEFT - 30, TOTAL), AT_LEFT, one.partner.name)
    _numbers(painter, scene, y, nights, scene.totals[at], look.bad)


def _numbers(
    painter: QPainter, scene: Scene, y: int, nights: range, runs: list[Run], over: QColor
) -> None:
    """`3/4` once for nights in a row that say the same."""
    look, wide = scene.look, scene.layout.night_width
    right = scene.to_x(nights.stop * wide)
    painter.save()
    painter.setClipRect(LEFT, y, right - LEFT, TOTAL)
    for first, end, used, share in runs:
        if first >= nights.stop or end <= nights.start:
            continue
        left = scene.to_x(first * wide)
        painter.setPen(look.line)
        painter.drawLine(left, y + 3, left, y + TOTAL - 3)
        painter.setPen(over if used > share else look.muted)
        painter.setFont(look.meta_bold if used > share else look.meta)
        seen = QRect(
            max(left, LEFT), y, min(scene.to_x(end * wide), right) - max(left, LEFT), TOTAL
        )
        if seen.width() >= 22:
            painter.drawText(seen.adjusted(4, 0, 0, 0), AT_LEFT, f"{used}/{share}")
    painter.restore()
