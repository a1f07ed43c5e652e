"""The SQL of a price schedule on its way in: what is held and what ended."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from resources_app.agreements.model import Rate
from resources_app.agreements.price_import import Held, HeldMember
from resources_app.agreements.queries import find_agreement, lots_of
from resources_app.agreements.rows import membership_from, rate_from
from resources_app.agreements.standing_queries import MEMBER_COLUMNS, standing_join
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Tables


def held_of(tables: Tables, reference: str, day: date) -> Held:
    """What the store holds under a reference, for comparing a price schedule with.

    Rates that ended by `day` are left out: nothing that begins then touches them.
    """
    try:
        agreement = find_agreement(tables, reference)
    except NotFound:
        return Held()
    lots = lots_of(tables, agreement.id)
    code_of = {lot.id: lot.code for lot in lots}
    rates: dict[str, list[Rate]] = defaultdict(list)
    for row in tables.rows(
        """SELECT r.* FROM rate r JOIN membership m ON m.id = r.membership_id
           JOIN lot l ON l.id = m.lot_id
           WHERE l.agreement_id = ? AND (r.effective_to IS NULL OR r.effective_to > ?)
           ORDER BY r.effective_from, r.id""",
        (agreement.id, day.isoformat()),
    ):
        rates[row["membership_id"]].append(rate_from(row))
    members = tables.rows(
        f"""SELECT {MEMBER_COLUMNS}, s.urn FROM membership m JOIN lot l ON l.id = m.lot_id
           JOIN service s ON s.id = m.service_id {standing_join(":day")}
           WHERE l.agreement_id = :agreement ORDER BY m.start_date, m.id""",
        {"agreement": agreement.id, "day": day.isoformat()},
    )
    return Held(
        agreement,
        tuple(lots),
        tuple(
            HeldMember(
                membership_from(row), code_of[row["lot_id"]], row["urn"], tuple(rates[row["id"]])
            )
            for row in members
        ),
    )


def ended_rates(
    tables: Tables, membership_ids: Sequence[str], day: date
) -> dict[str, tuple[Rate, ...]]:
    """The rates of these memberships that ended by `day`, by membership."""
    found: dict[str, list[Rate]] = defaultdict(list)
    for row in tables.rows(
        """SELECT * FROM rate WHERE membership_id IN (SELECT value FROM json_each(?))
             AND effective_to <= ? ORDER BY effective_from, id""",
        (json.dumps(list(membership_ids)), day.isoformat()),
    ):
        found[row["membership_id"]].append(rate_from(row))
    return {key: tuple(rates) for key, rates in found.items()}
