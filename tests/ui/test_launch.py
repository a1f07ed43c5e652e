"""With a command, the command line; without one, the desktop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui.launch import Asked, desktop_asked


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], Asked()),
        (["--store", "a.db"], Asked(Path("a.db"))),
        (["--store=a.db", "--passphrase-file", "p"], Asked(Path("a.db"), Path("p"))),
        (["--store", "a.db", "request", "list"], None),
        (["--store"], None),
        (["--help"], None),
    ],
)
def test_what_the_desktop_was_asked_to_open(arguments: list[str], asked: Asked | None) -> None:
    assert desktop_asked(arguments) == asked


def test_the_command_line_starts_without_qt() -> None:
    program = "import sys, ui.launch; sys.exit('PySide6' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", program], check=False, cwd=Path.cwd())
    assert finished.returncode == 0
