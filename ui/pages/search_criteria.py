"""The left pane of a search: what must be so, what is wished for, and what does not count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from resources_app.requests.criteria import Criteria, CriteriaChanges
from resources_app.requests.criteria_table import CRITERIA, Criterion, Kind
from ui.shell.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled
from ui.shell.widgets.words import words

_WORDS = {
    Kind.ESSENTIAL: "Must",
    Kind.DESIRABLE: "Wish",
    Kind.OFF: "Off",
}


class CriteriaPane(QWidget):
    """Each criterion with its switch; `changed` when the person turned one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[str, Kind] = {}
        self._weights: dict[str, int] = {}
        self._miles: int | None = None
        self.switches: dict[str, QComboBox] = {}
        self.miles = QLineEdit()
        self.miles.setFixedWidth(56)
        self.miles.setAccessibleName("At most this many miles from home")
        self.miles.editingFinished.connect(self._miles_typed)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_XS)
        self._reset = button("As the request says", self.reset, "link")
        self._reset.hide()
        limit = holder(row(words("Within"), self.miles, words("miles of home"), 1))
        inside = QWidget()
        inside.setLayout(column(limit, self._list, self._reset, 1, spacing=SPACE_M))
        inside.layout().setContentsMargins(0, 0, SPACE_M, 0)  # type: ignore[union-attr]
        self.setLayout(column(words("Criteria", "section"), scrolled(inside), spacing=SPACE_S))

    def show_criteria(self, criteria: Criteria, *, locked: bool) -> None:
        """Show what was asked; `locked` where nothing can be asked any more."""
        if not self.miles.hasFocus():
            self.miles.setText("" if criteria.max_miles is None else str(criteria.max_miles))
        self.miles.setEnabled(not locked)
        if self.switches and not locked:
            self._update(criteria)
            return
        clear(self._list)
        self.switches = {}
        asked = [one for one in CRITERIA if one.kind is not Kind.ABSOLUTE]
        for one in asked:
            if criteria.asked(one.id):
                self._list.addWidget(self._line(one, criteria.kind_of(one.id), locked=locked))
        self._list.addSpacing(SPACE_L)
        always = [one.label for one in CRITERIA if one.kind is Kind.ABSOLUTE]
        self._note("Always hold, whoever searches", always)
        silent = [one.label for one in asked if not criteria.asked(one.id)]
        if silent:
            self._note("Not asked by this request", silent)

    def _note(self, heading: str, labels: list[str]) -> None:
        self._list.addWidget(words(heading, "meta"))
        self._list.addWidget(words(", ".join(labels), "meta", wrap=True))
        self._list.addSpacing(SPACE_M)

    def _line(self, one: Criterion, kind: Kind, *, locked: bool) -> QWidget:
        switch = QComboBox()
        for choice, text in _WORDS.items():
            if choice is not Kind.ESSENTIAL or one.may_exclude:
                switch.addItem(text, choice)
        switch.setCurrentIndex(switch.findData(kind))
        switch.setAccessibleName(f"{one.label}: must, wish or off")
        switch.setFixedWidth(80)
        switch.setProperty("compact", "true")
        switch.setEnabled(not locked)
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        switch.activated.connect(partial(self._turned, one.id))
        self.switches[one.id] = switch
        label: QLabel = words(one.label, wrap=True)
        label.setBuddy(switch)
        line = row(label, switch)
        line.setStretch(0, 1)
        return holder(line)

    def _update(self, criteria: Criteria) -> None:
        for name, switch in self.switches.items():
            switch.setCurrentIndex(switch.findData(criteria.kind_of(name)))

    def _turned(self, name: str, _index: int) -> None:
        self._kinds[name] = Kind(self.switches[name].currentData())
        self._tell()

    def _miles_typed(self) -> None:
        text = self.miles.text().strip()
        miles = int(text) if text.isdigit() else None
        if miles != self._miles and (miles is not None or not text):
            self._miles = miles
            self._tell()

    def _tell(self) -> None:
        self._reset.setVisible(bool(self._kinds) or self._miles is not None)
        self.changed.emit()

    def reset(self) -> None:
        """Ask again what the request itself asks."""
        self._kinds, self._weights, self._miles = {}, {}, None
        self._tell()

    def use(self, changes: CriteriaChanges | None) -> None:
        """Turn the switches as an earlier search had them; tells nobody."""
        self.forget()
        if changes is not None:
            self._kinds, self._weights = dict(changes.kinds or {}), dict(changes.weights or {})
            self._miles = changes.max_miles
            self._reset.show()

    def forget(self) -> None:
        """Another request is shown: nothing was turned yet."""
        self._kinds, self._weights, self._miles = {}, {}, None
        self.switches = {}
        self._reset.hide()

    @property
    def changes(self) -> CriteriaChanges | None:
        """What the person changed, or None."""
        if not self._kinds and self._miles is None:
            return None
        return CriteriaChanges(
            kinds=dict(self._kinds), weights=dict(self._weights), max_miles=self._miles
        )
