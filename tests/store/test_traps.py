"""The things that bit in trials (ARCHITECTURE, decision 1), each by its name."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
import sqlite_utils
from sqlcipher3 import dbapi2 as sqlcipher

from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.store.blobs import keep_blob, read_blob
from resources_app.store.connection import Database, connect
from resources_app.store.journal import entries_of
from resources_app.store.problems import NoTransaction, SchemaMistake, TransactionOpen
from resources_app.store.searching import Hit, find
from resources_app.store.store import Store
from resources_app.store.tables import Schema
from resources_app.store.triggers import generated_triggers, regenerate_triggers
from tests.store.example import AUTHORITY, PASSPHRASE, break_off, child, open_again, set_setting


def test_a_raw_insert_before_a_transaction_does_not_swallow_it(store: Store) -> None:
    """With the driver's defaults a raw INSERT, then atomic(), then a close lost both rows."""
    with pytest.raises(NoTransaction):
        store.tables.insert("setting", {"name": "raw", "value": "1"})
    assert not store._opened.database.conn.in_transaction
    set_setting(store, "kept", "2")
    store.close()
    with open_again(store) as again:
        assert [tuple(row) for row in again.tables.rows("SELECT * FROM setting")] == [("kept", "2")]


def test_connections_are_in_autocommit(store: Store, raw: Database) -> None:
    assert store._opened.database.conn.isolation_level is None
    assert raw.conn.isolation_level is None


def test_a_transaction_refuses_to_start_inside_another(store: Store) -> None:
    with store.transaction("outer") as outer:
        outer.tables.insert("setting", {"name": "a", "value": "1"})
        with pytest.raises(TransactionOpen), store.transaction("inner"):
            pytest.fail("the inner one must not run")
        outer.tables.insert("setting", {"name": "b", "value": "2"})
    assert store.tables.value("SELECT count(*) FROM setting") == 2


def test_a_failed_action_leaves_nothing_and_the_next_one_works(store: Store) -> None:
    before = store.marker()
    break_off(store, "a")
    assert store.marker() == before
    assert store.tables.rows("SELECT * FROM setting") == []
    set_setting(store, "b", "2")
    assert store.marker() == before + 1


def test_insert_returning_is_stored_and_so_is_what_follows(store: Store) -> None:
    """sqlite-utils' query() with RETURNING raised, and the next atomic() was lost."""
    with store.transaction("first") as tx:
        rows = tx.tables.rows("INSERT INTO setting VALUES ('a', '1') RETURNING value")
        assert [row["value"] for row in rows] == ["1"]
    set_setting(store, "b", "2")
    store.close()
    with open_again(store) as again:
        assert again.tables.value("SELECT count(*) FROM setting") == 2


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO setting VALUES ('a', '1') RETURNING value",
        "WITH new AS (SELECT 'a', '1') INSERT INTO setting SELECT * FROM new",
        "DELETE FROM officer",
        "DROP TABLE child",
        "CREATE TABLE stray (a)",
    ],
)
def test_reading_never_carries_a_write(store: Store, sql: str) -> None:
    for tables in (store.tables, store.reader()):
        before = store.tables.rows("SELECT name FROM sqlite_master")
        with pytest.raises(Exception, match="read"):
            tables.rows(sql)
        assert store.tables.rows("SELECT name FROM sqlite_master") == before
    assert not store._opened.database.conn.in_transaction
    assert store.tables.rows("SELECT * FROM setting") == []


def test_transform_drops_triggers_and_regenerating_brings_them_back(
    store: Store, raw: Database
) -> None:
    raw.execute("PRAGMA foreign_keys = OFF")
    loose = sqlite_utils.Database(raw.conn, execute_plugins=False)
    with loose.atomic():
        loose["vacancy"].transform(column_order=["id", "note"])
        gone = generated_triggers(Schema(raw).defaults).keys() - _triggers(raw).keys()
        assert {"journal_vacancy_insert", "journal_vacancy_update"} <= gone
        regenerate_triggers(raw)
    assert _triggers(raw) == generated_triggers(Schema(raw).defaults)


def test_sqlite_master_is_what_the_generator_writes(store: Store, raw: Database) -> None:
    assert _triggers(raw) == generated_triggers(Schema(raw).defaults)


def _triggers(database: Database) -> dict[str, str]:
    return dict(
        tuple(row)
        for row in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    )


def test_triggers_call_no_function_of_ours(store: Store, raw: Database) -> None:
    """Any SQLCipher connection fires them; one without our code can still not write unseen."""
    raw.execute("BEGIN")
    raw.execute("INSERT INTO journal_context VALUES (1, 1, 99999999999999999, 'o', 'a', '', '', 0)")
    raw.execute("INSERT INTO setting VALUES ('a', '1')")
    assert raw.execute("SELECT count(*) FROM journal_entry WHERE hash IS NULL").fetchone()[0] == 1
    raw.execute("ROLLBACK")


