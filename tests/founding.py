"""Fresh stores for tests without the work of making them: each made once, put away, copied.

Making a store lays out every table and trigger; copying its files takes a seventh of that. A copy
is the very store to the application, for the place that its mark names is empty: it was moved.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from resources_app.foundations.home import home
from resources_app.session import Session
from resources_app.store.slot_file import slots_path

# Makes a store at a path and gives the session of whoever founded it.
Make = Callable[[Path], Session]


@dataclass(frozen=True)
class Stores:
    """The stores put away in a folder, by what made them. One of these serves a whole run."""

    folder: Path
    made: dict[Make, Path] = field(default_factory=dict)

    def copy(self, make: Make, path: Path) -> None:
        """Put a copy of what `make` makes at `path`, and its marks into the tester's home."""
        if make not in self.made:
            self.made[make] = self._put_away(make)
        kept = self.made[make]
        shutil.copyfile(kept / "store", path)
        shutil.copyfile(kept / "keys", slots_path(path))
        shutil.copytree(kept / "home", home(), dirs_exist_ok=True)

    def _put_away(self, make: Make) -> Path:
        kept = self.folder / str(len(self.made))
        kept.mkdir()
        path = kept / "new.resources"
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("RESOURCES_APP_HOME", str(kept / "home"))
            make(path).store.close()
        path.rename(kept / "store")
        slots_path(path).rename(kept / "keys")
        return kept
