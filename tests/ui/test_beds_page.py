"""The Beds page by keys and by mouse: choosing nights, and holding, selling, placing, closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources_app.beds.actions import extend_hold, place_in_bed
from resources_app.beds.board import board
from resources_app.beds.queries import block_contract
from resources_app.demo.cross_regional import REFERENCE
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.session import Session
from tests.beds.register import URNS, buy_elsewhere, found_project, place
from tests.conftest import TODAY, manager_at
from tests.founding import Stores
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.beds import BedsPage
from ui.pages.today import EXPIRING
from ui.shell.places import Place

# In Dell House (the fourth home) bed B1 is held, in Birch House bed B2 is out of service.

Nights = list[tuple[str, int]]


@pytest.fixture
def project(stores: Stores, store_path: Path, clock: FixedClock) -> Iterator[Session]:
    """The Cross Regional Project, its team manager at work."""
    stores.copy(found_project, store_path)
    with manager_at(store_path, clock) as session:
        yield session


@pytest.fixture
def person(qtbot: QtBot, open_window: OpenWindow, project: Session) -> Person:
    window = open_window(project)
    window.resize(1400, 900)
    window.go(Place("beds"))
    return Person(qtbot, window)


def page_of(person: Person) -> BedsPage:
    assert isinstance(person.page, BedsPage)
    return person.page


def choose(person: Person, bed: str, first: date, nights: int) -> None:
    """Put the cursor on a bed's night with the arrow keys, and choose more with Shift."""
    view = page_of(person).view
    shown = view.board
    assert shown is not None
    at = next(n for n, row in enumerate(shown.rows) if row.bed.name == bed)
    view.setFocus()
    keys = Qt.Key
    for key, times in ((keys.Key_Home, 1), (keys.Key_Up, len(shown.rows)), (keys.Key_Down, at)):
        for _ in range(times):
            person._bot.keyClick(view, key)
    for _ in range((first - shown.period.start).days):
        person._bot.keyClick(view, keys.Key_Right)
    for _ in range(nights - 1):
        person._bot.keyClick(view, keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.chosen is not None
    assert view.chosen.row.bed.name == bed
    assert view.chosen.period == Period(first, first + timedelta(days=nights))


def states(session: Session, bed: str, first: date, nights: int) -> Nights:
    contract = block_contract(session.tables, REFERENCE, TODAY)
    shown = board(contract, Period(first, first + timedelta(days=nights)), TODAY)
    row = next(one for one in shown.rows if one.bed.name == bed)
    return [(str(one.state), one.period.nights()) for one in row.spans]


def key(person: Person, which: Qt.Key) -> None:
    person._bot.keyClick(page_of(person).view, which)


HELD, CLOSED = f"{URNS[3]}/B1", f"{URNS[1]}/B2"
LATER = TODAY + timedelta(days=60)


def test_the_rail_leads_to_the_board_which_says_what_it_shows(person: Person) -> None:
    view = page_of(person).view
    assert person.sees("Cross Regional Project")
    assert person.sees("CRP-BLOCK · 6 homes, 20 beds, 6 authorities · to 31 Mar 2032")
    assert view.accessibleName() == "Bed board"
    assert view.summary().startswith("20 beds in 6 homes, 427 nights, 1 Sep 2026 to")
    assert person.nameless() == []


def test_arrows_and_shift_choose_nights_that_explain_themselves(person: Person) -> None:
    choose(person, HELD, TODAY, 3)
    told = page_of(person).view.accessibleDescription()
    assert told.startswith("Dell House, bed B1: held for Buckinghamshire (Matching meeting)")
    assert person.sees("You chose 3 nights, 23 Nov 2026 to 25 Nov 2026.")
    assert person.sees("is not free: it is held for Buckinghamshire from 23 Nov 2026.")
    assert person.sees("To Chiltern Gate School: 38 minutes.")
    assert "Hold the bed  (H)" in person.buttons()
    hold = page_of(person).side.findChild(object, "hold")
    assert "is not free" in hold.toolTip()


def test_h_holds_the_chosen_nights(person: Person, project: Session) -> None:
    choose(person, HELD, LATER, 4)
    key(person, Qt.Key.Key_H)
    person.choose("For", "Reading")
    person.type("Lapses on", "30 Nov 2026")
    person.type("Request", "")
    person.press("Hold the bed")
    assert states(project, HELD, LATER, 6) == [("held", 4), ("free", 2)]
    assert person.message == "Dell House, bed B1 is held."
    hold = block_contract(project.tables, REFERENCE, TODAY).holds[-1]
    assert (hold.authority_code, hold.lapses_on) == ("E06000038", date(2026, 11, 30))


def test_what_is_refused_is_said_at_the_field_and_nothing_is_stored(
    person: Person, project: Session
) -> None:
    choose(person, HELD, LATER, 4)
    key(person, Qt.Key.Key_H)
    person.type("Lapses on", "1 Nov 2026")
    person.press("Hold the bed")
    assert person.sees("A hold that lapses on 1 Nov 2026 would hold nothing.")
    assert states(project, HELD, LATER, 4) == [("free", 4)]


def test_a_key_that_cannot_be_says_why_not(person: Person) -> None:
    choose(person, HELD, TODAY, 2)
    key(person, Qt.Key.Key_O)
    assert page_of(person).panel is None
    assert "is not free: it is held for Buckinghamshire" in person.message


def test_delete_releases_the_hold(person: Person, project: Session) -> None:
    choose(person, HELD, TODAY, 2)
    key(person, Qt.Key.Key_Delete)
    person.press("Release the hold")
    assert states(project, HELD, TODAY, 5) == [("free", 5)]


def test_o_closes_a_bed_and_delete_puts_it_back(person: Person, project: Session) -> None:
    choose(person, HELD, LATER, 4)
    key(person, Qt.Key.Key_O)
    person.type("Reason", "Broken window")
    person.press("Take it out of service")
    assert states(project, HELD, LATER, 5) == [("out of service", 4), ("free", 1)]
    choose(person, HELD, LATER + timedelta(days=2), 1)
    key(person, Qt.Key.Key_Delete)
    person.press("Put it back in service")
    assert states(project, HELD, LATER, 5) == [("out of service", 2), ("free", 3)]


def test_s_sells_and_the_board_shows_it(person: Person, project: Session) -> None:
    choose(person, HELD, LATER, 4)
    key(person, Qt.Key.Key_S)
    person.choose("Sold by", "Reading")
    person.choose("To", "Bracknell Forest")
    person.type("Price a night", "415")
    person.press("Sell the nights")
    sale = block_contract(project.tables, REFERENCE, TODAY).sales[-1]
    assert (sale.buyer_code, sale.nightly_pence) == ("E06000036", 41_500)
    assert person.sees("Sold by Reading to Bracknell Forest at £415.00 a night (BED-26-")


def move_held(where: QWidget, to: QPoint) -> None:
    """Move the mouse with its left button down, which Qt's own helper cannot."""
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(where.mapToGlobal(to)),
        left,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(where, event)


def test_dragging_nights_onto_an_authority_sells_them_to_it(
    person: Person, project: Session, qtbot: QtBot
) -> None:
    view = page_of(person).view
    choose(person, HELD, LATER, 1)
    person.settle()
    scene = view._scene
    assert scene is not None
    layout = scene.layout
    line = next(one for one in layout.bed_lines if one.row and one.row.bed.name == HELD)
    x = scene.to_x(layout.night_of(LATER) * layout.night_width) + 5
    y = scene.to_y(line.top) + 10
    grid = layout.grid(view.viewport().rect())
    milton_keynes = QPoint(x + 60, grid.bottom() + 4 + 3 * 17 + 8)
    down = view.viewport()
    qtbot.mousePress(down, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    move_held(down, QPoint(x + 60, y))
    assert view.chosen is not None
    assert view.chosen.period.nights() == 3
    move_held(down, milton_keynes)
    qtbot.mouseRelease(down, Qt.MouseButton.LeftButton, pos=milton_keynes)
    person.press("Sell the nights")
    sale = block_contract(project.tables, REFERENCE, TODAY).sales[-1]
    assert (sale.buyer_code, sale.period.nights()) == ("E06000042", 3)


def test_p_places_a_child_of_that_home_who_has_no_bed(person: Person, project: Session) -> None:
    reference = place(project, URNS[3], LATER)
    choose(person, HELD, LATER, 1)
    key(person, Qt.Key.Key_P)
    assert [one for one in person.choices("Placement") if reference in one]
    person.press("Place the child")
    assert states(project, HELD, LATER, 5) == [("placed", 5)]
    assert "Buckinghamshire uses 8 beds and has 7" not in person.message


def test_enter_goes_to_the_placement_of_who_sleeps_there(person: Person) -> None:
    choose(person, f"{URNS[0]}/B1", TODAY, 1)
    key(person, Qt.Key.Key_Return)
    assert person.window.page is not None
    assert person.window.page.place.page == "placement"
    assert person.sees("A bed of a block contract is paid for by that contract.")


def test_a_child_moves_to_another_bed_of_the_home(person: Person, project: Session) -> None:
    choose(person, f"{URNS[3]}/B2", LATER, 1)
    person.press("Move the child to another bed")
    person.choose("To", "Bed B1")
    person.press("Move the child")
    assert states(project, HELD, LATER, 2) == [("placed", 2)]
    assert states(project, f"{URNS[3]}/B2", LATER, 2) == [("free", 2)]


def test_the_days_are_gone_through_by_button_date_and_zoom(person: Person) -> None:
    view = page_of(person).view
    start = view.first_day
    assert start == TODAY - timedelta(days=3)
    person.press("Tonight")
    assert view.first_day == TODAY
    person.type("From the night of", "1 Mar 2030")
    assert view.first_day == date(2030, 3, 1)
    assert view.board is not None
    assert date(2030, 3, 1) in view.board.period
    person.choose("How many nights are seen", "Year")
    assert view.nights_seen > 100


# ---- the other tabs ------------------------------------------------------------------


def test_the_tabs_add_up(person: Person, project: Session) -> None:
    buy_elsewhere(project, 452_000, date(2025, 4, 1))
    person.tab("Occupancy")
    homes = person.table("Bed-nights by home")
    assert sum(one.nights.beds for one in homes.rows) == 20 * 92
    assert person.sees("= 1,840 bed-nights; the shares add up to 1,840.")
    person.tab("Statement")
    assert person.sees("The provider is paid £787,671.23; the authorities pay £787,671.23 together")
    person.choose("Quarter", "2025-26 Q4")
    assert sum(one.total_pence for one in person.table("What each authority pays").rows) == (
        77_054_795
    )
    person.tab("Outcomes")
    person.choose("Year", "2025-26")
    told = [(one.with_history, one.per_cent) for one in person.table("Outcomes").rows]
    assert told == [(18, 64), (18, 64), (15, 54), (8, 29)]
    assert person.sees("28 children had a bed in the year.")


def test_the_statement_is_printed_from_its_tab(person: Person) -> None:
    person.tab("Statement")
    person.choose("Quarter", "2025-26 Q3")
    person.press("Print the statement")
    assert person.window.page is not None
    assert person.window.page.place.page == "document"
    assert "version 1, 3 pages, is registered" in person.message
    person.window.go(Place("beds"))
    person.tab("Statement")
    person.choose("Quarter", "2025-26 Q3")
    person.choose("Made out to", "Reading")
    person.press("Print the statement")
    assert person.sees("Reading")
    assert "version 2" in person.message


def test_a_sale_is_called_off_in_its_list(person: Person, project: Session) -> None:
    person.tab("Sales")
    sales = person.table("Bed sales")
    assert sales.select(lambda one: one.sale.period.end == date(2027, 4, 1))
    person.press("Call the sale off")
    person.press("Call the sale off")
    gone = next(
        one
        for one in block_contract(project.tables, REFERENCE, TODAY).sales
        if one.period.end == date(2027, 4, 1)
    )
    assert gone.cancelled_on == TODAY + timedelta(days=1)


def test_an_assessment_is_recorded_in_its_list(person: Person) -> None:
    person.tab("Assessments")
    table = person.table("Therapists’ assessments")
    assert table.select(lambda one: one.done_on is None)
    person.press("Record the assessment")
    person.type("By", "Ms A. Lindqvist")
    person.press("Record it")
    assert all(one.done_on for one in person.table("Therapists’ assessments").rows)


def test_outcomes_of_a_child_are_recorded_together(person: Person, project: Session) -> None:
    person.tab("Outcomes")
    person.press("Record outcomes of a child")
    child = person.choices("Child")[1]
    person.choose("Child", child)
    person.type("Before, Missing episodes", "6")
    person.press("Record them")
    count = project.tables.value(
        """SELECT before_count FROM outcome_measure o JOIN placement p ON p.id = o.placement_id
            WHERE p.reference = ? AND measure = 'missing'""",
        (child.rpartition(", ")[2],),
    )
    assert count == 6


def test_the_way_to_school_is_entered_beside_the_board(person: Person, project: Session) -> None:
    choose(person, HELD, TODAY, 1)
    person.press("Enter the way to school")
    person.type("Minutes", "47")
    person.press("Enter the time")
    assert person.sees("To Chiltern Gate School: 47 minutes; the limit is 45.")


def test_what_falls_due_stands_on_today(person: Person, project: Session, qtbot: QtBot) -> None:
    """An assessment overdue since the summer, and a hold that lapses the day after tomorrow."""
    late = place(project, URNS[3], date(2026, 7, 25), date(2026, 11, 20))
    place_in_bed(project, REFERENCE, HELD, late)
    [held] = block_contract(project.tables, REFERENCE, TODAY).holds
    extend_hold(project, held.id, TODAY + timedelta(days=2))
    person.window.go(Place("today"))
    qtbot.waitUntil(lambda: any("Therapist" in one.what for one in person.table(EXPIRING).rows))
    told = [(one.what, one.who) for one in person.table(EXPIRING).rows]
    assert ("Therapist’s assessment overdue", "K.B., 14, Dell House") in told
    assert ("A held bed lapses", "Dell House, bed B1, for Buckinghamshire") in told


def test_a_store_without_a_block_contract_says_what_belongs_here(
    qtbot: QtBot, open_window: OpenWindow, session: Session
) -> None:
    window = open_window(session)
    window.go(Place("beds"))
    assert Person(qtbot, window).sees("There is no block contract yet")
