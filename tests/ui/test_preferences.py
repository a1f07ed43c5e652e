"""What a person set on this machine is there again the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources_app.foundations.home import home
from ui.preferences import Preferences


def test_what_was_set_is_there_again(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "preferences.json"
    fresh = Preferences(file)
    assert (fresh.theme, fresh.rail_narrow, fresh.geometry) == ("system", False, b"")
    fresh.theme = "dark"
    fresh.rail_narrow = True
    fresh.geometry = b"\x01\xd9"
    again = Preferences(file)
    assert (again.theme, again.rail_narrow, again.geometry) == ("dark", True, b"\x01\xd9")


def test_stores_opened_lately_are_named_the_latest_first_while_they_are_there(
    tmp_path: Path,
) -> None:
    preferences = Preferences(tmp_path / "preferences.json")
    stores = [tmp_path / f"Straße {number}.resources" for number in range(8)]
    for store in stores:
        store.touch()
        preferences.opened(store, "amina")
    preferences.opened(stores[3], "tess")
    stores[6].unlink()
    latest = [stores[number] for number in (3, 7, 5, 4, 2, 1)]
    assert preferences.recent_stores == latest
    assert preferences.officer_of(stores[3]) == "tess"
    assert preferences.officer_of(stores[7]) == "amina"
    assert preferences.officer_of(tmp_path / "another.resources") == ""


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[1]", b'{"opened_by": 3, "geometry": "no", "rail_narrow": "no"}']
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    preferences = Preferences(file)
    assert preferences.recent_stores == []
    assert (preferences.theme, preferences.rail_narrow, preferences.geometry) == (
        "system",
        False,
        b"",
    )
    preferences.theme = "light"
    assert Preferences(file).theme == "light"


def test_a_file_in_the_way_of_the_folder_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    preferences = Preferences(tmp_path / "in the way" / "preferences.json")
    preferences.theme = "dark"
    assert preferences.theme == "system"


def test_they_are_kept_in_this_installations_own_folder() -> None:
    Preferences().theme = "dark"
    assert (home() / "desktop.json").exists()
