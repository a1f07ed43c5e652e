"""Agreements, lots, memberships and rates: what a council has agreed to pay, and to whom."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from resources_app.foundations.dates import Period

# A band without an upper age, such as "18+", ends here: nobody this old is in anyone's care.
OPEN_ENDED_AGE = 99


class AgreementKind(StrEnum):
    """How a council buys. DOMAIN: Agreement."""

    FRAMEWORK = "framework"
    BLOCK = "block"
    COST_AND_VOLUME = "cost and volume"
    SPOT = "spot"
    SERVICE_LEVEL = "service level"


class Element(StrEnum):
    """What a rate or fee line pays for. DOMAIN: Rate."""

    CORE = "core weekly fee"
    SIBLING = "sibling"
    RESPITE = "respite night"
    EDUCATION = "education"
    THERAPY = "therapy"
    EXTRA_STAFFING = "extra staffing"
    TRANSPORT = "transport"
    RETAINER = "retainer"
    ONE_OFF = "one-off"


class Unit(StrEnum):
    """What one amount buys."""

    WEEK = "week"
    DAY = "day"
    NIGHT = "night"
    HOUR = "hour"
    SESSION = "session"
    MILE = "mile"
    TERM = "term"
    ACADEMIC_YEAR = "academic year"
    ONE_OFF = "one-off"

    @property
    def each(self) -> str:
        """How an amount for one is said after it: `a week`, `an hour`, `once`."""
        if self is Unit.ONE_OFF:
            return "once"
        return f"an {self}" if self in (Unit.HOUR, Unit.ACADEMIC_YEAR) else f"a {self}"


class VatTreatment(StrEnum):
    """VAT on a rate; comparisons and limits use net amounts."""

    EXEMPT = "exempt"
    STANDARD = "standard"
    ZERO = "zero"


@dataclass(frozen=True)
class Terms:
    """The terms of an agreement that its call-offs inherit. `uplift_rule` is in words.

    `notice_days` and `payment_days` are calendar days, `uplift_cap` hundredths of a per cent or
    None for no cap, `uplift_day` the day of the year as `04-01`, empty where none is agreed.
    """

    notice_days: int = 28
    charges_day_of_leaving: bool = False
    payment_cycle: str = "four-weekly in arrears"
    payment_days: int = 30
    response_working_days: int = 2
    urgent_response_hours: int = 4
    uplift_rule: str = ""
    uplift_index: str = ""
    uplift_cap: int | None = None
    uplift_day: str = ""
    procurement_regime: str = ""
    award_route: str = ""
    lifetime_value_pence: int | None = None


@dataclass(frozen=True)
class Agreement:
    """An agreement; `period` is half-open, and `authorities` are the ONS codes that may use it.

    `call_off_of` is the id of the framework that it is a call-off under, empty for none.
    """

    id: str
    reference: str
    title: str
    kind: AgreementKind
    lead_authority_code: str
    period: Period
    terms: Terms = Terms()
    authorities: tuple[str, ...] = ()
    source_file: str = ""
    source_sha256: str = ""
    call_off_of: str = ""


@dataclass(frozen=True)
class Lot:
    """A category of service in an agreement; a ceiling is pence a week."""

    id: str
    agreement_id: str
    code: str
    title: str
    price_ceiling_pence: int | None = None

    @property
    def name(self) -> str:
        """`lot 4 Residential EBD`."""
        return f"lot {self.code} {self.title}".strip()


@dataclass(frozen=True)
class Membership:
    """A provider's service in a lot. `sibling_discount` is in hundredths of a per cent."""

    id: str
    lot_id: str
    provider_id: str
    service_id: str | None
    tier: int
    period: Period
    rank: int | None = None
    suspended_reason: str = ""
    sibling_discount: int = 0
    note: str = ""


@dataclass(frozen=True)
class Rate:
    """What a member charges: ages are inclusive years, the period half-open.

    `amount_pence` None is a price on application. `source_cell` is such as
    `Lot 4 Residential EBD!D6`.
    """

    id: str
    membership_id: str
    element: Element
    unit: Unit
    age_from: int
    age_to: int
    amount_pence: int | None
    period: Period
    vat_treatment: VatTreatment = VatTreatment.EXEMPT
    note: str = ""
    source_cell: str = ""
    source_file: str = ""
    vat_recoverable: bool = True


@dataclass(frozen=True)
class MemberOfLot:
    """A membership with the names that say what it is: everything a price sentence needs."""

    agreement: Agreement
    lot: Lot
    membership: Membership
    urn: str
    service_name: str
    provider_name: str


class PriceStatus(StrEnum):
    """What a question for a price was answered with."""

    PRICED = "priced"
    ON_APPLICATION = "price on application"
    NO_PRICE = "no price"


@dataclass(frozen=True)
class PriceDiscount:
    """A discount that may come off a price: from the so-many-th child, placement or night.

    `discount` is hundredths of a per cent; `amount_pence` what is left when it alone comes off.
    """

    kind: str
    starts_at: int
    discount: int
    amount_pence: int


@dataclass(frozen=True)
class PriceAnswer:
    """The price on a day, or why there is none. `why` is whole sentences, best read in order.

    `amount_pence` is per `unit` and without VAT; None unless `status` is PRICED.
    `effective_to` is exclusive. `discounts` are the steps in the order in which they are taken,
    `combination` says how; `ceiling_pence` is what the lot allows a week, if it has a ceiling.
    """

    status: PriceStatus
    agreement: str
    lot: str
    urn: str
    age: int
    on: date
    element: Element
    why: tuple[str, ...]
    service_name: str = ""
    provider_name: str = ""
    amount_pence: int | None = None
    unit: Unit | None = None
    vat_treatment: VatTreatment | None = None
    tier: int | None = None
    sibling_discount: int = 0
    membership_id: str = ""
    rate_id: str = ""
    age_from: int | None = None
    age_to: int | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    source_cell: str = ""
    source_file: str = ""
    discounts: tuple[PriceDiscount, ...] = ()
    combination: str = ""
    ceiling_pence: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The answer as plain JSON values: dates as ISO text, amounts in pence."""
        values = asdict(self)
        for name, value in values.items():
            if isinstance(value, date):
                values[name] = value.isoformat()
            elif isinstance(value, StrEnum):
                values[name] = str(value)
        return values | {"why": list(self.why)}


def age_words(age_from: int, age_to: int) -> str:
    """`ages 5 to 10`, `age 17`, `ages 18 and over` or `all ages`."""
    if age_from == 0 and age_to >= OPEN_ENDED_AGE:
        return "all ages"
    if age_to >= OPEN_ENDED_AGE:
        return f"ages {age_from} and over"
    return f"age {age_from}" if age_from == age_to else f"ages {age_from} to {age_to}"
