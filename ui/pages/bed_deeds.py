"""The panels of the bed board: holding, selling, placing, closing, moving and undoing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from resources_app.beds import actions
from resources_app.beds.board import nights_text
from resources_app.beds.model import BlockContract, Board, NightState, Span
from resources_app.foundations.dates import Period, inclusive_end
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.session import Session
from ui.pages import asking
from ui.pages.bed_board import Chosen
from ui.pages.page import Page
from ui.shell.widgets.panel import Panel

_LAPSES_AFTER = timedelta(days=7)

_FIRST = Field("first", "First night", Kind.DATE, needed=Needed.ALWAYS)
_LAST = Field("last", "Last night", Kind.DATE, needed=Needed.ALWAYS, help="Itself included.")
_OPEN_LAST = Field(
    "last", "Last night", Kind.DATE, help="Itself included; open until somebody says otherwise."
)
_AUTHORITY = Field("authority", "For", Kind.CHOICE, needed=Needed.ALWAYS)
_SELLER = Field("seller", "Sold by", Kind.CHOICE, needed=Needed.ALWAYS)
_BUYER = Field("buyer", "To", Kind.CHOICE, needed=Needed.ALWAYS)
_REASON = Field("reason", "Reason", Kind.LONG_TEXT)
_NOTE = Field("note", "Note", Kind.LONG_TEXT)
_NEEDED_REASON = Field("reason", "Reason", Kind.TEXT, needed=Needed.ALWAYS)


@dataclass(frozen=True)
class Question:
    """A panel to be shown: its title, fields, what they hold at first, and what is then done.

    `done` gets the session and the record that was read; `told` is said once it is done.
    """

    title: str
    fields: tuple[Field, ...]
    do: str
    done: Callable[[Session, Record], Any]
    told: str
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    offers: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    tone: str = "primary"


def ask(page: Page, question: Question) -> Panel:
    """Show a question on a page; what is refused is said at the field or above the buttons."""
    return asking.ask(
        page, question.title, question.fields, question.do, question.done,
        told=lambda made: " ".join([question.told, *_shown(made)]),
        told_in=lambda made: "warning" if _shown(made) else "good",
        text=question.text, tone=question.tone,
        values=question.values, options=question.offers,
    )  # fmt: skip


def _shown(made: Any) -> tuple[str, ...]:
    """The sentences that what was done asks to be read."""
    return tuple(getattr(made, "shown", ()))


def _nights(record: Record) -> Period:
    """The nights that were typed; no end where the last was left open."""
    first, last = record["first"], record["last"]
    assert isinstance(first, date)
    if not isinstance(last, date):
        return Period(first)
    return Period(first, max(first, last + timedelta(days=1)))


def _partners(contract: BlockContract) -> list[tuple[str, str]]:
    return [(one.code, f"{one.name} ({one.letter})") for one in contract.partners]


def _days(chosen: Chosen) -> dict[str, Any]:
    return {"first": chosen.period.start, "last": inclusive_end(chosen.period.end)}


def _name(chosen: Chosen) -> str:
    return f"{chosen.row.home.name}, bed {chosen.row.bed.code}"


def hold(board: Board, chosen: Chosen, home: str) -> Question:
    """Hold the chosen nights for an authority, at first the home authority."""
    contract, bed = board.contract, chosen.row.bed.name
    lapses = Field(
        "lapses", "Lapses on", Kind.DATE, needed=Needed.ALWAYS,
        help="From this day on it holds nothing, without anybody doing anything.",
    )  # fmt: skip
    request = Field("request", "Request", help="Its reference, when it is held for a request.")

    def done(session: Session, record: Record) -> Any:
        day = record["lapses"]
        assert isinstance(day, date)
        new = actions.NewHold(
            bed,
            str(record["authority"]),
            _nights(record),
            day,
            str(record["reason"]),
            str(record["request"]),
        )
        return actions.hold_bed(session, contract.reference, new)

    return Question(
        f"Hold {_name(chosen)}",
        (_AUTHORITY, _FIRST, _LAST, lapses, request, _REASON),
        "Hold the bed",
        done,
        f"{_name(chosen)} is held.",
        values=_days(chosen) | {"authority": home, "lapses": board.as_at + _LAPSES_AFTER},
        offers={"authority": _partners(contract)},
    )


def sell(board: Board, chosen: Chosen, seller: str, buyer: str = "") -> Question:
    """Sell the chosen nights, at first from the one authority to the other."""
    contract = board.contract
    this_bed = Field(
        "this_bed", "Of this bed", Kind.YES_NO,
        help="No: of any of the seller’s beds; only the share moves.",
    )  # fmt: skip
    price = Field("price", "Price a night", Kind.POUNDS, help="Left open: without a price.")
    agreed = Field("agreed_by", "Agreed by")

    def done(session: Session, record: Record) -> Any:
        pence = record["price"]
        return actions.sell_nights(
            session,
            contract.reference,
            actions.NewSale(
                seller=str(record["seller"]),
                buyer=str(record["buyer"]),
                period=_nights(record),
                nightly_pence=pence if isinstance(pence, int) else None,
                bed="" if record["this_bed"] is False else chosen.row.bed.name,
                agreed_by=str(record["agreed_by"]),
                note=str(record["note"]),
            ),
        )

    return Question(
        f"Sell nights of {_name(chosen)}",
        (_SELLER, _BUYER, _FIRST, _LAST, price, this_bed, agreed, _NOTE),
        "Sell the nights",
        done,
        f"Nights of {_name(chosen)} are sold.",
        text="The share moves from seller to buyer, and the price between them; what the provider "
        "is paid stays the same.",
        values=_days(chosen) | {"seller": seller, "buyer": buyer, "this_bed": True},
        offers={"seller": _partners(contract), "buyer": _partners(contract)},
    )


def place(board: Board, chosen: Chosen, placements: list[tuple[str, str]]) -> Question:
    """Place a child of one of these placements, as (reference, words), in the bed."""
    contract, bed = board.contract, chosen.row.bed.name
    which = Field(
        "placement", "Placement", Kind.CHOICE, needed=Needed.ALWAYS,
        help="Placements in this home whose child has no bed.",
    )  # fmt: skip
    first = Field("first", "First night", Kind.DATE, help="Left open: the placement’s own.")
    last = Field("last", "Last night", Kind.DATE, help="Left open: to the placement’s end.")

    def done(session: Session, record: Record) -> Any:
        start, end = record["first"], record["last"]
        return actions.place_in_bed(
            session,
            contract.reference,
            bed,
            str(record["placement"]),
            first_night=start if isinstance(start, date) else None,
            until=end + timedelta(days=1) if isinstance(end, date) else None,
        )

    nothing = "" if placements else "No placement in this home is without a bed. Make one first."
    return Question(
        f"Place a child in {_name(chosen)}",
        (which, first, last),
        "Place the child",
        done,
        f"{_name(chosen)} has its child.",
        text=nothing,
        values={"placement": placements[0][0] if len(placements) == 1 else ""},
        offers={"placement": placements},
    )


def out(board: Board, chosen: Chosen) -> Question:
    """Take the bed out of service for the chosen nights."""
    contract, bed = board.contract, chosen.row.bed.name
    return Question(
        f"Take {_name(chosen)} out of service",
        (_FIRST, _OPEN_LAST, _NEEDED_REASON),
        "Take it out of service",
        lambda session, record: actions.take_out_of_service(
            session, contract.reference, bed, _nights(record), str(record["reason"])
        ),
        f"{_name(chosen)} is out of service.",
        values=_days(chosen),
    )


def move(board: Board, chosen: Chosen, span: Span) -> Question:
    """Move the child of a span to another bed of the home."""
    contract = board.contract
    stay = next(one for one in contract.stays if one.id == span.source)
    others = [
        (one.name, f"Bed {one.code}")
        for one in contract.beds
        if one.home_id == chosen.row.home.id and one.id != chosen.row.bed.id
    ]
    bed = Field("bed", "To", Kind.CHOICE, needed=Needed.ALWAYS)
    return Question(
        f"Move {stay.child} to another bed",
        (bed, _FIRST),
        "Move the child",
        lambda session, record: actions.move_bed(
            session,
            contract.reference,
            stay.placement_reference,
            str(record["bed"]),
            _nights({**record, "last": None}).start,
        ),
        f"{stay.child} has another bed.",
        values={"first": chosen.period.start},
        offers={"bed": others},
    )


def undo(board: Board, chosen: Chosen, span: Span) -> Question:
    """Release, put back or end what a span is."""
    contract, bed = board.contract, chosen.row.bed.name
    if span.state is NightState.HELD:
        return Question(
            f"Release {_name(chosen)}",
            (_REASON,),
            "Release the hold",
            lambda s, r: actions.release_hold(s, span.source, reason=str(r["reason"])),
            f"{_name(chosen)} is free again.",
            text=f"It is held, {nights_text(span.period)}. It is free from tonight on.",
            tone="danger",
        )
    day = max(chosen.period.start, span.period.start)
    if span.state is NightState.OUT_OF_SERVICE:
        return Question(
            f"Put {_name(chosen)} back in service",
            (_FIRST,),
            "Put it back in service",
            lambda s, r: actions.back_in_service(
                s, contract.reference, bed, _nights({**r, "last": None}).start
            ),
            f"{_name(chosen)} is back in service.",
            values={"first": day},
        )
    stay = next(one for one in contract.stays if one.id == span.source)
    leaves = Field(
        "first", "Leaves on", Kind.DATE, needed=Needed.ALWAYS, help="That night the bed is free."
    )
    return Question(
        f"End the stay of {stay.child} in {_name(chosen)}",
        (leaves,),
        "End the stay",
        lambda s, r: actions.end_stay(
            s, contract.reference, stay.placement_reference, _nights({**r, "last": None}).start
        ),
        f"{stay.child} leaves {_name(chosen)}.",
        text="The placement itself goes on; ending that takes the child out of the bed too.",
        values={"first": day},
        tone="danger",
    )


def cancel(board: Board, chosen: Chosen) -> Question:
    """Call off the first sale of the chosen nights."""
    sold = next(one for one in chosen.row.sold if one.period.overlaps(chosen.period))
    return cancel_sale(board.contract.reference, sold.sale.reference)


def cancel_sale(agreement: str, sale: str) -> Question:
    """Call off a sale."""
    return Question(
        f"Call {sale} off",
        (_REASON,),
        "Call the sale off",
        lambda s, r: actions.cancel_sale(s, agreement, sale, reason=str(r["reason"])),
        f"{sale} is called off.",
        text="Before its first night all of it goes back to the seller; afterwards the nights from "
        "tomorrow on.",
        tone="danger",
    )
