"""Where `resources-app` begins: with a command the command line, without one the desktop.

Neither half loads the other: a command starts without Qt, the window without the commands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.opening import Begun
    from ui.preferences import Preferences
    from ui.shell.desktop import Desktop

# The options that may stand before a command; with nothing after them the desktop opens.
_WITH_VALUE = ("--store", "--passphrase-file")
# Set by a shell that asks what could be typed next.
COMPLETE_VARIABLE = "_RESOURCES_APP_COMPLETE"
STORE_VARIABLE = "RESOURCES_APP_STORE"
PASSPHRASE_VARIABLE = "RESOURCES_APP_PASSPHRASE"  # noqa: S105  (the variable's name)


@dataclass(frozen=True)
class Asked:
    """What the desktop was asked to open."""

    store: Path | None = None
    passphrase_file: Path | None = None


def desktop_asked(arguments: Sequence[str]) -> Asked | None:
    """What to open on the desktop, or None when the arguments are the command line's."""
    given: dict[str, Path] = {}
    left = list(arguments)
    while left:
        word = left.pop(0)
        name, _, value = word.partition("=")
        if name not in _WITH_VALUE or (not value and not left):
            return None
        given[name] = Path(value or left.pop(0))
    return Asked(given.get("--store"), given.get("--passphrase-file"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the desktop or one command; the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    asked = None if COMPLETE_VARIABLE in os.environ else desktop_asked(arguments)
    if asked is None:
        status: int = import_module("resources_app.cli.main").main(arguments)
        return status
    return _desktop(asked)


def _desktop(asked: Asked) -> int:
    from ui.preferences import Preferences

    desktop = open_desktop(asked, Preferences())
    return desktop.run()


def open_desktop(asked: Asked, preferences: Preferences) -> Desktop:
    """The desktop, opening the store that was named, or asking for one.

    With a passphrase given the opening begins before Qt is loaded: stretching the one and
    loading the other take a tenth of a second each, and neither waits for the other.
    """
    store = asked.store or _path_from(STORE_VARIABLE)
    problem = ""
    try:
        passphrase = _passphrase(asked)
    except (OSError, UnicodeDecodeError):
        passphrase, problem = "", "The passphrase file cannot be read. Type the passphrase instead."
    begun = _begin(store, passphrase, preferences) if store and passphrase else None

    from PySide6.QtWidgets import QApplication

    from ui.shell.desktop import Desktop

    app = QApplication.instance() or QApplication(["resources-app"])
    app.setApplicationName("Access to Resources")
    desktop = Desktop(preferences)
    if begun is not None:
        desktop.join(begun)
    else:
        desktop.ask(store, problem)
    return desktop


def _begin(store: Path, passphrase: str, preferences: Preferences) -> Begun:
    from ui.opening import Begun, Wanted

    return Begun(Wanted(store, passphrase, officer_id=preferences.officer_of(store)))


def _path_from(variable: str) -> Path | None:
    return Path(os.environ[variable]) if os.environ.get(variable) else None


def _passphrase(asked: Asked) -> str:
    """The passphrase from the file's first line or the environment; empty for neither."""
    if asked.passphrase_file is None:
        return os.environ.get(PASSPHRASE_VARIABLE, "")
    lines = asked.passphrase_file.read_text(encoding="utf-8").splitlines()
    return lines[0] if lines else ""


if __name__ == "__main__":
    sys.exit(main())
