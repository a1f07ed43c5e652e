"""Pictures of every page, to be looked at: light and dark, small and large, 100 % and 200 %.

Set RESOURCES_APP_PICTURES to a folder to keep them. Here it is only checked that each page can
be drawn, shows something, and that nothing on it is wider than the window.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resources_app.agreements.queries import agreements
from resources_app.demo.build import OFFICERS, DemoPlan, DemoSize, make_demo, passphrase_of
from resources_app.demo.history import HistoryPlan
from resources_app.finance.invoice_queries import invoice_summaries
from resources_app.placements.queries import Slice, placement_summaries
from resources_app.requests.list_queries import list_requests
from resources_app.requests.model import State
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.conftest import CHEAP
from ui.shell.places import Place
from ui.shell.theme import ThemeChoice, theme
from ui.shell.window import MainWindow

# The demo store is made once, so one worker draws every page.
pytestmark = pytest.mark.xdist_group("pictures")

OpenWindow = Callable[[Session], MainWindow]
PLAN = DemoPlan(150, HistoryPlan(12, 6, 3), 60)


@dataclass(frozen=True)
class Look:
    """A theme, a screen in pixels, and its scale."""

    theme: ThemeChoice
    width: int
    height: int
    scale: int = 1

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}x{self.height}-{100 * self.scale}"

    @property
    def size(self) -> QSize:
        """The window in device-independent pixels."""
        return QSize(self.width // self.scale, self.height // self.scale)


LOOKS = (
    Look(ThemeChoice.LIGHT, 1280, 720),
    Look(ThemeChoice.DARK, 1280, 720),
    Look(ThemeChoice.LIGHT, 1920, 1080),
    Look(ThemeChoice.DARK, 1920, 1080),
    Look(ThemeChoice.LIGHT, 1920, 1080, 2),
    Look(ThemeChoice.DARK, 1280, 720, 2),
)
# The pages that need no record, and for each state of a request the tab its work is on.
PLAIN = (
    "today",
    "requests",
    "new_request",
    "placements",
    "providers",
    "agreements",
    "beds",
    "documents",
    "settings",
    "register_import",
    "price_import",
    "breaches",
    "panels",
    "unplaced",
    "expiring",
    "invoice_import",
    "invoice_entry",
    "children_import",
    "requests_import",
)
STATES = (
    State.DRAFT,
    State.AUTHORISED,
    State.SEARCHING,
    State.OFFERS_IN,
    State.DECISION_MADE,
    State.PLACED,
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A small demo store, opened by its placement officer."""
    folder = tmp_path_factory.mktemp("demo")
    before = os.environ.get("RESOURCES_APP_HOME")
    os.environ["RESOURCES_APP_HOME"] = str(folder / "home")
    made = make_demo(folder / "demo.resources", DemoSize.COUNTY, plan=PLAN, key_cost=CHEAP)
    amina = next(one for one in OFFICERS if one.role is Role.PLACEMENT_OFFICER)
    store = Store.open(made.path, passphrase=passphrase_of(amina))
    yield sign_in(store)
    store.close()
    if before is None:
        del os.environ["RESOURCES_APP_HOME"]
    else:
        os.environ["RESOURCES_APP_HOME"] = before


def places_of(session: Session) -> dict[str, Place]:
    """Every page worth a picture, by the picture's name."""
    tables, today = session.tables, session.today()
    places = {name: Place(name) for name in PLAIN}
    for tab in ("occupancy", "sales", "outcomes", "statement", "assessments", "contract"):
        places[f"beds-{tab}"] = Place("beds", tab=tab)
    kept = tables.value("SELECT reference FROM attachment WHERE kind = 'e-mail' ORDER BY id")
    places["file"] = Place("file", str(kept))
    for tab in ("commitments", "invoices", "paying", "savings", "codes"):
        places[f"finance-{tab}"] = Place("finance", tab=tab)
    invoices = sorted(invoice_summaries(tables, today), key=lambda one: -one.findings)
    if invoices:
        places["invoice"] = Place("invoice", invoices[0].reference)
    places["shortcuts"] = Place("settings", tab="shortcuts")
    for state in STATES:
        found = list_requests(tables, today, states={state}, limit=1).requests
        if found:
            places[f"request-{state.replace(' ', '-')}"] = Place("request", found[0].reference)
            places["pack-review"] = Place("pack_review", found[0].reference)
    placed = placement_summaries(tables, today, part=Slice(1))
    if placed:
        places["placement"] = Place("placement", placed[0].reference)
        places["service"] = Place("service", placed[0].urn)
        identifier = tables.value(
            """SELECT local_identifier FROM child JOIN placement ON placement.child_id = child.id
                WHERE placement.reference = ?""",
            (placed[0].reference,),
        )
        for tab in ("child", "status", "placements", "contacts"):
            places[f"child-{tab}"] = Place("child", identifier, tab)
    priced = [one for one in agreements(tables) if one.members]
    agreement = priced[0].agreement.reference
    places["agreement"] = Place("agreement", agreement)
    for tab in ("members", "terms", "contract", "uplifts", "expiring"):
        places[f"agreement-{tab}"] = Place("agreement", agreement, tab)
    places["new-uplift"] = Place("new_uplift", agreement)
    return places


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_is_drawn(
    qtbot: QtBot, open_window: OpenWindow, demo: Session, look: Look
) -> None:
    # Before there is a window, for dressing one that is full of pages again takes seconds.
    theme.apply(look.theme)
    window = open_window(demo)
    window.resize(look.size)
    for name, place in places_of(demo).items():
        window.go(place)
        _settle()
        _keep(_drawn(window, look), f"{name}-{look}.png")
        assert window.size() == look.size, f"{name} makes the window larger"
        assert _beyond(window) == [], name
    assert not window.broken  # type: ignore[attr-defined]
    assert window.messages.text == ""


def _settle() -> None:
    """Let the page do what it put off until the window had a moment; it has read everything."""
    events = QEventLoop()
    while events.processEvents():
        pass


def _keep(picture: QPixmap, name: str) -> None:
    """Write the picture where somebody asked for it."""
    assert not picture.isNull()
    if wanted := os.environ.get("RESOURCES_APP_PICTURES"):
        folder = Path(wanted)
        folder.mkdir(parents=True, exist_ok=True)
        assert picture.save(str(folder / name))


def _drawn(window: MainWindow, look: Look) -> QPixmap:
    picture = QPixmap(look.width, look.height)
    picture.setDevicePixelRatio(look.scale)
    window.render(picture)
    return picture


def _beyond(window: MainWindow) -> list[str]:
    """What on the page reaches beyond the window's right edge and cannot be scrolled to."""
    page = window.page
    assert page is not None
    found = []
    for one in page.findChildren(QWidget):
        right = one.mapTo(window, QPoint(one.width(), 0)).x()
        parent = one.parentWidget()
        inside = parent is not None and parent.width() >= one.x() + one.width()
        if one.isVisible() and not inside and right > window.width() + 1 and not _scrolls(one):
            found.append(f"{type(one).__name__} {one.accessibleName()}")
    return found


def _scrolls(widget: QWidget) -> bool:
    """Whether it lies in something that scrolls sideways."""
    while (parent := widget.parentWidget()) is not None:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        widget = parent
    return False
