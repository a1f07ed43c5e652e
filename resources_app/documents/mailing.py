"""E-mails a registered document: a draft with it attached, under a password if one is given.

The password is told by another way than the e-mail, which says so and never contains it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from resources_app.documents.delivering import check_place, encrypted_copy, placing
from resources_app.documents.emailing import write_mail
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issuing import open_document, record_issue
from resources_app.documents.mail_sender import said_by_us
from resources_app.documents.mailing_queries import addressee_of
from resources_app.documents.model import Delivered, Document
from resources_app.documents.outgoing import outgoing, words_beside
from resources_app.foundations.errors import BadInput, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class DocumentMailed:
    """A draft with a document attached; `encrypted` says whether that opens with a password."""

    document: str
    to: str
    name: str
    file: Delivered
    encrypted: bool
    changes: Changes


def mail_document(
    session: Session, reference: str, out: Path, *, to: str = "", name: str = "", password: str = ""
) -> DocumentMailed:
    """Write an e-mail with a registered document to a file, for the mail program to open and send.

    Without an address it goes to whom the record names (`addressee_of`). The copy carries their
    name where the kind asks for it, and is written down as e-mailed. Raises NotFound, BadInput for
    what is no address, none on record, or a short password, Refused as `deliver` does, and
    NoLongerSafe for what names nobody and gives the child away by what was recorded since; Refused
    where whom it is for, or the team's wording of the e-mail, would.
    """
    check_place(out)
    one, _ = open_document(session, reference)
    known, address = addressee_of(session.tables, one)
    to, name = to.strip() or address, " ".join(name.split()) or known
    if not to:
        raise BadInput(
            f"There is no e-mail address on record for {one.reference}.",
            where=Where(field="E-mail"),
            remedy="Give one such as name@example.org.",
        )
    file = outgoing(session, one, name or to).attachment
    content = encrypted_copy(file.content, password) if password else file.content
    reply_to = home_authority(session.tables).placements_email
    mail = write_mail(
        "document with password" if password else "document",
        to,
        _values(session, one, name),
        name=name,
        attachments=(replace(file, content=content),),
        reply_to=reply_to,
        changed=words_beside(session, session.tables, one),
    )
    with placing() as files, session.act("issue_document") as act:
        draft = files.deliver(mail.content, out)
        handing = Handing(Way.EMAIL, mail.name, mail.to)
        record_issue(session, act.tables, one, handing, content, encrypted=bool(password))
    return DocumentMailed(one.reference, mail.to, mail.name, draft, bool(password), act.changes)


def _values(session: Session, one: Document, name: str) -> dict[str, str]:
    return {
        "name": name or "colleagues",
        "document": one.reference,
        "version": str(one.version),
        "kind": str(one.kind),
        "about": one.subject_reference,
        **said_by_us(session, session.tables),
    }
