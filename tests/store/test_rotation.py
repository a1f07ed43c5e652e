"""Changing a store's keys when somebody leaves, and crashing while doing so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import Refused, StoreProblem
from resources_app.store.problems import TransactionOpen
from resources_app.store.slot_file import read_slots, slots_path
from resources_app.store.store import Store
from resources_app.store.verifying import verify
from tests.store.example import (
    FOUNDER,
    PASSPHRASE,
    add_colleague,
    make_store,
    open_again,
    set_setting,
)

AMINA, COLIN = "officer-amina", "officer-colin"


@pytest.fixture
def team(store: Store) -> Store:
    add_colleague(store, AMINA, "second")
    add_colleague(store, COLIN, "third")
    set_setting(store, "kept", "1")
    return store


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_leaver_cannot_open_the_new_file_even_with_the_old_slots(
    team: Store, tmp_path: Path
) -> None:
    old_slots = slots_path(team.path).read_bytes()
    code = team.origin
    team.rotate(leaving=AMINA)
    set_setting(team, "after", "2")
    assert team.origin == code
    assert team.reader().value("SELECT count(*) FROM setting") == 2
    assert verify(team.tables).clean
    team.close()
    assert _names(tmp_path) == ["county.resources", "county.resources-keys"]
    with pytest.raises(StoreProblem, match="does not open"):
        Store.open(team.path, passphrase="second")
    slots_path(team.path).write_bytes(old_slots)
    with pytest.raises(StoreProblem, match="not a store that these key slots belong to"):
        Store.open(team.path, passphrase="second")


def test_those_who_stay_keep_their_passphrases_and_keys(team: Store) -> None:
    before = {row["id"]: row["public_key"] for row in team.tables.rows("SELECT * FROM officer")}
    team.rotate(leaving=AMINA)
    team.close()
    for passphrase, officer in ((PASSPHRASE, FOUNDER), ("third", COLIN)):
        with Store.open(team.path, passphrase=passphrase) as again:
            assert (again.officer_id, again.public_key) == (officer, before[officer])
            set_setting(again, f"by {officer}")
    assert [each.generation for each in read_slots(team.path).sets] == [2]


def test_the_recovery_key_is_new_and_the_old_one_void(store_path: Path, clock: FixedClock) -> None:
    store, old = make_store(store_path, clock)
    new = store.rotate()
    assert new != old
    store.close()
    with pytest.raises(StoreProblem, match="does not open"):
        Store.open(store_path, passphrase=old)
    with Store.open(store_path, passphrase=new) as rescued:
        set_setting(rescued, "by recovery key")
        assert verify(rescued.tables).clean


def test_keys_can_be_changed_again_and_again(team: Store) -> None:
    for number in range(3):
        team.rotate()
        set_setting(team, f"s{number}")
    assert [each.generation for each in read_slots(team.path).sets] == [4]
    assert verify(team.tables).clean


def test_copies_taken_before_stay_readable(team: Store, tmp_path: Path) -> None:
    """The README says so."""
    team.backup(tmp_path / "copy.resources")
    team.rotate(leaving=AMINA)
    with Store.open(tmp_path / "copy.resources", passphrase="second") as copy:
        assert copy.officer_id == AMINA


def test_not_while_another_program_has_the_store_open(team: Store, tmp_path: Path) -> None:
    slots = slots_path(team.path).read_bytes()
    with open_again(team) as other:
        other.tables.rows("SELECT * FROM setting")
        with pytest.raises(StoreProblem, match="by another window or program"):
            team.rotate(leaving=AMINA)
        set_setting(other, "theirs")
    set_setting(team, "mine")
    assert slots_path(team.path).read_bytes() == slots
    assert verify(team.tables).clean
    team.rotate(leaving=AMINA)


def test_a_box_key_that_somebody_slipped_in_gets_no_data_key(team: Store) -> None:
    """Whoever can write the slots file could otherwise put their own key into a slot."""
    stranger = Store.create(
        team.path.parent / "own.resources", officer_id=COLIN, passphrase="mine"
    )[0]
    text = slots_path(team.path).read_text()
    for field in ("box_key", "box_signature", "public_key"):
        theirs = getattr(read_slots(stranger.path).sets[0].slots[0], field)
        hers = getattr(read_slots(team.path).sets[0].slot(COLIN), field)
        text = text.replace(_hex(hers), _hex(theirs))
    slots_path(team.path).write_text(text)
    stranger.close()
    with pytest.raises(Refused, match="officer-colin does not carry the key in their record"):
        team.rotate(leaving=AMINA)
    set_setting(team, "still here")


def _hex(value: bytes | str) -> str:
    return value if isinstance(value, str) else value.hex()


def test_who_may_not_change_keys(team: Store) -> None:
    with pytest.raises(Refused, match="officer who stays"):
        team.rotate(leaving=FOUNDER)
    with team.transaction("a"), pytest.raises(TransactionOpen):
        team.rotate()
    with open_again(team, read_only=True) as reading, pytest.raises(Refused):
        reading.rotate()


# ---- crashes --------------------------------------------------------------------------

# Runs until the n-th time the process opens, renames or removes a file, and dies there: Python
# tells its audit hooks *before* it does so. With a number too high it gets to the end.
CRASH = f"""
import os, sys
from pathlib import Path
from resources_app.store.store import Store
left = int(sys.argv[2])
store = Store.open(Path(sys.argv[1]), passphrase={PASSPHRASE!r})

