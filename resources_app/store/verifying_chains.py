"""Verifying every origin's chain: no gap, no altered entry, every action signed.

Entries and actions are read side by side in order, so that a journal of any length is
verified in little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from resources_app.store.chain import (
    ActionHeader,
    OriginHeader,
    action_hash,
    digest_of,
    entry_hash,
    origin_hash,
    signed_statement,
)
from resources_app.store.findings import Finding, Kind
from resources_app.store.keys import signature_is_good
from resources_app.store.slots import RECOVERY
from resources_app.store.tables import Row, Tables

ENTRIES = """
SELECT entry.arrival, entry.seq, entry.hlc, entry.table_name, entry.row_id, entry.operation,
    entry.changes, entry.salt, entry.hash, entry.parent_seq, parent.id AS parent_id,
    erasure.digest AS erased
FROM journal_entry AS entry
LEFT JOIN journal_origin AS parent ON parent.number = entry.parent_origin
LEFT JOIN journal_erasure AS erasure
    ON erasure.origin_id = ? AND erasure.seq = entry.seq AND erasure.kind = 'changes'
WHERE entry.origin = ? ORDER BY entry.seq
"""
ACTIONS = """
SELECT action.*, erasure.digest AS erased FROM journal_action AS action
LEFT JOIN journal_erasure AS erasure
    ON erasure.origin_id = ? AND erasure.seq = action.first_seq AND erasure.kind = 'reason'
WHERE action.origin = ? ORDER BY action.first_seq
"""


def check_chains(tables: Tables) -> Iterator[Finding]:
    """What is wrong with any origin's entries, actions and signatures."""
    keys = KnownKeys(tables)
    for row in tables.rows("SELECT * FROM journal_origin ORDER BY number"):
        header = OriginHeader(
            row["id"], row["code"], row["officer_id"], row["public_key"], row["started_at"]
        )
        yield from _Chain(tables, int(row["number"]), header, keys).findings()
    yield from _check_arrivals(tables)


def _check_arrivals(tables: Tables) -> Iterator[Finding]:
    counted, last = tables.rows("SELECT count(*), coalesce(max(arrival), 0) FROM journal_entry")[0]
    if counted != last:
        yield Finding(Kind.MISSING, f"The store learnt of {last} entries and holds {counted}.")
    strangers = tables.value(
        "SELECT count(*) FROM journal_entry WHERE origin NOT IN (SELECT number FROM journal_origin)"
    )
    if strangers:
        yield Finding(Kind.MISSING, f"The origin of {strangers} entries is missing.")


class KnownKeys:
    """Which signing keys were known to be whose, and since when.

    A key is known once an *earlier* action recorded it in the officer's record, so nobody
    vouches for themselves; the founder's is named in the hash the first chain starts from.
    """

    def __init__(self, tables: Tables) -> None:
        self._since: dict[tuple[str, str], int] = {}
        founder = tables.one("SELECT officer_id, public_key FROM journal_origin ORDER BY number")
        if founder is not None:
            self._learn(founder["officer_id"], founder["public_key"], -1)
        for row in tables.each(
            "SELECT hlc, table_name, row_id, operation, changes FROM journal_entry"
            " WHERE table_name IN ('officer', 'recovery_identity') ORDER BY hlc"
        ):
            self._read(tables, row)

    def _read(self, tables: Tables, row: Row) -> None:
        if row["table_name"] == "recovery_identity":
            self._learn(RECOVERY, row["row_id"], row["hlc"])
        elif row["changes"] is None:
            # Erased by law: the key is no secret and stays in the officer's record.
            key = tables.value("SELECT public_key FROM officer WHERE id = ?", [row["row_id"]])
            self._learn(row["row_id"], key or "", row["hlc"])
        elif row["operation"] != "delete":
            self._learn(row["row_id"], _new_key(row["changes"]), row["hlc"])

    def _learn(self, officer_id: str, key: str, hlc: int) -> None:
        if key:
            self._since.setdefault((officer_id, key), hlc)

    def knew(self, officer_id: str, key: str, hlc: int) -> bool:
        """Whether the key was known as the officer's before that reading of the clock."""
        since = self._since.get((officer_id, key))
        return since is not None and since < hlc


def _new_key(changes: str) -> str:
    try:
        value = json.loads(changes).get("public_key", "")
    except (ValueError, AttributeError):
        return ""  # altered: its hash says so
    return str(value[1] if isinstance(value, list) and len(value) == 2 else value)


