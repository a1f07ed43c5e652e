"""Prints the response form that goes with a request's anonymised pack.

What it says of the child it takes from the pack, and it is checked as the pack is, by the same
marks: what would give the child away there is refused here too, before and after it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from resources_app.agreements.model import Element
from resources_app.documents.checking import check_pack, check_printed
from resources_app.documents.gathering_referral import NOT_PRESENT, gather_pack, subjects_of
from resources_app.documents.mark_queries import marks_on
from resources_app.documents.model import Kind
from resources_app.documents.pack_checking import secrets_about
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.phrases import capital
from resources_app.printing.frame import Imprint
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.referral_pack import ReferralPack
from resources_app.printing.response_form import ResponseForm
from resources_app.printing.wording import wording
from resources_app.requests.fields import RECOMMENDATION, fields_in
from resources_app.requests.queries import request
from resources_app.requests.reply_entry import decline_reasons
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@printing
def print_response_form(session: Session, reference: str, *, manner: Manner = ORDINARY) -> Job:
    """Print a request's response form and register it; it is the same for every home asked.

    Raises LeakFound, a Refused that lists every place, when it would give the child away, and
    NotFound for an unknown request.
    """
    require(session, Permission.PRINT)
    tables = session.tables
    subjects = subjects_of(tables, request(tables, reference), session.today())
    about = subjects.request.reference
    imprint = imprint_of(session, Kind.RESPONSE_FORM, about, manner)
    pack = _what_is_asked(gather_pack(tables, subjects, imprint, full=False))
    secrets = secrets_about(tables, subjects)
    marks = marks_on(tables, (subjects.request.id,))
    clean = check_pack(pack, secrets, marks=marks)
    form = _form(pack, imprint)
    said = clean | {*form.reasons, *form.elements, *form.needs}
    check = partial(check_printed, pack, secrets=secrets, clean=said, marks=marks)
    return Job(Kind.RESPONSE_FORM, subjects.request.id, "", form, check)


def _what_is_asked(pack: ReferralPack) -> ReferralPack:
    """The pack without its narrative, which the form does not say again."""
    return replace(
        pack,
        strengths="",
        child_views="",
        about="",
        care_needs="",
        education_needs="",
        health_needs="",
        family_time="",
        family_views="",
        risk_summary="",
    )


def _form(pack: ReferralPack, imprint: Imprint) -> ResponseForm:
    return ResponseForm(
        imprint=imprint,
        headline=pack.headline,
        summary=pack.summary,
        reasons=tuple(
            words(CodeList.DECLINE_REASONS, one.code)
            for one in decline_reasons()
            if one.code != _UNSAID
        ),
        elements=tuple(capital(one.value) for one in Element),
        needs=tuple(_needs(pack)),
        reply_to=pack.reply_to or imprint.council,
    )


_UNSAID = "no-reason"  # nobody ticks that they give none


def _needs(pack: ReferralPack) -> Iterator[str]:
    """What is sought, a line each: requirements, then known risks, then outcomes."""
    advised = {field.label for field in fields_in(RECOMMENDATION)}  # by the team, for the team
    for one in pack.requirements:
        if one.label in advised or one.value in wording("response_form")["nothing_to_meet"]:
            continue
        yield f"{one.label}: {one.value}"
    for risk in pack.risks:
        if risk.finding not in NOT_PRESENT:
            yield f"{risk.label} ({risk.group.lower()}): {risk.finding}"
    yield from pack.outcomes
