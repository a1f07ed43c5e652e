"""In which manner a page prints: a choice beside its print buttons, remembered while it is open."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Kind
from resources_app.foundations.phrases import capital
from resources_app.printing.manner import Manner
from ui.shell.widgets.buttons import button

_ORDINARY = "Ordinary print"


class MannerChoice(QWidget):
    """A small button beside what prints; its menu ticks large print, and plain language where any
    of the kinds that the page prints has it. What is ticked stands on it.
    """

    def __init__(self, *kinds: Kind) -> None:
        super().__init__()
        self.button: QPushButton = button("", lambda: None, icon="manner")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        #: Kept here, and not asked of the ticks: PySide can lose its hold on a menu's actions
        #: when widgets beside it are looked through.
        self.chosen = Manner()
        self.large = self._tick(menu, "Large print, 18 pt", "large")
        self.plain = self._tick(menu, "Plain language", "plain")
        worded = [KINDS[kind].name for kind in kinds if KINDS[kind].plain]
        self.plain.setVisible(bool(worded))
        self.plain.setToolTip(f"Of: {', '.join(worded)}")
        self.button.setMenu(menu)
        self.setFocusProxy(self.button)
        self._say()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)

    def _tick(self, menu: QMenu, text: str, what: str) -> QAction:
        made = menu.addAction(text)
        made.setCheckable(True)
        made.toggled.connect(lambda on: self._choose(what, on))
        return made

    def _choose(self, what: str, on: bool) -> None:
        self.chosen = replace(self.chosen, **{what: on})
        self._say()

    def _say(self) -> None:
        said = capital(self.chosen.words)
        self.button.setText(said)
        self.button.setAccessibleName(said or _ORDINARY)
        self.button.setToolTip(f"{said or _ORDINARY}; it stays so until you close the page")
