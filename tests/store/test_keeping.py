"""Backups, and the copy kept before a new version changes a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import StoreProblem
from resources_app.store.connection import Database
from resources_app.store.journal import entries_of
from resources_app.store.keeping import keep_copy_before
from resources_app.store.migrations import apply_schema, migrate, statements
from resources_app.store.opening import open_files
from resources_app.store.problems import SchemaMistake
from resources_app.store.schema.steps import STEPS, Step
from resources_app.store.slot_file import slots_path
from resources_app.store.store import Store
from resources_app.store.tables import Schema
from resources_app.store.triggers import generated_triggers
from resources_app.store.verifying import verify
from resources_app.store.versions import pending_steps, triggers_are_current, version_of
from tests.store.example import PASSPHRASE, open_again, set_setting, snapshot

NEXT = STEPS[-1].number + 1


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


# ---- backups --------------------------------------------------------------------------


def test_a_backup_opens_with_the_passphrases_of_that_moment(store: Store, tmp_path: Path) -> None:
    set_setting(store, "a", "1")
    store.backup(tmp_path / "copy.resources")
    set_setting(store, "b", "2")
    store.change_passphrase(PASSPHRASE, "changed since")
    with Store.open(tmp_path / "copy.resources", passphrase=PASSPHRASE) as copy:
        assert [row["name"] for row in copy.tables.rows("SELECT name FROM setting")] == ["a"]
        assert verify(copy.tables).clean


def test_a_backup_is_encrypted_and_leaves_nothing_else(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    store.backup(folder / "copy.resources")
    assert _names(folder) == ["copy.resources", "copy.resources-keys"]
    assert not (folder / "copy.resources").read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("taken", ["copy.resources", "copy.resources-keys"])
def test_a_backup_never_overwrites(store: Store, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(StoreProblem, match="already something called"):
        store.backup(tmp_path / "copy.resources")
    assert (tmp_path / taken).read_text() == "mine"


def test_a_backup_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    before = _names(tmp_path)
    with pytest.raises(StoreProblem, match=r"cannot be (opened|written|read)"):
        store.backup(tmp_path / "nowhere" / "copy.resources")
    assert _names(tmp_path) == before
    set_setting(store, "still", "working")


# ---- migrations -----------------------------------------------------------------------

GOOD = Step(
    NEXT,
    f"{NEXT:04d}_good",
    "ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT '';\n"
    "CREATE TABLE lesson (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;\n",
    "UPDATE setting SET value = value || '!';\n",
)
BROKEN = Step(
    NEXT + 1,
    f"{NEXT + 1:04d}_broken",
    "CREATE TABLE half (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;\nALTER TABLE absent ADD a;\n",
)
BROKEN_CHANGES = Step(
    NEXT + 1, f"{NEXT + 1:04d}_broken", "", "UPDATE officer SET role = 'x';\nSELECT absent;\n"
)


def test_steps_are_numbered_in_order() -> None:
    assert [step.number for step in STEPS] == list(range(1, len(STEPS) + 1))
    assert all(step.name.startswith(f"{step.number:04d}_") for step in STEPS)


def test_a_script_is_taken_apart_at_its_semicolons() -> None:
    script = (
        "SELECT (\n 'not; here',\n 2);\n\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n SELECT 1;\nEND;\nSELECT 3"
    )
    assert [text.strip().split()[0] for text in statements(script)] == [
        "SELECT",
        "CREATE",
        "SELECT",
    ]


def test_a_migration_changes_the_schema_and_journals_what_it_changes(store: Store) -> None:
    set_setting(store, "a", "old")
    database = store._opened.database
    database.execute("PRAGMA query_only = OFF")
    migrate(database, store._opened.signer, (*STEPS, GOOD))
    assert version_of(database) == NEXT
    assert pending_steps(database, (*STEPS, GOOD)) == []
    made, upgraded = entries_of(store.tables, "setting", "a")
    assert made.changes == {"value": "old"}
    assert (upgraded.action, upgraded.changes) == ("upgrade_store", {"value": ("old", "old!")})
    stored = dict(
        tuple(row)
        for row in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    )
    assert stored == generated_triggers(Schema(database).defaults)


@pytest.mark.parametrize("broken", [BROKEN, BROKEN_CHANGES])
def test_a_migration_that_fails_half_way_leaves_the_store_exactly(
    store: Store, broken: Step
) -> None:
    set_setting(store, "a", "old")
    database = store._opened.database
    before = snapshot(database)
    database.execute("PRAGMA query_only = OFF")
    with pytest.raises(Exception, match="no such"):
        migrate(database, store._opened.signer, (*STEPS, GOOD, broken))
    assert snapshot(database) == before
    assert version_of(database) == STEPS[-1].number
    assert not database.conn.in_transaction
    database.execute("PRAGMA query_only = ON")
    set_setting(store, "b")
    assert verify(store.tables).clean


def test_an_older_store_is_brought_up_to_date_and_a_copy_kept(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    """Opened by the version to come, and then by this one again."""
    set_setting(store, "a", "1")
    before = snapshot(store._opened.database)
    store.close()
    ask = {"passphrase": PASSPHRASE, "officer_id": None, "clock": clock}

    with pytest.raises(StoreProblem, match="older version"):
        open_files(store.path, **ask, read_only=True, steps=(*STEPS, GOOD))
    upgraded = open_files(store.path, **ask, read_only=False, steps=(*STEPS, GOOD))
    assert version_of(upgraded.database) == NEXT
    assert upgraded.database.execute("SELECT value, note FROM setting").fetchall()[0][:] == (
        "1!", "",
    )  # fmt: skip
    upgraded.database.close()

    with pytest.raises(StoreProblem, match="newer version"):
        open_again(store)
    kept = tmp_path / f"county.before-step-{NEXT:04d}.resources"
    with Store.open(kept, passphrase=PASSPHRASE, read_only=True) as copy:
        assert snapshot(copy._opened.database) == before


def test_an_upgrade_that_fails_leaves_a_store_that_this_version_opens(
    store: Store, clock: FixedClock
) -> None:
    set_setting(store, "a", "1")
    before = snapshot(store._opened.database)
    store.close()
    with pytest.raises(SchemaMistake, match="absent"):
        open_files(
            store.path, passphrase=PASSPHRASE, officer_id=None, clock=clock, read_only=False,
            steps=(*STEPS, GOOD, BROKEN),
        )  # fmt: skip
    with open_again(store) as again:
        assert snapshot(again._opened.database) == before


def test_triggers_worded_by_another_version_are_made_again(store: Store, raw: Database) -> None:
    """A store of the same schema, whose triggers an earlier version generated."""
    raw.execute("DROP TRIGGER journal_child_update")
    raw.execute("CREATE TRIGGER journal_of_old AFTER INSERT ON setting BEGIN SELECT 1; END")
    with open_again(store) as again:
        assert triggers_are_current(again._opened.database)
        assert verify(again.tables).clean


def test_the_copy_kept_before_a_migration_replaces_an_earlier_attempts(
    store: Store, raw: Database
) -> None:
    set_setting(store, "a", "1")
    first = keep_copy_before(store.path, raw, GOOD)
    set_setting(store, "b", "2")
    assert keep_copy_before(store.path, raw, GOOD) == first
    with Store.open(first, passphrase=PASSPHRASE) as copy:
        assert copy.tables.value("SELECT count(*) FROM setting") == 2


def test_applying_the_schema_twice_changes_nothing(store: Store) -> None:
    database = store._opened.database
    before = snapshot(database)
    database.execute("PRAGMA query_only = OFF")
    database.execute("BEGIN")
    apply_schema(database)
    database.execute("COMMIT")
    assert snapshot(database) == before


def test_the_slots_beside_a_kept_copy_are_its_own(store: Store, raw: Database) -> None:
    kept = keep_copy_before(store.path, raw, GOOD)
    before = slots_path(kept).read_bytes()
    store.change_passphrase(PASSPHRASE, "changed since")
    assert slots_path(kept).read_bytes() == before
