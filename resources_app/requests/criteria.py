"""What a search asks for: one request's criteria, an officer's changes to them, their JSON.

The table of criteria is in `criteria_table.py`. Nothing here looks at a service:
`judging.py` says whether a service meets a criterion, `matching.py` puts the answers
together, `explaining.py` puts them into words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.postcodes import Location
from resources_app.providers.model import ProvisionType
from resources_app.requests.criteria_table import BY_ID, CRITERIA, Criterion, Kind

LARGEST_WEIGHT = 100

# What a request that names no kind of home is searched for. Boarding schools, residential
# family centres and in-house services are found only by a request that asks for them.
USUAL_PROVISION = (
    ProvisionType.FOSTERING_AGENCY,
    ProvisionType.CHILDRENS_HOME,
    ProvisionType.SECURE_HOME,
    ProvisionType.SPECIAL_SCHOOL,
    ProvisionType.SUPPORTED_ACCOMMODATION,
)


# Found only by a request that names them.
ONLY_BY_NAME = frozenset(
    {
        ProvisionType.BOARDING_SCHOOL,
        ProvisionType.IN_HOUSE_FOSTERING,
        ProvisionType.IN_HOUSE_HOME,
        ProvisionType.CONNECTED_PERSON,
    }
)

# Which kinds of home an SSDA903 placement type is about. A request may name "foster
# placement" and yet ask for children's homes too: the code then says nothing of those.
_FOSTERING = (ProvisionType.FOSTERING_AGENCY, ProvisionType.IN_HOUSE_FOSTERING)
_HOMES = (ProvisionType.CHILDRENS_HOME, ProvisionType.IN_HOUSE_HOME)
CODE_KINDS: Mapping[str, tuple[ProvisionType, ...]] = {
    **dict.fromkeys(("U1", "U2", "U3"), (ProvisionType.CONNECTED_PERSON, *_FOSTERING)),
    **dict.fromkeys(("U4", "U5", "U6"), _FOSTERING),
    "K1": (ProvisionType.SECURE_HOME,),
    "K2": _HOMES,
    "H5": (ProvisionType.SUPPORTED_ACCOMMODATION,),
    "S1": (ProvisionType.SPECIAL_SCHOOL, ProvisionType.BOARDING_SCHOOL),
    "R3": (ProvisionType.FAMILY_CENTRE,),
}


class Companions(StrEnum):
    """Placements Data Standard v2, livingCompanions."""

    SOLO = "Solo placement recommended"
    WITH_OTHERS = "With other children recommended"
    ONLY_OLDER = "Only with other older children"
    ONLY_YOUNGER = "Only with other younger children"
    NO_PREFERENCE = "No preference"


@dataclass(frozen=True)
class ChildSought:
    """A child a home is sought for, without a name: age in whole years and sex 'M', 'F' or ''."""

    age: int
    sex: str = ""


@dataclass(frozen=True)
class AreaToAvoid:
    """Somewhere the child must not live near: `miles` around a postcode, inclusive."""

    postcode: str
    miles: int
    why: str
    location: Location | None = None


@dataclass(frozen=True)
class Switch:
    """A change from the table's default, made for one search."""

    criterion: str
    kind: Kind
    weight: int


