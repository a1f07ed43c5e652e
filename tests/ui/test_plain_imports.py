"""Once the window's modules are loaded, an import is Python's own again."""

from __future__ import annotations

import builtins
import subprocess
import sys

import ui.shell  # noqa: F401  (this is what gives it back)
from ui import plain_imports


def test_imports_are_pythons_own() -> None:
    assert builtins.__import__ is builtins.__orig_import__  # type: ignore[attr-defined]
    plain_imports.restore()
    assert builtins.__import__ is builtins.__orig_import__  # type: ignore[attr-defined]


def test_pyside_still_replaces_them() -> None:
    """When this fails, PySide6 has mended it, and ui/plain_imports.py can go."""
    script = (
        "import builtins\nown = builtins.__import__\nimport PySide6.QtCore\n"
        "print(own is builtins.__import__)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout == "False\n"
