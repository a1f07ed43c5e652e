"""The Offers tab: who was asked and what they said, what they ask, and the offers side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from resources_app.casework.offer_facts import facts_of_offers
from resources_app.documents.model import Kind
from resources_app.foundations.clock import local_day, local_text
from resources_app.foundations.codes import CodeList
from resources_app.foundations.codes import words as code_words
from resources_app.foundations.dates import day_text
from resources_app.requests.actions import rungs_to_try
from resources_app.requests.comparison import Comparison, OfferFacts, compare
from resources_app.requests.ladder import LADDER, Candidate
from resources_app.requests.model import Recipient, Release, ResponseKind, Rung
from resources_app.requests.replies_due import due_of
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.manner import MannerChoice
from ui.pages.printing import OF_OFFERS, preview_now, print_now
from ui.pages.request_questions import QuestionsList
from ui.pages.request_view import RequestView
from ui.pages.sent_table import sent_table
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton, button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.side_by_side import Line, SideBySide
from ui.shell.widgets.table import Table
from ui.shell.widgets.tabs import CurrentStack
from ui.shell.widgets.words import words

_WORDS = {
    ResponseKind.NONE: ("No reply yet", "plain"),
    ResponseKind.OFFER: ("Offer", "good"),
    ResponseKind.DECLINE: ("Declined", "bad"),
    ResponseKind.QUERY: ("Asks", "warning"),
}
# The buttons beside the replies. Sending on says which rung is next, once that is known.
_SEND = "release_request"
_REMIND = "remind"
_ACTIONS = (_SEND, _REMIND, "record_response", "record_offer")


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
    Column("Why", lambda one: _why(one.part.response_reason, one.part.response_note), 220, True),
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
        144,
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


def _why(reason: str, note: str) -> str:
    """`No place free · Full until May.`"""
    return " · ".join(part for part in (code_words(CodeList.DECLINE_REASONS, reason), note) if part)


def said_before(part: Recipient) -> str:
    """All that a home said, with its days, where it said more than one thing."""
    if len(part.replies) < 2:
        return ""
    said = [
        f"{day_text(local_day(one.said_at))} {_WORDS[one.response][0]}"
        + (f" ({why})" if (why := _why(one.reason, one.note)) else "")
        for one in part.replies
    ]
    return f"{part.service_name} said: {'; then '.join(said)}."


_REPLIES, _QUESTIONS, _SIDE, _SENT = range(4)
_PARTS = ("Replies", "Questions", "Side by side", "Sent")


class OffersTab(QWidget):
    """Replies, questions, and offers side by side; the offers are shown first, once there are."""

    wants_action = Signal(str)
    #: An action on a question: its name, and the question's id.
    wants_answer = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown_for = ""
        self._reference = ""
        self.replies = Table(COLUMNS, "Who was asked, and what they said")
        self.replies.when_empty(
            "Nobody was asked yet", "Search for a home, then send the request to providers."
        )
        self.replies.selected.connect(
            lambda one: self._show_said("" if one is None else said_before(one.part))
        )
        self.said = words("", "meta", wrap=True)
        self.said.hide()
        self.skipped = words("", "muted", wrap=True)
        both = column(self.skipped, self.replies, self.said, spacing=SPACE_S)
        both.setStretchFactor(self.replies, 1)
        self.questions = QuestionsList()
        self.questions.wants.connect(self.wants_answer)
        self.side = SideBySide()
        self.sent = sent_table()
        self._stack = CurrentStack()
        self.print = button(OF_OFFERS.label, self._print, icon="print")
        self.manner = MannerChoice(Kind.OFFER_COMPARISON)
        self.preview = button("Preview", self._preview, icon="eye")
        self.paper = holder(row(1, self.manner, self.preview, self.print, spacing=SPACE_S))
        beside = column(self.paper, self.side, spacing=SPACE_S)
        beside.setStretchFactor(self.side, 1)
        for one in (holder(both), self.questions, holder(beside), self.sent):
            self._stack.addWidget(one)
        group = QButtonGroup(self)
        self._choosers: list[QPushButton] = []
        for at, name in enumerate(_PARTS):
            chooser = button(name, partial(self._stack.setCurrentIndex, at), "link")
            chooser.setCheckable(True)
            group.addButton(chooser)
            self._choosers.append(chooser)
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
        self._reference = view.request.reference
        self.paper.setVisible(bool(view.offers))
        let(self.print, why_not(self._desk.officer, Permission.PRINT))
        self._show_said("")
        self.questions.show_view(view)
        self.sent.show_rows(view.sendings)
        count = len(view.offers)
        for one, name, number in zip(
            self._choosers,
            _PARTS,
            (len(replies), len(view.questions), count, len(view.sendings)),
            strict=True,
        ):
            one.setText(f"{name}  {number}" if number else name)
        let(self._choosers[_SIDE], "" if count else "Not yet: no offer has come in.")
        for action, deed in self.deeds.items():
            available = view.actions[action]
            deed.say(available.label)
            deed.setVisible(available.enabled and action != _SEND)
        silent = sum(one.part.response is ResponseKind.NONE for one in replies)
        self.deeds[_REMIND].say(f"Remind {silent}")
        self.deeds[_REMIND].setVisible(bool(silent) and view.actions[_REMIND].enabled)
        self._look_for_next_rung(view)
        if self._shown_for != f"{view.request.id} {count}":
            self._shown_for = f"{view.request.id} {count}"
            self._choose(_SIDE if count else _REPLIES)
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

    def _preview(self) -> None:
        manner = self.manner.chosen
        preview_now(self._desk, self, OF_OFFERS, self._reference, manner=manner)

    def _print(self) -> None:
        print_now(self._desk, self, OF_OFFERS, self._reference, manner=self.manner.chosen)

    def _show_said(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _choose(self, at: int) -> None:
        self._choosers[at].setChecked(True)
        self._stack.setCurrentIndex(at)

    def _compare(self, facts: list[OfferFacts]) -> None:
        found: Comparison = compare(facts)
        notes = [sentence(one.offer.status) for one in facts]
        lines = [Line(one.group, one.label, one.cells, one.differs) for one in found.rows]
        self.side.show_lines(found.headings, notes, lines)
