"""Runs one command in this process, as a person or a program would have it."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resources_app.cli.main import main


@dataclass(frozen=True)
class Said:
    """How a command ended and everything it wrote."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output, and nothing beside it."""
        return json.loads(self.out)


def run(*words: object) -> Said:
    """The command as typed after `resources-app`."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([str(word) for word in words])
    return Said(status, out.getvalue(), err.getvalue())


def passphrase_file(folder: Path, name: str, passphrase: str) -> Path:
    """A file with the passphrase in its first line."""
    path = folder / f"{name}.passphrase"
    path.write_text(f"{passphrase}\nnotes about nothing\n", "utf-8")
    return path