def test_sqlcipher_errors_are_not_sqlite3_errors_and_are_translated(store: Store) -> None:
    assert not issubclass(sqlcipher.Error, sqlite3.Error)
    with store.transaction("try") as tx:
        with pytest.raises(Refused, match="already an authority with that ons code"):
            tx.tables.insert("authority", AUTHORITY)
        with pytest.raises(Refused, match="refers to one that is not there"):
            tx.tables.insert("child", child(authority_code="X"))
        tx.tables.insert("child", child("c"))
        with pytest.raises(Refused, match="others still refer to"):
            tx.tables.delete("authority", "E06000060")
        with pytest.raises(BadInput, match="A setting needs its value"):
            tx.tables.insert("setting", {"name": "a"})
        with pytest.raises(BadInput, match="does not take that value"):
            tx.tables.insert("authority", {**AUTHORITY, "ons_code": "E1", "standing": "friend"})
        with pytest.raises(BadInput, match="does not take that value"):
            tx.tables.update("child", "c", {"uasc": "perhaps"})
        with pytest.raises(NotFound, match="no child with the key 'nobody'"):
            tx.tables.update("child", "nobody", {"sex": "2"})
        with pytest.raises(NotFound, match="no child with the key 'nobody'"):
            tx.tables.delete("child", "nobody")
        with pytest.raises(SchemaMistake, match="syntax error"):
            tx.tables.rows("SELEKT 1")


def test_a_mistyped_table_creates_no_table(store: Store) -> None:
    with store.transaction("try") as tx, pytest.raises(SchemaMistake, match="'settings'"):
        tx.tables.insert("settings", {"name": "a", "value": "1"})
    assert store.tables.value("SELECT count(*) FROM sqlite_master WHERE name = 'settings'") == 0


def test_a_mistyped_column_alters_no_table(store: Store) -> None:
    with store.transaction("try") as tx:
        with pytest.raises(SchemaMistake, match="'colour'"):
            tx.tables.insert("setting", {"name": "a", "value": "1", "colour": "red"})
        with pytest.raises(SchemaMistake, match="'colour'"):
            tx.tables.update("setting", "a", {"colour": "red"})
        with pytest.raises(SchemaMistake, match="'vallue'"):
            tx.tables.insert_many("setting", [{"name": "a", "vallue": "1"}])
    assert store.tables.schema.columns["setting"] == {"name", "value"}


def test_a_backup_does_not_hang_while_a_write_transaction_is_open(
    store: Store, tmp_path: Path
) -> None:
    set_setting(store, "committed", "1")
    with store.transaction("write") as tx:
        tx.tables.insert("setting", {"name": "not yet", "value": "2"})
        store.backup(tmp_path / "copy.resources")
    with Store.open(tmp_path / "copy.resources", passphrase=PASSPHRASE) as copy:
        names = [row["name"] for row in copy.tables.rows("SELECT name FROM setting")]
    assert names == ["committed"]


def test_search_rows_keep_their_key_through_vacuum(store: Store, raw: Database) -> None:
    with store.transaction("children") as tx:
        tx.tables.insert_many("child", [child(f"c{n}", given_name=f"Name{n}") for n in range(9)])
        for number in (0, 3, 4):
            tx.tables.delete("child", f"c{number}")
    raw.execute("VACUUM")
    for number in (1, 2, 5, 6, 7, 8):
        assert find(store.tables, f"name{number}") == [Hit("child", f"c{number}")]
    assert find(store.tables, "name3") == []


def test_blobs_are_journalled_by_their_hash(store: Store) -> None:
    """Blobs in json_object raise, or turn into `true`."""
    content = b"%PDF-1.7 \x00\xff and so on"
    with store.transaction("keep") as tx:
        name = keep_blob(tx.tables, content)
        assert keep_blob(tx.tables, content) == name == sha256(content).hexdigest()
    (entry,) = entries_of(store.tables, "blob", name)
    assert entry.changes == {"size": len(content)}
    assert read_blob(store.tables, name) == content
    with pytest.raises(NotFound):
        read_blob(store.tables, "0" * 64)


def test_insert_or_replace_is_journalled_as_both(store: Store) -> None:
    """Without recursive triggers the row that REPLACE removes is removed unseen."""
    set_setting(store, "a", "1")
    with store.transaction("replace") as tx:
        tx.tables.rows("INSERT OR REPLACE INTO setting VALUES ('a', '2')")
    operations = [entry.operation for entry in entries_of(store.tables, "setting", "a")]
    assert operations == ["insert", "delete", "insert"]


def test_pragmas_hold_on_every_connection(store: Store) -> None:
    wanted = {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "journal_mode": "wal",
        "temp_store": 2,
        "cipher_log_level": "NONE",
    }
    for tables in (store.tables, store.reader()):
        assert {name: tables.value(f"PRAGMA {name}") for name in wanted} == wanted


def test_nothing_is_said_on_standard_error_about_a_wrong_key(
    store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(sqlcipher.DatabaseError):
        connect(store.path, b"\x00" * 32)
    assert capfd.readouterr() == ("", "")
