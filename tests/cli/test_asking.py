"""Imports ask at a terminal, take with --accept, and otherwise only look."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import MANAGER, Office, founded
from tests.cli.running import passphrase_file
from tests.cli.samples import SCHEDULE
from tests.conftest import passphrase_of
from tests.providers.conftest import Register

LOOKED_AT = "Only looked at; nothing was changed. Give --accept to take it in.\n"
QUESTION = "Take what is good? [y/N]: "


@pytest.fixture
def new_office(tmp_path: Path) -> Office:
    folder = tmp_path / "asking"
    folder.mkdir()
    return founded(folder)


@pytest.fixture
def words(new_office: Office, tmp_path: Path) -> tuple[object, ...]:
    """A command that would take in one home."""
    register = Register(tmp_path)
    register.home(URN=1000001)
    return "import", "register", register.write()


def at_terminal(office: Office, typed: bytes, *words: object) -> subprocess.CompletedProcess[str]:
    """The command with a terminal for its input, at which this is typed."""
    ours, theirs = pty.openpty()
    mine = passphrase_file(office.folder, MANAGER.name, passphrase_of(MANAGER))
    options = ("--store", office.store, "--passphrase-file", mine)
    os.write(ours, typed)
    try:
        return subprocess.run(
            [sys.executable, "-m", "ui.launch", *map(str, (*options, *words))],
            stdin=theirs, capture_output=True, text=True, check=False, timeout=60,
            env={**os.environ, "PYTHONPATH": os.getcwd()},
        )  # fmt: skip
    finally:
        os.close(theirs)
        os.close(ours)


@pytest.mark.parametrize(
    ("typed", "last", "taken"),
    [(b"y\n", "\nTaken in.\n", True), (b"n\n", LOOKED_AT, False), (b"\n", LOOKED_AT, False)],
)
def test_at_a_terminal_it_asks_below_the_preview(
    new_office: Office, words: tuple[object, ...], typed: bytes, last: str, taken: bool
) -> None:
    before = new_office.marker()
    done = at_terminal(new_office, typed, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("1 added") == 1
    assert done.stdout.index("1 added") < done.stdout.index(QUESTION)
    assert done.stdout.endswith(last)
    assert (new_office.marker() > before) is taken


def test_leaving_at_the_question_changes_nothing(
    new_office: Office, words: tuple[object, ...]
) -> None:
    before = new_office.marker()
    done = at_terminal(new_office, b"\x04", *words)
    assert done.returncode == 2
    assert done.stderr.strip() == "Stopped; nothing was changed."
    assert new_office.marker() == before


def test_a_program_is_never_asked(new_office: Office, words: tuple[object, ...]) -> None:
    before = new_office.marker()
    said = new_office.run(MANAGER, *words)
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith(LOOKED_AT)
    assert QUESTION not in said.out
    assert at_terminal(new_office, b"y\n", *words, "--json").returncode == 0
    assert new_office.marker() == before


def test_prices_are_asked_about_in_the_same_way(new_office: Office) -> None:
    words = ("import", "prices", SCHEDULE, "--agreement", "CRP-2026")
    before = new_office.marker()
    for said in (new_office.run(MANAGER, *words), new_office.run(MANAGER, *words, "--json")):
        assert (said.status, said.err) == (0, "")
    done = at_terminal(new_office, b"n\n", *words)
    assert (done.returncode, QUESTION in done.stdout) == (0, True)
    assert new_office.marker() == before


def test_what_is_stored_already_is_not_asked_about(
    new_office: Office, words: tuple[object, ...]
) -> None:
    new_office.do(MANAGER, *words, "--accept")
    done = at_terminal(new_office, b"y\n", *words)
    assert QUESTION not in done.stdout
    assert done.stdout.endswith("Everything in this file is stored already; nothing was changed.\n")
