"""Matching: which services could be a home for these children, in what order, and why not.

Every service is judged by every criterion. Absolute and essential criteria exclude: each
exclusion is counted under the first cause in the table's order, and all causes of each
service are kept. Desirable criteria score those that fit. The order is by score, then by
distance from where the child lives now, then by URN, so it never depends on chance and
never on price alone. Sentences are made by `explaining.py` when somebody looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from resources_app.foundations.distance import square_metres_limit
from resources_app.requests.background import UNKNOWN_BACKGROUND, Background
from resources_app.requests.catalogue import UNKNOWN, Catalogue, Ints
from resources_app.requests.circumstances import Circumstances
from resources_app.requests.criteria import Criteria
from resources_app.requests.criteria_table import CRITERIA, Kind
from resources_app.requests.ground import (
    FULL,
    NOT_MET,
    Ground,
    free_places,
    near_place_to_avoid,
    square_between,
)
from resources_app.requests.judging import judge, prices


@dataclass(frozen=True, eq=False)
class Match:
    """The result of one search over the whole catalogue."""

    ground: Ground
    order: Ints  # positions of the services that fit, best first
    scores: Ints  # 0 to 1,000, beside `order`
    causes: Ints  # a bit for each criterion that excludes the service, in the table's order
    first_causes: Mapping[str, int]  # criterion → services counted under it; they add up
    all_causes: Mapping[str, int]  # criterion → services it excludes; they overlap

    @property
    def criteria(self) -> Criteria:
        """What was asked."""
        return self.ground.criteria

    @property
    def considered(self) -> int:
        """How many services were judged."""
        return len(self.causes)

    @cached_property
    def rank(self) -> Mapping[int, int]:
        """The place in the order, from 1, of each service that fits, by position."""
        return {at: rank for rank, at in enumerate(self.order.tolist(), start=1)}

    def causes_of(self, at: int) -> tuple[str, ...]:
        """Every criterion that excludes a service, in the published order; empty when it fits."""
        bits = int(self.causes[at])
        return tuple(one.id for bit, one in enumerate(CRITERIA) if bits >> bit & 1)

    def excluded_by(self, criterion: str) -> list[int]:
        """The services counted under a cause (their first), in the order of URN."""
        bit = next(bit for bit, one in enumerate(CRITERIA) if one.id == criterion)
        first = self.causes & -self.causes
        found: list[int] = np.flatnonzero(first == 1 << bit).tolist()
        return found


def match(
    criteria: Criteria,
    catalogue: Catalogue,
    circumstances: Circumstances,
    background: Background = UNKNOWN_BACKGROUND,
) -> Match:
    """Judge every service in the catalogue. Takes milliseconds; makes no sentence."""
    place, square = _choose_places(criteria, catalogue, circumstances)
    best = circumstances.terms.best_for(criteria.children[0].age, len(catalogue))
    ground = Ground(criteria, catalogue, circumstances, background, place, square, best)
    causes = _causes(ground)
    fits = np.flatnonzero(causes == 0)
    ground = _with_prices(ground, fits)
    scores = _scores(ground, fits)
    order = np.lexsort((fits, ground.square_from_home[fits], -scores))
    first, every = _counts(causes)
    return Match(ground, fits[order], scores[order], causes, first, every)


def summary(found: Match) -> str:
    """`214 fit · 1,186 do not: 602 too far, 311 wrong age`, the commonest cause first."""
    fit, rest = len(found.order), found.considered - len(found.order)
    line = f"{fit:,} {'fits' if fit == 1 else 'fit'} · {rest:,} {'does' if rest == 1 else 'do'} not"
    words = {one.id: one.cause for one in CRITERIA}
    ordered = sorted(found.first_causes.items(), key=lambda one: -one[1])
    causes = ", ".join(f"{count:,} {words[name]}" for name, count in ordered)
    return f"{line}: {causes}" if causes else line


def _choose_places(
    criteria: Criteria, catalogue: Catalogue, circumstances: Circumstances
) -> tuple[Ints, Ints]:
    """For each service the sleeping place it is judged by, and its squared distance from home.

    That is the nearest with enough capacity that is within the distance limit and clear of
    the places to avoid; where none is all of these, simply the nearest.
    """
    chosen = catalogue.first_place.copy()
    for_several = _best_of_several(criteria, catalogue, circumstances)
    chosen[catalogue.several_places] = for_several
    return chosen, square_between(catalogue, criteria.home, chosen)


def _best_of_several(
    criteria: Criteria, catalogue: Catalogue, circumstances: Circumstances
) -> Ints:
    several = catalogue.several_places
    if not len(several):
        return several
    places = catalogue.places_of_several
    square = square_between(catalogue, criteria.home, places)
    capacity = catalogue.places.capacity[places]
    room = capacity - circumstances.place_residents[places] >= len(criteria.children)
    bad = ~(room | (capacity == UNKNOWN))
    if criteria.kind_of("avoid") is not Kind.OFF:
        bad |= near_place_to_avoid(criteria, catalogue, places)
    if criteria.max_miles is not None:
        bad |= square > square_metres_limit(criteria.max_miles)
    # One number to compare: unfit places after fit ones, then the nearer, then the earlier.
    key = (bad.astype(np.int64) << 53) + square
    starts = catalogue.starts_of_several
    least = np.minimum.reduceat(key, starts)
    owner = np.repeat(np.arange(len(several)), catalogue.place_count[several])
    firsts = np.where(key == least[owner], np.arange(len(places)), len(places))
    return places[np.minimum.reduceat(firsts, starts)]


def _causes(ground: Ground) -> Ints:
    everyone = np.arange(len(ground.catalogue))
    causes = np.zeros(len(everyone), np.int64)
    for bit, criterion in enumerate(CRITERIA):
        if ground.criteria.kind_of(criterion.id) in (Kind.ABSOLUTE, Kind.ESSENTIAL):
            judged = judge(criterion.id, ground, everyone)
            causes |= (judged.verdicts == NOT_MET).astype(np.int64) << bit
    return causes


def _counts(causes: Ints) -> tuple[dict[str, int], dict[str, int]]:
    first = causes & -causes
    firsts, every = {}, {}
    for bit, criterion in enumerate(CRITERIA):
        count = int(np.count_nonzero(causes & (1 << bit)))
        if count:
            every[criterion.id] = count
        counted = int(np.count_nonzero(first == 1 << bit)) if count else 0
        if counted:
            firsts[criterion.id] = counted
    return firsts, every


def _with_prices(ground: Ground, fits: Ints) -> Ground:
    """Know the spread of contract prices among those that fit: a tenth off either end."""
    found = prices(ground, fits)
    known = np.sort(found[found != UNKNOWN])
    if not len(known):
        return ground
    last, tenth = len(known) - 1, len(known) // 10
    return replace(
        ground,
        middle_price=int(known[last // 2]),
        low_price=int(known[tenth]),
        high_price=int(known[last - tenth]),
    )


def _scores(ground: Ground, fits: Ints) -> Ints:
    """The weighted mean of the desirable criteria's scores, 0 to 1,000, rounded down."""
    total, weights = np.zeros(len(fits), np.int64), 0
    for criterion in CRITERIA:
        weight = ground.criteria.weight_of(criterion.id)
        if weight:
            total += weight * judge(criterion.id, ground, fits).scores
            weights += weight
    return total // weights if weights else np.full(len(fits), FULL, np.int64)


def places_left(found: Match, at: int) -> int:
    """Places free for a child at a service; UNKNOWN when nobody knows."""
    ground = found.ground
    one = np.array([at], np.int64)
    return int(free_places(ground.catalogue, ground.circumstances, ground.place, one)[0])
