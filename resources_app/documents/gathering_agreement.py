"""Gathers an agreement's summary for one provider: its terms, and its prices on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Agreement, Lot, MemberOfLot, Rate, age_words
from resources_app.agreements.queries import find_agreement, lots_of, members_of, rates_of
from resources_app.agreements.terms import terms_words
from resources_app.agreements.terms_queries import terms_of
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.errors import NotFound
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital, joined
from resources_app.printing.agreement_summary import AgreementSummary, PriceLine
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Party:
    """A provider with its places in an agreement's lots on a day."""

    agreement: Agreement
    provider_id: str
    provider: str
    members: tuple[MemberOfLot, ...]

    def name_of(self, member: MemberOfLot) -> str:
        """A member's name as it tells it from the others: with its URN where two share a name."""
        name = member.service_name or member.provider_name
        alike = {one.urn for one in self.members if one.service_name == member.service_name}
        return f"{name}, URN {member.urn}" if len(alike) > 1 else name


def party_to(tables: Tables, agreement: str, provider: str, day: date) -> Party:
    """The provider with this name in an agreement. Raises NotFound where it is in no lot then."""
    found = find_agreement(tables, agreement)
    members = tuple(
        one
        for lot in lots_of(tables, found.id)
        for one in members_of(tables, found, lot, on=day)
        if one.provider_name.casefold() == provider.strip().casefold()
        and day in one.membership.period
    )
    if not members:
        raise NotFound(
            f"“{provider}” is in no lot of {found.reference} on {day_text(day)}.",
            remedy="Give the provider’s name as it is registered.",
        )
    first = members[0]
    return Party(found, first.membership.provider_id, first.provider_name, members)


def gather_summary(tables: Tables, party: Party, day: date, imprint: Imprint) -> AgreementSummary:
    """The summary as at a day."""
    one = party.agreement
    return AgreementSummary(
        imprint=imprint,
        agreement=f"{one.reference}: {one.title}",
        provider=party.provider,
        summary=tuple(_facts(party)),
        terms=tuple(map(capital, terms_words(terms_of(tables, one.id)))),
        day=day_text(day),
        prices=tuple(
            _line(party.name_of(member), member.lot, rate)
            for member in party.members
            for rate in rates_of(tables, member.membership.id)
            if day in rate.period
        ),
    )


def _facts(party: Party) -> Iterator[Fact]:
    one = party.agreement
    last = day_text(inclusive_end(one.period.end)) or "no end"
    yield Fact("Kind", capital(str(one.kind)))
    yield Fact("Runs", f"{day_text(one.period.start)} to {last}")
    yield Fact("Led by", authority_name(one.lead_authority_code) or one.lead_authority_code)
    names = sorted(authority_name(code) or code for code in one.authorities)
    yield Fact("For", joined(names))
    for member in party.members:
        rank = f", rank {member.membership.rank}" if member.membership.rank else ""
        held = f"{capital(member.lot.name)}, tier {member.membership.tier}{rank}"
        suspended = member.membership.suspended_reason
        yield Fact(party.name_of(member), held + (f"; suspended: {suspended}" if suspended else ""))


def _line(service: str, lot: Lot, rate: Rate) -> PriceLine:
    ages = age_words(rate.age_from, rate.age_to)
    return PriceLine(
        lot=capital(lot.name),
        service=service,
        bought=f"{capital(str(rate.element))}, {ages}, {rate.unit.each}",
        since=day_text(rate.period.start),
        price="On application" if rate.amount_pence is None else pounds(rate.amount_pence),
    )
