"""A region's store: opening the pages of the way from request to placement, and finding a record.

The store takes minutes to make, so it is made when the first of these is measured.
"""

import os
import random
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from resources_app.demo.build import OFFICERS, DemoPlan, DemoSize, make_demo, passphrase_of
from resources_app.demo.history import HistoryPlan
from resources_app.foundations.clock import SystemClock
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.signing_in import sign_in
from tests.benchmarks.harness import Benchmark
from ui.opening import Entered
from ui.pages.finding import find
from ui.preferences import Preferences
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.window import MainWindow
from ui.shell.work import Op, Work

TOY = DemoPlan(150, HistoryPlan(12, 6, 3), 4)
SIZE = "300,000 requests"
# The figure is 100 ms a page; a bare list of a hundred lines must not do much better.
AS_A_LIST = 10
AS_BARE_WORDS = 2  # the figure, and 50 ms
LINES = 100
# To measure another page: add it. Of records the newest is shown; one comes from the settings.
PAGES = (
    ("today", "", ""),
    ("requests", "", ""),
    ("new_request", "", ""),
    ("request", "placement_request", ""),
    ("request", "placement_request", "search"),
    ("request", "placement_request", "offers"),
    ("request", "placement_request", "decision"),
    ("request", "placement_request", "log"),
    ("placements", "", ""),
    ("placement", "placement", ""),
    ("child", "child", ""),
    ("service", "service", ""),
)
_KEYS = {"child": "local_identifier", "service": "urn"}


class Region(NamedTuple):
    """A manager's window on the store, and what they may type into its search box."""

    session: Session
    window: MainWindow
    typed: tuple[str, ...]


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterable[Benchmark]:
    """Each page beside a bare list, and every key of some searches beside the bare index."""

    @cache
    def region() -> Region:
        return _opened(tmp, toy=toy)

    for page, table, tab in PAGES:
        yield Benchmark(
            f"open {page.replace('_', ' ')}{f', {tab}' if tab else ''}",
            SIZE,
            AS_A_LIST,
            partial(_show, region, page, table, tab),
            lambda: _list_requests(region().session),
            f"a bare list of {LINES} read and painted",
        )
    yield Benchmark(
        "find as one types, every key",
        SIZE,
        AS_BARE_WORDS,
        lambda: [
            find(region().session.tables, text, region().session.officer) for text in region().typed
        ],
        lambda: [_bare_words(region().session, text) for text in region().typed],
        "the same words asked of FTS5 alone",
    )


def _opened(tmp: Path, *, toy: bool) -> Region:
    path = tmp / "region.resources"
    make_demo(path, DemoSize.REGION, plan=TOY if toy else None)
    manager = next(one for one in OFFICERS if one.role == "team manager")
    session = sign_in(Store.open(path, passphrase=passphrase_of(manager)), clock=SystemClock())
    QApplication.instance() or QApplication([])
    work = Work(inline=True, owns_store=False)
    work.open(lambda: Entered(session), Op(work, lambda _: None))
    window = MainWindow(Desk(work, session, Preferences(tmp / "preferences.json")))
    window.show()
    return Region(session, window, tuple(_keys_typed(session)))


def _show(opened: Callable[[], Region], page: str, table: str, tab: str) -> None:
    """From another page to this one, painted, with all that it reads afterwards."""
    region, key = opened(), ""
    if table:
        column = _KEYS.get(table, "reference")
        key = region.session.tables.value(f"SELECT max({column}) FROM {table}")
    region.window.go(Place("settings"))
    region.window.go(Place(page, key, tab))
    QApplication.processEvents()
    region.window.grab()


def _list_requests(session: Session) -> None:
    rows = session.tables.rows("SELECT * FROM placement_request ORDER BY id DESC LIMIT ?", (LINES,))
    table = QTableWidget(len(rows), 6)
    for at, row in enumerate(rows):
        for column, value in enumerate(tuple(row)[:6]):
            table.setItem(at, column, QTableWidgetItem(str(value)))
    table.resize(1280, 720)
    table.grab()
    table.deleteLater()


def _keys_typed(session: Session) -> Iterable[str]:
    """Names, a home and references, as far as each has been typed; two slips of the finger."""
    chance = random.Random(4)
    children = session.tables.rows("SELECT given_name, family_name FROM child LIMIT 500")
    homes = session.tables.rows("SELECT name, postcode FROM service LIMIT 500")
    numbers = session.tables.rows("SELECT reference FROM placement_request LIMIT 500")
    child, other = chance.sample(children, 2)
    texts = [
        f"{child['given_name']} {child['family_name']}",
        other["family_name"],
        chance.choice(homes)["name"],
        chance.choice(homes)["postcode"],
        chance.choice(numbers)["reference"],
        chance.choice(numbers)["reference"].rpartition("-")[2],
    ]
    for text in texts:
        yield from (text[:length] for length in range(2, len(text) + 1))
    yield from (f"{one['family_name']}e" for one in (child, other))


def _bare_words(session: Session, text: str) -> list[object]:
    """The best hits of the words in the index; nothing is said of what they are."""
    words = " ".join(f'"{word}"*' for word in text.replace("-", " ").split())
    return list(
        session.tables.rows(
            """SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rank LIMIT 50""",
            (words,),
        )
    )
