"""Above a new request: whether the child is on record, what there was, who their family is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources_app.casework.earlier import Earlier
from resources_app.casework.likely_same import LikelySame
from resources_app.children.describing import child_words
from resources_app.children.model import Child
from ui.pages.earlier import earlier_card
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import clear, column, holder, row, surface
from ui.shell.widgets.words import words

_MOST = 2  # lines of what came before: the form is what the page is for


@dataclass(frozen=True)
class OnRecord:
    """A child on record with what came before, and the brothers and sisters on record."""

    child: Child
    earlier: Earlier
    siblings: tuple[Child, ...]


class KnownChild(QWidget):
    """Says who is on record; takes over a child that was meant, and siblings."""

    #: The identifier of the child that is meant.
    meant = Signal(str)
    #: A brother or sister (`Child`) to put into the form.
    sibling = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box = column(spacing=SPACE_S)
        self.setLayout(self._box)
        self.hide()

    def nobody(self) -> None:
        """Nothing is known."""
        clear(self._box)
        self.hide()

    def show_likely(self, likely: Sequence[LikelySame]) -> None:
        """Children who may be the one that is typed."""
        self.nobody()
        if not likely:
            return
        lines = [self._likely(one) for one in likely]
        title = words("Perhaps on record already", "section")
        self._box.addWidget(surface(column(title, *lines, spacing=SPACE_S), margin=SPACE_M))
        self.show()

    def _likely(self, one: LikelySame) -> QWidget:
        it_is = button("It is this child", partial(self.meant.emit, one.local_identifier), "link")
        it_is.setAccessibleName(f"It is this child: {one.sentence}")
        said = words(one.sentence, wrap=True)
        line = row(said, it_is, spacing=SPACE_M)
        line.setStretch(0, 1)
        return holder(line)

    def show_on_record(self, known: OnRecord) -> None:
        """What came before for a child on record, and who may live with them."""
        self.nobody()
        before = earlier_card(self._desk, known.earlier, most=_MOST)
        if before is not None:
            self._box.addWidget(before)
        if known.siblings:
            today = self._desk.today()
            line = row(words("Brothers and sisters on record", "strong"), spacing=SPACE_S)
            for one in known.siblings:
                who = child_words(one.sex, one.age_on(today))
                add = button(f"Add {one.given_name}, {who}", partial(self._add, one), icon="add")
                add.clicked.connect(partial(add.setEnabled, False))
                line.addWidget(add)
            line.addStretch(1)
            self._box.addWidget(surface(line, margin=SPACE_M))
        self.setVisible(self._box.count() > 0)

    def _add(self, one: Child) -> None:
        self.sibling.emit(one)
