"""Every service as columns of numbers, so that fifteen thousand are judged at once.

The catalogue holds what the register says; `circumstances.py` holds what is true of today:
who lives where, suspensions, contracts. It is built from two queries (`SERVICE_COLUMNS`
in the order of URN, and `SETTING_COLUMNS`) and thrown away when the register changes.

A *sleeping place* is where a child would sleep: a home's own address, each open setting of
a supported-accommodation provider, and for fostering a carer's home that is not yet known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resources_app.providers.model import Grade, ProvisionType, RegistrationStatus
from resources_app.requests.needs import NEEDS
from resources_app.requests.unregulated import unregulated_on

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

UNKNOWN = -1  # in every column of numbers: the register does not say

# To use another column of the register: add it here; `Catalogue.text` then gives it by name.
SERVICE_COLUMNS = (
    "id",
    "urn",
    "name",
    "provision_type",
    "provision_subtype",
    "registration_status",
    "closed_date",
    "postcode",
    "easting",
    "northing",
    "position_approximate",
    "authority_code",
    "authority_name",
    "registered_places",
    "placement_codes",
    "inspection_date",
    "overall_effectiveness",
    "grade_note",
    *(need.column for need in NEEDS),
    "conditions",
    "age_from",
    "age_to",
    "genders",
    "conditions_unread",
    "linked_school_urn",
    "linked_school_name",
    "specialisms",
    "in_house",
    "provider_id",
)
SETTING_COLUMNS = (
    "id",
    "service_id",
    "postcode",
    "easting",
    "northing",
    "position_approximate",
    "authority_code",
    "category",
    "capacity",
    "status",
)

PROVISION_TYPES = tuple(ProvisionType)
# Where a child lives with a carer, whose home is not the office's address.
WITH_CARERS = (
    ProvisionType.FOSTERING_AGENCY,
    ProvisionType.IN_HOUSE_FOSTERING,
    ProvisionType.CONNECTED_PERSON,
)
# The council's own, and people the child knows: asked before any provider.
OWN = (
    ProvisionType.IN_HOUSE_FOSTERING,
    ProvisionType.IN_HOUSE_HOME,
    ProvisionType.CONNECTED_PERSON,
)
# Where the register's needs columns mean something: an empty one says "no".
WITH_NEEDS = (
    ProvisionType.CHILDRENS_HOME,
    ProvisionType.SECURE_HOME,
    ProvisionType.SPECIAL_SCHOOL,
    ProvisionType.IN_HOUSE_HOME,
)
# Supported accommodation is registered for 16 and 17 year olds: The Supported Accommodation
# (England) Regulations 2023.
SUPPORTED_FROM = 16
SECURE_CODE, SUPPORTED_CODE = "K1", "H5"  # SSDA903 placement types

# Ofsted's judgements on one scale, 0 to 1,000; supported accommodation has three outcomes.
GRADE_SCORES: Mapping[Grade, int] = {
    Grade.OUTSTANDING: 1000,
    Grade.GOOD: 800,
    Grade.REQUIRES_IMPROVEMENT: 350,
    Grade.INADEQUATE: 0,
    Grade.CONSISTENTLY_STRONG: 1000,
    Grade.INCONSISTENT: 350,
    Grade.SERIOUS_WEAKNESSES: 0,
}
SEXES: Mapping[str, int] = {"": 0, "M": 1, "F": 2}


@dataclass(frozen=True, eq=False)
class SleepingPlaces:
    """Where children would sleep, in the order of the services they belong to."""

    service: Ints  # position of the service in the catalogue
    easting: Ints  # metres; 0 where not known
    northing: Ints
    known: Flags
    approximate: Flags
    capacity: Ints  # UNKNOWN where the register gives none, or counts by service
    authority: Ints  # position in Catalogue.authorities
    setting_ids: list[str]  # '' for a service's own address
    postcodes: list[str]  # '' where not known


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The register in columns. Position i is the same service in every column."""

    columns: Mapping[str, Sequence[Any]]
    authorities: tuple[str, ...]  # ONS codes; the first is '', not known
    provision: Ints  # position in PROVISION_TYPES
    active: Flags
    supported: Flags  # by type or by placement code
    unregulated: Flags  # for regulation 27A: supported, or another arrangement it bars
    secure: Flags  # for section 25: by type or by placement code
    with_carers: Flags
    needs_known: Flags
    age_from: Ints
    age_to: Ints
    sex: Ints  # SEXES
    unread: Flags
    registered_places: Ints
    needs: Ints  # one bit a need, in the order of NEEDS
    grade: Ints  # GRADE_SCORES, or UNKNOWN
    in_house: Flags
    places: SleepingPlaces
    first_place: Ints  # position of the service's first sleeping place
    place_count: Ints
    _offers: dict[str, Ints] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.columns["id"])

    def text(self, column: str, at: int) -> str:
        """A column of the register for one service, as text; '' when it is empty."""
        value = self.columns[column][at]
        return "" if value is None else str(value)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Position of each service by its identifier."""
        return {key: at for at, key in enumerate(self.columns["id"])}

    @cached_property
    def positions_by_urn(self) -> Mapping[str, int]:
        """Position of each service by its URN."""
        return {str(urn): at for at, urn in enumerate(self.columns["urn"])}

    @cached_property
    def place_positions(self) -> Mapping[str, int]:
        """Position of each sleeping place by its setting's identifier."""
        return {key: at for at, key in enumerate(self.places.setting_ids) if key}

    @cached_property
    def services_of_provider(self) -> Mapping[str, list[int]]:
        """Positions of the services of each provider, by the provider's identifier."""
        found: dict[str, list[int]] = {}
        for at, provider in enumerate(self.columns["provider_id"]):
            found.setdefault(provider, []).append(at)
        return found

    @cached_property
    def several_places(self) -> Ints:
        """The services with more than one sleeping place."""
        return np.flatnonzero(self.place_count > 1)

    @cached_property
    def places_of_several(self) -> Ints:
        """Every sleeping place of those services, in order."""
        return np.flatnonzero((self.place_count > 1)[self.places.service])

    @cached_property
    def starts_of_several(self) -> Ints:
        """Where each of those services begins in `places_of_several`."""
        count = self.place_count[self.several_places]
        return np.cumsum(count) - count

    def offers_code(self, code: str) -> Ints:
        """For a placement code: 1 offers it, 0 does not, UNKNOWN where no codes are given."""
        if code not in self._offers:
            codes = self.columns["placement_codes"]
            listed = {text: int(code in _listed(text)) if text else UNKNOWN for text in set(codes)}
            self._offers[code] = _coded(codes, listed)
        return self._offers[code]

    @cached_property
    def linked_school(self) -> Mapping[str, list[int]]:
        """Positions of the services linked to a school, by the school's URN."""
        found: dict[str, list[int]] = {}
        for at, urn in enumerate(self.columns["linked_school_urn"]):
            if urn:
                found.setdefault(urn, []).append(at)
        return found


