"""Asks a provider for its due-diligence documents, in a letter and an e-mail with it attached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from resources_app.agreements.queries import agreements_of_provider
from resources_app.agreements.renewals import Ending, Renewal, lead_days
from resources_app.casework.offer_fact_queries import papers_of
from resources_app.documents.addressing import address_of
from resources_app.documents.delivering import check_place
from resources_app.documents.emailing import Mail, attached, write_mail
from resources_app.documents.issue_model import CopySaved
from resources_app.documents.issuing import save_mail
from resources_app.documents.mail_sender import said_by_us
from resources_app.documents.model import Kind
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.registering import DocumentMade, Job, imprint_of, printing
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.phrases import capital, joined
from resources_app.foundations.working_days import add_working_days
from resources_app.printing.chaser_letter import ChaserLetter, Wanted
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.providers.due_diligence_actions import KINDS
from resources_app.providers.queries import email_of, provider_called
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority

# Working days in which a provider sends what it is asked for.
REPLY_DAYS = 10


@dataclass(frozen=True)
class Held:
    """A document that providers are asked for, as one of them has given it.

    `last_day` is the last on which it counts, None where it does not run out; `given` is False for
    one that never was. `stands` is 'missing', 'expired', 'runs out soon' or 'in order'.
    """

    kind: str
    given: bool
    last_day: date | None
    stands: str

    @property
    def wanted(self) -> bool:
        """Whether the provider is asked for a new one."""
        return self.stands != "in order"


def documents_held(tables: Tables, provider: str, today: date) -> tuple[Held, ...]:
    """Each document that providers are asked for, as the provider of this name has given it.

    What runs out within the lead time of its kind (agreements.renewals) is asked for already.
    Raises NotFound.
    """
    one = provider_called(tables, provider)
    found = {paper.kind: paper.expires_on for paper in papers_of(tables, one.id)}
    return tuple(
        Held(kind, kind in found, found.get(kind), _stands(found, kind, today)) for kind in KINDS
    )


def _stands(found: dict[str, date | None], kind: str, today: date) -> str:
    if kind not in found:
        return "missing"
    last = found[kind]
    if last is None:
        return "in order"
    if last < today:
        return "expired"
    lead = lead_days(Ending(Renewal.DOCUMENT, kind, "", last))
    return "runs out soon" if last - timedelta(days=lead) <= today else "in order"


@printing
def print_chaser(session: Session, provider: str, *, manner: Manner = ORDINARY) -> Job:
    """Print the letter that asks a provider, by its name, for documents.

    Raises NotFound for an unknown provider, and Refused where nothing is to be asked for.
    """
    require(session, Permission.PRINT)
    tables, today = session.tables, session.today()
    one = provider_called(tables, provider)
    held = documents_held(tables, one.name, today)
    if not any(each.wanted for each in held):
        raise Refused(f"{one.name} has given every document, and none runs out soon.")
    imprint = imprint_of(session, Kind.DOCUMENT_CHASER, one.name, manner)
    letter = ChaserLetter(
        imprint=imprint,
        to=(one.name, *address_of(tables, one)),
        wanted=tuple(
            Wanted(capital(each.kind), _held_words(each), capital(each.stands))
            for each in held
            if each.wanted
        ),
        in_order=tuple(
            f"{capital(each.kind)}: {_held_words(each)}" for each in held if not each.wanted
        ),
        agreements=joined(agreements_of_provider(tables, one.id, today)),
        by=day_text(add_working_days(today, REPLY_DAYS)),
        reply_to=home_authority(tables).placements_email or imprint.council,
    )
    return Job(Kind.DOCUMENT_CHASER, one.id, one.name, letter)


def _held_words(one: Held) -> str:
    if not one.given:
        return "None"
    return f"Good to {day_text(one.last_day)}" if one.last_day else "Does not run out"


def save_chaser_mail(session: Session, provider: str, out: Path) -> CopySaved:
    """Write the e-mail with the letter attached to a file, and that the letter went out so.

    Raises BadInput where the provider has no e-mail address, and as `print_chaser`; Refused
    where nothing could be written, before the letter is registered.
    """
    check_place(out)
    made = print_chaser(session, provider)
    return save_mail(session, made.reference, _mail(session, provider, made), out)


def _mail(session: Session, provider: str, made: DocumentMade) -> Mail:
    one = provider_called(session.tables, provider)
    return write_mail(
        "documents chaser",
        email_of(session.tables, one),
        {
            "provider": one.name,
            "letter": made.reference,
            "by": day_text(add_working_days(session.today(), REPLY_DAYS)),
            **said_by_us(session, session.tables),
        },
        name=one.name,
        attachments=(attached(session.tables, made.reference),),
        reply_to=home_authority(session.tables).placements_email,
        changed=changed_words(session.tables, "emails"),
    )
