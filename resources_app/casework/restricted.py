"""Restricted records: children whose name not everybody is shown (staff relatives, adoption).

DOMAIN, Retention: a record of a child may be restricted; opening one is logged. Their names
are left out of what the search box finds, except for auditors, managers and above; whoever
opens such a record by its reference may, and it is written down before anything is shown
(`opening_records`).
"""

from __future__ import annotations

from resources_app.session import Actor
from resources_app.team.model import Role

# Who is shown restricted children's names when searching. To add a role: name it here.
# Auditors read everything (DOMAIN, Who it is for); that they opened a record is logged too.
_SHOWN_TO = frozenset(
    {
        Role.TEAM_MANAGER,
        Role.HEAD_OF_SERVICE,
        Role.SERVICE_DIRECTOR,
        Role.DIRECTOR,
        Role.AUDITOR,
    }
)


def sees_restricted(officer: Actor | None) -> bool:
    """Whether a search shows an officer restricted children; nobody in particular is not."""
    return officer is not None and officer.role in _SHOWN_TO
