"""How far a form is answered, in a line above it, with what is missing: each name goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from resources_app.foundations.fields import Field
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import clear, row
from ui.shell.widgets.words import words

_NAMED = 4  # what fits beside the count


class MissingLine(QWidget):
    """Counts the answers that are needed, and names the first that are missing."""

    def __init__(self, go_to: Callable[[str], object], go_on: Callable[[], object]) -> None:
        """`go_to` goes to a field by its name, `go_on` to the next that is missing."""
        super().__init__()
        self._go_to, self._go_on = go_to, go_on
        self._count = words("", "strong")
        self._names = row(spacing=SPACE_S)
        self._shown: list[str] = []
        self.setLayout(row(self._count, self._names, 1, spacing=SPACE_S))

    def tell(self, missing: Sequence[Field], needed: int) -> None:
        """Say which of the `needed` answers are missing."""
        given = f"{needed - len(missing)} of {needed} answered · missing:"
        self._count.setText(given if missing else f"All {needed} needed answers are given")
        names = [one.name for one in missing]
        if names == self._shown:
            return
        self._shown = names
        clear(self._names)
        for one in missing[:_NAMED]:
            go = button(one.label, partial(self._go_to, one.name), "link")
            go.setAccessibleName(f"Go to {one.label}")
            self._names.addWidget(go)
        if len(missing) > _NAMED:
            rest = button(f"and {len(missing) - _NAMED} more", self._go_on, "link")
            rest.setToolTip("Go to the next that is missing (Ctrl+M)")
            self._names.addWidget(rest)
