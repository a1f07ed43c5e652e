"""Puts documents on paper for a page: asks for a printer, shows how far it is, can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from resources_app.foundations.counting import counted
from resources_app.foundations.errors import KnownError
from ui.shell.desk import Desk
from ui.shell.widgets.panel import ProgressStrip
from ui.shell.work import AsideOp

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class OnPaper(ProgressStrip):
    """Shown while something goes to the printer; the window goes on meanwhile."""

    #: All of it went to the printer: what it is called.
    printed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._name = ""
        self._done = self._total = 0
        self._op: AsideOp | None = None
        self.stopped.connect(self._stop)

    def ask(self, what: str, contents: Sequence[bytes], pages: int) -> None:
        """Ask for a printer, and print PDFs of so many pages on it. `what` is they, in a word."""
        if self._op is not None:
            self._desk.say(f"{self._name} is still going to the printer.", "warning")
            return
        printer = _paper().ask_printer(self.window(), pages)
        if printer is not None:
            self.put(what, contents, printer)

    def put(self, what: str, contents: Sequence[bytes], printer: QPrinter) -> None:
        """Print PDFs on a printer, one after another."""
        self._name, self._done, self._total = what, 0, 0
        self.begin(f"Printing {what}")
        printed = _paper().print_pdfs
        self._op = self._desk.aside(
            self,
            lambda progress: printed(contents, printer, progress),
            self._printed,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _progressed(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self.report(done, total)

    def _printed(self, pages: int) -> None:
        self._over()
        self._desk.say(f"{self._name} went to the printer: {counted(pages, 'page')}.")
        self.printed.emit(self._name)

    def _failed(self, error: KnownError) -> None:
        self._over()
        self._desk.complain(error)

    def _stop(self) -> None:
        if self._op is not None:
            self._op.stop()
        self._over()
        pages = f"{self._done} of {counted(self._total, 'page')}" if self._total else "no page"
        self._desk.say(f"Printing {self._name} was stopped after {pages}.", "warning")

    def _over(self) -> None:
        self._op = None
        self.end()


def _paper() -> Any:
    # QtPdf and QtPrintSupport take a moment to load.
    return import_module("ui.shell.widgets.paper")
