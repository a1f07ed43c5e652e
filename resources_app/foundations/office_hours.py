"""When the team is at work: between two times of day, on working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from resources_app.foundations.clock import LOCAL
from resources_app.foundations.working_days import add_working_days, is_working_day


@dataclass(frozen=True)
class OfficeHours:
    """Local times; what comes in at closing time still counts for the day."""

    opens: time = time(9)
    closes: time = time(17)

    def at_work_from(self, day: date, at: time | None) -> datetime:
        """When the team can first act on what came in on `day` at `at`, local time.

        After hours, and on a day that is no working day, that is the next working day's opening.
        A time that nobody noted counts as the opening.
        """
        at = at or self.opens
        if is_working_day(day) and at <= self.closes:
            return datetime.combine(day, max(at, self.opens), LOCAL)
        return datetime.combine(add_working_days(day + timedelta(days=1), 0), self.opens, LOCAL)

    def ends(self, day: date) -> datetime:
        """Closing time on a day."""
        return datetime.combine(day, self.closes, LOCAL)


# Used until a store's own are set (team.office_hours).
USUAL = OfficeHours()
