"""Whom a duty to notify is owed to, by name, as far as the record has the names.

Regulations 13 and 14 name kinds of people; a letter goes to somebody. To add a kind: a row in
`_WHO` under the code that `duties._TOLD` gives it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from resources_app.children.model import Child

# Family who hear of a placement: those with parental responsibility are among them, and which
# of them have it is for the officer to say.
_PARENTS = ("mother", "father", "parent", "guardian", "stepmother", "stepfather", "adoptive")


@dataclass(frozen=True)
class Recipient:
    """Somebody to be told. `addressee` is empty while nobody has been named."""

    addressee: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True)
class RecipientFacts:
    """What the record says of those who are told.

    `carers` is the service that cared for the child until then, `area_authority` the council of
    the area where the child lives; both are empty where there is none or it is not known.
    """

    child: Child
    carers: str = ""
    area_authority: str = ""


def recipients(told: str, facts: RecipientFacts) -> tuple[Recipient, ...]:
    """Those whom a duty `start: parents`, `move 2: school` … is owed to; at least one."""
    who = _WHO.get(told.split(": ", 1)[-1])
    return (tuple(who(facts)) if who else ()) or (Recipient(),)


def _child(facts: RecipientFacts) -> list[Recipient]:
    return [Recipient(facts.child.full_name)]


def _parents(facts: RecipientFacts) -> list[Recipient]:
    return [
        Recipient(one.name)
        for one in facts.child.family
        if one.name and one.relation.casefold().startswith(_PARENTS)
    ]


def _carers(facts: RecipientFacts) -> list[Recipient]:
    return [Recipient("", facts.carers)] if facts.carers else []


def _reviewing_officer(facts: RecipientFacts) -> list[Recipient]:
    name = facts.child.reviewing_officer
    return [Recipient(name)] if name else []


def _doctor(facts: RecipientFacts) -> list[Recipient]:
    surgery = facts.child.general_practice
    return [Recipient("", surgery)] if surgery else []


def _health(_: RecipientFacts) -> list[Recipient]:
    return [
        Recipient("", "Integrated care board of the child’s home area"),
        Recipient("", "Integrated care board of the area of the placement"),
    ]


def _school(facts: RecipientFacts) -> list[Recipient]:
    school = facts.child.school_name
    return [Recipient("The designated teacher", school)] if school else []


def _area_authority(facts: RecipientFacts) -> list[Recipient]:
    council = facts.area_authority
    return [Recipient("Director of Children’s Services", council)] if council else []


_WHO: dict[str, Callable[[RecipientFacts], list[Recipient]]] = {
    "child": _child,
    "parents": _parents,
    "carers": _carers,
    "reviewing officer": _reviewing_officer,
    "doctor": _doctor,
    "health": _health,
    "school": _school,
    "area authority": _area_authority,
}
