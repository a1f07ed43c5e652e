"""The Cross Regional Project of DOMAIN.md, made through the actions an officer would use.

Six authorities, one provider, eight years for £25 m, six homes, 20 beds, and a year in which 28
children lived in them. All are invented. Days are counted from 1 April of that year.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.model import AgreementKind, Terms
from resources_app.agreements.queries import find_agreement
from resources_app.beds.actions import (
    BlockTerms,
    NewHold,
    NewHome,
    NewSale,
    OutcomeCount,
    add_home,
    allocate_beds,
    assess,
    hold_bed,
    place_in_bed,
    record_outcomes,
    sell_nights,
    set_block_terms,
    set_payment,
    take_out_of_service,
)
from resources_app.demo.aftercare import TABLES as AFTERCARE_TABLES
from resources_app.demo.aftercare import Aftercare
from resources_app.demo.happenings import Row
from resources_app.demo.people import People, Person
from resources_app.demo.places import PROJECT
from resources_app.demo.queries import home_by_urn
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Refused
from resources_app.placements.reviews import review_due
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.references import next_reference

REFERENCE = "CRP-BLOCK"
CONTRACT_PENCE = 2_500_000_000  # £25 m over eight years
YEARS = 8
BEDS_PER_HOME = (4, 4, 3, 3, 3, 3)
BEDS_PER_AUTHORITY = (6, 4, 4, 3, 2, 1)
MINUTES = (12, 31, 24, 38, 19, 44)
TERMS = BlockTerms(
    school_name="Chiltern Gate School",
    school_postcode="HP12 4QA",
    most_minutes=45,
    therapist_weeks=6,
)
THERAPISTS = ("Ms A. Lindqvist", "Mr D. Achebe")
BUCKS, OXON, HERTS, KEYNES, FOREST, READING = PROJECT

# A stay: the authority, the first day, and the day the child left, None for a child still there.
Stay = tuple[str, int, int | None]
# Each bed's stays, by home. To move a child: change its row; 28 have a night in days 0 to 364.
STAYS: tuple[tuple[tuple[Stay, ...], ...], ...] = (
    (
        ((BUCKS, -120, None),),
        ((BUCKS, -60, 130), (BUCKS, 165, None)),
        ((OXON, -200, 410), (OXON, 430, None)),
        ((HERTS, -30, None),),
    ),
    (
        ((BUCKS, -300, 380), (BUCKS, 395, None)),
        ((OXON, -90, 105), (READING, 131, 470)),
        ((HERTS, -150, 225), (HERTS, 262, None)),
        ((KEYNES, -45, None),),
    ),
    (
        ((BUCKS, -10, None),),
        ((OXON, -250, 180), (OXON, 214, 560), (FOREST, 594, None)),
        ((HERTS, -75, 440), (HERTS, 455, None)),
    ),
    (
        ((BUCKS, -140, 60), (BUCKS, 100, 480)),
        ((KEYNES, -200, 270), (KEYNES, 310, None)),
        ((FOREST, -20, None),),
    ),
    (
        ((BUCKS, -33, None),),
        ((HERTS, -12, None),),
        ((READING, -340, 150), (FOREST, 186, None)),
    ),
    (
        ((OXON, -80, None),),
        ((KEYNES, -100, None),),
        ((FOREST, -180, 130), (BUCKS, 178, None)),
    ),
)


@dataclass(frozen=True)
class PlannedSale:
    """A bed sale: home and bed by number from 0, days, pence a night."""

    seller: str
    buyer: str
    home: int
    bed: int
    first: int
    end: int
    nightly_pence: int | None


SALES = (
    PlannedSale(OXON, READING, 1, 1, 131, 151, 43_000),
    PlannedSale(OXON, BUCKS, 5, 2, 178, 365, 43_000),
    PlannedSale(OXON, BUCKS, 5, 2, 365, 730, 44_500),
    PlannedSale(READING, KEYNES, 1, 1, 500, 514, None),
)
# Nights a bed was out of service: home, bed, first day, end, why.
CLOSURES = (
    (3, 1, 272, 284, "Redecorated after a leak"),
    (1, 1, 571, 640, "New window and floor"),
)
# DOMAIN: of 28, 18 had gone missing, 18 been violent, 15 offended and 8 harmed themselves. The
# children are numbered in the order of the plan.
HISTORIES = {
    "missing": range(18),
    "violence": range(10, 28),
    "offending": range(6, 21),
    "self-harm": range(20, 28),
}


@dataclass(frozen=True)
class Placed:
    """A child of the plan, placed: in which bed, and for which nights."""

    reference: str
    bed: str
    period: Period
    in_the_year: bool


def make_cross_regional(session: Session, urns: Sequence[str], year: int) -> list[Placed]:
    """Make the contract in six homes, with the children of the year from 1 April `year`.

    It began the year before. Only what has happened by today is made; the officer keeps
    agreements and beds.
    """
    _set_up(session, urns, year)
    children = _place_children(session, urns, year)
    for one in CLOSURES:
        _close(session, urns, year, one)
    for sale in SALES:
        _sell(session, urns, year, sale)
    _follow(session, children)
    _hold_what_is_free(session, urns)
    return children


def day(year: int, number: int) -> date:
    """The day so many days after 1 April of a year."""
    return date(year, 4, 1) + timedelta(days=number)


def _bed(urns: Sequence[str], home: int, bed: int) -> str:
    return f"{urns[home]}/B{bed + 1}"


def _set_up(session: Session, urns: Sequence[str], year: int) -> None:
    began = date(year - 1, 4, 1)
    create_agreement(
        session,
        NewAgreement(
            reference=REFERENCE,
            title="Cross Regional Project",
            period=Period(began, date(began.year + YEARS, 4, 1)),
            kind=AgreementKind.BLOCK,
            lead_authority_code=BUCKS,
            authorities=PROJECT,
            terms=Terms(lifetime_value_pence=CONTRACT_PENCE),
        ),
    )
    set_block_terms(session, REFERENCE, TERMS)
    for urn, beds, minutes in zip(urns, BEDS_PER_HOME, MINUTES, strict=True):
        codes = [f"B{number}" for number in range(1, beds + 1)]
        add_home(session, REFERENCE, NewHome(urn, codes, began, minutes))
    shares = dict(zip(PROJECT, BEDS_PER_AUTHORITY, strict=True))
    allocate_beds(session, REFERENCE, began, shares)
    set_payment(session, REFERENCE, CONTRACT_PENCE // YEARS, began)


@dataclass(frozen=True)
class _Planned:
    authority: str
    bed: str
    urn: str
    period: Period


def _planned(urns: Sequence[str], year: int, today: date) -> Iterator[_Planned]:
    """What of the plan has begun by today; a stay that ends later has not ended yet."""
    for home, beds in enumerate(STAYS):
        for bed, stays in enumerate(beds):
            for authority, first, last in stays:
                start, end = day(year, first), None if last is None else day(year, last)
                if start <= today:
                    still = end is None or end > today
                    nights = Period(start, None if still else end)
                    yield _Planned(authority, _bed(urns, home, bed), urns[home], nights)


def _place_children(session: Session, urns: Sequence[str], year: int) -> list[Placed]:
    chance = random.Random(year)
    people = People(chance)
    plan = list(_planned(urns, year, session.today()))
    whole_year = Period(date(year, 4, 1), date(year + 1, 4, 1))
    rows: dict[str, list[Row]] = defaultdict(list)
    with session.act("demo_block_children") as act:
        references = []
        for one in plan:
            age, person = chance.randint(11, 15), people.person()
            born = people.born(age, one.period.start)
            references.append(_add_placement(session, act.tables, rows, person, one, born))
        Aftercare(session, random.Random(year)).follow(rows)
        for table in ("child", "period_of_care", "placement", "ipa", *AFTERCARE_TABLES):
            act.tables.insert_many(table, rows[table])
    made = []
    for one, reference in zip(plan, references, strict=True):
        place_in_bed(session, REFERENCE, one.bed, reference)
        made.append(Placed(reference, one.bed, one.period, one.period.overlaps(whole_year)))
    return made


def _add_placement(
    session: Session,
    tables: Tables,
    rows: dict[str, list[Row]],
    person: Person,
    plan: _Planned,
    born: date,
) -> str:
    """Add a child's placement as the past left it; its reference. The contract says the cost."""
    start, end = plan.period.start.isoformat(), plan.period.end
    left = end.isoformat() if end else None
    child_id, placement_id = session.new_id(), session.new_id()
    reference = next_reference(session, tables, "PLC")
    service_id, postcode = home_by_urn(tables, plan.urn)
    rows["child"].append(
        {
            "id": child_id,
            "local_identifier": f"CRP-{reference[-4:]}",
            "given_name": person.given_name,
            "family_name": person.family_name,
            "date_of_birth": born.isoformat(),
            "sex": person.sex,
            "authority_code": plan.authority,
        },
    )
    rows["period_of_care"].append(
        {
            "id": session.new_id(),
            "child_id": child_id,
            "start_date": start,
            "end_date": left,
            "reason_ended": "E3" if left else "",
        },
    )
    rows["placement"].append(
        {
            "id": placement_id,
            "reference": reference,
            "child_id": child_id,
            "service_id": service_id,
            "carer_or_bed_code": plan.bed.rpartition("/")[2],
            "living_postcode": postcode,
            "placement_code": "K2",
            "start_date": start,
            "end_date": left,
            "end_reason": "moved to another placement" if left else "",
            "authority_code": plan.authority,
        },
    )
    rows["ipa"].append(
        {
            "id": session.new_id(),
            "reference": next_reference(session, tables, "IPA"),
            "placement_id": placement_id,
            "agreement_id": find_agreement(tables, REFERENCE).id,
            "start_date": start,
            "notice_days": 28,
            "payment_cycle": "quarterly, by the block contract",
            "review_due": review_due(plan.period.start, plan.period.start).isoformat(),
        },
    )
    return reference


