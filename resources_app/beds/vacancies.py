"""Which empty beds of a block contract an authority may not fill on a night."""

from __future__ import annotations

from resources_app.beds.model import Board, NightState
from resources_app.beds.occupancy import occupancy


def kept_from(tonight: Board, authority_code: str) -> dict[str, int]:
    """Empty beds by service, on a board of one night, that are not the authority's to fill.

    These are beds out of service and those held for others, and of what is left whatever goes
    beyond the authority's unused share. It may use that share in any one of the homes.
    """
    mine = [one for one in occupancy(tonight).authorities if one.partner.code == authority_code]
    spare = sum(one.unused for one in mine)
    kept: dict[str, int] = {}
    open_to_us: dict[str, int] = {}
    for row in tonight.rows:
        for span in row.spans:
            held_for_us = span.state is NightState.HELD and span.authority_code == authority_code
            if span.state is NightState.FREE or held_for_us:
                open_to_us[row.home.service_id] = open_to_us.get(row.home.service_id, 0) + 1
            elif span.state is not NightState.PLACED:
                kept[row.home.service_id] = kept.get(row.home.service_id, 0) + 1
    for service_id, beds in open_to_us.items():
        kept[service_id] = kept.get(service_id, 0) + max(0, beds - spare)
    return kept
