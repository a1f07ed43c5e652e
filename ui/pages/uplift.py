"""One uplift: every rate old and new, what it costs, and the approver's yes or no."""

from __future__ import annotations

from typing import ClassVar

from resources_app.agreements.uplift_model import UpliftState
from resources_app.agreements.uplift_words import cost_words, how_words, more, scope_words
from resources_app.approvals.model import Approval
from resources_app.casework.uplifting import (
    UpliftUp,
    approve_uplift,
    refuse_uplift,
    uplift_up,
    withdraw_uplift,
)
from resources_app.documents.actions import print_uplift_letter
from resources_app.documents.batch_choosing import letters_of_uplift as letters_to
from resources_app.documents.batch_choosing import schedules_after_uplift
from resources_app.documents.gathering_uplift import addressed
from resources_app.documents.model import Document
from resources_app.documents.model import Kind as Paper
from resources_app.documents.queries import letters_of_uplift
from resources_app.documents.registering import DocumentMade
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import capital
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.batch_panel import offer_batch
from ui.pages.document_table import COLUMNS
from ui.pages.manner import MannerChoice
from ui.pages.page import Crumb, Page
from ui.pages.uplift_tables import uplift_tabs
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.buttons import ActionButton, button, let
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import clear, column, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import Facts

TONES = {
    UpliftState.PROPOSED: "warning",
    UpliftState.APPROVED: "good",
    UpliftState.REFUSED: "bad",
    UpliftState.WITHDRAWN: "plain",
}
_WORDS = (Field("words", "What you say to it", Kind.LONG_TEXT),)
_WHY_NOT = (Field("words", "Why not", Kind.LONG_TEXT, needed=Needed.ALWAYS),)
_WHY = (Field("reason", "Why it is taken back", needed=Needed.ALWAYS),)


