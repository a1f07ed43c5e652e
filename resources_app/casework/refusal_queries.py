"""The SQL of refusals: declines of one service, by child and by reason."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from resources_app.store.tables import Row, Tables

# Every decline that a service gave. `+` keeps the service's index the one that is used.
_DECLINES = """
    FROM release_recipient part
    JOIN reply ON reply.recipient_id = part.id AND reply.response = 'decline'
"""


def declines_for(tables: Tables, service_id: str, children: Collection[str]) -> list[Row]:
    """Declines of requests for these children, or with them as brothers and sisters, last first."""
    return tables.rows(
        f"""SELECT asked.reference, reply.said_at, reply.reason, reply.note {_DECLINES}
              JOIN release ON release.id = part.release_id
              JOIN placement_request asked ON asked.id = release.request_id
             WHERE part.service_id = :service
               AND (asked.child_id IN (SELECT value FROM json_each(:children))
                    OR EXISTS (SELECT 1 FROM request_sibling also
                                WHERE also.request_id = asked.id AND also.child_id
                                      IN (SELECT value FROM json_each(:children))))
             ORDER BY reply.said_at DESC, reply.id DESC""",
        {"service": service_id, "children": json.dumps(list(children))},
    )


def declines_by_reason(tables: Tables, service_id: str, since: date) -> list[Row]:
    """How often a service declined since a day (included), by coded reason, commonest first."""
    return tables.rows(
        f"""SELECT reply.reason, count(*) AS count {_DECLINES}
             WHERE part.service_id = ? AND reply.said_at >= ?
             GROUP BY reply.reason ORDER BY count DESC, reply.reason""",
        (service_id, since.isoformat()),
    )


def times_asked(tables: Tables, service_id: str, since: date) -> int:
    """How many requests were sent to a service since a day (included)."""
    found = tables.value(
        """SELECT count(DISTINCT release.request_id) FROM release_recipient part
             JOIN release ON release.id = part.release_id
            WHERE part.service_id = ? AND release.released_at >= ?""",
        (service_id, since.isoformat()),
    )
    return int(found or 0)
