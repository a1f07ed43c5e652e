"""Sending a request out: which rung of the ladder, which homes, reply by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QRadioButton, QWidget

from resources_app.foundations.fields import Field, Kind
from resources_app.requests.ladder import LADDER, Candidate
from resources_app.requests.model import Rung
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_M, SPACE_XL, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.words import words

FIELDS = (
    Field(
        "reply_due",
        "Reply due",
        Kind.DATE,
        help="The agreement’s own response time when it is left open.",
    ),
    Field(
        "skipped_reason",
        "Why an earlier rung is passed over",
        Kind.LONG_TEXT,
        help="Needed where somebody on a rung before this one fits and was not asked.",
    ),
)


def providers(count: int) -> str:
    """`1 provider`, `14 providers`."""
    return f"{count:,} provider{'' if count == 1 else 's'}"


class ReleaseForm(QWidget):
    """Chooses the rung and the homes; `told` is the button's words."""

    told = Signal(str)

    def __init__(self, rungs: Mapping[Rung, tuple[Candidate, ...]]) -> None:
        super().__init__()
        self._rungs = rungs
        self._group = QButtonGroup(self)
        self.buttons: dict[Rung, QRadioButton] = {}
        ladder = column(words("The ladder", "strong"), spacing=SPACE_XS)
        for rung in LADDER:
            count = len(rungs.get(rung, ()))
            made = QRadioButton(f"{sentence(rung)}: {providers(count)} to ask")
            made.setEnabled(count > 0)
            made.clicked.connect(lambda _checked=False, rung=rung: self._choose(rung))
            self._group.addButton(made)
            self.buttons[rung] = made
            ladder.addWidget(made)
        ladder.addStretch(1)
        self.homes = QListWidget()
        self.homes.setAccessibleName("Homes to send it to")
        self.homes.setMinimumHeight(220)
        self.homes.itemChanged.connect(lambda _: self._tell())
        self.form = Form(FIELDS)
        self.all = button("Tick all", lambda: self._tick(Qt.CheckState.Checked), "link")
        self.none = button("Tick none", lambda: self._tick(Qt.CheckState.Unchecked), "link")
        head = row(words("Who fitted and was not asked yet", "strong"), 1, self.all, self.none)
        right = column(holder(head), self.homes, spacing=SPACE_XS)
        both = row(holder(ladder), holder(right), spacing=SPACE_XL)
        both.setStretch(1, 1)
        self.setLayout(column(both, self.form, spacing=SPACE_M))
        first = next((rung for rung in LADDER if rungs.get(rung)), None)
        self.rung = first or Rung.SPOT
        if first is not None:
            self.buttons[first].setChecked(True)
            self._choose(first)

    def _choose(self, rung: Rung) -> None:
        self.rung = rung
        self.homes.blockSignals(True)
        self.homes.clear()
        for one in self._rungs[rung]:
            item = QListWidgetItem(f"{one.service.name}  ·  {one.service.provider_name}")
            item.setData(Qt.ItemDataRole.UserRole, one.service.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.homes.addItem(item)
        self.homes.blockSignals(False)
        self._tell()

    def _tick(self, state: Qt.CheckState) -> None:
        for at in range(self.homes.count()):
            self.homes.item(at).setCheckState(state)

    def _tell(self) -> None:
        self.told.emit(self.do)

    @property
    def do(self) -> str:
        """The words of the button: `Send to tier 1 (14 providers)`."""
        return f"Send to {self.rung} ({providers(len(self.chosen))})"

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the homes that are ticked."""
        items = [self.homes.item(at) for at in range(self.homes.count())]
        ticked = [one for one in items if one.checkState() == Qt.CheckState.Checked]
        return tuple(str(one.data(Qt.ItemDataRole.UserRole)) for one in ticked)

    def terms(self) -> tuple[date | None, str] | None:
        """When replies are due and why a rung is passed over; None once a problem is shown."""
        record = self.form.read()
        if record is None:
            return None
        due = record["reply_due"]
        return (due if isinstance(due, date) else None), str(record["skipped_reason"])
