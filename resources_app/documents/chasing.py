"""Writes to those who are to sign: a first e-mail with the document, then chasers.

Drafts only, as every e-mail: an officer sends them from their own program (`emailing`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from resources_app.documents.delivering import placing
from resources_app.documents.emailing import Mail, write_mail, write_mails
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issuing import open_document, record_issue
from resources_app.documents.mail_sender import said_by_us
from resources_app.documents.model import Delivered, Document
from resources_app.documents.outgoing import Door, words_beside
from resources_app.documents.signature_model import SignatureState, SigningParty
from resources_app.documents.signature_queries import signing_parties
from resources_app.documents.signing import check_stands, due_for
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import Refused
from resources_app.foundations.phrases import small
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class Chased:
    """Who was written to, who was not because no address is known, and the drafts."""

    document: str
    written_to: tuple[str, ...]
    without_address: tuple[str, ...]
    files: tuple[Delivered, ...]
    changes: Changes


def chase_signatures(
    session: Session, reference: str, folder: Path, *, places: Collection[int] = ()
) -> Chased:
    """Write to whoever has not signed (or to those in some `places`) a draft into a folder.

    Who was not asked yet is asked; who was is chased. It is all written down together with the
    drafts, or nothing is. Raises NotFound, and Refused for a document that is superseded, where
    nobody is left to write to, and where the folder may not be written.
    """
    require(session, Permission.ASK_SIGNATURES)
    one, _ = open_document(session, reference)
    check_stands(one, "Ask for the signatures of that one.")
    with placing() as drafts, session.act("chase_signatures") as act:
        awaited = [
            party
            for party in signing_parties(act.tables, one.id)
            if party.is_open and (not places or party.place in places)
        ]
        if not awaited:
            raise Refused(f"Nobody is left to sign {one.reference}.")
        to = [party for party in awaited if party.email]
        if not to:
            raise Refused(
                "No e-mail address is known of whoever is to sign.",
                remedy="Say that they were asked, and give the address.",
            )
        mails = _mails(session, act.tables, one, to)
        for party, (_, mail) in zip(to, mails, strict=True):
            _written_to(session, act.tables, one, party, mail)
        files = write_mails(drafts, mails, folder)
    without = tuple(party.party for party in awaited if not party.email)
    return Chased(one.reference, tuple(party.party for party in to), without, files, act.changes)


def _mails(
    session: Session, tables: Tables, one: Document, to: Sequence[SigningParty]
) -> list[tuple[str, Mail]]:
    door = Door(session, tables)
    said = said_by_us(session, tables)
    reply_to = home_authority(tables).placements_email
    today = session.today()
    changed = words_beside(session, tables, one)
    mails = []
    for party in to:
        asked = party.asked_on or today
        kind = "signature chaser" if party.state is SignatureState.ASKED else "signature request"
        values = {
            **said,
            "name": party.name or "colleagues",
            "document": one.reference,
            "kind": str(one.kind),
            "about": one.subject_reference,
            "party": small(party.party),
            "asked_on": day_text(asked),
            "due_on": day_text(party.due_on or due_for(one.kind, asked)),
        }
        mail = write_mail(
            kind, party.email, values, name=party.name or party.party,
            attachments=(door.let_out(one, party.name or party.party).attachment,),
            reply_to=reply_to, changed=changed,
        )  # fmt: skip
        mails.append((f"{one.reference} {party.party} {kind}", mail))
    return mails


def _written_to(
    session: Session, tables: Tables, one: Document, party: SigningParty, mail: Mail
) -> None:
    """Written down: that a copy went out, and that they were asked for the first time or chased."""
    handing = Handing(Way.EMAIL, mail.name, mail.to, "to be signed")
    record_issue(session, tables, one, handing, mail.attachments[0].content)
    if party.state is SignatureState.TO_ASK:
        asked = session.today()
        due = due_for(one.kind, asked)
        changed = {"asked_on": asked.isoformat(), "due_on": due.isoformat()}
        tables.update("signature_party", party.id, changed)
        return
    tables.insert(
        "signature_chaser",
        {
            "id": session.new_id(),
            "party_id": party.id,
            "chased_at": session.stamp(),
            "chased_by": session.officer.id,
            "address": mail.to,
        },
    )