def _close(
    session: Session, urns: Sequence[str], year: int, one: tuple[int, int, int, int, str]
) -> None:
    home, bed, first, end, reason = one
    if day(year, first) <= session.today():
        nights = Period(day(year, first), day(year, end))
        take_out_of_service(session, REFERENCE, _bed(urns, home, bed), nights, reason)


def _sell(session: Session, urns: Sequence[str], year: int, sale: PlannedSale) -> None:
    if day(year, sale.first) > session.today():
        return
    sell_nights(
        session,
        REFERENCE,
        NewSale(
            seller=sale.seller,
            buyer=sale.buyer,
            period=Period(day(year, sale.first), day(year, sale.end)),
            nightly_pence=sale.nightly_pence,
            bed=_bed(urns, sale.home, sale.bed),
            agreed_by="Contract board",
        ),
    )


def _follow(session: Session, children: Sequence[Placed]) -> None:
    """Assessments of all who have been there six weeks but the latest; outcomes of the year's."""
    number = 0
    latest = max(children, key=lambda one: one.period.start)
    for at, child in enumerate(sorted(children, key=lambda one: one.period.start)):
        done = child.period.start + timedelta(days=21 + at % 20)
        if done <= session.today() and child is not latest:
            assess(session, child.reference, done, THERAPISTS[at % 2])
    for child in children:
        if not child.in_the_year:
            continue
        counts = [
            OutcomeCount(measure, 3 + number % 5, number % 3)
            for measure, who in HISTORIES.items()
            if number in who
        ]
        if counts:
            record_outcomes(session, child.reference, counts)
        number += 1


def _hold_what_is_free(session: Session, urns: Sequence[str]) -> None:
    """One bed is kept for a child of the home authority until next week."""
    today = session.today()
    nights = Period(today, today + timedelta(days=28))
    hold = NewHold(_bed(urns, 3, 0), BUCKS, nights, today + timedelta(days=6), "Matching meeting")
    try:
        hold_bed(session, REFERENCE, hold)
    except Refused:
        return  # at another time of the year a child lives there
