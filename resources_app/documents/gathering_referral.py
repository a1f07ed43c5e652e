"""Gathers a referral pack from the store.

In the anonymised pack what is on record in a field of its own is replaced (a date of birth by
an age in years, a postcode by its outward code) and names are left out. Free text is never
rewritten by the machine; `leaks` checks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from resources_app.children import queries as children
from resources_app.children.court_queries import orders_of
from resources_app.children.model import Child
from resources_app.documents.describing import (
    answer_words,
    headline,
    homes,
    long_day,
    sex_words,
)
from resources_app.documents.gathering_attachments import attached
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital, joined
from resources_app.foundations.postcodes import outward
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.requests.fields import RECOMMENDATION, REQUIREMENTS, RISKS, fields_in
from resources_app.requests.model import Request, Urgency
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class Subjects:
    """The request, its child, the brothers and sisters to live with the child, and the day."""

    request: Request
    child: Child
    siblings: tuple[Child, ...]
    today: date


def subjects_of(tables: Tables, request: Request, today: date) -> Subjects:
    """Read the children of a request."""
    found = children.children_by_id(tables, request.sibling_ids)
    siblings = tuple(found[one] for one in request.sibling_ids)
    return Subjects(request, children.child(tables, request.child_id), siblings, today)


def gather_pack(
    tables: Tables, subjects: Subjects, imprint: Imprint, *, full: bool, for_whom: str = ""
) -> ReferralPack:
    """The pack, anonymised or full, as it would print today."""
    request = subjects.request
    anonymised = ReferralPack(
        imprint=imprint,
        full=full,
        reference=request.reference,
        headline=headline(subjects.child, subjects.siblings, subjects.today),
        summary=tuple(_summary(subjects)),
        strengths=request.strengths,
        child_views=request.child_views,
        sought=tuple(_sought(subjects)),
        about=request.about,
        care_needs=request.care_needs,
        education_needs=request.education_needs,
        health_needs=request.health_needs,
        family_time=request.family_time,
        family_views=request.family_views,
        risks=tuple(sorted(_risks(request), key=_present_first)),
        risk_summary=request.risk_summary,
        requirements=tuple(_requirements(request)),
        outcomes=request.outcomes_sought,
        # Each round has its own day, which its e-mail says; the pack is the same for all of them.
        reply_by="",
        reply_to=home_authority(tables).placements_email,
        made_for=for_whom,
        attachments=attached(tables, request.id, full=full),
    )
    return _with_identity(tables, subjects, anonymised) if full else anonymised


def _summary(subjects: Subjects) -> Iterator[Fact]:
    request = subjects.request
    first, *others = homes(request.provision_sought) or ["To be agreed"]
    yield Fact("Sought", f"{first}; otherwise {joined(others).lower()}" if others else first)
    when = long_day(request.needed_by_date) or request.needed_by or "As soon as one is found"
    yield Fact("Needed by", f"{when}, {request.urgency.value}")
    ages = [str(one.age_on(subjects.today)) for one in (subjects.child, *subjects.siblings)]
    yield Fact("Ages" if len(ages) > 1 else "Age", joined(ages))
    yield Fact("Where", _where(subjects) or "Anywhere that meets the needs set out here")


def _where(subjects: Subjects) -> str:
    request = subjects.request
    home = outward(subjects.child.home_postcode)
    parts = []
    if request.max_distance_miles and home:
        parts.append(f"Within {request.max_distance_miles} miles of {home}")
    elif home:
        parts.append(f"Near {home} where possible")
    if avoided := _avoided(request):
        parts.append(f"not {avoided}")
    return capital("; ".join(parts))


def _avoided(request: Request) -> str:
    """Places to avoid by outward code. Why is never printed: it may say who is there."""
    return joined(
        [
            f"within {one.miles} miles of {outward(one.postcode)}"
            for one in request.places_to_avoid
            if outward(one.postcode)
        ]
    )


def _sought(subjects: Subjects) -> Iterator[Fact]:
    request = subjects.request
    sought = homes(request.provision_sought)
    if sought:
        yield Fact("First choice", sought[0])
    if sought[1:]:
        yield Fact("Otherwise", joined(sought[1:]))
    if request.expected_weeks:
        weeks = request.expected_weeks
        yield Fact("For how long", f"About {weeks} week{'s' if weeks > 1 else ''}")
    if request.urgency is Urgency.EMERGENCY:
        yield Fact("Urgency", "An emergency: the child must move at once")
    if subjects.siblings:
        yield Fact("To live together", headline(subjects.child, subjects.siblings, subjects.today))
    yield from _place_sought(request)
    if request.deprivation_of_liberty:
        yield Fact("Deprivation of liberty", "There is an order; ask the team for its terms")


def _place_sought(request: Request) -> Iterator[Fact]:
    """Where the home should be. The school's name is never said; a wanted one is not either."""
    if request.preferred_location:
        yield Fact("Preferred place", request.preferred_location)
    if request.keep_school:
        yield Fact("School", "To stay at the present school")
    if request.max_distance_miles:
        yield Fact("No further than", f"{request.max_distance_miles} miles from home")
    if avoided := _avoided(request):
        yield Fact("Places to avoid", capital(avoided))


