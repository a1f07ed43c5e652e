"""What runs out, when, and by when somebody must act: agreements, options to extend, memberships,
rates and providers' due-diligence documents.

Pure: facts come in, a calendar goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Renewal(StrEnum):
    """What runs out."""

    AGREEMENT = "agreement"
    EXTENSION = "option to extend"
    MEMBERSHIP = "membership"
    RATE = "price"
    DOCUMENT = "due-diligence document"


@dataclass(frozen=True)
class LeadTime:
    """How many days before the last day somebody must begin, and what there is to do."""

    days: int
    to_do: str


# To change a lead time: its days here. To add a kind: a member above, a row here, and the facts in
# renewal_queries.py.
LEAD_TIMES: Mapping[Renewal, LeadTime] = {
    # Market engagement, notices, evaluation, governance and standstill of a light-touch tender.
    Renewal.AGREEMENT: LeadTime(365, "Tender anew, or take an option to extend"),
    Renewal.EXTENSION: LeadTime(90, "Decide, and write to the providers"),
    Renewal.MEMBERSHIP: LeadTime(120, "Renew it, or plan where its children go"),
    Renewal.RATE: LeadTime(90, "Agree the price that takes over"),
    Renewal.DOCUMENT: LeadTime(30, "Ask the provider for the new one"),
}
# Documents that take longer to come by than others; the words are those of their kind.
DOCUMENT_DAYS: Mapping[str, int] = {"insurance": 45, "accounts": 60}
# What ran out and was not seen to is shown for so long; a document until there is a newer one.
_SHOWN_AFTER = timedelta(days=90)


class Standing(StrEnum):
    """How pressing it is."""

    EXPIRED = "expired"
    ACT_NOW = "act now"
    COMING = "coming"


@dataclass(frozen=True)
class Ending:
    """A fact: something holds up to and including `last_day`.

    `agreement` is a reference and `urn` a service's, empty where there is none.
    """

    kind: Renewal
    what: str
    whose: str
    last_day: date
    agreement: str = ""
    lot: str = ""
    urn: str = ""
    provider_id: str = ""


@dataclass(frozen=True)
class Expiry:
    """An ending with the day by which somebody must act, and what there is to do."""

    kind: Renewal
    what: str
    whose: str
    last_day: date
    act_by: date
    standing: Standing
    to_do: str
    agreement: str = ""
    lot: str = ""
    urn: str = ""
    provider_id: str = ""


def calendar(
    endings: Iterable[Ending], today: date, *, within: int | None = None
) -> tuple[Expiry, ...]:
    """What runs out, the soonest to act on first.

    `within` days of today (inclusive); None: what is to be acted on by today.
    """
    found = [_expiry(one, today) for one in endings]
    wanted = (one for one in found if _is_shown(one, today, within))
    return tuple(sorted(wanted, key=lambda one: (one.act_by, one.last_day, one.whose, one.what)))


def _expiry(one: Ending, today: date) -> Expiry:
    act_by = one.last_day - timedelta(days=lead_days(one))
    standing = Standing.COMING
    if one.last_day < today:
        standing = Standing.EXPIRED
    elif act_by <= today:
        standing = Standing.ACT_NOW
    return Expiry(
        one.kind,
        one.what,
        one.whose,
        one.last_day,
        act_by,
        standing,
        LEAD_TIMES[one.kind].to_do,
        one.agreement,
        one.lot,
        one.urn,
        one.provider_id,
    )


def lead_days(one: Ending) -> int:
    """How many days before its last day something is to be acted on."""
    if one.kind is Renewal.DOCUMENT:
        kinds = (days for word, days in DOCUMENT_DAYS.items() if word in one.what.casefold())
        return next(kinds, LEAD_TIMES[one.kind].days)
    return LEAD_TIMES[one.kind].days


def _is_shown(one: Expiry, today: date, within: int | None) -> bool:
    if one.standing is Standing.EXPIRED:
        return one.kind is Renewal.DOCUMENT or one.last_day >= today - _SHOWN_AFTER
    if within is None:
        return one.standing is Standing.ACT_NOW
    return one.last_day <= today + timedelta(days=within)
