"""One editor for each kind of field; it shows a value, and gives what was typed as it stands.

Reading what was typed, and saying what is wrong with it, is foundations.fields' work, so that
a form, a file and a page read alike. To add a kind: write its editor, and name it in `EDITORS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from resources_app.foundations.codes import current_codes, words_as_held, words_with_code
from resources_app.foundations.dates import date_from, day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import percent_text
from resources_app.foundations.phrases import capital
from ui.shell.icons import icon
from ui.shell.tokens import SPACE_XS


class Editor(QWidget):
    """A field's widget; `edited` is sent when the person changed it."""

    edited = Signal()

    def __init__(self, field: Field, inner: QWidget) -> None:
        super().__init__()
        self.field = field
        self.inner = inner
        inner.setAccessibleName(field.label)
        inner.setAccessibleDescription(field.help)
        inner.setObjectName(field.name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inner)
        self.setFocusProxy(inner)

    def given(self) -> Any:
        """What was typed or chosen, unread."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value as it was read."""
        raise NotImplementedError

    def set_given(self, given: Any) -> None:
        """Show what was typed, as it was typed: what `given` gave, right or wrong."""
        self.set_value(given)


class LineEditor(Editor):
    """One line of text."""

    def __init__(
        self, field: Field, show: Callable[[Any], str] = str, width: int = 0, hint: str = ""
    ) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line)
        self._show = show
        self.line.setPlaceholderText(hint)
        if width:
            self.line.setMaximumWidth(width)
        self.line.textEdited.connect(lambda _: self.edited.emit())

    def given(self) -> str:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None or value == "" else self._show(value))
        self.line.setCursorPosition(0)

    def set_given(self, given: Any) -> None:
        self.line.setText(str(given))


