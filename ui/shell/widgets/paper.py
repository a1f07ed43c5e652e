"""Puts the pages of PDFs on a printer: those asked for, one after another, to be stopped.

The dialog belongs to the window's thread, and the printing to another (`Desk.aside`). Loads QtPdf,
so imported only when something is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from resources_app.foundations.errors import Refused

# Dots to the inch: finer than the eye, where a printer's 1200 would be half a gigabyte a page.
_FINEST = 600
_BAND = 128  # lines of dots painted at once: the window moves between two bands
_LOOK = "See whether it is switched on and has paper, or choose another printer."

Tell = Callable[[int, int], None]  # how many of how many pages; raises what stops the printing


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """Ask for a printer and which of so many pages; None when nothing is to be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() else None


def print_pdfs(
    contents: Sequence[bytes],
    printer: QPrinter,
    tell: Tell,
    begun: Callable[[int], object] = lambda _: None,
) -> int:
    """Print PDFs one after another as one job; how many pages went to the printer.

    `begun` is told the place of a PDF among them before each of its pages. The range counts through
    all of them. The printer makes copies, where it can; else they are printed here. Raises Refused,
    saying after which page, when the printer fails; the job is then called off, as it is for
    whatever `tell` raises.
    """
    documents = [_opened(content) for content in contents]
    place_of = {id(document): place for place, document in enumerate(documents)}
    sheets = _wanted(documents, printer)
    done = 0
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused("The printer took nothing; nothing was printed.", remedy=_LOOK)
    try:
        for number, sheet in enumerate(sheets):
            if sheet is not None:
                begun(place_of[id(sheet[0])])
            tell(number, len(sheets))
            if number and not printer.newPage():
                raise _stopped(number, len(sheets))
            if sheet is not None:
                _paint(painter, printer, *sheet)
            if printer.printerState() in (
                QPrinter.PrinterState.Error,
                QPrinter.PrinterState.Aborted,
            ):
                raise _stopped(number, len(sheets))
            done = number + 1
        tell(done, len(sheets))
    except BaseException:
        printer.abort()
        painter.end()
        raise
    if not painter.end() or not _whole(printer):
        raise _stopped(done, len(sheets))
    return done


_Sheet = tuple[QPdfDocument, int] | None  # a page, or the blank back of one


def _opened(content: bytes) -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def _wanted(documents: Sequence[QPdfDocument], printer: QPrinter) -> list[_Sheet]:
    """The pages in the order of printing, copies that the printer does not make among them."""
    ranges = printer.pageRanges()
    numbered: list[tuple[int, QPdfDocument, int]] = []
    for document in documents:
        for page in range(document.pageCount()):
            numbered.append((len(numbered) + 1, document, page))
    # An empty range is every page, whatever the printer's first and last page are called.
    every = printer.printRange() is not QPrinter.PrintRange.PageRange or ranges.isEmpty()
    chosen = [(doc, page) for at, doc, page in numbered if every or ranges.contains(at)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if not printer.collateCopies():
        return [sheet for sheet in chosen for _ in range(copies)]
    return list(_on_fresh_sheets(chosen, copies, printer))


def _on_fresh_sheets(
    chosen: list[tuple[QPdfDocument, int]], copies: int, printer: QPrinter
) -> Iterator[_Sheet]:
    """On both sides of the paper, every document and every copy begins on a sheet of its own."""
    both = printer.duplex() not in (QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto)
    printed, last = 0, None
    for sheet in chosen * copies:
        begins = last is not None and (sheet[0] is not last[0] or sheet == chosen[0])
        if both and begins and printed % 2:
            yield None
            printed += 1
        yield sheet
        printed, last = printed + 1, sheet


def _paint(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Paint a page as large as the paper lets it be, in its own proportions, band by band."""
    fine = min(printer.resolution(), _FINEST) / 72
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    size = document.pagePointSize(page).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    dots = QSize(round(size.width() * fine), round(size.height() * fine))
    step = printer.resolution() / 72 / fine  # of the printer's dots to one of ours
    start = printer.resolution() / 72
    for line in range(0, dots.height(), _BAND):
        clip = QRect(0, line, dots.width(), min(_BAND, dots.height() - line))
        how = QPdfDocumentRenderOptions()
        how.setScaledSize(dots)
        how.setScaledClipRect(clip)
        image = document.render(page, clip.size(), how)
        area = QRectF(
            left * start, top * start + line * step, clip.width() * step, clip.height() * step
        )
        painter.drawImage(area, image)


def _stopped(done: int, total: int) -> Refused:
    after = f"after page {done} of {total}" if done else "before its first page was done"
    return Refused(f"Printing stopped {after}: the printer took no more.", remedy=_LOOK)


def _whole(printer: QPrinter) -> bool:
    """Whether a file that was printed to has its end; Qt does not say when a disk is full."""
    if printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat:
        return True
    file = Path(printer.outputFileName())
    return file.is_file() and file.read_bytes().rstrip().endswith(b"%%EOF")