def count(event, args):
    global left
    if event in ("open", "os.rename", "os.remove") and "county" in str(args[0]):
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(count)
store.rotate(leaving={AMINA!r})
os._exit(0)
"""


def _crash_at(path: Path, number: int) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(path), str(number)],
        check=False, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert done.returncode in (0, 9)
    return done.returncode == 9


def test_a_crash_at_any_moment_leaves_a_store_that_opens(team: Store, tmp_path: Path) -> None:
    team.close()
    original = tmp_path / "original"
    original.mkdir()
    for path in (team.path, slots_path(team.path)):
        shutil.copy(path, original)
    outcomes = []
    crashed = True
    while crashed:
        for path in tmp_path.iterdir():
            if path.is_file():
                path.unlink()
        for path in original.iterdir():
            shutil.copy(path, tmp_path)
        crashed = _crash_at(team.path, len(outcomes))
        outcomes.append(_what_is_left(team.path))
    # Early crashes leave the old keys, late ones the new; and the switch happens once.
    assert outcomes == sorted(outcomes)
    assert outcomes[0] == 1
    assert outcomes[-1] == 2
    assert len(outcomes) >= 8


def _what_is_left(path: Path) -> int:
    """Open the store and use it; returns the generation of its keys."""
    with Store.open(path, passphrase="third") as store:
        assert store.tables.value("SELECT value FROM setting WHERE name = 'kept'") == "1"
        set_setting(store, "after the crash")
        assert verify(store.tables).clean
        (only,) = read_slots(path).sets
        leaver_has_a_slot = AMINA in store.officers
    assert leaver_has_a_slot == (only.generation == 1)
    if leaver_has_a_slot:
        Store.open(path, passphrase="second").close()
    else:
        with pytest.raises(StoreProblem):
            Store.open(path, passphrase="second")
    assert len(_names(path.parent)) <= 4, "unfinished: at most a copy and a slots file"
    return only.generation


def test_an_unfinished_copy_is_removed_after_a_day(team: Store, tmp_path: Path) -> None:
    old, new = tmp_path / ".county.resources.aa.part", tmp_path / ".county.resources.bb.part"
    mine = tmp_path / ".other.resources.cc.part"
    for path in (old, new, mine):
        path.write_bytes(b"half")
    for path in (old, mine):
        os.utime(path, (0, 0))
    open_again(team).close()
    assert not old.exists()
    assert new.exists()
    assert mine.exists()
