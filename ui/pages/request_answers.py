"""The Request tab: the answers, to be typed while it is a draft and read from then on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.children.actions import amend_child
from resources_app.children.fields import CHILD_FIELDS
from resources_app.children.model import Child
from resources_app.children.queries import stored_answers
from resources_app.foundations.answers import facts_by_group
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Kind, Problems
from resources_app.requests.actions import edit_draft
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import State
from resources_app.requests.overtaking import AnswersOvertaken
from resources_app.requests.storing import answers_of_request
from resources_app.team.typed import WhereTyped
from ui.pages.asking import complain_in
from ui.pages.earlier import earlier_card
from ui.pages.request_authority import authority_card
from ui.pages.request_considered import ADD as CONSIDER
from ui.pages.request_considered import considered_card
from ui.pages.request_family import family_card
from ui.pages.request_form import request_form
from ui.pages.request_view import RequestView
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_M
from ui.shell.typing import Typing
from ui.shell.widgets.buttons import button
from ui.shell.widgets.form import Form
from ui.shell.widgets.grouped_form import GroupedForm, sentences
from ui.shell.widgets.kept_note import KeptNote
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled, surface
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.words import Facts, words


class AnswersTab(QWidget):
    """What is asked for. `wants_panel` carries a panel for the page to show."""

    wants_panel = Signal(object)
    wants_action = Signal(str)
    submitted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: RequestView | None = None
        self.form: GroupedForm | None = None
        self.typing: Typing | None = None
        self._child = Facts(2)
        self._child_button = button("Correct the child’s record", self._amend, "link")
        self.save = button("Save draft", self.save_draft, icon="save", name="save")
        self._cards = QVBoxLayout()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self._body))
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save_draft)

    def show_view(self, view: RequestView) -> None:
        """Show a request; what is being typed into the same draft is left alone."""
        before = self._view
        same = before is not None and before.request.id == view.request.id
        self._view = view
        if same and self.form is not None and view.request.state is State.DRAFT:
            # What is being typed, and what is said to be wrong with it, stays.
            self.form.set_values(answers_of_request(view.request), over_typing=False)
            self._show_cards(view)
            return
        clear(self._body)  # What is typed into a form that is put away is kept.
        self.form = self.typing = None
        if view.request.state is State.DRAFT:
            self._show_form(view)
        else:
            self._show_answers(view)

    def _show_form(self, view: RequestView) -> None:
        self.form = request_form()
        self.form.set_values(answers_of_request(view.request))
        note = KeptNote()
        where = WhereTyped("request", view.request.reference, title="The draft", tab="request")
        self.typing = Typing(self.form, self._desk, where, note, self.form)
        self.typing.resume()
        self.save = button("Save draft", self.save_draft, icon="save", name="save")
        self._cards = QVBoxLayout()
        self._body.addLayout(self._cards)
        self._show_cards(view)
        self._body.addWidget(note)
        self._body.addWidget(self.form, 1)
        amend = button("Correct the child’s record", self._amend, "link")
        together = button(
            "Who lives with the child", lambda: self.wants_action.emit("settle_siblings"), "link"
        )
        friends = button(
            "Family and friends considered", lambda: self.wants_action.emit(CONSIDER), "link"
        )
        links = (friends, together, self._file_link(view), amend)
        self._body.addWidget(holder(row(self.save, 1, *links)))

    def _show_answers(self, view: RequestView) -> None:
        inside = QWidget()
        amend = button("Correct the child’s record", self._amend, "link")
        head = holder(row(words("The child", "section"), 1, self._file_link(view), amend))
        child = Facts(2)
        child.show_facts(child_facts(view))
        sections: list[QWidget] = [surface(column(head, child, spacing=SPACE_M))]
        authority = authority_card(view)
        sections += [authority] if authority is not None else []
        sections.append(considered_card(view, self.wants_action.emit))
        sections += _cards(self._desk, view)
        groups = facts_by_group(REQUEST_FIELDS, answers_of_request(view.request))
        for group, facts in groups.items():
            told = [(name, text) for name, text in facts if text]
            open_count = len(facts) - len(told)
            shown = Facts(1)
            shown.show_facts(told)
            parts: list[QWidget] = [words(group, "section"), shown]
            if open_count:
                parts.append(words(f"{open_count} not answered", "meta"))
            sections.append(surface(column(*parts, spacing=SPACE_M)))
        if view.actions["reword_request"].enabled:
            label = view.actions["reword_request"].label
            reword = button(label, lambda: self.wants_action.emit("reword_request"), icon="edit")
            sections.insert(0, holder(row(reword, 1)))
        inside.setLayout(column(*sections, 1, spacing=SPACE_L))
        inside.setMaximumWidth(1100)
        self._body.addWidget(scrolled(inside), 1)

    def _show_cards(self, view: RequestView) -> None:
        clear(self._cards)
        cards = _cards(self._desk, view)
        if view.considered:
            cards.insert(0, considered_card(view, self.wants_action.emit))
        for card in cards:
            self._cards.addWidget(card)

    def _file_link(self, view: RequestView) -> QWidget:
        identifier = view.child.local_identifier
        return button("The child’s file", lambda: self._desk.go("child", identifier), "link")

    def save_draft(self) -> None:
        """Save what was typed, or say at the fields what is wrong."""
        self._save(lambda: self._desk.say("The draft is saved."))

    def save_then(self, go_on: Callable[[], None]) -> None:
        """Save, and then call `go_on` (at once when there is nothing to save)."""
        if self.form is not None and self.form.typed():
            self._save(go_on)
        else:
            go_on()

    def _save(self, go_on: Callable[[], None]) -> None:
        if self._view is None or self.form is None or self.typing is None:
            return
        form, typing, reference = self.form, self.typing, self._view.request.reference
        given, shown = form.typed(), form.shown()

        def saved(_: object) -> None:
            form.on_record(given)
            typing.saved()
            go_on()

        def refused(error: KnownError) -> None:
            typing.refused()
            self.show_problems(error)
            if isinstance(error, AnswersOvertaken):
                # Both answers were seen by now, so that saving again is a choice between them.
                form.set_shown(error.held)

        self._desk.write(
            form,
            typing.saving(lambda session: edit_draft(session, reference, given, shown=shown)),
            saved,
            failed=refused,
        )

    def show_problems(self, error: KnownError) -> None:
        """Say what is wrong at its fields, or above the page."""
        if isinstance(error, Problems) and self.form is not None:
            rest = self.form.show_problems(sentences(error.problems))
            count = len(error.problems)
            more = f" {' '.join(rest)}" if rest else ""
            what = "1 answer needs" if count == 1 else f"{count} answers need"
            self._desk.say(f"{what} your attention before this can go on.{more}", "bad")
        else:
            self._desk.complain(error)

    def _amend(self) -> None:
        assert self._view is not None
        child_id = self._view.child.id
        self._desk.read(self, lambda tables: stored_answers(tables, child_id), self._show_child)

    def _show_child(self, stored: dict[str, object]) -> None:
        assert self._view is not None
        child = self._view.child
        form = Form(CHILD_FIELDS)
        form.set_values(_child_values(child, stored))
        panel = Panel(
            f"{child.full_name}’s record",
            form,
            "Save the child’s record",
            lambda: self._save_child(panel, form, child.id),
            text="Every change is kept with who made it and when.",
        )
        self.wants_panel.emit(panel)

    def _save_child(self, panel: Panel, form: Form, child_id: str) -> None:
        given = form.given()

        panel.working(True)
        self._desk.write(
            panel,
            lambda session: amend_child(session, child_id, given),
            lambda _: panel.close_panel(),
            failed=partial(complain_in, panel, form),
        )


def _cards(desk: Desk, view: RequestView) -> list[QWidget]:
    """Where brothers and sisters live, and what came before, as far as there is either."""
    cards = (family_card(desk, view.family), earlier_card(desk, view.earlier))
    return [one for one in cards if one is not None]


def _child_values(child: Child, stored: dict[str, object]) -> dict[str, object]:
    """A child's answers for the form: as the dataclass has them, names of family as stored."""
    values = {one.name: getattr(child, one.name, stored.get(one.name)) for one in CHILD_FIELDS}
    for field in CHILD_FIELDS:
        if field.kind is Kind.LINES:
            values[field.name] = str(stored.get(field.name) or "").splitlines()
    return values


def child_facts(view: RequestView) -> list[tuple[str, str]]:
    """What the page says of the child."""
    child = view.child
    siblings = ", ".join(
        f"{one.full_name}, born {day_text(one.date_of_birth)}" for one in view.siblings
    )
    return [
        ("Name", child.full_name + (f" (known as {child.known_as})" if child.known_as else "")),
        ("Born", day_text(child.date_of_birth)),
        ("Identifier", child.local_identifier),
        ("Legal status", sentence(view.legal_status)),
        ("Home postcode", child.home_postcode),
        ("To live with", siblings or "Nobody named"),
        ("School", child.school_name),
        ("Social worker", child.social_worker),
        ("Reviewing officer", child.reviewing_officer),
        ("Education, health and care plan", "Yes" if child.ehc_plan else "No"),
    ]
