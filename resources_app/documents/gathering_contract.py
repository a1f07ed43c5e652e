"""Gathers a contract schedule from the store: the agreement of a placement, as it stands.

A fact that is not on record is left empty; the page then has a line to complete by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.model import Agreement, MemberOfLot
from resources_app.agreements.queries import members_of_service
from resources_app.beds.queries import block_agreement_of
from resources_app.children import queries as children
from resources_app.children.model import Child
from resources_app.documents.describing import born, sex_words
from resources_app.documents.pricing import Priced, price_lines
from resources_app.documents.queries import children_placed_together, ipa_placement_id
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.errors import NotFound
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital, curled
from resources_app.placements.model import Ipa, Placement
from resources_app.placements.pricing_queries import ipa_on
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.reviews import after_review
from resources_app.printing.contract_schedule import ContractSchedule
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.signature import Signatory
from resources_app.providers.model import Provider, Service, Setting
from resources_app.providers.queries import provider, service_by_id, settings_of
from resources_app.store.tables import Tables
from resources_app.team.model import Authority
from resources_app.team.queries import home_authority, setting


@dataclass(frozen=True)
class CallOff:
    """A placement with its agreement and everyone it binds."""

    placement: Placement
    ipa: Ipa
    children: tuple[Child, ...]
    service: Service
    provider: Provider
    setting: Setting | None
    member: MemberOfLot | None
    block: Agreement | None  # whose bed the child has, where no lot is called off
    council: Authority
    invoices_to: str
    looked_after_since: date  # the child's; the start when none is recorded


def call_off(tables: Tables, reference: str) -> CallOff:
    """Read the placement or agreement with this reference. Raises NotFound."""
    asked = placement_by_reference(tables, reference)
    held = ipa_placement_id(tables, asked.id)
    if held is None:
        raise NotFound(f"{asked.reference} has no individual placement agreement.")
    together = children_placed_together(tables, held)
    placement = placement_by_reference(tables, together[0][1])
    found = children.children_by_id(tables, [child_id for child_id, _ in together])
    service = service_by_id(tables, placement.service_id)
    ipa = ipa_of_placement(tables, placement.id)
    member = _member(tables, service, ipa)
    since = children.looked_after_since(tables, placement.child_id, ipa.start)
    return CallOff(
        placement=placement,
        ipa=ipa,
        children=tuple(found[child_id] for child_id, _ in together),
        service=service,
        provider=provider(tables, service.provider_id),
        setting=_setting(tables, placement),
        member=member,
        block=None if member else block_agreement_of(tables, placement.id),
        council=home_authority(tables),
        invoices_to=setting(tables, "invoices_to"),
        looked_after_since=since or ipa.start,
    )


def _setting(tables: Tables, placement: Placement) -> Setting | None:
    every = settings_of(tables, placement.service_id)
    return next((one for one in every if one.id == placement.setting_id), None)


def _member(tables: Tables, service: Service, ipa: Ipa) -> MemberOfLot | None:
    every = members_of_service(tables, service.id, on=ipa.start)
    return next((one for one in every if one.membership.id == ipa.membership_id), None)


def gather_schedule(
    tables: Tables, found: CallOff, imprint: Imprint, today: date
) -> ContractSchedule:
    """The schedule as it would print on `today`."""
    day = _stands_on(found, today)
    ipa = ipa_on(tables, found.ipa, day)
    prices = price_lines(ipa, day)
    return ContractSchedule(
        imprint=imprint,
        provider=found.provider.name,
        headline=f"Individual placement agreement {ipa.reference}, from {day_text(ipa.start)}",
        summary=tuple(_summary(found, prices)),
        parties=tuple(parties_of(found, imprint.council)),
        child=tuple(_children(found)),
        placement=tuple(_placement(found)),
        legal=tuple(_legal(tables, found, day)),
        service=tuple(_service(found)),
        outcomes=tuple(line for line in ipa.outcomes.splitlines() if line.strip()),
        education=tuple(_education(found)),
        education_text=ipa.education,
        health=tuple(_health(found)),
        health_text=ipa.health,
        family_text=ipa.family_time,
        fees=prices.fees,
        funding=prices.funding,
        payment=(
            Fact("Payment", ipa.payment_cycle.capitalize(), needed=True),
            Fact("Invoices to", found.invoices_to, needed=True),
        ),
        review=(
            Fact("Next review of the child’s case", f"By {day_text(ipa.review_due)}", True),
            Fact("The one after", _review_after(found.looked_after_since, ipa.review_due), True),
            Fact("Reviews of this agreement", f"Every {ipa.review_weeks} weeks", needed=True),
        ),
        notice=(Fact("Notice", f"{notice_words(ipa)}, by either party", needed=True),),
        special_terms=ipa.special_terms,
        signatories=signatories_of(found, imprint.council),
        under=under_words(found),
        paid_for=_paid_for(found, prices),
        notice_words=notice_words(ipa),
        leaving_day=(
            "The day on which the child leaves is charged."
            if ipa.charges_day_of_leaving
            else "The day on which the child leaves is not charged."
        ),
    )


def _review_after(looked_after_since: date, due: date) -> str:
    following = day_text(after_review(looked_after_since, due))
    return f"By {following}, and then at least every six months"


def _stands_on(found: CallOff, today: date) -> date:
    """The day whose facts are printed: today, but from the start to the last night."""
    last = inclusive_end(found.placement.period.end)
    return max(found.ipa.start, min(today, last) if last else today)


def notice_words(ipa: Ipa) -> str:
    """How much notice either side gives: `28 days’ notice`."""
    days = ipa.notice_days
    return f"{days} day{'s’' if days != 1 else '’s'} notice" if days else "no notice"


def under_words(found: CallOff) -> str:
    """What an agreement is made under: `under “Framework” (FW-26)`."""
    if found.member is not None:
        return f"under {_named(found.member.agreement)}"
    if found.block is not None:
        return f"in a bed of the block contract {_named(found.block)}"
    return "as a spot purchase, under no framework or block agreement"


def _named(agreement: Agreement) -> str:
    title, reference = agreement.title, agreement.reference
    return f"“{title}” ({reference})" if title else reference


def _paid_for(found: CallOff, prices: Priced) -> str:
    """What pays for the placement where no line of its own does; empty where lines do."""
    if found.block is None or prices.fees:
        return ""
    return f"Nothing for this placement by itself: {_named(found.block)} pays for the bed."


def _summary(found: CallOff, prices: Priced) -> Iterator[Fact]:
    yield born(found.children)
    yield Fact("Home", f"{found.service.name}, Ofsted URN {found.service.urn}")
    yield Fact("Starts", day_text(found.ipa.start))
    if not prices.fees:
        yield Fact("Price", _paid_for(found, prices) or "No price is recorded")
        return
    yield Fact("Price a week", pounds(prices.weekly_pence))
    once = f", and {pounds(prices.once_pence)} once or as used" if prices.once_pence else ""
    yield Fact("Price for twelve months", f"{pounds(prices.annual_pence)}{once}")


def parties_of(found: CallOff, council: str) -> Iterator[Fact]:
    """Council and provider with their addresses, and the agreement between them."""
    yield Fact("Council", _lines(council, found.council.address), needed=True)
    yield Fact("Council’s address for notices", found.council.placements_email, needed=True)
    one = found.provider
    yield Fact("Provider", one.name, needed=True)
    yield Fact("Provider’s address", _lines(one.address, one.postcode), needed=True)
    yield Fact("Company or charity number", one.company_number, needed=True)
    if found.member:
        member = found.member
        rank = f", tier {member.membership.tier}"
        lot = f"{member.lot.name}{rank}"
        agreement = f"{member.agreement.title} ({member.agreement.reference})"
        yield Fact("Agreement", f"{agreement}\n{capital(lot)}", needed=True)
    elif found.block:
        yield Fact("Block contract", f"{found.block.title} ({found.block.reference})".strip())
    else:
        yield Fact("Agreement", "None: spot purchase")


def signatories_of(found: CallOff, council: str) -> tuple[Signatory, ...]:
    """Who signs between council and provider, the council first."""
    one = found.provider
    return Signatory(f"For {council}"), Signatory(f"For {one.name}", one.signatory)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _children(found: CallOff) -> Iterator[Fact]:
    for one, whose in _each(found):
        known = f", known as {one.known_as}" if one.known_as else ""
        yield Fact(f"Name{whose}", f"{one.full_name}{known}", needed=True)
        born = f"{day_text(one.date_of_birth)}, {sex_words(one).lower()}"
        yield Fact(f"Date of birth{whose}", born, needed=True)
        yield Fact(f"Council’s identifier{whose}", one.local_identifier, needed=True)
    child = found.children[0]
    worker = _lines(child.social_worker, child.social_worker_telephone, child.social_worker_email)
    yield Fact("Social worker", worker, needed=True)
    yield Fact("Independent reviewing officer", child.reviewing_officer, needed=True)


def _each(found: CallOff) -> Iterator[tuple[Child, str]]:
    """Each child, with what a label adds to say which one is meant; nothing for an only one."""
    for one in found.children:
        yield one, f", {one.given_name}" if len(found.children) > 1 else ""


def _education(found: CallOff) -> Iterator[Fact]:
    for one, whose in _each(found):
        yield Fact(f"School{whose}", one.school_name, needed=True)
        yield Fact(f"Education, health and care plan{whose}", "Yes" if one.ehc_plan else "No")


def _health(found: CallOff) -> Iterator[Fact]:
    for one, whose in _each(found):
        yield Fact(f"General practice{whose}", one.general_practice, needed=True)
        yield Fact(f"NHS number{whose}", one.nhs_number, needed=True)


def _placement(found: CallOff) -> Iterator[Fact]:
    placement, service = found.placement, found.service
    yield Fact("Placement", placement.reference)
    yield Fact("Home", service.name, needed=True)
    yield Fact("Ofsted URN", service.urn, needed=True)
    yield Fact("Where the child lives", _living_at(found), needed=True)
    if placement.carer_or_bed_code:
        yield Fact("Carer or bed", placement.carer_or_bed_code)
    yield Fact("Registered manager", service.registered_manager, needed=True)
    kind = words(CodeList.PLACEMENT_TYPE, placement.placement_code)
    yield Fact("Statutory placement type", kind, needed=True)
    yield Fact("Starts", day_text(placement.period.start), needed=True)
    yield Fact("Expected to end", day_text(found.ipa.expected_end) or "Not set: runs on")
    if placement.period.end:
        yield Fact("Ended", f"Last night {day_text(inclusive_end(placement.period.end))}")


def _living_at(found: CallOff) -> str:
    """The address a child sleeps at: the setting's, else the carer's postcode, else the home's."""
    if found.setting:
        return _lines(found.setting.address, found.setting.postcode)
    living = found.placement.living_postcode
    if living and living != found.service.postcode:
        return f"The carer’s home, {living}"
    return _lines(found.service.address, found.service.postcode)


def _legal(tables: Tables, found: CallOff, day: date) -> Iterator[Fact]:
    for one, whose in _each(found):
        status = children.legal_status_on(tables, one.id, day)
        text = (
            f"{words(CodeList.LEGAL_STATUS, status.legal_status)}, "
            f"since {day_text(status.period.start)}"
            if status
            else ""
        )
        yield Fact(f"Legal status{whose}", text, needed=True)
    yield Fact("Delegated authority", found.ipa.delegated_authority, needed=True, lines=3)


def _service(found: CallOff) -> Iterator[Fact]:
    service = found.service
    kind = curled(service.provision_type.value.capitalize())
    yield Fact("Kind of service", kind, needed=True)
    inspected = (
        f", inspected {day_text(service.inspection_date)}" if service.inspection_date else ""
    )
    grade = service.overall_effectiveness.value
    yield Fact("Ofsted’s judgement", f"{grade}{inspected}" if grade else "None yet")
    if service.needs:
        yield Fact("Registered to care for", "; ".join(service.needs))
    if service.conditions:
        yield Fact("Conditions of registration", service.conditions)
