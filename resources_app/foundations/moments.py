"""Moments as people type them: a date and the time of day."""

from __future__ import annotations

import re
from datetime import datetime, time

from resources_app.foundations.clock import LOCAL
from resources_app.foundations.dates import date_from
from resources_app.foundations.errors import BadInput, Where

_MOMENT = re.compile(r"(.+?)[\sT,]+(?:at\s+)?(\d{1,2})[:.](\d{2})", re.ASCII)
_RIGHT = "Give a date and a time of day, such as 25 Nov 2026 22:10."


def moment_from(text: str, *, where: Where | None = None) -> datetime:
    """The moment written as `25 Nov 2026 22:10` or `2026-11-25T22:10`, local time.

    Raises BadInput with what would be right. An hour that comes twice when the clocks go back is
    the first of the two.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        raise BadInput(f"“{text.strip()}” is not a moment.", where=where, remedy=_RIGHT)
    return datetime.combine(date_from(found[1]), time(int(found[2]), int(found[3])), LOCAL)
