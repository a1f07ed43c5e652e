"""The fourth list of today: alerts nobody has settled, and agreements that end soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.queries import agreements
from resources_app.casework.alerts import open_alerts
from resources_app.foundations.dates import inclusive_end
from resources_app.store.tables import Tables
from ui.pages.wording import sentence
from ui.shell.places import Place

SOON = timedelta(days=183)  # half a year: time to extend an agreement or to tender anew


@dataclass(frozen=True)
class RunningOut:
    """Something to look at: what, in which words, by when, and where it is."""

    what: str
    who: str
    by: date | None
    reference: str
    place: Place
    emergency: bool = False
    alert: str = ""  # its identifier, when this is one


def running_out(tables: Tables, today: date) -> list[RunningOut]:
    """Alerts first, the newest at the top; then what ends, the soonest first."""
    alerts = [
        RunningOut(
            f"{one.service_name}: {one.kind}",
            sentence(one.message),
            None,
            one.reference,
            Place("placement", one.reference),
            emergency=True,
            alert=one.id,
        )
        for one in open_alerts(tables)
    ]
    ending = [
        RunningOut(
            f"{one.agreement.title or one.agreement.reference} ends",
            f"{one.lots} lots, {one.members:,} services",
            inclusive_end(one.agreement.period.end),
            one.agreement.reference,
            Place("agreement", one.agreement.reference),
        )
        for one in agreements(tables)
        if one.agreement.period.end and today < one.agreement.period.end <= today + SOON
    ]
    return [*alerts, *sorted(ending, key=lambda one: one.by or date.max)]
