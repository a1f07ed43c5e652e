"""One main placement a night; respite nests inside it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.dates import Period
from resources_app.placements.model import Placement
from resources_app.placements.nights import why_not_respite, why_not_there


def _placement(start: date, end: date | None, kind: str = "main") -> Placement:
    return Placement(
        id="p",
        reference="PLC-26-A7-0001",
        child_id="c",
        request_id=None,
        service_id="s",
        setting_id=None,
        period=Period(start, end),
        kind=kind,
        placement_code="K2",
        carer_or_bed_code="",
        living_postcode="",
    )


MARCH_TO_MAY = _placement(date(2026, 3, 1), date(2026, 5, 3))


def test_a_placement_may_start_on_the_day_the_last_one_ended() -> None:
    assert why_not_there(Period(date(2026, 5, 3)), [MARCH_TO_MAY]) == ""


def test_the_night_before_is_one_night_in_two_places() -> None:
    assert why_not_there(Period(date(2026, 5, 2)), [MARCH_TO_MAY]) == (
        "The placement would start before the child’s current placement "
        "(PLC-26-A7-0001) ends on 3 May 2026."
    )


def test_an_open_placement_stands_in_the_way() -> None:
    still = _placement(date(2026, 3, 1), None)
    assert "since 1 Mar 2026 with no end" in why_not_there(Period(date(2027, 1, 1)), [still])


def test_a_later_placement_stands_in_the_way_of_one_without_end() -> None:
    assert "run past 1 Mar 2026" in why_not_there(Period(date(2026, 1, 1)), [MARCH_TO_MAY])


def test_respite_elsewhere_does_not_stand_in_the_way() -> None:
    respite = _placement(date(2026, 3, 1), date(2026, 3, 4), kind="respite")
    assert why_not_there(Period(date(2026, 3, 2)), [respite]) == ""


def test_respite_nests_inside_one_main_placement() -> None:
    inside = Period(date(2026, 3, 1), date(2026, 5, 3))
    too_long = Period(date(2026, 3, 1), date(2026, 5, 4))
    assert why_not_respite(inside, [MARCH_TO_MAY]) == ""
    assert why_not_respite(too_long, [MARCH_TO_MAY])


_DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(_DAYS, _DAYS, _DAYS, _DAYS)
def test_it_is_refused_exactly_when_a_night_would_be_doubled(
    a: date, b: date, c: date, d: date
) -> None:
    old = Period(min(a, b), max(a, b))
    new = Period(min(c, d), max(c, d))
    doubled = any(
        old.start.toordinal() <= night < max(a, b).toordinal()
        for night in range(new.start.toordinal(), max(c, d).toordinal())
    )
    assert bool(why_not_there(new, [_placement(old.start, old.end)])) == doubled
