"""What happened in a placement after its start, section by section, and what can be recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from resources_app.documents.model import Kind as Paper
from resources_app.foundations.codes import CodeList, words, words_with_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.placements.life import Life
from resources_app.placements.moving import Slept
from resources_app.placements.reviews import REVIEW_RULES, REVIEW_WORDS
from resources_app.placements.staying_on import StayingOn, eighteenth
from resources_app.placements.staying_words import staying_cost
from ui.pages.life_panels import (
    ask_18_back,
    ask_18_ended,
    ask_address,
    ask_at_18,
    ask_breakdown,
    ask_move,
    ask_notice,
    ask_notice_back,
    ask_review,
    ask_to_approve_18,
)
from ui.pages.manner import MannerChoice
from ui.pages.page import Page
from ui.pages.placement_view import period_text
from ui.pages.printing import OF_NOTICE, print_now
from ui.pages.respite_panels import ask_respite, ask_respite_back, ask_to_approve_respite
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
_REVIEWS = (
    Column("Review", lambda one: one.what, 220, stretch=True, second=lambda one: one.rule),
    Column("By", lambda one: day_text(one.by), 110, number=True, sort=lambda one: one.by),
    Column("Stands", lambda one: one.stands, 110, tone=lambda one: one.tone),
    Column("Outcome", lambda one: one.outcome, 300, stretch=True, second=lambda one: one.who),
)
_NOTICES = (
    Column("Given by", lambda one: capital(one.given_by), 110),
    Column("Given on", lambda one: day_text(one.given_on), 110, number=True),
    Column("Runs out on", lambda one: day_text(one.runs_to), 120, number=True),
    Column("Stands", lambda one: "Stands" if one.stands else "Taken back", 110,
           tone=lambda one: "warning" if one.stands else "plain"),
    Column("Why", lambda one: one.reason, 260, stretch=True,
           second=lambda one: one.withdrawn_reason),
)  # fmt: skip
_BREAKDOWN = (
    Column("When", lambda one: day_text(one.happened_on), 110, number=True),
    Column("Because", lambda one: one.because, 240, stretch=True,
           second=lambda one: one.what_happened),
    Column("Warning signs", lambda one: one.warning_signs, 180, stretch=True,
           second=lambda one: f"Tried: {one.tried}" if one.tried else ""),
    Column("What is learnt", lambda one: one.learning, 200, stretch=True,
           second=lambda one: f"Meeting on {day_text(one.meeting_on)}" if one.meeting_on else
           "No disruption meeting is recorded"),
)  # fmt: skip
_STATES = {"proposed": "warning", "approved": "good", "refused": "bad", "withdrawn": "plain"}
_AT_18 = (
    Column("What follows", lambda one: capital(one.kind), 150, second=lambda one: one.reference),
    Column("Days", lambda one: period_text(one.period), 200),
    Column("Stands", lambda one: _ended_or(one), 110, tone=lambda one: _STATES[one.state]),
    Column("A week", lambda one: capital(staying_cost(one)), 280, stretch=True,
           second=lambda one: words(CodeList.REASON_EPISODE_CEASED, one.code)),
    Column("What is agreed", lambda one: one.plan, 200, stretch=True,
           second=lambda one: one.end_reason),
)  # fmt: skip
_RESPITE = (
    Column("Where", lambda one: one.service_name, 200, stretch=True,
           second=lambda one: one.stay_reference),
    Column("Nights", lambda one: period_text(one.nights), 210),
    Column("Stands", lambda one: capital(one.state), 110, tone=lambda one: _STATES[one.state]),
    Column("Costs", lambda one: pounds(one.cost.annual_pence) if one.nightly_pence else "Nothing",
           110, number=True, second=lambda one: f"main {one.main_paid}"),
    Column("Why", lambda one: one.reason, 200, stretch=True),
)  # fmt: skip
_PLAN_RESPITE, _APPROVE_RESPITE = "Plan respite…", "Approve respite…"
_BACK_RESPITE = "Take respite back…"
_FOLLOWS, _APPROVE_18 = "Say what follows…", "Approve the arrangement…"
_BACK_18, _END_18 = "Take the arrangement back…", "End the arrangement…"
_MOVE, _ADDRESS = "Record a move…", "Approve an address outside the area…"
_REVIEW, _NOTICE, _BACK = "Record a review…", "Record notice…", "Take notice back…"
_BROKE = "Record how it broke down…"


_SHOWN_BEFORE = timedelta(days=366)


@dataclass(frozen=True)
class _Night:
    """A place the child slept in, with why they went there."""

    slept: Slept
    why: str
    note: str


@dataclass(frozen=True)
class _ReviewRow:
    """A review that is due, or one that was held."""

    what: str
    rule: str
    by: date
    stands: str
    tone: str
    outcome: str = ""
    who: str = ""


class PlacementLife(QWidget):
    """The sections, one below another."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._life: Life | None = None
        self._slept = Section(
            "Where the child sleeps",
            _SLEPT,
            "Nothing is recorded.",
            (
                Deed(_ADDRESS, lambda _: ask_address(page, page.place.key)),
                Deed(_MOVE, lambda _: ask_move(page, page.place.key)),
            ),
        )
        self._reviews = Section(
            "Reviews",
            _REVIEWS,
            "No review is due.",
            (Deed(_REVIEW, lambda _: ask_review(page, page.place.key)),),
        )
        self.manner = MannerChoice(Paper.NOTICE_LETTER)
        self._notices = Section(
            "Notice",
            _NOTICES,
            "Nobody gave notice.",
            (
                Deed(_BACK, lambda _: ask_notice_back(page, page.place.key), of_row=True),
                Deed(
                    OF_NOTICE.label,
                    lambda _: print_now(
                        page.desk, page, OF_NOTICE, page.place.key, manner=self.manner.chosen
                    ),
                ),
                Deed(_NOTICE, lambda _: ask_notice(page, page.place.key)),
            ),
            beside=(self.manner,),
        )
        self._breakdown = Section(
            "Breakdown",
            _BREAKDOWN,
            "No breakdown is recorded.",
            (
                Deed(
                    _BROKE,
                    lambda _: ask_breakdown(
                        page, page.place.key, self._life.breakdown if self._life else None
                    ),
                ),
            ),
        )
        self._respite = Section(
            "Respite",
            _RESPITE,
            "No respite is planned.",
            (
                Deed(_BACK_RESPITE, lambda one: ask_respite_back(page, one), of_row=True),
                Deed(_APPROVE_RESPITE, lambda one: ask_to_approve_respite(page, one), of_row=True),
                Deed(_PLAN_RESPITE, lambda _: ask_respite(page, page.place.key)),
            ),
        )
        self._at_18 = Section(
            "At 18",
            _AT_18,
            "What follows the 18th birthday is not agreed: Staying Put, Staying Close, or moving "
            "on.",
            (
                Deed(_END_18, lambda one: ask_18_ended(page, one), of_row=True),
                Deed(_BACK_18, lambda one: ask_18_back(page, one), of_row=True),
                Deed(_APPROVE_18, lambda one: ask_to_approve_18(page, one), of_row=True),
                Deed(_FOLLOWS, lambda _: ask_at_18(page, page.place.key, self._birthday)),
            ),
        )
        self._birthday = date.max
        inside = QWidget()
        sections = (
            self._slept, self._reviews, self._respite, self._notices, self._at_18, self._breakdown,
        )  # fmt: skip
        inside.setLayout(column(*sections, 1, spacing=SPACE_L))
        self.setLayout(column(scrolled(inside)))

    def show_life(self, life: Life, born: date, officer: str, today: date) -> None:
        """Show what happened, the latest place first; `officer` is the id of who looks."""
        self._life, self._birthday = life, eighteenth(born)
        ended = life.placement.period.end
        over = f"The placement ended on {day_text(ended)}." if ended and ended <= today else ""
        self._respite.show_rows(life.respites, _why_not_respite(life, officer, over))
        standing = any(one.stands for one in life.notices)
        self._slept.show_rows(list(_nights(life)), {_MOVE: over, _ADDRESS: over})
        self._reviews.show_rows(list(_review_rows(life, today, over=bool(over))), {})
        self._notices.show_rows(
            life.notices,
            {
                _NOTICE: over or ("Notice was given already." if standing else ""),
                _BACK: over or ("" if standing else "No notice stands."),
                OF_NOTICE.label: "" if standing else "No notice stands.",
            },
        )
        self._breakdown.show_rows([life.breakdown] if life.breakdown else [], {})
        # Long before, it would only be in the way.
        near = self._birthday - today < _SHOWN_BEFORE
        self._at_18.setVisible(near or bool(life.at_18))
        self._at_18.show_rows(life.at_18, _why_not_18(life, officer))


