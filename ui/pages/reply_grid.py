"""Replies typed down a column, a home a row: a few letters for each, and what they said beside it.

Enter and the arrows go down and up, Tab across; a column that was copied is pasted down. What the
letters mean is put in their place when the field is left; what cannot be recorded is said at its
row, and nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QScrollArea, QWidget

from resources_app.foundations.clock import local_day
from resources_app.foundations.codes import CodeList
from resources_app.foundations.codes import words as code_words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, KnownError
from resources_app.foundations.fields import Problems
from resources_app.requests.model import Recipient, Release, ResponseKind
from resources_app.requests.reply_entry import (
    ASKS,
    NOTE,
    REPLY,
    TAKEN_BACK,
    TypedReply,
    read_reply,
    reply_words,
)
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.layouts import column, holder
from ui.shell.widgets.words import set_property, words

_FIRST = 1  # the grid's row of the first home, below the headings
_WORDS = {ResponseKind.QUERY: ASKS, ResponseKind.NONE: TAKEN_BACK}


@dataclass(frozen=True)
class Awaited:
    """A home whose reply may be typed: its part in the last round it was in."""

    release: Release
    part: Recipient

    @property
    def before(self) -> str:
        """The round, and what the home said last and when: `1: tier 1 · 23 Nov 2026: Asks`."""
        where = f"Round {self.release.round_number}, {self.release.rung}"
        if not self.part.replies:
            return where
        last = self.part.replies[-1]
        said = code_words(CodeList.DECLINE_REASONS, last.reason) or _WORDS.get(
            last.response, str(last.response)
        )
        return f"{where} · {day_text(local_day(last.said_at))}: {said}"


class _Typed(QLineEdit):
    """A field of a column: Enter and Down go to the one below, Up to the one above."""

    moved = Signal(int)
    #: The keyboard is elsewhere now; Qt's own signal comes of Enter, too.
    left = Signal()
    #: Lines that were pasted at once, as a spreadsheet copies a column.
    pasted = Signal(list)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = QGuiApplication.clipboard().text().strip("\r\n").splitlines()
            if len(lines) > 1:
                self.pasted.emit(lines)
                return
        keys = {
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = keys.get(Qt.Key(event.key()))
        if step is None or control:
            # With Ctrl, Enter is the panel's.
            event.ignore() if control and step else super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class _Row:
    """One home: what is typed of it, and what is wrong with that."""

    def __init__(self, home: Awaited, completer: QCompleter) -> None:
        self.home = home
        name = home.part.service_name
        self.name = holder(
            column(words(name, wrap=True), words(home.before, "meta", wrap=True), spacing=0)
        )
        self.reply, self.note = _Typed(), _Typed()
        self.reply.setAccessibleName(f"Reply of {name}")
        self.reply.setCompleter(completer)
        self.note.setAccessibleName(f"What {name} said")
        self.error = words("", "error", wrap=True)
        self.error.hide()
        for one in (self.reply, self.note):
            one.textEdited.connect(lambda _: self.complain("", ""))
        self.reply.left.connect(self.say_in_full)

    @property
    def empty(self) -> bool:
        return not (self.reply.text().strip() or self.note.text().strip())

    def take(self, reply: str, note: str) -> None:
        """Put in what came from elsewhere, as if it had been typed."""
        self.complain("", "")
        self.reply.setText(reply)
        self.note.setText(note)
        self.say_in_full()

    def say_in_full(self) -> None:
        """Put what the letters mean in their place, or say that they do not tell."""
        if not self.reply.text().strip():
            return
        try:
            kind, code = read_reply(self.reply.text())
        except BadInput as error:
            self.complain(REPLY, f"{error.what} {error.remedy}")
            return
        meant = code_words(CodeList.DECLINE_REASONS, code) or _WORDS[kind]
        if meant != self.reply.text():
            self.reply.setText(meant)

    def complain(self, field: str, sentence: str) -> None:
        """Say what is wrong, and in which field; empty when nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        for name, one in ((REPLY, self.reply), (NOTE, self.note)):
            wrong = bool(sentence) and (name == field or (field != NOTE and name == REPLY))
            set_property(one, "wrong", "true" if wrong else "false")
            one.setAccessibleDescription(sentence if wrong else "")


