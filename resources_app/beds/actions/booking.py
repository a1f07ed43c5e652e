"""What placing, holding and closing a bed have in common: see that it is free, say what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.beds.board import board
from resources_app.beds.booking import closed, why_not_free
from resources_app.beds.model import Bed, BlockContract
from resources_app.beds.occupancy import occupancy
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.store.store import Changes


@dataclass(frozen=True)
class Booked:
    """A bed that was placed into, held, moved or closed; `shown` are breaches, in sentences."""

    id: str
    bed: str
    period: Period
    shown: tuple[str, ...]
    changes: Changes


def need_nights(period: Period) -> None:
    """Raise BadInput for a period without a night."""
    if period.end is not None and period.end <= period.start:
        raise BadInput(
            "That is no night at all.",
            where=Where(field="Until"),
            remedy="The day a bed is free again comes after the first night.",
        )


def need_in_contract(contract: BlockContract, night: date) -> None:
    """Raise BadInput for a first night that is not one of the contract's."""
    if night not in contract.period:
        raise BadInput(
            f"{contract.reference} has no night of {day_text(night)}.", where=Where(field="From")
        )


def need_free(
    contract: BlockContract,
    bed: Bed,
    period: Period,
    as_at: date,
    *,
    but: Sequence[str] = (),
    held_by: str = "",
) -> None:
    """Raise Refused, in a sentence, when a bed cannot be had for these nights."""
    need_nights(period)
    if reason := why_not_free(contract, bed.id, period, as_at, but=but, held_by=held_by):
        raise Refused(reason, remedy="Take other nights or another bed.")


def breaches_shown(
    contract: BlockContract, period: Period, as_at: date, code: str
) -> tuple[str, ...]:
    """Where an authority now uses more beds than its share, in sentences; nothing is stopped."""
    nights = closed(period, contract)
    counted = occupancy(board(contract, nights, as_at))
    return tuple(one.sentence for one in counted.breaches if one.partner.code == code)


def iso(day: date | None) -> str | None:
    """A day as the store keeps it."""
    return None if day is None else day.isoformat()
