"""An agreement kept at a window: its members, its options, how it was bought, what runs out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.agreement_actions import add_extension
from resources_app.agreements.queries import find_agreement
from resources_app.agreements.standing_queries import standing_on
from resources_app.foundations.dates import Period
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.made_up import put
from tests.casework.uplift_case import FRAMEWORK, make_framework
from tests.ui.person import Person
from ui.pages.agreement import AgreementPage
from ui.pages.today import EXPIRING, TodayPage
from ui.shell.places import Place
from ui.shell.window import MainWindow

OpenWindow = Callable[[Session], MainWindow]


@pytest.fixture
def members(session: Session) -> dict[str, str]:
    return make_framework(session)


@pytest.fixture
def tess(qtbot: QtBot, members: dict[str, str], window: MainWindow) -> Person:
    tess = Person(qtbot, window)
    tess.window.go(Place("agreement", FRAMEWORK))
    return tess


def test_a_member_is_suspended_and_let_back_in(
    session: Session, tess: Person, members: dict[str, str]
) -> None:
    tess.tab("Members")
    assert "Choose a member first." in " ".join(tess.texts())
    table = tess.table("Members")
    table.select(lambda one: one.urn == "SC1001")
    tess.press("Suspend it")
    tess.press("Suspend it")
    assert tess.sees("This is needed.")
    tess.type("Why", "Insurance lapsed.")
    tess.press("Suspend it")
    assert "it answers no price there" in tess.message
    found = standing_on(session.tables, members["SC1001"], session.today())
    assert found is not None
    assert found.suspended_reason == "Insurance lapsed."
    tess.table("Members").select(lambda one: one.urn == "SC1001")
    tess.press("Let it back in")
    assert tess.sees("It was suspended: Insurance lapsed.")
    tess.press("Let it back in")
    assert "is back in lot 1 Residential" in tess.message


def test_a_members_terms_and_prices_are_printed(session: Session, tess: Person) -> None:
    tess.tab("Members")
    tess.table("Members").select(lambda one: one.urn == "SC1001")
    tess.press("Print its terms and prices")
    (row,) = session.tables.rows("SELECT kind, made_for FROM document")
    assert (row["kind"], row["made_for"]) == ("agreement summary", "Abbot Care")
    assert tess.page.place.page == "document"


def test_a_tier_changes_from_a_day_and_the_grid_shows_it_then(tess: Person) -> None:
    tess.tab("Members")
    tess.table("Members").select(lambda one: one.urn == "SC1001")
    tess.press("Change its tier")
    tess.type("Tier", "3")
    tess.type("From", "1/4/2027")
    tess.type("Why", "The refresh of 2027.")
    tess.press("Change it")
    tess.tab("Prices")
    page = tess.page
    assert isinstance(page, AgreementPage)

    def tier() -> int:
        grid = page.prices.grid
        assert grid is not None
        return int(grid.rows[0].member.membership.tier)

    assert tier() == 1
    tess.type("As at", "1/4/2027")
    assert tier() == 3


def test_an_option_is_noted_and_taken(session: Session, tess: Person) -> None:
    tess.tab("Contract")
    assert tess.sees("No option to extend is noted.")
    tess.press("Add an option")
    tess.type("Months", "12")
    tess.type("Decide by", "31/12/2029")
    tess.press("Add the option")
    tess.press("Take the next option")
    tess.type("Why", "Cabinet, 12 November.")
    tess.press("Extend it by 12 months")
    assert tess.message == "FW-1 runs 12 months longer."
    assert find_agreement(session.tables, FRAMEWORK).period.end == date(2031, 4, 1)
    assert tess.sees("No option is left.")


def test_an_option_past_its_day_says_why_it_may_not_be_taken(
    session: Session, tess: Person
) -> None:
    add_extension(session, FRAMEWORK, 12, decide_by=date(2026, 11, 1))
    tess.tab("Contract")
    tess.keys("F5")
    assert tess.sees("Option 1 was to be taken by 1 Nov 2026.")


def test_how_it_was_bought_says_which_notices_are_missing(tess: Person) -> None:
    tess.tab("Contract")
    assert tess.sees("The award route is not recorded, so no notice can be worked out.")
    tess.press("Record how it was bought")
    tess.choose("Award route", "Light touch")
    tess.type("Lifetime value", "2,500,000")
    tess.press("Record it")
    assert tess.sees("At or over: £663,540.00")
    states = {one.code: str(one.state) for one in tess.table("Procurement notices").rows}
    assert states["UK4"] == "missing"
    tess.press("Record a notice")
    tess.choose("Notice", "Tender notice")
    tess.type("Published on", "5/1/2026")
    tess.type("Number", "2026/S 000-000001")
    tess.press("Record the notice")
    states = {one.code: str(one.state) for one in tess.table("Procurement notices").rows}
    assert states["UK4"] == "published"


def test_authorities_join_and_leave(session: Session, tess: Person) -> None:
    tess.tab("Contract")
    tess.press("Let an authority take part")
    tess.choose("Authority", "Reading")
    tess.press("Let it take part")
    assert "E06000038" in find_agreement(session.tables, FRAMEWORK).authorities
    tess.press("End an authority’s part")
    tess.choose("Authority", "Reading")
    tess.type("Why", "Left the partnership.")
    tess.press("End its part")
    assert "E06000038" not in find_agreement(session.tables, FRAMEWORK).authorities


def test_what_runs_out_is_found_and_opened(qtbot: QtBot, session: Session, tess: Person) -> None:
    provider = session.tables.value("SELECT id FROM provider WHERE name = 'Abbot Care'")
    put(
        session,
        "due_diligence_document",
        provider_id=provider,
        kind="public liability insurance",
        expires_on="2026-12-20",
    )
    period = Period(date(2023, 1, 1), date(2027, 1, 1))
    create_agreement(session, NewAgreement("OLD-1", "Old homes", period))
    tess.press("Today")
    page = tess.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: len(page.tables[EXPIRING].rows) == 2)
    listed = page.tables[EXPIRING].rows
    assert [one.what for one in listed] == [
        "Abbot Care: Public liability insurance",
        "OLD-1: Old homes ends",
    ]
    tess.window.go(Place("expiring"))
    table = tess.table("What runs out")
    assert len(table.rows) == 2
    assert tess.sees("2 to act on now")
    tess.choose("How far ahead", "Within two years")
    table.select(lambda one: one.agreement == "OLD-1")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert tess.page.place == Place("agreement", "OLD-1", "contract")
    tess.window.go(Place("expiring"))
    table = tess.table("What runs out")
    table.select(lambda one: one.whose == "Abbot Care")
    tess.press("Print the chaser")
    assert tess.sees("Due-diligence chaser · version 1")
    tess.window.go(Place("expiring"))
    table = tess.table("What runs out")
    table.select(lambda one: one.whose == "Abbot Care")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    tess.type("Last good day", "20/12/2028")
    tess.press("Record it")
    assert tess.message.startswith("The document is recorded.")
    assert [one.whose for one in tess.table("What runs out").rows] == ["OLD-1"]
    assert tess.nameless() == []
    assert not tess.window.broken  # type: ignore[attr-defined]


def test_an_agreement_is_made_as_a_call_off_under_a_framework(
    session: Session, tess: Person
) -> None:
    tess.window.go(Place("agreements"))
    tess.press("Make an agreement")
    tess.type("Reference", "CO-1")
    tess.type("Title", "Twelve nights at Oak House")
    tess.choose("Kind", "Spot")
    tess.type("First day", "1/9/2026")
    tess.type("Last day", "1/8/2026")
    tess.choose("A call-off under", "FW-1")
    tess.press("Make the agreement")
    assert tess.sees("It would end before it begins.")
    tess.type("Last day", "31/8/2027")
    tess.press("Make the agreement")
    made = find_agreement(session.tables, "CO-1")
    parent = find_agreement(session.tables, FRAMEWORK)
    assert (made.call_off_of, made.terms.uplift_index) == (parent.id, "CPI")
    assert made.period == Period(date(2026, 9, 1), date(2027, 9, 1))
    assert tess.page.place == Place("agreement", "CO-1", "terms")


def test_who_may_not_keep_agreements_reads_only(
    qtbot: QtBot,
    members: dict[str, str],
    open_window: OpenWindow,
    session_for: Callable[[Role], Session],
) -> None:
    amina = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    amina.window.go(Place("agreement", FRAMEWORK, "members"))
    amina.table("Members").select(lambda _: True)
    page = amina.page
    assert isinstance(page, AgreementPage)
    assert "may not keep agreements" in page.members.note.text()
    assert not page.members.suspend.isEnabled()
    assert not page.members.tier.isEnabled()
    assert not page.contract.add.isEnabled()
