"""The fourth list of today: alerts nobody has settled, and what runs out and wants acting on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.agreements.renewal_queries import expiring
from resources_app.beds.watching_queries import bed_matters
from resources_app.casework.alerts import open_alerts
from resources_app.store.tables import Tables
from ui.pages.expiring_table import place_of
from ui.pages.wording import sentence
from ui.shell.places import Place


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
    """Alerts first, the newest at the top; then what runs out, the soonest first."""
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
            f"{one.whose}: {one.what}",
            one.to_do,
            one.last_day,
            one.agreement,
            place_of(one) or Place("expiring"),
        )
        for one in expiring(tables, today)
    ]
    beds = [
        RunningOut(
            one.what,
            one.about,
            one.by,
            one.agreement,
            Place("beds", one.agreement, "assessments" if one.about_assessment else ""),
        )
        for one in bed_matters(tables, today)
    ]
    return [*alerts, *sorted([*beds, *ending], key=lambda one: one.by or date.max)]
