"""A register's bad news raises an alert on every child's placement it concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from resources_app.casework.alert_queries import open_alerts
from resources_app.casework.alerts import settle_alert, take_register
from resources_app.providers.queries import service_by_urn
from resources_app.providers.register_actions import preview_register_workbook
from resources_app.session import Session
from resources_app.workbooks.model import Cell, Workbook
from resources_app.workbooks.reading import read_workbook
from tests.conftest import TODAY

REGISTER = Path(__file__).parents[1] / "data" / "ofsted_register.xlsx"
HOME = "2751533"  # Cedar Rise, active and Good


@pytest.fixture(scope="module")
def month() -> Workbook:
    """The first ten services of the shared register."""
    whole = read_workbook(REGISTER)
    providers = whole.sheets[0]
    return replace(whole, sheets=(replace(providers, rows=providers.rows[:11]),))


def _with(month: Workbook, **changes: Cell) -> Workbook:
    """The same month with other cells for HOME, by heading."""
    sheet = month.sheets[0]
    headings = sheet.rows[0]
    rows = [list(row) for row in sheet.rows]
    home = next(row for row in rows if str(row[1]).startswith(HOME))
    for heading, value in changes.items():
        home[headings.index(heading.replace("_", " "))] = value
    return replace(month, sheets=(replace(sheet, rows=rows),))


def _take(session: Session, month: Workbook) -> int:
    return take_register(session, preview_register_workbook(session, month)).alerts


def _live_in_home(session: Session, *, end: date | None = None) -> str:
    """A child who lives, or lived, at HOME; the placement's reference."""
    child, placement = session.new_id(), session.new_id()
    reference = f"PLC-26-TT-{placement[-4:]}"
    with session.act("settle in") as act:
        act.tables.insert(
            "child",
            {
                "id": child,
                "local_identifier": child[-8:],
                "given_name": "Ash",
                "family_name": "Moor",
                "date_of_birth": "2013-05-01",
                "sex": "1",
                "authority_code": "E06000060",
            },
        )
        act.tables.insert(
            "placement",
            {
                "id": placement,
                "reference": reference,
                "child_id": child,
                "service_id": service_by_urn(act.tables, HOME).id,
                "start_date": (TODAY - timedelta(days=90)).isoformat(),
                "end_date": end.isoformat() if end else None,
                "authority_code": "E06000060",
            },
        )
    return reference


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Registration_status": "Cancelled", "Deregistration_date": TODAY}, "closed"),
        ({"Overall_effectiveness": "Inadequate"}, "downgraded"),
        ({"Conditions": "Care and accommodation for girls only."}, "condition"),
    ],
)
def test_bad_news_about_a_home_reaches_the_child_who_lives_there(
    session: Session, month: Workbook, changes: dict[str, Cell], words: str
) -> None:
    _take(session, month)
    reference = _live_in_home(session)
    assert _take(session, _with(month, **changes)) == 1
    (alert,) = open_alerts(session.tables)
    assert alert.reference == reference
    assert alert.service_name == "Cedar Rise"
    assert words in f"{alert.kind} {alert.message}".lower()


def test_good_news_and_other_homes_raise_nothing(session: Session, month: Workbook) -> None:
    _take(session, month)
    _live_in_home(session)
    assert _take(session, _with(month, Overall_effectiveness="Outstanding")) == 0
    assert open_alerts(session.tables) == []


def test_a_child_who_has_left_raises_nothing(session: Session, month: Workbook) -> None:
    _take(session, month)
    _live_in_home(session, end=TODAY)
    assert _take(session, _with(month, Overall_effectiveness="Inadequate")) == 0


def test_the_register_and_its_alerts_are_one_action(session: Session, month: Workbook) -> None:
    _take(session, month)
    _live_in_home(session)
    _take(session, _with(month, Overall_effectiveness="Inadequate"))
    actions = session.tables.rows(
        """SELECT DISTINCT hlc FROM journal_entry WHERE table_name IN ('alert', 'register_import')
           ORDER BY hlc DESC"""
    )
    alert_at = session.tables.value("SELECT hlc FROM journal_entry WHERE table_name = 'alert'")
    assert actions[0]["hlc"] == alert_at


def test_a_settled_alert_is_gone_from_the_list_and_says_why_in_the_journal(
    session: Session, month: Workbook
) -> None:
    _take(session, month)
    _live_in_home(session)
    _take(session, _with(month, Overall_effectiveness="Inadequate"))
    (alert,) = open_alerts(session.tables)
    settle_alert(session, alert.id, note="Visited; the child stays.")
    assert open_alerts(session.tables) == []
    reason = session.tables.value("SELECT reason FROM journal_action WHERE action = 'settle_alert'")
    assert reason == "Visited; the child stays."
