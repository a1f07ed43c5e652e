"""The panels that plan respite, approve it and take it back."""

from __future__ import annotations

from typing import Any

from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.money import pounds
from resources_app.placements.actions import (
    RespiteKept,
    approve_respite,
    propose_respite,
    withdraw_respite,
)
from resources_app.placements.life_fields import RESPITE_FIELDS
from resources_app.placements.respite import MainPaid, NewRespite, Respite
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page


def ask_respite(page: Page, reference: str) -> None:
    """Open the panel that plans respite."""

    def act(session: Session, record: Any) -> RespiteKept:
        given = dict(record)
        start, end = given.pop("start"), given.pop("end")
        if end <= start:
            raise BadInput(
                f"The first night is {day_text(start)}.",
                where=Where(field="Day of return"),
                remedy="Give a day after it.",
            )
        given["main_paid"] = MainPaid(given["main_paid"])
        return propose_respite(session, reference, NewRespite(nights=Period(start, end), **given))

    def said(kept: RespiteKept) -> str:
        one = kept.respite
        if one.state == "approved":
            return f"Respite at {one.service_name} is made: {one.stay_reference}."
        return f"Respite at {one.service_name} waits for approval."

    ask(
        page,
        "Plan respite",
        RESPITE_FIELDS,
        "Plan the respite",
        act,
        told=said,
        text="Some nights somewhere else, after which the child comes back: the placement goes on. "
        "What costs something, or is outside the council’s area, waits for approval.",
        values={"main_paid": str(MainPaid.AS_ABSENCE)},
    )


def ask_to_approve_respite(page: Page, one: Respite) -> None:
    """Open the panel that approves respite."""

    def act(session: Session, record: Any) -> RespiteKept:
        return approve_respite(session, one.id, words=record["words"])

    cost = pounds(one.cost.annual_pence)
    ask(
        page,
        "Approve respite",
        (Field("words", "What you say with it", Kind.LONG_TEXT),),
        f"Approve {cost}",
        act,
        told=f"Respite at {one.service_name} is approved.",
        text=f"{one.service_name}, {day_text(one.nights.start)} to the return on "
        f"{day_text(one.nights.end)}: {cost} in all. {one.reason}",
    )


def ask_respite_back(page: Page, one: Respite) -> None:
    """Open the panel that takes respite back."""

    def act(session: Session, _: Any) -> RespiteKept:
        return withdraw_respite(session, one.id)

    ask(page, "Take the respite back", (), "Take it back", act, told="It is taken back.")
