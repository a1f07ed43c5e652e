"""What one person set on this machine: theme, rail, window, stores opened lately.

Kept in a small JSON file in this installation's own folder, outside any store; it holds no
case data. Without Qt: who opened a store last is needed before Qt is loaded.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from resources_app.foundations.errors import StoreProblem
from resources_app.foundations.home import home
from resources_app.store.files import write_atomically

_RECENT = 6


class Preferences:
    """Reads and writes at once; pass a file to keep them apart from the person's own (tests).

    A file that cannot be read is as good as none, and one that cannot be written costs no
    more than setting the same again.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or home() / "desktop.json"

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return str(self._read().get("theme", "system"))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._write(theme=choice)

    @property
    def rail_narrow(self) -> bool:
        """Whether the rail shows icons only."""
        return self._read().get("rail_narrow") is True

    @rail_narrow.setter
    def rail_narrow(self, narrow: bool) -> None:
        self._write(rail_narrow=narrow)

    @property
    def certificate(self) -> Path | None:
        """The file with the team's certificate (PKCS#12), or None. Its passphrase is never kept."""
        named = str(self._read().get("certificate", ""))
        return Path(named) if named else None

    @certificate.setter
    def certificate(self, path: Path | None) -> None:
        self._write(certificate=str(path or ""))

    @property
    def geometry(self) -> bytes:
        """Where the window stood, in Qt's own form; empty the first time."""
        with suppress(ValueError):
            return bytes.fromhex(str(self._read().get("geometry", "")))
        return b""

    @geometry.setter
    def geometry(self, where: bytes) -> None:
        self._write(geometry=where.hex())

    @property
    def recent_stores(self) -> list[Path]:
        """Stores opened lately that are still there, the latest first."""
        return [path for path in map(Path, self._opened_by()) if path.exists()][:_RECENT]

    def officer_of(self, store: Path) -> str:
        """The id of the officer who opened a store here last; empty for nobody."""
        return str(self._opened_by().get(str(store), ""))

    def opened(self, store: Path, officer_id: str) -> None:
        """Remember that a store was opened, and by whom."""
        others = {path: by for path, by in self._opened_by().items() if path != str(store)}
        self._write(opened_by={str(store): officer_id} | others)

    def _opened_by(self) -> dict[str, Any]:
        """The officer by store, the store opened last first."""
        found = self._read().get("opened_by")
        return found if isinstance(found, dict) else {}

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            found = json.loads(self._file.read_bytes())
            if isinstance(found, dict):
                return found
        return {}

    def _write(self, **changed: object) -> None:
        with suppress(StoreProblem, OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            content = json.dumps(self._read() | changed, ensure_ascii=False, indent=1)
            # Not flushed to the disk: after a power cut older preferences are as good.
            write_atomically(self._file, content.encode(), lasting=False)
