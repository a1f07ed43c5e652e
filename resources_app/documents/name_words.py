"""Words the leak check treats in their own way, kept as data in assets/wording: names in
name_words.json, how people write in telling_words.json, and common_words.txt.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from resources_app.documents.folding import folded


@dataclass(frozen=True)
class NameWords:
    """The lists about names, folded and ready to ask."""

    ordinary: frozenset[str]
    months: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    places: frozenset[str]
    streets: dict[str, tuple[str, ...]]
    short_forms: dict[str, tuple[str, ...]]
    abbreviations: frozenset[str]


@dataclass(frozen=True)
class TellingWords:
    """The lists about how people write. `months` are the spellings of each of the twelve."""

    known: re.Pattern[str]
    months: tuple[tuple[str, ...], ...]
    birth: frozenset[str]
    event: frozenset[str]
    nature: frozenset[str]
    after_will: frozenset[str]
    in_month: frozenset[str]
    relations: frozenset[str]
    letters: dict[str, str]
    endings: frozenset[str]
    numbers: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The lists about names, read once."""
    lists = json.loads(_read("name_words.json"))
    return NameWords(
        ordinary=frozenset(word for line in lists["ordinary"] for word in line.split()),
        months=frozenset(lists["months"].split()),
        not_names=frozenset(lists["titles"].split()) | frozenset(lists["particles"].split()),
        titles=frozenset(lists["titles"].split()),
        places=frozenset(lists["places"].split()),
        streets={street: tuple(short.split()) for street, short in lists["streets"].items()},
        short_forms={name: tuple(short.split()) for name, short in lists["short_forms"].items()},
        abbreviations=frozenset(lists["abbreviations"].split()),
    )


@lru_cache(maxsize=1)
def telling_words() -> TellingWords:
    """The lists about how people write, read once."""
    lists: dict[str, Any] = json.loads(_read("telling_words.json"))
    known = sorted(lists["known"], key=len, reverse=True)
    sets = ("birth", "event", "nature", "after_will", "in_month", "relations")
    return TellingWords(
        known=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)"),
        months=tuple(tuple(line.split()) for line in lists["months"]),
        letters=lists["letters"],
        numbers=tuple((cue, what, thing) for cue, what, thing in lists["numbers"]),
        endings=frozenset(map(folded, lists["endings"].split())),
        **{name: frozenset(lists[name].split()) for name in sets},
    )


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that are themselves and no name misspelt, those that are names too among them."""
    return frozenset(_read("common_words.txt").split()) | name_words().ordinary


def _read(name: str) -> str:
    path = resources.files("assets") / "wording" / name
    return path.read_text(encoding="utf-8")
