"""The Offers tab: who was asked and what they said, and the offers side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from resources_app.foundations.clock import local_text
from resources_app.foundations.codes import CodeList
from resources_app.foundations.codes import words as code_words
from resources_app.requests.actions import rungs_to_try
from resources_app.requests.comparison import Comparison, OfferFacts, compare
from resources_app.requests.ladder import LADDER, Candidate
from resources_app.requests.model import Recipient, Release, ResponseKind, Rung
from resources_app.requests.replies_due import due_of
from ui.pages.offer_facts import facts_of_offers
from ui.pages.request_view import RequestView
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.side_by_side import Line, SideBySide
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_WORDS = {
    ResponseKind.NONE: ("No reply yet", "plain"),
    ResponseKind.OFFER: ("Offer", "good"),
    ResponseKind.DECLINE: ("Declined", "bad"),
    ResponseKind.QUERY: ("Asks", "warning"),
}
# The buttons beside the replies. Sending on says which rung is next, once that is known.
_SEND = "release_request"
_ACTIONS = (_SEND, "record_response", "record_offer")


@dataclass(frozen=True)
class Reply:
    """One home in one round."""

    round: Release
    part: Recipient


COLUMNS = (
    Column(
        "Round",
        lambda one: f"{one.round.round_number}: {one.round.rung}",
        110,
        sort=lambda one: one.round.round_number,
    ),
    Column("Home", lambda one: one.part.service_name, 180, stretch=True),
    Column(
        "Reply",
        lambda one: _WORDS[one.part.response][0],
        124,
        tone=lambda one: _WORDS[one.part.response][1],
    ),
    Column(
        "Why",
        lambda one: (
            code_words(CodeList.DECLINE_REASONS, one.part.response_reason) or one.part.response_note
        ),
        170,
        stretch=True,
    ),
    Column(
        "Sent",
        lambda one: local_text(one.round.released_at),
        144,
        number=True,
        sort=lambda one: one.round.released_at,
    ),
    Column(
        "Due",
        lambda one: str(due_of(one.round)),
        104,
        number=True,
        sort=lambda one: (one.round.reply_due, str(due_of(one.round))),
    ),
)


def skipped_rungs(rounds: Sequence[Release]) -> list[str]:
    """Why rungs were passed over, a sentence for each round that did so."""
    return [
        f"Round {one.round_number}, {one.rung}, passed over those before it: {one.skipped_reason}"
        for one in rounds
        if one.skipped_reason
    ]


class OffersTab(QWidget):
    """Replies, and offers side by side; the fuller of the two is shown first."""

    wants_action = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown_for = ""
        self.replies = Table(COLUMNS, "Who was asked, and what they said")
        self.replies.when_empty(
            "Nobody was asked yet", "Search for a home, then send the request to providers."
        )
        self.side = SideBySide()
        self.skipped = words("", "muted", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(column(self.skipped, self.replies, spacing=SPACE_S)))
        self._stack.addWidget(self.side)
        group = QButtonGroup(self)
        self._choosers: list[QPushButton] = []
        for at, text in enumerate(("Replies", "Side by side")):
            one = button(text, partial(self._stack.setCurrentIndex, at), "link")
            one.setCheckable(True)
            group.addButton(one)
            self._choosers.append(one)
        self.deeds: dict[str, ActionButton] = {
            name: ActionButton("", partial(self.wants_action.emit, name), "") for name in _ACTIONS
        }
        bar = row(*self._choosers, 1, *self.deeds.values(), spacing=SPACE_S)
        self.setLayout(column(holder(bar), self._stack, spacing=SPACE_M))

    def show_view(self, view: RequestView) -> None:
        """Show a request's rounds and offers."""
        replies = [Reply(made, part) for made in view.releases for part in made.recipients]
        self.replies.show_rows(replies)
        self.skipped.setText("\n".join(skipped_rungs(view.releases)))
        self.skipped.setVisible(bool(self.skipped.text()))
        self._choosers[0].setText(f"Replies  {len(replies)}" if replies else "Replies")
        count = len(view.offers)
        self._choosers[1].setText(f"Side by side  {count}" if count else "Side by side")
        self._choosers[1].setEnabled(bool(count))
        for name, one in self.deeds.items():
            available = view.actions[name]
            one.say(available.label)
            one.setVisible(available.enabled and name != _SEND)
        self._look_for_next_rung(view)
        if self._shown_for != f"{view.request.id} {count}":
            self._shown_for = f"{view.request.id} {count}"
            self._choose(1 if count else 0)
        if view.offers:
            session = self._desk.session
            reference, child, offers = view.request.reference, view.child, view.offers
            self._desk.read(
                self,
                lambda tables: facts_of_offers(session, tables, reference, child, offers),
                self._compare,
                key="facts",
            )

    def _look_for_next_rung(self, view: RequestView) -> None:
        """Offer to send it on, once it was sent out and somebody is left to ask."""
        if view.releases and view.actions[_SEND].enabled:
            asked, today = view.request, self._desk.today()
            self._desk.read(
                self,
                lambda tables: rungs_to_try(tables, asked, today),
                self._offer_next_rung,
                key="rungs",
            )

    def _offer_next_rung(self, rungs: Mapping[Rung, Sequence[Candidate]]) -> None:
        rung = next((one for one in LADDER if rungs[one]), None)
        if rung is not None:
            self.deeds[_SEND].say(f"Send to {rung}")
            self.deeds[_SEND].show()

    def _choose(self, at: int) -> None:
        self._choosers[at].setChecked(True)
        self._stack.setCurrentIndex(at)

    def _compare(self, facts: list[OfferFacts]) -> None:
        found: Comparison = compare(facts)
        notes = [sentence(one.offer.status) for one in facts]
        lines = [Line(one.group, one.label, one.cells, one.differs) for one in found.rows]
        self.side.show_lines(found.headings, notes, lines)
