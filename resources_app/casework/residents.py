"""Who already lives where, as far as this store knows: ages and sex, never names.

What is said of them may be shown beside a referral, so nothing here can be traced to a
child by a reader: `child_id` is for counting only.
"""

from __future__ import annotations

from datetime import date

from resources_app.casework.search_queries import resident_rows
from resources_app.foundations.dates import age_on
from resources_app.requests.circumstances import Resident
from resources_app.store.tables import Row, Tables

# SSDA903 sex codes as matching writes them.
SEX_OF_CODE = {"1": "M", "2": "F"}


def residents_on(tables: Tables, day: date) -> list[Resident]:
    """Every child who lives at a service on a day, whoever placed them."""
    return [_resident(row, day) for row in resident_rows(tables, day)]


def _resident(row: Row, day: date) -> Resident:
    return Resident(
        child_id=row["child_id"],
        service_id=row["service_id"],
        setting_id=row["setting_id"],
        age=age_on(date.fromisoformat(row["date_of_birth"]), day),
        sex=SEX_OF_CODE.get(row["sex"], ""),
        risk_to_others=bool(row["risky"]),
    )