class DayEditor(LineEditor):
    """A date as people type it, with a calendar to pick from."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, day_text, 200, "3 Apr 2026 or 3/4/2026")
        action = self.line.addAction(
            icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setToolTip("Pick a day")
        action.triggered.connect(self._pick)
        self.line.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The day typed, or None for nothing or for what is not a date."""
        try:
            return date_from(self.line.text()) if self.line.text().strip() else None
        except BadInput:
            return None

    def _tidy(self) -> None:
        if (day := self.day()) is not None:
            self.set_value(day)

    def _pick(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (here := self.day()) is not None:
            calendar.setSelectedDate(QDate(here.year, here.month, here.day))

        def picked(day: QDate) -> None:
            self.set_value(date(day.year(), day.month(), day.day()))
            calendar.close()
            self.edited.emit()

        calendar.clicked.connect(picked)
        calendar.activated.connect(picked)
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.show()


class _Area(QPlainTextEdit):
    """Text of several lines. A file dropped on it is the page's to take, not a line of text."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        files = any(url.isLocalFile() for url in source.urls())
        return not files and super().canInsertFromMimeData(source)


class ParagraphEditor(Editor):
    """Text of several lines; Tab leaves it, as in every other field."""

    def __init__(self, field: Field, lines: int = 3) -> None:
        self.area = _Area()
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * lines + 22)
        super().__init__(field, self.area)
        self.area.textChanged.connect(self.edited)

    def given(self) -> str:
        return self.area.toPlainText()

    def set_value(self, value: Any) -> None:
        lines = "\n".join(value) if isinstance(value, list | tuple) else str(value or "")
        if lines == self.area.toPlainText():
            return
        # Showing a value is no edit, and the cursor of somebody typing stays where it is.
        self.area.blockSignals(True)
        self.area.setPlainText(lines)
        self.area.blockSignals(False)


class _Combo(QComboBox):
    """A choice that the wheel does not change while the page is scrolled past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


# What options are called that the national standard shortens to a letter.
_SHORT = {"Y": "Yes", "N": "No"}


class ChoiceEditor(Editor):
    """One of several; the first line says that nothing was chosen yet."""

    def __init__(self, field: Field, none: str = "Choose…") -> None:
        self.combo = _Combo()
        super().__init__(field, self.combo)
        self.combo.setMaximumWidth(460)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(18)
        self._none = none
        self.set_options([(one, _SHORT.get(one) or capital(one)) for one in field.options])
        self.combo.activated.connect(lambda _: self.edited.emit())

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer these pairs of stored value and words."""
        self.combo.clear()
        self.combo.addItem(self._none, "")
        for value, words in options:
            self.combo.addItem(words, value)

    def words_of(self, value: str) -> str:
        """What a value that is not among the options is called."""
        return value

    def given(self) -> str:
        return str(self.combo.currentData() or "")

    def set_given(self, given: Any) -> None:
        ChoiceEditor.set_value(self, given)

    def set_value(self, value: Any) -> None:
        at = self.combo.findData(str(value)) if value not in (None, "") else 0
        if at < 0:
            # A value that is no longer offered is kept, not lost.
            self.combo.addItem(self.words_of(str(value)), str(value))
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(at)


class CodeEditor(ChoiceEditor):
    """One code of a list, shown in its words; one that was retired is shown where it is held."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        assert field.codes is not None
        codes = field.codes
        self.set_options(
            [(one.code, words_with_code(codes, one.code)) for one in current_codes(codes)]
        )

    def words_of(self, value: str) -> str:
        assert self.field.codes is not None
        return words_as_held(self.field.codes, value)


class YesNoEditor(ChoiceEditor):
    """Yes, no, or not said."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, "Not said")
        self.combo.setMaximumWidth(160)
        self.set_options((("yes", "Yes"), ("no", "No")))

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else "yes" if value else "no")


class _Box(QCheckBox):
    """One of several boxes. `moved` carries a step, or the letter of the box to go to."""

    moved = Signal(int, str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        letter = event.text().casefold()
        if step or letter.isalnum():
            self.moved.emit(step, "" if step else letter)
        else:
            super().keyPressEvent(event)


class ChoicesEditor(Editor):
    """Any number of several, as boxes to tick; they count in the order of ticking.

    Tab stops at them once: the arrows go from box to box, a letter to the next that begins so.
    """

    def __init__(self, field: Field) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_XS)
        self.boxes: dict[str, QCheckBox] = {}
        self._order: list[str] = []
        for option in field.options:
            one = _Box(option[:1].upper() + option[1:])
            one.moved.connect(partial(self._move, option))
            one.toggled.connect(lambda on, option=option: self._ticked(option, on))
            one.clicked.connect(lambda _checked=False: self.edited.emit())
            if self.boxes:
                one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.addWidget(one)
            self.boxes[option] = one
        super().__init__(field, inside)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def _move(self, option: str, step: int, letter: str) -> None:
        """From one box to the next, the one before, or the next that begins with a letter."""
        options = list(self.boxes)
        at = options.index(option)
        later = [*options[at + 1 :], *options[: at + 1]]
        begins = (one for one in later if one.casefold().startswith(letter))
        to = next(begins, option) if letter else options[(at + step) % len(options)]
        self.boxes[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ticked(self, option: str, on: bool) -> None:
        self._order = [one for one in self._order if one != option] + ([option] if on else [])

    def given(self) -> list[str]:
        return list(self._order)

    def set_value(self, value: Any) -> None:
        for box in self.boxes.values():
            box.setChecked(False)
        for option in value or ():
            if option in self.boxes:
                self.boxes[option].setChecked(True)


EDITORS: dict[Kind, Callable[[Field], Editor]] = {
    Kind.TEXT: LineEditor,
    Kind.LONG_TEXT: ParagraphEditor,
    Kind.LINES: ParagraphEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.CODE: CodeEditor,
    Kind.YES_NO: YesNoEditor,
    Kind.WHOLE_NUMBER: lambda field: LineEditor(field, str, 120),
    Kind.POUNDS: lambda field: LineEditor(field, pounds, 160, "£"),
    Kind.PERCENT: lambda field: LineEditor(field, percent_text, 120, "%"),
    Kind.DATE: DayEditor,
    Kind.TIME: lambda field: LineEditor(field, str, 120, "17:40"),
    Kind.POSTCODE: lambda field: LineEditor(field, str, 160),
}


def editor_for(field: Field) -> Editor:
    """The editor of a field's kind. Raises KeyError for a kind that has none."""
    return EDITORS[field.kind](field)
