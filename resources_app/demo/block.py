"""The demo's block contract: the Cross Regional Project in the homes nearest its school."""

from __future__ import annotations

from resources_app.demo.cross_regional import BEDS_PER_HOME, make_cross_regional
from resources_app.demo.queries import block_homes
from resources_app.session import Session


def make_block_contract(session: Session) -> None:
    """Make the contract so that its year of 28 children is the last full financial year."""
    today = session.today()
    year = today.year - (1 if today.month >= 4 else 2)
    make_cross_regional(session, block_homes(session.tables, len(BEDS_PER_HOME)), year)
