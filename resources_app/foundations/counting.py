"""Numbers of things in words: `1 service`, `16 services`."""

from __future__ import annotations


def counted(number: int, thing: str, things: str = "") -> str:
    """The number with its noun; `things` is the plural where it is not made with an s."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
