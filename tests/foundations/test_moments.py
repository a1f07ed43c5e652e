"""Moments as people type them, local time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from resources_app.foundations.errors import BadInput
from resources_app.foundations.moments import moment_from


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("25 Nov 2026 22:10", datetime(2026, 11, 25, 22, 10, tzinfo=UTC)),
        ("2026-11-25T22:10", datetime(2026, 11, 25, 22, 10, tzinfo=UTC)),
        ("25/11/2026 at 9.05", datetime(2026, 11, 25, 9, 5, tzinfo=UTC)),
        ("3 July 2026, 22:10", datetime(2026, 7, 3, 21, 10, tzinfo=UTC)),  # summer time
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert moment_from(text) == moment


@pytest.mark.parametrize("text", ["", "22:10", "25 Nov 2026", "25 Nov 2026 24:00", "soon 10:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        moment_from(text)
