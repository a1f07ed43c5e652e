"""The ranked services of a search: what a list shows of each, and how they are kept.

To show another column: add a field to `RankedService` and fill it in `ranked_services`;
searches kept before then have its default.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

import numpy as np

from resources_app.foundations.distance import distance_text, metres
from resources_app.requests.background import stays_text
from resources_app.requests.catalogue import UNKNOWN, Ints
from resources_app.requests.circumstances import ContractTerm
from resources_app.requests.explaining import residents_text
from resources_app.requests.ground import free_places
from resources_app.requests.judging import prices
from resources_app.requests.matching import Match
from resources_app.requests.model import Rung
from resources_app.requests.travelling import journeys, journeys_text, location_of

_LAST_TIER = 3  # the ladder's last rung before spot


@dataclass(frozen=True)
class RankedService:
    """A service that fits, as a row of the list.

    `score` is 0 to 1,000. `metres` and `weekly_pence` (core contract price for the child's
    age) are None when not known, and so are `places_free` and the minutes of travel. `living` tells
    ages and sex only.
    """

    rank: int
    service_id: str
    urn: str
    name: str
    provision_type: str
    setting_id: str  # '' for a service's own address
    score: int
    distance: str
    metres: int | None
    grade: str
    weekly_pence: int | None
    membership_id: str
    tier: int | None
    rung: str  # requests.model.Rung
    places_free: int | None
    living: str
    check_conditions: bool
    easting: int | None = None  # metres, of where the child would sleep
    northing: int | None = None
    minutes_to_home: int | None = None
    home_estimated: bool = False  # the minutes to home are an estimate
    minutes_to_school: int | None = None
    minutes_to_family: int | None = None
    travel: str = ""  # the same in words, which say what is estimated
    lived_before: str = ""  # earlier stays of the children, in words
    broke_down: bool = False  # one of those stays ended before it was meant to


@dataclass(frozen=True)
class LeftOut:
    """A service that was left out, and every criterion that left it out, the first one first."""

    service_id: str
    urn: str
    name: str
    provision_type: str
    causes: tuple[str, ...]  # ids of criteria


def ranked_services(found: Match, start: int = 0, count: int | None = None) -> list[RankedService]:
    """`count` of the services that fit, from `start` (counted from 0), best first."""
    end = len(found.order) if count is None else start + count
    return _at_ranks(found, np.arange(len(found.order))[start:end])


def services_to_keep(found: Match, most: int) -> list[RankedService]:
    """What is kept of a search: the `most` best, and all that are in-house or under contract.

    A release asks only services that fitted in the kept search, and asks those first.
    """
    ground, ranks = found.ground, np.arange(len(found.order))
    asked_first = ground.catalogue.in_house | (ground.best_terms != UNKNOWN)
    return _at_ranks(found, ranks[(ranks < most) | asked_first[found.order]])


def _at_ranks(found: Match, ranks: Ints) -> list[RankedService]:
    """The services at places in the order, counted from 0."""
    order, ground = found.order[ranks], found.ground
    free = free_places(ground.catalogue, ground.circumstances, ground.place, order)
    pence = prices(ground, order)
    columns = (ranks + 1, order, found.scores[ranks], free, pence)
    return [
        _ranked(found, rank, at, score, _known(left), _known(price))
        for rank, at, score, left, price in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def left_out(found: Match, cause: str, start: int = 0, count: int | None = None) -> list[LeftOut]:
    """Services counted under a cause, in the order of URN: `count` from `start` (from 0)."""
    catalogue = found.ground.catalogue
    end = None if count is None else start + count
    return [
        LeftOut(
            service_id=catalogue.text("id", at),
            urn=catalogue.text("urn", at),
            name=catalogue.text("name", at),
            provision_type=catalogue.text("provision_type", at),
            causes=found.causes_of(at),
        )
        for at in found.excluded_by(cause)[start:end]
    ]


def kept_form(services: list[RankedService]) -> str:
    """JSON text: a list of objects, best first."""
    return json.dumps([asdict(one) for one in services])


def from_kept(text: str) -> tuple[RankedService, ...]:
    """The services that `kept_form` wrote; a field it does not know is left out."""
    names = {one.name for one in fields(RankedService)}
    return tuple(
        RankedService(**{name: value for name, value in one.items() if name in names})
        for one in json.loads(text)
    )


def _ranked(
    found: Match, rank: int, at: int, score: int, left: int | None, pence: int | None
) -> RankedService:
    ground, catalogue = found.ground, found.ground.catalogue
    here = location_of(ground, at)
    term = _term(found, at)
    ways = journeys(ground, at)
    minutes = {one.to: one.minutes for one in ways}
    stays = ground.background.stays_at(catalogue.text("id", at))
    return RankedService(
        rank=rank,
        service_id=catalogue.text("id", at),
        urn=catalogue.text("urn", at),
        name=catalogue.text("name", at),
        provision_type=catalogue.text("provision_type", at),
        setting_id=catalogue.places.setting_ids[int(ground.place[at])],
        score=score,
        distance=distance_text(found.criteria.home, here),
        metres=metres(found.criteria.home, here),
        grade=catalogue.text("overall_effectiveness", at),
        weekly_pence=pence,
        membership_id=term.membership_id if term else "",
        tier=term.tier if term else None,
        rung=_rung(bool(catalogue.in_house[at]), term),
        places_free=left,
        living=residents_text(ground.circumstances.living.get(at, ())),
        check_conditions=bool(catalogue.unread[at]),
        easting=here.easting if here else None,
        northing=here.northing if here else None,
        minutes_to_home=minutes.get("home"),
        home_estimated=any(one.estimated for one in ways if one.to == "home"),
        minutes_to_school=minutes.get("school"),
        minutes_to_family=minutes.get("family"),
        travel=journeys_text(ways),
        lived_before=stays_text(stays),
        broke_down=any(one.broke_down for one in stays),
    )


def _term(found: Match, at: int) -> ContractTerm | None:
    row = int(found.ground.best_terms[at])
    return None if row == UNKNOWN else found.ground.circumstances.terms.rows[row]


def _rung(in_house: bool, term: ContractTerm | None) -> str:
    """Where on the ladder a service is asked: in-house, tier by tier, spot."""
    if in_house:
        return Rung.IN_HOUSE.value
    if term is None:
        return Rung.SPOT.value
    return (Rung.TIER_1, Rung.TIER_2, Rung.TIER_3)[min(term.tier, _LAST_TIER) - 1].value


def _known(number: int) -> int | None:
    return None if number == UNKNOWN else number
