"""Everything recorded that identifies a child: what an anonymised pack is checked against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from resources_app.children.model import Child
from resources_app.documents.finding import Secret, SecretKind, Thing, Whose
from resources_app.documents.folding import folded, letters_of
from resources_app.documents.name_words import name_words
from resources_app.foundations.postcodes import normalise

_WORD = re.compile(r"[^\s,;/()\"“”]+")
_SHORTEST_IDENTIFIER = 4
# Letters from which one word of a school's name tells which school it is.
_TELLING_FROM = 6
# Two letters are many things; three or more, from a school's name, are the school.
_SHORTEST_INITIALS = 3
_WORKERS = frozenset(("social worker", "reviewing officer", "referring officer"))
_LEFT_OUT = frozenset(("of", "the", "and", "for", "at", "in", "on"))


@dataclass(frozen=True)
class Home:
    """Where a child lives or has lived in care: its name, empty for a carer's, and address."""

    name: str
    address: str
    postcode: str


@dataclass(frozen=True)
class People:
    """The child, every brother and sister known (in the request or not), and others by name.

    `others` are (who they are, name): the officer who made the referral, for example. `homes`
    are those where any of the children lives or has lived in care.
    """

    child: Child
    siblings: tuple[Child, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    homes: tuple[Home, ...] = ()


def secrets_of(people: People) -> tuple[Secret, ...]:
    """What must not be said. Each thing once, whoever's it is."""
    found = list(_owned(Whose.CHILD, _of_child(people.child, "the child’s")))
    for one in people.siblings:
        found.extend(_owned(Whose.SIBLING, _of_child(one, "a brother’s or sister’s")))
    for who, name in people.others:
        found.extend(_someone(name, f"{who}’s name", who.removeprefix("the ")))
    for home in people.homes:
        found.extend(_owned(Whose.HOME, _of_home(home)))
    once: dict[tuple[SecretKind, str], Secret] = {}
    for secret in found:
        once.setdefault((secret.kind, folded(secret.value)), secret)
    return tuple(once.values())


def _owned(whose: Whose, secrets: Iterable[Secret]) -> Iterator[Secret]:
    """Secrets of which nobody was said to be the owner are this one's."""
    for one in secrets:
        yield replace(one, whose=whose) if one.whose is Whose.ANYBODY else one


def _told(thing: Thing, secrets: Iterable[Secret]) -> Iterator[Secret]:
    """Secrets that are all the same sort of thing."""
    for one in secrets:
        yield replace(one, thing=thing)


def _of_child(child: Child, whose: str) -> Iterator[Secret]:
    yield from _names(child.given_name, f"{whose} given name")
    yield from _names(child.family_name, f"{whose} family name")
    yield from _names(child.known_as, f"{whose} nickname")
    yield from _short_forms(child.given_name, f"a short form of {whose} given name")
    yield Secret(SecretKind.NAME, child.full_name, f"{whose} full name", Thing.FULL_NAME)
    yield from _initials(child, f"{whose} initials")
    born = child.date_of_birth.isoformat()
    yield Secret(SecretKind.BIRTH, born, f"{whose} date of birth", Thing.BIRTH)
    for member in child.family:
        relation = member.relation or "family"
        yield from _someone(member.name, f"the name of {whose} {relation}", relation)
    for role, name in (
        ("social worker", child.social_worker),
        ("reviewing officer", child.reviewing_officer),
    ):
        yield from _someone(name, f"the {role}’s name", role)
    yield from _identifiers(child, whose)
    yield from _told(Thing.SCHOOL, _place(child.school_name, f"{whose} school"))
    initials = f"the initials of {whose} school"
    yield from _told(Thing.SCHOOL, _school_initials(child.school_name, initials))
    surgery = f"{whose} general practice"
    yield from _told(Thing.SURGERY, _place(child.general_practice, surgery))
    yield from _told(Thing.ADDRESS, _address(child.home_address, f"{whose} address"))


def _someone(name: str, what: str, role: str) -> Iterator[Secret]:
    """Somebody else's name: a worker's, or that of somebody close to the child."""
    whose = Whose.WORKER if role in _WORKERS else Whose.FAMILY
    for one in _person(name, what):
        yield replace(one, whose=whose, role=role)


def _of_home(home: Home) -> Iterator[Secret]:
    """A home by its whole name and its address: its words alone are those of many homes."""
    what = "a home where a child has lived"
    if len(letters_of(home.name).letters) > 2:
        yield Secret(SecretKind.PHRASE, home.name, what, Thing.HOME)
    yield from _told(Thing.ADDRESS, _address(home.address, f"the address of {what}"))
    if postcode := normalise(home.postcode):
        whose = f"the postcode of {what}"
        yield Secret(SecretKind.IDENTIFIER, postcode, whose, Thing.POSTCODE)


def _names(text: str, what: str) -> Iterator[Secret]:
    """A name's parts, each by itself and all in a row; titles and particles are no names."""
    parts = [part.strip(".’'") for part in _WORD.findall(text)]
    parts = [part for part in parts if folded(part) not in name_words().not_names]
    named = [part for part in parts if len(letters_of(part).letters) > 1]
    for part in named:
        yield Secret(SecretKind.NAME, part, what)
        for piece in re.split(r"[-‐‑–'’]", part):
            if piece != part and len(letters_of(piece).letters) > 2:
                yield Secret(SecretKind.NAME, piece, what)
    if len(named) > 1:
        yield Secret(SecretKind.NAME, " ".join(named), what)


def _person(name: str, what: str) -> Iterator[Secret]:
    """A grown-up's name and the usual short forms of what they are called first."""
    for one in _names(name, what):
        yield replace(one, thing=Thing.FULL_NAME) if " " in one.value else one
    first = next((one for one in _WORD.findall(name) if not _is_title(one)), "")
    yield from _short_forms(first, what)


def _is_title(word: str) -> bool:
    return folded(word.strip(".’'")) in name_words().not_names


def _short_forms(given_name: str, what: str) -> Iterator[Secret]:
    """Usual short forms, but none that is an ordinary word: a William is not always a Will, and
    “Will need support” stands in every pack. A nickname on record is looked for in any case.
    """
    for part in _WORD.findall(given_name):
        for short in name_words().short_forms.get(folded(part), ()):
            if short not in name_words().ordinary:
                yield Secret(SecretKind.NAME, short.capitalize(), what)


def _initials(child: Child, what: str) -> Iterator[Secret]:
    parts = re.split(r"[\s\-]+", f"{child.given_name} {child.family_name}")
    letters = "".join(part[:1] for part in parts if part).upper()
    yield Secret(SecretKind.INITIALS, child.initials, what, Thing.INITIALS)
    if len(letters) > len(child.initials):
        yield Secret(SecretKind.INITIALS, letters, what, Thing.INITIALS)


def _identifiers(child: Child, whose: str) -> Iterator[Secret]:
    numbers = (
        (Thing.CASE_NUMBER, child.local_identifier, f"{whose} identifier"),
        (Thing.PUPIL_NUMBER, child.unique_pupil_number, f"{whose} unique pupil number"),
        (Thing.NHS_NUMBER, child.nhs_number, f"{whose} NHS number"),
        (Thing.SCHOOL, child.school_urn, f"the number of {whose} school"),
        (Thing.TELEPHONE, child.social_worker_telephone, "the social worker’s telephone number"),
        # However it is split: the check by form knows the usual ways only.
        (Thing.POSTCODE, normalise(child.home_postcode), f"{whose} postcode"),
        (Thing.POSTCODE, normalise(child.family_postcode), f"the postcode of {whose} family"),
        (Thing.POSTCODE, normalise(child.school_postcode), f"the postcode of {whose} school"),
    )
    for thing, number, what in numbers:
        if sum(char.isalnum() for char in number) >= _SHORTEST_IDENTIFIER:
            yield Secret(SecretKind.IDENTIFIER, number, what, thing)


def _place(name: str, what: str) -> Iterator[Secret]:
    """A school or surgery: its whole name, and the part of it that says which one it is."""
    for part in _parts(name):
        words = _WORD.findall(part)
        telling = [word for word in words if folded(word).strip(".’'") not in name_words().places]
        if not telling:
            continue
        if len(words) > 1:
            yield Secret(SecretKind.PHRASE, part, what)
        phrase = " ".join(telling)
        if len(letters_of(phrase).letters) > 2:
            yield Secret(SecretKind.PHRASE, phrase, what)
        if len(words) > 2:  # “Marsh Lane Primary”
            yield Secret(SecretKind.PHRASE, " ".join(words[:-1]), what)
        yield from (Secret(SecretKind.PHRASE, word, what) for word in _telling_alone(telling))


def _telling_alone(telling: list[str]) -> Iterator[str]:
    """Of several words those that tell alone: “Ramsay’s”, for the Sir William Ramsay School."""
    for word in telling if len(telling) > 1 else ():
        plain = letters_of(word).letters
        long = len(plain) >= _TELLING_FROM and plain not in name_words().ordinary
        if long and not _is_title(word):
            yield word


def _school_initials(name: str, what: str) -> Iterator[Secret]:
    """How a school of many words is called for short: SWRS or SWR, Sir William Ramsay School."""
    words = [word for word in _WORD.findall(name) if folded(word) not in _LEFT_OUT]
    letters = "".join(word[0] for word in words if word[0].isalpha()).upper()
    for short in (letters, letters[:-1]):
        if len(short) >= _SHORTEST_INITIALS:
            yield Secret(SecretKind.INITIALS, short, what)


def _address(address: str, what: str) -> Iterator[Secret]:
    """The lines of an address that say which house and which street; towns are let be."""
    parts = list(_parts(address))
    for at, part in enumerate(parts):
        words = [word.strip(".") for word in _WORD.findall(part)]
        is_street = any(char.isdigit() for char in part) or _street_kind(words) is not None
        if is_street or (at == 0 and len(parts) > 1):
            yield from _street(words, what)


def _parts(text: str) -> Iterable[str]:
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
    for form in forms:
        street = " ".join([*telling, form]).strip()
        for number in numbers:
            yield Secret(SecretKind.IDENTIFIER, f"{number} {street}", what)
            yield Secret(SecretKind.IDENTIFIER, f"{number} {' '.join(telling)}", what)
        # Every town has a High Street: without its number it tells nothing.
        if not (everywhere and numbers):
            yield Secret(SecretKind.PHRASE, street, what)


_EVERYWHERE = frozenset(("high", "london", "station", "church", "victoria", "queens", "kings"))
