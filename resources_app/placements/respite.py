"""Respite: some nights somewhere else inside a main placement, after which the child comes back.

The child still lives in the main placement; no night is counted twice, because respite nests
inside it and is none of its own. What is paid for the main place in those nights is either all of
it, or what the agreement's retainer says of an absence for respite.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resources_app.approvals.model import Cost
from resources_app.foundations.dates import Period, day_text

NIGHTS_A_WEEK = 7


class MainPaid(StrEnum):
    """What is paid for the main place in nights of respite."""

    IN_FULL = "in full"
    AS_ABSENCE = "as an absence"


@dataclass(frozen=True)
class NewRespite:
    """Respite as it is asked for. `nights` has an end: the day of return.

    `nightly_pence` is net, None where nothing is paid for it (the carers' own family, a bed
    that is paid for already).
    """

    urn: str
    nights: Period
    reason: str
    nightly_pence: int | None = None
    main_paid: MainPaid = MainPaid.AS_ABSENCE
    carer_or_bed_code: str = ""
    living_postcode: str = ""
    placement_code: str = ""


@dataclass(frozen=True)
class Respite:
    """Respite as it is stored; `stay_reference` is that of its placement, once it is made."""

    id: str
    placement_reference: str
    stay_reference: str
    service_id: str
    service_name: str
    urn: str
    nights: Period
    carer_or_bed_code: str
    living_postcode: str
    placement_code: str
    nightly_pence: int | None
    main_paid: MainPaid
    reason: str
    state: str  # 'proposed', 'approved', 'refused' or 'withdrawn'
    proposed_by: str
    proposed_by_name: str
    bound_sha256: str

    @property
    def cost(self) -> Cost:
        """What it puts up for approval: the dearest week, and all of it. Net pence."""
        nightly, nights = self.nightly_pence or 0, self.nights.nights()
        return Cost(nightly * min(nights, NIGHTS_A_WEEK), nightly * nights)


def why_not_again(nights: Period, others: Iterable[Respite]) -> str:
    """Why respite cannot take these nights beside what is planned, in a sentence; or empty."""
    for one in others:
        if one.state in ("proposed", "approved") and one.nights.overlaps(nights):
            return (
                f"Respite at {one.service_name} from {day_text(one.nights.start)} is "
                f"{one.state} already."
            )
    return ""


def digest_of(new: NewRespite, service_id: str) -> str:
    """SHA-256 over what an approval of respite is bound to."""
    end: date | None = new.nights.end
    asked = [
        service_id,
        new.nights.start.isoformat(),
        end.isoformat() if end else "",
        new.nightly_pence,
        str(new.main_paid),
        new.living_postcode,
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()
