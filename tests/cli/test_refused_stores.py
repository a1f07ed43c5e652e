"""Stores that do not open and cannot be made: each in a sentence, and every file as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from resources_app.store.connection import connect
from resources_app.store.slot_file import slots_path
from resources_app.store.store import Store
from tests.cli.conftest import MANAGER, founded
from tests.cli.running import run
from tests.conftest import passphrase_of

PASSPHRASE = passphrase_of(MANAGER)


def files(folder: Path) -> dict[str, bytes]:
    """Every file, but the two that SQLite keeps beside a database that was looked at."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A closed store alone in a folder."""
    folder = tmp_path / "stores"
    folder.mkdir()
    return founded(folder).store


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manager's passphrase is in the environment."""
    monkeypatch.delenv("RESOURCES_APP_STORE", raising=False)
    monkeypatch.setenv("RESOURCES_APP_PASSPHRASE", PASSPHRASE)


def refused(*words: object) -> str:
    said = run("--json", *words)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1), said
    return said.err


def cut(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:5000])


def empty(store: Path) -> None:
    store.write_bytes(b"")


def replace(store: Path) -> None:
    store.write_bytes(os.urandom(store.stat().st_size))


def remove(store: Path) -> None:
    store.unlink()


def without_slots(store: Path) -> None:
    slots_path(store).unlink()


def made_a_folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


def plain(store: Path) -> None:
    store.write_bytes(b"SQLite format 3\x00" + bytes(4080))


def newer(store: Path) -> None:
    with Store.open(store, passphrase=PASSPHRASE) as opened:
        key = opened._opened.data_key
    database = connect(store, key)
    database.execute("PRAGMA user_version = 9000")
    database.close()


@pytest.mark.parametrize(
    ("spoil", "saying"),
    [
        (cut, "part of it is missing"),
        (empty, "is empty"),
        (replace, "is not a store"),
        (remove, "There is no store “county.resources”"),
        (without_slots, "key slots of “county.resources” are missing"),
        (made_a_folder, "is a folder, not a store"),
        (plain, "without encryption"),
        (newer, "newer version"),
    ],
)
@pytest.mark.parametrize("command", ["request list", "search Ash", "match REQ-26-A7-0001"])
def test_what_is_no_store_is_said_to_be_none(
    store: Path, command: str, spoil: Callable[[Path], None], saying: str
) -> None:
    spoil(store)
    before = files(store.parent)
    assert saying in refused("--store", store, *command.split())
    assert files(store.parent) == before


def test_no_store_named() -> None:
    assert "Give --store FILE, or set RESOURCES_APP_STORE" in refused("request", "list")


def test_the_wrong_passphrase(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOURCES_APP_PASSPHRASE", "not this one")
    assert "passphrase does not open this store" in refused("--store", store, "request", "list")


def test_no_passphrase_and_nobody_to_ask(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESOURCES_APP_PASSPHRASE")
    said = refused("request", "list", "--store", store)
    assert "Give --passphrase-file FILE, or set RESOURCES_APP_PASSPHRASE" in said


@pytest.mark.parametrize(
    ("content", "saying"),
    [(None, "cannot be read"), (b"", "first line"), (b"\n", "first line"), (b"\xff", "read")],
)
def test_a_passphrase_file_without_one(
    store: Path, tmp_path: Path, content: bytes | None, saying: str
) -> None:
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)
    said = refused("--store", store, "--passphrase-file", file, "request", "list")
    assert saying in said
    assert str(file) in said


def test_a_passphrase_file_with_windows_marks_opens(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nanything\r\n")
    said = run("--store", store, "--passphrase-file", file, "request", "list", "--json")
    assert (said.status, said.data["total"]) == (0, 0)


def test_the_nearer_of_two_options_wins(store: Path, tmp_path: Path) -> None:
    said = run("--store", tmp_path / "other", "request", "list", "--store", store)
    assert (said.status, said.out) == (0, "There are no such requests.\n")


@pytest.mark.parametrize("command", ["init --officer Ann", "demo"])
def test_a_store_is_never_made_over_another_file(store: Path, command: str) -> None:
    before = files(store.parent)
    assert "county.resources" in refused("--store", store, *command.split())
    assert files(store.parent) == before


@pytest.mark.parametrize("command", ["init --officer Ann", "demo"])
def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path, command: str) -> None:
    store = tmp_path / "none" / "county.resources"
    assert "none" in refused("--store", store, *command.split())
    assert not store.parent.exists()


def test_a_council_that_is_none(tmp_path: Path) -> None:
    words = ("--store", tmp_path / "a.resources", "init", "--officer", "Ann", "--authority", "X1")
    assert "“X1” is not the ONS code" in refused(*words)
    assert files(tmp_path) == {}


# The commands are tried once on a store of their own while everything may still be read: what is
# loaded at need, from where the project was put, may be out of reach for whoever has no rights.
AS_NOBODY = """
import contextlib, io, os, sys, tempfile
from resources_app.cli.main import main
with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    with contextlib.redirect_stderr(io.StringIO()):
        warm = ["--store", os.path.join(folder, "warm.resources")]
        for words in ("init --officer Ann", "limit list", "journal verify", "request resume X"):
            main([*warm, *words.split()])
if os.geteuid() == 0: os.setuid(65534)
sys.exit(main(sys.argv[1:]))
"""


def as_nobody(*words: object) -> subprocess.CompletedProcess[str]:
    """The command without rights: root may write anywhere, whatever the mode says."""
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, *map(str, words)],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip


def test_a_folder_that_can_only_be_read(store: Path, tmp_path: Path) -> None:
    for parent in (store.parent, *store.parent.parents):
        if parent.owner() == store.owner() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    for path in files(store.parent):
        (store.parent / path).chmod(0o644)
    store.parent.chmod(0o555)
    before = files(store.parent)
    try:
        new = store.with_name("new.resources")
        for words in (("--store", store, "limit", "list"), ("--store", store, "journal", "verify")):
            done = as_nobody(*words)
            assert done.returncode == 0, done.stderr
        for words in (
            ("--store", store, "request", "resume", "REQ-26-A7-0001"),
            ("--store", new, "init", "--officer", "Ann"),
        ):
            done = as_nobody(*words)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
            assert "write" in done.stderr or "opened" in done.stderr
        assert files(store.parent) == before
    finally:
        store.parent.chmod(0o755)
        shutil.rmtree(store.parent)
