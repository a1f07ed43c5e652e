"""Keeping what is typed from second to second, and removing it with the action that saves it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.typed import WhereTyped
from resources_app.team.typed_queries import typed_with


def keep_typing(
    session: Session,
    typed_id: str,
    where: WhereTyped,
    answers: Mapping[str, Any],
    shown: Mapping[str, Any],
) -> None:
    """Keep a form as it stands, in place of how it stood before; nothing typed keeps nothing.

    Anybody may keep what they type: whether they may save it is for the action that does.
    Not journalled. Raises StoreProblem where the store cannot be written.
    """
    with session.act("keep_typing") as act:
        begun = act.tables.value("SELECT begun_at FROM typed WHERE id = ?", [typed_id])
        _remove(act.tables, typed_id)
        if not answers:
            return
        now = session.stamp()
        act.tables.insert(
            "typed",
            {
                "id": typed_id,
                "officer_id": session.officer.id,
                "page": where.page,
                "subject": where.subject,
                "tab": where.tab,
                "form": where.form,
                "title": where.title,
                "answers": json.dumps(answers, ensure_ascii=False),
                "shown": json.dumps(shown, ensure_ascii=False),
                "begun_at": begun or now,
                "kept_at": now,
            },
        )


def discard_typing(session: Session, typed_id: str) -> Changes:
    """Throw away one's own unfinished typing. Raises NotFound where there is none such."""
    typed_with(session.tables, session.officer.id, typed_id)
    with session.act("discard_typing") as act:
        _remove(act.tables, typed_id)
    return act.changes


def saving(session: Session, typed_id: str, removed: Callable[[], None] = lambda: None) -> Session:
    """The session in which to save what was typed: its action removes the typing as well.

    Saved and removed are one transaction, so that whatever happens either the record or the
    typing is there, and never both. `removed` is called in it, before it is committed.
    """

    def remove(tables: Tables) -> None:
        _remove(tables, typed_id)
        removed()

    return replace(session, at_the_end=remove)


def _remove(tables: Tables, typed_id: str) -> None:
    tables.change("DELETE FROM typed WHERE id = ?", [typed_id])
