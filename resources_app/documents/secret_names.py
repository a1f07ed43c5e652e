"""What people are called, from a name on record: its parts, what it is shortened to, how it is
written in our letters, and initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from resources_app.children.model import Child
from resources_app.documents.finding_model import Secret, SecretKind, Thing, Whose
from resources_app.documents.folding import folded, letters_of
from resources_app.documents.name_words import common_words, name_words, telling_words

WORD = re.compile(r"[^\s,;/()\"“”]+")
_HYPHENS = r"[-‐‑–]"
_WORKERS = frozenset(("social worker", "reviewing officer", "referring officer"))
# The first letters of a longer name are what it is cut to: Marl and Mar for Marlene.
_CUT_TO, _CUT_FROM = (3, 4), 5
# Letters of a family name from which an initial is put before it without a gap: EJames.
_GLUED_FROM = 4
_VOWELS = "aeiouy"
_PET_ENDINGS = ("y", "ie", "ey", "i")


def of_names(child: Child, whose: str) -> Iterator[Secret]:
    """Everything that a child is called."""
    yield from names(child.given_name, f"{whose} given name")
    yield from names(child.family_name, f"{whose} family name")
    yield from names(child.known_as, f"{whose} nickname")
    short = f"a short form of {whose} given name"
    yield from short_forms(child.given_name, short)
    yield from _pet_forms(f"{child.given_name} {child.known_as}", short)
    full = f"{whose} full name"
    yield Secret(SecretKind.NAME, child.full_name, full, Thing.FULL_NAME)
    if len(letters_of(child.family_name).letters) >= _GLUED_FROM:
        glued = f"{child.given_name[:1]}{child.family_name}"
        yield Secret(SecretKind.NAME, glued, full, Thing.FULL_NAME)
    for part in (child.given_name, child.family_name):
        yield from _in_our_letters(part, f"{whose} name")
    yield from _of_initials(child, f"{whose} initials")


def someone(name: str, what: str, role: str) -> Iterator[Secret]:
    """Somebody else's name: a worker's, or that of somebody close to the child."""
    whose = Whose.WORKER if role in _WORKERS else Whose.FAMILY
    for one in _person(name, what, initials=whose is Whose.WORKER):
        yield replace(one, whose=whose, role=role)


def _person(name: str, what: str, *, initials: bool) -> Iterator[Secret]:
    """A grown-up's name and the usual short forms of what they are called first."""
    for one in names(name, what):
        yield replace(one, thing=Thing.FULL_NAME) if " " in one.value else one
    called = [one for one in WORD.findall(name) if not _is_title(one)]
    yield from short_forms(called[0] if called else "", what)
    yield from _in_our_letters(name, what)
    letters = "".join(one[0] for one in called if one[0].isalpha()).upper()
    if initials and len(letters) > 1 and all(len(letters_of(one).letters) > 1 for one in called):
        yield Secret(SecretKind.INITIALS, letters, f"initials as of {what}", Thing.INITIALS)


def names(text: str, what: str) -> Iterator[Secret]:
    """A name's parts, each by itself and all in a row; titles and particles are no names, but in
    the row: Van der Berg.
    """
    every = [part.strip(".’'") for part in WORD.findall(text)]
    every = [part for part in every if part and folded(part) not in name_words().titles]
    parts = [part for part in every if folded(part) not in name_words().not_names]
    named = [part for part in parts if len(letters_of(part).letters) > 1]
    for part in named:
        yield Secret(SecretKind.NAME, part, what)
        pieces = [*re.split(_HYPHENS, part), *re.split(rf"{_HYPHENS}|[’']", part)]
        for piece in dict.fromkeys(pieces):
            if piece != part and len(letters_of(piece).letters) > 2:
                yield Secret(SecretKind.NAME, piece, what)
    for row in {" ".join(named), " ".join(every) if named else ""}:
        if " " in row:
            yield Secret(SecretKind.NAME, row, what)


def _is_title(word: str) -> bool:
    return folded(word.strip(".’'")) in name_words().not_names


def short_forms(given_name: str, what: str) -> Iterator[Secret]:
    """Usual short forms, but none that is an ordinary word: a William is not always a Will, and
    “Will need support” stands in every pack. A nickname on record is looked for in any case.
    """
    for part in WORD.findall(given_name):
        plain = folded(part)
        for short in name_words().short_forms.get(plain, ()):
            if short not in name_words().ordinary:
                capital = short in common_words()
                value = short.capitalize()
                yield Secret(SecretKind.NAME, value, what, by_capital=capital)
        for length in _CUT_TO if len(plain) >= _CUT_FROM else ():
            if plain[:length] not in common_words() | name_words().abbreviations:
                yield Secret(SecretKind.WORD, plain[:length].capitalize(), what, by_capital=True)


def _pet_forms(given_name: str, what: str) -> Iterator[Secret]:
    """What families make of a name: Gracie, Willy, Zoey, Sammy; and one letter for two: Wil."""
    for part in WORD.findall(given_name):
        plain = folded(part.strip(".’'"))
        if not (plain.isalpha() and plain.isascii() and len(plain) > 2):
            continue
        stem = re.sub(r"(?:ie|ey|e|y|a|i)$", "", plain)
        stems = {plain, stem} if len(stem) > 1 else {plain}
        if len(stem) > 2 and stem[-1] not in _VOWELS and stem[-2] in _VOWELS:
            stems.add(stem + stem[-1])
        forms = {one + ending for one in stems for ending in _PET_ENDINGS}
        forms.add(re.sub(r"(.)\1$", r"\1", plain))
        for form in sorted(forms - {plain} - common_words()):
            yield Secret(SecretKind.WORD, form.capitalize(), what)


def _in_our_letters(text: str, what: str) -> Iterator[Secret]:
    """A Cyrillic or Greek name as it is usually written in Latin letters."""
    letters = telling_words().letters
    for part in WORD.findall(text):
        if any(char in letters for char in part.casefold()):
            ours = "".join(letters.get(char, char) for char in part.casefold())
            if len(letters_of(ours).letters) > 2:
                yield Secret(SecretKind.NAME, ours.capitalize(), what)


def _of_initials(child: Child, what: str) -> Iterator[Secret]:
    parts = re.split(rf"\s+|{_HYPHENS}", f"{child.given_name} {child.family_name}")
    given = [part[0] for part in re.split(rf"\s+|{_HYPHENS}", child.given_name) if part]
    letters = "".join(part[:1] for part in parts if part)
    for one in dict.fromkeys((child.initials, letters.upper(), "".join(given).upper())):
        if len(one) > 1:
            yield Secret(SecretKind.INITIALS, one, what, Thing.INITIALS)
