"""Who is in an agreement's lots: tier and rank, and suspending one or letting it back in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources_app.agreements.membership_actions import (
    change_standing,
    resume_member,
    suspend_member,
)
from resources_app.agreements.model import MemberOfLot
from resources_app.documents.actions import print_agreement_summary
from resources_app.documents.model import Kind as Paper
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.manner import MannerChoice
from ui.pages.page import Page
from ui.pages.printing import Printable, print_now
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, row
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_FROM = Field("day", "From", Kind.DATE, needed=Needed.ALWAYS)
_TIER = (
    Field("tier", "Tier", Kind.WHOLE_NUMBER, needed=Needed.ALWAYS, least=1, most=9),
    Field("rank", "Rank within it", Kind.WHOLE_NUMBER, least=1, most=999),
    _FROM,
    Field("reason", "Why", needed=Needed.ALWAYS),
)
_SUSPEND = (Field("reason", "Why", Kind.LONG_TEXT, needed=Needed.ALWAYS), _FROM)
_RESUME = (Field("reason", "Why", Kind.LONG_TEXT), _FROM)


def _columns(today: Callable[[], date]) -> tuple[Column, ...]:
    def standing(one: MemberOfLot) -> str:
        if one.membership.suspended_reason:
            return "Suspended"
        if today() not in one.membership.period:
            return "To begin" if today() < one.membership.period.start else "Ended"
        return "In the lot"

    return (
        Column(
            "Service",
            lambda one: one.service_name or one.provider_name,
            220,
            stretch=True,
            second=lambda one: f"URN {one.urn} · {one.provider_name}",
        ),
        Column("Lot", lambda one: f"{one.lot.code} {one.lot.title}", 200),
        Column(
            "Tier",
            lambda one: str(one.membership.tier),
            56,
            number=True,
            sort=lambda one: (one.membership.tier, one.membership.rank or 10**6),
        ),
        Column(
            "Rank",
            lambda one: str(one.membership.rank or "–"),
            60,
            number=True,
            sort=lambda one: one.membership.rank or 10**6,
        ),
        Column("From", lambda one: day_text(one.membership.period.start), 110, number=True),
        Column(
            "To and including",
            lambda one: day_text(inclusive_end(one.membership.period.end)) or "No end",
            134,
            number=True,
        ),
        Column(
            "Standing",
            standing,
            116,
            tone=lambda one: {"In the lot": "good", "Suspended": "bad"}.get(standing(one), "plain"),
            hint=lambda one: one.membership.suspended_reason,
        ),
    )


class MembersTab(QWidget):
    """Every member as it stands today, and what can be done with the one selected."""

    #: A member's service is to be opened, by URN.
    opened = Signal(str)

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self.table = Table(_columns(desk.today), "Members", height=TWO_LINES)
        self.table.when_empty(
            "Nobody is in this agreement yet", "A price schedule brings lots, members and prices."
        )
        self.table.selected.connect(self._offer)
        self.table.opened.connect(lambda one: self.opened.emit(one.urn))
        self.tier = button("Change its tier", self._ask_tier)
        self.suspend = button("Suspend it", self._ask_suspension, "danger")
        self.resume = button("Let it back in", self._ask_resumption)
        self.print = button("Print its terms and prices", self._print, icon="print")
        self._why = why_not(desk.officer, Permission.KEEP_AGREEMENTS)
        self._why_not_print = why_not(desk.officer, Permission.PRINT)
        self.note = words("", "muted", wrap=True)
        self.manner = MannerChoice(Paper.AGREEMENT_SUMMARY)
        bar = row(
            self.tier,
            self.suspend,
            self.resume,
            self.print,
            self.manner,
            self.note,
            spacing=SPACE_S,
        )
        bar.setStretchFactor(self.note, 1)
        layout = column(self.table, bar, spacing=SPACE_M)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._offer(None)

    def show_members(self, members: Sequence[MemberOfLot]) -> None:
        """Show these; the one that was selected stays so."""
        chosen = self.table.current()
        key = chosen.membership.id if chosen else ""
        self.table.show_rows(members, keep=lambda one: one.membership.id == key)
        self._offer(self.table.current())

    def _offer(self, one: MemberOfLot | None) -> None:
        suspended = one is not None and bool(one.membership.suspended_reason)
        self.resume.setVisible(suspended)
        self.suspend.setVisible(not suspended)
        why = self._why or ("Choose a member first." if one is None else "")
        self.note.setText(why)
        for each in (self.tier, self.suspend, self.resume):
            each.setEnabled(not why)
            each.setToolTip(why)
        self.print.setEnabled(one is not None and not self._why_not_print)
        self.print.setToolTip(self._why_not_print)

    def _print(self) -> None:
        one: MemberOfLot = self.table.current()
        job = partial(print_agreement_summary.job, provider=one.provider_name)
        what = Printable("summary", "Print its terms and prices", job)
        print_now(self._desk, self, what, one.agreement.reference, manner=self.manner.chosen)

    def _ask_tier(self) -> None:
        one: MemberOfLot = self.table.current()
        ask(
            self._page,
            f"Change the tier of {one.service_name}",
            _TIER,
            "Change it",
            lambda session, record: change_standing(
                session,
                one.membership.id,
                tier=record["tier"],
                rank=record["rank"],
                on=record["day"],
                reason=str(record["reason"]),
            ),
            told=f"The tier of {one.service_name} changes.",
            text="Until that day it keeps the tier it has; searches and prices go by the day.",
            values={
                "tier": one.membership.tier,
                "rank": one.membership.rank,
                "day": self._desk.today(),
            },
        )

    def _ask_suspension(self) -> None:
        one: MemberOfLot = self.table.current()
        ask(
            self._page,
            f"Suspend {one.service_name} in {one.lot.name}",
            _SUSPEND,
            "Suspend it",
            lambda session, record: suspend_member(
                session, one.membership.id, str(record["reason"]), on=record["day"]
            ),
            told=f"{one.service_name} is suspended in {one.lot.name}: it answers no price there.",
            text="Children who live there stay. To keep it out of every search, suspend the "
            "service itself.",
            tone="danger",
            values={"day": self._desk.today()},
        )

    def _ask_resumption(self) -> None:
        one: MemberOfLot = self.table.current()
        ask(
            self._page,
            f"Let {one.service_name} back into {one.lot.name}",
            _RESUME,
            "Let it back in",
            lambda session, record: resume_member(
                session, one.membership.id, reason=str(record["reason"]), on=record["day"]
            ),
            told=f"{one.service_name} is back in {one.lot.name}.",
            text=f"It was suspended: {one.membership.suspended_reason}",
            values={"day": self._desk.today()},
        )
