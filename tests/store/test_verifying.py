"""Any sequence of actions verifies clean; any one thing altered afterwards is found."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlcipher

from resources_app.foundations.clock import FixedClock
from resources_app.store.blobs import keep_blob
from resources_app.store.connection import Database, connect
from resources_app.store.findings import Kind
from resources_app.store.store import Store
from resources_app.store.tables import Tables
from resources_app.store.verifying import verify
from tests.store.example import FOUNDER, add_colleague, break_off, child, make_store, set_setting

Tamper = Callable[..., None]


@pytest.fixture
def busy_store(store: Store) -> Store:
    """A store with several actions of two officers over several tables."""
    set_setting(store, "a", "1", reason="at the start")
    add_colleague(store, "officer-amina", "second")
    with Store.open(store.path, passphrase="second") as hers, hers.transaction("children") as tx:
        tx.tables.insert("child", child("c1"))
        tx.tables.insert("child", child("c2", known_as="Bobby"))
    with store.transaction("correct", reason="misspelt") as tx:
        tx.tables.update("child", "c1", {"family_name": "Ashe", "date_of_death": "2026-01-01"})
        tx.tables.delete("child", "c2")
        keep_blob(tx.tables, b"bytes")
    set_setting(store, "a", "2")
    assert verify(store.tables).clean
    return store


def _kinds(store: Store) -> set[Kind]:
    return {finding.kind for finding in verify(store.tables).findings}


def test_a_report_counts_what_it_looked_at(busy_store: Store) -> None:
    report = verify(busy_store.tables)
    assert report.clean
    assert report.entries == busy_store.marker()
    assert report.actions == 7
    assert verify(busy_store.reader()) == report


ALTERATIONS: dict[str, tuple[str, Kind]] = {
    "what changed": (
        "UPDATE journal_entry SET changes = replace(changes, 'Ashe', 'Oake')", Kind.ALTERED,
    ),
    "which row": ("UPDATE journal_entry SET row_id = 'c9' WHERE row_id = 'c2'", Kind.ALTERED),
    "which table": ("UPDATE journal_entry SET table_name = 'setting' WHERE seq = 5", Kind.ALTERED),
    "what was done": (
        "UPDATE journal_entry SET operation = 'insert' WHERE operation = 'delete'", Kind.ALTERED,
    ),
    "on top of what": (
        "UPDATE journal_entry SET parent_seq = 1 WHERE parent_seq IS NOT NULL", Kind.ALTERED,
    ),
    "salt": ("UPDATE journal_entry SET salt = randomblob(16) WHERE seq = 4", Kind.ALTERED),
    "hash": ("UPDATE journal_entry SET hash = randomblob(32) WHERE seq = 4", Kind.ALTERED),
    "clock of an entry": ("UPDATE journal_entry SET hlc = hlc + 1 WHERE seq = 4", Kind.ALTERED),
    "emptied without the law": (
        "UPDATE journal_entry SET changes = NULL, salt = NULL WHERE seq = 4", Kind.ALTERED,
    ),
    "who": ("UPDATE journal_action SET officer_id = 'x' WHERE first_seq = 4", Kind.ALTERED),
    "action": ("UPDATE journal_action SET action = 'x' WHERE first_seq = 4", Kind.ALTERED),
    "when": ("UPDATE journal_action SET recorded_at = 'x' WHERE first_seq = 4", Kind.ALTERED),
    "why": ("UPDATE journal_action SET reason = 'x' WHERE first_seq = 4", Kind.ALTERED),
    "why emptied": ("UPDATE journal_action SET reason = NULL WHERE first_seq = 4", Kind.ALTERED),
    "signature": (
        "UPDATE journal_action SET signature = randomblob(64) WHERE first_seq = 4",
        Kind.BAD_SIGNATURE,
    ),
    "origin's code": ("UPDATE journal_origin SET code = 'Z9'", Kind.ALTERED),
    "an entry gone": ("DELETE FROM journal_entry WHERE seq = 5", Kind.MISSING),
    "the last entry gone": (
        "DELETE FROM journal_entry WHERE arrival = (SELECT max(arrival) FROM journal_entry)",
        Kind.MISSING,
    ),
    "an action gone": ("DELETE FROM journal_action WHERE first_seq = 4", Kind.MISSING),
    "origin gone": ("DELETE FROM journal_origin", Kind.MISSING),
    "order": (
        "UPDATE journal_entry SET arrival = CASE arrival WHEN 4 THEN 1004 ELSE arrival END",
        Kind.OUT_OF_ORDER,
    ),
    "a row changed": ("UPDATE child SET family_name = 'Oake'", Kind.ROW_DIFFERS),
    "a row changed to nothing": ("UPDATE child SET date_of_death = NULL", Kind.ROW_DIFFERS),
    "a default changed": ("UPDATE child SET school_name = 'St Elsewhere'", Kind.ROW_DIFFERS),
    "a row added": ("INSERT INTO setting VALUES ('x', 'y')", Kind.ROW_DIFFERS),
    "a row removed": ("DELETE FROM child WHERE id = 'c1'", Kind.ROW_DIFFERS),
    "a limit raised": (
        "INSERT INTO delegated_limit VALUES ('l', 'team manager', 1, 1, '2026-01-01', NULL)",
        Kind.ROW_DIFFERS,
    ),
    "bytes of a document": ("UPDATE blob SET bytes = x'00'", Kind.DOCUMENT_DIFFERS),
    "a trigger gone": ("DROP TRIGGER journal_child_update", Kind.TRIGGER),
    "text that is no text": (
        "UPDATE journal_entry SET changes = CAST(x'7bff' AS TEXT) WHERE seq = 4", Kind.ALTERED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERATIONS)
def test_what_was_altered_is_found(
    busy_store: Store, raw: Database, tamper: Tamper, what: str
) -> None:
    sql, kind = ALTERATIONS[what]
    if kind is Kind.TRIGGER:
        raw.execute(sql)
    else:
        tamper(sql)
    assert kind in _kinds(busy_store)


def test_one_altered_entry_is_one_finding_that_names_it(busy_store: Store, tamper: Tamper) -> None:
    tamper(
        "UPDATE journal_entry SET changes = replace(changes, 'Bobby', 'Robby')"
        " WHERE operation = 'insert'"
    )
    (finding,) = verify(busy_store.tables).findings
    assert (finding.kind, finding.table, finding.row_id) == (Kind.ALTERED, "child", "c2")
    assert finding.sentence == (
        f"Entry {busy_store.origin}-{finding.seq} (child c2) was altered after it was made."
    )


def test_a_chain_made_anew_is_not_signed(busy_store: Store, raw: Database) -> None:
    """Whoever has the data key can work out every hash, and still not sign for an officer."""
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO journal_context SELECT 1, 1, max(hlc) + 1, ?, 'forge', '', '', 0"
        " FROM journal_action",
        [FOUNDER],
    )
    raw.execute("UPDATE child SET family_name = 'Oake'")
    raw.execute("DELETE FROM journal_context")
    raw.execute("COMMIT")
    findings = verify(busy_store.tables).findings
    assert findings[0].kind is Kind.MISSING
    assert "belongs to no action" in findings[0].sentence


def test_nobody_vouches_for_their_own_key(store: Store) -> None:
    """A slot made by somebody with the data key, who then writes themselves a record."""
    public_key = store.add_slot("stranger", "words")
    with (
        Store.open(store.path, passphrase="words") as theirs,
        theirs.transaction("add_officer") as tx,
    ):
        row = dict(store.tables.rows("SELECT * FROM officer")[0])
        tx.tables.insert("officer", {**row, "id": "stranger", "public_key": public_key})
    (finding,) = verify(store.tables).findings
    assert finding.kind is Kind.UNKNOWN_KEY


@pytest.mark.parametrize("count", [1, 49, 50, 51, 100, 1001])
def test_every_entry_of_a_long_action_is_sealed(store: Store, count: int) -> None:
    """Rows are written and sealed many in a statement, and the rest one by one."""
    with store.transaction("many") as tx:
        assert tx.tables.insert_many("child", (child() for _ in range(count))) == count
    assert store.tables.value("SELECT count(*) FROM journal_entry WHERE hash IS NULL") == 0
    assert verify(store.tables).clean


# ---- any sequence of actions ----------------------------------------------------------

_TODAY = date(2026, 11, 23)
names = st.sampled_from("abc")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
steps = st.one_of(
    st.tuples(st.just("set"), names, texts),
    st.tuples(st.just("delete"), names, texts),
    st.tuples(st.just("child"), names, texts),
    st.tuples(st.just("fail"), names, texts),
)
sequences = st.lists(st.lists(steps, max_size=4), max_size=8)


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Store, Database]]:
    """One store for many examples, each of which goes on from the last or puts it back."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("RESOURCES_APP_HOME", f"{folder}/home")
        store, _ = make_store(Path(folder) / "county.resources", FixedClock.on(_TODAY))
        raw = connect(store.path, store._opened.data_key)
        yield store, raw
        raw.close()
        store.close()


