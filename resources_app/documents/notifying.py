"""The letter or e-mail to somebody who is told of a placement, of a move or of its end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resources_app.documents.delivering import check_place
from resources_app.documents.emailing import Mail, attached, write_mail
from resources_app.documents.gathering_notification import gather_notification, to_tell
from resources_app.documents.issue_model import CopySaved
from resources_app.documents.issuing import save_mail
from resources_app.documents.mail_sender import said_by_us
from resources_app.documents.model import Kind
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.queries import document
from resources_app.documents.registering import (
    DocumentMade,
    Job,
    imprint_of,
    print_and_register,
)
from resources_app.placements.actions import keep_letter
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority


@dataclass(frozen=True)
class LetterMade:
    """A letter that is registered, and kept with the notification it is for."""

    document: DocumentMade
    changes: Changes


def print_notification(
    session: Session, notification_id: str, *, manner: Manner = ORDINARY
) -> LetterMade:
    """Print the letter to somebody who is to be told, register it, and keep it as proof.

    It names the child: opening a restricted record is written down. Raises NotFound, and Refused
    while nobody is named.
    """
    require(session, Permission.PRINT)
    one = to_tell(session.tables, notification_id).notification
    made = print_and_register(session, notification_job(session, notification_id, manner))
    if one.document == made.reference:
        return LetterMade(made, made.changes)
    kept = keep_letter(session, one.id, document(session.tables, made.reference).id)
    touched = made.changes.touched | kept.changes.touched
    return LetterMade(made, Changes("print_notification", touched))


def notification_job(session: Session, notification_id: str, manner: Manner) -> Job:
    """The letter, gathered. Raises NotFound, and Refused while nobody is named."""
    about = to_tell(session.tables, notification_id)
    one, reference = about.notification, about.placement.reference
    imprint = imprint_of(session, Kind.NOTIFICATION, reference, manner)
    letter = gather_notification(session.tables, about, imprint)
    return Job(Kind.NOTIFICATION, one.id, one.name, letter)


def save_notification_mail(
    session: Session, notification_id: str, out: Path, *, manner: Manner = ORDINARY
) -> CopySaved:
    """Write the e-mail with the letter attached to a file, and that the letter went out so.

    Raises as `notification_mail` and `deliver` do; where nothing could be written, before the
    letter is registered.
    """
    check_place(out)
    made = print_notification(session, notification_id, manner=manner).document
    return save_mail(session, made.reference, _mail(session, notification_id, made), out)


def notification_mail(session: Session, notification_id: str, *, manner: Manner = ORDINARY) -> Mail:
    """The e-mail with the letter attached, to be opened by the mail program; prints it if need be.

    Raises BadInput where there is no e-mail address, and as `print_notification`.
    """
    made = print_notification(session, notification_id, manner=manner).document
    return _mail(session, notification_id, made)


def _mail(session: Session, notification_id: str, made: DocumentMade) -> Mail:
    about = to_tell(session.tables, notification_id)
    one = about.notification
    return write_mail(
        "notification",
        one.email,
        {
            "name": one.addressee or "colleagues",
            "reference": about.placement.reference,
            "letter": made.reference,
            **said_by_us(session, session.tables),
        },
        name=one.name,
        attachments=(attached(session.tables, made.reference),),
        reply_to=home_authority(session.tables).placements_email,
        changed=changed_words(session.tables, "emails"),
    )
