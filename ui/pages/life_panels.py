"""The panels that record what happens in a placement after its start."""

from __future__ import annotations

from typing import Any

from resources_app.foundations.dates import day_text
from resources_app.placements.actions import (
    AddressApproved,
    Moved,
    approve_address,
    record_move,
)
from resources_app.placements.life_fields import APPROVAL_FIELDS, MOVE_FIELDS
from resources_app.placements.moving import Move
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page


def ask_move(page: Page, reference: str) -> None:
    """Open the panel that records a move within the service."""

    def act(session: Session, record: Any) -> Moved:
        given = dict(record) | {one: bool(record[one]) for one in ("same_carer", "emergency")}
        return record_move(session, reference, Move(**given))

    def said(moved: Moved) -> str:
        return " ".join((f"Moved on {day_text(moved.move.day)}.", *moved.still_due))

    ask(
        page,
        "The child moved within the service",
        MOVE_FIELDS,
        "Record the move",
        act,
        told=said,
        text="To another carer, bed or home of the same service: the agreement goes on. A move to "
        "another service is another placement, and begins with a request.",
        values={"day": page.desk.today()},
    )


def ask_address(page: Page, reference: str) -> None:
    """Open the panel that approves an address outside the area under regulation 11."""

    def act(session: Session, record: Any) -> AddressApproved:
        address = Move(
            session.today(),
            "",
            "",
            living_postcode=record["living_postcode"],
            setting_postcode=record["setting_postcode"],
        )
        return approve_address(session, reference, address, words=record["words"])

    def said(made: AddressApproved) -> str:
        return f"{made.living_postcode} is approved for {made.reference} ({made.kind})."

    ask(
        page,
        "Approve a new address outside the council’s area",
        APPROVAL_FIELDS,
        "Approve the address",
        act,
        told=said,
        text="Regulation 11: outside the council’s own area a nominated officer approves; outside "
        "every adjoining one too, the Director of Children’s Services. A colleague records the "
        "move.",
    )
