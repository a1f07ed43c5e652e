"""The fourth list of today: alerts nobody has settled, and what runs out and wants acting on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from resources_app.agreements.renewal_queries import expiring
from resources_app.beds.watching_queries import bed_matters
from resources_app.casework.alert_queries import open_alerts
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital
from resources_app.placements.notice_queries import notices_running
from resources_app.store.tables import Tables

_NOTICE_AHEAD = timedelta(days=56)  # the longest notice that agreements ask for, twice over


class Matter(StrEnum):
    """What it is that one looks at, and so where."""

    ALERT = "alert"  # at a placement
    AGREEMENT = "agreement"
    LOT = "lot"
    DOCUMENT = "document"  # a provider's, of no agreement
    HOLD = "hold"  # of a bed
    NOTICE = "notice"  # of a placement
    ASSESSMENT = "assessment"  # a therapist's, under a block contract


@dataclass(frozen=True)
class RunningOut:
    """Something to look at: what, in which words, by when, and the record it stands at.

    `alert` is the identifier of one, `lot` the number of a lot in the agreement.
    """

    what: str
    who: str
    by: date | None
    reference: str
    matter: Matter
    lot: str = ""
    alert: str = ""

    @property
    def emergency(self) -> bool:
        """Whether it wants looking at before all else."""
        return self.matter is Matter.ALERT


def running_out(tables: Tables, today: date) -> list[RunningOut]:
    """Alerts first, the newest at the top; then what runs out, the soonest first."""
    alerts = [
        RunningOut(
            f"{one.service_name}: {one.kind}",
            capital(one.message),
            None,
            one.reference,
            Matter.ALERT,
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
            _matter(one.agreement, one.lot),
            lot=one.lot,
        )
        for one in expiring(tables, today)
    ]
    beds = [
        RunningOut(
            one.what,
            one.about,
            one.by,
            one.agreement,
            Matter.ASSESSMENT if one.about_assessment else Matter.HOLD,
        )
        for one in bed_matters(tables, today)
    ]
    notices = [
        RunningOut(
            f"Notice of the {one.given_by} runs out",
            f"Given on {day_text(one.given_on)}: {one.reason}",
            one.runs_to,
            one.placement_reference,
            Matter.NOTICE,
        )
        for one in notices_running(tables, today, today + _NOTICE_AHEAD)
    ]
    return [*alerts, *sorted([*beds, *ending, *notices], key=lambda one: one.by or date.max)]


def _matter(agreement: str, lot: str) -> Matter:
    if not agreement:
        return Matter.DOCUMENT
    return Matter.LOT if lot else Matter.AGREEMENT