def _risks(request: Request) -> Iterator[Risk]:
    for field in fields_in(RISKS):
        if not field.standard:
            continue
        found = answer_words(request, field)
        if field.options:
            # The standard writes “Risk Present”; a page is written in sentence case.
            found = found.capitalize() or "Not stated"
        elif not found:
            continue
        to_others = field.name.startswith("riskToOthers")
        group = "Others or property" if to_others else "The child"
        yield Risk(group, field.label, found)


# Findings of a risk that nobody knows of, the least known first; what is known stands above them.
NOT_PRESENT = {"No known risk": 2, "Not stated": 1}


def _present_first(risk: Risk) -> int:
    """What is known stands above what is not, in the standard's order otherwise."""
    return NOT_PRESENT.get(risk.finding, 0)


def _requirements(request: Request) -> Iterator[Fact]:
    for group in (REQUIREMENTS, RECOMMENDATION):
        for field in fields_in(group):
            if answer := answer_words(request, field):
                yield Fact(field.label, answer)


def _with_identity(tables: Tables, subjects: Subjects, pack: ReferralPack) -> ReferralPack:
    return replace(
        pack,
        identity=tuple(_identity(subjects)),
        legal=tuple(_legal(tables, subjects)),
        family_members=tuple(_family(subjects)),
        professionals=tuple(_professionals(subjects.child)),
        school=tuple(_school(subjects)),
    )


def _identity(subjects: Subjects) -> Iterator[Fact]:
    for one in (subjects.child, *subjects.siblings):
        known = f", known as {one.known_as}" if one.known_as else ""
        whose = "" if one is subjects.child else f", {one.given_name}"
        yield Fact("Name" if not whose else "Brother or sister", f"{one.full_name}{known}")
        yield Fact(
            f"Date of birth{whose}", f"{day_text(one.date_of_birth)}, {sex_words(one).lower()}"
        )
        if ethnic := words(CodeList.ETHNIC_ORIGIN, one.ethnic_origin):
            yield Fact(f"Ethnic origin{whose}", ethnic)
        yield Fact(f"NHS number{whose}", one.nhs_number)
        yield Fact(
            f"Address{whose}", "\n".join(filter(None, (one.home_address, one.home_postcode)))
        )
        if one.general_practice:
            yield Fact(f"General practice{whose}", one.general_practice)


def _legal(tables: Tables, subjects: Subjects) -> Iterator[Fact]:
    for one in (subjects.child, *subjects.siblings):
        whose = "" if one is subjects.child else f", {one.given_name}"
        status = children.legal_status_on(tables, one.id, subjects.today)
        text = words(CodeList.LEGAL_STATUS, status.legal_status) if status else ""
        since = f", since {day_text(status.period.start)}" if status else ""
        yield Fact(f"Legal status{whose}", f"{text}{since}")
        for order in orders_of(tables, [one.id])[one.id]:
            if order.stands(subjects.today) in ("in force", "to come"):
                yield Fact(f"Court order{whose}", order.sentence)
    request = subjects.request
    if request.liberty_order:
        yield Fact("Deprivation of liberty", request.liberty_order)
    if request.secure_authority:
        yield Fact("Secure accommodation", request.secure_authority)


def _family(subjects: Subjects) -> Iterator[Fact]:
    for member in subjects.child.family:
        yield Fact(member.relation.capitalize() or "Family", member.name)


def _professionals(child: Child) -> Iterator[Fact]:
    reach = (child.social_worker, child.social_worker_telephone, child.social_worker_email)
    yield Fact("Social worker", "\n".join(part for part in reach if part))
    yield Fact("Independent reviewing officer", child.reviewing_officer)


def _school(subjects: Subjects) -> Iterator[Fact]:
    for one in (subjects.child, *subjects.siblings):
        whose = "" if one is subjects.child else f", {one.given_name}"
        place = ", ".join(part for part in (one.school_name, one.school_postcode) if part)
        yield Fact(f"School{whose}", place)
        yield Fact(f"Education, health and care plan{whose}", "Yes" if one.ehc_plan else "No")
