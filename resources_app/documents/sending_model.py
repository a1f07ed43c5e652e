"""What was sent about a request: to which service, which version of the pack, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from resources_app.requests.model import Rung


class Purpose(StrEnum):
    """What something was sent for. Each is a kind of assets/wording/emails.json."""

    REFERRAL = "referral"
    NEW_PACK = "new pack"
    REMINDER = "reminder"


class Way(StrEnum):
    """How it went. By telephone nothing is handed over, so that no pack goes with it."""

    EMAIL = "e-mail"
    PORTAL = "portal"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class Sending:
    """One thing that went to one service. `version` is 0 and `document` empty without a pack.

    `address` is where it went, as it was then; empty when it was no e-mail. `copy_sha256` is that
    of the service's own copy of the pack, marked with its name; empty where none was attached.
    """

    id: str
    recipient_id: str
    round_number: int
    rung: Rung
    service_id: str
    service_name: str
    urn: str
    purpose: Purpose
    way: Way
    document: str
    version: int
    address: str
    sent_at: datetime
    sent_by: str  # the officer's name
    copy_sha256: str = ""
