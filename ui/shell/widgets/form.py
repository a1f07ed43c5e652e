"""A form built from a table of fields: labels, help, and what is wrong at the field itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

import ui.shell.widgets.records  # noqa: F401  (adds the editor of records)
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field, FieldProblem, Needed, Problems, Reading, Record
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from ui.shell.widgets.editors import ChoiceEditor, Editor, editor_for
from ui.shell.widgets.words import set_property, words

LABEL_WIDTH = 200
_FEW = 4  # columns of a record that fit beside its label; more stand below it
_MARK = {Needed.ALWAYS: " *", Needed.TO_SUBMIT: " †", Needed.NO: ""}


class _Line:
    """One field on the form: its editor, and the place below where it says what is wrong."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.editor: Editor = editor_for(field)
        self.error = words("", "error", wrap=True)
        self.error.hide()
        self.label = words(field.label + _MARK[field.needed], wrap=True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setBuddy(self.editor)
        self.widget = QWidget()
        box = QVBoxLayout(self.widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_XS)
        box.addWidget(self.editor)
        if field.help:
            box.addWidget(words(field.help, "help", wrap=True))
        box.addWidget(self.error)

    def complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.editor.inner.setAccessibleDescription(sentence or self.field.help)
        set_property(self.editor.inner, "wrong", "true" if sentence else "false")


class Form(QWidget):
    """Fields in groups. `edited` carries the name of the field that the person changed.

    A star marks what is always needed, a dagger what is needed to submit.
    """

    edited = Signal(str)

    def __init__(self, fields: Sequence[Field], *, headings: bool = True) -> None:
        super().__init__()
        self._lines = {field.name: _Line(field) for field in fields}
        self._tell_apart()
        self.groups: dict[str, QWidget] = {}
        # What each field showed before anybody typed over it, as `given` gives it.
        self._shown = self.given()
        self._edited: set[str] = set()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE_L)
        group, layout = None, None
        for name, line in self._lines.items():
            if layout is None or line.field.group != group:
                group = line.field.group
                if group and headings:
                    self.groups[group] = words(group, "section")
                    outer.addWidget(self.groups[group])
                layout = _group_layout()
                outer.addLayout(layout)
            if len(line.field.columns) > _FEW:
                layout.addRow(line.label)
                layout.addRow(line.widget)
            else:
                layout.addRow(line.label, line.widget)
            line.editor.edited.connect(lambda name=name: self._was_edited(name))

    def _tell_apart(self) -> None:
        """Fields that are called alike are read out with the heading they stand under."""
        times = Counter(line.field.label for line in self._lines.values())
        for line in self._lines.values():
            label, group = line.field.label, line.field.group
            if times[label] > 1 and group:
                line.editor.inner.setAccessibleName(f"{label}, {group}")

    def editor(self, name: str) -> Editor:
        """The editor of a field. Raises KeyError."""
        return self._lines[name].editor

    def offer(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        """Give a choice its options: pairs of stored value and words."""
        line = self._lines[name]
        pairs = list(options)
        assert isinstance(line.editor, ChoiceEditor)
        line.editor.set_options(pairs)
        line.field = replace(line.field, options=tuple(value for value, _ in pairs))
        self._shown[name] = line.editor.given()

    def set_values(self, values: Mapping[str, Any], *, over_typing: bool = True) -> None:
        """Show values; fields that are not named, and what is said of fields, are left alone.

        Without `over_typing` what a person typed stays as well.
        """
        typed = {} if over_typing else self.typed()
        for name, value in values.items():
            if name in self._lines and name not in typed:
                self._lines[name].editor.set_value(value)
                self._show(name, self._lines[name].editor.given())

    def answer(self, name: str, given: Any) -> None:
        """Answer a field as if a person had typed it. Raises KeyError."""
        self._lines[name].editor.set_given(given)
        self._was_edited(name)

    def given(self) -> dict[str, Any]:
        """What stands in each field, unread."""
        return {name: line.editor.given() for name, line in self._lines.items()}

    def typed(self) -> dict[str, Any]:
        """What a person typed over what was shown, unread, by field."""
        given = {name: self._lines[name].editor.given() for name in sorted(self._edited)}
        return {name: one for name, one in given.items() if one != self._shown[name]}

    def shown(self) -> dict[str, Any]:
        """What stood in the fields before it was typed over."""
        return {name: self._shown[name] for name in self.typed()}

    def take_up(self, answers: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
        """Go on with what was typed earlier, over what was `shown` then."""
        for name in answers.keys() & self._lines.keys():
            self._show(name, shown.get(name, self._shown[name]))
            self._lines[name].editor.set_given(answers[name])
            self._edited.add(name)

    def put_back(self) -> None:
        """Show again what was there before it was typed over."""
        for name, before in self.shown().items():
            self._lines[name].editor.set_given(before)
            self._edited.discard(name)

    def on_record(self, given: Mapping[str, Any]) -> None:
        """These answers, unread, are what the record holds now, whatever stands in the fields."""
        self._shown |= {name: one for name, one in given.items() if name in self._lines}

    def set_shown(self, values: Mapping[str, Any]) -> None:
        """These values are on record now, under what was typed, which stays as it is."""
        for name in values.keys() & self._lines.keys():
            editor = self._lines[name].editor
            typed = editor.given()
            editor.set_value(values[name])
            self._shown[name] = editor.given()
            editor.set_given(typed)

    def _show(self, name: str, given: Any) -> None:
        self._shown[name] = given
        self._edited.discard(name)

    def read(self, *, submitting: bool = False) -> Record | None:
        """What was typed, read; or None once each problem is shown at its field."""
        reading = Reading(submitting=submitting)
        record = reading.record([line.field for line in self._lines.values()], self.given())
        self._show_problems(reading.problems)
        return None if reading.problems else record

    def complain(self, error: KnownError) -> bool:
        """Show an error at the fields it names; False when it names none of ours."""
        if isinstance(error, Problems):
            return self._show_problems(error.problems)
        named = error.where.field if error.where else ""
        for name, line in self._lines.items():
            if named and named.casefold() in (name.casefold(), line.field.label.casefold()):
                line.complain(f"{error.what} {error.remedy}".strip())
                line.editor.setFocus()
                return True
        return False

    def show_sentences(self, sentences: Mapping[str, str]) -> None:
        """Say what is wrong, by field; fields that are not named are right."""
        for name, line in self._lines.items():
            line.complain(sentences.get(name, ""))

    def focus_first_problem(self) -> None:
        """Put the cursor into the first field that is wrong."""
        wrong = self.errors()
        if wrong:
            self._lines[next(iter(wrong))].editor.setFocus()

    def errors(self) -> dict[str, str]:
        """What is said to be wrong now, by field."""
        lines = self._lines.items()
        return {name: line.error.text() for name, line in lines if line.error.text()}

    def _show_problems(self, problems: Iterable[FieldProblem]) -> bool:
        sentences = {one.name: f"{one.what} {one.remedy}".strip() for one in problems}
        self.show_sentences(sentences)
        self.focus_first_problem()
        return bool(self.errors())

    def _was_edited(self, name: str) -> None:
        # What was wrong is being put right: it is judged again when the form is read.
        self._lines[name].complain("")
        self._edited.add(name)
        self.edited.emit(name)


def _group_layout() -> QFormLayout:
    layout = QFormLayout()
    layout.setHorizontalSpacing(SPACE_L)
    layout.setVerticalSpacing(SPACE_M)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    layout.setContentsMargins(0, SPACE_S, 0, SPACE_S)
    return layout