@dataclass
class _Chain:
    """One origin's chain as it is walked: the hash before, and what comes next."""

    tables: Tables
    number: int
    header: OriginHeader
    keys: KnownKeys
    seq: int = 0
    arrival: int = 0
    last_hlc: int = 0

    def __post_init__(self) -> None:
        self.previous = origin_hash(self.header)
        self._entries = self.tables.each(ENTRIES, [self.header.id, self.number])
        self._next = next(self._entries, None)

    def findings(self) -> Iterator[Finding]:
        for action in self.tables.each(ACTIONS, [self.header.id, self.number]):
            yield from self._strays(int(action["first_seq"]))
            yield from self._action(action)
        yield from self._strays(None)

    def _take(self, up_to: int | None) -> Iterator[Row]:
        """The entries that come next, to `up_to` inclusive; None takes all."""
        while self._next is not None and (up_to is None or self._next["seq"] <= up_to):
            entry = self._next
            self._next = next(self._entries, None)
            yield entry

    def _strays(self, before: int | None) -> Iterator[Finding]:
        """Entries that no action answers for."""
        for entry in self._take(None if before is None else before - 1):
            yield self._finding(Kind.MISSING, entry["seq"], "belongs to no action", entry)
            self._pass(entry)

    def _action(self, action: Row) -> Iterator[Finding]:
        first, last = int(action["first_seq"]), int(action["last_seq"])
        if first <= self.seq:
            yield self._finding(Kind.OUT_OF_ORDER, first, "is answered for by two actions")
        if action["hlc"] <= self.last_hlc:
            yield self._finding(Kind.OUT_OF_ORDER, first, "is earlier than the entry before it")
        self.last_hlc = max(self.last_hlc, action["hlc"])
        yield from self._reason(action)
        digest = action_hash(_action_header(action))
        for entry in self._take(last):
            yield from self._entry(entry, action, digest)
        if self.seq < last:
            yield self._gap(self.seq + 1, last)
            self.seq = last
        yield from self._signature(action)

    def _reason(self, action: Row) -> Iterator[Finding]:
        found = _digest(action["reason"], action["reason_salt"], action["erased"])
        if found != action["reason_digest"]:
            yield self._finding(Kind.ALTERED, action["first_seq"], "has another reason than it had")

    def _entry(self, entry: Row, action: Row, digest: bytes) -> Iterator[Finding]:
        if entry["seq"] != self.seq + 1:
            yield self._gap(self.seq + 1, entry["seq"] - 1)
        if entry["arrival"] <= self.arrival:
            yield self._finding(Kind.OUT_OF_ORDER, entry["seq"], "is out of order", entry)
        if entry["hlc"] != action["hlc"] or entry["hash"] != self._hash(entry, digest):
            yield self._finding(Kind.ALTERED, entry["seq"], "was altered after it was made", entry)
        self._pass(entry)

    def _hash(self, entry: Row, action: bytes) -> bytes | None:
        contents = _digest(entry["changes"], entry["salt"], entry["erased"])
        if contents is None:
            return None
        return entry_hash(
            self.previous,
            action,
            contents,
            seq=entry["seq"],
            table=entry["table_name"],
            operation=entry["operation"],
            parent=f"{entry['parent_id']}:{entry['parent_seq']}" if entry["parent_id"] else "",
            row_id=entry["row_id"],
        )

    def _pass(self, entry: Row) -> None:
        """Go on from the hash that is stored, so that one altered entry is one finding."""
        self.seq, self.arrival = int(entry["seq"]), int(entry["arrival"])
        self.previous = bytes(entry["hash"] or b"")

    def _signature(self, action: Row) -> Iterator[Finding]:
        key, officer = action["public_key"], action["officer_id"]
        first, last = int(action["first_seq"]), int(action["last_seq"])
        statement = signed_statement(self.header.id, first, last, self.previous)
        if not signature_is_good(key, statement, action["signature"]):
            yield self._finding(Kind.BAD_SIGNATURE, first, f"is not signed by officer {officer}")
        elif not self.keys.knew(officer, key, action["hlc"]):
            yield self._finding(
                Kind.UNKNOWN_KEY, first, f"is signed with a key not known as officer {officer}'s"
            )

    def _gap(self, first: int, last: int) -> Finding:
        code = self.header.code
        which = (
            f"Entry {code}-{first} is" if first == last else f"Entries {code}-{first} to {last} are"
        )
        return Finding(Kind.MISSING, f"{which} missing.", code, first)

    def _finding(self, kind: Kind, seq: int, what: str, entry: Row | None = None) -> Finding:
        code = self.header.code
        table, row = (entry["table_name"], entry["row_id"]) if entry is not None else ("", "")
        about = f" ({table.replace('_', ' ')} {row})" if table else ""
        return Finding(kind, f"Entry {code}-{seq}{about} {what}.", code, int(seq), table, row)


def _digest(content: str | None, salt: bytes | None, erased: str | None) -> bytes | None:
    """The digest of contents, or the one left in their place when they were erased by law."""
    if content is not None and salt is not None:
        return digest_of(salt, content)
    try:
        return bytes.fromhex(erased) if erased and content is None else None
    except ValueError:
        return None


def _action_header(action: Row) -> ActionHeader:
    return ActionHeader(
        hlc=action["hlc"],
        officer_id=action["officer_id"],
        action=action["action"],
        reason_digest=action["reason_digest"],
        recorded_at=action["recorded_at"],
        public_key=action["public_key"],
    )
