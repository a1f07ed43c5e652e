"""The one door by which a registered document leaves: every copy for somebody is taken from here.

What names nobody is checked again by what is recorded today, and so is what an officer typed of
whom it is for, which stands on every page of such a copy; then the copy is marked. An officer who
opens a document for themselves (`issuing.open_document`) hands nothing out.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.documents.checking_again import check_leaving
from resources_app.documents.copy_marking import copy_for
from resources_app.documents.emailing import Attachment, as_attachment
from resources_app.documents.issue_queries import NAMELESS
from resources_app.documents.mail_words import check_whom, own_mail_words
from resources_app.documents.model import Document
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.queries import registered_bytes
from resources_app.printing.wording import Changed
from resources_app.requests.queries import request_by_id
from resources_app.session import Session
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Outgoing:
    """A copy that may leave. `is_marked`: it carries its recipient's name."""

    document: Document
    content: bytes
    is_marked: bool

    @property
    def attachment(self) -> Attachment:
        """It as a file of an e-mail."""
        return as_attachment(self.document, self.content)


class Door:
    """Lets copies out, each document checked once. `tables` are those of the action, if any."""

    def __init__(self, session: Session, tables: Tables) -> None:
        self._session = session
        self._tables = tables
        self._checked: set[str] = set()

    def check(self, one: Document) -> None:
        """Raise NoLongerSafe where a document may not leave any more."""
        if one.id not in self._checked:
            check_leaving(self._session, self._tables, one)
            self._checked.add(one.id)

    def let_out(self, one: Document, recipient: str) -> Outgoing:
        """A copy for somebody whom the records name; as it was printed for nobody. Raises
        NoLongerSafe.
        """
        self.check(one)
        registered = registered_bytes(self._tables, one)
        copy = copy_for(one, registered, recipient, self._session.clock.now())
        return Outgoing(one, copy, copy is not registered)


def outgoing(session: Session, one: Document, recipient: str = "") -> Outgoing:
    """A copy for whom an officer typed, by name or else by address.

    Raises NoLongerSafe, and Refused where what they typed would say who the child is.
    """
    tables = session.tables
    if one.kind in NAMELESS:
        check_whom(session, request_by_id(tables, one.subject_id), recipient)
    return Door(session, tables).let_out(one, recipient)


def words_beside(session: Session, tables: Tables, one: Document) -> Changed:
    """The team's own words for an e-mail that a document goes with. Raises Refused where what goes
    beside a document that names nobody would.
    """
    if one.kind in NAMELESS:
        return own_mail_words(session, request_by_id(tables, one.subject_id))
    return changed_words(tables, "emails")