def _run(store: Store, action: list[tuple[str, str, str]]) -> None:
    if any(step[0] == "fail" for step in action):
        break_off(store, "lost")
        return
    with store.transaction("example", reason="".join(step[2] for step in action)) as tx:
        for kind, name, text in action:
            there = tx.tables.one("SELECT 1 FROM setting WHERE name = ?", [name])
            if kind == "child":
                tx.tables.insert("child", child(known_as=text, date_of_death=text or None))
            elif kind == "delete" and there:
                tx.tables.delete("setting", name)
            elif kind == "set" and there:
                tx.tables.update("setting", name, {"value": text})
            elif kind == "set":
                tx.tables.insert("setting", {"name": name, "value": text})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sequences)
def test_any_sequence_of_actions_verifies_clean(
    shared: tuple[Store, Database], actions: list[list[tuple[str, str, str]]]
) -> None:
    store, _ = shared
    for action in actions:
        _run(store, action)
    assert verify(store.tables).findings == ()


# What could be altered in the journal: table, column. A number the file gives an origin for
# itself is in `journal_origin.number`, `journal_entry.origin` and so on.
PARTS = [
    *(("journal_entry", column) for column in (
        "arrival", "origin", "seq", "hlc", "table_name", "row_id", "operation", "changes",
        "parent_origin", "parent_seq", "salt", "hash",
    )),
    *(("journal_action", column) for column in (
        "hlc", "origin", "officer_id", "action", "reason", "reason_salt", "reason_digest",
        "recorded_at", "first_seq", "last_seq", "public_key", "signature",
    )),
    *(("journal_origin", column) for column in (
        "number", "id", "code", "officer_id", "public_key", "started_at",
    )),
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.integers(0, 500), st.integers(1, 127))
def test_any_single_altered_byte_of_the_journal_is_found(
    shared: tuple[Store, Database], part: tuple[str, str], which: int, place: int, bits: int
) -> None:
    store, raw = shared
    for number in range(3):
        if store.marker() < 12:
            set_setting(store, f"byte {number}", "Æ" * number, reason="for the test")
    table, column = part
    raw.execute("PRAGMA foreign_keys = OFF")
    triggers = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    raw.execute("BEGIN IMMEDIATE")
    try:
        for (name,) in triggers:
            if name.startswith("protect"):
                raw.execute(f"DROP TRIGGER {name}")
        rows = raw.execute(
            f"SELECT * FROM {table} WHERE {column} IS NOT NULL ORDER BY 1, 2"
        ).fetchall()
        if not rows:
            return
        row = rows[which % len(rows)]
        keys = [name for name in row.keys() if row[name] is not None]  # noqa: SIM118 a Row
        where = " AND ".join(f"{name} IS ?" for name in keys)
        changed = _altered(row[column], place, bits)
        raw.execute("PRAGMA ignore_check_constraints = ON")
        try:
            raw.execute(
                f"UPDATE {table} SET {column} = ? WHERE {where}",
                [changed, *(row[name] for name in keys)],
            )
        except sqlcipher.IntegrityError:
            return  # two entries cannot have one place in the first place
        assert _verify_inside(store, raw), (table, column, row[column], changed)
    finally:
        raw.execute("ROLLBACK")


