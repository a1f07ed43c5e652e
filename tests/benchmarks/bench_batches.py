"""How fast many documents are printed through the store, and how soon a preview is seen.

A batch gathers, prints and registers contract schedules of the demo's placements, each for a
recipient who has none yet; the yardstick draws as many pages of bare text in the same embedded
font. A preview is gathered, printed, marked, loaded by QtPdf and its first page drawn, beside
printing it alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics

from resources_app.demo.build import OFFICERS, DemoSize, make_demo, passphrase_of
from resources_app.documents.actions import print_contract_schedule
from resources_app.documents.batches import Batch, Item, print_batch
from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Kind
from resources_app.documents.registering import Job
from resources_app.printing.fonts import Weight, main_face
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.benchmarks.bench_printing import LINES, bare
from tests.benchmarks.harness import Benchmark
from tests.casework.uplift_case import make_framework, place
from tests.conftest import CHEAP
from ui.shell.widgets.pdf_view import PdfView

BATCH_TARGET = 4  # the figure; laid out, tagged, gathered and journalled
PREVIEW_TARGET = 4
MOST = 100  # schedules in a batch; a thousand take ten times as long, and no more room


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """A batch of schedules through the store, and the first page of a preview."""
    session = _few(tmp) if toy else _county(tmp)
    rows = session.tables.rows("SELECT reference FROM ipa ORDER BY reference LIMIT ?", (MOST,))
    references = [row["reference"] for row in rows]
    times = count()
    pages = print_batch(session, _batch(references, next(times))).pages
    body = main_face(Weight.REGULAR)
    pdfmetrics.registerFont(body.ttf)
    lines = ["The home where the child lives, what is paid for by whom, for the week and year."]

    yield Benchmark(
        "print a batch of schedules",
        f"{len(references)} documents, {pages} pages",
        BATCH_TARGET,
        lambda: print_batch(session, _batch(references, next(times))),
        bare(lines * LINES * pages, body.name),
        "bare text, embedded font",
    )
    app = QApplication.instance() or QApplication([])
    view = PdfView()

    def preview() -> object:
        seen = print_contract_schedule.preview(session, references[0], for_whom="Nobody yet")
        view.show_pdf(seen.bytes)
        return app, view.document.render(0, QSize(700, 990))

    job = print_contract_schedule.job(session, references[0], for_whom="Nobody yet")
    yield Benchmark(
        "show the first page of a preview",
        f"{job.printed('', 1).pages} pages",
        PREVIEW_TARGET,
        preview,
        lambda: job.printed("", 1),
        "printing it",
    )


def _county(tmp: Path) -> Session:
    path = tmp / "demo.resources"
    make_demo(path, DemoSize.COUNTY)
    return sign_in(Store.open(path, passphrase=passphrase_of(OFFICERS[0])))


def _few(tmp: Path) -> Session:
    """One placement in a store of its own."""
    founder = NewOfficer("Tess Malone", Role.TEAM_MANAGER)
    session = found_store(tmp / "few.resources", founder, "four plain words here", key_cost=CHEAP)
    members = make_framework(session.session)
    place(session.session, members["SC1001"], "PLC-1", date(2012, 5, 1), date(2026, 6, 1))
    return session.session


def _batch(references: list[str], time: int) -> Batch:
    items = (
        Item(one, f"Reader {time}", partial(_schedule, one, f"Reader {time}")) for one in references
    )
    return Batch("Schedules", KINDS[Kind.CONTRACT_SCHEDULE].action, tuple(items))


def _schedule(reference: str, for_whom: str, session: Session) -> Job:
    return print_contract_schedule.job(session, reference, for_whom=for_whom)
