"""Block contracts: homes and beds bought whole, and what happens to each bed by night.

A night is named by the day it begins on, and every period is half-open. The layers, from the
outside in: the contract's beds, each authority's share of them, the state of a night, the bed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resources_app.foundations.dates import Period


class NightState(StrEnum):
    """What a bed is on a night: exactly one of these, so that the counts add up."""

    PLACED = "placed"
    OUT_OF_SERVICE = "out of service"
    HELD = "held"
    FREE = "free"


@dataclass(frozen=True)
class Partner:
    """An authority in a contract; `letter` is how a board shows it, one letter each."""

    code: str
    name: str
    letter: str


@dataclass(frozen=True)
class BlockHome:
    """A home of a contract. `minutes_to_school` is travel time, `estimated` from the distance."""

    id: str
    service_id: str
    urn: str
    name: str
    postcode: str
    minutes_to_school: int | None = None
    minutes_estimated: bool = False


@dataclass(frozen=True)
class Bed:
    """A bed of a home, for the nights of `period`."""

    id: str
    home_id: str
    code: str
    period: Period
    urn: str

    @property
    def name(self) -> str:
        """`SC000123/B2`: what a person gives to say which bed is meant."""
        return f"{self.urn}/{self.code}"


@dataclass(frozen=True)
class Allocation:
    """How many of the contract's beds are an authority's on the nights of `period`."""

    id: str
    authority_code: str
    beds: int
    period: Period


@dataclass(frozen=True)
class BedStay:
    """A child of an authority in a bed; `period` never goes beyond the placement's own."""

    id: str
    bed_id: str
    placement_id: str
    placement_reference: str
    child: str  # initials and age
    authority_code: str
    born: date
    period: Period


@dataclass(frozen=True)
class Hold:
    """A bed kept for an authority. From `lapses_on` on it holds nothing, by itself."""

    id: str
    bed_id: str
    authority_code: str
    period: Period
    lapses_on: date
    released_on: date | None = None
    reason: str = ""
    request_reference: str = ""


@dataclass(frozen=True)
class OutOfService:
    """Nights on which nobody can sleep in a bed."""

    id: str
    bed_id: str
    reason: str
    period: Period


@dataclass(frozen=True)
class BedSale:
    """One bed of the seller's share, given to the buyer for the nights of `period`.

    `bed_id` None is any of the seller's beds; `nightly_pence` None is without a price.
    From `cancelled_on` on it moves nothing.
    """

    id: str
    reference: str
    bed_id: str | None
    seller_code: str
    buyer_code: str
    period: Period
    nightly_pence: int | None
    cancelled_on: date | None = None
    agreed_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class BlockPayment:
    """What the authorities together pay the provider, in pence for a year of the contract."""

    id: str
    annual_pence: int
    period: Period


@dataclass(frozen=True)
class BlockContract:
    """A block contract with everything a night is worked out from."""

    agreement_id: str
    reference: str
    title: str
    period: Period
    partners: tuple[Partner, ...]
    homes: tuple[BlockHome, ...]
    beds: tuple[Bed, ...]
    allocations: tuple[Allocation, ...]
    payments: tuple[BlockPayment, ...] = ()
    stays: tuple[BedStay, ...] = ()
    holds: tuple[Hold, ...] = ()
    closures: tuple[OutOfService, ...] = ()
    sales: tuple[BedSale, ...] = ()
    school_name: str = ""
    school_urn: str = ""
    school_postcode: str = ""
    most_minutes: int | None = None
    therapist_weeks: int | None = None
    deducts_out_of_service: bool = False

    def partner(self, code: str) -> Partner:
        """The partner with this ONS code; one that is not in the contract shows its code."""
        known = next((one for one in self.partners if one.code == code), None)
        return known or Partner(code, code, "?")

    def home(self, home_id: str) -> BlockHome:
        """A home by its key."""
        return next(one for one in self.homes if one.id == home_id)

    def bed(self, bed_id: str) -> Bed:
        """A bed by its key."""
        return next(one for one in self.beds if one.id == bed_id)


@dataclass(frozen=True)
class Span:
    """Nights in a row on which a bed is in one state for one reason.

    `source` is the key of the stay, hold or closure; `authority_code` whose child or hold it is.
    """

    state: NightState
    period: Period
    authority_code: str = ""
    source: str = ""
    words: str = ""


@dataclass(frozen=True)
class SoldSpan:
    """Nights of a sale that count, on the bed it names; `bed_id` None is any of the seller's."""

    sale: BedSale
    period: Period


@dataclass(frozen=True)
class BedRow:
    """A bed's nights: `spans` follow each other without gap, from first night to last."""

    bed: Bed
    home: BlockHome
    spans: tuple[Span, ...]
    sold: tuple[SoldSpan, ...] = ()

    def span_on(self, night: date) -> Span | None:
        """What the bed is on a night; None when it is not (or no longer) in the contract."""
        return next((one for one in self.spans if night in one.period), None)


@dataclass(frozen=True)
class Board:
    """The state of every bed on every night of `period`, as seen on the day `as_at`.

    `clashes` are sentences about a night with two claims on one bed: actions refuse to make
    one, but two laptops that worked alone can.
    """

    contract: BlockContract
    period: Period
    as_at: date
    rows: tuple[BedRow, ...]
    sales: tuple[SoldSpan, ...]
    clashes: tuple[str, ...] = ()

    @property
    def nights(self) -> int:
        """How many nights the board shows."""
        return self.period.nights()


@dataclass(frozen=True)
class Assessment:
    """The therapist's assessment of a child: due within the contract's weeks of arrival."""

    id: str
    placement_id: str
    placement_reference: str
    child: str
    home: str
    arrived_on: date
    due_on: date
    done_on: date | None = None
    done_by: str = ""

    def overdue(self, today: date) -> bool:
        """Whether it is still to be done and the day it was due by has passed."""
        return self.done_on is None and self.due_on < today
