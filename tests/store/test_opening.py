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
from resources_app.store.keys import QUICK
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


# ---- places that cannot be written --------------------------------------------------------


def _as_nobody(script: str, *arguments: object) -> str:
    """Run a script without rights: root may write anywhere, whatever the mode says."""
    start = "import os\nif os.geteuid() == 0: os.setuid(65534)\n"
    imports = "import sys\nfrom pathlib import Path\nfrom resources_app.store.store import Store\n"
    done = subprocess.run(
        [sys.executable, "-c", imports + start + script, *map(str, arguments)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    return done.stdout + done.stderr


OPEN_AND_WRITE = f"""
from resources_app.foundations.errors import KnownError
read_only = len(sys.argv) > 2
try:
    with Store.open(Path(sys.argv[1]), passphrase={PASSPHRASE!r}, read_only=read_only) as store:
        print("officers", store.tables.value("SELECT count(*) FROM officer"))
        print("reader", store.reader().value("SELECT count(*) FROM officer"))
        with store.transaction("a") as tx:
            tx.tables.insert("setting", {{"name": "a", "value": "b"}})
except KnownError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def public_store(store: Store) -> Path:
    """A closed store in a folder that everybody may look into."""
    store.close()
    folder = store.path.parent
    for parent in (folder, *folder.parents):
        if parent.owner() == folder.owner() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    for path in folder.iterdir():
        path.chmod(0o644 if path.is_file() else 0o755)
    return store.path


def test_a_read_only_folder(public_store: Path) -> None:
    public_store.parent.chmod(0o555)
    try:
        before = _files(public_store.parent)
        assert "StoreProblem The store" in (said := _as_nobody(OPEN_AND_WRITE, public_store)), said
        assert "can only be read" in said or "cannot be opened" in said
        said = _as_nobody(OPEN_AND_WRITE, public_store, "read only")
        assert said.splitlines() == [
            "officers 1",
            "reader 1",
            "StoreProblem The store was opened for reading only.",
        ]
        assert _files(public_store.parent) == before
    finally:
        public_store.parent.chmod(0o755)


def test_a_read_only_file(public_store: Path) -> None:
    public_store.parent.chmod(0o777)
    said = _as_nobody(OPEN_AND_WRITE, public_store)
    assert "StoreProblem" in said
    assert "can only be read" in said or "cannot be opened" in said


def test_creating_in_a_read_only_folder_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    for parent in folder.parents[:4]:
        if parent.owner() == folder.owner():
            parent.chmod(parent.stat().st_mode | 0o055)
    folder.chmod(0o555)
    script = (
        "try: Store.create(Path(sys.argv[1]), officer_id='a', passphrase='b')\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    said = _as_nobody(script, folder / "new.resources")
    assert said.startswith("StoreProblem"), said
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("taken", ["new.resources", "new.resources-keys"])
def test_creating_over_something_is_refused(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(StoreProblem, match=f"already something called “{taken}”"):
        Store.create(tmp_path / "new.resources", officer_id="a", passphrase="b", key_cost=QUICK)
    assert _files(tmp_path) == {taken: b"mine"}


@pytest.mark.parametrize(
    ("officer", "passphrase", "folder", "sentence"),
    [
        ("", "b", "", "cannot be called"),
        ("recovery", "b", "", "cannot be called"),
        ("a", " ", "", "passphrase is needed"),
        ("a", "b", "nowhere", "There is no folder"),
    ],
)
def test_creating_without_what_it_takes(
    tmp_path: Path, officer: str, passphrase: str, folder: str, sentence: str
) -> None:
    path = tmp_path / folder / "new.resources"
    with pytest.raises(StoreProblem, match=sentence):
        Store.create(path, officer_id=officer, passphrase=passphrase, key_cost=QUICK)
    assert list(tmp_path.iterdir()) == []


# ---- a full disk --------------------------------------------------------------------------


def test_a_full_disk_saves_nothing_and_says_so(store: Store) -> None:
    """SQLite's own limit on pages fails as a full disk does."""
    set_setting(store, "before", "1")
    connection = store._opened.database.conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(StoreProblem, match="disk that holds the store is full"):
        _write_much(store)
    connection.execute("PRAGMA max_page_count = 1000000")
    assert [row["name"] for row in store.tables.rows("SELECT name FROM setting")] == ["before"]
    set_setting(store, "after", "2")
    assert store.tables.value("SELECT count(*) FROM setting") == 2


def _write_much(store: Store) -> None:
    with store.transaction("much") as tx:
        tx.tables.insert_many(
            "setting", ({"name": f"n{number}", "value": "x" * 900} for number in range(3000))
        )


def test_a_limit_on_the_size_of_files_saves_nothing_and_says_so(store: Store) -> None:
    """The system refuses to write further, as a real full disk does in the middle of a page."""
    store.close()
    script = f"""
import resource, signal, sys
from pathlib import Path
from resources_app.foundations.errors import StoreProblem
from resources_app.store.store import Store
from tests.store.test_opening import _write_much
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(Path(sys.argv[1]), passphrase={PASSPHRASE!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
try:
    _write_much(store)
except StoreProblem as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(store.tables.value("SELECT count(*) FROM setting"))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    said, count = (done.stdout + done.stderr).splitlines()
    assert "disk that holds the store" in said
    assert "Nothing was saved" in said
    assert count == "0"
    with open_again(store) as again:
        assert again.tables.value("SELECT count(*) FROM setting") == 0
        set_setting(again, "after")


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