@dataclass(frozen=True)
class Criteria:
    """Everything one search asks for; kept with the search as JSON.

    `judged_on` is the day ages, contracts and who lives where are taken on: the day the
    home is needed by, or today if that has passed.
    """

    judged_on: date
    children: tuple[ChildSought, ...]
    provision: tuple[ProvisionType, ...] = ()
    placement_code: str = ""
    authority_code: str = ""
    home: Location | None = None
    school: Location | None = None
    family: Location | None = None  # where family time is, when that is not the home
    postcodes: tuple[tuple[str, str], ...] = ()  # of "home", "school" and "family"
    school_urn: str = ""
    max_miles: int | None = None
    avoid: tuple[AreaToAvoid, ...] = ()
    needs: tuple[str, ...] = ()  # columns of NEEDS
    companions: str = ""
    risk_to_others: bool = False
    earlier_homes: bool = False  # one of the children has lived in care before
    secure_authority: bool = False  # Children Act 1989 s.25: an order is recorded
    switches: tuple[Switch, ...] = ()

    def __post_init__(self) -> None:
        if not self.children:
            raise ValueError("a search is for at least one child")

    @property
    def kinds_sought(self) -> tuple[ProvisionType, ...]:
        """The kinds of home to find: those named, else the placement type's, else the usual."""
        if self.provision:
            return self.provision
        kinds = CODE_KINDS.get(self.placement_code, ())
        return tuple(one for one in kinds if one not in ONLY_BY_NAME) or USUAL_PROVISION

    @property
    def youngest(self) -> int:
        """Age in years of the youngest child."""
        return min(child.age for child in self.children)

    @property
    def oldest(self) -> int:
        """Age in years of the oldest child."""
        return max(child.age for child in self.children)

    def asked(self, criterion: str) -> bool:
        """Whether the request says anything for this criterion to go by."""
        given: dict[str, bool] = {
            "placement_code": bool(self.placement_code),
            "distance": self.max_miles is not None,
            "avoid": bool(self.avoid),
            "companions": self.companions not in ("", Companions.NO_PREFERENCE),
            "needs": bool(self.needs),
            "near_home": self.home is not None and self.home.has_position,
            "in_area": bool(self.authority_code),
            "school": self.school is not None or bool(self.school_urn),
            "earlier": self.earlier_homes,
            "siblings": len(self.children) > 1,
        }
        return given.get(criterion, True)

    def kind_of(self, criterion: str) -> Kind:
        """What the criterion does in this search. An absolute one is always absolute."""
        row = BY_ID[criterion]
        if row.kind is Kind.ABSOLUTE:
            return Kind.ABSOLUTE
        if not self.asked(criterion):
            return Kind.OFF
        for switch in self.switches:
            if switch.criterion == criterion:
                barred = switch.kind is Kind.ESSENTIAL and not row.may_exclude
                return Kind.DESIRABLE if barred else switch.kind
        if criterion == "companions" and self.companions in _ESSENTIAL_COMPANIONS:
            return Kind.ESSENTIAL
        return row.kind

    def weight_of(self, criterion: str) -> int:
        """Its weight in this search, 0 to 100; price never weighs more than a fifth of all."""
        if criterion == "price":
            others = sum(self._plain_weight(one.id) for one in CRITERIA if one.id != "price")
            return min(self._plain_weight("price"), others // 4)
        return self._plain_weight(criterion)

    def _plain_weight(self, criterion: str) -> int:
        if self.kind_of(criterion) is not Kind.DESIRABLE:
            return 0
        for switch in self.switches:
            if switch.criterion == criterion:
                return switch.weight
        return BY_ID[criterion].weight


_ESSENTIAL_COMPANIONS = (Companions.ONLY_OLDER, Companions.ONLY_YOUNGER)


@dataclass(frozen=True)
class CriteriaChanges:
    """What an officer changes for one search; None leaves what the request says."""

    kinds: Mapping[str, Kind] | None = None
    weights: Mapping[str, int] | None = None
    max_miles: int | None = None
    provision: tuple[ProvisionType, ...] | None = None


def change(criteria: Criteria, changes: CriteriaChanges) -> Criteria:
    """The criteria with an officer's changes.

    Raises Refused for a criterion nobody may switch off, BadInput for one that does not
    exist, for price as an essential and for a weight outside 0 to 100.
    """
    kinds, weights = dict(changes.kinds or {}), dict(changes.weights or {})
    switches = {switch.criterion: switch for switch in criteria.switches}
    for name in [*kinds, *weights]:
        row = _changeable(name)
        old = switches.get(name, Switch(name, row.kind, row.weight))
        switches[name] = _checked(
            Switch(name, Kind(kinds.get(name, old.kind)), weights.get(name, old.weight))
        )
    miles = criteria.max_miles if changes.max_miles is None else changes.max_miles
    if miles is not None and miles < 0:
        raise BadInput("A distance cannot be less than 0 miles.")
    provision = criteria.provision if changes.provision is None else changes.provision
    return replace(
        criteria, switches=tuple(switches.values()), max_miles=miles, provision=provision
    )


def changes_in(kept: str, asked_miles: int | None) -> CriteriaChanges | None:
    """What an officer changed in criteria kept as JSON; None for nothing.

    `asked_miles` is how far the request itself looks: another distance was an officer's.
    """
    held = json.loads(kept)
    switches = held.get("switches", [])
    miles = held.get("max_miles")
    changed_miles = miles if miles != asked_miles else None
    if not switches and changed_miles is None:
        return None
    return CriteriaChanges(
        kinds={one["criterion"]: Kind(one["kind"]) for one in switches},
        weights={one["criterion"]: one["weight"] for one in switches},
        max_miles=changed_miles,
    )


def _changeable(name: str) -> Criterion:
    row = BY_ID.get(name)
    if row is None:
        raise BadInput(f"There is no criterion “{name}”.", remedy=f"One of {', '.join(BY_ID)}.")
    if row.kind is Kind.ABSOLUTE:
        raise Refused(f"“{row.label}” always holds: nobody can switch it off.")
    return row


def _checked(switch: Switch) -> Switch:
    row = BY_ID[switch.criterion]
    if switch.kind is Kind.ABSOLUTE:
        raise BadInput(f"“{row.label}” can be essential, desirable or off.")
    if switch.kind is Kind.ESSENTIAL and not row.may_exclude:
        raise BadInput(f"“{row.label}” is never a reason to leave a home out.")
    if not 0 <= switch.weight <= LARGEST_WEIGHT:
        raise BadInput(f"A weight is from 0 to {LARGEST_WEIGHT}, not {switch.weight}.")
    return switch


def to_json(criteria: Criteria) -> str:
    """The criteria as JSON text, to keep with the search."""
    return json.dumps(asdict(criteria), default=str, sort_keys=True)


def from_json(text: str) -> Criteria:
    """The criteria that `to_json` wrote."""
    kept = json.loads(text)
    kept["judged_on"] = date.fromisoformat(kept["judged_on"])
    kept["children"] = tuple(ChildSought(**child) for child in kept["children"])
    kept["provision"] = tuple(ProvisionType(one) for one in kept["provision"])
    kept["home"], kept["school"] = _place(kept["home"]), _place(kept["school"])
    kept["avoid"] = tuple(
        AreaToAvoid(**{**one, "location": _place(one["location"])}) for one in kept["avoid"]
    )
    kept["family"] = _place(kept.get("family"))
    kept["postcodes"] = tuple((to, postcode) for to, postcode in kept.get("postcodes", ()))
    kept["needs"] = tuple(kept["needs"])
    kept["switches"] = tuple(
        Switch(one["criterion"], Kind(one["kind"]), one["weight"]) for one in kept["switches"]
    )
    return Criteria(**kept)


def _place(kept: dict[str, Any] | None) -> Location | None:
    return None if kept is None else Location(**kept)
