"""Opens a window without a screen and ends when it can be used; run by bench_desktop.py.

It ends there and then: what closing takes is no part of opening, for either window.

python -m tests.benchmarks.opening desktop STORE PASSPHRASE_FILE PREFERENCES
python -m tests.benchmarks.opening empty
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
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
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(20, 4))
    window.resize(1280, 720)
    window.show()

    def shown() -> None:
        window.grab()
        os._exit(0)

    QTimer.singleShot(0, shown)
    return application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "desktop":
        sys.exit(open_desktop(*map(Path, sys.argv[2:5])) or "the desktop did not open")
    else:
        sys.exit(open_empty())