def _altered(value: object, place: int, bits: int) -> object:
    if isinstance(value, int):
        return value ^ bits
    if isinstance(value, bytes):
        at = place % len(value)
        return value[:at] + bytes([value[at] ^ bits]) + value[at + 1 :]
    assert isinstance(value, str)
    at = place % len(value) if value else 0
    letter = chr((ord(value[at]) if value else 0) ^ bits)
    return value[:at] + letter + value[at + 1 :]


def _verify_inside(store: Store, raw: Database) -> bool:
    """Verify through the connection that has altered something and will take it back."""
    findings = verify(Tables(raw, store.tables.schema)).findings
    return any(finding.kind is not Kind.TRIGGER for finding in findings)


def test_last_actions_taken_off_without_a_trace_are_found_by_this_computer(
    busy_store: Store, tamper: Tamper
) -> None:
    """The journal that is left is whole in itself: only the mark outside the store knows."""
    assert verify(busy_store.tables, busy_store.path).clean
    with busy_store.transaction("the last") as tx:
        tx.tables.insert("child", child("c3"))
    tamper("DELETE FROM child WHERE id = 'c3'")
    tamper("DELETE FROM journal_entry WHERE hlc = (SELECT max(hlc) FROM journal_entry)")
    tamper("DELETE FROM journal_action WHERE hlc = (SELECT max(hlc) FROM journal_action)")
    assert Kind.MISSING not in _kinds(busy_store)
    [found] = (
        one
        for one in verify(busy_store.tables, busy_store.path).findings
        if one.kind is not Kind.TRIGGER
    )
    assert found.kind is Kind.MISSING
    assert "its last actions were removed" in str(found)
