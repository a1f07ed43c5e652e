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

_FIRST = Field("first", "First night", Kind.DATE, needed=Needed.ALWAYS)
_SHARED = " The authorities’ numbers are those of that night on, the new beds included."


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
    return Question(
        "Share the beds out",
        (_FIRST, *_share_fields(board)),
        "Share the beds out",
        lambda s, r: actions.allocate_beds(
            s, board.contract.reference, _day(r["first"]), _shares(board, r)
        ),
        "The beds are shared out anew.",
        text="On every night the authorities’ numbers add up to the contract’s beds. They stand "
        "until the next time the beds are shared out.",
        values={"first": first_night, **_held(board, first_night)},
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


def add_home(board: Board, first_night: date) -> Question:
    """Add a home with its beds; where beds are shared out already, with the new shares."""
    contract = board.contract
    fields = (
        Field("urn", "Home’s URN", needed=Needed.ALWAYS, help="As in Ofsted’s register."),
        Field("beds", "Beds", needed=Needed.ALWAYS, help="Their codes, such as B1, B2, B3."),
        _FIRST,
        Field("minutes", "Minutes to the school", Kind.WHOLE_NUMBER, least=1, most=600),
        *(_share_fields(board) if contract.allocations else ()),
    )

    def done(session: Session, record: Record) -> Any:
        shares = _shares(board, record) if contract.allocations else {}
        new = actions.NewHome(
            str(record["urn"]),
            str(record["beds"]).replace(",", " ").split(),
            _day(record["first"]),
            _count(record["minutes"]),
            shares,
        )
        return actions.add_home(session, contract.reference, new)

    return Question(
        "Add a home",
        fields,
        "Add the home",
        done,
        "The home and its beds are in the contract.",
        text="More beds of a home that is there are added the same way."
        + (_SHARED if contract.allocations else ""),
        values={"first": first_night, **_held(board, first_night)},
    )


def _share_fields(board: Board) -> tuple[Field, ...]:
    return tuple(
        Field(one.code, f"{one.name} ({one.letter})", Kind.WHOLE_NUMBER, group="Shares", most=999)
        for one in board.contract.partners
    )


def _held(board: Board, night: date) -> dict[str, int]:
    return {
        one.authority_code: one.beds for one in board.contract.allocations if night in one.period
    }


def _shares(board: Board, record: Record) -> dict[str, int]:
    return {one.code: _count(record[one.code]) or 0 for one in board.contract.partners}


def _day(value: object) -> date:
    assert isinstance(value, date), "the form does not let a needed day be open"
    return value


def payment(board: Board, first_night: date) -> Question:
    """Say what is paid for the beds a year, from a night on."""
    now = next((one for one in board.contract.payments if first_night in one.period), None)
    annual = Field(
        "annual", "A year", Kind.POUNDS, needed=Needed.ALWAYS, most=100_000_000_00,
        help="For all the beds, for a year of the contract.",
    )  # fmt: skip
    return Question(
        "What is paid for the beds",
        (annual, _FIRST),
        "Set the payment",
        lambda s, r: actions.set_payment(
            s, board.contract.reference, _count(r["annual"]) or 0, _day(r["first"])
        ),
        "The payment is set.",
        values={"first": first_night} | ({"annual": now.annual_pence} if now else {}),
    )


def terms(board: Board) -> Question:
    """What the contract asks for beside its beds."""
    held = board.contract
    fields = (
        Field("school_name", "Linked school"),
        Field("school_postcode", "Its postcode", Kind.POSTCODE),
        Field(
            "most_minutes", "Longest way to it", Kind.WHOLE_NUMBER, least=1, most=600,
            help="In minutes.",
        ),
        Field(
            "therapist_weeks", "Assessed within", Kind.WHOLE_NUMBER, least=1, most=104,
            help="Weeks of arrival, by a therapist.",
        ),
        Field(
            "deducts", "Beds out of service are not paid for", Kind.YES_NO,
            help="As the contract says; otherwise they are paid for like any other.",
        ),
    )  # fmt: skip

    def done(session: Session, record: Record) -> Any:
        wanted = actions.BlockTerms(
            school_name=str(record["school_name"]),
            school_urn=held.school_urn,
            school_postcode=str(record["school_postcode"]),
            most_minutes=_count(record["most_minutes"]),
            therapist_weeks=_count(record["therapist_weeks"]),
            deducts_out_of_service=record["deducts"] is True,
        )
        return actions.set_block_terms(session, held.reference, wanted)

    return Question(
        "What the contract asks for",
        fields,
        "Write the terms",
        done,
        "The terms are written.",
        values={
            "school_name": held.school_name,
            "school_postcode": held.school_postcode,
            "most_minutes": held.most_minutes,
            "therapist_weeks": held.therapist_weeks,
            "deducts": held.deducts_out_of_service,
        },
    )
