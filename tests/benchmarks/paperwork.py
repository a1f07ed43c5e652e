"""What bench_paperwork.py measures, here and in a process of its own, which prints its figure.

python -m tests.benchmarks.paperwork memory STORE MANY      bytes at their peak
python -m tests.benchmarks.paperwork preview STORE 1        seconds to a schedule's first page
python -m tests.benchmarks.paperwork preview STORE 0        seconds to QtPdf's first bare page
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from resources_app.demo.build import OFFICERS, passphrase_of
from resources_app.documents.actions import print_contract_schedule
from resources_app.documents.batch_choosing import schedules_of
from resources_app.documents.batches import BatchMade, print_batch
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in

_MANAGER = next(one for one in OFFICERS if one.role is Role.TEAM_MANAGER)
_LIVE = """SELECT ipa.reference FROM ipa JOIN placement ON placement.id = ipa.placement_id
            WHERE placement.end_date IS NULL
              AND NOT EXISTS (SELECT 1 FROM document WHERE document.subject_id = ipa.id)
            ORDER BY ipa.reference LIMIT ?"""
# A window is not taken apart while its pages are still being drawn beside it.
_KEPT: list[object] = []
# The store keeps 64 MB of its file in memory once so much was read; that is not the batch's.
_LITTLE = "PRAGMA cache_size = -2048"


@contextmanager
def opened(store: Path) -> Iterator[Session]:
    """The manager of a demo store at work in it."""
    with Store.open(store, passphrase=passphrase_of(_MANAGER)) as one:
        yield sign_in(one)


def print_schedules(session: Session, many: int) -> BatchMade:
    """The contract schedules of so many placements in one batch. Raises where one is missing."""
    made = print_batch(session, schedules_of(_references(session, many)))
    if len(made.documents) != many or not all(one.fresh for one in made.documents):
        raise ValueError(f"{len(made.documents)} schedules of {many} were printed anew")
    return made


def _references(session: Session, many: int) -> list[str]:
    return [row["reference"] for row in session.tables.rows(_LIVE, (many,))]


def memory(store: Path, many: int) -> float:
    """Bytes that this process held at most, once it has printed a batch."""
    with opened(store) as session:
        with session.act("bench") as act:
            act.tables.value(_LITTLE)
        session.tables.value(_LITTLE)
        print_schedules(session, many)
    status = Path("/proc/self/status").read_text("ascii")
    [peak] = re.findall(r"VmHWM:\s+(\d+) kB", status)
    return int(peak) * 1024.0


def preview(store: Path, many: int) -> float:
    """Seconds from asking for a preview to its first page on screen, in a window that is there.

    With `many` 0, from importing QtPdf to the first page of a file with one line on it.
    """
    from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

    app = QApplication([])
    window = QWidget()
    box = QVBoxLayout(window)
    window.resize(1280, 720)
    window.show()
    app.processEvents()
    import_module("holidays.countries")  # as the desktop does when its window stands
    with opened(store) as session:
        [reference] = _references(session, 1)
        show: Callable[[], Any] = (lambda: _previewed(session, reference)) if many else _bare
        start = time.perf_counter()
        widget, view = show()
        box.addWidget(widget)
        while not _drawn(view):
            app.processEvents()
        seconds = time.perf_counter() - start
        _KEPT.extend([app, window, widget])
        return seconds


def _previewed(session: Session, reference: str) -> tuple[Any, Any]:
    seen = print_contract_schedule.preview(session, reference)
    pdf = import_module("ui.shell.widgets.pdf_view").PdfView()
    pdf.show_pdf(seen.bytes)
    return pdf, pdf.view


def _bare() -> tuple[Any, Any]:
    import io

    from PySide6.QtCore import QBuffer, QIODevice
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 700, "A bare page" * 8)
    canvas.save()

    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

    view = QPdfView()
    document, buffer = QPdfDocument(view), QBuffer(view)
    buffer.setData(target.getvalue())
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    view.setDocument(document)
    view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
    return view, view


def _drawn(view: Any) -> bool:
    """Whether the page's own ink is there: it is drawn in the background, white until then."""
    from PySide6.QtGui import QImage

    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    quarter = image.width() // 4
    return bool(grey[:, quarter : 3 * quarter].min() < 60)


if __name__ == "__main__":
    what, store_file, number = sys.argv[1:]
    figures: dict[str, Callable[[Path, int], float]] = {"memory": memory, "preview": preview}
    print(figures[what](Path(store_file), int(number)), flush=True)  # noqa: T201
    os._exit(0)  # what closing a window takes is no part of it
