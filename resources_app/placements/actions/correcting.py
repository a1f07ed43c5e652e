"""Correcting the day on which the children of an agreement left: a numbered variation.

A recorded ending is never written over. What another day costs is approved as any variation
is; then the placements that ended on the old day end on the new one, and their lines with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from resources_app.agreements.charging import charge
from resources_app.approvals.model import Cost
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.working_days import add_working_days
from resources_app.placements.actions.ending import end_respite
from resources_app.placements.actions.variation_lines import Under
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.duties import NOTIFYING_WORKING_DAYS
from resources_app.placements.duty_queries import duties_of
from resources_app.placements.model import Placement
from resources_app.placements.nights import why_not_there
from resources_app.placements.queries import placements_of_child, placements_under
from resources_app.placements.varying import cost_from
from resources_app.session import Session
from resources_app.store.tables import Tables

_LONGEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class EndingChange:
    """Another day of leaving, and what the agreement costs a week before and for it."""

    old_end: date
    new_end: date
    before: Cost
    after: Cost

    @property
    def effective_from(self) -> date:
        """The first day that is paid for otherwise than before."""
        return min(self.old_end, self.new_end)


def ending_change(
    session: Session, tables: Tables, under: Under, reason: str, new_end: date
) -> EndingChange:
    """What another day of leaving comes to. Raises BadInput, naming the field, and Refused."""
    old_end = under.placement.period.end
    where = Where(field="Day the child left")
    if old_end is None:
        raise Refused(f"{under.placement.reference} has not ended.", remedy="End it first.")
    if not reason.strip():
        raise BadInput("A variation says why.", where=Where(field="Reason"))
    if new_end == old_end:
        raise BadInput(f"It ends on {day_text(old_end)} already.", where=where,
                       remedy="Give another day.")  # fmt: skip
    if new_end <= under.placement.period.start:
        began = day_text(under.placement.period.start)
        raise BadInput(f"The placement began on {began}.", where=where,
                       remedy="Give a day after it.")  # fmt: skip
    if new_end > session.today() + _LONGEST_AHEAD:
        raise BadInput(f"{day_text(new_end)} is more than a year away.", where=where,
                       remedy="Check the year.")  # fmt: skip
    for one in _leaving(tables, under, old_end):
        others = [other for other in placements_of_child(tables, one.child_id) if other != one]
        if why := why_not_there(Period(one.period.start, new_end), others):
            raise BadInput(why, where=where, remedy="Give a day before it.")
    cost = _cost(tables, under, old_end, new_end)
    nothing = Cost(0, 0)
    later = new_end > old_end
    return EndingChange(old_end, new_end, nothing if later else cost, cost if later else nothing)


def correct_ending(tables: Tables, under: Under, old_end: date, new_end: date) -> None:
    """Write another day of leaving, with all that hangs on it, inside the caller's action."""
    for one in _leaving(tables, under, old_end):
        tables.update("placement", one.id, {"end_date": new_end.isoformat()})
        end_respite(tables, one, new_end)
        due = add_working_days(new_end, NOTIFYING_WORKING_DAYS).isoformat()
        for duty in duties_of(tables, one.id):
            if duty.open and duty.code.startswith("ending: "):
                tables.update("duty", duty.id, {"due_on": due})
    for line in under.ipa.fee_lines:
        ended = line.period.end
        if ended == old_end or (ended is None or ended > new_end):
            last = max(line.period.start, new_end)
            tables.update("fee_line", line.id, {"end_date": last.isoformat()})


def _leaving(tables: Tables, under: Under, day: date) -> list[Placement]:
    """The children who left together: they move together."""
    found = placements_under(tables, under.placement)
    return [one for one in found if one.period.end == day]


def _cost(tables: Tables, under: Under, old_end: date, new_end: date) -> Cost:
    """What the nights between both days cost: a week, and in all, net pence."""
    first, last = min(old_end, new_end), max(old_end, new_end)
    between = Period(first, last)
    found = accounts_of(tables, under.ipa.reference, Period(first - timedelta(days=1), last))
    longer = [
        replace(
            one,
            stay=Period(one.stay.start, last),
            lines=tuple(
                replace(line, period=Period(line.period.start, last))
                if line.period.end in (old_end, new_end, None)
                else line
                for line in one.lines
            ),
        )
        for one in found
    ]
    weekly = cost_from(longer, first).weekly_pence
    return Cost(weekly, sum(charge(one, between).net_pence for one in longer))
