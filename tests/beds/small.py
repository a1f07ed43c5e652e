"""A small contract of two beds, and what tests ask of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from resources_app.beds.actions import (
    NewHold,
    NewSale,
    hold_bed,
    sell_nights,
)
from resources_app.beds.board import board
from resources_app.beds.model import BlockContract
from resources_app.beds.occupancy import occupancy
from resources_app.beds.queries import block_contract
from resources_app.foundations.dates import Period
from resources_app.session import Session
from tests.beds.register import URNS
from tests.conftest import TODAY

REF = "CRP"
START, END = date(2026, 4, 1), date(2034, 4, 1)
A, B = f"{URNS[0]}/B1", f"{URNS[0]}/B2"
SOON = TODAY + timedelta(days=7)


def span(days: int, first: date = TODAY) -> Period:
    return Period(first, first + timedelta(days=days))


def contract(session: Session) -> BlockContract:
    return block_contract(session.tables, REF, session.today())


def states(session: Session, period: Period, bed: int = 0) -> list[tuple[str, int]]:
    row = board(contract(session), period, session.today()).rows[bed]
    return [(str(one.state), one.period.nights()) for one in row.spans]


def shares(session: Session, night: date) -> dict[str, int]:
    counted = occupancy(board(contract(session), span(1, night), session.today()))
    return {one.partner.letter: one.share[0] for one in counted.authorities if one.share[0]}


def keep(session: Session, bed: str = A, **more: Any) -> str:
    new: dict[str, Any] = {
        "bed": bed,
        "authority": "B",
        "period": span(28),
        "lapses_on": SOON,
        **more,
    }
    return hold_bed(session, REF, NewHold(**new)).id


def sell(session: Session, **more: Any) -> str:
    new: dict[str, Any] = {
        "seller": "R",
        "buyer": "B",
        "period": span(10, SOON),
        "nightly_pence": 43_000,
        **more,
    }
    return sell_nights(session, REF, NewSale(**new)).reference
