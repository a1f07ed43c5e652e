"""A page with words that are not kept yet: the last document of its kind, gathered anew with them.

Nothing is registered. To let a new kind be seen so: a row in `ANEW`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from resources_app.documents.actions import (
    print_agreement_summary,
    print_block_statement,
    print_contract_schedule,
    print_offer_comparison,
    print_referral_pack,
    print_uplift_letter,
)
from resources_app.documents.due_diligence import print_chaser
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.gathering_uplift import addressed
from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Document, Kind
from resources_app.documents.notifying import notification_job
from resources_app.documents.own_words import check_words, document_named, documents_worded, text_at
from resources_app.documents.panel_papers import print_panel
from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.register_model import Sought
from resources_app.documents.register_paper import print_register
from resources_app.documents.register_queries import documents
from resources_app.documents.registering import Job, Preview, preview_of
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.variations import print_variation
from resources_app.foundations.errors import Refused
from resources_app.printing.manner import Manner
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require

_REGISTER_DAYS = 30  # long enough to show how it looks
Anew = Callable[[Session, Document, Manner], Job]


def _pack(session: Session, one: Document, manner: Manner) -> Job:
    full = one.kind is Kind.FULL_REFERRAL_PACK
    return print_referral_pack.job(
        session, one.subject_reference, full=full, for_whom=one.made_for, manner=manner
    )


def _letter(session: Session, one: Document, manner: Manner) -> Job:
    [to] = addressed(session.tables, one.subject_reference, one.made_for)
    return print_uplift_letter.job(session, to, manner=manner)


def _summary(session: Session, one: Document, manner: Manner) -> Job:
    about = one.subject_reference
    return print_agreement_summary.job(session, about, one.made_for, manner=manner)


def _statement(session: Session, one: Document, manner: Manner) -> Job:
    agreement, _, quarter = one.subject_reference.partition(" ")
    return print_block_statement.job(session, agreement, quarter, manner=manner)


def _register(session: Session, _one: Document, manner: Manner) -> Job:
    today = session.today()
    return print_register.job(session, today - timedelta(days=_REGISTER_DAYS), today, manner=manner)


def _by_reference(gather: Callable[..., Job]) -> Anew:
    """For what is printed by the reference of what it is about."""
    return lambda session, one, manner: gather(session, one.subject_reference, manner=manner)


ANEW: Mapping[Kind, Anew] = {
    Kind.REFERRAL_PACK: _pack,
    Kind.FULL_REFERRAL_PACK: _pack,
    Kind.UPLIFT_LETTER: _letter,
    Kind.AGREEMENT_SUMMARY: _summary,
    Kind.BLOCK_STATEMENT: _statement,
    Kind.NOTIFICATION: lambda session, one, manner: notification_job(
        session, one.subject_id, manner
    ),
    Kind.CONTRACT_SCHEDULE: _by_reference(print_contract_schedule.job),
    Kind.OFFER_COMPARISON: _by_reference(print_offer_comparison.job),
    Kind.RESPONSE_FORM: _by_reference(print_response_form.job),
    Kind.FUNDING_RECORD: _by_reference(print_funding_record.job),
    Kind.PANEL_AGENDA: _by_reference(print_panel.job),
    Kind.PANEL_MINUTES: _by_reference(print_panel.job),
    Kind.VARIATION: _by_reference(print_variation.job),
    Kind.NOTICE_LETTER: _by_reference(print_notice_letter.job),
    Kind.DOCUMENT_REGISTER: _register,
    Kind.DOCUMENT_CHASER: _by_reference(print_chaser.job),
    Kind.ENDING_LETTER: _by_reference(print_ending_letter.job),
}


def preview_words(session: Session, document: str, key: str, words: str) -> Preview:
    """The last document that has this text, as it would print with other words for it.

    Raises NotFound for no such text, BadInput for words that cannot print, Refused where no
    document that has the text was printed yet, and what printing it raises.
    """
    require(session, Permission.PRINT)
    name = document_named(document)
    text = text_at(name, key)
    check_words(name, text, words.strip())
    one = _last(session, name, plain=text.plain)
    job = ANEW[one.kind](session, one, Manner(plain=text.plain))
    imprint = job.content.imprint
    others = tuple(each for each in imprint.changed if each[:2] != (name, text.key))
    changed = (*others, (name, text.key, words.strip()))
    content = replace(job.content, imprint=replace(imprint, changed=changed))
    return preview_of(session, replace(job, content=content))


def _last(session: Session, name: str, *, plain: bool) -> Document:
    kinds = [
        kind
        for kind, traits in KINDS.items()
        if name in traits.worded_in and kind in ANEW and (traits.plain or not plain)
    ]
    found = [one for kind in kinds for one in documents(session.tables, Sought(kind=kind), limit=1)]
    if not found:
        raise Refused(
            f"Nothing that says this was printed yet: {documents_worded()[name].lower()}.",
            remedy="Print one first; it then shows how your words look on it.",
        )
    return max(found, key=lambda one: (one.made_at, one.id))
