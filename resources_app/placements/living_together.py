"""How many live where on which nights: whose turn a sibling discount is, and volumes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from resources_app.agreements.charge_model import Count
from resources_app.foundations.dates import Period


@dataclass(frozen=True)
class Stay:
    """A child's nights in a place, for counting."""

    placement_id: str
    child_id: str
    service_id: str
    period: Period
    born: date


def sibling_places(
    stays: Sequence[Stay], siblings: Set[frozenset[str]]
) -> dict[str, tuple[Count, ...]]:
    """Which of the brothers and sisters in the same place each child was, night by night.

    `siblings` are pairs of children; brothers and sisters of one's brothers and sisters are
    one's own here. The first to come counts first, of those who came together the eldest.
    When one leaves, the others move up. Children with no sibling in the place are left out.
    """
    found: dict[str, tuple[Count, ...]] = {}
    for group in _groups(stays, siblings):
        in_order = sorted(group, key=lambda one: (one.period.start, one.born, one.placement_id))
        for stay in in_order:
            found[stay.placement_id] = _places(stay, in_order)
    return found


def _groups(stays: Sequence[Stay], siblings: Set[frozenset[str]]) -> list[list[Stay]]:
    """Stays of siblings in the same place, together; groups of one are left out."""
    leader = {stay.child_id: stay.child_id for stay in stays}

    def lead(child: str) -> str:
        while leader[child] != child:
            child = leader[child]
        return child

    for pair in siblings:
        if len(pair) == 2 and pair <= leader.keys():
            first, second = sorted(map(lead, pair))
            leader[second] = first
    groups: dict[tuple[str, str], list[Stay]] = {}
    for stay in stays:
        groups.setdefault((stay.service_id, lead(stay.child_id)), []).append(stay)
    return [group for group in groups.values() if len({one.child_id for one in group}) > 1]


def _places(stay: Stay, in_order: Sequence[Stay]) -> tuple[Count, ...]:
    """The child's place among those there, span by span of their own stay."""
    before = in_order[: in_order.index(stay)]
    others = [one for one in before if one.child_id != stay.child_id]
    return _counted(stay.period, [one.period for one in others], own=1)


def nights_with(period: Period, others: Iterable[Period]) -> tuple[Count, ...]:
    """How many of `others` hold each night of a period, span by span."""
    return _counted(period, list(others), own=0)


def _counted(period: Period, others: Sequence[Period], *, own: int) -> tuple[Count, ...]:
    cuts = {day for one in others for day in (one.start, one.end) if day is not None}
    within = sorted(
        day for day in cuts if period.start < day and (period.end is None or day < period.end)
    )
    edges: list[date | None] = [period.start, *within, period.end]
    return tuple(
        Count(Period(start, end), own + sum(start in one for one in others))
        for start, end in pairwise(edges)
        if start is not None and start != end
    )
