"""Takes a picture of the desktop on a store, without a screen.

RESOURCES_APP_PASSPHRASE=… .venv/bin/python installer/picture.py STORE PICTURE.png
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The offscreen platform says on every window what it cannot do; nobody needs to know.
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.preferences import Preferences
from ui.shell.desktop import Desktop
from ui.shell.window import MainWindow
from ui.shell.work import ReadOp

SIZE = (1280, 720)
SETTLED = 300  # milliseconds after its lists have come; the last of them are painted by then
GIVE_UP = 60_000


def take(store: Path, picture: Path) -> None:
    """Open the store as on any desktop, wait until the window has settled, save its picture."""
    app = QApplication([sys.argv[0]])
    with tempfile.TemporaryDirectory() as folder:
        desktop = Desktop(Preferences(Path(folder) / "preferences.json"))

        def save(window: MainWindow) -> None:
            if not window.grab().save(str(picture)):
                app.exit(1)
            window.close()
            app.quit()

        def ready(window: MainWindow) -> None:
            window.resize(*SIZE)
            settled = QTimer(window, singleShot=True, interval=SETTLED)
            settled.timeout.connect(lambda: save(window))
            # Reading is done in order: when this comes back, what the page asked for has come.
            last = ReadOp(window, lambda _: settled.start(), query=lambda _: None)
            window.desk.work.start(last)

        desktop.ready.connect(ready)
        desktop.enter(store, os.environ["RESOURCES_APP_PASSPHRASE"])
        QTimer.singleShot(GIVE_UP, app, lambda: app.exit(1))
        if app.exec():
            sys.exit("No picture of the desktop could be taken.")


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
