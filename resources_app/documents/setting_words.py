"""Changes the wording of documents and e-mails; every change is kept, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.documents.own_words import OwnWords, Standing, check_words, standing, text_at
from resources_app.documents.own_words_queries import history_of, own_words
from resources_app.foundations.errors import Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class WordsSet:
    """A text as it stands after a change."""

    changes: Changes
    standing: Standing


def set_words(session: Session, document: str, key: str, words: str) -> WordsSet:
    """Put the team's own words in place of a text; what is printed from now on has them.

    Raises NotFound for no such text, BadInput for words that cannot print (see `check_words`).
    """
    require(session, Permission.KEEP_WORDING)
    text = text_at(document, key)
    tidy = words.strip().replace("\r\n", "\n")
    check_words(document, text, tidy)
    return _keep(session, "set_wording", document, key, None if tidy == text.words else tidy)


def reset_words(session: Session, document: str, key: str) -> WordsSet:
    """Go back to the application's own words. Raises NotFound, and Refused where they stand."""
    require(session, Permission.KEEP_WORDING)
    text_at(document, key)
    if _now(session.tables, document, key).own is None:
        raise Refused("The first words stand there already.")
    return _keep(session, "reset_wording", document, key, None)


def undo_words(session: Session, document: str, key: str) -> WordsSet:
    """Take the last change of a text back: what stood before it stands again.

    Raises NotFound, and Refused where it was never changed.
    """
    require(session, Permission.KEEP_WORDING)
    text = text_at(document, key)
    changes = history_of(session.tables, document, key)
    if not changes:
        raise Refused("It was never changed.")
    before: OwnWords | None = changes[1] if len(changes) > 1 else None
    words = None if before is None else before.words
    if words is not None:
        check_words(document, text, words)
    return _keep(session, "undo_wording", document, key, words)


def _keep(session: Session, action: str, document: str, key: str, words: str | None) -> WordsSet:
    with session.act(action) as act:
        act.tables.insert(
            "document_wording",
            {
                "id": session.new_id(),
                "document": document,
                "text_key": key,
                "words": words,
                "replaces": text_at(document, key).words,
                "changed_by": session.officer.id,
                "changed_at": session.stamp(),
            },
        )
        now = _now(act.tables, document, key)
    return WordsSet(act.changes, now)


def _now(tables: Tables, document: str, key: str) -> Standing:
    every = standing(document, own_words(tables, document))
    return next(one for one in every if one.text.key == key)
