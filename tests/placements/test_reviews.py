"""Reviews of the child's case, counted from the day the child became looked after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.placements.reviews import after_review, review_due

SINCE = date(2026, 3, 2)  # a Monday; 20 working days on, past Easter, is 30 March


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 30)),
        (date(2026, 3, 30), date(2026, 3, 30)),
        (date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 30)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2027, 7, 1), date(2027, 12, 30)),
    ],
)
def test_the_next_review_follows_the_childs_time_in_care(day: date, due: date) -> None:
    assert review_due(SINCE, day) == due


def test_the_second_follows_the_first_by_three_months_and_others_by_six() -> None:
    assert after_review(SINCE, date(2026, 3, 30)) == date(2026, 6, 30)
    assert after_review(SINCE, date(2026, 6, 30)) == date(2026, 12, 30)


_DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@given(_DAYS, st.integers(0, 6000))
def test_a_review_is_never_past_and_never_more_than_six_months_off(since: date, later: int) -> None:
    day = since + timedelta(days=later)
    assert day <= review_due(since, day) <= day + timedelta(days=185)
