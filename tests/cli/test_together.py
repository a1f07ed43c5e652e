"""Two commands at once in one store, and commands that are killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resources_app.team.model import Role
from tests.cli.conftest import AUDITOR, MANAGER, OFFICER, Office, ask, founded
from tests.cli.running import passphrase_file
from tests.cli.samples import REGISTER, request_data
from tests.conftest import passphrase_of

IMPORT = ("import", "register", str(REGISTER), "--accept")


@pytest.fixture
def shared(tmp_path: Path) -> Office:
    """A store that nothing was taken into yet."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return founded(folder)


def start(office: Office, role: Role, *words: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    mine = passphrase_file(office.folder, role.name, passphrase_of(role))
    return subprocess.Popen(
        [sys.executable, "-m", "ui.launch", "--store", str(office.store),
         "--passphrase-file", str(mine), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip


def verified(office: Office) -> int:
    """How many entries the journal has, every one in its place."""
    found = office.do(AUDITOR, "journal", "verify")
    assert (found["clean"], found["findings"]) == (True, [])
    return int(found["entries"])


def test_an_import_and_requests_at_the_same_time(shared: Office) -> None:
    running = [start(shared, MANAGER, *IMPORT)]
    for number in range(4):
        file = shared.file(f"{number}.json", request_data(f"20{number}"))
        running.append(start(shared, OFFICER, "request", "add", str(file), "--submit"))
    done = [(one.communicate(timeout=120), one.returncode) for one in running]
    for (out, err), status in done:
        if status == 0:
            assert (bool(out), err) == (True, "")
        else:
            assert (status, out) == (2, "")
            assert "being written by another window or program" in err
    added = sum(status == 0 for _, status in done[1:])
    # The one that was refused works when it is tried again, and none is there twice.
    again = [ask(shared, f"20{number}") for number in range(4)]
    assert len(set(again)) == 4
    assert shared.do(MANAGER, *IMPORT)["details"]["unchanged"] == 1400
    assert shared.do(OFFICER, "request", "list")["total"] == 4
    assert added >= 1
    verified(shared)


def test_commands_in_turn_wait_for_each_other(shared: Office) -> None:
    running = [
        start(shared, OFFICER, "request", "add", str(shared.file(f"{one}.json", request_data(one))))
        for one in ("3001", "3002", "3003")
    ]
    said = [one.communicate(timeout=120) for one in running]
    assert [(one.returncode, err) for one, (_, err) in zip(running, said, strict=True)] == (
        [(0, "")] * 3
    )
    references = {out.split()[0] for out, _ in said}
    assert len(references) == 3
    verified(shared)


def journal_is_written(office: Office) -> bool:
    """Whether an import's write has begun: its log has grown beyond what opening writes."""
    log = office.store.with_name(office.store.name + "-wal")
    return log.exists() and log.stat().st_size > 100_000


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.2])
def test_a_killed_import_leaves_all_of_it_or_nothing(shared: Office, delay: float) -> None:
    before = verified(shared)
    process = start(shared, MANAGER, *IMPORT)
    deadline = time.monotonic() + 60
    while not journal_is_written(shared) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    after = verified(shared)
    services = len(shared.do(OFFICER, "search", "Rise"))
    assert (after == before) is (services == 0)
    # Whatever the moment, the next import brings the store to the same place.
    taken = shared.do(MANAGER, *IMPORT)
    assert taken["added"] + taken["details"]["unchanged"] == 1400
    assert shared.do(MANAGER, *IMPORT)["details"]["unchanged"] == 1400
    verified(shared)
