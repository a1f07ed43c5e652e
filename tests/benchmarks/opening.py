"""Opens a window without a screen and ends when it can be used; run by bench_desktop.py.

It ends there and then: what closing takes is no part of opening, for either window.

python -m tests.benchmarks.opening desktop STORE PASSPHRASE_FILE PREFERENCES
python -m tests.benchmarks.opening empty
python -m tests.benchmarks.opening opened STORE PASSPHRASE_FILE OFFICER_ID
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

PATIENCE = 60_000  # milliseconds


def open_desktop(store: Path, passphrase_file: Path, preferences: Path) -> int:
    """The desktop on a store, begun as `resources-app` begins it.

    Usable once the first page's own reading has come and is shown.
    """
    from ui.launch import Asked
    from ui.launch import open_desktop as begin
    from ui.preferences import Preferences

    desktop = begin(Asked(store, passphrase_file), Preferences(preferences))

    from PySide6.QtCore import QCoreApplication, QTimer

    from ui.shell.work import ReadOp

    def usable(window: MainWindow) -> None:
        window.grab()  # painted, not merely asked to paint
        os._exit(0)

    def ready(window: MainWindow) -> None:
        # Reading is done in order: when this comes back, what the page asked for has come too.
        last = ReadOp(
            window, lambda _: usable(window), query=lambda tables: tables.value("SELECT 1")
        )
        window.desk.work.start(last)

    desktop.ready.connect(ready)
    QTimer.singleShot(PATIENCE, desktop, lambda: QCoreApplication.exit(1))
    return desktop.run()


def open_empty() -> int:
    """A bare window with one table: as quick as any window of this kind can be."""
    return _show_empty(lambda: None)


def open_empty_once_read(store: Path, passphrase_file: Path, officer_id: str) -> int:
    """The same, shown once the store is open and has answered a query.

    That is what no desktop on an encrypted store can do without, and nothing else of ours; it
    is done while Qt is loaded, as far as the machine has room.
    """
    # Loaded first, so that the stretching and not the loading goes beside Qt.
    from resources_app.store.store import Store

    def read() -> None:
        opened = Store.open(
            store, passphrase=passphrase_file.read_text(encoding="utf-8"), officer_id=officer_id
        )
        if not opened.tables.value("SELECT COUNT(*) FROM service"):
            os._exit(1)

    reading = Thread(target=read)
    reading.start()
    return _show_empty(reading.join)


def _show_empty(wait: Callable[[], None]) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(20, 4))
    window.resize(1280, 720)
    wait()
    window.show()

    def shown() -> None:
        window.grab()
        os._exit(0)

    QTimer.singleShot(0, shown)
    return application.exec()


if __name__ == "__main__":
    kind, *given = sys.argv[1:]
    if kind == "desktop":
        sys.exit(open_desktop(*map(Path, given)) or "the desktop did not open")
    elif kind == "opened":
        sys.exit(open_empty_once_read(Path(given[0]), Path(given[1]), given[2]))
    else:
        sys.exit(open_empty())