def _why_not_18(life: Life, officer: str) -> dict[str, str]:
    """Why a deed about the 18th birthday may not be done now, by its label."""
    last = next((one for one in life.at_18 if one.state in ("proposed", "approved")), None)
    waiting = last is not None and last.state == "proposed"
    why = "" if waiting else "Nothing waits for approval."
    own = last is not None and last.proposed_by == officer
    going_on = last is not None and last.state == "approved" and last.period.end is None
    return {
        _FOLLOWS: f"{last.reference} is {last.state}." if last else "",
        _APPROVE_18: why or ("You proposed it, and nobody approves their own." if own else ""),
        _BACK_18: why,
        _END_18: "" if going_on else "Only what is approved and goes on is ended.",
    }


def _why_not_respite(life: Life, officer: str, over: str) -> dict[str, str]:
    """Why a deed about respite may not be done now, by its label."""
    waiting = [one for one in life.respites if one.state == "proposed"]
    why = "" if waiting else "Nothing waits for approval."
    own = bool(waiting) and all(one.proposed_by == officer for one in waiting)
    return {
        _PLAN_RESPITE: over,
        _APPROVE_RESPITE: why or ("You planned it, and nobody approves their own." if own else ""),
        _BACK_RESPITE: why,
    }


def _ended_or(one: StayingOn) -> str:
    return "Ended" if one.period.end is not None else capital(one.state)


def _nights(life: Life) -> Iterator[_Night]:
    moves = {one.day: one for one in life.moves}
    for slept in reversed(life.slept):
        move = moves.get(slept.period.start)
        if move is None:
            yield _Night(slept, "Placed", "")
            continue
        episode = words(CodeList.REASON_NEW_EPISODE, move.episode_code)
        why = words(CodeList.REASON_PLACEMENT_CHANGED, move.change_code)
        yield _Night(slept, why, " · ".join(part for part in (episode, move.note) if part))


def _review_rows(life: Life, today: date, *, over: bool) -> Iterator[_ReviewRow]:
    for due in () if over else life.next_reviews:
        late = due.due_on < today
        yield _ReviewRow(
            REVIEW_WORDS[due.kind],
            REVIEW_RULES[due.kind],
            due.due_on,
            "Late" if late else "To come",
            "bad" if late else "information",
        )
    for one in life.reviews:
        late = one.held_on > one.due_on
        held = f"Held on {day_text(one.held_on)}, recorded by {one.recorded_by}"
        stands, tone = ("Held late", "warning") if late else ("Held", "good")
        yield _ReviewRow(
            REVIEW_WORDS[one.kind], REVIEW_RULES[one.kind], one.due_on, stands, tone,
            one.outcome, held,
        )  # fmt: skip
