"""Programs that are killed, and programs that write at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resources_app.store.store import Store
from resources_app.store.verifying import verify
from tests.store.example import PASSPHRASE, open_again, set_setting

WRITER = f"""
import sys
from pathlib import Path
from resources_app.store.store import Store
store = Store.open(Path(sys.argv[1]), passphrase={PASSPHRASE!r})
print(store.origin, flush=True)
for number in range(int(sys.argv[3])):
    with store.transaction("write", reason=str(number)) as tx:
        # One action, five rows: all of them or none.
        for row in range(5):
            name = f"{{sys.argv[2]}} {{number:06}} {{row}}"
            tx.tables.insert("setting", {{"name": name, "value": "x"}})
"""


def _start(store: Store, name: str, actions: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.path), name, str(actions)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == store.origin
    return process


def test_two_programs_write_one_store_in_turn(store: Store) -> None:
    processes = [_start(store, name, 25) for name in ("b", "c")]
    for number in range(25):
        set_setting(store, f"a {number}")
    for process in processes:
        assert process.wait() == 0
        assert process.stdout is not None
        process.stdout.close()
    assert store.tables.value("SELECT count(*) FROM setting") == 25 + 2 * 25 * 5
    report = verify(store.tables)
    assert report.findings == ()
    with open_again(store) as again:
        assert again.origin == store.origin


def test_a_program_killed_while_writing_leaves_whole_actions(store: Store) -> None:
    for attempt in range(4):
        before = store.marker()
        process = _start(store, f"attempt {attempt}", 1_000_000)
        while store.marker() < before + 20:
            time.sleep(0.005)
        time.sleep(0.003 * attempt)
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        with open_again(store) as again:
            assert again.origin == store.origin
            set_setting(again, f"after {attempt}")
    assert verify(store.tables).clean
    partial = store.tables.rows(
        "SELECT substr(name, 1, 16) FROM setting WHERE name LIKE 'attempt%'"
        " GROUP BY 1 HAVING count(*) <> 5"
    )
    assert partial == []
    assert store.tables.value("PRAGMA integrity_check") == "ok"


# As in test_rotation.py: dies before the n-th file is opened, renamed or removed.
MAKER = f"""
import os, sys
from pathlib import Path
from resources_app.store.keys import QUICK
from resources_app.store.store import Store
left = int(sys.argv[3])
def count(event, args):
    global left
    if event in ("open", "os.rename", "os.remove") and "new" in str(args[0]):
        left -= 1
        if left < 0:
            os._exit(9)
path = Path(sys.argv[1])
if sys.argv[2] == "backup":
    store = Store.open(path.with_name("county.resources"), passphrase={PASSPHRASE!r})
sys.addaudithook(count)
if sys.argv[2] == "backup":
    store.backup(path)
else:
    Store.create(path, officer_id="a", passphrase={PASSPHRASE!r}, key_cost=QUICK)
os._exit(0)
"""


@pytest.mark.parametrize("what", ["create", "backup"])
def test_a_crash_leaves_a_whole_store_or_none(store: Store, tmp_path: Path, what: str) -> None:
    outcomes: list[bool] = []
    code = 9
    while code == 9:
        path = tmp_path / f"new{len(outcomes)}.resources"
        done = subprocess.run(
            [sys.executable, "-c", MAKER, str(path), what, str(len(outcomes))],
            check=False, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": os.getcwd()},
        )  # fmt: skip
        code = done.returncode
        assert code in (0, 9), done.stderr
        outcomes.append(path.exists())
        if path.exists():
            with Store.open(path, passphrase=PASSPHRASE) as made:
                set_setting(made, "works")
                assert verify(made.tables).clean
    assert outcomes == sorted(outcomes)
    assert outcomes[0] is False
    assert outcomes[-1] is True
