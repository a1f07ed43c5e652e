"""Words the leak check treats in their own way, kept as data in assets/wording/name_words.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True)
class NameWords:
    """The file's lists, folded and ready to ask."""

    ordinary: frozenset[str]
    months: frozenset[str]
    not_names: frozenset[str]
    places: frozenset[str]
    streets: dict[str, tuple[str, ...]]
    short_forms: dict[str, tuple[str, ...]]
    abbreviations: frozenset[str]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The lists, read once."""
    path = resources.files("assets") / "wording" / "name_words.json"
    lists = json.loads(path.read_text(encoding="utf-8"))
    return NameWords(
        ordinary=frozenset(word for line in lists["ordinary"] for word in line.split()),
        months=frozenset(lists["months"].split()),
        not_names=frozenset(lists["titles"].split()) | frozenset(lists["particles"].split()),
        places=frozenset(lists["places"].split()),
        streets={street: tuple(short.split()) for street, short in lists["streets"].items()},
        short_forms={name: tuple(short.split()) for name, short in lists["short_forms"].items()},
        abbreviations=frozenset(lists["abbreviations"].split()),
    )
