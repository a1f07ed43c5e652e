"""Makes awkward documents of ordinary ones: the longest names, the most elements, nothing at all.

They are made by walking the content's own dataclasses, so that a field or a line that a document
gains is awkward by itself. To keep a field as it is, because it is a code and no text: `_CODES`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any, TypeVar

from resources_app.printing.facts import Fact
from resources_app.printing.imprint import Imprint
from resources_app.printing.manner import Manner

Content = TypeVar("Content")

# Names that have to be borne: long, in other scripts, in other directions, in one piece.
NAMES = (
    "Maximilian Bartholomew Oluwaseun Featherstonehaugh-Cholmondeley-Warner, called Max",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch",
    "عبد الرحمن بن محمد آل الشيخ المصري",
    "ገብረእግዚኣብሔር ተኽለሃይማኖት ወልደሚካኤል",
    "Nguyễn Thị Ánh Tuyết Đặng-Wiśniewska",
    "Αικατερίνη Παπαδοπούλου-Ђорђевић",
    "O’Súilleabháin " + "x" * 110,
)
# What somebody may have pasted.
TEXTS = (
    "<b>Bold</b> & <font color='red'>red</font> <para>&lt; &#8217; {council} {0} %s [1] \\n",
    "Bell\x07, null\x00, escape\x1b[31m, feed\x0c, tab\there, turned\u202eover\u202c, so\u00adft",
    "Family 👩‍👩‍👧‍👦, flag 🏴󠁧󠁢󠁷󠁬󠁳󠁿, thumb 👍🏽, and 👋 the end",
    "Q: أين تسكن؟ A: في 12 Plumtree Lane، وايكوم.\nHe says “שלום” and “ሰላም” to everybody.",
    "https://council.example/" + "a-very-long-address-without-any-space/" * 6,
)
# 20,000 characters without a line of their own. Every line of it reads alike, and the golden text
# says so once.
PARAGRAPH = "onward " * 2_857
MOST, MOST_WITHIN = 24, 3

# Fields that are no text of anybody's: codes, the names of placeholders, what rows are sorted by.
_CODES = {"about", "event", "told", "unit", "words", "sha256", "price"}
_GROUPS = {"label", "group", "lot"}
# Numbers that are no amounts.
_COUNTS = {"number", "lines", "quantity", "per_cent", "share", "version"}


def longest(content: Content) -> Content:
    """With the longest and strangest names in every field, and one endless paragraph."""
    names, texts = cycle(NAMES), cycle(TEXTS)
    own = [value for value in vars(content).values() if isinstance(value, str)]
    longest_of_all = max(own, key=len, default="")

    def worded(text: str) -> str:
        if not text:
            return text
        if text == longest_of_all:
            return f"{text}\n{PARAGRAPH}"
        long = len(text) > 90 or "\n" in text
        return f"{text}\n{next(texts)}" if long else f"{text} {next(names)}"

    def changed(value: Any, name: str) -> Any:
        match value:
            case Imprint():
                return value
            case str():
                return value if name in _CODES | _GROUPS else worded(value)
            case bool() | Manner():
                return value
            case int():
                return value if name in _COUNTS else value * 1000
            case tuple():
                return value if name in _CODES else tuple(changed(one, name) for one in value)
        return _each(value, changed)

    made: Content = _each(content, changed)
    return made


def most(content: Content) -> Content:
    """With two dozen of everything there may be several of, numbered."""

    def changed(value: Any, name: str, times: int = MOST) -> Any:
        if isinstance(value, tuple) and value and name not in _CODES:
            several = islice(cycle(value), times)
            return tuple(_numbered(within(one), at) for at, one in enumerate(several, start=1))
        return value

    def within(one: Any) -> Any:
        return _each(one, lambda value, name: changed(value, name, MOST_WITHIN))

    made: Content = _each(content, changed)
    return made


def empty(content: Content) -> Content:
    """With nothing recorded: labels without values, lists without lines, no amount at all."""

    def changed(value: Any, name: str) -> Any:
        match value:
            case Imprint() | Manner():
                return value
            case bool():
                return False
            case str():
                return value if name in _CODES else ""
            case int():
                return value if name in _COUNTS - {"share", "per_cent"} else 0
            case tuple():
                return value if name in _CODES else tuple(_blank(value, name))
        return value

    made: Content = _each(content, changed)
    return made


def _blank(several: tuple[Any, ...], name: str) -> Iterator[Any]:
    """Facts keep their labels: an empty section is usually one in which nothing was entered."""
    for one in several:
        if isinstance(one, Fact):
            yield dataclasses.replace(one, value="")
        elif name == "to":
            yield ""  # a letter is to somebody, whatever is known of them


def _each(one: Any, change: Any) -> Any:
    """A dataclass with `change(value, field's name)` in each field; anything else as it is."""
    if not dataclasses.is_dataclass(one) or isinstance(one, type):
        return one
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    return dataclasses.replace(one, **{name: change(v, name) for name, v in values.items()})


def _numbered(one: Any, number: int) -> Any:
    """The element with its number in what is read first, so that none can be lost unnoticed."""
    if isinstance(one, str):
        return f"{one} ({number})"
    if not dataclasses.is_dataclass(one) or isinstance(one, type):
        return one
    names = [field.name for field in dataclasses.fields(one)]
    said = [name for name in names if isinstance(getattr(one, name), str)]
    first = next((name for name in said if name not in _GROUPS), "label")
    first = "label" if isinstance(one, Fact) else first
    return dataclasses.replace(one, **{first: f"{getattr(one, first)} ({number})"})
