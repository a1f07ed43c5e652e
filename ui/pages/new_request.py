"""A new request: the child, and what is sought. It becomes a draft as soon as it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from resources_app.casework.earlier import earlier_of
from resources_app.casework.likely_same import LikelySame, likely_same_child
from resources_app.casework.opening_records import note_opening
from resources_app.children.fields import CHILD as CHILD_GROUP
from resources_app.children.fields import CHILD_FIELDS, LEGAL_STATUS
from resources_app.children.fields import RECORD as RECORD_GROUP
from resources_app.children.model import Child
from resources_app.children.queries import child_by_identifier, siblings
from resources_app.foundations.clock import LOCAL
from resources_app.foundations.dates import date_from, day_text
from resources_app.foundations.errors import BadInput, KnownError, Refused
from resources_app.foundations.fields import Field, Kind, Problems
from resources_app.requests.actions import RequestMade, create_request
from resources_app.requests.request_file import APART_REASON, LOOKED_AFTER_SINCE, PLACE_TOGETHER
from resources_app.requests.request_writing import child_as_file
from resources_app.store.tables import Tables
from resources_app.team.typed import Typed, WhereTyped
from resources_app.team.typed_queries import unfinished
from ui.pages.known_child import KnownChild, OnRecord
from ui.pages.page import Crumb, Page
from ui.pages.request_form import request_form
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.typing import Typing
from ui.shell.widgets.buttons import button
from ui.shell.widgets.grouped_form import GroupedForm, sentences
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.kept_note import KeptNote
from ui.shell.widgets.records import RecordsEditor

# What is asked of a brother or sister in a line; the rest is in their own record.
_SIBLING = ("local_identifier", "given_name", "family_name", "date_of_birth", "sex")
SIBLINGS = Field(
    "siblings",
    "Brothers and sisters",
    LEGAL_STATUS.kind,
    CHILD_GROUP,
    help="Those whom the council looks after, to live together or not.",
    columns=(
        *(replace(one, help="") for one in CHILD_FIELDS if one.name in _SIBLING),
        PLACE_TOGETHER,
        replace(APART_REASON, kind=Kind.TEXT, help=""),
    ),
)
_CHILD = tuple(one for one in CHILD_FIELDS if one.group != RECORD_GROUP)
_AFTER_CHILD = (LEGAL_STATUS, replace(LOOKED_AFTER_SINCE, group=CHILD_GROUP), SIBLINGS)
CHILD_PART = (
    *(one for one in _CHILD if one.group == CHILD_GROUP),
    *_AFTER_CHILD,
    *(one for one in _CHILD if one.group != CHILD_GROUP),
)
SECOND = Field(
    "second_reason",
    "Why a second request",
    group=CHILD_GROUP,
    help="Only where one is open for this child already.",
)
_WHERE = WhereTyped("new_request", title="New request")
_CHILD_NAMES = frozenset(one.name for one in CHILD_PART)


class NewRequestPage(Page):
    """Type a child's identifier first: a child on record fills in the rest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("New request")
        self.save = button("Save draft", self.primary, "primary", icon="save", name="save")
        another = button("Begin another", self._begin_another)
        another.setToolTip("What you typed here is kept, and Today has it.")
        self._header.add(another, self.save)
        self._note = KeptNote()
        self.form = self._new_form()
        self.typing = self._type_into(self.form)
        QShortcut(
            QKeySequence("Ctrl+S"),
            self,
            self.primary,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.known = KnownChild(desk)
        self.known.meant.connect(self._take)
        self.known.sibling.connect(self._add_sibling)
        self.lay_out(self._header, self._note, self.known, self.form)

    def _new_form(self) -> GroupedForm:
        form = request_form(*CHILD_PART, SECOND)
        now = self.desk.clock.now().astimezone(LOCAL)
        form.set_values({"received_on": now.date(), "received_time": f"{now:%H:%M}"})
        identifier = form.editor("local_identifier")
        assert isinstance(identifier, QLineEdit)
        identifier.editingFinished.connect(self._look_up)
        for name in ("given_name", "family_name", "date_of_birth"):
            line = form.editor(name)
            assert isinstance(line, QLineEdit)
            line.editingFinished.connect(self._look_for_same)
        self._known = ""
        return form

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), ("New request", None)]

    def _type_into(self, form: GroupedForm) -> Typing:
        typing = Typing(form, self.desk, _WHERE, self._note, form)
        typing.resumed.connect(lambda _: self._look_up())
        return typing

    def load(self) -> None:
        self._header.say("New request", "The child first; what is needed to submit can follow.")
        if self.place.key:
            self._go_on_with(self.place.key)
        elif not self.typing.typed:
            self.typing.begin()
            officer = self.desk.officer.id
            self.desk.read(
                self, lambda tables: unfinished(tables, officer), self._offer, key="unfinished"
            )
        self.form.editor("local_identifier").setFocus()

    def _go_on_with(self, typed_id: str) -> None:
        """Fill the form with what was typed earlier; what stands in it now is kept as well."""
        if typed_id != self.typing.id:
            self._renew()
            self.typing.resume(typed_id)

    def _offer(self, every: Sequence[Typed]) -> None:
        """Say that a new request was begun and not saved, and offer to go on with it."""
        begun = next((one for one in every if one.where == _WHERE), None)
        if begun is None or self.typing.typed:
            return
        about = f" for {begun.about}" if begun.about else ""
        self.desk.say(
            f"You began a new request{about} and did not save it.",
            "information",
            "Go on with it",
            Place("new_request", begun.id),
        )

    def _begin_another(self) -> None:
        """An empty form; what was typed into this one stays kept."""
        if self.typing.typed:
            self.desk.say("What you typed is kept: Today has it.", "information")
        self._renew()
        self.place = Place("new_request")
        self.load()

    def _renew(self) -> None:
        self.typing.keep()
        frame = self.form.parentWidget()
        layout = frame.layout() if frame is not None else None
        new = self._new_form()
        if layout is not None:
            layout.replaceWidget(self.form, new)
        self.form.hide()
        self.form.deleteLater()
        self.typing.forget()
        self._note.hide()
        self.form = new
        self.known.nobody()
        self.typing = self._type_into(new)

    def _look_up(self) -> None:
        line = self.form.editor("local_identifier")
        assert isinstance(line, QLineEdit)
        identifier = line.text().strip()
        if identifier and identifier != self._known:
            self._known = identifier
            self.desk.read(
                self,
                lambda tables: child_by_identifier(tables, identifier),
                self._found,
                key="child",
            )

    def _found(self, child: Child | None) -> None:
        """Fill in a child on record; a restricted one only once the opening is written down."""
        if child is None:
            self._look_for_same()
            return
        today = self.desk.today()

        def read(tables: Tables) -> OnRecord:
            before = earlier_of(tables, child.id, today)
            return OnRecord(child, before, tuple(siblings(tables, child.id)))

        self.desk.read(self, read, self._open, key="on record")

    def _open(self, known: OnRecord) -> None:
        """Brothers and sisters are named too, so theirs is an opening as well."""
        people = (known.child, *known.siblings)
        if not any(one.restricted for one in people):
            self._fill_in(known)
            return
        self.desk.write(
            self,
            lambda session: note_opening(session, people, through=known.child.local_identifier),
            lambda _: self._fill_in(known),
        )

    def _look_for_same(self) -> None:
        """Point out children on record who may be the one that is typed under another number."""
        given = self.form.given()
        identifier = str(given["local_identifier"]).strip()
        name = f"{given['given_name']} {given['family_name']}"
        # Not asked of its editor, which would show its group to somebody who is elsewhere by now.
        day, officer = _day(str(given["date_of_birth"])), self.desk.officer
        if not all(str(given[one]).strip() for one in ("given_name", "family_name")):
            return
        self.desk.read(
            self,
            lambda tables: likely_same_child(tables, officer, name, day, identifier=identifier),
            lambda likely: self._show_likely(identifier, likely),
            key="same",
        )

    def _show_likely(self, identifier: str, likely: tuple[LikelySame, ...]) -> None:
        if likely or not identifier:
            self.known.show_likely(likely)

    def _take(self, identifier: str) -> None:
        """The child that was pointed out is the one: fill in what is on record."""
        line = self.form.editor("local_identifier")
        assert isinstance(line, QLineEdit)
        line.setText(identifier)
        line.textEdited.emit(identifier)
        self._look_up()

    def _add_sibling(self, one: Child) -> None:
        editor = next(
            each
            for each in self.form.findChildren(RecordsEditor)
            if each.field.name == SIBLINGS.name
        )
        editor.add({name: getattr(one, name) for name in _SIBLING})
        editor.edited.emit()

    def _fill_in(self, known: OnRecord) -> None:
        child = known.child
        if self._known != child.local_identifier:
            return  # Another identifier was typed meanwhile.
        given = child_as_file(child)
        values = {name: getattr(child, name, given[name]) for name in given}
        values["family_names"] = given.get("family_names", ())
        self.form.set_values(values, over_typing=False)
        born = day_text(child.date_of_birth)
        logged = "; the record is restricted, and that you opened it is logged"
        told = f"{child.full_name}, born {born}, is on record"
        self._header.say("New request", f"{told}{logged if child.restricted else ''}.")
        self.known.show_on_record(known)

    def primary(self) -> None:
        given = self.form.given()
        second = str(given.pop(SECOND.name, ""))
        data = {
            "child": {name: value for name, value in given.items() if name in _CHILD_NAMES},
            "request": {name: value for name, value in given.items() if name not in _CHILD_NAMES},
        }
        # Nothing is typed while it is saved: it would be typed into a form that is done with.
        self._working(True)
        self.desk.write(
            self,
            self.typing.saving(lambda session: create_request(session, data, second_reason=second)),
            self._saved,
            failed=self._refused,
        )

    def _working(self, yes: bool) -> None:
        self.save.setEnabled(not yes)
        self.form.setEnabled(not yes)

    def _saved(self, made: RequestMade) -> None:
        self._working(False)
        self.typing.end()
        self._renew()
        self.typing.begin()
        self.desk.say(f"{made.reference} is saved as a draft.")
        self.desk.go("request", made.reference)

    def _refused(self, error: KnownError) -> None:
        self._working(False)
        self.typing.refused()
        if isinstance(error, Problems):
            rest = self.form.show_problems(sentences(error.problems))
            if rest:
                self.desk.say(" ".join(rest), "bad")
        elif isinstance(error, Refused):
            self.form.show_problems({SECOND.name: str(error)})
        else:
            self.desk.complain(error)


def _day(text: str) -> date | None:
    """The day typed, or None for what is none yet."""
    try:
        return date_from(text) if text.strip() else None
    except BadInput:
        return None
