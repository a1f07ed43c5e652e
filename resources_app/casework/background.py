"""What a search knows of its children: where they lived before, and journeys that were timed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from resources_app.casework import search_queries as queries
from resources_app.foundations.dates import stored_period
from resources_app.requests.background import Background, EarlierStay
from resources_app.store.tables import Tables


def background_of(tables: Tables, children: Collection[str], today: date) -> Background:
    """The background of the children of one request, by their ids."""
    stays = [
        EarlierStay(
            row["service_id"],
            stored_period(row["start_date"], row["end_date"]),
            bool(row["disrupted"]),
        )
        for row in queries.ended_stay_rows(tables, children, today)
    ]
    minutes = {
        (row["from_postcode"], row["to_postcode"]): row["minutes"]
        for row in queries.travel_rows(tables, children)
    }
    return Background(tuple(stays), minutes)