def _reply(row: _Row) -> _Typed:
    return row.reply


def _note(row: _Row) -> _Typed:
    return row.note


class ReplyGrid(QWidget):
    """The homes that were asked, and a field for the reply of each."""

    #: The words of the button: how many replies there are to record.
    told = Signal(str)

    def __init__(self, homes: Sequence[Awaited]) -> None:
        super().__init__()
        completer = QCompleter(list(reply_words()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.rows = [_Row(one, completer) for one in homes]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        for at, (label, stretch) in enumerate((("Home", 34), (REPLY, 30), (NOTE, 36))):
            grid.addWidget(words(label, "muted"), 0, at)
            grid.setColumnStretch(at, stretch)
        for at, one in enumerate(self.rows):
            self._lay(grid, _FIRST + 2 * at, one)
            for field in (_reply, _note):
                field(one).moved.connect(self._mover(at, field))
                field(one).pasted.connect(self._paster(at, field))
                field(one).textChanged.connect(lambda _: self.told.emit(self.do))
        if self.rows:
            self.setFocusProxy(self.rows[0].reply)

    @staticmethod
    def _lay(grid: QGridLayout, at: int, one: _Row) -> None:
        grid.addWidget(one.name, at, 0)
        grid.addWidget(one.reply, at, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(one.note, at, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(one.error, at + 1, 1, 1, 2)

    def fill(self, typed: Iterable[TypedReply]) -> tuple[str, ...]:
        """Type these replies in, each at its home; the URNs of homes that are not here."""
        rows = {one.home.part.urn: one for one in self.rows}
        unknown = []
        for one in typed:
            if (found := rows.get(one.urn)) is None:
                unknown.append(one.urn)
            else:
                found.take(one.reply, one.note)
        return tuple(unknown)

    def _paster(self, at: int, field: Callable[[_Row], _Typed]) -> Callable[[list[str]], None]:
        def paste(lines: list[str]) -> None:
            for one, line in zip(self.rows[at:], lines, strict=False):
                if field is _note:
                    one.note.setText(line)
                else:
                    reply, _, note = line.partition("\t")
                    one.take(reply, note or one.note.text())

        return paste

    def _mover(self, at: int, field: Callable[[_Row], _Typed]) -> Callable[[int], None]:
        def move(step: int) -> None:
            to = at + step
            if 0 <= to < len(self.rows):
                self._show(field(self.rows[to]))

        return move

    def _show(self, field: QLineEdit) -> None:
        """Put the keyboard into a field, and the field into sight."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(field)

    @property
    def typed(self) -> tuple[TypedReply, ...]:
        """What was typed, row by row from 1; rows without anything are left out."""
        return tuple(
            TypedReply(at, one.home.part.urn, one.reply.text(), one.note.text())
            for at, one in enumerate(self.rows, 1)
            if not one.empty
        )

    @property
    def do(self) -> str:
        """`Record 12 replies`."""
        return f"Record {counted(len(self.typed), 'reply', 'replies')}"

    def complain(self, error: KnownError) -> bool:
        """Say each problem at its row; False when it is of no row."""
        if not isinstance(error, Problems):
            return False
        by_urn = {one.name: one for one in error.problems}
        wrong = [row for row in self.rows if row.home.part.urn in by_urn]
        for row in wrong:
            problem = by_urn[row.home.part.urn]
            field = problem.where.field if problem.where else REPLY
            row.complain(field, f"{problem.what} {problem.remedy}".strip())
            if row is wrong[0]:
                self._show(row.note if field == NOTE else row.reply)
        return bool(wrong)


def awaited(releases: Iterable[Release], with_offer: Iterable[str]) -> list[Awaited]:
    """Homes whose reply may be typed, those that have not answered first.

    `with_offer` are the ids of services with an open offer: they answer by withdrawing it.
    """
    last = {part.service_id: Awaited(made, part) for made in releases for part in made.recipients}
    offering = set(with_offer)
    left = [one for key, one in last.items() if key not in offering]
    order = (ResponseKind.NONE, ResponseKind.QUERY)
    return sorted(
        left,
        key=lambda one: order.index(one.part.response) if one.part.response in order else 2,
    )
