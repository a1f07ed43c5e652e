"""The contract behind an agreement: its options to extend, who takes part, how it was bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.agreements.agreement_actions import (
    PROCUREMENT_FIELDS,
    add_authority,
    add_extension,
    change_procurement,
    decline_extension,
    record_notice,
    remove_authority,
    take_extension,
)
from resources_app.agreements.extensions import Extension, why_not_taken
from resources_app.agreements.model import Agreement
from resources_app.agreements.procurement import NoticeState, ProcurementStanding, notices
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.team.model import Authority, Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, row, scrolled, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import Facts, words

_ALWAYS = Needed.ALWAYS
_TONES = {
    NoticeState.PUBLISHED: "good",
    NoticeState.LATE: "warning",
    NoticeState.DUE: "information",
    NoticeState.MISSING: "bad",
}
NOTICES = (
    Column("Notice", lambda one: f"{one.notice} ({one.code})", 240, stretch=True),
    Column("Rule", lambda one: sentence(one.rule), 220, hint=lambda one: one.rule),
    Column("Due by", lambda one: day_text(one.due), 110, number=True, sort=lambda one: one.due),
    Column("Published", lambda one: day_text(one.published_on) or "–", 110, number=True),
    Column("Number", lambda one: one.number, 130),
    Column("Standing", lambda one: sentence(one.state), 120, tone=lambda one: _TONES[one.state]),
)
_OPTION = (
    Field("months", "Months", Kind.WHOLE_NUMBER, needed=_ALWAYS, least=1, most=120),
    Field("decide_by", "Decide by", Kind.DATE, help="The last day on which it may be taken."),
)
_WHY = (Field("reason", "Why", needed=_ALWAYS),)
_NOTICE = (
    Field("notice", "Notice", Kind.CHOICE, needed=_ALWAYS),
    Field("published_on", "Published on", Kind.DATE, needed=_ALWAYS),
    Field("number", "Number"),
)
_AUTHORITY = (Field("authority", "Authority", Kind.CHOICE, needed=_ALWAYS),)
_LEAVING = (*_AUTHORITY, *_WHY)


@dataclass(frozen=True)
class ContractView:
    """What the tab shows; `known` are the store's authorities."""

    agreement: Agreement
    framework: Agreement | None
    call_offs: Sequence[Agreement]
    extensions: Sequence[Extension]
    procurement: ProcurementStanding
    known: Sequence[Authority]


