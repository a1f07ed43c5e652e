"""What tells where a child lives, learns and is treated, from what is on record: the names of
schools, surgeries and homes, and addresses, in the forms people use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from resources_app.documents.finding_model import Secret, SecretKind, Thing
from resources_app.documents.folding import folded, letters_of
from resources_app.documents.name_words import common_words, name_words
from resources_app.documents.secret_names import WORD

# Letters from which one word of a school's name tells which school it is.
_TELLING_FROM = 6
# Two letters are many things; three or more, from a school's name, are the school.
_SHORTEST_INITIALS = 3
_LEFT_OUT = frozenset(("of", "the", "and", "for", "at", "in", "on"))
_EVERYWHERE = frozenset(("high", "london", "station", "church", "victoria", "queens", "kings"))


def school(name: str, what: str) -> Iterator[Secret]:
    """A school by its name, by what is left of it in talk, and by its initials; its role is what
    kind of school it is.
    """
    known = {folded(word) for word in WORD.findall(name)}
    role = next((called for kind, called in _KINDS.items() if kind in known), "school")
    for one in _school(name, what):
        yield replace(one, role=role)


# The first that is in the name says of what kind a school is.
_KINDS = {
    "primary": "primary school", "infant": "infant school", "junior": "junior school",
    "nursery": "nursery", "secondary": "secondary school", "college": "college",
}  # fmt: skip


def _school(name: str, what: str) -> Iterator[Secret]:
    yield from place(name, what, Thing.SCHOOL)
    words = [word for word in WORD.findall(name) if folded(word) not in _LEFT_OUT]
    telling = [word for word in words if _tells(word)]
    letters, first = _initials(words), _initials(telling)
    initials = f"the initials of {what}"
    shorts = {letters, letters[:-1], f"{first}S", f"{first}PS"} if len(first) > 1 else {letters}
    for short in sorted(shorts):
        if len(short) >= _SHORTEST_INITIALS:
            yield Secret(SecretKind.INITIALS, short, initials, Thing.SCHOOL)
    if len(telling) > 1 and words[-1] not in telling:  # “Vale School” for Kingswood Vale … School
        for kind in {word for word in words if folded(word) in _KINDS_OF_SCHOOL}:
            yield Secret(SecretKind.PHRASE, f"{telling[-1]} {kind}", what, Thing.SCHOOL)


_KINDS_OF_SCHOOL = frozenset(("school", "primary", "secondary", "academy", "college", "junior"))


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word[0].isalpha()).upper()


def place(name: str, what: str, thing: Thing) -> Iterator[Secret]:
    """A school or surgery: its whole name, and the part of it that says which one it is. What
    follows a comma is its town, which many share.
    """
    for part in list(parts(name))[:1]:
        words = WORD.findall(part)
        telling = [word for word in words if _tells(word)]
        if not telling:
            continue
        if len(words) > 1:
            yield Secret(SecretKind.PHRASE, part, what, thing)
        phrase = " ".join(telling)
        if len(letters_of(phrase).letters) > 2:
            yield Secret(SecretKind.PHRASE, phrase, what, thing)
        if len(words) > 2:  # “Marsh Lane Primary”
            yield Secret(SecretKind.PHRASE, " ".join(words[:-1]), what, thing)
        for word in _telling_alone(telling):
            yield Secret(SecretKind.PHRASE, word, what, thing)


def _tells(word: str) -> bool:
    return folded(word).strip(".’'") not in name_words().places


def _telling_alone(telling: list[str]) -> Iterator[str]:
    """Of several words those that tell alone: “Ramsay’s”, for the Sir William Ramsay School."""
    for word in telling if len(telling) > 1 else ():
        plain = letters_of(word).letters
        long = len(plain) >= _TELLING_FROM and plain not in name_words().ordinary
        if long and folded(word.strip(".’'")) not in name_words().not_names:
            yield word


def home(name: str, what: str) -> Iterator[Secret]:
    """A home by its whole name, and without its article where a capital tells that it is one."""
    if len(letters_of(name).letters) > 2:
        yield Secret(SecretKind.PHRASE, name, what, Thing.HOME)
    short = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if short != name and letters_of(short).letters not in common_words():
        yield Secret(SecretKind.PHRASE, short, what, Thing.HOME, by_capital=True)


def address(text: str, what: str) -> Iterator[Secret]:
    """The lines of an address that say which house and which street; towns are let be."""
    lines = list(parts(text))
    for at, part in enumerate(lines):
        words = [word.strip(".") for word in WORD.findall(part)]
        is_street = any(char.isdigit() for char in part) or _street_kind(words) is not None
        if is_street or (at == 0 and len(lines) > 1):
            yield from _street(words, what)


def parts(text: str) -> Iterable[str]:
    """What stands between commas and on lines of their own."""
    return (part.strip() for part in re.split(r"[\n,;]", text) if part.strip())


def _street_kind(words: list[str]) -> str | None:
    last = folded(words[-1]) if words else ""
    for kind, short in name_words().streets.items():
        if last == kind or last in short:
            return kind
    return None


def _street(words: list[str], what: str) -> Iterator[Secret]:
    numbers = [word for word in words if any(char.isdigit() for char in word)]
    named = [word for word in words if word not in numbers]
    kind = _street_kind(named)
    telling = named[:-1] if kind else named
    if not telling:
        return
    forms = (kind, *name_words().streets[kind]) if kind else ("",)
    everywhere = all(folded(word) in _EVERYWHERE for word in telling)
    thing, name = Thing.ADDRESS, " ".join(telling)
    for form in forms:
        street = f"{name} {form}".strip()
        for number in numbers:
            yield Secret(SecretKind.IDENTIFIER, f"{number} {street}", what, thing)
            yield Secret(SecretKind.IDENTIFIER, f"{number} {name}", what, thing)
        # Every town has a High Street: without its number it tells nothing.
        if not (everywhere and numbers):
            yield Secret(SecretKind.PHRASE, street, what, thing)
    if kind and not everywhere and len(letters_of(name).letters) >= _TELLING_FROM:
        yield Secret(SecretKind.PHRASE, name, what, thing, by_capital=True)