def build_catalogue(
    services: Iterable[Iterable[Any]], settings: Iterable[Iterable[Any]], today: str
) -> Catalogue:
    """Make the columns from rows in the order of SERVICE_COLUMNS (by URN) and SETTING_COLUMNS.

    `today` is ISO text: a service whose closing date has come is closed whatever its status.
    """
    columns = _columns(services, SERVICE_COLUMNS)
    rows_of_settings = _columns(settings, SETTING_COLUMNS)
    provision = _coded(
        columns["provision_type"], {one: at for at, one in enumerate(PROVISION_TYPES)}
    )
    supported = _is(provision, ProvisionType.SUPPORTED_ACCOMMODATION) | _has_code(
        columns, SUPPORTED_CODE
    )
    with_carers = _is(provision, *WITH_CARERS)
    age_from = _numbers(columns["age_from"])
    codes = [*columns["authority_code"], *rows_of_settings["authority_code"]]
    authorities = ("", *sorted({code for code in codes if code}))
    places, first, count = _sleeping_places(columns, rows_of_settings, provision, authorities)
    return Catalogue(
        columns=columns,
        authorities=authorities,
        provision=provision,
        active=_active(columns, today),
        supported=supported,
        unregulated=supported | _has_code(columns, *unregulated_on(date.fromisoformat(today))),
        secure=_is(provision, ProvisionType.SECURE_HOME) | _has_code(columns, SECURE_CODE),
        with_carers=with_carers,
        needs_known=_is(provision, *WITH_NEEDS),
        age_from=np.where(supported & (age_from == UNKNOWN), SUPPORTED_FROM, age_from),
        age_to=_numbers(columns["age_to"]),
        sex=_coded(columns["genders"], SEXES),
        unread=_numbers(columns["conditions_unread"]) == 1,
        # An agency's number is of all its carers' homes, and says nothing of one of them.
        registered_places=np.where(with_carers, UNKNOWN, _numbers(columns["registered_places"])),
        needs=_needs(columns),
        grade=_coded(columns["overall_effectiveness"], GRADE_SCORES),
        in_house=(_numbers(columns["in_house"]) == 1) | _is(provision, *OWN),
        places=places,
        first_place=first,
        place_count=count,
    )


