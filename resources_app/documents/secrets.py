"""Everything recorded that identifies a child: what an anonymised pack is checked against.

What people are called is `secret_names`'s business, and places `secret_places`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from resources_app.children.model import Child
from resources_app.documents.finding_model import Secret, SecretKind, Thing, Whose
from resources_app.documents.folding import folded
from resources_app.documents.secret_names import of_names, someone
from resources_app.documents.secret_places import address, home, place, school
from resources_app.foundations.postcodes import normalise

_SHORTEST_IDENTIFIER = 4
_SIBLINGS = {"1": "brother", "2": "sister"}
# A number of eleven digits with a dialling code of five, but no mobile's.
_LOCAL_NUMBER = re.compile(r"^01\d{3}(\d{6})$")


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
        of_sibling = _of_child(one, "a brother’s or sister’s")
        found.extend(_owned(Whose.SIBLING, of_sibling, _SIBLINGS.get(one.sex, "sibling")))
    for who, name in people.others:
        found.extend(someone(name, f"{who}’s name", who.removeprefix("the ")))
    for one_home in people.homes:
        found.extend(_owned(Whose.HOME, _of_home(one_home)))
    once: dict[tuple[SecretKind, str], Secret] = {}
    for secret in found:
        once.setdefault((secret.kind, folded(secret.value)), secret)
    return tuple(once.values())


def _owned(whose: Whose, secrets: Iterable[Secret], role: str = "") -> Iterator[Secret]:
    """Secrets of which nobody was said to be the owner are this one's."""
    for one in secrets:
        whole = one.whose is not Whose.ANYBODY
        yield one if whole else replace(one, whose=whose, role=one.role or role)


def _of_child(child: Child, whose: str) -> Iterator[Secret]:
    yield from of_names(child, whose)
    born = child.date_of_birth.isoformat()
    yield Secret(SecretKind.BIRTH, born, f"{whose} date of birth", Thing.BIRTH)
    for member in child.family:
        relation = member.relation or "family"
        yield from someone(member.name, f"the name of {whose} {relation}", relation)
    for role, name in (
        ("social worker", child.social_worker),
        ("reviewing officer", child.reviewing_officer),
    ):
        yield from someone(name, f"the {role}’s name", role)
    yield from _identifiers(child, whose)
    yield from school(child.school_name, f"{whose} school")
    yield from place(child.general_practice, f"{whose} general practice", Thing.SURGERY)
    yield from address(child.home_address, f"{whose} address")


def _of_home(one: Home) -> Iterator[Secret]:
    """A home by its whole name and its address: its words alone are those of many homes."""
    what = "a home where a child has lived"
    yield from home(one.name, what)
    yield from address(one.address, f"the address of {what}")
    if postcode := normalise(one.postcode):
        whose = f"the postcode of {what}"
        yield Secret(SecretKind.IDENTIFIER, postcode, whose, Thing.POSTCODE)


def _identifiers(child: Child, whose: str) -> Iterator[Secret]:
    telephone = re.sub(r"\D", "", child.social_worker_telephone)
    local = _LOCAL_NUMBER.match(telephone)
    calls = "the social worker’s telephone number"
    numbers = (
        (Thing.CASE_NUMBER, child.local_identifier, f"{whose} identifier"),
        (Thing.PUPIL_NUMBER, child.unique_pupil_number, f"{whose} unique pupil number"),
        (Thing.NHS_NUMBER, child.nhs_number, f"{whose} NHS number"),
        (Thing.SCHOOL, child.school_urn, f"the number of {whose} school"),
        (Thing.TELEPHONE, child.social_worker_telephone, calls),
        (Thing.TELEPHONE, local[1] if local else "", calls),
        # However it is split: the check by form knows the usual ways only.
        (Thing.POSTCODE, normalise(child.home_postcode), f"{whose} postcode"),
        (Thing.POSTCODE, normalise(child.family_postcode), f"the postcode of {whose} family"),
        (Thing.POSTCODE, normalise(child.school_postcode), f"the postcode of {whose} school"),
    )
    for thing, number, what in numbers:
        if sum(char.isalnum() for char in number) >= _SHORTEST_IDENTIFIER:
            yield Secret(SecretKind.IDENTIFIER, number, what, thing)
