"""The words of e-mails about a request: the team's own are checked as what was typed is."""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.documents.actions import people_about
from resources_app.documents.gathering_referral import subjects_of
from resources_app.documents.leaks import find_leaks
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.secrets import secrets_of
from resources_app.foundations.errors import Refused
from resources_app.printing.wording import Changed, texts_of
from resources_app.requests.model import Request
from resources_app.session import Session
from resources_app.team.queries import home_authority


def own_mail_words(session: Session, about: Request) -> Changed:
    """The team's own words for e-mails about a request.

    Raises Refused, naming every place, where one would say who the child is, and BadInput for
    one that cannot be written.
    """
    changed = changed_words(session.tables, "emails", "answers")
    if changed:
        texts = [
            (f"Wording of e-mails, {texts_of(name)[key].where}", words)
            for name, key, words in changed
        ]
        check_said(session, about, texts, "Change that wording in Settings, or ask who keeps it.")
    return changed


def check_said(
    session: Session, about: Request, texts: Sequence[tuple[str, str]], remedy: str
) -> None:
    """Raise Refused, naming every place, where a text would say who the child is.

    `texts` have what they are called first.
    """
    tables = session.tables
    subjects = subjects_of(tables, about, session.today())
    allowed = (home_authority(tables).placements_email,)
    found = find_leaks(texts, secrets_of(people_about(tables, subjects)), allowed)
    if found:
        listed = "\n".join(f"  {one}." for one in found)
        raise Refused(
            f"Nothing was sent: this would give the child away.\n{listed}\n", remedy=remedy
        )
