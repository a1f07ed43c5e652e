"""Brothers and sisters of a request: who is to live with the child, and who is not, and why.

Children Act 1989, section 22C(8)(c): as far as is reasonably practicable a home lets a child
live together with a brother or sister who is looked after too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

WHY_APART = "Why apart"  # what the reason is called

# What a person is asked before brothers and sisters are placed apart.
KEEP_TOGETHER = (
    "The law asks that brothers and sisters live together as far as is reasonably practicable "
    "(Children Act 1989, section 22C(8)(c)). Say what was tried, why it is right for each of "
    "them to live apart, and how they will keep in touch."
)


@dataclass(frozen=True)
class Apart:
    """A child who is not to live with the others of a request, and why.

    `apart_request_id` is the request that was made for them when they left this one.
    """

    id: str
    request_id: str
    child_id: str
    reason: str
    apart_request_id: str | None
    decided_by: str  # officer's id
    decided_at: datetime


@dataclass(frozen=True)
class SiblingChoice:
    """What is wanted for a brother or sister: to live with the child, or apart for a reason."""

    child_id: str
    together: bool
    reason: str = ""
