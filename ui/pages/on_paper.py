"""Puts documents on paper for a page: asks for a printer, shows how far it is, can be stopped.

What has gone to the printer is told however it ends, so that it is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from shiboken6 import isValid

from resources_app.foundations.counting import counted
from resources_app.foundations.errors import KnownError
from ui.shell.desk import Desk
from ui.shell.widgets.panel import ProgressStrip
from ui.shell.work import AsideOp, Cancelled, Progress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


#: Told which PDFs, by their places among the contents, have pages on paper; and how it was stopped,
#: in words, where it was. It may be told after the page or the panel that asked was put away, and
#: from the printing's own thread when the application ends.
Went = Callable[[Sequence[int], str], None]


@dataclass
class _Run:
    """What goes to a printer. The printing's own thread counts what has gone there."""

    what: str
    went: Went
    begun: set[int] = field(default_factory=set)
    done: int = 0
    total: int = 0
    is_over: bool = False
    _ending: Lock = field(default_factory=Lock)

    def job(self, work: Callable[[Callable[[int, int], None]], int], progress: Progress) -> int:
        """Print, on a thread of its own. When the application ends meanwhile, nobody else tells."""
        try:
            return work(self.telling(progress))
        except Cancelled:
            self.end(self.stopped_where)
            raise

    def telling(self, progress: Callable[[int, int], None]) -> Callable[[int, int], None]:
        """Count the pages, and tell them on."""

        def tell(done: int, total: int) -> None:
            self.done, self.total = done, total
            progress(done, total)

        return tell

    def end(self, stopped: str = "") -> None:
        """Tell once what is on paper, whatever ended it."""
        with self._ending:
            before, self.is_over = self.is_over, True
        if not before and self.begun:
            self.went(sorted(self.begun), stopped)

    @property
    def stopped_where(self) -> str:
        """How far it came, for what is written down."""
        if self.done:
            return f"stopped after page {self.done} of {self.total}"
        return f"stopped at page 1 of {self.total}" if self.total else "stopped at its first page"


class OnPaper(ProgressStrip):
    """Shown while something goes to the printer; the window goes on meanwhile."""

    #: All of it went to the printer: what it is called.
    printed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._run: _Run | None = None
        self._op: AsideOp | None = None
        self.stopped.connect(self._stop)

    def ask(self, what: str, contents: Sequence[bytes], pages: int, went: Went) -> None:
        """Ask for a printer, and print PDFs of so many pages on it. `what` is they, in a word."""
        if self._run is not None:
            self._desk.say(f"{self._run.what} is still going to the printer.", "warning")
            return
        printer = _paper().ask_printer(self.window(), pages)
        if printer is not None:
            self.put(what, contents, printer, went)

    def put(self, what: str, contents: Sequence[bytes], printer: QPrinter, went: Went) -> None:
        """Print PDFs on a printer, one after another."""
        run = self._run = _Run(what, went)
        self.begin(f"Printing {what}")
        printed = _paper().print_pdfs
        # Of the desk, which is still there when the page or the panel was put away.
        self._op = self._desk.aside(
            self._desk,
            lambda progress: run.job(
                lambda tell: printed(contents, printer, tell, run.begun.add), progress
            ),
            lambda pages: self._printed(run, pages),
            failed=lambda error: self._failed(run, error),
            progressed=self._progressed,
        )

    def _progressed(self, done: int, total: int) -> None:
        if isValid(self):
            self.report(done, total)

    def _printed(self, run: _Run, pages: int) -> None:
        run.end()
        self._desk.say(f"{run.what} went to the printer: {counted(pages, 'page')}.")
        if isValid(self):
            self._over()
            self.printed.emit(run.what)

    def _failed(self, run: _Run, error: KnownError) -> None:
        run.end(run.stopped_where)
        self._desk.complain(error)
        if isValid(self):
            self._over()

    def _stop(self) -> None:
        run = self._run
        if run is None or self._op is None:
            return
        self._op.stop()
        run.end(run.stopped_where)
        self._over()
        pages = f"{run.done} of {counted(run.total, 'page')}" if run.total else "no page"
        self._desk.say(f"Printing {run.what} was stopped after {pages}.", "warning")

    def _over(self) -> None:
        self._run = None
        self.end()


def _paper() -> Any:
    # QtPdf and QtPrintSupport take a moment to load.
    return import_module("ui.shell.widgets.paper")
