"""The panels of the Beds page that are about the contract and its children, not about nights."""

from __future__ import annotations

from datetime import date
from typing import Any

from resources_app.beds import actions
from resources_app.beds.model import Assessment, BlockHome, Board
from resources_app.foundations.codes import CodeList, current_codes
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.session import Session
from ui.pages.bed_deeds import Question


def assess(one: Assessment, today: date) -> Question:
    """Record the therapist's assessment of a child."""
    done_on = Field("done_on", "Done on", Kind.DATE, needed=Needed.ALWAYS)
    done_by = Field("done_by", "By", needed=Needed.ALWAYS, help="The therapist.")

    def done(session: Session, record: Record) -> Any:
        day = record["done_on"]
        assert isinstance(day, date)
        return actions.assess(session, one.placement_reference, day, str(record["done_by"]))

    return Question(
        f"Record the assessment of {one.child}",
        (done_on, done_by),
        "Record it",
        done,
        f"The assessment of {one.child} is recorded.",
        text=f"{one.placement_reference}, due by {day_text(one.due_on)}.",
        values={"done_on": one.done_on or today, "done_by": one.done_by},
    )


def outcomes(board: Board) -> Question:
    """Record what was counted for a child before the placement and since."""
    stays = {one.placement_reference: one for one in board.contract.stays}
    latest = sorted(stays.values(), key=lambda one: one.period.start, reverse=True)
    which = Field("placement", "Child", Kind.CHOICE, needed=Needed.ALWAYS)
    measures = current_codes(CodeList.OUTCOME_MEASURES)
    counts = tuple(
        Field(f"{measure.code}.{when}", label, Kind.WHOLE_NUMBER, group=measure.words)
        for measure in measures
        for when, label in (("before", "Before"), ("after", "Since"))
    )

    def done(session: Session, record: Record) -> Any:
        given = [
            actions.OutcomeCount(
                one.code, _count(record[f"{one.code}.before"]), _count(record[f"{one.code}.after"])
            )
            for one in measures
        ]
        told = [one for one in given if one.before is not None or one.after is not None]
        return actions.record_outcomes(session, str(record["placement"]), told)

    return Question(
        "Record outcomes of a child",
        (which, *counts),
        "Record them",
        done,
        "The outcomes are recorded.",
        text="How often each happened in the time before the placement, and in as long a time "
        "since. What is left open stays as it was.",
        offers={
            "placement": [
                (one.placement_reference, f"{one.child}, {one.placement_reference}")
                for one in latest
            ]
        },
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def share_out(board: Board, first_night: date) -> Question:
    """Share the beds out anew from a night on, a number for each authority."""
    contract = board.contract
    held = {
        one.authority_code: one.beds for one in contract.allocations if first_night in one.period
    }
    first = Field("first", "First night", Kind.DATE, needed=Needed.ALWAYS)
    numbers = tuple(
        Field(one.code, f"{one.name} ({one.letter})", Kind.WHOLE_NUMBER, group="Beds", most=999)
        for one in contract.partners
    )

    def done(session: Session, record: Record) -> Any:
        day = record["first"]
        assert isinstance(day, date)
        shares = {one.code: _count(record[one.code]) or 0 for one in contract.partners}
        return actions.allocate_beds(session, contract.reference, day, shares)

    return Question(
        "Share the beds out",
        (first, *numbers),
        "Share the beds out",
        done,
        "The beds are shared out anew.",
        text="On every night the authorities’ numbers add up to the contract’s beds. They stand "
        "until the next time the beds are shared out.",
        values={"first": first_night, **held},
    )


def travel(board: Board, home: BlockHome) -> Question:
    """Enter a home's travel time to the linked school."""
    minutes = Field(
        "minutes", "Minutes", Kind.WHOLE_NUMBER, needed=Needed.ALWAYS, least=1, most=600
    )
    limit = board.contract.most_minutes
    school = board.contract.school_name or "the linked school"
    asked = f" The contract asks for {limit} minutes at most." if limit else ""
    return Question(
        f"The way from {home.name} to {school}",
        (minutes,),
        "Enter the time",
        lambda s, r: actions.set_minutes(
            s, board.contract.reference, home.urn, _count(r["minutes"]) or 0
        ),
        f"The way from {home.name} is entered.",
        text=f"As somebody measured it, door to door in the morning.{asked}",
        values={} if home.minutes_estimated else {"minutes": home.minutes_to_school},
    )
