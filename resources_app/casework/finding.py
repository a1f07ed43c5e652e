"""Finds any record from a few letters: the search box and `search TEXT`.

The very words come first, then their beginnings, then words elsewhere in a record; where there
are none of these, names typed nearly right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from resources_app.casework import finding_queries
from resources_app.casework.restricted import sees_restricted
from resources_app.session import Actor
from resources_app.store.tables import Row, Tables


class FoundKind(StrEnum):
    """What was found."""

    CHILD = "child"
    REQUEST = "request"
    PLACEMENT = "placement"
    SERVICE = "service"
    PROVIDER = "provider"
    AGREEMENT = "agreement"
    DOCUMENT = "document"
    INVOICE = "invoice"
    FILE = "file"


@dataclass(frozen=True)
class Found:
    """One record: what it is, its reference (or id where it has none) and words to show."""

    kind: FoundKind
    id: str
    reference: str
    title: str
    detail: str


# Below this likeness (0 to 100) a name is another name, not a slip of the fingers.
LIKENESS = 82
# Letters: longer than the title of any record.
_LONGEST = 500


def find(
    tables: Tables, text: str, officer: Actor | None = None, *, limit: int = 50
) -> list[Found]:
    """Records that answer to `text`, best first; nothing for fewer than two letters,
    or for more than any record has.

    `limit` is per kind of record. Restricted children, and their requests and placements, are
    found only for an `officer` who is shown them (`restricted`), whatever is typed.
    """
    wanted = " ".join(text.split())
    if not 2 <= len(wanted) <= _LONGEST:
        return []
    restricted = sees_restricted(officer)
    rows = finding_queries.records_with_words(tables, wanted, limit, restricted=restricted)
    if rows:
        rows.sort(key=lambda row: (row["step"], row["title"].casefold(), row["id"]))
        return [_found(FoundKind(row["kind"]), row) for row in rows]
    return _nearly(tables, wanted, limit, restricted)


def _nearly(tables: Tables, wanted: str, limit: int, restricted: bool) -> list[Found]:
    """Names that are nearly what was typed, most alike first."""
    # A command that finds the very words does not wait for what compares others.
    from rapidfuzz import fuzz, process, utils

    alike: list[tuple[float, Found]] = []
    for kind in (FoundKind.CHILD, FoundKind.SERVICE):
        names = finding_queries.names_like(tables, kind, wanted, restricted=restricted)
        matches = process.extract(
            wanted,
            [row["title"] for row in names],
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=LIKENESS,
            limit=limit,
        )
        for _, score, index in matches:
            alike.append((score, _found(kind, names[index])))
    alike.sort(key=lambda pair: (-pair[0], pair[1].title, pair[1].id))
    return [one for _, one in alike]


def _found(kind: FoundKind, row: Row) -> Found:
    return Found(kind, row["id"], row["reference"], row["title"], row["detail"])
