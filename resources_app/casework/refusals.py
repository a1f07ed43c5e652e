"""What a service refused before: for these children, and of all it was asked in twelve months.

A refusal is every decline it gave, also one that it took back later by an offer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.casework import refusal_queries as queries
from resources_app.foundations.clock import from_stamp, local_day
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import small
from resources_app.store.tables import Tables

DAYS = 365  # of which refusals are counted


@dataclass(frozen=True)
class Refusal:
    """A decline of a request for one of these children; `reason` is in words."""

    reference: str
    on: date
    reason: str
    note: str


@dataclass(frozen=True)
class Refusals:
    """What one service refused. `asked` and `by_reason` are of the last twelve months.

    `by_reason` counts declines by the reason in words, the commonest first.
    """

    these_children: tuple[Refusal, ...]
    asked: int
    by_reason: dict[str, int]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person should know before asking it again, a sentence each."""
        told = [_told(one) for one in self.these_children]
        if refused := sum(self.by_reason.values()):
            reasons = ", ".join(f"{count} {reason}" for reason, count in self.by_reason.items())
            asked = counted(self.asked, "request")
            told.append(f"Declined {refused} of {asked} in the last twelve months: {reasons}.")
        return tuple(told)


def refusals_of(
    tables: Tables, service_id: str, children: Collection[str], today: date
) -> Refusals:
    """What a service refused for these children (by id), and for anybody in twelve months."""
    since = today - timedelta(days=DAYS)
    return Refusals(
        tuple(
            Refusal(
                row["reference"],
                local_day(from_stamp(row["said_at"])),
                _reason(row["reason"]),
                row["note"],
            )
            for row in queries.declines_for(tables, service_id, children)
        ),
        queries.times_asked(tables, service_id, since),
        {
            _reason(row["reason"]): row["count"]
            for row in queries.declines_by_reason(tables, service_id, since)
        },
    )


def _reason(code: str) -> str:
    said = words(CodeList.DECLINE_REASONS, code)
    return small(said) if said else "no reason given"


def _told(one: Refusal) -> str:
    note = f" “{one.note}”" if one.note else ""
    return f"Declined {one.reference} for this child on {day_text(one.on)}: {one.reason}.{note}"
