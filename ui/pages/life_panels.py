"""The panels that record what happens in a placement after its start."""

from __future__ import annotations

from datetime import date
from typing import Any

from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.placements.actions import (
    AddressApproved,
    BreakdownKept,
    Moved,
    NoticeKept,
    Reviewed,
    StayingKept,
    approve_address,
    approve_staying,
    end_staying,
    give_notice,
    propose_staying,
    record_breakdown,
    record_move,
    record_review,
    withdraw_notice,
    withdraw_staying,
)
from resources_app.placements.breakdowns import Breakdown
from resources_app.placements.life_fields import (
    APPROVAL_FIELDS,
    BREAKDOWN_FIELDS,
    MOVE_FIELDS,
    NOTICE_FIELDS,
    REVIEW_FIELDS,
    STAYING_FIELDS,
)
from resources_app.placements.moving import Move
from resources_app.placements.reviews import REVIEW_WORDS, ReviewKind
from resources_app.placements.staying_on import (
    LineKind,
    NewStaying,
    StayingKind,
    StayingLine,
    StayingOn,
)
from resources_app.placements.staying_words import staying_cost
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page

_REASON = tuple(one for one in NOTICE_FIELDS if one.name == "reason")


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


def ask_review(page: Page, reference: str) -> None:
    """Open the panel that records a review."""

    def act(session: Session, record: Any) -> Reviewed:
        return record_review(
            session,
            reference,
            ReviewKind(record["kind"]),
            record["held_on"],
            record["outcome"],
            next_due=record["next_due"],
        )

    def said(made: Reviewed) -> str:
        return f"Recorded. The next one is due by {day_text(made.review.next_due)}."

    kinds = [(str(kind), text) for kind, text in REVIEW_WORDS.items()]
    ask(
        page,
        "Record a review",
        REVIEW_FIELDS,
        "Record the review",
        act,
        told=said,
        text="The child’s case is reviewed under regulation 33; the agreement by council and "
        "provider, as often as it says.",
        values={"kind": str(ReviewKind.CHILD), "held_on": page.desk.today()},
        options={"kind": kinds},
    )


def ask_notice(page: Page, reference: str) -> None:
    """Open the panel that records notice."""

    def act(session: Session, record: Any) -> NoticeKept:
        return give_notice(
            session, reference, record["given_by"], record["given_on"], record["reason"]
        )

    def said(kept: NoticeKept) -> str:
        return f"Notice runs out on {day_text(kept.notice.runs_to)}."

    ask(
        page,
        "Record notice",
        NOTICE_FIELDS,
        "Record the notice",
        act,
        told=said,
        text="When it runs out is counted from the agreement. The placement goes on until it is "
        "ended.",
        values={"given_on": page.desk.today()},
    )


def ask_notice_back(page: Page, reference: str) -> None:
    """Open the panel that takes notice back."""

    def act(session: Session, record: Any) -> NoticeKept:
        return withdraw_notice(session, reference, record["reason"])

    ask(page, "Take notice back", _REASON, "Take it back", act, told="The notice no longer stands.")


def ask_breakdown(page: Page, reference: str, told: Breakdown | None) -> None:
    """Open the panel that records how a placement broke down, filled with what is known."""

    def act(session: Session, record: Any) -> BreakdownKept:
        return record_breakdown(session, reference, Breakdown(**record))

    values: dict[str, Any] = {}
    if told is not None:
        causes = tuple(words(CodeList.BREAKDOWN_CAUSES, one) for one in told.causes)
        known = {one.name: getattr(told, one.name) for one in BREAKDOWN_FIELDS}
        values = known | {"causes": causes}
    ask(
        page,
        "How it broke down",
        BREAKDOWN_FIELDS,
        "Keep the record",
        act,
        told="The breakdown is on record, and on the child’s file.",
        text="Whoever looks for the next home reads this: what happened, what could have been "
        "seen, and what would have helped.",
        values=values,
    )


def ask_at_18(page: Page, reference: str, birthday: date) -> None:
    """Open the panel that says what follows at 18."""

    def act(session: Session, record: Any) -> StayingKept:
        lines = tuple(
            StayingLine(kind, record[kind.name.lower()])
            for kind in LineKind
            if record[kind.name.lower()]
        )
        new = NewStaying(
            StayingKind(record["kind"]),
            record["start"],
            record["plan"],
            lines,
            record["living_postcode"],
            record["code"],
        )
        return propose_staying(session, reference, new)

    def said(kept: StayingKept) -> str:
        one = kept.arrangement
        waits = "waits for approval" if one.state == "proposed" else "is recorded"
        return " ".join((f"{one.reference}, {one.kind}, {waits}.", *kept.still_due))

    ask(
        page,
        "What follows at 18",
        STAYING_FIELDS,
        "Put it up for approval",
        act,
        told=said,
        text="The young person stops being looked after and the agreement ends; what follows is an "
        "arrangement of its own. It takes effect once somebody else has approved what it costs.",
        values={"start": birthday},
    )


def ask_to_approve_18(page: Page, one: StayingOn) -> None:
    """Open the panel that approves an arrangement at 18."""

    def act(session: Session, record: Any) -> StayingKept:
        return approve_staying(session, one.reference, words=record["words"])

    fields = (Field("words", "What you say with it", Kind.LONG_TEXT),)
    ask(
        page,
        f"Approve {one.kind}",
        fields,
        f"Approve {pounds(one.weekly_pence)} a week",
        act,
        told=lambda kept: " ".join((f"{one.reference} is approved.", *kept.still_due)),
        text=f"From {day_text(one.period.start)}: {staying_cost(one)}. {one.plan} The placement, "
        "and being looked after, end on that day.",
    )


def ask_18_back(page: Page, one: StayingOn) -> None:
    """Open the panel that takes an arrangement back."""

    def act(session: Session, record: Any) -> StayingKept:
        return withdraw_staying(session, one.reference, reason=record["reason"])

    ask(page, f"Take {one.kind} back", _REASON, "Take it back", act, told="It is taken back.")


def ask_18_ended(page: Page, one: StayingOn) -> None:
    """Open the panel that ends an arrangement."""

    def act(session: Session, record: Any) -> StayingKept:
        return end_staying(session, one.reference, record["day"], record["reason"])

    fields = (Field("day", "Ended on", Kind.DATE, needed=Needed.ALWAYS), *_REASON)
    ask(page, f"End {one.kind}", fields, "End it", act, told=f"{one.reference} is ended.")
