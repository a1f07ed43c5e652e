"""What came before for a child, a line each: the reference to open, and a sentence."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from resources_app.casework.earlier import Before, Earlier
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import words

_REFERENCE_WIDTH = 140
_MOST = 3  # lines; a request's own answers are what the page is for


def earlier_card(desk: Desk, earlier: Earlier, *, most: int = _MOST) -> QWidget | None:
    """Other requests and earlier placements of the child; None when there are none."""
    lines = [
        *(("request", one) for one in earlier.requests if one.goes_on),
        *(("placement", one) for one in earlier.placements),
        *(("request", one) for one in earlier.requests if not one.goes_on),
    ]
    if not lines:
        return None
    shown = [_line(desk, page, one) for page, one in lines[:most]]
    if len(lines) > most:
        shown.append(words(f"{len(lines) - most:,} more in the child’s file", "meta"))
    return surface(
        column(words("Before this request", "section"), *shown, spacing=SPACE_S), margin=SPACE_M
    )


def _line(desk: Desk, page: str, one: Before) -> QWidget:
    link = button(one.reference, partial(desk.go, page, one.reference), "link")
    link.setAccessibleName(f"Open {one.reference}: {one.sentence}")
    link.setFixedWidth(_REFERENCE_WIDTH)
    said = words(one.sentence, "" if one.goes_on else "muted", wrap=True)
    line = row(link, said, spacing=SPACE_S)
    line.setStretch(1, 1)
    return holder(line)
