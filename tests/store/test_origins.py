"""A restored or cloned store notices, and takes a new origin and code before it writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.errors import StoreProblem
from resources_app.foundations.home import home
from resources_app.store.origins import DIGITS, LETTERS, free_code
from resources_app.store.slot_file import slots_path
from resources_app.store.store import Store
from resources_app.store.verifying import verify
from tests.store.example import PASSPHRASE, open_again, set_setting


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(exist_ok=True)
    shutil.copy(path, to)
    shutil.copy(slots_path(path), slots_path(to))


@pytest.fixture
def closed(store: Store) -> Store:
    set_setting(store, "a")
    store.close()
    return store


def test_the_same_store_keeps_its_code(closed: Store) -> None:
    for _ in range(3):
        with open_again(closed) as again:
            assert again.origin == closed.origin
            set_setting(again, f"s{again.marker()}")


def test_a_restored_backup_takes_a_new_code(closed: Store, tmp_path: Path) -> None:
    _copy(closed.path, tmp_path / "kept" / "county.resources")
    with open_again(closed) as again:
        set_setting(again, "lost by the restore")
    _copy(tmp_path / "kept" / "county.resources", closed.path)
    with open_again(closed) as restored:
        assert restored.origin != closed.origin
        set_setting(restored, "after")
        assert verify(restored.tables).clean
        code = restored.origin
    with open_again(closed) as again:
        assert again.origin == code, "once"


def test_a_restore_of_the_very_last_state_is_no_other_history(
    closed: Store, tmp_path: Path
) -> None:
    _copy(closed.path, tmp_path / "kept" / "county.resources")
    _copy(tmp_path / "kept" / "county.resources", closed.path)
    with open_again(closed) as again:
        assert again.origin == closed.origin


def test_a_clone_takes_a_new_code_and_the_original_keeps_its_own(
    closed: Store, tmp_path: Path
) -> None:
    clone = tmp_path / "clone.resources"
    _copy(closed.path, clone)
    with Store.open(clone, passphrase=PASSPHRASE) as cloned, open_again(closed) as original:
        assert original.origin == closed.origin != cloned.origin
        set_setting(cloned, "x")
        set_setting(original, "x")
        assert verify(cloned.tables).clean
        assert verify(original.tables).clean
        origins = cloned.tables.rows("SELECT code FROM journal_origin ORDER BY number")
        assert [row["code"] for row in origins] == [closed.origin, cloned.origin]


def test_a_store_on_another_machine_takes_a_new_code(
    closed: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path / "another machine"))
    with open_again(closed) as moved:
        assert moved.origin != closed.origin


def test_a_store_that_was_moved_keeps_its_code(closed: Store, tmp_path: Path) -> None:
    moved = tmp_path / "moved.resources"
    closed.path.rename(moved)
    slots_path(closed.path).rename(slots_path(moved))
    with Store.open(moved, passphrase=PASSPHRASE) as again:
        assert again.origin == closed.origin
        set_setting(again, "b")
    with Store.open(moved, passphrase=PASSPHRASE) as again:
        assert again.origin == closed.origin


def test_a_store_reached_by_a_link_keeps_its_code(closed: Store, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(closed.path.parent, target_is_directory=True)
    with Store.open(link / closed.path.name, passphrase=PASSPHRASE) as again:
        assert again.origin == closed.origin


def test_a_crash_between_storing_and_marking_keeps_the_code(closed: Store) -> None:
    """The mark is then behind the store, in the store's own chain."""
    (mark,) = (home() / "origins").iterdir()
    before = mark.read_bytes()
    with open_again(closed) as again:
        set_setting(again, "b")
    mark.write_bytes(before)
    with open_again(closed) as again:
        assert again.origin == closed.origin


@pytest.mark.parametrize("content", ["", "{}", "[1]", "nonsense", '{"path": 1, "seq": "x"}'])
def test_a_spoilt_mark_costs_a_new_code(closed: Store, content: str) -> None:
    (mark,) = (home() / "origins").iterdir()
    mark.write_text(content)
    with open_again(closed) as again:
        assert again.origin != closed.origin


def test_reading_a_copy_changes_nothing(closed: Store, tmp_path: Path) -> None:
    clone = tmp_path / "clone.resources"
    _copy(closed.path, clone)
    before = clone.read_bytes()
    with Store.open(clone, passphrase=PASSPHRASE, read_only=True) as reading:
        assert reading.tables.value("SELECT count(*) FROM setting") == 1
    assert clone.read_bytes() == before


def test_each_origin_counts_from_one(closed: Store, tmp_path: Path) -> None:
    clone = tmp_path / "clone.resources"
    _copy(closed.path, clone)
    with Store.open(clone, passphrase=PASSPHRASE) as cloned:
        set_setting(cloned, "a", "changed")
        row = cloned.tables.one(
            "SELECT seq, parent_origin, parent_seq, origin FROM journal_entry ORDER BY arrival DESC"
        )
    assert row is not None
    assert row["seq"] == 1
    assert row["origin"] == 2
    assert row["parent_origin"] == 1, "made on top of an entry of the original"


@given(st.integers(0, len(LETTERS) * (len(DIGITS) + len(LETTERS)) - 1))
def test_codes_are_two_clear_characters_and_free(taken: int) -> None:
    every = [a + b for b in DIGITS for a in LETTERS] + [a + b for b in LETTERS for a in LETTERS]
    used = set(every[:taken])
    code = free_code(used)
    assert code not in used
    assert len(code) == 2
    assert not set(code) & set("01IOLSZ5")


def test_when_all_codes_are_taken_it_is_said() -> None:
    every = {a + b for a in LETTERS for b in DIGITS + LETTERS}
    with pytest.raises(StoreProblem, match="no code is left"):
        free_code(every)
