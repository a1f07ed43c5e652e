"""Office hours are dated, and set by those who manage the team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.office_hours import USUAL, OfficeHours
from resources_app.session import Session
from resources_app.team.hours_queries import every_office_hours, office_hours
from resources_app.team.model import Role
from resources_app.team.office_hours import set_office_hours

EARLY, LATE = OfficeHours(time(8), time(16)), OfficeHours(time(9, 30), time(18))


def test_the_hours_of_a_day_are_the_last_that_began(
    session: Session, session_for: Callable[[Role], Session]
) -> None:
    april, june = date(2026, 4, 1), date(2026, 6, 1)
    set_office_hours(session, EARLY, april)
    set_office_hours(session, EARLY, june)
    set_office_hours(session, LATE, june)
    days = (date(2026, 3, 31), april, date(2026, 5, 31), june)
    assert [office_hours(session.tables, day) for day in days] == [USUAL, EARLY, EARLY, LATE]
    assert [one.effective_from for one in every_office_hours(session.tables)] == [june, april]
    with pytest.raises(BadInput, match="before it opens"):
        set_office_hours(session, OfficeHours(time(17), time(9)), june)
    with pytest.raises(Refused):
        set_office_hours(session_for(Role.PLACEMENT_OFFICER), LATE, june)
