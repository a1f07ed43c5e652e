"""Where the law lets no child live, whoever asks for it and whoever would approve it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.providers.model import ProvisionType, Service
from resources_app.requests.catalogue import SECURE_CODE
from resources_app.requests.unregistered import is_unregistered
from resources_app.requests.unregulated import (
    anyone_under_16,
    never_under_16,
    unregulated_on,
    why_not_code,
)


@dataclass(frozen=True)
class Proposed:
    """Children who would live together somewhere from a day (`births`: theirs, by date).

    `unsecured` says why one of them lacks authority under section 25, Children Act 1989, on that
    day, empty when each has it; `code` the statutory placement type, empty where it is not known.
    """

    births: tuple[date, ...]
    day: date
    unsecured: str
    code: str = ""


def why_unlawful(service: Service, who: Proposed) -> str:
    """Why these children may not live at a service, as a sentence; empty when they may.

    A service is what it is registered as or what its placement codes say, as the search has
    it. No role overrides any of it.
    """
    if service.closed_date is not None and service.closed_date <= who.day:
        return f"{service.name} closed on {day_text(service.closed_date)}."
    return _why_not_secure(service, who) or _why_not_unregulated(service, who)


def _why_not_secure(service: Service, who: Proposed) -> str:
    secure = service.provision_type is ProvisionType.SECURE_HOME
    if not (secure or SECURE_CODE in _codes(service, who)) or not who.unsecured:
        return ""
    return f"{service.name} is a secure home, and {who.unsecured}."


def _why_not_unregulated(service: Service, who: Proposed) -> str:
    if not anyone_under_16(who.births, who.day):
        return ""
    if service.provision_type is ProvisionType.SUPPORTED_ACCOMMODATION:
        return never_under_16(f"{service.name} is supported accommodation")
    if is_unregistered(service):
        return never_under_16(f"{service.name} is not registered")
    barred = unregulated_on(who.day)
    if who.code in barred:
        return why_not_code(who.code, barred[who.code])
    for code in service.placement_codes:
        if code in barred:
            return never_under_16(f"{service.name} is {barred[code]}")
    return ""


def _codes(service: Service, who: Proposed) -> set[str]:
    return {*service.placement_codes, who.code}
