"""What happened in a placement after its start, section by section, and what can be recorded."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from resources_app.foundations.codes import CodeList, words, words_with_code
from resources_app.foundations.dates import day_text
from resources_app.placements.life import Life
from resources_app.placements.moving import Slept
from ui.pages.life_panels import ask_address, ask_move
from ui.pages.page import Page
from ui.pages.placement_view import period_text
from ui.shell.tokens import SPACE_L
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, scrolled
from ui.shell.widgets.section import Deed, Section

_SLEPT = (
    Column("Nights", lambda one: period_text(one.slept.period), 200),
    Column("Carer or bed", lambda one: one.slept.place.carer_or_bed_code, 120,
           second=lambda one: one.slept.place.living_postcode),
    Column("Statutory type",
           lambda one: words_with_code(CodeList.PLACEMENT_TYPE, one.slept.place.placement_code),
           180, stretch=True),
    Column("Why there", lambda one: one.why, 220, stretch=True, second=lambda one: one.note),
)  # fmt: skip


class _Night:
    """A place the child slept in, with the move that led there."""

    def __init__(self, slept: Slept, life: Life) -> None:
        self.slept = slept
        move = next((one for one in life.moves if one.day == slept.period.start), None)
        self.why = words(CodeList.REASON_PLACEMENT_CHANGED, move.change_code) if move else "Placed"
        episode = words(CodeList.REASON_NEW_EPISODE, move.episode_code) if move else ""
        self.note = " · ".join(part for part in (episode, move.note if move else "") if part)


class PlacementLife(QWidget):
    """The sections, one below another."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._slept = Section(
            "Where the child sleeps",
            _SLEPT,
            "Nothing is recorded.",
            (
                Deed("Approve an address outside the area…",
                     lambda _: ask_address(page, page.place.key)),
                Deed("Record a move…", lambda _: ask_move(page, page.place.key)),
            ),
        )  # fmt: skip
        inside = QWidget()
        inside.setLayout(column(self._slept, 1, spacing=SPACE_L))
        self.setLayout(column(scrolled(inside)))

    def show_life(self, life: Life, today: date) -> None:
        """Show what happened, the latest place first."""
        ended = life.placement.period.end
        over = f"The placement ended on {day_text(ended)}." if ended and ended <= today else ""
        nights = [_Night(one, life) for one in reversed(life.slept)]
        self._slept.show_rows(
            nights,
            {"Record a move…": over, "Approve an address outside the area…": over},
        )
