"""One request's page: what can be done next and why not, searching, printing, setting aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from resources_app.casework.alerts import take_register
from resources_app.providers.register_actions import preview_register
from resources_app.requests import actions
from resources_app.session import Session
from resources_app.team.model import Role
from tests.ui.person import Person
from ui.pages.document import DocumentPage
from ui.pages.request import RequestPage
from ui.pages.request_search import SearchTab
from ui.shell.places import Place
from ui.shell.tokens import META_PT
from ui.shell.window import MainWindow

DATA = Path(__file__).parents[1] / "data"
OpenWindow = Callable[[Session], MainWindow]
SessionFor = Callable[[Role], Session]


@pytest.fixture
def officer(session_for: SessionFor) -> Session:
    """The placement officer, in a store with the register in it."""
    at_work = session_for(Role.PLACEMENT_OFFICER)
    take_register(at_work, preview_register(at_work, DATA / "ofsted_register.xlsx"))
    return at_work


@pytest.fixture
def reference(officer: Session) -> str:
    """A draft whose story names the child and the school: it must never be printed anonymised."""
    data = json.loads((DATA / "request.json").read_text(encoding="utf-8"))
    return actions.create_request(officer, data).reference


@pytest.fixture
def amina(qtbot: QtBot, open_window: OpenWindow, officer: Session, reference: str) -> Person:
    person = Person(qtbot, open_window(officer))
    person.window.go(Place("request", reference))
    return person


@pytest.fixture
def authorised(officer: Session, session_for: SessionFor, reference: str, amina: Person) -> Person:
    actions.submit_request(officer, reference)
    head = session_for(Role.HEAD_OF_SERVICE)
    actions.authorise_request(head, reference, note="His grandmother is ill.")
    amina.window.go(Place("request", reference))
    return amina


def _page(person: Person) -> RequestPage:
    assert isinstance(person.page, RequestPage)
    return person.page


def test_a_glance_says_who_and_how_it_stands(amina: Person, reference: str) -> None:
    assert amina.sees(reference)
    assert amina.sees("boy, 13, with a brother or sister")
    assert amina.sees("needed by 7 Dec 2026, in 14 days")
    assert amina.sees("Draft")


def test_the_next_step_says_why_it_cannot_be_taken(amina: Person, officer: Session) -> None:
    amina.press("Submit for authority to search")
    page = _page(amina)
    assert page.next.button.text() == "Authorise the search"
    assert "may not authorise a search" in page.next.reason
    assert amina.sees(page.next.reason)


def test_a_draft_is_changed_saved_and_still_there(amina: Person, reference: str) -> None:
    amina.press("About the child")
    amina.type("Strengths and likes", "Draws well.")
    amina.keys("Ctrl+1")
    amina.window.go(Place("request", reference))
    amina.press("Save draft")
    assert amina.message == "The draft is saved."
    assert _page(amina).view is not None
    assert _page(amina).view.request.strengths == "Draws well."  # type: ignore[union-attr]


def test_what_is_wrong_in_a_draft_is_said_at_its_field(amina: Person) -> None:
    amina.type("Needed by", "7/12/2025")
    amina.press("Save draft")
    assert amina.sees("The home would be needed before the request came in")


def test_a_request_is_put_on_hold_for_a_coded_reason_and_resumed(amina: Person) -> None:
    page = _page(amina)
    page.do("hold_request")
    amina.press("Put on hold")
    assert amina.sees("This is needed.")
    reasons = amina.choices("Reason")
    amina.choose("Reason", reasons[1])
    amina.press("Put on hold")
    assert "is on hold" in amina.message
    assert page.stages.accessibleName().startswith("Stage: on hold")
    amina.press("Take off hold")
    assert "off hold" in amina.message


def test_what_may_not_be_approved_yet_says_why_in_the_menu(authorised: Person) -> None:
    said = {one.text(): one.toolTip() for one in _page(authorised).more.menu().actions()}
    assert said["Approve a home outside the area"].startswith("Not yet: no decision has been made")
    assert said["Write down a spoken approval"].startswith("Not yet: ")
    assert (
        "Amina Khan is a placement officer" in said["Exempt from standing orders for spot purchase"]
    )


def test_who_gave_authority_to_search_is_said_with_their_words(authorised: Person) -> None:
    authorised.tab("Request")
    assert authorised.sees("Hugh Oyelaran, 23 Nov 2026")
    assert authorised.sees("“His grandmother is ill.”")


def test_turning_a_criterion_searches_again_at_once_and_keeps_nothing(
    qtbot: QtBot, authorised: Person
) -> None:
    search = _page(authorised).tabs.show_tab("search")
    assert isinstance(search, SearchTab)
    assert search.outcome is not None
    before = search.outcome.fits
    with qtbot.waitSignal(search.criteria.changed):
        authorised.choose("Distance limit: must, wish or off", "Off")
    qtbot.waitUntil(lambda: search.outcome is not None and search.outcome.fits > before)
    view = _page(authorised).view
    assert view is not None
    assert not view.searched
    authorised.press("As the request says")
    qtbot.waitUntil(lambda: search.outcome is not None and search.outcome.fits == before)


def test_each_cause_opens_the_homes_it_left_out_and_says_why(
    qtbot: QtBot, authorised: Person
) -> None:
    search = _page(authorised).tabs.show_tab("search")
    assert isinstance(search, SearchTab)
    assert search.outcome is not None
    cause, count = max(search.outcome.excluded_by_cause.items(), key=lambda one: one[1])
    assert f"{count:,}" in search.results.summary.text()
    search.results.summary.linkActivated.emit(cause)
    assert len(search.results.left_out.rows) == count
    assert authorised.sees("Does not fit:")
    search.results.summary.linkActivated.emit("back")
    assert len(search.results.fitting.rows) == min(search.outcome.fits, 300)
    assert authorised.sees("Fits: 1 of")


def test_a_home_opens_from_the_results_and_back_leads_to_the_search(
    qtbot: QtBot, authorised: Person
) -> None:
    authorised.tab("Search")
    table = authorised.table("Homes that fit, best first")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert authorised.page.place.page == "service"
    authorised.keys("Alt+Left")
    assert authorised.page.place.tab == "search"


def test_a_pack_that_gives_the_child_away_is_not_printed_and_every_place_is_named(
    amina: Person,
) -> None:
    amina.tab("Documents")
    amina.press("Print anonymised referral pack")
    assert amina.sees("Not printed")
    told = next(text for text in amina.texts() if "the child’s given name" in text)
    assert "Rowan" not in told
    assert amina.table("Documents of this request").rows == []


def test_a_full_pack_is_printed_registered_and_saved_with_a_password(
    qtbot: QtBot, amina: Person, tmp_path: Path
) -> None:
    amina.tab("Documents")
    amina.press("Print full referral pack")
    page = amina.page
    assert isinstance(page, DocumentPage)
    assert page.pdf is not None
    assert page.pdf.document.pageCount() >= 2
    amina.press("Save a copy")
    amina.type("Where to save the copy", str(tmp_path / "pack.pdf"))
    amina.type("Password", "short")
    amina.press("Save the copy")
    # At the field, so not with its name before it.
    assert "The password is too short. Give at least 8 characters, such as three words." in (
        amina.texts()
    )
    amina.type("Password", "three plain words")
    amina.press("Save the copy")
    assert "with its password" in amina.message
    assert b"/Encrypt" in (tmp_path / "pack.pdf").read_bytes()
    amina.press("Who had it  1")
    (issue,) = amina.table("Copies that went out").rows
    assert (issue.encrypted, issue.address) == (True, "pack.pdf")
    assert issue.sha256 == sha256((tmp_path / "pack.pdf").read_bytes()).hexdigest()
    amina.press("Documents")
    assert len(amina.table("Documents").rows) == 1


def test_the_log_says_who_did_what(amina: Person) -> None:
    amina.tab("Log")
    rows = amina.table("What was done").rows
    assert {one.officer for one in rows} == {"Amina Khan"}
    assert rows[-1].action == "create_request"


def test_no_column_of_the_search_is_cut_in_a_small_window(qtbot: QtBot, authorised: Person) -> None:
    """But for a home's name and who lives there, which the hint and the reasons say in full."""
    authorised.window.resize(1280, 720)
    search = _page(authorised).tabs.show_tab("search")
    assert isinstance(search, SearchTab)
    view = search.results.fitting.view
    qtbot.waitUntil(lambda: len(search.results.fitting.rows) > 100)
    # What is behind the last row painted is measured too: the grades differ down the list.
    plain, small = QFont(view.font()), QFont(view.font())
    small.setPointSizeF(META_PT)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    model = view.rows_model
    for at, one in enumerate(model.columns):
        room = view.columnWidth(at) - 20
        assert QFontMetrics(small).horizontalAdvance(one.label) <= room
        if one.label == "Home":
            assert room >= 200
            continue
        for row in model.rows:
            assert QFontMetrics(plain).horizontalAdvance(one.text(row)) <= room
            below = one.second(row) if one.second else ""
            assert QFontMetrics(small).horizontalAdvance(below) <= room, below
