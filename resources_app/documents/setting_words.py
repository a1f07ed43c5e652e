"""Changes the wording of documents and e-mails; every change is kept, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.documents.own_words import Standing, check_words, standing, text_at, to_undo
from resources_app.documents.own_words_queries import history_of, own_words
from resources_app.foundations.errors import Refused
from resources_app.printing.wording import Text
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
    return _keep(session, "set_wording", document, text, None if tidy == text.words else tidy)


def reset_words(session: Session, document: str, key: str) -> WordsSet:
    """Go back to the application's own words. Raises NotFound, and Refused where they stand."""
    require(session, Permission.KEEP_WORDING)
    text = text_at(document, key)
    if _now(session.tables, document, text).own is None:
        raise Refused("The first words stand there already.")
    return _keep(session, "reset_wording", document, text, None)


def undo_words(session: Session, document: str, key: str) -> WordsSet:
    """Take the last change of a text back: what stood before it stands again. Once more takes
    back the one before that.

    Raises NotFound, Refused where no change is left, and BadInput where what stood before cannot
    print any more.
    """
    require(session, Permission.KEEP_WORDING)
    text = text_at(document, key)
    last, before = to_undo(history_of(session.tables, document, text.key))
    if last is None:
        raise Refused("There is no change of it to take back.")
    words = None if before is None else before.words
    if words is not None:
        check_words(document, text, words)
    return _keep(session, "undo_wording", document, text, words, undoes=last.id)


def _keep(
    session: Session,
    action: str,
    document: str,
    text: Text,
    words: str | None,
    *,
    undoes: str | None = None,
) -> WordsSet:
    with session.act(action) as act:
        act.tables.insert(
            "document_wording",
            {
                "id": session.new_id(),
                "document": document,
                "text_key": text.key,
                "words": words,
                "replaces": text.words,
                "changed_by": session.officer.id,
                "changed_at": session.stamp(),
                "undoes": undoes,
            },
        )
        now = _now(act.tables, document, text)
    return WordsSet(act.changes, now)


def _now(tables: Tables, document: str, text: Text) -> Standing:
    every = standing(document, own_words(tables, document))
    return next(one for one in every if one.text.key == text.key)
