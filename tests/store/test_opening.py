"""Everything that can be wrong with a store is said in a sentence, and nothing is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import StoreProblem
from resources_app.store.connection import connect
from resources_app.store.slot_file import slots_path
from resources_app.store.store import Store
from tests.store.example import (
    FOUNDER,
    PASSPHRASE,
    add_colleague,
    make_store,
    open_again,
    set_setting,
)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_create_then_open_again(store_path: Path, clock: FixedClock) -> None:
    made, _ = make_store(store_path, clock)
    code, key = made.origin, made.public_key
    made.close()
    with Store.open(store_path, passphrase=PASSPHRASE, clock=clock) as again:
        assert (again.officer_id, again.origin, again.public_key) == (FOUNDER, code, key)
        assert again.tables.value("SELECT public_key FROM officer") == key
    assert sorted(_files(store_path.parent)) == ["county.resources", "county.resources-keys"]


def test_nothing_in_the_files_can_be_read(store: Store) -> None:
    with store.transaction("a") as tx:
        tx.tables.insert("setting", {"name": "marmalade", "value": "Robin Ash"})
    store.close()
    for content in _files(store.path.parent).values():
        assert b"SQLite" not in content
        assert b"Robin" not in content
        assert b"marmalade" not in content
        assert PASSPHRASE.encode() not in content


# ---- wrong passphrases --------------------------------------------------------------------


@pytest.mark.parametrize("officer", [None, FOUNDER, "nobody"])
@pytest.mark.parametrize("passphrase", ["", "wrong", PASSPHRASE.upper(), PASSPHRASE + " "])
def test_a_wrong_passphrase(store: Store, officer: str | None, passphrase: str) -> None:
    store.close()
    before = _files(store.path.parent)
    with pytest.raises(StoreProblem, match="passphrase does not open this store"):
        Store.open(store.path, passphrase=passphrase, officer_id=officer)
    assert _files(store.path.parent) == before


def test_a_passphrase_is_the_same_however_its_accents_are_typed(store: Store) -> None:
    store.add_slot("zoe", "café \u00e9t\u00e9")
    with Store.open(store.path, passphrase="cafe\u0301 e\u0301te\u0301") as again:
        assert again.officer_id == "zoe"


def test_every_slot_is_tried_when_no_officer_is_named(store: Store) -> None:
    add_colleague(store, "officer-amina", "another passphrase")
    for passphrase, officer in ((PASSPHRASE, FOUNDER), ("another passphrase", "officer-amina")):
        with Store.open(store.path, passphrase=passphrase) as again:
            assert again.officer_id == officer
    with pytest.raises(StoreProblem, match="does not open"):
        Store.open(store.path, passphrase=PASSPHRASE, officer_id="officer-amina")


# ---- things that are no store -------------------------------------------------------------


def _plain_sqlite(path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()


NO_STORES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "There is no store “county.resources”"),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "text": (lambda path: path.write_text("Dear colleague,\n"), "is not a store"),
    "random": (lambda path: path.write_bytes(os.urandom(8192)), "is damaged or is not a store"),
    "random odd": (lambda path: path.write_bytes(os.urandom(8191)), "is not a store, or a part"),
    "plain SQLite": (lambda path: (path.unlink(), _plain_sqlite(path)), "without encryption"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
}


@pytest.mark.parametrize("kind", NO_STORES)
@pytest.mark.parametrize("read_only", [False, True])
def test_not_a_store(store: Store, kind: str, read_only: bool) -> None:
    spoil, sentence = NO_STORES[kind]
    store.close()
    spoil(store.path)
    before = _files(store.path.parent)
    with pytest.raises(StoreProblem, match=sentence):
        open_again(store, read_only=read_only)
    assert _files(store.path.parent) == before


@pytest.mark.parametrize("kept", [4096, 4096 * 7, 4096 * 40 + 100, -1, -4096])
def test_a_truncated_store(store: Store, kept: int) -> None:
    store.close()
    content = store.path.read_bytes()
    store.path.write_bytes(content[:kept])
    before = _files(store.path.parent)
    with pytest.raises(StoreProblem, match=r"part of|damaged"):
        open_again(store)
    assert _files(store.path.parent) == before


def test_a_damaged_page_is_said_when_it_is_met(store: Store) -> None:
    store.close()
    content = bytearray(store.path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 1
    store.path.write_bytes(content)
    with pytest.raises(StoreProblem, match="damaged"):
        open_again(store)


def test_missing_key_slots(store: Store) -> None:
    store.close()
    slots_path(store.path).unlink()
    with pytest.raises(StoreProblem, match=r"key slots of “county.resources” are missing"):
        open_again(store)


@pytest.mark.parametrize("content", ["", "{}", "[]", "{", '{"format": 2}', '{"format": 1}', "\xff"])
def test_damaged_key_slots(store: Store, content: str) -> None:
    store.close()
    slots_path(store.path).write_bytes(content.encode("latin-1"))
    with pytest.raises(StoreProblem, match=r"key slots file .* is damaged or from a newer"):
        open_again(store)


def test_key_slots_of_another_store(store: Store, tmp_path: Path, clock: FixedClock) -> None:
    other, _ = make_store(tmp_path / "other.resources", clock)
    other.close()
    store.close()
    shutil.copy(slots_path(other.path), slots_path(store.path))
    with pytest.raises(StoreProblem, match="not a store that these key slots belong to"):
        open_again(store)


def test_a_store_from_a_newer_version(store: Store) -> None:
    database = connect(store.path, store._opened.data_key)
    database.execute("PRAGMA user_version = 9000")
    database.close()
    store.close()
    before = store.path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreProblem, match=r"newer version .* \(step 9000; this one knows"):
            open_again(store, read_only=read_only)
    assert store.path.read_bytes() == before


# ---- others at work -----------------------------------------------------------------------


def test_a_second_program_writing(store: Store) -> None:
    set_setting(store, "a")
    other = connect(store.path, store._opened.data_key)
    other.execute("BEGIN IMMEDIATE")
    store._opened.database.conn.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreProblem, match="being written by another"):
        set_setting(store, "b")
    assert store.tables.value("SELECT count(*) FROM setting") == 1, "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    set_setting(store, "b")


def test_two_windows_on_one_store_write_in_turn(store: Store) -> None:
    with open_again(store) as other:
        assert other.origin == store.origin
        for number in range(5):
            set_setting(store, f"mine {number}")
            set_setting(other, f"theirs {number}")
        assert store.tables.value("SELECT count(*) FROM setting") == 10
        assert store.marker() == other.marker()


def test_a_store_replaced_while_it_is_open_is_not_written(store: Store, tmp_path: Path) -> None:
    """A backup put back by hand: what was written to the old file would be lost."""
    store.backup(tmp_path / "copy.resources")
    (tmp_path / "copy.resources").replace(store.path)
    with pytest.raises(StoreProblem, match="was replaced while it was open"):
        set_setting(store, "a")


# ---- readers ------------------------------------------------------------------------------


def test_each_thread_has_its_own_reader(store: Store) -> None:
    set_setting(store, "a", "1")
    found: list[object] = []

    def read() -> None:
        tables = store.reader()
        found.append(tables)
        found.append(tables is store.reader())
        found.append(tables.value("SELECT value FROM setting WHERE name = 'a'"))
        found.append(store.marker())

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found[1:] == [True, "1", store.marker()]
    assert store.reader() is not found[0]


def test_a_reader_sees_what_was_committed_and_nothing_half_done(store: Store) -> None:
    reader = store.reader()
    with store.transaction("a") as tx:
        tx.tables.insert("setting", {"name": "a", "value": "1"})
        assert store.tables.value("SELECT count(*) FROM setting") == 1
        assert reader.value("SELECT count(*) FROM setting") == 0
    assert reader.value("SELECT count(*) FROM setting") == 1


def test_closing_twice_and_using_a_transactions_tables_too_late(store: Store) -> None:
    with store.transaction("a") as tx:
        tables = tx.tables
    with pytest.raises(Exception, match=r"Store\.transaction"):
        tables.insert("setting", {"name": "late", "value": ""})
    store.reader()
    store.close()
    store.close()


def test_opening_a_store_that_is_up_to_date_does_not_load_sqlite_utils(store: Store) -> None:
    """It brings a command line with it, which every start of the desktop would wait for."""
    store.close()
    script = (
        "import sys\nfrom pathlib import Path\nfrom resources_app.store.store import Store\n"
        "with Store.open(Path(sys.argv[1]), passphrase=sys.argv[2]): pass\n"
        "print([name for name in ('sqlite_utils', 'click') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path), PASSPHRASE],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
