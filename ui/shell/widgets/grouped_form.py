"""A long form in groups: the groups at the left, one at a time at the right.

By keyboard it is one form: Tab goes on from a group's last field to the next group's first, Ctrl
with Page Down and Page Up from group to group, Ctrl+M to the next answer that is missing.

Each group's fields are made when it is first shown, so that a form of sixty fields opens
at once; what was never shown was never changed, and is not given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resources_app.foundations.fields import Field, FieldProblem, Needed, unanswered
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from ui.shell.widgets.buttons import button, put_down
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder, row, scrolled, surface
from ui.shell.widgets.missing_line import MissingLine
from ui.shell.widgets.shortcut import shortcut
from ui.shell.widgets.tab_stops import tab_stops
from ui.shell.widgets.words import set_property, words

_NAV = 232


@dataclass(frozen=True)
class Offer:
    """One answer for all of a group's `fields` that are open, given by a button and its keys."""

    group: str
    label: str
    keys: str
    fields: tuple[str, ...]
    answer: str


class GroupedForm(QWidget):
    """A form whose groups are chosen at the left; `edited` carries a field's name."""

    edited = Signal(str)

    def __init__(self, fields: Sequence[Field], offers: Sequence[Offer] = ()) -> None:
        """`offers` are answers that can be given to what is open in a group at once."""
        super().__init__()
        self._offers = offers
        self._fields: dict[str, list[Field]] = {}
        for field in fields:
            self._fields.setdefault(field.group, []).append(field)
        self._values: dict[str, Any] = {}
        self._problems: dict[str, str] = {}
        self._forms: dict[str, Form] = {}
        self._stack = QStackedWidget()
        self._frames: dict[str, QWidget] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._chooser = QButtonGroup(self)
        nav = column(spacing=SPACE_XS)
        for group in self._fields:
            one = button(group, partial(self.show_group, group), "link")
            one.setCheckable(True)
            self._chooser.addButton(one)
            self._buttons[group] = one
            nav.addWidget(one)
        nav.addSpacing(SPACE_L)
        nav.addWidget(words("* always needed", "meta"))
        nav.addWidget(words("† needed to submit", "meta"))
        nav.addWidget(words("· 2  answers still needed", "meta"))
        nav.addStretch(1)
        side = scrolled(holder(nav))
        side.setFixedWidth(_NAV)
        self._missing_line = MissingLine(self.go_to, self.next_missing)
        groups = row(side, self._stack, spacing=SPACE_L)
        self.setLayout(column(self._missing_line, groups, spacing=SPACE_S))
        shortcut(self, "Ctrl+PgDown", lambda: self._step(1))
        shortcut(self, "Ctrl+PgUp", lambda: self._step(-1))
        shortcut(self, "Ctrl+M", self.next_missing)
        self.show_group(next(iter(self._fields)))

    @property
    def group(self) -> str:
        """The group shown."""
        shown = self._stack.currentWidget()
        return next(name for name, frame in self._frames.items() if frame is shown)

    def form(self, group: str) -> Form:
        """The form of a group, made if it was not yet."""
        if group not in self._forms:
            form = Form(self._fields[group], headings=False)
            form.set_values(self._values)
            form.edited.connect(self._was_edited)
            inside = QWidget()
            box = QVBoxLayout(inside)
            box.setContentsMargins(0, 0, SPACE_M, 0)
            offers = [self._offering(one, form) for one in self._offers if one.group == group]
            box.addLayout(row(words(group, "section"), 1, *offers))
            box.addWidget(form)
            box.addStretch(1)
            self._forms[group] = form
            self._frames[group] = surface(column(scrolled(inside)), margin=SPACE_XL)
            self._stack.addWidget(self._frames[group])
            self._put_in_order(group)
        return self._forms[group]

    def _put_in_order(self, group: str) -> None:
        """Let Tab come by a group's fields where it stands, not last because it was made last."""
        groups = list(self._fields)
        made = [self._frames[one] for one in groups[: groups.index(group)] if one in self._frames]
        frame, stops = self._frames[group], tab_stops(self._forms[group])
        if stops:
            # What hands the keyboard to something inside it is moved by Qt with all it holds.
            frame.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            frame.setFocusProxy(stops[0])
            QWidget.setTabOrder(made[-1] if made else self._buttons[groups[-1]], frame)

    def show_group(self, group: str) -> None:
        """Show one group."""
        self.form(group)
        self._stack.setCurrentWidget(self._frames[group])
        put_down(self._chooser, self._buttons[group])

    def _offering(self, offer: Offer, form: Form) -> QWidget:
        """The button that gives an answer to whatever is open; the same by its key."""

        def give() -> None:
            for name in offer.fields:
                if not form.editor(name).given():
                    form.answer(name, offer.answer)

        made = button(f"{offer.label}  {offer.keys}", give, name="offer")
        # Not the button's own shortcut, which presses it only after a tenth of a second.
        shortcut(form, offer.keys, give)
        made.setToolTip(f"Answers only what is open ({offer.keys})")
        # Passed over by Tab, which goes from answer to answer.
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return made

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field, its group shown."""
        group = self._group_of(name)
        self.show_group(group)
        self._forms[group].editor(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def next_missing(self) -> None:
        """Go to the next answer that is missing, after the one the keyboard is in."""
        missing = [one.name for one in self.missing]
        if missing:
            names = [one.name for one in self._every]
            here = names.index(self._here()) if self._here() in names else -1
            later = [name for name in missing if names.index(name) > here]
            self.go_to((later or missing)[0])

    def _here(self) -> str:
        """The name of the field that has the keyboard, or ""."""
        has = QApplication.focusWidget()
        form = self._forms[self.group]
        for field in self._fields[self.group]:
            editor = form.editor(field.name)
            if has is not None and (has is editor or editor.isAncestorOf(has)):
                return field.name
        return ""

    def _step(self, by: int) -> bool:
        """Go to the first field of the group after this one, or before it; False at either end."""
        groups = list(self._fields)
        at = groups.index(self.group) + by
        if not 0 <= at < len(groups):
            return False
        self._enter(groups[at], 0)
        return True

    def _enter(self, group: str, at: int) -> None:
        self.show_group(group)
        stops = tab_stops(self._forms[group])
        if stops:
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab go on in the next group, and in the one before."""
        stops = tab_stops(self._forms[self.group])
        edge = stops[-1 if forward else 0] if stops else None
        groups = list(self._fields)
        at = groups.index(self.group) + (1 if forward else -1)
        if edge is None or edge is not QApplication.focusWidget():
            return super().focusNextPrevChild(forward)
        if not 0 <= at < len(groups):
            return super().focusNextPrevChild(forward)
        self._enter(groups[at], 0 if forward else -1)
        return True

    @property
    def needed(self) -> list[Field]:
        """The fields whose answer is needed, sooner or later."""
        return [one for one in self._every if one.needed is not Needed.NO]

    @property
    def missing(self) -> list[Field]:
        """Those of them that are open."""
        return [one for one in self.needed if self._is_missing(one)]

    def editor(self, name: str) -> QWidget:
        """The widget a field is typed into, its group shown. Raises KeyError."""
        group = self._group_of(name)
        self.show_group(group)
        return self._forms[group].editor(name).inner

    def set_values(self, values: Mapping[str, Any], *, over_typing: bool = True) -> None:
        """Show values; fields that are not named are left alone.

        Without `over_typing` what a person typed stays as well.
        """
        self._values |= values
        for form in self._forms.values():
            form.set_values(values, over_typing=over_typing)
        self._mark_all()

    def given(self) -> dict[str, Any]:
        """What stands in each field, unread, of the groups that were shown."""
        return self._of_all(Form.given)

    def typed(self) -> dict[str, Any]:
        """What a person typed over what was shown, unread, by field."""
        return self._of_all(Form.typed)

    def shown(self) -> dict[str, Any]:
        """What stood in the fields before it was typed over."""
        return self._of_all(Form.shown)

    def take_up(self, answers: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
        """Go on with what was typed earlier, over what was `shown` then."""
        groups = [self._group_of(one.name) for one in self._every if one.name in answers]
        for group in dict.fromkeys(groups):
            self.form(group).take_up(answers, shown)
        if groups:
            self.show_group(groups[0])
        self._mark_all()

    def put_back(self) -> None:
        """Show again what was there before it was typed over."""
        for form in self._forms.values():
            form.put_back()
        self._mark_all()

    def on_record(self, given: Mapping[str, Any]) -> None:
        """These answers, unread, are what the record holds now, whatever stands in the fields."""
        for form in self._forms.values():
            form.on_record(given)

    def set_shown(self, values: Mapping[str, Any]) -> None:
        """These values are on record now, under what was typed, which stays as it is."""
        for form in self._forms.values():
            form.set_shown(values)

    def _of_all(self, ask: Callable[[Form], dict[str, Any]]) -> dict[str, Any]:
        return {name: one for form in self._forms.values() for name, one in ask(form).items()}

    def show_problems(self, problems: Mapping[str, str]) -> list[str]:
        """Say what is wrong, by field, and show the first group that has any.

        Gives back the sentences that belong to none of the fields.
        """
        known = {one.name for one in self._every}
        self._problems = {name: text for name, text in problems.items() if name in known}
        for name in self._problems:
            self.form(self._group_of(name))
        for form in self._forms.values():
            form.show_sentences(self._problems)
        self._mark_all()
        groups = [self._group_of(name) for name in self._problems]
        if groups:
            first = next(group for group in self._fields if group in groups)
            self.show_group(first)
            self._forms[first].focus_first_problem()
        return [text for name, text in problems.items() if name not in known]

    @property
    def _every(self) -> list[Field]:
        return [one for fields in self._fields.values() for one in fields]

    def _group_of(self, name: str) -> str:
        for group, fields in self._fields.items():
            if any(one.name == name for one in fields):
                return group
        raise KeyError(name)

    def _was_edited(self, name: str) -> None:
        self._problems.pop(name, None)
        self._mark(self._group_of(name))
        self.edited.emit(name)
        self._missing_line.tell(self.missing, len(self.needed))

    def _mark_all(self) -> None:
        for group in self._fields:
            self._mark(group)
        self._missing_line.tell(self.missing, len(self.needed))

    def _mark(self, group: str) -> None:
        """Say beside a group's name what is wrong in it, or how much is still needed."""
        wrong = sum(one.name in self._problems for one in self._fields[group])
        missing = sum(self._is_missing(one) for one in self._fields[group])
        count = wrong or missing
        told = f"{wrong} to put right" if wrong else f"{missing} still needed" if missing else ""
        self._buttons[group].setText(f"{group}  ·  {count}" if count else group)
        self._buttons[group].setToolTip(told)
        self._buttons[group].setAccessibleName(f"{group}, {told}" if told else group)
        set_property(self._buttons[group], "wrong", "true" if wrong else "false")

    def _is_missing(self, field: Field) -> bool:
        if field.needed is Needed.NO:
            return False
        if field.group in self._forms:
            given = self._forms[field.group].editor(field.name).given()
            return not (given.strip() if isinstance(given, str) else given)
        return unanswered(self._values.get(field.name))


def sentences(problems: Sequence[FieldProblem]) -> dict[str, str]:
    """Problems by the field of the form they belong to, as sentences.

    A path such as `child.siblings[1].sex` belongs to the field `siblings`.
    """
    found: dict[str, str] = {}
    for one in problems:
        path = (one.where.field if one.where else "").split(".")
        known = path[0] in ("child", "request") and len(path) > 1
        name = path[1].split("[")[0] if known else one.name
        detail = " → ".join(path[2:])
        found.setdefault(name, " ".join(part for part in (detail, one.what, one.remedy) if part))
    return found
