"""Answers to what one service asked, written as e-mails to every service that was asked.

All of them are told the same, so that no offer rests on what others did not know; and nobody is
told who asked, or anything that would give the child away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from resources_app.documents.emailing import Mail, save_mails, write_mail
from resources_app.documents.mail_words import check_said, own_mail_words
from resources_app.documents.model import Delivered
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.printing.wording import Changed, filled, words_in
from resources_app.providers.model import Service
from resources_app.providers.queries import services_by_id
from resources_app.requests.actions.asking import note_answers_sent
from resources_app.requests.model import Release, Request
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.requests.question_queries import questions
from resources_app.requests.questions import Question
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.council import council_name
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class AnswersSent:
    """The e-mails that were written: one for each service, but those without an address (names)."""

    changes: Changes
    files: tuple[Delivered, ...]
    answers: int
    without_address: tuple[str, ...]


def send_answers(session: Session, reference: str, folder: Path) -> AnswersSent:
    """Write the answers that were not sent yet, an `.eml` for every service that was asked.

    Each reads its own question as it asked it, and the others' so that they do not name who
    asked. Raises Refused where nothing is answered, nobody has an address, or a text would give
    the child away; then nothing is written.
    """
    require(session, Permission.RELEASE)
    tables = session.tables
    about = request(tables, reference)
    require_state(about.state, "record_response")
    ready = [one for one in questions(tables, about.id) if one.answer and one.sent_at is None]
    if not ready:
        raise Refused("There is no answer to send.", remedy="Answer a question first.")
    _check_leaks(session, about, ready)
    sent = releases(tables, about.id)
    to = {one.service_id for made in sent for one in made.recipients}
    services = sorted(services_by_id(tables, to).values(), key=lambda one: one.name)
    known = [one for one in services if one.referral_email]
    if not known:
        raise Refused(
            "None of the services that were asked has an address for referrals.",
            remedy="Set their referral contacts first.",
        )
    said = _said(session, about, sent[-1])
    changed = own_mail_words(session, about)
    files = save_mails([_mail(one, ready, said, changed) for one in known], folder)
    changes = note_answers_sent(session, [one.id for one in ready])
    without = tuple(one.name for one in services if not one.referral_email)
    return AnswersSent(changes, files, len(ready), without)


def answers_for(ready: Sequence[Question], urn: str, changed: Changed = ()) -> str:
    """The answers as one service reads them, a paragraph each; `changed` are the team's words."""
    words = words_in("answers", None, changed=changed)

    def said(one: Question) -> str:
        own = one.urn == urn
        text = one.question if own else one.for_others
        kind = "own" if own else "other" if text else "unsaid"
        return filled(words[kind], {"question": text, "answer": one.answer})

    return "\n\n".join(map(said, ready))


def _said(session: Session, about: Request, last: Release) -> Mapping[str, str]:
    """What every service reads alike."""
    return {
        "reference": about.reference,
        "reply_by": day_text(last.reply_due),
        "reply_to": home_authority(session.tables).placements_email,
        "signed_by": session.officer.name,
        "council": council_name(session.tables),
    }


def _mail(
    to: Service, ready: Sequence[Question], said: Mapping[str, str], changed: Changed
) -> tuple[str, Mail]:
    values = {
        **said,
        "name": to.referral_contact or to.name,
        "service": to.name,
        "answers": answers_for(ready, to.urn, changed),
    }
    mail = write_mail(
        "answers",
        to.referral_email,
        values,
        name=to.name,
        reply_to=said["reply_to"],
        changed=changed,
    )
    return f"{said['reference']} answers {to.name}", mail


def _check_leaks(session: Session, about: Request, ready: Sequence[Question]) -> None:
    """Raise Refused, naming every place, where an answer would say who the child is."""
    texts = [
        (f"{title}, asked on {day_text(one.asked_on)}", text)
        for one in ready
        for title, text in (
            ("Question", one.question),
            ("Question", one.put_as),
            ("Answer", one.answer),
        )
    ]
    remedy = "Answer again so that it says who people are to the child, not their names."
    check_said(session, about, texts, remedy)
