"""Children on record who are likely the same child under another identifier.

A case system that was replaced, a slip of the fingers or a second social worker gives a child a
second number; then the earlier requests and placements are not seen. Nothing is refused: who
enters the child is told, and decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.casework.finding import FoundKind, find
from resources_app.casework.restricted import sees_restricted
from resources_app.children.model import Child
from resources_app.children.queries import children_born_on, children_by_id
from resources_app.foundations.dates import day_text
from resources_app.session import Actor
from resources_app.store.tables import Tables

# Likeness of names, 0 to 100, from which a child born on the same day is likely the same; and
# from which the name alone is worth a look.
_BORN_ALIKE, _NAMED_ALIKE = 75, 90
_MOST = 5


@dataclass(frozen=True)
class LikelySame:
    """A child on record who may be the one that is entered, and why it is thought so."""

    local_identifier: str
    full_name: str
    date_of_birth: date
    why: str

    @property
    def sentence(self) -> str:
        """`Rowan Ashdown, born 14 May 2013, is on record as 40517: the same name.`"""
        born = day_text(self.date_of_birth)
        return (
            f"{self.full_name}, born {born}, is on record as {self.local_identifier}: {self.why}."
        )


def likely_same_child(
    tables: Tables,
    officer: Actor,
    name: str,
    born: date | None,
    *,
    identifier: str = "",
    but: str = "",
) -> tuple[LikelySame, ...]:
    """Who on record may be a child of this name, the likeliest first; none for two letters.

    `born` may be unknown yet. A child on record under `identifier` is the child itself, and
    nobody is looked for; `but` is the id of one who is left out. Restricted children are told
    of only to those who are shown them.
    """
    wanted = " ".join(name.split())
    if len(wanted) < 3:
        return ()
    found = {one.id: one for one in _candidates(tables, officer, wanted, born) if one.id != but}
    if any(one.local_identifier == identifier.strip() for one in found.values()):
        return ()
    judged = [(_judged(one, wanted, born), one) for one in found.values()]
    alike = sorted(
        ((score, why, one) for (score, why), one in judged if why),
        key=lambda each: (-each[0], each[2].full_name, each[2].id),
    )
    return tuple(
        LikelySame(one.local_identifier, one.full_name, one.date_of_birth, why)
        for _, why, one in alike[:_MOST]
    )


def _candidates(tables: Tables, officer: Actor, name: str, born: date | None) -> Iterator[Child]:
    hits = find(tables, name, officer, limit=2 * _MOST)
    ids = [one.id for one in hits if one.kind is FoundKind.CHILD]
    yield from children_by_id(tables, ids).values()
    if born is not None:
        shown = sees_restricted(officer)
        days = {born, _swapped(born)}
        yield from (one for one in children_born_on(tables, days) if shown or not one.restricted)


def _swapped(born: date) -> date:
    """Day and month the other way round, as a slip of the fingers has it."""
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else born


def _judged(child: Child, name: str, born: date | None) -> tuple[float, str]:
    """How alike, and why; no reason where it is not worth a look."""
    # A command that meets nobody of the name does not wait for what compares names.
    from rapidfuzz import fuzz, utils

    named = {child.full_name, f"{child.known_as or child.given_name} {child.family_name}"}
    score = max(fuzz.token_sort_ratio(name, one, processor=utils.default_process) for one in named)
    said = "the same name" if score == 100 else "a name like it"
    if born is not None and born == child.date_of_birth and score >= _BORN_ALIKE:
        return score + 200, f"{said}, born on the same day"
    if born is not None and _swapped(born) == child.date_of_birth and score >= _BORN_ALIKE:
        return score + 100, f"{said}, born on that day with day and month exchanged"
    return (score, said) if score >= _NAMED_ALIKE else (score, "")
