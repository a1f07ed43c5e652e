"""By when providers answer: in working days, and in an emergency in hours that run at once.

DOMAIN: Agreement, terms. The longest response time of those asked counts, so that nobody is
asked for more than was agreed; who is under no contract has the usual time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from resources_app.agreements.model import Terms
from resources_app.foundations.clock import local_day, local_text
from resources_app.foundations.dates import day_text
from resources_app.foundations.working_days import add_working_days
from resources_app.requests.ladder import Candidate
from resources_app.requests.model import Release, Urgency

_USUAL = Terms()
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class ReplyDue:
    """The last day on which a reply counts, and the moment where hours count."""

    day: date
    at: datetime | None = None

    def __str__(self) -> str:
        return local_text(self.at) if self.at else day_text(self.day)

    def has_passed(self, now: datetime) -> bool:
        """Whether an answer would be late: after the moment, or after the day's end."""
        return now >= self.at if self.at else local_day(now) > self.day


def due_of(sent: Release) -> ReplyDue:
    """When the replies of a round are due."""
    return ReplyDue(sent.reply_due, sent.reply_due_at)


def due_by_terms(chosen: Iterable[Candidate], urgency: Urgency, now: datetime) -> ReplyDue:
    """When those chosen must answer a request that goes out `now`, by their agreements."""
    terms = [one.member.agreement.terms for one in chosen if one.member] or [_USUAL]
    if urgency is Urgency.EMERGENCY:
        hours = max(one.urgent_response_hours for one in terms)
        at = now + timedelta(hours=hours)
        # To the whole minute that people are told, and never less than was agreed.
        at = (
            at
            if not (at.second or at.microsecond)
            else at.replace(second=0, microsecond=0) + _MINUTE
        )
        return ReplyDue(local_day(at), at)
    days = max(one.response_working_days for one in terms)
    return ReplyDue(add_working_days(local_day(now), days))
