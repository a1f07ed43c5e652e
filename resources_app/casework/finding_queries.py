"""The SQL of the search box: from the words that were typed to records and what to show of them.

The index over words is the store's (store/searching.py); what is said of a record found there,
and who may be told of it, is said here. A statement a kind of record: one over all kinds together
made SQLite look through every hit once for each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resources_app.store import searching
from resources_app.store.tables import Row, Tables

# Comes after every letter and digit of a reference.
_AFTER = "~"


class _Source(NamedTuple):
    """A kind of record that the search box finds.

    `found_by` says which rows of the search index lead to it: their table, and the column that
    holds their id. `reference`, `title` and `detail` are what is shown. `hidden` is where a
    restricted child is in it besides the one it is about.
    """

    kind: str
    tables: str
    key: str
    found_by: tuple[tuple[str, str], ...]
    reference: str
    title: str
    detail: str
    hidden: str = "0"


_CHILDS_NAME = "c.given_name || ' ' || c.family_name"
# What the search box looks through. To add a kind of record: add a row, then a `FoundKind`; its
# table must be searched (store/searching.py).
_SOURCES = (
    _Source(
        "request",
        "placement_request r JOIN child c ON c.id = r.child_id",
        "r.id",
        (("placement_request", "r.id"), ("child", "r.child_id")),
        "r.reference",
        _CHILDS_NAME,
        "'request, ' || r.state",
    ),
    _Source(
        "placement",
        "placement p JOIN child c ON c.id = p.child_id JOIN service s ON s.id = p.service_id",
        "p.id",
        (("placement", "p.id"), ("child", "p.child_id")),
        "p.reference",
        _CHILDS_NAME,
        "s.name || ', from ' || p.start_date",
    ),
    _Source(
        "child",
        "child c",
        "c.id",
        (("child", "c.id"),),
        "c.local_identifier",
        _CHILDS_NAME,
        "'born ' || c.date_of_birth",
    ),
    _Source(
        "service",
        "service s",
        "s.id",
        (("service", "s.id"),),
        "s.urn",
        "s.name",
        "s.provision_type || ', ' || s.authority_name || ', ' || s.registration_status",
    ),
    _Source(
        "provider",
        "provider p",
        "p.id",
        (("provider", "p.id"),),
        "p.ofsted_owner_id",
        "p.name",
        "p.owner_group",
    ),
    _Source(
        "agreement",
        "agreement a",
        "a.id",
        (("agreement", "a.id"),),
        "a.reference",
        "a.title",
        "a.kind || ', from ' || a.start_date",
    ),
    _Source(
        "document",
        "document d",
        "d.id",
        (("document", "d.id"),),
        "d.reference",
        "d.kind",
        "'made ' || substr(d.made_at, 1, 10)",
    ),
    _Source(
        "invoice",
        "invoice i JOIN provider p ON p.id = i.provider_id",
        "i.id",
        (("invoice", "i.id"),),
        "i.reference",
        "i.number",
        "p.name || ', received ' || i.received_on",
    ),
    _Source(
        "file",
        "attachment f JOIN child c ON c.id = f.child_id",
        "f.id",
        (("attachment", "f.id"),),
        "f.reference",
        "CASE f.subject WHEN '' THEN f.file_name ELSE f.subject END",
        "f.kind || ', kept ' || substr(f.added_at, 1, 10)",
        hidden="""f.request_id IN (SELECT g.request_id FROM request_sibling g
                    JOIN child s ON s.id = g.child_id WHERE s.restricted = 1)""",
    ),
)

_SOURCE = {source.kind: source for source in _SOURCES}


def _may_be_shown(source: _Source) -> str:
    # Whoever may not be shown restricted children does not learn that there is one either.
    if "child c" not in source.tables:
        return "1"
    return f"(:restricted OR (c.restricted = 0 AND NOT ({source.hidden})))"


def _shown_of(source: _Source) -> str:
    return (
        f"{source.key} AS id, {source.reference} AS reference, {source.title} AS title,"
        f" {source.detail} AS detail"
    )


# `step` is 0 for the very words, 1 for their beginning, 2 for words elsewhere.
_STEP = """CASE WHEN reference LIKE :text ESCAPE '!' OR title LIKE :text ESCAPE '!' THEN 0
                WHEN reference LIKE :text || '%' ESCAPE '!'
                  OR title LIKE :text || '%' ESCAPE '!' THEN 1 ELSE 2 END"""

# Our own references, found by the order of their column: the table, the column that holds the id
# of what is shown, and its kind. To add one: add a row; `reference` must be unique there.
_REFERENCES = (
    ("placement_request", "id", "request"),
    ("placement", "id", "placement"),
    ("ipa", "placement_id", "placement"),
    ("document", "id", "document"),
    ("invoice", "id", "invoice"),
    ("attachment", "id", "file"),
)
# Three letters, and then no other letter nor digit.
_LIKE_A_REFERENCE = re.compile(r"[A-Za-z]{3}(?![^\W_])")

# How many records are looked at for each that is wanted: of more, those that answer best. Some
# are of another kind, and some nobody may be told of.
_TO_EACH = 10
# How many names that share letters are compared whole.
_MOST_ALIKE = 250


def records_with_words(tables: Tables, text: str, limit: int, *, restricted: bool) -> list[Row]:
    """Records with a word beginning with each of those typed, at most `limit` of each kind.

    Each has its `step`: 0 for the very words, 1 for their beginning, 2 for words elsewhere.
    What is about a restricted child is among them only when `restricted` says so.
    """
    asked = _Asked(tables, text, limit, restricted)
    hits = _by_table(searching.find(tables, text, limit=limit * _TO_EACH))
    children = asked.rows(_SOURCE["child"], "c.id", hits.get("child", []))
    # What is a child's is sought for the children that are shown, who answer best.
    hits["child"] = [row["id"] for row in children]
    found = list(children)
    for source in _SOURCES:
        if source.kind == "child":
            continue
        rows = {row["id"]: row for row in asked.by_reference(source)}
        for table, key in source.found_by:
            for row in asked.rows(source, key, hits.get(table, [])):
                rows.setdefault(row["id"], row)
        best = sorted(rows.values(), key=lambda row: int(row["step"]))
        found += best[:limit]
    return found


def names_like(tables: Tables, kind: str, text: str, *, restricted: bool) -> list[Row]:
    """Records of a kind whose names share letters with `text`; `restricted` as above."""
    source = _SOURCE[kind]
    ids = _by_table(searching.nearly(tables, text, limit=_MOST_ALIKE)).get(kind, [])
    return _Asked(tables, text, _MOST_ALIKE, restricted).rows(source, source.key, ids)


def _by_table(hits: Iterable[searching.Hit]) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for hit in hits:
        tables.setdefault(hit.table, []).append(hit.row_id)
    return tables


@dataclass(frozen=True)
class _Asked:
    """What was typed, by whom, and how much is wanted."""

    tables: Tables
    text: str
    limit: int
    restricted: bool

    def rows(self, source: _Source, key: str, ids: Sequence[str]) -> list[Row]:
        """What is shown of the records with these values of `key`, the best `limit` of them.

        Of those that answer alike: in the order of `ids`, and of one id the newest first.
        """
        if not ids:
            return []
        escaped = "".join(f"!{letter}" if letter in "!%_" else letter for letter in self.text)
        return self.tables.rows(
            # The ids come first, so that nothing but what they lead to is read.
            f"""SELECT *, {_STEP} AS step FROM (
                    SELECT '{source.kind}' AS kind, {_shown_of(source)}, wanted.key AS place
                      FROM json_each(:ids) AS wanted CROSS JOIN {source.tables}
                     WHERE {key} = wanted.value AND {_may_be_shown(source)})
                ORDER BY step, place, id DESC LIMIT :limit""",
            {
                "ids": json.dumps(ids),
                "text": escaped,
                "limit": self.limit,
                "restricted": self.restricted,
            },
        )

    def by_reference(self, source: _Source) -> list[Row]:
        """Records whose reference begins as typed, the last given out first."""
        if not _LIKE_A_REFERENCE.match(self.text):
            return []
        start = "-".join(re.findall(r"\w+", self.text.upper()))
        ids = [
            row["id"]
            for table, column, kind in _REFERENCES
            if kind == source.kind
            for row in self.tables.rows(
                f"""SELECT {column} AS id FROM {table} WHERE reference >= ? AND reference < ?
                     ORDER BY reference DESC LIMIT ?""",
                (start, f"{start}{_AFTER}", self.limit * _TO_EACH),
            )
        ]
        return self.rows(source, source.key, ids)
