"""The words of e-mails about a request: the team's own are checked as what was typed is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resources_app.documents.finding_model import LeakFinding, Whose
from resources_app.documents.gathering_referral import subjects_of
from resources_app.documents.leaks import find_leaks
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.pack_checking import secrets_about
from resources_app.foundations.errors import Refused
from resources_app.printing.wording import Changed, texts_of
from resources_app.requests.model import Request
from resources_app.session import Session
from resources_app.team.queries import home_authority

_NO_LETTERS = re.compile(r"[\W\d_]+")
_PEOPLE = frozenset((Whose.CHILD, Whose.SIBLING, Whose.FAMILY, Whose.WORKER))


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
    _refuse(_found(session, about, texts), remedy)


def check_whom(session: Session, about: Request, recipient: str) -> None:
    """Raise Refused where it names somebody about the child for whom an anonymised copy is said to
    be.

    The name of a home or of an organisation is let be: it is whom it goes to, and looks like what
    in a text gives away.
    """
    # An address is one word, in which a name is not looked for.
    words = _NO_LETTERS.sub(" ", recipient).title() if "@" in recipient else recipient
    texts = [("Whom it is for", words)]
    found = [one for one in _found(session, about, texts) if one.whose in _PEOPLE and not one.near]
    _refuse(found, "Name the organisation it goes to, or their part: “the family’s solicitor”.")


def _found(
    session: Session, about: Request, texts: Sequence[tuple[str, str]]
) -> Sequence[LeakFinding]:
    tables = session.tables
    subjects = subjects_of(tables, about, session.today())
    allowed = (home_authority(tables).placements_email,)
    return find_leaks(texts, secrets_about(tables, subjects), allowed)


def _refuse(found: Sequence[LeakFinding], remedy: str) -> None:
    if found:
        listed = "\n".join(f"  {one}." for one in found)
        raise Refused(
            f"Nothing went out: this would give the child away.\n{listed}\n", remedy=remedy
        )
