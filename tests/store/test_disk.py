"""Folders and files that cannot be written, names that are taken, and disks that are full."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import StoreProblem
from resources_app.store.keys import QUICK
from resources_app.store.slot_file import slots_path
from resources_app.store.store import Store
from tests.store.example import PASSPHRASE, make_store, open_again, set_setting


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


# Makes a store and opens it while everything may still be read: what is loaded at need, from where
# the project was put, may be out of reach for whoever has no rights.
WARM_UP = """
import os, sys, tempfile
from pathlib import Path
from resources_app.store.keys import QUICK
from resources_app.store.store import Store
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "warm.resources"
    made, _ = Store.create(path, officer_id="a", passphrase="b", key_cost=QUICK)
    with made.transaction("a") as tx:
        tx.tables.insert("setting", {"name": "a", "value": "b"})
    made.close()
    with Store.open(path, passphrase="b", read_only=True) as store:
        store.reader().value("SELECT count(*) FROM officer")
"""


def _as_nobody(script: str, *arguments: object) -> str:
    """Run a script without rights: root may write anywhere, whatever the mode says."""
    start = "if os.geteuid() == 0: os.setuid(65534)\n"
    done = subprocess.run(
        [sys.executable, "-c", WARM_UP + start + script, *map(str, arguments)],
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
    public_store.chmod(0o444)  # also when the tests are not run as root, but as its owner
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
from collections.abc import Iterator
from pathlib import Path
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import StoreProblem
from resources_app.store.store import Store
from tests.store.test_disk import _write_much
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


# ---- who may read ---------------------------------------------------------------------------


@pytest.fixture
def everybody_may() -> Iterator[None]:
    """A system that would let everybody read and write a new file."""
    before = os.umask(0)
    yield
    os.umask(before)


def _modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(path.stat().st_mode & 0o777) for path in folder.iterdir()}


@pytest.mark.usefixtures("everybody_may")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_every_file_of_a_store_is_its_owners_alone(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    store, _ = make_store(folder / "team.resources", clock)
    with store:
        set_setting(store, "a", "1")
        store.backup(folder / "copy.resources")
        while_open = _modes(folder)
        store.rotate()
    assert {"team.resources-wal", "team.resources-keys", "copy.resources-keys"} <= set(while_open)
    assert set(while_open.values()) == set(_modes(folder).values()) == {"0o600"}


@pytest.mark.usefixtures("everybody_may")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_group_that_was_let_in_stays(store: Store) -> None:
    for path in (store.path, slots_path(store.path)):
        path.chmod(0o664)
    store.rotate()
    store.close()
    modes = _modes(store.path.parent)
    assert modes[store.path.name] == modes[slots_path(store.path).name] == "0o660"
