"""Erasing what the journal says where the law requires it, and leaving what it proves.

The contents go, with their salt, so that they cannot be guessed from the digest that stays
in their place; the chain and the signatures still verify, and the erasure itself is
journalled with the authority it was done under (UK GDPR article 17; retention schedules).
The record's own row is its room's to erase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resources_app.foundations.clock import stamp
from resources_app.foundations.errors import NotFound
from resources_app.foundations.identifiers import new_id
from resources_app.store.chain import digest_of
from resources_app.store.journal import Entry
from resources_app.store.searching import forget_removed_words
from resources_app.store.store import Changes, Store
from resources_app.store.tables import Tables

ERASE = "erase_by_law"  # the journal's triggers let entries be emptied under this action alone


def erase_payload(store: Store, entries: Iterable[Entry], *, authority: str) -> Changes:
    """Erase what these entries say, for good; `authority` names the law or decision.

    Entries erased already are passed over. Raises `NotFound` for one that is not there.
    """
    with store.transaction(ERASE, reason=authority) as tx:
        for entry in entries:
            digest = _digest_of_entry(tx.tables, entry)
            if digest is None:
                continue
            _record(store, tx.tables, (entry.origin_id, entry.seq, "changes"), digest, authority)
            tx.tables.change(
                "UPDATE journal_entry SET changes = NULL, salt = NULL WHERE arrival = ?",
                [entry.number],
            )
        forget_removed_words(tx.tables)
    store.flush()
    return tx.changes


def erase_reason(store: Store, entries: Iterable[Entry], *, authority: str) -> Changes:
    """Erase the reasons of the actions that these entries belong to."""
    with store.transaction(ERASE, reason=authority) as tx:
        for hlc, origin, origin_id, first_seq, digest in _reasons(tx.tables, entries):
            _record(store, tx.tables, (origin_id, first_seq, "reason"), digest, authority)
            tx.tables.change(
                "UPDATE journal_action SET reason = NULL, reason_salt = NULL"
                " WHERE hlc = ? AND origin = ?",
                [hlc, origin],
            )
    store.flush()
    return tx.changes


def _digest_of_entry(tables: Tables, entry: Entry) -> bytes | None:
    row = tables.one(
        "SELECT salt, changes FROM journal_entry JOIN journal_origin AS origin"
        " ON origin.number = journal_entry.origin"
        " WHERE arrival = ? AND origin.id = ? AND seq = ?",
        [entry.number, entry.origin_id, entry.seq],
    )
    if row is None:
        raise NotFound(f"There is no journal entry {entry.origin}-{entry.seq}.")
    return None if row["changes"] is None else digest_of(row["salt"], row["changes"])


def _reasons(
    tables: Tables, entries: Iterable[Entry]
) -> Iterator[tuple[int, int, str, int, bytes]]:
    for number in sorted({entry.number for entry in entries}):
        # Asked one by one: two entries of one action find its reason gone the second time.
        row = tables.one(
            "SELECT action.hlc, action.origin, origin.id, action.first_seq, action.reason_digest"
            " FROM journal_entry AS entry JOIN journal_action AS action"
            " ON action.hlc = entry.hlc AND action.origin = entry.origin"
            " JOIN journal_origin AS origin ON origin.number = entry.origin"
            " WHERE entry.arrival = ? AND action.reason IS NOT NULL",
            [number],
        )
        if row is not None:
            yield row[0], row[1], row[2], row[3], row[4]


def _record(
    store: Store, tables: Tables, place: tuple[str, int, str], digest: bytes, authority: str
) -> None:
    origin_id, seq, kind = place
    tables.insert(
        "journal_erasure",
        {
            "id": new_id(),
            "origin_id": origin_id,
            "seq": seq,
            "kind": kind,
            "digest": digest.hex(),
            "erased_at": stamp(store.clock.now()),
            "authority": authority,
        },
    )
