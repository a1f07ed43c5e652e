"""What one person set on this machine: theme, rail, window, stores opened lately.

Kept in a small file of the system's own kind, outside any store; it holds no case data.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 6


def _key(store: Path) -> str:
    """A store's path as one word; slashes would make groups of settings."""
    return hashlib.sha256(str(store).encode()).hexdigest()[:16]


class Preferences:
    """Reads and writes at once; pass a file to keep them apart from the person's own (tests)."""

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            self._settings = QSettings("Access to Resources", "Desktop")
        else:
            self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return str(self._settings.value("theme", "system"))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._settings.setValue("theme", choice)

    @property
    def rail_narrow(self) -> bool:
        """Whether the rail shows icons only."""
        return str(self._settings.value("rail_narrow", "no")) == "yes"

    @rail_narrow.setter
    def rail_narrow(self, narrow: bool) -> None:
        self._settings.setValue("rail_narrow", "yes" if narrow else "no")

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty the first time."""
        value = self._settings.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, where: QByteArray) -> None:
        self._settings.setValue("geometry", where)

    @property
    def recent_stores(self) -> list[Path]:
        """Stores opened lately that are still there, the latest first."""
        text = str(self._settings.value("recent_stores", ""))
        return [path for line in text.split("\n") if line and (path := Path(line)).exists()]

    def officer_of(self, store: Path) -> str:
        """The id of the officer who opened a store here last; empty for nobody."""
        return str(self._settings.value(f"officers/{_key(store)}", ""))

    def opened(self, store: Path, officer_id: str) -> None:
        """Remember that a store was opened, and by whom."""
        self._settings.setValue(f"officers/{_key(store)}", officer_id)
        others = [path for path in self.recent_stores if path != store]
        kept = [store, *others][:_RECENT]
        self._settings.setValue("recent_stores", "\n".join(str(path) for path in kept))
