"""The ladder a search climbs: in-house first, then the contract's tiers, spot purchase last.

DOMAIN: in-house carers and homes are asked first, then framework providers tier by tier;
spot purchase is the exception and needs a recorded exemption from contract standing orders.
A rung with nobody on it who fits is not a rung passed over: the ladder starts at the kind of
home that was assessed as right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from resources_app.agreements.model import AgreementKind, MemberOfLot
from resources_app.providers.model import ProvisionType, RegistrationStatus, Service
from resources_app.requests.model import Rung

LADDER = tuple(Rung)
_TIERS = {1: Rung.TIER_1, 2: Rung.TIER_2, 3: Rung.TIER_3}
# The council's own, and those whom the child knows: asked before any provider.
_OWN = frozenset(
    {
        ProvisionType.IN_HOUSE_FOSTERING,
        ProvisionType.IN_HOUSE_HOME,
        ProvisionType.CONNECTED_PERSON,
    }
)
_OPEN = RegistrationStatus.ACTIVE


@dataclass(frozen=True)
class LotSought:
    """The lot whose tiers a search climbs; `name` is such as "SC-2026/2"."""

    id: str
    name: str


@dataclass(frozen=True)
class Candidate:
    """A service that might be asked, with its lots and any embargo in force.

    `members` are its places in lots that the council may call off from on the day asked.
    `suspended` is the embargo's reason, empty when there is none.
    """

    service: Service
    members: tuple[MemberOfLot, ...] = ()
    suspended: str = ""

    @property
    def rung(self) -> Rung:
        """The first rung on which the service stands."""
        if self.service.in_house or self.service.provision_type in _OWN:
            return Rung.IN_HOUSE
        best = self.member
        if best is None or best.agreement.kind is AgreementKind.SPOT:
            return Rung.SPOT
        # A contract with more than three tiers is asked as if its last ones were one.
        return _TIERS.get(best.membership.tier, Rung.TIER_3)

    @property
    def member(self) -> MemberOfLot | None:
        """The place in a lot that is called off from: the lowest tier, then rank, then id."""
        return first_member(self.members)

    def within(self, lot_id: str) -> Candidate | None:
        """The service as it stands when homes of one lot are sought; None when it is not asked.

        A member of the lot is held to it. The council's own are asked whatever the lot, and
        who is under no contract stays a spot purchase; a member of other lots only is not.
        """
        inside = tuple(one for one in self.members if one.lot.id == lot_id)
        if inside:
            return replace(self, members=inside)
        return self if self.rung in (Rung.IN_HOUSE, Rung.SPOT) else None


def first_member(members: Iterable[MemberOfLot]) -> MemberOfLot | None:
    """The place in a lot that is called off from first: the lowest tier, then rank, then id."""
    return min(members, key=_order, default=None)


def _order(member: MemberOfLot) -> tuple[bool, int, int, str]:
    one = member.membership
    spot = member.agreement.kind is AgreementKind.SPOT
    return spot, one.tier, one.rank if one.rank is not None else 1_000_000, one.id


def members_on(members: Iterable[MemberOfLot], day: date, authority: str) -> list[MemberOfLot]:
    """The places in lots that hold on `day`, not suspended, in agreements open to an authority."""
    return [
        one
        for one in members
        if day in one.membership.period
        and day in one.agreement.period
        and not one.membership.suspended_reason
        and authority in (one.agreement.lead_authority_code, *one.agreement.authorities)
    ]


def why_not_asked(candidate: Candidate) -> str:
    """Why a service can never be asked, as a sentence; empty when it can.

    No role overrides it: an embargo, a registration that is not active.
    """
    name = candidate.service.name
    if candidate.suspended:
        return f"{name} is suspended: {candidate.suspended}"
    if candidate.service.registration_status is not _OPEN:
        return f"{name}’s registration is {candidate.service.registration_status.lower()}."
    return ""
