"""The review of an anonymised pack: each finding in its text, with what to write instead.

Up and down go through what is open; Ctrl+Enter writes what stands in the field, Ctrl+M marks the
place as not identifying. While anything is open the pack does not print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from resources_app.children.model import Child
from resources_app.children.queries import children_by_id
from resources_app.documents.pack_review_model import FALLEN, Mark, OpenFinding, Review
from resources_app.documents.reviewing import (
    Reviewed,
    all_proposed,
    mark_finding,
    review_of,
    take_proposals,
    withdraw_mark,
    word_finding,
)
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.requests.queries import request
from resources_app.store.tables import Tables
from ui.pages.asking import ask
from ui.pages.page import Crumb, Page
from ui.pages.printing import OF_REQUEST, print_now
from ui.pages.record_opening import Opening
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.marked_text import MarkedText
from ui.shell.widgets.shortcut import shortcut
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import words

_REASON = (
    Field(
        "reason",
        "Why it does not give the child away",
        Kind.LONG_TEXT,
        needed=Needed.ALWAYS,
        help="Kept in the journal. Say it without the name: “a singer”, “the town, not a person”.",
    ),
)
_MARKS_HEIGHT = 148  # pixels: a heading and two rows of two lines
_PACK = next(one for one in OF_REQUEST if one.key == "anonymised")

OPEN = (
    Column("Found", lambda one: one.found or "A page nobody has read", 150, stretch=True,
           second=lambda one: one.what, hint=lambda one: one.what),
    Column("Where", lambda one: one.heading, 150, stretch=True, hint=lambda one: one.heading),
)  # fmt: skip


@dataclass(frozen=True)
class MarkLine:
    """A mark in the list, and whether it still clears what it was put on."""

    mark: Mark
    holds: bool

    @property
    def why(self) -> str:
        """The reason it was given, and all that there is to know of it."""
        return self.mark.reason if self.holds else f"{self.mark.reason}\n{FALLEN}."


MARKED = (
    Column("Marked as not identifying", lambda one: one.mark.what, 220, stretch=True,
           second=lambda one: f"{one.mark.marked_by}, {local_text(one.mark.marked_at)}",
           hint=lambda one: one.mark.what),
    Column("Why", lambda one: one.mark.reason, 300, stretch=True, hint=lambda one: one.why,
           second=lambda one: "" if one.holds else FALLEN),
)  # fmt: skip


class PackReviewPage(Page):
    """Opened from a request's documents, or where a pack was not printed."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"placement_request", "leak_mark", "pack_attachment", "child", "sibling"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._review: Review | None = None
        self._opening = Opening(self)
        self._header = PageHeader("")
        self._all = button("Take every proposal…", self._ask_all, icon="edit")
        self._print = button("Print the anonymised pack", self._print_it, "primary", icon="print")
        self._header.add(self._all, self._print)
        self.table = Table(OPEN, "Open findings", height=TWO_LINES)
        self.table.when_empty("Nothing is open", "The anonymised pack can be printed.")
        self.table.selected.connect(lambda _: self._show_one())
        self.first = self.table
        self.marks = Table(MARKED, "Marked as not identifying", height=TWO_LINES)
        self.marks.when_empty("Nothing is marked")
        self.marks.selected.connect(lambda _: self._offer_marks())
        self._withdraw = button("Withdraw the mark", self._withdraw_mark)
        self._marked = holder(column(self.marks, row(self._withdraw, 1), spacing=SPACE_S))
        self.marks.setFixedHeight(_MARKS_HEIGHT)
        body = row(self._left(), self._one(), spacing=SPACE_L)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        self.lay_out(self._header, holder(body))

    def _left(self) -> QWidget:
        left = column(self.table, self._marked, spacing=SPACE_M)
        left.setStretchFactor(self.table, 1)
        return holder(left)

    def _one(self) -> QWidget:
        """What is chosen: its text, and what can be done with it."""
        self._what = words("", "section", wrap=True)
        self._where = words("", "muted", wrap=True)
        self.text = MarkedText("The text it stands in")
        self.instead = QLineEdit()
        self.instead.setAccessibleName("Write instead")
        self._label = words("")
        self._label.setBuddy(self.instead)
        self._write = button("Write it", self._write_it, "primary")
        self._mark = button("Not identifying…", self._ask_mark)
        self._why = words("", "muted", wrap=True)
        self._keys = words(
            "Up and down choose; Ctrl+Enter writes; Ctrl+M marks as not identifying.", "meta"
        )
        inside = column(
            self._what, self._where, self.text, self._label, self.instead,
            holder(row(self._write, self._mark, 1, spacing=SPACE_S)), self._why, self._keys,
            spacing=SPACE_S,
        )  # fmt: skip
        inside.setStretchFactor(self.text, 1)
        self._side = surface(inside)
        shortcut(self, "Ctrl+M", self._ask_mark)
        return self._side

    def crumbs(self) -> list[Crumb]:
        reference = self.place.key
        return [
            ("Requests", Place("requests")),
            (reference, Place("request", reference, "documents")),
            ("Review of the pack", None),
        ]

    def load(self) -> None:
        reference, officer, today = self.place.key, self.desk.officer, self.desk.today()

        def read(tables: Tables) -> tuple[Review, list[Child]]:
            asked = request(tables, reference)
            people = children_by_id(tables, (asked.child_id, *asked.sibling_ids))
            return review_of(tables, officer, reference, today), list(people.values())

        def shown(found: tuple[Review, list[Child]]) -> None:
            review, people = found
            self._opening.show(people, reference, partial(self._show, review))

        self.desk.read(self, read, shown, key="load")

    def _show(self, review: Review) -> None:
        before = self.table.current()
        at = self.table.rows.index(before) if before in self.table.rows else 0
        self._review = review
        left = len(review.open)
        self._header.say(
            "Review of the pack",
            f"{review.request}: {counted(left, 'place')} would give the child away. The pack does "
            "not print while one is open." if left
            else f"{review.request}: nothing is open. The anonymised pack can be printed.",
        )  # fmt: skip
        self._header.show_chips((f"{left} open" if left else "Clear", "bad" if left else "good"))
        # Who has dealt with one goes on with the one that came after it.
        following = review.open[min(at, left - 1)] if left else None
        kept = before.id if before else ""
        there = any(one.id == kept for one in review.open)
        wanted = kept if there else following.id if following else ""
        self.table.show_rows(review.open, keep=lambda one: one.id == wanted)
        marks = [MarkLine(one, True) for one in review.marks]
        marks += [MarkLine(one, False) for one in review.fallen]
        self.marks.show_rows(marks)
        self._marked.setVisible(bool(marks))
        every = [one for one in review.open if not one.why_not_reworded]
        let(self._all, "" if every else "There is nothing to reword.")
        let(self._print, f"Not yet: {counted(left, 'place')} open." if left else "")
        self._show_one()
        self._offer_marks()

    def _show_one(self) -> None:
        one = self.table.current()
        self._side.setVisible(one is not None)
        if one is None:
            return
        self._what.setText(f"{one.found}: {one.what}" if one.found else one.what)
        self._where.setText(one.heading)
        self.text.show_text(one.finding.text, one.proposed.span)
        self.instead.setText(one.proposal)
        self.instead.setPlaceholderText("Nothing: it is left out")
        self.instead.setEnabled(not one.why_not_reworded)
        let(self._write, one.why_not_reworded)
        let(self._mark, one.why_not_marked)
        self._label.setText(f"Write instead of “{one.replaces}”" if one.replaces else "")
        reasons = (one.why_not_reworded, one.why_not_marked)
        self._why.setText("\n".join(reason for reason in reasons if reason))
        self._why.setVisible(any(reasons))

    def _write_it(self) -> None:
        one = self.table.current()
        if one is None or not self._write.isEnabled():
            return
        reference, said = self.place.key, self.instead.text()
        told = self._told_reworded()

        def done(reviewed: Reviewed) -> None:
            self.desk.say(told(reviewed))
            self.table.setFocus()

        self.desk.write(self, lambda session: word_finding(session, reference, one.id, said), done)

    def _told_reworded(self) -> Callable[[Reviewed], str]:
        """What is said of a rewording: also of the marks that fell away with their sentence."""
        before = self._review.fallen if self._review else ()

        def told(done: Reviewed) -> str:
            fell = len(set(done.review.fallen) - set(before))
            marks = f" {counted(fell, 'mark')} fell away with its sentence." if fell else ""
            return f"Reworded.{marks} {_left(done.review)}"

        return told

    def _ask_mark(self) -> None:
        one: OpenFinding | None = self.table.current()
        if one is None or not self._mark.isEnabled():
            return
        reference = self.place.key
        ask(
            self,
            "Mark it as not identifying",
            _REASON,
            "Mark it",
            lambda s, r: mark_finding(s, reference, one.id, r["reason"]),
            told=lambda done: f"Marked as not identifying. {_left(done.review)}",
            text=f"{one.heading}: {one.before}{one.replaces}{one.after}\n"
            "The mark falls away when this sentence changes, or names somebody else by what is "
            "recorded since.",
        )

    def _ask_all(self) -> None:
        if self._review is None:
            return
        reference = self.place.key
        shown = [f"{one.heading}\n{one.after}" for one in all_proposed(self._review)]
        ask(
            self,
            "Take every proposal",
            (),
            f"Reword {counted(len(shown), 'text')}",
            lambda s, _: take_proposals(s, reference),
            told=self._told_reworded(),
            text="The texts will then say:\n\n" + "\n\n".join(shown),
        )

    def _offer_marks(self) -> None:
        let(self._withdraw, "" if self.marks.current() else "Choose a mark first.")

    def _withdraw_mark(self) -> None:
        line: MarkLine | None = self.marks.current()
        if line is not None:
            reference, mark = self.place.key, line.mark.id
            again = "; the place is open again" if line.holds else ", which cleared nothing"
            self.desk.write(
                self,
                lambda session: withdraw_mark(session, reference, mark),
                lambda _: self.desk.say(f"The mark is withdrawn{again}."),
            )

    def primary(self) -> None:
        """What is next: to write for the finding that is chosen, or, with none open, to print."""
        if self._print.isEnabled():
            self._print_it()
        else:
            self._write_it()

    def _print_it(self) -> None:
        print_now(self.desk, self, _PACK, self.place.key)


def _left(review: Review) -> str:
    left = len(review.open)
    return f"{counted(left, 'place')} still open." if left else "Nothing is open any more."
