"""Numbers of things in words: `1 service`, `16 services`."""

from __future__ import annotations


def counted(number: int, thing: str, things: str = "") -> str:
    """The number with its noun; `things` is the plural where it is not made with an s."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`, `366th`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
