"""The panel in which replies are recorded: typed down a column, pasted, or from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput
from resources_app.foundations.phrases import joined
from resources_app.requests import actions
from resources_app.requests.actions import RepliesRecorded
from resources_app.requests.model import OfferStatus
from resources_app.requests.reply_entry import TypedReply
from resources_app.requests.reply_file import replies_in
from resources_app.workbooks.reading import read_workbook
from ui.pages.reply_grid import ReplyGrid, awaited
from ui.pages.request_deeds import RequestDeeds
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.panel import Panel

_TABLES = "Tables (*.csv *.xlsx)"


def respond(deeds: RequestDeeds) -> None:
    """Ask for the replies of all homes that were asked, and record those that are typed."""
    assert deeds.view is not None
    reference = deeds.reference
    offering = [one.service_id for one in deeds.view.offers if one.status is OfferStatus.OPEN]
    grid = ReplyGrid(awaited(deeds.view.releases, offering))
    if not grid.rows:
        deeds.desk.say("Every home that was asked has an open offer.", "warning")
        return
    read = button("Fill in from a file", lambda: _fill(deeds, grid), "link", icon="import")
    panel = Panel(
        "Record replies",
        holder(column(holder(row(read, 1)), grid, spacing=SPACE_S)),
        grid.do,
        lambda: press(),
        text="A few letters of a reason are enough; q when they ask something. Enter goes down, "
        "Tab across. An offer is recorded with its prices, by “Record an offer”.",
    )
    grid.told.connect(panel.do.setText)

    def press() -> None:
        typed = grid.typed
        if not typed:
            panel.complain(BadInput("Nothing was typed yet.", remedy="Type a reply at a home."))
            return
        deeds.carry_out(
            panel, lambda session: actions.record_replies(session, reference, typed), _replied,
            form=grid,
        )  # fmt: skip

    deeds.wants_panel.emit(panel)
    grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _fill(deeds: RequestDeeds, grid: ReplyGrid) -> None:
    """Type in what a file says, for a person to look through and record."""
    name, _ = QFileDialog.getOpenFileName(grid, "A table of replies", "", _TABLES)

    def filled(typed: Sequence[TypedReply]) -> None:
        unknown = grid.fill(typed)
        done = counted(len(typed) - len(unknown), "row")
        told = f"{done} of {Path(name).name} filled in; look through them, then record them."
        if unknown:
            told += f" Not asked, or with an open offer: {joined(unknown)}."
        deeds.desk.say(told, "warning" if unknown else "information")

    if name:
        deeds.desk.read(grid, lambda _: replies_in(read_workbook(Path(name))), filled)


def _replied(made: RepliesRecorded) -> str:
    there = f"; {made.there} were recorded already" if made.there else ""
    is_are = "is" if made.recorded == 1 else "are"
    return f"{counted(made.recorded, 'reply', 'replies')} {is_are} recorded{there}."
