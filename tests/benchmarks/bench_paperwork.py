"""Paperwork by the thousand: contract schedules in one batch, the memory that takes, a preview.

A batch is the real one: gathered from the store, checked, printed, registered, journalled. It is
set beside LibreOffice converting as many .docx files of the same text in one call, where soffice
is installed; else beside the 12 ms a page that the issue gives for it, and the row says so.
Memory is the peak of a process that prints a hundred, and of one that prints them all. A preview
is timed to its first page on screen, beside QtPdf loaded for a bare page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2

from resources_app.demo.build import DemoPlan, make_demo
from resources_app.demo.history import HistoryPlan
from resources_app.documents.queries import document, registered_bytes
from resources_app.store.keys import QUICK
from tests.benchmarks.harness import Benchmark, Taken
from tests.benchmarks.paperwork import opened, print_schedules
from tests.benchmarks.word_files import write_docx

PER_PAGE = 0.4  # 2.5 times faster than LibreOffice
FLAT = 1.15
FIRST_PAGE = 3.75  # the 300 ms, where a bare page takes 80
LIBREOFFICE_PAGE = 0.012  # seconds, the figure
SOFFICE = shutil.which("soffice")


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """1,000 schedules, the memory of 100 beside 1,000, and one previewed."""
    many, few = (4, 2) if toy else (1_000, 100)
    desk = Desk(tmp, many)
    soffice = SOFFICE and not toy
    yield Benchmark(
        "print contract schedules in one batch",
        f"{many:,} schedules",
        PER_PAGE,
        desk.print_them,
        desk.convert_them if soffice else lambda: desk.pages() * LIBREOFFICE_PAGE,
        "LibreOffice converts .docx" if soffice else "the issue's 12 ms a page (no soffice)",
        Taken.SECONDS,
    )
    yield Benchmark(
        "memory of a batch",
        f"{many:,} schedules",
        FLAT,
        lambda: desk.child("memory", many),
        lambda: desk.child("memory", few),
        f"{few:,} schedules",
        Taken.BYTES,
    )
    yield Benchmark(
        "preview to its first page",
        "a contract schedule",
        FIRST_PAGE,
        lambda: desk.child("preview", 1),
        lambda: desk.child("preview", 0),
        "QtPdf, a bare page",
        Taken.SECONDS,
    )


class Desk:
    """A store with so many placements that go on, made when it is first asked for."""

    def __init__(self, folder: Path, many: int) -> None:
        self._folder = folder
        self._many = many
        self.store = cache(self._made)
        self.pages = cache(self._pages)

    def print_them(self) -> float:
        """Seconds that the batch takes in a store that has printed nothing."""
        with opened(self._fresh()) as session:
            start = time.perf_counter()
            print_schedules(session, self._many)
            return time.perf_counter() - start

    def convert_them(self) -> float:
        """Seconds that LibreOffice takes for files of the same pages, its start included."""
        files = self._word_files()
        out, profile = self._folder / "converted", self._folder / "profile"
        start = time.perf_counter()
        subprocess.run(
            [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", out, *files],
            check=True, capture_output=True,
        )  # fmt: skip
        seconds = time.perf_counter() - start
        converted = sum(_count(path.read_bytes()) for path in out.iterdir())
        return seconds * self.pages() / converted  # should a page of theirs have run over

    def child(self, what: str, many: int) -> float:
        """The figure that a process of its own prints (paperwork.py)."""
        command = [sys.executable, "-m", "tests.benchmarks.paperwork", what, self._fresh(), many]
        done = subprocess.run(
            [str(word) for word in command],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
        return float(done.stdout)

    def _made(self) -> Path:
        path = self._folder / "made" / "demo.resources"
        path.parent.mkdir()
        live = self._many + 12  # of some the demo has printed schedules itself
        make_demo(path, plan=DemoPlan(150, HistoryPlan(live, 6, 3), 4), key_cost=QUICK)
        return path

    def _fresh(self) -> Path:
        """A copy of the store, in which nothing is printed yet."""
        copy = self._folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.store().parent, copy)
        return copy / self.store().name

    def _word_files(self) -> list[Path]:
        folder = self._folder / "words"
        folder.mkdir()
        files = []
        with opened(self._fresh()) as session:
            for number, one in enumerate(print_schedules(session, self._many).documents):
                printed = document(session.tables, one.reference)
                pages = _texts(registered_bytes(session.tables, printed))
                files.append(write_docx(folder / f"{number}.docx", pages))
        return files

    def _pages(self) -> int:
        with opened(self._fresh()) as session:
            return print_schedules(session, self._many).pages


def _texts(content: bytes) -> list[list[str]]:
    """The lines of every page."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_range().splitlines() for page in pdf]


def _count(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as pdf:
        return len(pdf)
