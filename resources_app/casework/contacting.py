"""Logging a contact that points at what it was about: a request of the child, or a kept file."""

from __future__ import annotations

from dataclasses import replace

from resources_app.casework.attachment_queries import attachment, attachments_of_child
from resources_app.children.contact_actions import ContactLogged, log_contact
from resources_app.children.contacts import ABOUT, Contact
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.requests.queries import request
from resources_app.session import Session

_FILES = "FIL-"


def log_contact_about(session: Session, child_id: str, given: Contact) -> ContactLogged:
    """Add a contact to a child's log with what it points at, by the reference in `about`.

    Raises as `log_contact` does, and BadInput where the request or the file is not there, or is
    about another child.
    """
    reference = given.about.strip().upper()
    if not reference:
        return log_contact(session, child_id, given)
    named = replace(given, about=reference)
    try:
        if reference.startswith(_FILES):
            kept = attachment(session.tables, reference)
            theirs = {one.id for one in attachments_of_child(session.tables, child_id)}
            _check_theirs(kept.id in theirs, reference)
            return log_contact(session, child_id, named, attachment_id=kept.id)
        asked = request(session.tables, reference)
    except NotFound as error:
        raise BadInput(
            error.what, where=Where(field=ABOUT.label), remedy="Give REQ-… or FIL-…, or nothing."
        ) from error
    _check_theirs(child_id in (asked.child_id, *asked.sibling_ids), reference)
    return log_contact(session, child_id, named, request_id=asked.id)


def _check_theirs(theirs: bool, reference: str) -> None:
    if not theirs:
        raise BadInput(
            f"{reference} is not about this child.",
            where=Where(field=ABOUT.label),
            remedy="Give one of the child’s own, or nothing.",
        )
