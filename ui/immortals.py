"""Keeps None, True and False alive under a library that gives them back once too often.

PySide6 6.12.0, on Python 3.10 and 3.11, drops one reference to None with every call of a slot
and one to True with every `emit`: after some tens of thousands of clicks the interpreter ends
with “deallocating None”. From Python 3.12 on these three are never counted (PEP 683). Here
they get so many references that no working day can use them up. tests/ui/test_immortals.py
says when this file can go.
"""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40


def keep() -> None:
    """Do what Python 3.12 does by itself; there, do nothing. Doing it twice does no harm."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for one in (None, True, False):
        if sys.getrefcount(one) < PLENTY // 2:
            # An object begins with its count.
            ctypes.c_ssize_t.from_address(id(one)).value += PLENTY
