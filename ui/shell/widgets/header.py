"""The head of a page: what it is, how it stands, and the one thing to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.shell.tokens import SPACE_L, SPACE_S, SPACE_XS
from ui.shell.widgets.layouts import clear, column, holder, row
from ui.shell.widgets.words import chip, words


class PageHeader(QWidget):
    """Title, chips, a line of small facts; buttons at the right, the primary one last."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = words(title, "title")
        self._line = words("", "muted", wrap=True)
        self._line.hide()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(SPACE_S)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE_S)
        # Below the title, so that a long title and what can be done stand beside each other in
        # a small window.
        self._links = QHBoxLayout()
        self._links.setSpacing(SPACE_L)
        self._below = holder(row(self._chips, self._links, 1, spacing=SPACE_L))
        self._below.hide()
        left = column(self._title, self._line, self._below, spacing=SPACE_XS)
        whole = row(left, self._buttons, spacing=SPACE_L)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """A page asks only how high its head is, not at which width: say it anew at every width."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            layout = self.layout()
            assert layout is not None
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
        return super().event(event)

    @property
    def title(self) -> QLabel:
        """The title's label."""
        return self._title

    def say(self, title: str, line: str = "") -> None:
        """Change the title and the line below it."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))

    def show_chips(self, *chips: tuple[str, str]) -> None:
        """Show these (words, tone) after the title; those without words are left out."""
        clear(self._chips)
        for text, tone in chips:
            if text:
                self._chips.addWidget(chip(text, tone))
        self._below.setVisible(self._chips.count() + self._links.count() > 0)

    def add_links(self, *links: QWidget) -> None:
        """Put links after the chips: to what belongs to this, and what is done more seldom."""
        for one in links:
            self._links.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below.show()

    def add(self, *buttons: QWidget) -> None:
        """Put buttons at the right, the primary action last."""
        for one in buttons:
            self._buttons.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
