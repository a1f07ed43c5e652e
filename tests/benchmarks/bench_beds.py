"""The bed board: scrolling it by a night and painting it again, and counting a year of it."""

import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from resources_app.beds.board import board
from resources_app.beds.letters import partners
from resources_app.beds.model import (
    Allocation,
    Bed,
    BedSale,
    BedStay,
    BlockContract,
    BlockHome,
    Hold,
    OutOfService,
)
from resources_app.beds.occupancy import occupancy
from resources_app.foundations.dates import Period
from tests.benchmarks.harness import Benchmark
from ui.pages.bed_board import BoardView

Index = QModelIndex | QPersistentModelIndex
START = date(2026, 4, 1)
BEDS_A_HOME = 4
NAMES = ("Buckinghamshire", "Oxfordshire", "Hertfordshire", "Milton Keynes", "Reading", "Slough")
WIDTH, HEIGHT = 1400, 800  # of the widget, as on a full desktop
NIGHT = 30  # pixels
# The figure is 16 ms a frame; a plain table of the same size must not do much better.
AS_A_TABLE = 2
AS_BARE_COUNTS = 150


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterable[Benchmark]:
    """A frame of the board beside one of Qt's own table, and the counts beside NumPy's."""
    beds, nights = (8, 60) if toy else (60, 365)
    contract = busy_contract(beds, nights)
    period = Period(START, START + timedelta(days=nights))
    yield from _scrolling(contract, period, beds, nights)
    cells = np.zeros((beds, nights), dtype=np.int8)
    yield Benchmark(
        "count a bed board's nights",
        f"{beds} beds, {nights} nights",
        AS_BARE_COUNTS,
        lambda: occupancy(board(contract, period, START)),
        lambda: [np.bincount(column, minlength=4) for column in cells.T],
        "NumPy counting each night's states",
    )


def _scrolling(
    contract: BlockContract, period: Period, beds: int, nights: int
) -> Iterable[Benchmark]:
    app = QApplication.instance() or QApplication([])
    shown = board(contract, period, START)
    view = BoardView()
    view.resize(WIDTH, HEIGHT)
    view.show_board(shown, occupancy(shown))
    table = QTableView()
    table.setModel(_Nights(beds, nights))
    table.horizontalHeader().setDefaultSectionSize(NIGHT)
    table.resize(WIDTH, HEIGHT)
    for one in (view, table):
        one.show()
    app.processEvents()
    yield Benchmark(
        "scroll the bed board by a night",
        f"{beds} beds, {nights} nights",
        AS_A_TABLE,
        _Scroll(view, NIGHT),
        _Scroll(table, 1),
        "a QTableView of texts",
    )


class _Scroll:
    """Scrolls a view on by a column each time it is called, and paints it at once."""

    def __init__(self, view: BoardView | QTableView, step: int) -> None:
        self._view, self._step = view, step

    def __call__(self) -> None:
        bar = self._view.horizontalScrollBar()
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + self._step)
        self._view.viewport().repaint()


class _Nights(QAbstractTableModel):
    """A text for each bed and night, as the plainest board would have."""

    def __init__(self, beds: int, nights: int) -> None:
        super().__init__()
        self._beds, self._nights = beds, nights

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802  (Qt's own name)
        return self._beds

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return self._nights

    def data(
        self,
        index: Index,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return "BOHMRS"[(index.row() + index.column() // 20) % 6]


def busy_contract(beds: int, nights: int) -> BlockContract:
    """Homes of four; every bed changes hands about every three weeks, with gaps between."""
    period = Period(START, START + timedelta(days=nights))
    codes = [f"E{number}" for number in range(len(NAMES))]
    homes = tuple(
        BlockHome(f"h{at}", f"s{at}", f"SC{at:06d}", f"Home {at}", "HP13 5AA")
        for at in range(-(-beds // BEDS_A_HOME))
    )
    made = tuple(
        Bed(f"b{at}", f"h{at // BEDS_A_HOME}", f"B{at % BEDS_A_HOME + 1}", period,
            f"SC{at // BEDS_A_HOME:06d}")
        for at in range(beds)
    )  # fmt: skip

    def nights_of(first: int, length: int) -> Period:
        last = min(first + length, nights)
        return Period(START + timedelta(days=first), START + timedelta(days=last))

    starts = [(at, first) for at in range(beds) for first in range(at % 5, nights - 2, 23)]
    stays = tuple(
        BedStay(f"st{at}-{first}", f"b{at}", f"p{at}-{first}", f"PLC-{at}-{first}", "K.B., 14",
                codes[(at + first) % 6], date(2012, 1, 1), nights_of(first, 18))
        for at, first in starts
    )  # fmt: skip
    return BlockContract(
        agreement_id="a",
        reference="BENCH",
        title="A busy contract",
        period=period,
        partners=partners(zip(codes, NAMES, strict=True)),
        homes=homes,
        beds=made,
        allocations=tuple(
            Allocation(f"al{at}", code, beds // 6 + (at < beds % 6), period)
            for at, code in enumerate(codes)
        ),
        stays=stays,
        holds=tuple(
            Hold(f"ho{at}", f"b{at}", codes[at % 6], nights_of(first + 18, 3), date(2030, 1, 1))
            for at, first in starts
            if at % 3 == 0 and first + 18 < nights
        ),
        closures=tuple(
            OutOfService(f"cl{at}", f"b{at}", "Leak", nights_of(first + 18, 4))
            for at, first in starts
            if at % 3 == 1 and first + 18 < nights
        ),
        sales=tuple(
            BedSale(f"sa{at}-{first}", f"BED-{at}-{first}", f"b{at}", codes[at % 6],
                    codes[(at + 1) % 6], nights_of(first, 18), 43_000)
            for at, first in starts
            if at % 4 == 0
        ),
    )  # fmt: skip
