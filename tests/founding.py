"""Fresh stores for tests without the work of founding one: founded once, put away, copied.

Founding lays out every table and trigger; copying the files takes a seventh of that. A copy is
the very store to the application, for the place that its mark names is empty: it was moved.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from resources_app.foundations.home import home
from resources_app.store.slot_file import slots_path


@dataclass(frozen=True)
class PutAway:
    """The files of a store that was closed, and the marks that its installation keeps of it."""

    folder: Path

    def take(self, path: Path) -> None:
        """Move the store at `path` in here, with the marks of the home that wrote it."""
        shutil.move(path, self.folder / "store")
        shutil.move(slots_path(path), self.folder / "keys")
        shutil.copytree(home(), self.folder / "home")

    def copy_to(self, path: Path) -> None:
        """Put a copy at `path`, and the marks into the home of whoever is testing."""
        shutil.copyfile(self.folder / "store", path)
        shutil.copyfile(self.folder / "keys", slots_path(path))
        shutil.copytree(self.folder / "home", home(), dirs_exist_ok=True)
