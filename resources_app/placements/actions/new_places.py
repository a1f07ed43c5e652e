"""A place that a child is to sleep in, read and checked: within a service, or for respite."""

from __future__ import annotations

from datetime import date

from resources_app.children.queries import child
from resources_app.foundations.codes import CodeList, read_code
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.foundations.postcodes import PostcodeBook, normalise
from resources_app.placements.moving import Move, Place
from resources_app.providers.model import Service
from resources_app.providers.queries import settings_of, suspensions_of
from resources_app.requests.bed_codes import HELP, why_not_code
from resources_app.requests.ladder import Candidate, why_not_asked
from resources_app.requests.law_queries import why_not_secured
from resources_app.requests.lawful import Proposed, why_unlawful
from resources_app.store.tables import Tables


def new_place(tables: Tables, now: Place, service: Service, move: Move) -> Place:
    """The place moved to: what is left open stays as it is now.

    Raises BadInput for a name instead of a code, a postcode that is nowhere, and a setting
    that the service does not have.
    """
    setting_id, at = now.setting_id, now.living_postcode
    if move.setting_postcode:
        setting_id, at = _setting(tables, service, move.setting_postcode)
    return Place(
        setting_id,
        bed_code(move.carer_or_bed_code) or now.carer_or_bed_code,
        living_postcode(move.living_postcode) or at,
        read_code(CodeList.PLACEMENT_TYPE, move.placement_code) or now.placement_code,
    )


def bed_code(text: str) -> str:
    """The code of a carer or a bed. Raises BadInput for what looks like a name."""
    if why := why_not_code(text):
        raise BadInput(why, where=Where(field="Carer or bed"), remedy=HELP)
    return text.strip()


def living_postcode(text: str) -> str:
    """A postcode as it is written; empty for none. Raises BadInput for one that is nowhere."""
    if not text.strip():
        return ""
    postcode = normalise(text)
    if not postcode or PostcodeBook().locate(postcode) is None:
        raise BadInput(
            f"There is no postcode {text.strip()}.",
            where=Where(field="Where the child sleeps"),
            remedy="Give the whole postcode of the new home.",
        )
    return postcode


def check_lawful(tables: Tables, child_id: str, service: Service, day: date, place: Place) -> None:
    """What no role overrides: an embargo, a closed registration, regulation 27A, secure homes.

    Raises Refused.
    """
    embargo = next(
        (
            one.reason
            for one in suspensions_of(tables, service.id)
            if day in Period(one.start_date, one.end_date)
        ),
        "",
    )
    births = (child(tables, child_id).date_of_birth,)
    unsecured = why_not_secured(tables, [child_id], day)
    who = Proposed(births, day, unsecured, place.placement_code)
    why = why_not_asked(Candidate(service, (), embargo)) or why_unlawful(service, who)
    if why:
        raise Refused(why)


def _setting(tables: Tables, service: Service, text: str) -> tuple[str, str]:
    wanted = normalise(text)
    found = [one for one in settings_of(tables, service.id) if one.postcode == wanted]
    if len(found) != 1:
        many = "several settings" if found else "no setting"
        raise BadInput(
            f"{service.name} has {many} at {text.strip()}.",
            where=Where(field="Setting"),
            remedy="Give the postcode of one of its settings.",
        )
    return found[0].id, found[0].postcode
