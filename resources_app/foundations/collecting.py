"""Puts off Python's search for unreachable objects while very many are being made.

Reading a register makes a million objects that all stay; looking through them again and
again takes a third of the time and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Collect nothing inside the block; afterwards all is as it was, also after an error.

    It holds for the whole process, so the block must end within seconds.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
