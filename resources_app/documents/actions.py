"""Gather, check, print, register. What was registered is never printed anew: a reprint gives the
stored bytes, to the byte.

How a document is printed and registered is in `registering`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from resources_app.beds.report_queries import block_report
from resources_app.documents.appending import set_in
from resources_app.documents.checking import check_pack, check_printed
from resources_app.documents.gathering_agreement import gather_summary, party_to
from resources_app.documents.gathering_attachments import files_going
from resources_app.documents.gathering_block import gather_statement, recipient
from resources_app.documents.gathering_contract import call_off, gather_schedule
from resources_app.documents.gathering_offers import gather_comparison
from resources_app.documents.gathering_referral import gather_pack, subjects_of
from resources_app.documents.gathering_uplift import Addressed, gather_letter
from resources_app.documents.mark_queries import marks_on
from resources_app.documents.model import Kind
from resources_app.documents.pack_checking import secrets_about, subjects_marked
from resources_app.documents.registering import Job, imprint_of, printing
from resources_app.foundations.errors import Refused
from resources_app.foundations.quarters import quarter_from
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@printing
def print_referral_pack(
    session: Session,
    request_reference: str,
    *,
    full: bool = False,
    for_whom: str = "",
    manner: Manner = ORDINARY,
) -> Job:
    """Print a request's referral pack and register it.

    An anonymised pack is checked against everything on record that identifies the child,
    brothers and sisters, family, workers and school, before and after it is printed. Raises
    LeakFound, a Refused that lists every place, when it gives the child away; then nothing is
    registered. The files that go with the pack are checked in the same way, and appended. Raises
    NotFound for an unknown request, and BadInput for a file that can go with no pack any more.
    """
    require(session, Permission.PRINT)
    tables = session.tables
    subjects = subjects_of(tables, request(tables, request_reference), session.today())
    kind = Kind.FULL_REFERRAL_PACK if full else Kind.REFERRAL_PACK
    imprint = imprint_of(session, kind, subjects.request.reference, manner)
    pack = gather_pack(tables, subjects, imprint, full=full, for_whom=for_whom)
    files = files_going(tables, subjects.request.id, full=full)
    job = Job(kind, subjects.request.id, for_whom, pack, complete=partial(set_in, files=files))
    if full:
        return job
    secrets = secrets_about(tables, subjects)
    marks = marks_on(tables, subjects_marked(subjects, files))
    clean = check_pack(pack, secrets, files, marks)
    check = partial(check_printed, pack, secrets=secrets, clean=clean, marks=marks)
    return replace(job, check=check)


@printing
def print_offer_comparison(session: Session, reference: str, *, manner: Manner = ORDINARY) -> Job:
    """Print a request's offers side by side, with who the child is, for a panel to read.

    Raises NotFound for an unknown request, and Refused where no offer stands.
    """
    require(session, Permission.PRINT)
    asked = request(session.tables, reference)
    imprint = imprint_of(session, Kind.OFFER_COMPARISON, asked.reference, manner)
    comparison = gather_comparison(session, reference, imprint)
    if not comparison.offers:
        raise Refused("Not yet: no offer has come in.", remedy="Record an offer first.")
    return Job(Kind.OFFER_COMPARISON, asked.id, "panel", comparison)


@printing
def print_contract_schedule(
    session: Session, reference: str, *, for_whom: str = "", manner: Manner = ORDINARY
) -> Job:
    """Print the contract schedule of a placement, by its own or its agreement's reference.

    Raises NotFound for an unknown reference and for a placement without an agreement.
    """
    require(session, Permission.PRINT)
    tables = session.tables
    found = call_off(tables, reference)
    subject = found.ipa.reference
    imprint = imprint_of(session, Kind.CONTRACT_SCHEDULE, subject, manner)
    schedule = gather_schedule(tables, found, imprint, session.today())
    return Job(Kind.CONTRACT_SCHEDULE, found.ipa.id, for_whom or found.provider.name, schedule)


@printing
def print_block_statement(
    session: Session,
    agreement: str,
    quarter: str,
    *,
    authority: str = "",
    manner: Manner = ORDINARY,
) -> Job:
    """Print a block contract's statement for a quarter, `2026-Q1`, for all or for one authority.

    `authority` is its code, name or letter. Raises NotFound for an unknown agreement or authority,
    BadInput for what is no quarter, and Refused where no statement can be made.
    """
    require(session, Permission.PRINT)
    asked = quarter_from(quarter)
    today = session.today()
    report = block_report(session.tables, agreement, asked.period, today)
    to = recipient(report, authority)
    subject = f"{report.contract.reference} {asked}"
    imprint = imprint_of(session, Kind.BLOCK_STATEMENT, subject, manner)
    statement = gather_statement(report, asked, to, imprint, today)
    return Job(
        Kind.BLOCK_STATEMENT,
        f"{report.contract.agreement_id} {asked}",
        to.name if to else "All authorities",
        statement,
    )


@printing
def print_uplift_letter(session: Session, to: Addressed, *, manner: Manner = ORDINARY) -> Job:
    """Print the letter that tells one provider its new prices (see `addressed`)."""
    require(session, Permission.PRINT)
    subject = to.uplift.reference
    imprint = imprint_of(session, Kind.UPLIFT_LETTER, subject, manner)
    letter = gather_letter(session.tables, to, imprint)
    return Job(Kind.UPLIFT_LETTER, f"{to.uplift.id} {to.provider.id}", to.provider.name, letter)


@printing
def print_agreement_summary(
    session: Session,
    agreement: str,
    provider: str,
    *,
    on: date | None = None,
    manner: Manner = ORDINARY,
) -> Job:
    """Print what an agreement says to a provider, by name: terms, and prices on a day (today).

    Raises NotFound for an unknown agreement, and for a provider that is in no lot of it then.
    """
    require(session, Permission.PRINT)
    day = on or session.today()
    party = party_to(session.tables, agreement, provider, day)
    subject = party.agreement.reference
    imprint = imprint_of(session, Kind.AGREEMENT_SUMMARY, subject, manner)
    summary = gather_summary(session.tables, party, day, imprint)
    return Job(
        Kind.AGREEMENT_SUMMARY,
        f"{party.agreement.id} {party.provider_id}",
        party.provider,
        summary,
    )
