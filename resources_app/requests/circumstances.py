"""What is true of the services on one day, beside what the register says of them.

Who lives where, who is suspended, what is declared vacant, who is under contract at what
price: facts of other rooms, handed in by `casework.searching` and turned into columns that
match the catalogue's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from resources_app.requests.catalogue import SEXES, UNKNOWN, Catalogue, Flags, Ints

VACANCY_DAYS = 28  # a declared vacancy is news for four weeks


@dataclass(frozen=True)
class Resident:
    """A child who lives at a service, without a name: never shown beyond age and sex."""

    child_id: str
    service_id: str
    setting_id: str
    age: int
    sex: str  # 'M', 'F' or ''
    risk_to_others: bool = False


@dataclass(frozen=True)
class DeclaredVacancy:
    """Places a service said it had, and the day it said so."""

    service_id: str
    places: int
    declared_on: date


@dataclass(frozen=True)
class SiblingCapacity:
    """How many brothers and sisters a service said it would take together, and the day it did."""

    service_id: str
    children: int
    declared_on: date


@dataclass(frozen=True)
class ContractTerm:
    """A membership in force on the day, and its core weekly price for ages (both inclusive).

    A price of None is on application. A `service_id` of '' means every service of the provider.
    """

    service_id: str
    provider_id: str
    membership_id: str
    tier: int
    rank: int
    age_from: int
    age_to: int
    weekly_pence: int | None
    lot: str = ""
    agreement: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything gathered for one search or more.

    Ages, contracts and who lives where are as on `on`, the day the home is needed;
    vacancies were declared so many days before `today`.
    """

    today: date
    on: date
    residents: Sequence[Resident] = ()
    suspended: frozenset[str] = frozenset()  # service identifiers
    held_beds: dict[str, int] = field(default_factory=dict)  # block beds not ours to use
    vacancies: Sequence[DeclaredVacancy] = ()
    terms: Sequence[ContractTerm] = ()
    together: Sequence[SiblingCapacity] = ()  # the last of each service


@dataclass(frozen=True, eq=False)
class Terms:
    """Contract terms in columns, best first within each service."""

    service: Ints
    age_from: Ints
    age_to: Ints
    tier: Ints
    pence: Ints  # UNKNOWN: on application
    rows: list[ContractTerm]

    def best_for(self, age: int, size: int) -> Ints:
        """For each service the row of its best term for an age; UNKNOWN where it has none.

        A membership whose price is for other ages still counts, after those that fit.
        """
        fits = (self.age_from <= age) & (age <= self.age_to)
        best = np.full(size, UNKNOWN, np.int64)
        for usable in (np.flatnonzero(~fits), np.flatnonzero(fits)):
            # Written last to first, so that a service keeps its first, which is its best.
            best[self.service[usable[::-1]]] = usable[::-1]
        return best


@dataclass(frozen=True, eq=False)
class Circumstances:
    """One day's facts in columns; position i is the catalogue's."""

    on: date
    suspended: Flags
    residents: Ints  # children known to live there
    place_residents: Ints  # by sleeping place
    youngest: Ints  # age in years of the youngest who lives there; UNKNOWN for none
    oldest: Ints
    risks: Ints  # how many who live there have a recorded risk to others
    held_beds: Ints
    vacancy: Ints  # places declared within VACANCY_DAYS, UNKNOWN for none
    vacancy_age: Ints  # days since, UNKNOWN for none
    terms: Terms
    together: dict[int, SiblingCapacity]  # by position, for those who said
    living: dict[int, tuple[Resident, ...]]  # by position, youngest first
    homes: dict[str, list[int]]  # child's identifier → positions where they live


def circumstances_of(catalogue: Catalogue, facts: Facts) -> Circumstances:
    """Turn a day's facts into columns."""
    staying = [
        (catalogue.positions[one.service_id], one)
        for one in facts.residents
        if one.service_id in catalogue.positions
    ]
    size = len(catalogue)
    at = np.array([position for position, _ in staying], np.int64)
    ages = np.array([one.age for _, one in staying], np.int64)
    youngest = np.full(size, 99, np.int64)
    oldest = np.full(size, UNKNOWN, np.int64)
    np.minimum.at(youngest, at, ages)
    np.maximum.at(oldest, at, ages)
    risky = np.array([one.risk_to_others for _, one in staying], bool)
    vacancy, vacancy_age = _vacancies(catalogue, facts)
    return Circumstances(
        on=facts.on,
        suspended=_flagged(catalogue, facts.suspended),
        residents=np.bincount(at, minlength=size),
        place_residents=_by_place(catalogue, staying),
        youngest=np.where(oldest == UNKNOWN, UNKNOWN, youngest),
        oldest=oldest,
        risks=np.bincount(at[risky], minlength=size),
        held_beds=_held(catalogue, facts.held_beds),
        vacancy=vacancy,
        vacancy_age=vacancy_age,
        terms=_terms(catalogue, facts.terms),
        together={
            catalogue.positions[one.service_id]: one
            for one in facts.together
            if one.service_id in catalogue.positions
        },
        living=_living(staying),
        homes=_homes(staying),
    )


