"""What goes to a printer is what was asked for, and a printer that fails half way is said to."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from resources_app.foundations.errors import Refused
from resources_app.printing.referral_pack import render
from tests.printing.samples import sample_pack
from ui.pages.on_paper import OnPaper
from ui.preferences import Preferences
from ui.shell.desk import Desk, Said
from ui.shell.widgets.paper import print_pdfs
from ui.shell.work import Work

Ready = Callable[..., QPrinter]


class Jams(QPrinter):
    """A printer that takes the first page and no more."""

    def newPage(self) -> bool:  # noqa: N802  (Qt's name)
        return False


class Waits(QPrinter):
    """A printer that is busy with its twelfth page until it is told to go on."""

    go_on = threading.Event()

    def __init__(self) -> None:
        super().__init__()
        self.taken = 1

    def newPage(self) -> bool:  # noqa: N802  (Qt's name)
        self.taken += 1
        if self.taken == 12:
            self.go_on.wait(20)
        return super().newPage()


class BothSides(QPrinter):
    """A printer on both sides of the paper, which a file is not."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


@pytest.fixture(scope="module")
def pack() -> bytes:
    """Three pages."""
    return render(sample_pack()).bytes


@pytest.fixture
def ready(qtbot: QtBot, tmp_path: Path) -> Ready:
    """Call to get a printer that prints into a file."""

    def made(kind: type[QPrinter] = QPrinter, name: str = "paper.pdf") -> QPrinter:
        printer = kind()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / name))
        printer.setResolution(72)
        return printer

    return made


def _nothing(_done: int, _total: int) -> None:
    pass


def _pages(tmp_path: Path) -> int:
    return len(pypdf.PdfReader(tmp_path / "paper.pdf").pages)


def test_every_page_is_printed_and_told(ready: Ready, pack: bytes, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    assert print_pdfs([pack, pack], ready(), lambda *how: told.append(how)) == 6
    assert told == [(done, 6) for done in range(7)]
    assert _pages(tmp_path) == 6


def test_the_range_the_copies_and_the_sides_that_the_dialog_offers_are_kept_to(
    ready: Ready, pack: bytes, tmp_path: Path
) -> None:
    some = ready()
    some.setPrintRange(QPrinter.PrintRange.PageRange)
    some.setFromTo(2, 3)
    some.setCopyCount(2)
    assert print_pdfs([pack], some, _nothing) == 4
    assert _pages(tmp_path) == 4

    # On both sides, each copy of three pages begins on a sheet of its own.
    both = ready(BothSides)
    both.setCopyCount(2)
    assert print_pdfs([pack], both, _nothing) == 7
    assert _pages(tmp_path) == 7


def test_a_printer_that_takes_nothing_is_a_sentence(ready: Ready, pack: bytes) -> None:
    with pytest.raises(Refused, match="took nothing; nothing was printed"):
        print_pdfs([pack], ready(name="nowhere/paper.pdf"), _nothing)


def test_a_printer_that_fails_half_way_says_after_which_page(ready: Ready, pack: bytes) -> None:
    printer = ready(Jams)
    with pytest.raises(Refused, match="Printing stopped after page 1 of 3"):
        print_pdfs([pack], printer, _nothing)


def test_a_disk_that_is_full_half_way_is_not_called_printed(ready: Ready, pack: bytes) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(Refused, match="Printing stopped after page"):
            print_pdfs([pack], ready(), _nothing)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def desk(qtbot: QtBot, preferences: Preferences) -> Iterator[Desk]:
    """A desk with threads of its own, and no store: paper needs none."""
    work = Work()
    yield Desk(work, None, preferences)
    work.close()


def test_the_window_goes_on_while_it_prints_and_can_stop_it(
    qtbot: QtBot, desk: Desk, ready: Ready, pack: bytes, tmp_path: Path
) -> None:
    said: list[Said] = []
    desk.said.connect(said.append)
    noted: list[tuple[list[int], str]] = []

    def went(places: Sequence[int], stopped: str) -> None:
        noted.append((list(places), stopped))

    strip = OnPaper(desk)
    qtbot.addWidget(strip)
    Waits.go_on.clear()
    strip.put("DOC-26-A7-0007", [pack] * 20, ready(Waits), went)
    assert not strip.isHidden()  # and we are here, before it is done
    qtbot.waitUntil(lambda: strip.bar.value() >= 2)
    strip.stop_button.click()
    assert strip.isHidden()
    assert "Printing DOC-26-A7-0007 was stopped after" in said[-1].text
    assert "of 60 pages" in said[-1].text
    # What is on paper by then is written down, and what is not is not.
    (places, stopped) = noted.pop()
    assert 0 < len(places) < 20
    assert places == list(range(len(places)))
    assert stopped.startswith("stopped after page")
    Waits.go_on.set()

    strip.put("DOC-26-A7-0007", [pack], ready(), went)
    qtbot.waitUntil(lambda: strip.isHidden())
    assert said[-1].text == "DOC-26-A7-0007 went to the printer: 3 pages."
    assert _pages(tmp_path) == 3

    assert noted.pop() == ([0], "")

    strip.put("DOC-26-A7-0007", [pack], ready(Jams), went)
    qtbot.waitUntil(lambda: strip.isHidden())
    assert (said[-1].tone, "after page 1 of 3" in said[-1].text) == ("bad", True)
    assert noted.pop() == ([0], "stopped after page 1 of 3")

    # The panel it was asked in is put away: it goes on, and is written down.
    other = OnPaper(desk)
    other.put("DOC-26-A7-0007", [pack, pack], ready(), went)
    delete(other)
    qtbot.waitUntil(lambda: bool(noted))
    assert noted == [([0, 1], "")]

    # The application is left: what is on paper by then is told before its store is closed.
    noted.clear()
    strip.put("DOC-26-A7-0007", [pack] * 20, ready(), went)
    qtbot.waitUntil(lambda: strip.bar.value() >= 2)
    desk.work.close()
    (places, stopped) = noted.pop()
    assert 0 < len(places) < 20
    assert "of 60" in stopped
