"""Keeps what is typed while it is typed, so that whatever happens no more than a second is lost.

A form’s typing is kept after a pause, at the latest half a second after a key was pressed, and
at once when the form is put away or the window closes. What is kept is no record: it may be
incomplete or wrong. Saving makes it the record, and the same action removes what was kept
(team/typed_actions.py). A form opened again goes on with what was typed there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import KnownError
from resources_app.foundations.identifiers import new_id
from resources_app.team.typed import Typed, WhereTyped
from resources_app.team.typed_actions import keep_typing, saving
from resources_app.team.typed_queries import typed_at, typed_with
from ui.shell.widgets.kept_note import KeptNote

if TYPE_CHECKING:
    from resources_app.session import Session
    from ui.shell.desk import Desk

_PAUSE = 200  # milliseconds after a key; the two leave time to write within the second
_MOST = 400  # milliseconds after the first key that is not kept yet


class Typable(Protocol):
    """A form that can tell what a person typed over, and take it up again."""

    @property
    def edited(self) -> SignalInstance:
        """Sent when the person changed a field."""

    def typed(self) -> dict[str, Any]:
        """What was typed over, unread, by field."""

    def shown(self) -> dict[str, Any]:
        """What stood there before."""

    def take_up(self, answers: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
        """Go on with what was typed earlier."""

    def put_back(self) -> None:
        """Show again what was there before it was typed over."""


class Typing(QObject):
    """The typing into one form, or several that are saved together, of one officer.

    Make one when the form is shown and its first values stand in it, then `resume`. Save through
    `saving`; call `saved` once that is done.
    """

    #: A `Typed`: the form was filled with what had been typed earlier.
    resumed = Signal(object)

    def __init__(
        self, owner: QWidget, desk: Desk, where: WhereTyped, note: KeptNote, *forms: Any
    ) -> None:
        """`owner` lives as long as the forms do; `note` says that they were filled again."""
        super().__init__(owner)
        self._desk, self._note = desk, note
        self.where = where
        self._forms: tuple[Typable, ...] = forms
        self._id = new_id()
        #: What the store holds of it, and what is being saved just now.
        self._kept: dict[str, Any] = {}
        self._saving: dict[str, Any] | None = None
        self._removed = self._ended = self._complained = False
        self._ready = False
        self._pause, self._most = self._timer(_PAUSE), self._timer(_MOST)
        for form in forms:
            form.edited.connect(self._edited)
        owner.installEventFilter(self)
        note.discarded.connect(self.discard)
        desk.leaving.connect(self._leave)

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(self._due)
        return made

    @property
    def id(self) -> str:
        """What the piece of typing is kept under."""
        return self._id

    def forget(self) -> None:
        """Its form is put away: hear no more of the note, which is another form's now."""
        self._note.discarded.disconnect(self.discard)

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed over, unread, by field."""
        return {name: one for form in self._forms for name, one in form.typed().items()}

    @property
    def ready(self) -> bool:
        """Whether what was typed here earlier is in the form by now."""
        return self._ready

    @property
    def unsaved(self) -> bool:
        """Whether anything stands in the form that is not on record."""
        return not self._ended and bool(self.typed)

    # ---- keeping ------------------------------------------------------------------------

    def _edited(self, _: str = "") -> None:
        self._pause.start()
        if not self._most.isActive():
            self._most.start()

    def _due(self) -> None:
        if self._ready:
            self.keep()
        else:
            self._most.start()  # What was typed here earlier is still being read.

    def keep(self) -> None:
        """Keep at once what is typed and not kept yet."""
        self._pause.stop()
        self._most.stop()
        answers = self.typed
        if self._ended or answers in (self._kept, self._saving):
            return
        self._kept = answers
        shown = {name: one for form in self._forms for name, one in form.shown().items()}
        typed_id, where = self._id, self.where
        self._desk.keep(
            self,
            lambda session: keep_typing(session, typed_id, where, answers, shown),
            self._could_not,
        )

    def _leave(self) -> None:
        """The window closes: keep what there is, and nothing after it."""
        self.keep()
        self._ended = True

    def _could_not(self, error: KnownError) -> None:
        self._kept = {}
        if not self._complained:
            self._complained = True
            self._desk.say(f"What you type is not being kept. {error}", "bad")
        self._most.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.keep()
        return super().eventFilter(watched, event)

    # ---- going on with it ---------------------------------------------------------------

    def resume(self, typed_id: str = "") -> None:
        """Fill the form with what was typed into it and not saved: that piece, or the latest."""
        officer, where = self._desk.officer.id, self.where
        self._desk.read(
            self,
            lambda tables: (
                typed_with(tables, officer, typed_id)
                if typed_id
                else typed_at(tables, officer, where)
            ),
            self._take_up,
            failed=self._nothing_there,
        )

    def begin(self) -> None:
        """Begin with an empty form, whatever was typed into it before."""
        self._ready = True
        if self.typed:
            self._edited()

    def _nothing_there(self, error: KnownError) -> None:
        self._desk.complain(error)
        self.begin()

    def _take_up(self, found: Typed | None) -> None:
        if found is not None:
            self._id, self._kept = found.id, dict(found.answers)
            here = self.typed
            answers = {name: one for name, one in found.answers.items() if name not in here}
            for form in self._forms:
                form.take_up(answers, found.shown)
            self._note.say(local_text(found.kept_at))
            self.resumed.emit(found)
        self.begin()

    def discard(self) -> None:
        """Put the form back to what it showed, and keep nothing of it."""
        for form in self._forms:
            form.put_back()
        self._note.hide()
        self.keep()

    # ---- saving -------------------------------------------------------------------------

    def saving(self, action: Callable[[Session], Any]) -> Callable[[Session], Any]:
        """The action, in which what is kept of this typing is removed."""
        self.keep()
        self._saving, self._removed = self.typed, False
        typed_id = self._id

        def removed() -> None:
            self._removed = True

        return lambda session: action(saving(session, typed_id, removed))

    def saved(self) -> None:
        """It is on record. What was typed since is kept from now on."""
        if self._removed:
            self._kept = {}
            self._note.hide()
        self._saving = None
        self.keep()

    def refused(self) -> None:
        """It could not be saved; it stays kept as it is."""
        self._saving = None

    def end(self) -> None:
        """The form is done with: nothing more is kept of it, once it was saved."""
        self._ended = self._removed
        self.refused()
