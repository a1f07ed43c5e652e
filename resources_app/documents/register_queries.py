"""The documents' room's SQL: searching the register, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from resources_app.documents.model import Document
from resources_app.documents.queries import DOCUMENTS, LATER, document_of
from resources_app.documents.register_model import EVERYTHING, RegisterPage, Sought
from resources_app.foundations.clock import day_begins
from resources_app.store.tables import Tables

# What the words are looked for in.
_LINE = "reference || ' ' || subject_reference || ' ' || kind || ' ' || made_for"
Condition = tuple[str, object]


def documents(
    tables: Tables, sought: Sought = EVERYTHING, *, limit: int = 500, offset: int = 0
) -> list[Document]:
    """A page of the register, the last printed first."""
    where, values = _where(sought)
    rows = tables.rows(
        f"""SELECT * FROM ({DOCUMENTS} WHERE {where}) WHERE {_with_words(sought)}
            ORDER BY made_at DESC, id DESC LIMIT ? OFFSET ?""",
        (*values, *_words(sought), limit, offset),
    )
    return [document_of(row) for row in rows]


def count_documents(tables: Tables, sought: Sought = EVERYTHING) -> int:
    """How many documents are so."""
    where, values = _where(sought)
    if not sought.words.split():
        # Its own columns say it: nothing is joined, however long the register is.
        return int(tables.value(f"SELECT count(*) FROM document WHERE {where}", values))
    return int(
        tables.value(
            f"""SELECT count(*) FROM ({DOCUMENTS} WHERE {where}) WHERE {_with_words(sought)}""",
            (*values, *_words(sought)),
        )
    )


def register_page(
    tables: Tables, sought: Sought, *, limit: int = 500, offset: int = 0
) -> RegisterPage:
    """A page of the register with the total of all its pages."""
    found = documents(tables, sought, limit=limit, offset=offset)
    return RegisterPage(tuple(found), count_documents(tables, sought))


def _where(sought: Sought) -> tuple[str, tuple[object, ...]]:
    conditions = list(_conditions(sought))
    if sought.current:
        conditions.append((f"NOT EXISTS (SELECT 1 FROM document AS later WHERE {LATER})", None))
    where = " AND ".join(text for text, _ in conditions) or "TRUE"
    return where, tuple(value for _, value in conditions if value is not None)


def _conditions(sought: Sought) -> Iterator[Condition]:
    if sought.kind is not None:
        yield "document.kind = ?", str(sought.kind)
    if sought.officer:
        yield "document.made_by = ?", sought.officer
    if sought.recipient.strip():
        yield "document.made_for LIKE ? ESCAPE '!'", like(sought.recipient)
    if sought.first is not None:
        yield "document.made_at >= ?", day_begins(sought.first)
    if sought.last is not None:
        yield "document.made_at < ?", day_begins(sought.last + timedelta(days=1))


def _with_words(sought: Sought) -> str:
    return " AND ".join(f"{_LINE} LIKE ? ESCAPE '!'" for _ in sought.words.split()) or "TRUE"


def _words(sought: Sought) -> list[str]:
    return [like(word) for word in sought.words.split()]


def like(text: str) -> str:
    """A pattern for LIKE … ESCAPE '!' that finds a text anywhere."""
    escaped = "".join(f"!{char}" if char in "!%_" else char for char in text.strip())
    return f"%{escaped}%"
