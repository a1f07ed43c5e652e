"""The first window: which store, whose passphrase; or a new store, for its founder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedLayout, QWidget

from resources_app.foundations.errors import KnownError
from ui.shell.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import words

STORES = "Stores (*.resources *.store *.db);;All files (*)"
SHORTEST = 12  # characters of a new passphrase


def _secret(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


def _labelled(text: str, widget: QWidget) -> QWidget:
    label = words(text, "strong")
    label.setBuddy(widget)
    return holder(column(label, widget, spacing=SPACE_XS))


class UnlockWindow(QWidget):
    """Asks, says what is wrong, and hands over what was asked for; it opens nothing itself."""

    #: path, passphrase
    wants_to_open = Signal(object, str)
    #: path, passphrase, founder's name
    wants_to_found = Signal(object, str, str)
    #: the recovery key was written down
    recovered = Signal()

    def __init__(self, store: Path | None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Access to Resources")
        self.store = FileLine("Store", STORES)
        self.store.show_path(store)
        self.passphrase = _secret("Your passphrase")
        self.new_store = FileLine("New store", STORES, save=True)
        self.founder = QLineEdit()
        self.founder.setAccessibleName("Your name")
        self.new_passphrase = _secret("A passphrase")
        self.again = _secret("The passphrase again")
        self.key = QLineEdit()
        self.key.setReadOnly(True)
        self.key.setAccessibleName("Recovery key")
        self._problems: list[QLabel] = []
        self._stack = QStackedLayout()
        for page in (self._open_page(), self._found_page(), self._key_page()):
            self._stack.addWidget(page)
        frame = surface(column(holder(self._stack)), margin=SPACE_XL)
        frame.setFixedWidth(520)
        middle = row(1, frame, 1)
        self.setLayout(column(1, middle, 2, margins=(SPACE_L, SPACE_L, SPACE_L, SPACE_L)))
        self.resize(760, 560)
        (self.passphrase if store else self.store).setFocus()

    def _open_page(self) -> QWidget:
        self.open_button = button("Open the store", self._open, "primary")
        new = button("Make a new store…", lambda: self._turn_to(1), "link")
        return holder(
            column(
                words("Access to Resources", "title"),
                words("Homes for children, contracts that hold.", "muted"),
                _labelled("Store", self.store),
                _labelled("Your passphrase", self.passphrase),
                self._problem(),
                row(self.open_button, 1, new),
                1,
                spacing=SPACE_L,
            )
        )

    def _found_page(self) -> QWidget:
        self.found_button = button("Make the store", self._found, "primary")
        back = button("Open an existing store…", lambda: self._turn_to(0), "link")
        return holder(
            column(
                words("A new store", "title"),
                words(
                    "One encrypted file. You become its team manager and add the others. "
                    f"A passphrase has at least {SHORTEST} characters; several words are best.",
                    "muted",
                    wrap=True,
                ),
                _labelled("File", self.new_store),
                _labelled("Your name", self.founder),
                _labelled("A passphrase", self.new_passphrase),
                _labelled("The passphrase again", self.again),
                self._problem(),
                row(self.found_button, 1, back),
                spacing=SPACE_S,
            )
        )

    def _key_page(self) -> QWidget:
        return holder(
            column(
                words("Write this down", "title"),
                words(
                    "This recovery key opens the store when every passphrase is lost. It is shown "
                    "once. Lock it away on paper, apart from the store.",
                    wrap=True,
                ),
                self.key,
                1,
                row(button("I have written it down", self.recovered.emit, "primary"), 1),
                spacing=SPACE_L,
            )
        )

    def _problem(self) -> QLabel:
        label = words("", "error", wrap=True)
        label.hide()
        self._problems.append(label)
        return label

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return next((label.text() for label in self._problems if not label.isHidden()), "")

    def complain(self, error: KnownError | str) -> None:
        """Say what is wrong, and let the person try again."""
        for label in self._problems:
            label.setText(str(error))
            label.setVisible(bool(str(error)))
        self.working(False)
        if self._stack.currentIndex() == 0:
            self.passphrase.setFocus()
            self.passphrase.selectAll()

    def _turn_to(self, page: int) -> None:
        """Show another page; what was wrong on this one is not wrong there."""
        self.complain("")
        self._stack.setCurrentIndex(page)

    def working(self, yes: bool) -> None:
        """While the store is being opened the buttons rest."""
        self.open_button.setEnabled(not yes)
        self.open_button.setText("Opening…" if yes else "Open the store")
        self.found_button.setEnabled(not yes)
        self.found_button.setText("Making…" if yes else "Make the store")

    def show_key(self, key: str) -> None:
        """Show the recovery key of a new store, once."""
        self.key.setText(key)
        self._stack.setCurrentIndex(2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._open, self._found, self.recovered.emit)[self._stack.currentIndex()]()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        path = self.store.path
        if path is None:
            self.complain("Name the store to open.")
        elif not self.passphrase.text():
            self.complain("Type your passphrase.")
        else:
            self.working(True)
            self.wants_to_open.emit(path, self.passphrase.text())

    def _found(self) -> None:
        problem = self._problem_with_new_store()
        if problem:
            self.complain(problem)
            return
        self.working(True)
        path = self.new_store.path
        self.wants_to_found.emit(path, self.new_passphrase.text(), self.founder.text().strip())

    def _problem_with_new_store(self) -> str:
        if self.new_store.path is None:
            return "Name the file to make."
        if not self.founder.text().strip():
            return "Give your name, as colleagues know it."
        if len(self.new_passphrase.text()) < SHORTEST:
            return f"The passphrase has fewer than {SHORTEST} characters."
        if self.new_passphrase.text() != self.again.text():
            return "The two passphrases differ."
        return ""
