"""A setting that ought to be registered and is not: an offence of whoever carries it on.

Care Standards Act 2000, section 11. It is never found by a search and never sent a request. A
record of one exists only as an exception for one request, authorised by the Director of Children's
Services, with Ofsted told and, where a child is under an order, the court. Under 16 there is no
exception (regulation 27A).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.model import RegistrationStatus, Service

RULE = "section 11, Care Standards Act 2000"
LONGEST = timedelta(days=92)  # then it is authorised anew, or is over

_ALWAYS = Needed.ALWAYS
SETTING_FIELDS: tuple[Field, ...] = (
    Field("name", "Name of the setting", needed=_ALWAYS),
    Field("provider", "Who carries it on", needed=_ALWAYS),
    Field("address", "Address", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("postcode", "Postcode", Kind.POSTCODE, needed=_ALWAYS, help="In full."),
    Field("last_day", "Last day", Kind.DATE, needed=_ALWAYS, help="Three months at most."),
    Field("ofsted_told_on", "Ofsted told on", Kind.DATE, needed=_ALWAYS),
    Field(
        "court_told_on", "Court told on", Kind.DATE, help="Where a child is under a court order."
    ),
    Field("words", "Why there is no other way", Kind.LONG_TEXT, needed=_ALWAYS),
)
LABELS = {one.name: one.label for one in SETTING_FIELDS}


@dataclass(frozen=True)
class NewException:
    """An exception as it is authorised; `last_day` is covered by it."""

    name: str
    provider: str
    address: str
    postcode: str
    last_day: date
    ofsted_told_on: date
    words: str
    court_told_on: date | None = None


@dataclass(frozen=True)
class UnregisteredException:
    """One on record: for a request and a setting, until `period` ends (half-open)."""

    id: str
    request_id: str
    service_id: str
    service_name: str
    urn: str
    period: Period
    ofsted_told_on: date
    court_told_on: date | None
    words: str
    authorised_by: str  # the officer's name
    authorised_at: datetime

    @property
    def last_day(self) -> date:
        """The last day it covers."""
        assert self.period.end is not None
        return self.period.end - timedelta(days=1)

    @property
    def sentence(self) -> str:
        """`Exception for Mill Lane (UNR-26-A7-0001), not registered, until 31 Jan 2027, …`"""
        court = f", the court on {day_text(self.court_told_on)}" if self.court_told_on else ""
        return (
            f"Exception for {self.service_name} ({self.urn}), which is not registered, until "
            f"{day_text(self.last_day)}; by {self.authorised_by}. Ofsted was told on "
            f"{day_text(self.ofsted_told_on)}{court}"
        )


def is_unregistered(service: Service) -> bool:
    """Whether a service is on record only by way of an exception."""
    return service.registration_status is RegistrationStatus.UNREGISTERED


def why_no_exception(service: Service, one: UnregisteredException | None, day: date) -> str:
    """Why an unregistered setting may not be used on a day, as a sentence; empty when it may."""
    if one is None:
        return (
            f"{service.name} is not registered, which is an offence ({RULE}), and the Director of "
            "Children’s Services has authorised no exception for this request."
        )
    if day in one.period:
        return ""
    return (
        f"The exception for {service.name}, which is not registered, ends on "
        f"{day_text(one.last_day)}."
    )


def why_not_exception(new: NewException, today: date, *, under_order: bool) -> tuple[str, str]:
    """What is wrong with an exception, as a sentence, and the field at fault; empty if nothing."""
    told = (new.ofsted_told_on, new.court_told_on or new.ofsted_told_on)
    checks = (
        (told[0] > today, "ofsted_told_on", "Ofsted is told first."),
        (told[1] > today, "court_told_on", "That day is still to come."),
        (
            under_order and new.court_told_on is None,
            "court_told_on",
            "A child is under a court’s order: the court is told first.",
        ),
        (new.last_day < today, "last_day", "That day has passed."),
        (new.last_day >= today + LONGEST, "last_day", "It covers three months at most."),
    )
    return next(((said, field) for wrong, field, said in checks if wrong), ("", ""))
