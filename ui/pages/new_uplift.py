"""Raising the prices of an agreement: choose how, look at every rate old and new, put it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from resources_app.agreements.model import Agreement
from resources_app.agreements.queries import find_agreement
from resources_app.agreements.uplift_model import (
    HeldRate,
    Method,
    Rounding,
    Scope,
    UpliftAsked,
)
from resources_app.agreements.uplift_queries import rates_from
from resources_app.agreements.uplift_words import cost_words, how_words, scope_words
from resources_app.casework.uplifting import (
    UpliftMade,
    UpliftPreview,
    preview_uplift,
    propose_uplift,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import add_months, day_text
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.foundations.phrases import capital
from resources_app.store.tables import Tables
from ui.pages.page import Crumb, Page
from ui.pages.uplift_tables import uplift_tabs
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.form import Form
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import clear, column, holder, row, surface
from ui.shell.widgets.panel import ProgressStrip
from ui.shell.widgets.tabs import CurrentStack, Tab, Tabs
from ui.shell.widgets.words import words

_ALWAYS = Needed.ALWAYS
_WORKBOOKS = "Workbooks (*.xlsx *.xls *.ods);;All files (*)"
# What is asked for each way of raising prices; a file is asked for beside a new schedule's.
WAYS: dict[Method, tuple[str, tuple[Field, ...]]] = {
    Method.PERCENTAGE: (
        "A percentage",
        (
            Field(
                "percentage",
                "Per cent",
                Kind.PERCENT,
                needed=_ALWAYS,
                least=-5_000,
                most=5_000,
                help="Such as 3.5; below nothing for a reduction.",
            ),
        ),
    ),
    Method.CAPPED_INDEX: (
        "A capped index",
        (
            Field("index_name", "Index", needed=_ALWAYS),
            Field(
                "percentage",
                "Its figure, per cent",
                Kind.PERCENT,
                needed=_ALWAYS,
                least=-5_000,
                most=5_000,
            ),
            Field(
                "index_source",
                "Where it was read",
                needed=_ALWAYS,
                help="Such as ONS, series D7G7, February 2027.",
            ),
            Field("cap", "At most, per cent", Kind.PERCENT, most=5_000),
        ),
    ),
    Method.NEW_SCHEDULE: ("A new price schedule", ()),
}
ALL = ""  # every lot, every provider
COMMON = (
    Field("effective_from", "From", Kind.DATE, needed=_ALWAYS),
    Field("lot", "Lot", Kind.CHOICE),
    Field("provider", "Provider", Kind.CHOICE),
    Field(
        "rounding",
        "Round each to the",
        Kind.CHOICE,
        needed=_ALWAYS,
        options=tuple(Rounding),
        help="Once, half up.",
    ),
)
REASON = (
    Field(
        "reason",
        "Why",
        needed=_ALWAYS,
        help="The approver reads it; the letters do not say it.",
    ),
)


@dataclass(frozen=True)
class _Start:
    """The agreement and what can be chosen of it."""

    agreement: Agreement
    lots: tuple[tuple[str, str], ...]
    providers: tuple[str, ...]


def _gather(tables: Tables, reference: str, today: date) -> _Start:
    agreement = find_agreement(tables, reference)
    held: Sequence[HeldRate] = rates_from(tables, agreement.id, today)
    lots = {one.lot_code: f"{one.lot_code} {one.lot_title}" for one in held}
    return _Start(
        agreement,
        tuple(lots.items()),
        tuple(sorted({one.provider_name for one in held})),
    )


class NewUpliftPage(Page):
    """Two steps: what to ask, and what it would do; nothing changes before it is approved."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"agreement", "rate", "membership", "placement"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._start: _Start | None = None
        self._preview: UpliftPreview | None = None
        self._header = PageHeader("Raise prices")
        self.forms = {way: Form(fields) for way, (_, fields) in WAYS.items()}
        self.file = FileLine("The new schedule’s file", _WORKBOOKS)
        self._ways = Tabs(
            [Tab(str(way), label, self._asker(way)) for way, (label, _) in WAYS.items()]
        )
        self._ways.show_tab(str(Method.PERCENTAGE))
        self.common = Form(COMMON)
        self._strip = ProgressStrip()
        self._problem = words("", "error", wrap=True)
        self._problem.hide()
        self.look = button("Look at it", self.primary, "primary", name="look")
        ask = surface(column(self._ways, self.common, self._problem, row(self.look, 1)))
        first = QWidget()
        first.setLayout(column(ask, self._strip, 1))
        first.setMaximumWidth(860)
        self._says = words("", "section", wrap=True)
        self._cost = words("", "strong", wrap=True)
        self._who = words("", "muted", wrap=True)
        self._tables = column()
        self.reason = Form(REASON)
        self.propose = button("", self._propose, "primary", name="propose")
        self.back = button("Go back", self._go_back, name="back")
        second = column(
            self._says,
            column(self._cost, self._who, spacing=SPACE_S),
            self._tables,
            self.reason,
            row(self.propose, self.back, 1, spacing=SPACE_S),
            spacing=SPACE_M,
        )
        second.setStretch(2, 1)
        self._steps = CurrentStack()
        for frame in (first, holder(second)):
            self._steps.addWidget(frame)
        self.first = self.forms[Method.PERCENTAGE].editor("percentage")
        self.lay_out(self._header, self._steps)

    def _asker(self, way: Method) -> Any:
        def build() -> QWidget:
            if way is Method.NEW_SCHEDULE:
                name = words(self.file.line.accessibleName(), "strong")
                return holder(column(name, self.file, 1))
            return holder(column(self.forms[way], 1))

        return build

    def crumbs(self) -> list[Crumb]:
        return [
            ("Agreements", Place("agreements")),
            (self.place.key, Place("agreement", self.place.key)),
            ("Raise prices", None),
        ]

    @property
    def way(self) -> Method:
        """The way of raising prices that is chosen."""
        return Method(self._ways.current)

    @property
    def problem(self) -> str:
        """What is said to be wrong beside the fields; empty when nothing is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def load(self) -> None:
        reference, today = self.place.key, self.desk.today()
        self._steps.setCurrentIndex(0)
        self.desk.read(
            self, lambda tables: _gather(tables, reference, today), self._show_start, key="load"
        )

    def _show_start(self, start: _Start) -> None:
        other = self._start is None or self._start.agreement.id != start.agreement.id
        self._start = start
        one = start.agreement
        self._header.say(
            f"Raise prices of {one.title or one.reference}",
            f"{one.reference} · You see every price, old and new, before anything is put up.",
        )
        chosen = self.common.given()
        self.common.offer("lot", start.lots)
        self.common.offer("provider", [(name, name) for name in start.providers])
        self.common.set_values(
            {"lot": ALL, "provider": ALL, "rounding": Rounding.PENNY}
            if other
            else {name: chosen[name] for name in ("lot", "provider", "rounding")}
        )
        for name in ("lot", "provider"):
            editor: Any = self.common.editor(name)
            editor.combo.setItemText(0, f"Every {name}")
        if other:
            self.common.set_values({"effective_from": self._usual_day(one)})
            terms = one.terms
            self.forms[Method.CAPPED_INDEX].set_values(
                {"index_name": terms.uplift_index, "cap": terms.uplift_cap}
            )

    def _usual_day(self, one: Agreement) -> date:
        """The next day on which the agreement raises its prices; 1 April where it names none."""
        month, day = map(int, (one.terms.uplift_day or "04-01").split("-"))
        today = self.desk.today()
        this_year = date(today.year, month, day)
        return this_year if this_year > today else add_months(this_year, 12)

    # The first step

    def primary(self) -> None:
        if self._steps.currentIndex() == 1:
            self.propose.click()
            return
        self._problem.hide()
        record = self._read()
        if record is None:
            return
        asked, path = self._asked(record), self.file.path
        if self.way is Method.NEW_SCHEDULE and path is None:
            self._complain(KnownError("Name the new schedule’s file."))
            return
        schedule = path if self.way is Method.NEW_SCHEDULE else None
        self._working(True)
        self.desk.write_long(
            self,
            lambda session, _: preview_uplift(session, asked, schedule),
            self._show,
            failed=self._complain,
        )

    def _read(self) -> Record | None:
        """What was typed; None once each problem is shown at its field."""
        own, common = self.forms[self.way].read(), self.common.read()
        if own is None or common is None:
            if own is None:
                self.forms[self.way].focus_first_problem()
            return None
        return {**own, **common}

    def _asked(self, record: Record) -> UpliftAsked:
        day = record["effective_from"]
        assert isinstance(day, date)
        percentage, cap = record.get("percentage"), record.get("cap")
        lot, provider = str(record["lot"]), str(record["provider"])
        return UpliftAsked(
            self.place.key,
            day,
            self.way,
            percentage if isinstance(percentage, int) else None,
            str(record.get("index_name", "")),
            str(record.get("index_source", "")),
            cap if isinstance(cap, int) else None,
            Rounding(str(record["rounding"])),
            Scope(lots=(lot,) if lot else (), providers=(provider,) if provider else ()),
        )

    def _working(self, yes: bool) -> None:
        self.look.setEnabled(not yes)
        self.propose.setEnabled(not yes)
        if yes:
            self._strip.begin("Charging every live placement both ways")
        else:
            self._strip.end()

    def _complain(self, error: KnownError) -> None:
        self._working(False)
        if self._steps.currentIndex() == 1:
            if not self.reason.complain(error):
                self.desk.complain(error)
            return
        if self.forms[self.way].complain(error) or self.common.complain(error):
            return
        self._problem.setText(str(error))
        self._problem.show()

    # The second step

    def _show(self, preview: UpliftPreview) -> None:
        self._working(False)
        self._preview = preview
        plan, effect = preview.plan, preview.effect
        asked = plan.asked
        how = how_words(asked, plan.applied)
        self._says.setText(
            f"{capital(how)} from {day_text(asked.effective_from)},"
            f" {scope_words(asked.scope)}: {counted(len(plan.changes), 'rate')} would change."
        )
        live = len(effect.placements)
        self._cost.setText(f"{cost_words(live, effect.weekly_pence, effect.annual_pence)}.")
        own = self.desk.officer.name
        self._who.setText(
            f"The lowest role that may approve it is a {preview.who_may}; never you, {own}."
            if preview.who_may
            else "No role’s limit covers this; raise less, or have a limit set first."
        )
        clear(self._tables)
        tabs = uplift_tabs(
            plan.changes, effect, left=plan.left, unread=plan.unread, warnings=plan.warnings
        )
        tabs.show_tab("rates")
        self._tables.addWidget(tabs)
        self.propose.setText(f"Put up {counted(len(plan.changes), 'rate')} for approval")
        self.propose.setVisible(bool(plan.changes))
        self.reason.setVisible(bool(plan.changes))
        self._steps.setCurrentIndex(1)
        (self.reason.editor("reason") if plan.changes else self.back).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _go_back(self) -> None:
        self._preview = None
        self._steps.setCurrentIndex(0)
        self.common.editor("effective_from").setFocus()

    def _propose(self) -> None:
        record, preview = self.reason.read(), self._preview
        if record is None or preview is None:
            return
        self._working(True)
        self.desk.write(
            self,
            lambda session: propose_uplift(session, preview, reason=str(record["reason"])),
            self._proposed,
            failed=self._complain,
        )

    def _proposed(self, made: UpliftMade) -> None:
        self._working(False)
        self._preview = None
        self._steps.setCurrentIndex(0)
        self.reason.set_values({"reason": ""})
        QTimer.singleShot(0, self, lambda: self._go_to(made))

    def _go_to(self, made: UpliftMade) -> None:
        self.desk.go("uplift", made.reference)
        self.desk.say(f"{made.reference} is put up for approval. No price has changed yet.")
