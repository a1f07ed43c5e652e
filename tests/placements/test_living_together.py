"""Whose turn a sibling discount is, and how many a provider has, night by night."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.dates import Period
from resources_app.placements.living_together import Stay, nights_with, sibling_places
from tests.agreements.charging_cases import days

FIRST = date(2026, 1, 1)


def stay(number: int, period: Period, *, service: str = "s", born: int = 2012) -> Stay:
    return Stay(f"p{number}", f"c{number}", service, period, date(born, 1, 1))


def test_the_first_to_come_is_first_and_then_the_eldest() -> None:
    stays = [
        stay(1, days("2026-02-01"), born=2014),
        stay(2, days("2026-01-01"), born=2016),
        stay(3, days("2026-02-01"), born=2010),
    ]
    pairs = {frozenset({"c1", "c2"}), frozenset({"c2", "c3"})}
    places = {
        key: [one.number for one in found] for key, found in sibling_places(stays, pairs).items()
    }
    # The eldest came in February, with the youngest but after the one in the middle.
    assert places == {"p2": [1], "p3": [2], "p1": [3]}


def test_when_one_leaves_the_others_move_up() -> None:
    stays = [stay(1, days("2026-01-01", "2026-03-01"), born=2010), stay(2, days("2026-01-01"))]
    found = sibling_places(stays, {frozenset({"c1", "c2"})})
    assert [(one.period, one.number) for one in found["p2"]] == [
        (days("2026-01-01", "2026-03-01"), 2),
        (days("2026-03-01"), 1),
    ]


def test_a_sister_elsewhere_and_a_stranger_here_count_for_nothing() -> None:
    stays = [stay(1, days("2026-01-01")), stay(2, days("2026-01-01"), service="elsewhere"),
             stay(3, days("2026-01-01"))]  # fmt: skip
    assert sibling_places(stays, {frozenset({"c1", "c2"})}) == {}


_periods = st.tuples(st.integers(0, 60), st.none() | st.integers(1, 60)).map(
    lambda one: Period(
        FIRST + timedelta(one[0]), FIRST + timedelta(one[0] + one[1]) if one[1] else None
    )
)


@given(st.lists(_periods, min_size=2, max_size=5))
def test_on_any_night_the_siblings_there_are_numbered_without_a_gap(periods: list[Period]) -> None:
    stays = [stay(number, period, born=2010 + number) for number, period in enumerate(periods)]
    pairs = {frozenset({f"c{n}", f"c{n + 1}"}) for n in range(len(stays) - 1)}
    found = sibling_places(stays, pairs)
    for offset in range(125):
        night = FIRST + timedelta(offset)
        there = [one for one in stays if night in one.period]
        numbers = [
            next(count.number for count in found[one.placement_id] if night in count.period)
            for one in there
        ]
        assert sorted(numbers) == list(range(1, len(there) + 1))


@given(_periods, st.lists(_periods, max_size=6))
def test_every_night_of_a_stay_is_counted_once(own: Period, others: list[Period]) -> None:
    found = nights_with(own, others)
    for offset in range(125):
        night = FIRST + timedelta(offset)
        numbers = [one.number for one in found if night in one.period]
        there = sum(night in other for other in others)
        assert numbers == ([there] if night in own else [])
