"""The people who use the application, what each role may do, and authorities.

To add a permission: add a member to `Permission` and name it in `ALLOWED`; actions ask
`team.permissions.require` for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """Roles, in the words the team uses."""

    PLACEMENT_OFFICER = "placement officer"
    COMMISSIONING_OFFICER = "commissioning officer"
    TEAM_MANAGER = "team manager"
    HEAD_OF_SERVICE = "head of service"
    SERVICE_DIRECTOR = "service director"
    DIRECTOR = "director of children's services"
    FINANCE = "finance officer"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """What a person may do; each is a verb the team would say."""

    IMPORT_REGISTER = "import the register"
    KEEP_PROVIDERS = "keep provider records"
    KEEP_AGREEMENTS = "keep agreements and prices"
    KEEP_REQUESTS = "keep placement requests"
    AUTHORISE_SEARCH = "authorise a search"
    SEARCH = "search for a home"
    RELEASE = "release a request to providers"
    DECIDE = "decide between offers"
    APPROVE_FUNDING = "approve funding"
    PLACE = "make a placement"
    KEEP_BEDS = "keep block-contract beds"
    KEEP_INVOICES = "keep invoices and savings"
    APPROVE_INVOICES = "approve invoices for payment"
    PRINT = "print documents"
    ASK_SIGNATURES = "ask for signatures and keep signed copies"
    KEEP_SIGNATURES = "settle signatures or sign for the council"
    CLEAR_IDENTIFIERS = "say that a recorded identifier does not identify"
    READ_JOURNAL = "read the journal"
    MANAGE_TEAM = "manage officers and limits"
    KEEP_WORDING = "change the wording of documents"


_P = Permission
_OFFICE = {
    _P.KEEP_REQUESTS,
    _P.SEARCH,
    _P.RELEASE,
    _P.DECIDE,
    _P.PLACE,
    _P.PRINT,
    _P.ASK_SIGNATURES,
    _P.KEEP_PROVIDERS,
    _P.KEEP_BEDS,
}
_MANAGER = _OFFICE | {
    _P.AUTHORISE_SEARCH,
    _P.APPROVE_FUNDING,
    _P.IMPORT_REGISTER,
    _P.KEEP_AGREEMENTS,
    _P.KEEP_SIGNATURES,
    _P.KEEP_INVOICES,
    _P.APPROVE_INVOICES,
    _P.CLEAR_IDENTIFIERS,
    _P.READ_JOURNAL,
    _P.MANAGE_TEAM,
    _P.KEEP_WORDING,
}

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.PLACEMENT_OFFICER: frozenset(_OFFICE | {_P.IMPORT_REGISTER}),
    Role.COMMISSIONING_OFFICER: frozenset(
        {
            _P.IMPORT_REGISTER,
            _P.KEEP_PROVIDERS,
            _P.KEEP_AGREEMENTS,
            _P.KEEP_BEDS,
            _P.APPROVE_INVOICES,
            _P.SEARCH,
            _P.PRINT,
            _P.ASK_SIGNATURES,
            _P.KEEP_SIGNATURES,
            _P.KEEP_WORDING,
        }
    ),
    # A team manager approves funding but the head of service authorises searches.
    Role.TEAM_MANAGER: frozenset(_MANAGER - {_P.AUTHORISE_SEARCH}),
    Role.HEAD_OF_SERVICE: frozenset(_MANAGER),
    Role.SERVICE_DIRECTOR: frozenset(_MANAGER),
    Role.DIRECTOR: frozenset(_MANAGER),
    Role.FINANCE: frozenset({_P.KEEP_INVOICES, _P.PRINT}),
    Role.AUDITOR: frozenset({_P.READ_JOURNAL}),
}


@dataclass(frozen=True)
class Officer:
    """Someone who works in this store."""

    id: str
    name: str
    initials: str
    role: Role
    email: str = ""
    telephone: str = ""
    active: bool = True


@dataclass(frozen=True)
class Authority:
    """A local authority, by ONS code; `standing` is home, partner or other."""

    ons_code: str
    name: str
    standing: str
    address: str = ""
    placements_email: str = ""


@dataclass(frozen=True)
class DelegatedLimit:
    """What a role may approve: pence a week and pence a year, both inclusive."""

    id: str
    role: Role
    weekly_pence: int
    annual_pence: int
    effective_from: date
    effective_to: date | None = None
