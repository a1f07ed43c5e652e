"""Reads the team's own wording."""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.documents.own_words import OwnWords, changes_of, check_words, standing
from resources_app.foundations.clock import from_stamp
from resources_app.printing.wording import Changed
from resources_app.store.tables import Row, Tables

_CHANGES = """
    SELECT document_wording.*, officer.name AS changer
      FROM document_wording JOIN officer ON officer.id = document_wording.changed_by
"""


def own_words(tables: Tables, document: str) -> list[OwnWords]:
    """Every change of any text of a file of assets/wording, the last first."""
    rows = tables.rows(
        f"""{_CHANGES} WHERE document_wording.document = ?
            ORDER BY document_wording.changed_at DESC, document_wording.id DESC""",
        (document,),
    )
    return [_own(row) for row in rows]


def history_of(tables: Tables, document: str, key: str) -> Sequence[OwnWords]:
    """Every change of one text, the last first, also from before an update moved it."""
    return changes_of(document, key, own_words(tables, document))


def changed_words(tables: Tables, *documents: str) -> Changed:
    """The team's own words for printing. Raises BadInput, saying where, for one that cannot print:
    it may have come from another laptop, or from before an update.
    """
    found = []
    for name in documents:
        rows = own_words(tables, name)
        for one in standing(name, rows) if rows else ():
            if one.own is not None:
                check_words(name, one.text, one.words)
                found.append((name, one.text.key, one.words))
    return tuple(found)


def _own(row: Row) -> OwnWords:
    return OwnWords(
        id=row["id"],
        document=row["document"],
        key=row["text_key"],
        words=row["words"],
        replaces=row["replaces"],
        changed_by=row["changer"],
        changed_at=from_stamp(row["changed_at"]),
        undoes=row["undoes"] or "",
    )
