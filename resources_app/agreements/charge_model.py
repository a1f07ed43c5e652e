"""What a charge is worked out from, and what it says: the terms, lines and facts of one child's
stay, and the amounts with their reasons.

The rules are in charging.py and the modules it names. Amounts are pence, net of VAT; shares
and discounts are hundredths of a per cent; periods are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resources_app.agreements.model import Element, Rate, Unit, VatTreatment
from resources_app.foundations.dates import Period

WHOLE = 10_000  # 100 %, in hundredths of a per cent


class AbsenceReason(StrEnum):
    """Why a child is away from where they live; each has its retainer. DOMAIN: Agreement."""

    HOSPITAL = "hospital"
    MISSING = "missing"
    CUSTODY = "custody"
    HOLIDAY = "holiday"
    STAY_AT_HOME = "stay at home"
    RESPITE = "respite"


class DiscountKind(StrEnum):
    """What a discount is for, in the order in which discounts are taken."""

    SIBLING = "sibling"
    VOLUME = "volume"
    LONG_STAY = "long stay"


class Combination(StrEnum):
    """How several discounts on one price go together."""

    ONE_AFTER_ANOTHER = "one after another"  # each off what the one before left
    ADDED = "added together"
    LARGEST = "largest only"


class Basis(StrEnum):
    """Whether a line is paid for what was agreed a week, or for what was given."""

    CONTRACTED = "contracted"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class RetainerRule:
    """What is paid for nights away: all of the first `full_nights`, then `share` of the price.

    Beyond `most_nights` of one absence (None: no maximum) nothing is paid unless somebody
    approved it (`Absence.retained_until`).
    """

    reason: AbsenceReason
    full_nights: int
    share: int
    most_nights: int | None = None


@dataclass(frozen=True)
class DiscountRule:
    """A discount from the so-many-th child, placement or night on (`starts_at`, inclusive).

    Of several rules of a kind the one with the highest start that is reached counts.
    """

    kind: DiscountKind
    starts_at: int
    discount: int
    period: Period


@dataclass(frozen=True)
class ChargeTerms:
    """The terms of an agreement that change a charge."""

    charges_day_of_leaving: bool = False
    retainers: tuple[RetainerRule, ...] = ()
    discounts: tuple[DiscountRule, ...] = ()
    combination: Combination = Combination.ONE_AFTER_ANOTHER


@dataclass(frozen=True)
class Absence:
    """Nights away: the first is `period.start`, the day of return its end (None: still away).

    Absences of one stay share no night. Beyond the agreement's maximum the place is paid for
    until `retained_until` (exclusive), where somebody approved that.
    """

    reason: AbsenceReason
    period: Period
    retained_until: date | None = None


@dataclass(frozen=True)
class Count:
    """How many there were, or which one of them this child was, on the nights of a period."""

    period: Period
    number: int


@dataclass(frozen=True)
class Delivery:
    """What was given on a day, in hundredths of the line's unit: 150 is an hour and a half."""

    day: date
    quantity: int


@dataclass(frozen=True)
class ChargeLine:
    """A fee line. `quantity` is units a week; times over for terms, years and one-offs.

    A line with `rates` (those of its membership and element) follows them, by the age of the
    child `born` then; where none answers, the amount agreed at the start stands.
    """

    id: str
    element: Element
    unit: Unit
    quantity: int
    amount_pence: int
    period: Period
    vat_treatment: VatTreatment = VatTreatment.EXEMPT
    vat_recoverable: bool = True
    basis: Basis = Basis.CONTRACTED
    description: str = ""
    born: date | None = None
    rates: tuple[Rate, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True)
class FundingSpan:
    """A funder's share for the days of a period."""

    funder: str
    share: int
    period: Period


@dataclass(frozen=True)
class Account:
    """One child's stay in one place, and everything that decides what it costs.

    `stay` ends on the day the child left. `sibling_places` says which of the brothers and
    sisters in the same place this child was (1, 2 …), `volumes` how many children the provider
    had under the agreement; both are needed only where the terms have such discounts.
    `contract` names agreement and lot in words.
    """

    placement_id: str
    placement_reference: str
    stay: Period
    lines: tuple[ChargeLine, ...]
    terms: ChargeTerms = ChargeTerms()
    absences: tuple[Absence, ...] = ()
    sibling_places: tuple[Count, ...] = ()
    volumes: tuple[Count, ...] = ()
    funding: tuple[FundingSpan, ...] = ()
    contract: str = ""
    ipa_id: str = ""
    ipa_reference: str = ""
    child_id: str = ""
    service_id: str = ""
    provider_id: str = ""
    authority_code: str = ""
    agreement_id: str | None = None
    membership_id: str | None = None
    expected_end: date | None = None
    born: date | None = None


@dataclass(frozen=True)
class ChargePart:
    """Nights of a line at one price. `unit_pence` is for one unit, after discounts and retainer.

    `exact` is the part's pence before rounding, as a fraction in text (`1751200/7`). `rate_id`
    is empty where the price was agreed for the child.
    """

    period: Period
    nights: int
    unit_pence: int
    exact: str
    rate_id: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class LineCharge:
    """What one line costs in a period, rounded once, half up; `parts` add up to it exactly."""

    line_id: str
    element: Element
    unit: Unit
    quantity: int
    description: str
    period: Period
    net_pence: int
    vat_pence: int
    vat_recoverable: bool
    parts: tuple[ChargePart, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class FunderShare:
    """What one funder pays of a charge, net."""

    funder: str
    net_pence: int


@dataclass(frozen=True)
class AccountCharge:
    """What a stay costs in a period. `cost_pence` adds the VAT that the council does not get back.

    The funders' shares add up to `cost_pence`; there are none where no split is recorded.
    """

    placement_reference: str
    ipa_reference: str
    period: Period
    lines: tuple[LineCharge, ...]
    net_pence: int
    vat_pence: int
    cost_pence: int
    funding: tuple[FunderShare, ...]
