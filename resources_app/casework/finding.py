"""Finds any record from a few letters: the search box and `search TEXT`.

Exact beginnings come first, then words inside, then names typed nearly right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process, utils

from resources_app.casework import queries
from resources_app.casework.restricted import sees_restricted
from resources_app.session import Actor
from resources_app.store.tables import Tables


class FoundKind(StrEnum):
    """What was found."""

    CHILD = "child"
    REQUEST = "request"
    PLACEMENT = "placement"
    SERVICE = "service"
    PROVIDER = "provider"
    AGREEMENT = "agreement"
    DOCUMENT = "document"


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


def find(
    tables: Tables, text: str, officer: Actor | None = None, *, limit: int = 50
) -> list[Found]:
    """Records that answer to `text`, best first; nothing for fewer than two letters.

    `limit` is per kind of record. Restricted children, and their requests and placements, are
    found only for an `officer` who is shown them (`restricted`), whatever is typed.
    """
    wanted = " ".join(text.split())
    if len(wanted) < 2:
        return []
    restricted = sees_restricted(officer)
    found = [
        Found(FoundKind(row["kind"]), row["id"], row["reference"], row["title"], row["detail"])
        for row in queries.records_like(tables, wanted, limit, restricted=restricted)
    ]
    if found:
        return sorted(found, key=lambda one: _order(one, wanted))
    return _nearly(tables, wanted, limit, restricted)


def _order(one: Found, wanted: str) -> tuple[int, str, str]:
    low = wanted.casefold()
    texts = (one.reference.casefold(), one.title.casefold())
    if low in texts:
        rank = 0
    elif any(text.startswith(low) for text in texts):
        rank = 1
    else:
        rank = 2
    return rank, one.title.casefold(), one.id


def _nearly(tables: Tables, wanted: str, limit: int, restricted: bool) -> list[Found]:
    """Names that are nearly what was typed, most alike first."""
    alike: list[tuple[float, Found]] = []
    for kind, names in (
        (FoundKind.CHILD, queries.child_names(tables, restricted=restricted)),
        (FoundKind.SERVICE, queries.service_names(tables)),
    ):
        matches = process.extract(
            wanted,
            [row["title"] for row in names],
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=LIKENESS,
            limit=limit,
        )
        for _, score, index in matches:
            row = names[index]
            alike.append(
                (score, Found(kind, row["id"], row["reference"], row["title"], row["detail"]))
            )
    alike.sort(key=lambda pair: (-pair[0], pair[1].title, pair[1].id))
    return [one for _, one in alike]
