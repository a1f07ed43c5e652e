"""The connected person of a placement: approved for a time, extended once, over (regulation 24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.foundations.codes import CodeList
from resources_app.foundations.codes import words as code_words
from resources_app.foundations.dates import day_text
from resources_app.placements.actions.connecting import (
    approve_connected,
    end_connected,
    extend_connected,
    why_not_approver,
)
from resources_app.placements.connected import (
    APPROVAL_FIELDS,
    ENDING_FIELDS,
    EXTENSION_FIELDS,
    GROUNDS,
    NewApproval,
    TemporaryApproval,
    why_not_extended,
)
from resources_app.placements.model import Placement
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.layouts import clear, column, holder, row, surface
from ui.shell.widgets.words import words


class ConnectedPerson(QWidget):
    """A card above the duties, where a child lives with a relative or friend."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._body = column(spacing=SPACE_S)
        self.setLayout(self._body)
        self.hide()

    def show_approvals(
        self, placement: Placement, every: tuple[TemporaryApproval, ...] | None, today: date
    ) -> None:
        """Show them, the newest first; nothing for a placement with nobody connected (None)."""
        clear(self._body)
        self.setVisible(every is not None)
        if every is None:
            return
        lines: list[QWidget] = [
            words("Approval of the relative or friend (regulation 24)", "section")
        ]
        lines += [words(_line(one), wrap=True) for one in every]
        if not every:
            lines.append(words("No temporary approval is recorded.", "muted"))
        newest = every[0] if every else None
        lines.append(self._buttons(placement, newest, today))
        self._body.addWidget(surface(column(*lines, spacing=SPACE_S)))

    def _buttons(
        self, placement: Placement, newest: TemporaryApproval | None, today: date
    ) -> QWidget:
        barred = why_not_approver(self._page.desk.officer)
        open_now = newest is not None and newest.ended_on is None
        approve = button("Approve for 16 weeks", lambda: self._approve(placement))
        let(approve, "There is one already." if open_now else barred)
        if newest is None:
            return holder(row(approve, 1))
        extend = button("Extend by 8 weeks", lambda: self._extend(newest))
        let(extend, why_not_extended(newest, today) or barred)
        end = button("Say what came of it", lambda: self._end(newest))
        let(end, "" if open_now else "It is over.")
        return holder(row(approve, extend, end, 1))

    def _approve(self, placement: Placement) -> None:
        def act(session: Session, given: Any) -> object:
            return approve_connected(session, placement.reference, NewApproval(**given))

        ask(
            self._page,
            "Approve a relative or friend for a time",
            APPROVAL_FIELDS,
            "Approve for 16 weeks",
            act,
            told="The temporary approval is recorded; its last day is watched.",
            text="Care Planning Regulations 2010, regulation 24: while they are assessed in full "
            "as a foster carer for the child.",
            values={"carer": placement.carer_or_bed_code, "start": placement.period.start},
        )

    def _extend(self, one: TemporaryApproval) -> None:
        ask(
            self._page,
            "Extend a temporary approval",
            EXTENSION_FIELDS,
            "Extend by 8 weeks",
            lambda session, given: extend_connected(session, one.id, given["ground"]),
            told="The temporary approval is extended by eight weeks.",
            text=f"{one.sentence}. Once only (regulation 25).",
            options={"ground": list(GROUNDS.items())},
        )

    def _end(self, one: TemporaryApproval) -> None:
        ask(
            self._page,
            "What came of a temporary approval",
            ENDING_FIELDS,
            "Record what came of it",
            lambda session, given: end_connected(session, one.id, given["on"], given["outcome"]),
            told="What came of it is recorded.",
            text=f"{one.sentence}.",
            values={"on": self._page.desk.today()},
        )


def _line(one: TemporaryApproval) -> str:
    said = f"{one.sentence}; by {one.approved_by}, assessed on {day_text(one.assessed_on)}."
    if one.ended_on is not None:
        came = code_words(CodeList.CONNECTED_OUTCOMES, one.outcome)
        said = f"{said} Over since {day_text(one.ended_on)}: {came}."
    return said
