"""The SQL of a member's tier, rank and suspension, which are as they were from a day on.

Whoever asks what a member is asks for a day: `standing_join` and the columns below stand in the
queries of every room that reads memberships.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.store.tables import Tables

TIER = "coalesce(standing.tier, m.tier)"
RANK = "CASE WHEN standing.id IS NULL THEN m.rank ELSE standing.rank END"
SUSPENDED = "coalesce(standing.suspended_reason, m.suspended_reason)"
# A membership `m` as its dataclass has it.
MEMBER_COLUMNS = f"""m.id, m.lot_id, m.provider_id, m.service_id, m.start_date, m.end_date,
    m.sibling_discount, m.note, {TIER} AS tier, {RANK} AS rank, {SUSPENDED} AS suspended_reason"""


def standing_join(day: str) -> str:
    """Joins the standing that a membership `m` has on a day, given as SQL (`:day`)."""
    return f"""LEFT JOIN membership_standing standing ON standing.id = (
        SELECT id FROM membership_standing
         WHERE membership_id = m.id AND start_date <= {day}
         ORDER BY start_date DESC, id DESC LIMIT 1)"""


@dataclass(frozen=True)
class MemberStanding:
    """A member's tier and rank from a day on. `suspended_reason` is empty unless it is suspended.

    `start` None is the standing with which it came into the lot.
    """

    tier: int
    rank: int | None
    suspended_reason: str
    start: date | None
    reason: str


def standings_of(tables: Tables, membership_id: str) -> list[MemberStanding]:
    """Every standing of a member, first to last; of two from one day the later recorded counts."""
    first = tables.rows(
        """SELECT tier, rank, suspended_reason, NULL AS start_date, '' AS reason
             FROM membership WHERE id = ?""",
        (membership_id,),
    )
    later = tables.rows(
        "SELECT * FROM membership_standing WHERE membership_id = ? ORDER BY start_date, id",
        (membership_id,),
    )
    by_day = {row["start_date"]: row for row in (*first, *later)}
    return [
        MemberStanding(
            row["tier"],
            row["rank"],
            row["suspended_reason"],
            date.fromisoformat(day) if day else None,
            row["reason"],
        )
        for day, row in by_day.items()
    ]


def standing_on(tables: Tables, membership_id: str, day: date) -> MemberStanding | None:
    """What a member was on a day: its tier, its rank, and why it was suspended, if it was."""
    found = [
        one for one in standings_of(tables, membership_id) if one.start is None or one.start <= day
    ]
    return found[-1] if found else None