def without(
    catalogue: Catalogue, circumstances: Circumstances, children: Iterable[str]
) -> Circumstances:
    """The same day with these children gone from where they live: they would move out.

    Only the few homes concerned are counted again.
    """
    gone = set(children)
    homes = {at for child in gone for at in circumstances.homes.get(child, ())}
    if not homes:
        return circumstances
    changed = replace(
        circumstances,
        residents=circumstances.residents.copy(),
        place_residents=circumstances.place_residents.copy(),
        youngest=circumstances.youngest.copy(),
        oldest=circumstances.oldest.copy(),
        risks=circumstances.risks.copy(),
        living=dict(circumstances.living),
    )
    for at in homes:
        staying = tuple(one for one in circumstances.living[at] if one.child_id not in gone)
        for one in circumstances.living[at]:
            changed.place_residents[_place_of(catalogue, at, one)] -= one.child_id in gone
        ages = [one.age for one in staying]
        changed.living[at] = staying
        changed.residents[at] = len(staying)
        changed.youngest[at] = min(ages, default=UNKNOWN)
        changed.oldest[at] = max(ages, default=UNKNOWN)
        changed.risks[at] = sum(one.risk_to_others for one in staying)
    return changed


def _homes(staying: list[tuple[int, Resident]]) -> dict[str, list[int]]:
    homes: dict[str, list[int]] = {}
    for position, one in staying:
        homes.setdefault(one.child_id, []).append(position)
    return homes


def _living(staying: list[tuple[int, Resident]]) -> dict[int, tuple[Resident, ...]]:
    grouped: dict[int, list[Resident]] = {}
    for position, one in staying:
        grouped.setdefault(position, []).append(one)
    by_age = {at: sorted(all_, key=lambda one: (one.age, one.sex)) for at, all_ in grouped.items()}
    return {at: tuple(ordered) for at, ordered in by_age.items()}


def _flagged(catalogue: Catalogue, services: frozenset[str]) -> Flags:
    flags = np.zeros(len(catalogue), bool)
    flags[[catalogue.positions[one] for one in services if one in catalogue.positions]] = True
    return flags


def _by_place(catalogue: Catalogue, staying: list[tuple[int, Resident]]) -> Ints:
    """Children by sleeping place; one whose setting is not recorded counts at the first."""
    places = [_place_of(catalogue, position, one) for position, one in staying]
    return np.bincount(np.array(places, np.int64), minlength=len(catalogue.places.setting_ids))


def _place_of(catalogue: Catalogue, position: int, one: Resident) -> int:
    return catalogue.place_positions.get(one.setting_id, int(catalogue.first_place[position]))


def _held(catalogue: Catalogue, held: dict[str, int]) -> Ints:
    beds = np.zeros(len(catalogue), np.int64)
    for service, count in held.items():
        if service in catalogue.positions:
            beds[catalogue.positions[service]] = count
    return beds


def _vacancies(catalogue: Catalogue, facts: Facts) -> tuple[Ints, Ints]:
    places = np.full(len(catalogue), UNKNOWN, np.int64)
    ages = np.full(len(catalogue), UNKNOWN, np.int64)
    for one in sorted(facts.vacancies, key=lambda vacancy: vacancy.declared_on):
        at = catalogue.positions.get(one.service_id)
        days = (facts.today - one.declared_on).days
        if at is not None and days <= VACANCY_DAYS:
            places[at], ages[at] = one.places, max(days, 0)
    return places, ages


def _terms(catalogue: Catalogue, terms: Sequence[ContractTerm]) -> Terms:
    rows = [(at, term) for term in terms for at in _services_of(catalogue, term)]
    # Best first: a lower tier, a better rank, then the lower price; the key ends the tie.
    rows.sort(
        key=lambda row: (row[0], row[1].tier, row[1].rank, _price(row[1]), row[1].membership_id)
    )
    return Terms(
        service=np.array([at for at, _ in rows], np.int64),
        age_from=np.array([term.age_from for _, term in rows], np.int64),
        age_to=np.array([term.age_to for _, term in rows], np.int64),
        tier=np.array([term.tier for _, term in rows], np.int64),
        pence=np.array(
            [UNKNOWN if term.weekly_pence is None else term.weekly_pence for _, term in rows],
            np.int64,
        ),
        rows=[term for _, term in rows],
    )


def _price(term: ContractTerm) -> int:
    return 10**12 if term.weekly_pence is None else term.weekly_pence


def _services_of(catalogue: Catalogue, term: ContractTerm) -> list[int]:
    if not term.service_id:
        return catalogue.services_of_provider.get(term.provider_id, [])
    at = catalogue.positions.get(term.service_id)
    return [] if at is None else [at]


def sex_code(sex: str) -> int:
    """The catalogue's number for a sex: 0 not known, 1 male, 2 female."""
    return SEXES.get(sex, 0)
