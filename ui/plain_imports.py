"""Gives Python's own import back, which PySide6 replaces by one that reads every source.

PySide6 puts a function of its own in place of `__import__`, so that a module can write
`from __feature__ import snake_case`; to know who might, it reads the source of every module
that is imported from then on. We never ask for a feature, and the reading took a tenth of
the time from the command to the window. tests/ui/test_plain_imports.py says when this file
can go.
"""

from __future__ import annotations

import builtins


def restore() -> None:
    """Put the import back that was there before PySide6. Doing it twice does no harm."""
    plain = getattr(builtins, "__orig_import__", None)  # where PySide6 keeps it
    if plain is not None:
        builtins.__import__ = plain
