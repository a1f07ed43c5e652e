"""The SQL of the search box: from the words that were typed to records and what to show of them.

The index over words is the store's (store/searching.py); what is said of a record found there,
and who may be told of it, is said here.
"""

from __future__ import annotations

from typing import NamedTuple

from resources_app.store.searching import HITS, words_asked
from resources_app.store.tables import Row, Tables


class _Source(NamedTuple):
    """A kind of record that the search box finds.

    `found_by` says which rows of the search index lead to it: their table, and the column that
    holds their id. `reference`, `title` and `detail` are what is shown.
    """

    kind: str
    tables: str
    key: str
    found_by: tuple[tuple[str, str], ...]
    reference: str
    title: str
    detail: str


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
)


def _may_be_shown(source: _Source) -> str:
    # Whoever may not be shown restricted children does not learn that there is one either.
    return "(c.restricted = 0 OR :restricted)" if "child c" in source.tables else "1"


def _shown_of(source: _Source) -> str:
    return (
        f"{source.key} AS id, {source.reference} AS reference, {source.title} AS title,"
        f" {source.detail} AS detail"
    )


# `step` is 0 for the very words, 1 for their beginning, 2 for words elsewhere.
_STEP = """CASE WHEN reference LIKE :text ESCAPE '!' OR title LIKE :text ESCAPE '!' THEN 0
                WHEN reference LIKE :text || '%' ESCAPE '!'
                  OR title LIKE :text || '%' ESCAPE '!' THEN 1 ELSE 2 END"""


def _best_of(source: _Source) -> str:
    # The hits come first, so that nothing but what they lead to is read.
    led_to = " UNION ALL ".join(
        f"""SELECT {_shown_of(source)}, hit.rank AS rank FROM hit CROSS JOIN {source.tables}
             WHERE hit.table_name = '{table}' AND {key} = hit.row_id AND {_may_be_shown(source)}"""
        for table, key in source.found_by
    )
    return f"""SELECT * FROM (
        SELECT '{source.kind}' AS kind, id, reference, title, detail, {_STEP} AS step
          FROM ({led_to}) GROUP BY id ORDER BY step, min(rank), id LIMIT :limit)"""


_RECORDS_WITH = f"WITH hit AS MATERIALIZED ({HITS}) " + " UNION ALL ".join(map(_best_of, _SOURCES))


def records_with_words(tables: Tables, text: str, limit: int, *, restricted: bool) -> list[Row]:
    """Records with a word beginning with each of those typed, at most `limit` of each kind.

    Each has its `step`: 0 for the very words, 1 for their beginning, 2 for words elsewhere.
    What is about a restricted child is among them only when `restricted` says so.
    """
    words = words_asked(text)
    if not words:
        return []
    escaped = "".join(f"!{letter}" if letter in "!%_" else letter for letter in text)
    return tables.rows(
        _RECORDS_WITH,
        {"words": words, "text": escaped, "limit": limit, "restricted": restricted},
    )


def names_of(tables: Tables, kind: str, *, restricted: bool) -> list[Row]:
    """Every record of a kind, for finding a name typed nearly right; `restricted` as above."""
    (source,) = (one for one in _SOURCES if one.kind == kind)
    return tables.rows(
        f"SELECT {_shown_of(source)} FROM {source.tables} WHERE {_may_be_shown(source)}",
        {"restricted": restricted},
    )
