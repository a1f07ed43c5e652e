"""Entering how long a journey takes, when somebody drove it or looked it up."""

from __future__ import annotations

from resources_app.children.model import Child
from resources_app.children.queries import child
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.postcodes import normalise
from resources_app.providers.queries import service_by_urn
from resources_app.requests.queries import request
from resources_app.requests.travelling import DESTINATIONS
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

LONGEST = 24 * 60  # minutes


def enter_travel_time(
    session: Session,
    reference: str,
    urn: str,
    to: str,
    minutes: int | None,
    *,
    postcode: str = "",
) -> Changes:
    """Keep the minutes from a service to the child's home, school or family, for this child.

    `postcode` is where the child would sleep when that is not the service's own address; None
    for the minutes forgets them, and the way is estimated again. Whoever enters them is kept
    with them. The same again changes nothing. Raises BadInput for minutes that are none, and
    Refused where one of the two ends is not known.
    """
    require(session, Permission.SEARCH)
    _check(to, minutes)
    with session.act("enter_travel_time") as act:
        asked = request(act.tables, reference)
        service = service_by_urn(act.tables, urn)
        start = normalise(postcode or service.postcode)
        end = normalise(_postcode_of(child(act.tables, asked.child_id), to))
        if not start or not end:
            lacking = f"the postcode of {service.name}" if not start else f"the child’s {to}"
            raise Refused(
                f"The way is not known: {lacking} is not on record.",
                remedy="Enter the postcode first.",
            )
        way = (asked.child_id, start, end)
        held = act.tables.one(
            """SELECT id, minutes FROM travel_time
                WHERE child_id = ? AND from_postcode = ? AND to_postcode = ?""",
            way,
        )
        if held is not None and held["minutes"] != minutes:
            act.tables.delete("travel_time", held["id"])
        if minutes is not None and (held is None or held["minutes"] != minutes):
            act.tables.insert(
                "travel_time",
                {
                    "id": session.new_id(),
                    **dict(zip(("child_id", "from_postcode", "to_postcode"), way, strict=True)),
                    "minutes": minutes,
                    "entered_by": session.officer.id,
                    "entered_at": session.stamp(),
                },
            )
    return act.changes


def _check(to: str, minutes: int | None) -> None:
    if to not in DESTINATIONS:
        remedy = f"One of {', '.join(DESTINATIONS)}."
        raise BadInput(f"“{to}” is nowhere to travel to.", where=Where(field="To"), remedy=remedy)
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise BadInput(
            f"{minutes} is not a number of minutes.",
            where=Where(field="Minutes"),
            remedy=f"Give 1 to {LONGEST:,}.",
        )


def _postcode_of(one: Child, to: str) -> str:
    places = {"home": one.home_postcode, "school": one.school_postcode}
    return places.get(to, one.family_postcode)
