"""Words put together into sentences: a capital or a small letter at the start, `a, b and c`."""

from __future__ import annotations

from collections.abc import Sequence


def capital(text: str) -> str:
    """The text with a capital at its start and the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text as it goes on within a sentence: a small letter at its start, the rest as it is."""
    return text[:1].lower() + text[1:]


def curled(text: str) -> str:
    """The text with printers’ apostrophes: stored words of ours are typed with straight ones."""
    return text.replace("'", "’")


def joined(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