class UpliftPage(Page):
    """What was proposed, as the approver sees it; afterwards, what was done."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"uplift", "uplift_rate", "rate", "placement", "document"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._up: UpliftUp | None = None
        self._header = PageHeader("")
        self.approve = ActionButton("Approve", self._ask_approval)
        self.refuse = button("Refuse", self._ask_refusal, "danger")
        self.withdraw = button("Take it back", self._ask_withdrawal)
        self.print = button("Print the letters", self._print, "primary", icon="print")
        self.print_one = button("Print one letter…", self._ask_one)
        self.schedules = button("Print the schedules", self._print_schedules, icon="print")
        self.manner = MannerChoice(Paper.UPLIFT_LETTER, Paper.CONTRACT_SCHEDULE)
        self._header.add(self.withdraw, self.refuse, self.approve, self.manner)
        self._header.add(self.schedules, self.print_one, self.print)
        self._facts = Facts(2)
        self._tables = column()
        self._tables.setContentsMargins(0, 0, 0, 0)
        from_page = surface(column(self._facts, spacing=SPACE_M))
        self._body = column(self._tables)
        holder_ = surface(self._body, kind="false", margin=0)
        self.lay_out(self._header, from_page, holder_)

    def crumbs(self) -> list[Crumb]:
        agreement = self._up.uplift.agreement if self._up is not None else ""
        between: list[Crumb] = (
            [(agreement, Place("agreement", agreement, "uplifts"))] if agreement else []
        )
        return [("Agreements", Place("agreements")), *between, (self.place.key, None)]

    def load(self) -> None:
        reference, session = self.place.key, self.desk.session

        def read(tables: Tables) -> tuple[UpliftUp, list[Document]]:
            up = uplift_up(session, reference, tables)
            return up, letters_of_uplift(tables, up.uplift.id)

        self.desk.read(self, read, self._show, key="load")

    def _show(self, answer: tuple[UpliftUp, list[Document]]) -> None:
        up, letters = answer
        first = self._up is None or self._up.uplift.id != up.uplift.id
        self._up = up
        one = up.uplift
        if first:
            self.located.emit(self.crumbs())
        how = capital(how_words(one))
        self._header.say(
            f"{how} from {day_text(one.effective_from)}",
            f"{one.reference} · {one.agreement_title} ({one.agreement}) · {scope_words(one.scope)}",
        )
        self._header.show_chips((capital(one.state), TONES[one.state]))
        open_ = one.state is UpliftState.PROPOSED
        for widget in (self.approve, self.refuse):
            widget.setVisible(open_)
        mine = one.proposed_by == self.desk.officer.id
        may_withdraw = not why_not(self.desk.officer, Permission.KEEP_AGREEMENTS)
        self.withdraw.setVisible(open_ and mine and may_withdraw)
        if up.why_not:
            who = f" A {up.who_may} may." if up.who_may else ""
            self.approve.refuse(up.why_not + who)
        else:
            self.approve.allow()
        let(self.refuse, up.why_not)
        done = one.state is UpliftState.APPROVED
        may_print = not why_not(self.desk.officer, Permission.PRINT)
        for widget in (self.print, self.print_one, self.schedules):
            widget.setVisible(done and may_print)
        early = one.effective_from > self.desk.today()
        let(self.schedules, f"Not yet: the new prices hold from {day_text(one.effective_from)}."
            if early else "")  # fmt: skip
        self._facts.show_facts(_facts(up))
        clear(self._tables)
        tabs = uplift_tabs(up.rates, up.effect, letters=self._letters(letters) if done else None)
        tabs.show_tab("letters" if letters else "rates")
        self._tables.addWidget(tabs)
        if self.take_action() == "approve_uplift" and open_:
            self._begin_approval()

    def _letters(self, letters: list[Document]) -> Table:
        table = Table(COLUMNS, "Letters")
        table.when_empty(
            "No letter was printed yet",
            "Each provider is told its new prices, old beside new.",
            "Print the letters",
            self._print,
        )
        table.show_rows(letters)
        table.opened.connect(lambda one: self.desk.go("document", one.reference))
        return table

    def _ask_one(self) -> None:
        """Print the letter of one provider, such as one who has lost it, and open it."""
        if self._up is None:
            return
        names = sorted({one.held.provider_name for one in self._up.rates}, key=str.casefold)
        reference, manner = self.place.key, self.manner.chosen

        def printed(made: DocumentMade) -> str:
            self.desk.go("document", made.reference)
            known = "is registered" if made.fresh else "was registered already, unchanged"
            return f"{made.reference} {known}."

        ask(
            self,
            "Print one letter",
            (Field("provider", "Provider", Kind.CHOICE, needed=Needed.ALWAYS),),
            "Print it",
            lambda session, record: print_uplift_letter(
                session,
                addressed(session.tables, reference, str(record["provider"]))[0],
                manner=manner,
            ),
            told=printed,
            options={"provider": [(name, name) for name in names]},
        )

    def _print(self) -> None:
        reference, manner = self.place.key, self.manner.chosen
        offer_batch(self, lambda session: letters_to(session, reference, manner=manner))

    def _print_schedules(self) -> None:
        reference, manner = self.place.key, self.manner.chosen
        offer_batch(self, lambda session: schedules_after_uplift(session, reference, manner))

    def _begin_approval(self) -> None:
        if self.approve.reason:
            self.desk.say(self.approve.reason, "warning")
        else:
            self._ask_approval()

    def _ask_approval(self) -> None:
        if self._up is None:
            return
        up = self._up
        reference, rates = up.uplift.reference, counted(len(up.rates), "rate")
        ask(
            self,
            f"Approve {reference}",
            _WORDS,
            f"Approve: {rates} take over on {day_text(up.uplift.effective_from)}",
            lambda session, record: approve_uplift(session, reference, words=str(record["words"])),
            told=f"{reference} is approved. {rates} take over from theirs on "
            f"{day_text(up.uplift.effective_from)}.",
            text=f"{more(up.cost.weekly_pence)} a week and {more(up.cost.annual_pence)} in twelve "
            "months on the live placements of today, net. The rates before stay for the contracts "
            "that were printed under them.",
        )

    def _ask_refusal(self) -> None:
        if self._up is None:
            return
        reference = self._up.uplift.reference
        ask(
            self,
            f"Refuse {reference}",
            _WHY_NOT,
            "Refuse it: every price stays",
            lambda session, record: refuse_uplift(session, reference, words=str(record["words"])),
            told=f"{reference} is refused. Every price stays as it is.",
            tone="danger",
        )

    def _ask_withdrawal(self) -> None:
        if self._up is None:
            return
        reference = self._up.uplift.reference
        ask(
            self,
            f"Take {reference} back",
            _WHY,
            "Take it back",
            lambda session, record: withdraw_uplift(
                session, reference, reason=str(record["reason"])
            ),
            told=f"{reference} is taken back. Every price stays as it is.",
        )

    def primary(self) -> None:
        if self.approve.isVisible() and not self.approve.reason:
            self._ask_approval()
        elif self.print.isVisible() and self.print.isEnabled():
            self._print()


def _answer(said: Approval) -> str:
    """Who said yes or no, when, within whose limit, and in which words."""
    whose = f", within {said.for_whom}’s limit" if said.for_whom else ""
    words_said = f": {said.words}" if said.words else ""
    return f"{said.approver_name}, {local_text(said.decided_at)}{whose}{words_said}"


def _facts(up: UpliftUp) -> list[tuple[str, str]]:
    one = up.uplift
    then = cost_words(one.placements, one.weekly_pence, one.annual_pence)
    facts = [
        ("Proposed by", f"{one.proposer}, {local_text(one.proposed_at)}"),
        ("Why", one.reason),
        ("When proposed", then),
    ]
    facts += [(capital(f"{said.outcome} by"), _answer(said)) for said in up.approvals]
    if one.index_source:
        facts.append(("The figure was read in", one.index_source))
    if one.source_file:
        facts.append(("Amounts from", one.source_file))
    facts.append(("Rounded to the", f"{one.rounding}, once, half up"))
    if up.effect is not None:
        live, cost = len(up.effect.placements), up.cost
        facts.append(("Today", cost_words(live, cost.weekly_pence, cost.annual_pence)))
    return facts
