"""Local authorities: ONS codes, names as people write them, and which ones adjoin.

Three tables under assets/codes say everything here; to change one, edit its rows.
- authorities.csv: a row an authority with children's services in England, and the councils of
  Wales, which are local authorities under the Children Act 1989 too. `aliases` and
  `former_codes` are separated by `|`.
- districts.csv: a row a district of a shire county, because postcode data give the district
  and children's services belong to the county.
- authority_adjacency.csv: a row a pair that shares a boundary, either way round. `source` is
  `stated` (in the council's own list), `derived` (worked out from the postcodes by
  `installer/make_geography.py`), `checked` (by a person), or `doubtful`, which is not counted:
  where it is not certain that two adjoin, the stricter rule for a placement at a distance holds.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

ENGLAND = "England"


@dataclass(frozen=True)
class KnownAuthority:
    """An authority as the shipped table has it."""

    code: str
    name: str
    kind: str
    country: str
    aliases: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()


class PlacementArea(StrEnum):
    """Where a placement is in the words of the Care Planning Regulations 2010, regulation 11."""

    IN_AREA = "in area"
    ADJOINING = "adjoining"
    AT_A_DISTANCE = "at a distance"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Adjacency:
    """Which authorities share a boundary, by ONS code."""

    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Adjacency:
        """Take pairs in either direction, once or twice."""
        given = list(pairs)
        return cls(frozenset(given) | {(second, first) for first, second in given})

    def adjoins(self, first: str, second: str) -> bool:
        """Whether two authorities, by code, share a boundary. None adjoins itself."""
        return (childrens_authority(first), childrens_authority(second)) in self.pairs

    def neighbours(self, code: str) -> list[str]:
        """The codes of all that adjoin, sorted."""
        home = childrens_authority(code)
        return sorted(second for first, second in self.pairs if first == home)

    def area_of(self, home: str, living: str) -> PlacementArea:
        """Where a child of `home` lives whose bed is in `living`, both ONS codes.

        `UNKNOWN` when either code is "": the caller must find out, never assume the nearer class.
        """
        home, living = childrens_authority(home), childrens_authority(living)
        if not home or not living:
            return PlacementArea.UNKNOWN
        if home == living:
            return PlacementArea.IN_AREA
        return (
            PlacementArea.ADJOINING if self.adjoins(home, living) else PlacementArea.AT_A_DISTANCE
        )


def known_authorities(country: str = ENGLAND) -> list[KnownAuthority]:
    """The authorities of one country, by name."""
    found = (one for one in _by_code().values() if one.country == country)
    return sorted(found, key=lambda one: one.name)


def authority_name(code: str) -> str:
    """The name of an authority by its code, a former code or a district's; "" when unknown."""
    found = _by_code().get(childrens_authority(code))
    return found.name if found else ""


def authority_code(name: str) -> str:
    """The ONS code of an authority as Ofsted or a person writes its name; "" when unknown.

    Case, punctuation, `&` and words such as "Council" and "London Borough of" make no difference.
    """
    return _by_name().get(_plain(name), "")


def childrens_authority(code: str) -> str:
    """The code of the authority that has children's services where `code` is: a district's county.

    A former code gives today's; a code that the tables do not hold is returned as it is.
    """
    return _to_childrens_authority().get(code, code)


def adjoins(first: str, second: str) -> bool:
    """Whether two authorities, by ONS code, share a boundary, by the table shipped."""
    return shipped_adjacency().adjoins(first, second)


def reg_11_class(home: str, living: str) -> PlacementArea:
    """In area, adjoining or at a distance (regulation 11), by the adjacency table shipped."""
    return shipped_adjacency().area_of(home, living)


@cache
def shipped_adjacency() -> Adjacency:
    """The adjacency table under assets/codes, without its doubtful rows."""
    return Adjacency.of(
        (row["code"], row["adjoins_code"])
        for row in _rows("authority_adjacency")
        if row["source"] != "doubtful"
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    text = files("assets").joinpath("codes", f"{table}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


@cache
def _by_code() -> dict[str, KnownAuthority]:
    return {
        row["code"]: KnownAuthority(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            aliases=_listed(row["aliases"]),
            former_codes=_listed(row["former_codes"]),
        )
        for row in _rows("authorities")
    }


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for one in _by_code().values():
        for name in (one.name, *one.aliases):
            names[_plain(name)] = one.code
    return names


@cache
def _to_childrens_authority() -> dict[str, str]:
    current = {row["code"]: row["county_code"] for row in _rows("districts")}
    for one in _by_code().values():
        current |= dict.fromkeys(one.former_codes, one.code)
    return current


_EXTRA_WORDS = re.compile(
    r"\b(royal|london|metropolitan|borough|county|city|district|council|of|the|and)\b"
)


def _plain(name: str) -> str:
    """What is left of a name when only its own words are compared."""
    words = re.sub(r"[^a-z ]", " ", name.lower().replace("'", ""))
    # "County Durham" and "City of London" keep a word that is otherwise only a title.
    stripped = " ".join(_EXTRA_WORDS.sub(" ", words).split())
    return stripped or " ".join(words.split())
