"""Sending a request out: which lot and rung of the ladder, which homes, reply by when."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QRadioButton, QWidget

from resources_app.foundations.fields import Field, Kind
from resources_app.requests.climbing import Ground, LotToTry
from resources_app.requests.ladder import LADDER, Candidate, LotSought
from resources_app.requests.model import Rung
from resources_app.requests.rounds import Wanted
from ui.pages.delivery import Delivery
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_M, SPACE_XL, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.words import words

_LOT = Field(
    "lot",
    "Lot",
    Kind.CHOICE,
    help="Left open, each home stands on the rung of its own first lot. With one, the tiers are "
    "that lot’s, and only its members are asked, beside our own and spot purchases.",
)
FIELDS = (
    Field(
        "skipped_reason",
        "Why an earlier rung is passed over",
        Kind.LONG_TEXT,
        help="Needed where somebody on a rung before this one was not asked, or may still answer.",
    ),
    Field(
        "reply_due",
        "Reply due",
        Kind.DATE,
        help="The agreement’s own response time when it is left open; in an emergency, in hours.",
    ),
)


def providers(count: int) -> str:
    """`1 provider`, `14 providers`."""
    return f"{count:,} provider{'' if count == 1 else 's'}"


class ReleaseForm(QWidget):
    """Chooses the lot, the rung and the homes; `told` is the button's words."""

    told = Signal(str)

    def __init__(self, ground: Ground, now: datetime, reference: str) -> None:
        super().__init__()
        self._ground, self._now = ground, now
        self._lots = {one.lot.name: one.lot for one in ground.lots()}
        self._rungs: dict[Rung, tuple[Candidate, ...]] = {}
        self.lots = Form((_LOT,))
        self.lots.offer("lot", [(one.lot.name, _lot_words(one)) for one in ground.lots()])
        self.lots.edited.connect(lambda _: self._climb())
        # What is empty is hidden, and nothing shown: what has no place yet becomes a window.
        if not self._lots:
            self.lots.hide()
        self._group = QButtonGroup(self)
        self.buttons: dict[Rung, QRadioButton] = {}
        ladder = column(words("The ladder", "strong"), spacing=SPACE_XS)
        for rung in LADDER:
            made = QRadioButton()
            made.clicked.connect(lambda _checked=False, rung=rung: self._choose(rung))
            self._group.addButton(made)
            self.buttons[rung] = made
            ladder.addWidget(made)
        ladder.addStretch(1)
        self.homes = QListWidget()
        self.homes.setAccessibleName("Homes to send it to")
        self.homes.setMinimumHeight(180)
        # What is too long ends in dots and is read whole by pointing at it.
        self.homes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.homes.itemChanged.connect(lambda _: self._tell())
        core = words("\n".join(ground.core), "muted", wrap=True)
        if not ground.core:
            core.hide()
        self.owed = words("", "strong", wrap=True)
        self.form = Form(FIELDS)
        self.delivery = Delivery(reference)
        self.all = button("Tick all", lambda: self._tick(Qt.CheckState.Checked), "link")
        self.none = button("Tick none", lambda: self._tick(Qt.CheckState.Unchecked), "link")
        head = row(words("Who fitted and was not asked yet", "strong"), 1, self.all, self.none)
        right = column(holder(head), self.homes, spacing=SPACE_XS)
        both = row(holder(ladder), holder(right), spacing=SPACE_XL)
        both.setStretch(1, 1)
        self.setLayout(
            column(self.lots, core, both, self.owed, self.form, self.delivery, spacing=SPACE_M)
        )
        self.rung = Rung.SPOT
        self._climb()

    @property
    def lot(self) -> LotSought | None:
        """The lot whose tiers are climbed, or None."""
        return self._lots.get(str(self.lots.given().get("lot") or ""))

    def _climb(self) -> None:
        """Show the rungs of the lot that is sought, and choose the first with anybody on it."""
        self._rungs = self._ground.rungs(self.lot)
        for rung, made in self.buttons.items():
            count = len(self._rungs[rung])
            made.setText(f"{sentence(rung)}: {providers(count)} to ask")
            made.setEnabled(count > 0)
        first = next((rung for rung in LADDER if self._rungs[rung]), None)
        if first is not None:
            self.buttons[first].setChecked(True)
        self._choose(first or Rung.SPOT)

    def _choose(self, rung: Rung) -> None:
        self.rung = rung
        self.homes.blockSignals(True)
        self.homes.clear()
        for one in self._rungs[rung]:
            item = QListWidgetItem(_home_words(one))
            item.setData(Qt.ItemDataRole.UserRole, one.service.id)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.homes.addItem(item)
        self.homes.blockSignals(False)
        self.owed.setText("\n".join(self._ground.owed(Wanted(rung, self.lot), self._now)))
        self.owed.setVisible(bool(self.owed.text()))
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


def _lot_words(one: LotToTry) -> str:
    return f"{one.lot.name} {one.title}: {providers(one.homes)} fitted"


def _home_words(one: Candidate) -> str:
    to = one.service.referral_email or "no referral address"
    return f"{one.service.name}  ·  {one.service.provider_name}  ·  {to}"