def _columns(rows: Iterable[Iterable[Any]], names: Sequence[str]) -> dict[str, Sequence[Any]]:
    turned = list(zip(*rows, strict=True)) or [()] * len(names)
    return dict(zip(names, turned, strict=True))


def _numbers(column: Sequence[Any]) -> Ints:
    return np.array([UNKNOWN if value is None else value for value in column], np.int64)


def _coded(column: Sequence[Any], codes: Mapping[Any, int]) -> Ints:
    return np.array([codes.get(value, UNKNOWN) for value in column], np.int64)


def _is(provision: Ints, *types: ProvisionType) -> Flags:
    return np.isin(provision, [PROVISION_TYPES.index(one) for one in types])


def _active(columns: Mapping[str, Sequence[Any]], today: str) -> Flags:
    pairs = zip(columns["registration_status"], columns["closed_date"], strict=True)
    active = RegistrationStatus.ACTIVE.value
    return np.array(
        [status == active and not (closed and closed <= today) for status, closed in pairs], bool
    )


def _listed(text: str) -> set[str]:
    return {one.strip() for one in text.split(",")}


def _has_code(columns: Mapping[str, Sequence[Any]], *wanted: str) -> Flags:
    # No placement type is part of another's code, so a look inside the text is enough.
    texts = columns["placement_codes"]
    having = {text for text in set(texts) if any(code in text for code in wanted)}
    return np.array([text in having for text in texts], bool)


def _needs(columns: Mapping[str, Sequence[Any]]) -> Ints:
    """A bit for each need the register or the team's specialisms name."""
    bits = np.zeros(len(columns["id"]), np.int64)
    for bit, need in enumerate(NEEDS):
        bits |= _numbers(columns[need.column]) << bit
    for at, text in enumerate(columns["specialisms"]):
        if text:
            plain = text.lower()
            for bit, need in enumerate(NEEDS):
                if any(word in plain for word in need.specialisms):
                    bits[at] |= 1 << bit
    return bits


def _sleeping_places(
    columns: Mapping[str, Sequence[Any]],
    settings: Mapping[str, Sequence[Any]],
    provision: Ints,
    authorities: tuple[str, ...],
) -> tuple[SleepingPlaces, Ints, Ints]:
    """The places, and for each service where its own begin and how many there are."""
    size = len(columns["id"])
    position = {key: at for at, key in enumerate(columns["id"])}
    of_service = _coded(settings["service_id"], position)
    supported = _is(provision, ProvisionType.SUPPORTED_ACCOMMODATION)
    has_settings = np.zeros(size, bool)
    has_settings[of_service] = True
    opened = np.array([status == "Open" for status in settings["status"]], bool)
    used = np.flatnonzero(opened & supported[of_service])
    own = np.ones(size, bool)
    own[of_service[used]] = False
    alone = np.flatnonzero(own)
    service = np.concatenate([alone, of_service[used]])
    order = np.argsort(service, kind="stable")

    def join(column: str, read: Callable[[Sequence[Any]], Ints]) -> Ints:
        joined: Ints = np.concatenate([read(columns[column])[alone], read(settings[column])[used]])
        return joined[order]

    # A supported-accommodation provider whose settings have all closed has nowhere to sleep.
    own_capacity = np.where(supported & has_settings, 0, UNKNOWN)[alone]
    capacity = np.concatenate([own_capacity, _numbers(settings["capacity"])[used]])[order]
    by_code = {code: at for at, code in enumerate(authorities)}
    service = service[order]
    with_carers = _is(provision, *WITH_CARERS)[service]
    easting, northing = join("easting", _numbers), join("northing", _numbers)
    known = (easting != UNKNOWN) & (northing != UNKNOWN) & ~with_carers
    identifiers = [*(("",) * len(alone)), *(settings["id"][at] for at in used.tolist())]
    postcodes = [
        *(columns["postcode"][at] or "" for at in alone.tolist()),
        *(settings["postcode"][at] or "" for at in used.tolist()),
    ]
    places = SleepingPlaces(
        service=service,
        easting=np.where(known, easting, 0),
        northing=np.where(known, northing, 0),
        known=known,
        approximate=join("position_approximate", _numbers) == 1,
        capacity=capacity,
        authority=np.where(
            with_carers, 0, join("authority_code", lambda column: _coded(column, by_code))
        ),
        setting_ids=[identifiers[at] for at in order.tolist()],
        postcodes=[postcodes[at] for at in order.tolist()],
    )
    count = np.bincount(service, minlength=size)
    return places, np.cumsum(count) - count, count
