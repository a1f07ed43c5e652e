"""What a search stands on, kept until a table it was read from changes.

The catalogue takes a tenth of a second to build from the store and a search five
thousandths, so it is kept beside the store while the store is open. Whether it still holds
is asked of the journal: a change elsewhere, such as keeping a search, leaves it true.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar
from weakref import WeakKeyDictionary

from resources_app.beds.board import board
from resources_app.beds.queries import block_contract, block_contracts
from resources_app.beds.vacancies import kept_from
from resources_app.casework import search_queries as queries
from resources_app.casework.residents import residents_on
from resources_app.foundations.dates import Period
from resources_app.requests.catalogue import Catalogue, build_catalogue
from resources_app.requests.circumstances import (
    VACANCY_DAYS,
    Circumstances,
    ContractTerm,
    DeclaredVacancy,
    Facts,
    SiblingCapacity,
    circumstances_of,
    without,
)
from resources_app.store.store import Store
from resources_app.store.tables import Row, Tables

_FEW = 8  # days and authorities searched for at one time


@dataclass(frozen=True)
class Occasion:
    """When and for whom: facts hold for one authority and two days."""

    authority_code: str
    today: date
    on: date


@dataclass
class _Kept:
    """What was built for one store."""

    marker: int = 0
    catalogues: dict[date, Catalogue] = field(default_factory=dict)
    circumstances: dict[Occasion, Circumstances] = field(default_factory=dict)


_kept: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()
_lock = threading.Lock()
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def surroundings(
    store: Store, tables: Tables, occasion: Occasion, children: frozenset[str]
) -> tuple[Catalogue, Circumstances]:
    """The catalogue, and the day's facts in its columns, for a search for these children.

    Where the children themselves live now, they are not counted: they would move out.
    """
    with _lock:
        kept = _up_to_date(store, tables)
        catalogue = _get(
            kept.catalogues, occasion.today, lambda: _catalogue(tables, occasion.today)
        )
        circumstances = _get(
            kept.circumstances,
            occasion,
            lambda: circumstances_of(catalogue, gather(tables, occasion)),
        )
    return catalogue, without(catalogue, circumstances, children)


def forget(store: Store) -> None:
    """Let go of what was built for a store; the next search builds it anew."""
    with _lock:
        _kept.pop(store, None)


def _up_to_date(store: Store, tables: Tables) -> _Kept:
    """What is kept, without what is no longer true."""
    kept = _kept.setdefault(store, _Kept())
    marker = store.marker()
    if marker != kept.marker:
        if queries.changed_since(tables, kept.marker, queries.REGISTER_TABLES):
            kept.catalogues.clear()
        if queries.changed_since(tables, kept.marker, queries.FACT_TABLES):
            kept.circumstances.clear()
        kept.marker = marker
    return kept


def _get(kept: dict[_Key, _Value], key: _Key, build: Callable[[], _Value]) -> _Value:
    if key not in kept:
        if len(kept) >= _FEW:
            kept.clear()
        kept[key] = build()
    return kept[key]


def _catalogue(tables: Tables, today: date) -> Catalogue:
    return build_catalogue(
        queries.service_columns(tables), queries.setting_columns(tables), today.isoformat()
    )


def gather(tables: Tables, occasion: Occasion) -> Facts:
    """Read a day's facts from the rooms they belong to."""
    day = occasion.on
    since = occasion.today - timedelta(days=VACANCY_DAYS)
    return Facts(
        today=occasion.today,
        on=day,
        residents=residents_on(tables, day),
        suspended=queries.suspended_services(tables, occasion.today, day),
        held_beds=_held_beds(tables, occasion),
        vacancies=[_vacancy(row) for row in queries.vacancy_rows(tables, since)],
        terms=[_term(row) for row in queries.term_rows(tables, occasion.authority_code, day)],
        together=[_together(row) for row in queries.sibling_capacity_rows(tables)],
    )


def _held_beds(tables: Tables, occasion: Occasion) -> dict[str, int]:
    """Empty contracted beds by service that are not this authority's to fill."""
    tonight = Period(occasion.on, occasion.on + timedelta(days=1))
    held: Counter[str] = Counter()
    for one in block_contracts(tables):
        if occasion.on in one.period:
            contract = block_contract(tables, one.reference, occasion.today)
            shown = board(contract, tonight, occasion.today)
            held.update(kept_from(shown, occasion.authority_code))
    return dict(held)


def _vacancy(row: Row) -> DeclaredVacancy:
    declared_on = date.fromisoformat(row["declared_on"])
    return DeclaredVacancy(row["service_id"], row["places"], declared_on)


def _together(row: Row) -> SiblingCapacity:
    declared_on = date.fromisoformat(row["declared_on"])
    return SiblingCapacity(row["service_id"], row["children"], declared_on)


def _term(row: Row) -> ContractTerm:
    return ContractTerm(
        service_id=row["service_id"],
        provider_id=row["provider_id"],
        membership_id=row["membership_id"],
        tier=row["tier"],
        rank=row["rank"],
        age_from=row["age_from"],
        age_to=row["age_to"],
        weekly_pence=row["amount_pence"],
        lot=row["lot"],
        agreement=row["agreement"],
    )
