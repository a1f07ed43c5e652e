"""Why each episode of care began, by the Department for Education's codes."""

from __future__ import annotations

from datetime import date

from resources_app.children.episodes import NewHome, episodes
from resources_app.children.model import LegalStatusPeriod, PeriodOfCare
from resources_app.foundations.dates import Period


def status(code: str, start: date, end: date | None = None) -> LegalStatusPeriod:
    return LegalStatusPeriod(code, "rowan", code, Period(start, end))


def test_each_change_begins_an_episode_and_says_why() -> None:
    care = [
        PeriodOfCare("1", "rowan", Period(date(2022, 1, 1), date(2022, 3, 1)), "E8"),
        PeriodOfCare("2", "rowan", Period(date(2024, 11, 2)), ""),
    ]
    statuses = [
        status("V2", date(2022, 1, 1), date(2022, 3, 1)),
        status("V2", date(2024, 11, 2), date(2025, 2, 1)),
        status("V2", date(2025, 2, 1), date(2025, 6, 1)),  # entered anew: no change
        status("C1", date(2025, 6, 1), date(2025, 9, 1)),
        status("C2", date(2025, 9, 1), date(2026, 5, 1)),
        status("E1", date(2026, 5, 1)),
    ]
    homes = [
        NewHome(date(2024, 11, 2), "Beech House"),
        NewHome(date(2025, 9, 1), "Lark Fostering"),
        NewHome(date(2026, 1, 5), "Lark Fostering", same_carer=True),
        NewHome(date(2026, 2, 1), "Oak House"),
        NewHome(date(2026, 5, 1), "Oak House", same_carer=True),
    ]
    found = episodes(care, statuses, homes)
    assert [(one.period.start, one.reason, one.legal_status) for one in reversed(found)] == [
        (date(2022, 1, 1), "S", "V2"),
        (date(2024, 11, 2), "S", "V2"),
        (date(2025, 6, 1), "L", "C1"),
        (date(2025, 9, 1), "B", "C2"),
        (date(2026, 1, 5), "T", "C2"),
        (date(2026, 2, 1), "P", "C2"),
        (date(2026, 5, 1), "U", "E1"),
    ]
    # One ends on the day the next begins, and the last goes on.
    spans = [one.period for one in reversed(found)]
    assert spans[0] == Period(date(2022, 1, 1), date(2022, 3, 1))
    assert [one.end for one in spans[1:]] == [*(one.start for one in spans[2:]), None]
    assert [one.where for one in found[:2]] == ["Oak House", "Oak House"]


def test_without_a_time_in_care_there_is_no_episode() -> None:
    assert episodes([], [status("C2", date(2025, 6, 1))], []) == ()
