"""A price schedule on its way into an agreement: what was asked, what is held, what would change.

Data only; price_planning.py compares, taking_prices.py writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.model import Agreement, Lot, Membership, Rate
from resources_app.agreements.schedule_model import (
    PriceKind,
    PriceSchedule,
    ScheduledMember,
    ScheduledPrice,
    SkippedSheet,
    UnreadCell,
)
from resources_app.foundations.dates import Period, day_after, day_text
from resources_app.foundations.errors import BadInput


@dataclass(frozen=True)
class KnownService:
    """A service of the register, as far as prices are concerned."""

    id: str
    provider_id: str
    urn: str
    name: str
    provider_name: str
    registration_status: str


@dataclass(frozen=True)
class HeldMember:
    """A membership that the agreement has, with its rates of the day and later.

    `ended` are the rates before those, where the file prices ages that `rates` leave open.
    """

    membership: Membership
    lot_code: str
    urn: str
    rates: tuple[Rate, ...]
    ended: tuple[Rate, ...] = ()


@dataclass(frozen=True)
class Held:
    """What the store holds of the agreement; `agreement` None when it is new."""

    agreement: Agreement | None = None
    lots: tuple[Lot, ...] = ()
    members: tuple[HeldMember, ...] = ()


@dataclass(frozen=True)
class PriceImport:
    """What the person asked for. `until` is the agreement's last day; `title` "" is the sheet's.

    `effective_from` None takes the day that the sheets themselves state, if they agree.
    """

    reference: str
    effective_from: date | None = None
    until: date | None = None
    title: str = ""


@dataclass(frozen=True)
class PlannedMember:
    """A row that will be taken: what is new, what it closes, what stays."""

    scheduled: ScheduledMember
    service: KnownService
    held: Membership | None
    new: tuple[ScheduledPrice, ...]
    closing: tuple[Rate, ...]
    unchanged: tuple[ScheduledPrice, ...]
    withdrawn: int
    not_offered: int


@dataclass(frozen=True)
class PlannedLot:
    """A lot and its rows; `held` is None when the lot is new."""

    sheet: str
    code: str
    title: str
    held: Lot | None
    members: tuple[PlannedMember, ...]


@dataclass(frozen=True)
class PricePreview:
    """Everything that accepting would do, and everything that was not taken."""

    asked: PriceImport
    schedule: PriceSchedule
    agreement: Agreement | None
    title: str
    effective_from: date
    lots: tuple[PlannedLot, ...]
    unread: tuple[UnreadCell, ...]
    warnings: tuple[str, ...]

    @property
    def members(self) -> list[PlannedMember]:
        """Every row that will be taken."""
        return [member for lot in self.lots for member in lot.members]

    @property
    def skipped(self) -> tuple[SkippedSheet, ...]:
        """Sheets left out as a whole."""
        return self.schedule.skipped

    @property
    def changes_nothing(self) -> bool:
        """Whether the store already holds all of it."""
        return (
            self.agreement is not None
            and all(lot.held for lot in self.lots)
            and all(one.held and not one.new and not one.closing for one in self.members)
        )

    def as_dict(self) -> dict[str, object]:
        """Plain JSON values. `rates` are the file's prices that stand, `poa` among them."""
        members = self.members
        taken = [price for one in members for price in (*one.new, *one.unchanged)]
        until = self.agreement.period.end if self.agreement else day_after(self.asked.until)
        return {
            "agreement": self.asked.reference,
            "title": self.title,
            "new_agreement": self.agreement is None,
            "effective_from": self.effective_from.isoformat(),
            "until": (until - timedelta(days=1)).isoformat() if until else None,
            "lots": len(self.lots),
            "memberships": len(members),
            "rates": len(taken),
            "poa": sum(price.kind is PriceKind.ON_APPLICATION for price in taken),
            "not_offered": sum(one.not_offered for one in members),
            "memberships_added": sum(one.held is None for one in members),
            "rates_added": sum(len(one.new) for one in members),
            "rates_unchanged": sum(len(one.unchanged) for one in members),
            "rates_closed": sum(len(one.closing) for one in members),
            "rates_withdrawn": sum(one.withdrawn for one in members),
            "unread": [cell.as_dict() for cell in self.unread],
            "skipped_sheets": [{"sheet": one.sheet, "why": one.why} for one in self.skipped],
            "warnings": list(self.warnings),
        }


def period_of(preview: PricePreview) -> Period:
    """The new agreement's period, half-open. Raises BadInput when it would end before it begins."""
    end = day_after(preview.asked.until)
    if end is not None and end <= preview.effective_from:
        raise BadInput(
            f"The agreement would end on {day_text(preview.asked.until)}, before its prices begin"
            f" on {day_text(preview.effective_from)}."
        )
    return Period(preview.effective_from, end)
