"""Checks what an officer writes about an anonymised pack: the journal keeps it, and so it may not
say what the pack may not.
"""

from __future__ import annotations

from resources_app.documents.actions import people_about
from resources_app.documents.gathering_referral import subjects_of
from resources_app.documents.leaks import find_leaks
from resources_app.documents.secrets import secrets_of
from resources_app.foundations.errors import BadInput, Where
from resources_app.requests.queries import request
from resources_app.session import Session


def check_said(session: Session, reference: str, words: str, field: str) -> None:
    """Raise BadInput at the field where words give away the child that a request is about.

    Raises NotFound for an unknown request.
    """
    tables = session.tables
    subjects = subjects_of(tables, request(tables, reference), session.today())
    if found := find_leaks([(field, words)], secrets_of(people_about(tables, subjects))):
        raise BadInput(
            f"This would give the child away: {found[0]}.",
            where=Where(field=field),
            remedy="Say it without the name.",
        )
