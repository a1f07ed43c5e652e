"""The e-mails by which something goes to services, each with the service's own copy of the pack.

Whom they go to, and that they went, is `sending`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from resources_app.documents.copy_marking import Copied, copies_of
from resources_app.documents.emailing import Attachment, Mail, write_mail
from resources_app.documents.mail_sender import said_by_us
from resources_app.documents.mail_words import own_mail_words
from resources_app.documents.model import Document, Kind
from resources_app.documents.outgoing import Door
from resources_app.documents.queries import last_document
from resources_app.documents.sending_model import Purpose
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import day_text
from resources_app.printing.wording import Changed
from resources_app.providers.model import Service
from resources_app.requests.model import Recipient, Release, Request
from resources_app.requests.replies_due import due_of
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class Part:
    """A service's part in the last round it was in."""

    sent: Release
    part: Recipient
    service: Service


@dataclass(frozen=True)
class Going:
    """Something that goes to a service, what for, and when (UTC)."""

    to: Part
    purpose: Purpose
    at: datetime


def own_copies(
    tables: Tables, going: Iterable[Going], pack: Document | None
) -> Mapping[str, Attachment]:
    """Each service's own copy of the pack, by its part in the round."""
    to = [Copied(one.to.part.id, one.to.service.name, one.at) for one in going]
    return copies_of(tables, pack, to) if pack else {}


def mails_of(
    session: Session,
    tables: Tables,
    asked: Request,
    going: Iterable[Going],
    pack: Document | None,
    copies: Mapping[str, Attachment],
) -> tuple[tuple[str, Mail], ...]:
    """A draft for each service, with the name of its file; `copies` are `own_copies`.

    Raises NoLongerSafe for a form that goes with it and gives the child away by now.
    """
    reply_to = home_authority(tables).placements_email
    said = {
        **said_to_all(session, tables, asked),
        "pack": pack.reference if pack else "",
        "version": str(pack.version) if pack else "",
    }
    form = last_document(tables, Kind.RESPONSE_FORM, asked.id, "") if pack else None
    # Read once: the same form goes to everybody, beside each one's own copy of the pack.
    forms = (Door(session, tables).let_out(form, "").attachment,) if form else ()
    changed = own_mail_words(session, asked)
    mails = []
    for one in going:
        own = copies.get(one.to.part.id)
        files = (own, *forms) if own else forms
        mails.append((_title(asked, one), _mail(one, said, files, reply_to, changed)))
    return tuple(mails)


def said_to_all(session: Session, tables: Tables, asked: Request) -> dict[str, str]:
    """What an e-mail about a request says alike to every service."""
    return {"reference": asked.reference, **said_by_us(session, tables)}


def _title(asked: Request, one: Going) -> str:
    return f"{asked.reference} {one.to.service.name} {one.purpose}"


def _mail(
    one: Going,
    said: Mapping[str, str],
    files: Sequence[Attachment],
    reply_to: str,
    changed: Changed,
) -> Mail:
    sent, service = one.to.sent, one.to.service
    values = {
        **said,
        "name": service.referral_contact or "colleagues",
        "service": service.name,
        "reply_by": str(due_of(sent)),
        "sent_on": day_text(local_day(sent.released_at)),
    }
    return write_mail(
        str(one.purpose),
        service.referral_email,
        values,
        name=service.referral_contact or service.name,
        attachments=files,
        reply_to=reply_to,
        changed=changed,
    )
