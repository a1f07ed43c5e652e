"""What is still missing of an offer before anybody should decide for it, in words. Pure.

To add one: a row of `_GAPS`, which reads the facts and says what is missing, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital
from resources_app.providers.model import ProvisionType, Service
from resources_app.requests.model import Offer

# Ofsted grades the council's fostering service as a whole, and no family's friends.
_UNGRADED = frozenset({ProvisionType.IN_HOUSE_FOSTERING, ProvisionType.CONNECTED_PERSON})
_SCHOOL_AGES = range(4, 18)  # whole years, 4 to 17


@dataclass(frozen=True)
class Paper:
    """A due-diligence document of a provider; `expires_on` is its last good day."""

    kind: str
    expires_on: date | None


@dataclass(frozen=True)
class OfferGapFacts:
    """What the gaps are read from. `unanswered` are days of questions that wait for our answer.

    `age` is the child's in whole years on the day the place is available.
    """

    offer: Offer
    service: Service
    age: int
    today: date
    papers: Sequence[Paper] = ()
    unanswered: Sequence[date] = ()


def missing_of(facts: OfferGapFacts) -> tuple[str, ...]:
    """Everything that is missing, in the order of the table."""
    return tuple(capital(said) for gap in _GAPS for said in gap(facts))


_Gap = Callable[[OfferGapFacts], Sequence[str]]


def _papers(facts: OfferGapFacts) -> Sequence[str]:
    if facts.service.in_house:
        return ()
    if not facts.papers:
        return ("no due-diligence document is on record",)
    return [
        f"{one.kind} expired {day_text(one.expires_on)}"
        for one in facts.papers
        if one.expires_on is not None and one.expires_on < facts.today
    ]


def _questions(facts: OfferGapFacts) -> Sequence[str]:
    return [f"its question of {day_text(one)} is not answered" for one in facts.unanswered]


def _code(facts: OfferGapFacts) -> Sequence[str]:
    return () if facts.offer.carer_or_bed_code else ("no carer’s or bed’s code",)


def _needs(facts: OfferGapFacts) -> Sequence[str]:
    return () if facts.offer.how_needs_met.strip() else ("not said how needs would be met",)


def _school(facts: OfferGapFacts) -> Sequence[str]:
    named = facts.offer.school_offered.strip() or facts.age not in _SCHOOL_AGES
    return () if named else ("no school named",)


def _grade(facts: OfferGapFacts) -> Sequence[str]:
    graded = facts.service.overall_effectiveness or facts.service.provision_type in _UNGRADED
    return () if graded else ("not graded by Ofsted",)


def _conditions(facts: OfferGapFacts) -> Sequence[str]:
    return ("conditions of registration not read",) if facts.service.conditions_unread else ()


_GAPS: tuple[_Gap, ...] = (_code, _needs, _school, _questions, _papers, _grade, _conditions)
