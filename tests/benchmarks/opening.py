"""Opens a window without a screen and ends when it can be used; run by bench_desktop.py.

It ends there and then: what closing takes is no part of opening, for either window.

python -m tests.benchmarks.opening desktop STORE PASSPHRASE PREFERENCES
python -m tests.benchmarks.opening empty
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget


def open_desktop(app: QApplication, store: Path, passphrase: str, preferences: Path) -> None:
    """The desktop on a store: usable once the first page's own reading has come and is shown."""
    from ui.preferences import Preferences
    from ui.shell.desktop import Desktop
    from ui.shell.window import MainWindow
    from ui.shell.work import ReadOp

    desktop = Desktop(Preferences(preferences))

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
    desktop.enter(store, passphrase)
    if app.exec():
        sys.exit("the desktop did not open")


def open_empty(app: QApplication) -> None:
    """A bare window with one table: as quick as any window of this kind can be."""
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(20, 4))
    window.resize(1280, 720)
    window.show()

    def shown() -> None:
        window.grab()
        os._exit(0)

    QTimer.singleShot(0, shown)
    app.exec()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    QTimer.singleShot(60_000, application, lambda: application.exit(1))
    if sys.argv[1] == "desktop":
        open_desktop(application, Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        open_empty(application)