class ContractTab(QWidget):
    """Options, authorities, law and notices, each with what can be done."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self._view: ContractView | None = None
        self._why = why_not(desk.officer, Permission.KEEP_AGREEMENTS)
        self.options = Table(_option_columns(desk.today), "Options to extend")
        self.options.setFixedHeight(140)
        self.take = button("Take the next option", self._take)
        self.note = words("", "muted", wrap=True)
        self.decline = button("Decline it", self._decline)
        self.add = button("Add an option", self._add_option, icon="add")
        self.parties = Facts()
        self.join = button("Let an authority take part", self._join)
        self.leave = button("End an authority’s part", self._leave)
        self.bought = Facts()
        self.why = words("", "muted", wrap=True)
        self.change = button("Record how it was bought", self._change)
        self.notices = Table(NOTICES, "Procurement notices")
        self.notices.when_empty("No notice is due", "Record the award route and lifetime value.")
        self.notices.setFixedHeight(200)
        self.publish = button("Record a notice", self._publish)
        for one in (self.decline, self.add, self.join, self.leave, self.change, self.publish):
            one.setEnabled(not self._why)
            one.setToolTip(self._why)
        inside = QWidget()
        inside.setLayout(
            column(
                _section(
                    "Options to extend",
                    column(self.options, self.note, spacing=SPACE_S),
                    self.take,
                    self.decline,
                    self.add,
                ),
                _section("Who takes part", self.parties, self.join, self.leave),
                _section("How it was bought", column(self.bought, self.why), self.change),
                _section("Notices", self.notices, self.publish),
                1,
                spacing=SPACE_L,
            )
        )
        self.setLayout(column(scrolled(inside)))

    def show_contract(self, view: ContractView) -> None:
        """Show an agreement's contract as it stands today."""
        self._view = view
        one, today = view.agreement, self._desk.today()
        self.options.show_rows(view.extensions)
        self.options.setVisible(bool(view.extensions))
        self._offer(today)
        names = [_name(code) for code in one.authorities]
        under = f"{view.framework.reference}: {view.framework.title}" if view.framework else ""
        facts = [("Led by", _name(one.lead_authority_code)), ("For", "\n".join(sorted(names)))]
        if under:
            facts.append(("A call-off under", under))
        if view.call_offs:
            said = "\n".join(f"{each.reference}: {each.title}" for each in view.call_offs)
            facts.append(("Call-offs under it", said))
        self.parties.show_facts(facts)
        standing, value = view.procurement, one.terms.lifetime_value_pence
        over = {True: "At or over", False: "Under", None: "Not known"}[standing.over]
        self.bought.show_facts(
            (
                ("Law", str(standing.regime)),
                ("Award route", sentence(standing.route)),
                ("Lifetime value, with VAT", pounds(value) if value is not None else ""),
                ("Threshold", f"{over}: {pounds(standing.threshold_pence or 0)}"),
            )
        )
        self.why.setText(" ".join(standing.why))
        self.notices.show_rows(standing.notices)

    def _offer(self, today: date) -> None:
        option = self._next()
        self.decline.setVisible(option is not None)
        why = self._why
        if option is None:
            none = "No option is left." if self._options() else "No option to extend is noted."
            why = why or none
        elif self._view is not None:
            taken = why_not_taken(self._view.agreement, self._view.extensions, option.number, today)
            why = why or taken
        self.note.setText(why)
        self.note.setVisible(bool(why))
        self.take.setEnabled(not why)
        self.take.setToolTip(why)

    def _options(self) -> Sequence[Extension]:
        return self._view.extensions if self._view else ()

    def _next(self) -> Extension | None:
        return next((one for one in self._options() if one.open), None)

    @property
    def _reference(self) -> str:
        assert self._view is not None
        return self._view.agreement.reference

    def _take(self) -> None:
        option, reference = self._next(), self._reference
        if option is None:
            return
        ask(
            self._page,
            f"Take option {option.number} of {reference}",
            _WHY,
            f"Extend it by {counted(option.months, 'month')}",
            lambda session, record: take_extension(
                session, reference, option.number, reason=str(record["reason"])
            ),
            told=f"{reference} runs {counted(option.months, 'month')} longer.",
            text="Its end moves, and that of members who ended with it. Prices that end before "
            "stay as they are; Expiring lists them.",
        )

    def _decline(self) -> None:
        option, reference = self._next(), self._reference
        if option is None:
            return
        ask(
            self._page,
            f"Decline option {option.number} of {reference}",
            _WHY,
            "Decline it",
            lambda session, record: decline_extension(
                session, reference, option.number, reason=str(record["reason"])
            ),
            told=f"Option {option.number} of {reference} is declined.",
            tone="danger",
        )

    def _add_option(self) -> None:
        reference = self._reference
        ask(
            self._page,
            f"Add an option to extend {reference}",
            _OPTION,
            "Add the option",
            lambda session, record: add_extension(
                session, reference, record["months"], decide_by=record["decide_by"]
            ),
            told=f"The option of {reference} is noted.",
        )

    def _join(self) -> None:
        reference, view = self._reference, self._view
        assert view is not None
        others = [one for one in view.known if one.ons_code not in view.agreement.authorities]
        ask(
            self._page,
            f"Let an authority use {reference}",
            _AUTHORITY,
            "Let it take part",
            lambda session, record: add_authority(session, reference, str(record["authority"])),
            told=f"It takes part in {reference}.",
            options={"authority": [(one.ons_code, one.name) for one in others]},
        )

    def _leave(self) -> None:
        reference, view = self._reference, self._view
        assert view is not None
        partners = [
            (code, _name(code))
            for code in view.agreement.authorities
            if code != view.agreement.lead_authority_code
        ]
        ask(
            self._page,
            f"End an authority’s part in {reference}",
            _LEAVING,
            "End its part",
            lambda session, record: remove_authority(
                session, reference, str(record["authority"]), reason=str(record["reason"])
            ),
            told=f"It no longer takes part in {reference}.",
            tone="danger",
            options={"authority": partners},
        )

    def _change(self) -> None:
        reference, view = self._reference, self._view
        assert view is not None
        terms = view.agreement.terms
        ask(
            self._page,
            f"How {reference} was bought",
            PROCUREMENT_FIELDS,
            "Record it",
            lambda session, typed: change_procurement(session, reference, typed),
            told=f"It is recorded how {reference} was bought.",
            values={one.name: getattr(terms, one.name) for one in PROCUREMENT_FIELDS},
            unread=True,
        )

    def _publish(self) -> None:
        reference, view = self._reference, self._view
        assert view is not None
        regime = view.procurement.regime
        ask(
            self._page,
            f"Record a notice of {reference}",
            _NOTICE,
            "Record the notice",
            lambda session, record: record_notice(
                session,
                reference,
                str(record["notice"]),
                record["published_on"],
                number=str(record["number"]),
            ),
            told="The notice is recorded.",
            options={
                "notice": [
                    (one.code, f"{one.notice} ({one.code})")
                    for one in notices()
                    if one.regime is regime
                ]
            },
        )


def _option_columns(today: Any) -> tuple[Column, ...]:
    tones = {"taken": "good", "left": "information", "lapsed": "bad"}
    return (
        Column("Option", lambda one: str(one.number), 70, number=True),
        Column("Longer by", lambda one: counted(one.months, "month"), 120),
        Column("Decide by", lambda one: day_text(one.decide_by) or "Its last day", 130),
        Column("Note", lambda one: one.note, 200, stretch=True),
        Column(
            "Standing",
            lambda one: sentence(one.standing(today())),
            110,
            tone=lambda one: tones.get(one.standing(today()), "plain"),
        ),
    )


def _section(title: str, content: Any, *buttons: QWidget) -> QWidget:
    bar = row(*buttons, 1, spacing=SPACE_S)
    return surface(column(words(title, "section"), content, bar, spacing=SPACE_M))


def _name(code: str) -> str:
    return authority_name(code) or code
