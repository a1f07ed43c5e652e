"""The rules of matching once more, one service at a time, as plainly as they can be written.

A reference for `test_matching_reference.py`: no arrays, no shortcuts, nothing shared with
the fast matcher but the table of weights and the made-up rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from resources_app.foundations.distance import within_miles
from resources_app.foundations.postcodes import Location
from resources_app.requests.circumstances import ContractTerm, Facts
from resources_app.requests.criteria import (
    CODE_KINDS,
    ONLY_BY_NAME,
    USUAL_PROVISION,
    Companions,
    Criteria,
)
from resources_app.requests.criteria_table import BY_ID, CRITERIA, Kind
from resources_app.requests.needs import NEEDS

Row = dict[str, Any]
CARERS = {"independent fostering agency", "in-house fostering", "connected person"}
OWN = {"in-house fostering", "in-house home", "connected person"}
LISTS_NEEDS = {
    "children's home",
    "secure children's home",
    "residential special school",
    "in-house home",
}
GRADES = {
    "Outstanding": 1000,
    "Good": 800,
    "Requires improvement to be good": 350,
    "Inadequate": 0,
    "Consistently strong service": 1000,
}
TIERS = {1: 900, 2: 750, 3: 600}


@dataclass
class Spot:
    """Where the child would sleep."""

    where: Location | None
    capacity: int | None
    setting_id: str
    authority: str


@dataclass
class Answer:
    """Met (True), not met (False) or not known (None), and a score of 0 to 1,000."""

    met: bool | None
    score: int


class SlowMatcher:
    """Judges one service after another."""

    def __init__(self, wanted: Criteria, facts: Facts, rows: list[Row], settings: list[Row]):
        self.wanted, self.facts, self.rows, self.settings = wanted, facts, rows, settings
        self.size = len(wanted.children)
        self.spread = (0, 0, 0)

    def run(self) -> tuple[list[tuple[str, int]], dict[str, list[str]]]:
        """(URN, score) of those that fit, best first; and every cause of each service."""
        causes = {row["urn"]: self.causes(row) for row in self.rows}
        fits = [row for row in self.rows if not causes[row["urn"]]]
        pence = sorted(p for p in (self.pence(row) for row in fits) if p is not None)
        if pence:
            last, tenth = len(pence) - 1, len(pence) // 10
            self.spread = (pence[tenth], pence[last // 2], pence[last - tenth])
        scored = [(-self.score(row), self.square(row), row["urn"]) for row in fits]
        return [(urn, -score) for score, _, urn in sorted(scored)], causes

    def causes(self, row: Row) -> list[str]:
        """Every criterion that excludes, in the table's order."""
        excluding = (Kind.ABSOLUTE, Kind.ESSENTIAL)
        return [
            one.id
            for one in CRITERIA
            if self.wanted.kind_of(one.id) in excluding and self.answer(one.id, row).met is False
        ]

    def score(self, row: Row) -> int:
        total = weights = 0
        for one in CRITERIA:
            weight = self.wanted.weight_of(one.id)
            if weight:
                total += weight * self.answer(one.id, row).score
                weights += weight
        return total // weights if weights else 1000

    def answer(self, name: str, row: Row) -> Answer:
        met: bool | None
        given = getattr(self, name)(row)
        if isinstance(given, Answer):
            return given
        met = given
        return Answer(met, 1000 if met else BY_ID[name].unknown_score if met is None else 0)

    # ---- where ----------------------------------------------------------------------

    def spot(self, row: Row) -> Spot:
        own = Spot(self.located(row), None, "", row["authority_code"])
        if row["provision_type"] in CARERS:
            return Spot(None, None, "", "")
        theirs = [one for one in self.settings if one["service_id"] == row["id"]]
        if row["provision_type"] != "supported accommodation" or not theirs:
            return own
        opened = [one for one in theirs if one["status"] == "Open"]
        if not opened:
            own.capacity = 0
            return own
        best = min(enumerate(opened), key=lambda pair: (*self.unsuited(pair[1]), pair[0]))[1]
        return Spot(self.located(best), best["capacity"], best["id"], best["authority_code"])

    def unsuited(self, one: Row) -> tuple[bool, float]:
        here = self.located(one)
        full = one["capacity"] is not None and (
            one["capacity"] - self.living_in(one["id"], one["service_id"]) < self.size
        )
        avoided = self.wanted.kind_of("avoid") is not Kind.OFF and self.near_avoided(here)
        limit = self.wanted.max_miles
        far = limit is not None and within_miles(self.wanted.home, here, limit) is not True
        return full or avoided or far, self.square_to(here)

    def living_in(self, setting_id: str, service_id: str) -> int:
        opened = [
            one["id"]
            for one in self.settings
            if one["service_id"] == service_id and one["status"] == "Open"
        ]
        first = opened[0] if opened else ""
        return sum(
            (one.setting_id if one.setting_id in opened else first) == setting_id
            for one in self.facts.residents
            if one.service_id == service_id
        )

    @staticmethod
    def located(row: Row) -> Location | None:
        if row["easting"] is None or row["northing"] is None:
            return None
        return Location(row["easting"], row["northing"], row["authority_code"])

    def square_to(self, here: Location | None, start: Location | None = None) -> float:
        start = start or self.wanted.home
        if here is None or start is None:
            return math.inf
        return (here.easting - start.easting) ** 2 + (here.northing - start.northing) ** 2  # type: ignore[operator]

    def square(self, row: Row) -> float:
        return self.square_to(self.spot(row).where)

    def near_avoided(self, here: Location | None) -> bool:
        return any(within_miles(one.location, here, one.miles) is True for one in self.wanted.avoid)

    # ---- the criteria ---------------------------------------------------------------

    def registration(self, row: Row) -> bool:
        closed = row["closed_date"]
        gone = closed is not None and closed <= self.facts.today.isoformat()
        return row["registration_status"] == "Active" and not gone

    def suspension(self, row: Row) -> bool:
        return row["id"] not in self.facts.suspended

    def regulation_27a(self, row: Row) -> bool:
        supported = row["provision_type"] == "supported accommodation"
        codes = row["placement_codes"] + self.wanted.placement_code
        barred = supported or any(code in codes for code in ("H5", "P2", "P3", "Z1"))
        return not barred or all(child.age >= 16 for child in self.wanted.children)

    def secure(self, row: Row) -> bool:
        locked = row["provision_type"] == "secure children's home" or "K1" in row["placement_codes"]
        return not locked or self.wanted.secure_authority

    def provision(self, row: Row) -> Answer:
        by_code = CODE_KINDS.get(self.wanted.placement_code, ())
        usual = [one for one in by_code if one not in ONLY_BY_NAME] or USUAL_PROVISION
        wanted = [str(one) for one in self.wanted.provision or usual]
        if row["provision_type"] not in wanted:
            return Answer(False, 0)
        return Answer(True, max(1000 - 100 * wanted.index(row["provision_type"]), 100))

    def placement_code(self, row: Row) -> bool | None:
        kinds = CODE_KINDS.get(self.wanted.placement_code)
        if kinds is not None and row["provision_type"] not in kinds:
            return None
        listed = [code.strip() for code in row["placement_codes"].split(",") if code]
        return self.wanted.placement_code in listed if listed else None

    def age(self, row: Row) -> bool | None:
        first, last = row["age_from"], row["age_to"]
        supported = row["provision_type"] == "supported accommodation"
        if first is None and (supported or "H5" in row["placement_codes"]):
            first = 16
        if first is None and last is None and row["conditions_unread"]:
            return None
        return all(
            (first is None or child.age >= first) and (last is None or child.age <= last)
            for child in self.wanted.children
        )

    def sex(self, row: Row) -> bool | None:
        if not row["genders"]:
            return True
        sexes = [child.sex for child in self.wanted.children]
        if any(sex and sex != row["genders"] for sex in sexes):
            return False
        return None if "" in sexes else True

    def distance(self, row: Row) -> bool | None:
        return within_miles(self.wanted.home, self.spot(row).where, self.wanted.max_miles or 0)

    def avoid(self, row: Row) -> bool | None:
        here = self.spot(row).where
        if here is not None and self.near_avoided(here):
            return False
        lost = any(one.location is None for one in self.wanted.avoid)
        return None if here is None or lost else True

    def free(self, row: Row) -> int | None:
        spot = self.spot(row)
        declared = self.declared(row)
        if spot.capacity is not None:
            taken = self.living_in(spot.setting_id, row["id"]) if spot.setting_id else 0
            left = spot.capacity - taken
        elif self.registered(row) is None:
            return declared[0] if declared else None
        else:
            held = self.facts.held_beds.get(row["id"], 0)
            left = (self.registered(row) or 0) - len(self.living(row)) - held
        left = max(left, 0)
        return min(left, declared[0]) if declared else left

    @staticmethod
    def registered(row: Row) -> int | None:
        places: int | None = row["registered_places"]
        return None if row["provision_type"] in CARERS else places

    def places(self, row: Row) -> bool | None:
        free = self.free(row)
        return None if free is None else free >= self.size

    def living(self, row: Row) -> list[Any]:
        return [one for one in self.facts.residents if one.service_id == row["id"]]

    def room_for_one(self, row: Row) -> bool:
        capacity = self.spot(row).capacity
        return (self.registered(row) if capacity is None else capacity) == 1

    def companions(self, row: Row) -> bool | None:
        ages = [one.age for one in self.living(row)]
        alone, wish = self.room_for_one(row), self.wanted.companions
        if wish == Companions.SOLO:
            return False if ages else (True if alone else None)
        if wish == Companions.WITH_OTHERS:
            return True if ages else (False if alone else None)
        if not ages:
            return True if alone else None
        if wish == Companions.ONLY_OLDER:
            return min(ages) > self.wanted.oldest
        return max(ages) < self.wanted.youngest

    def impact(self, row: Row) -> bool | None:
        living = self.living(row)
        if not living:
            return True if self.room_for_one(row) else None
        return not (self.wanted.risk_to_others or any(one.risk_to_others for one in living))

    def needs(self, row: Row) -> Answer:
        wanted = [need for need in NEEDS if need.column in self.wanted.needs]
        said = row["specialisms"].lower()
        met = sum(
            bool(row[need.column]) or any(word in said for word in need.specialisms)
            for need in wanted
        )
        share = 1000 * met // max(len(wanted), 1)
        if met == len(wanted):
            return Answer(True, share)
        if row["provision_type"] not in LISTS_NEEDS:
            return Answer(None, max(share, BY_ID["needs"].unknown_score))
        return Answer(False, share)

    def by_distance(
        self, name: str, start: Location | None, row: Row, limit: int, half: int
    ) -> Answer:
        here = self.spot(row).where
        near = within_miles(start, here, limit)
        if near is None:
            return Answer(None, BY_ID[name].unknown_score)
        metres = math.isqrt(int(self.square_to(here, start)))
        return Answer(near, 1000 * half // (half + metres))

    def near_home(self, row: Row) -> Answer:
        return self.by_distance("near_home", self.wanted.home, row, 20, 32_187)

    def in_area(self, row: Row) -> bool | None:
        authority = self.spot(row).authority
        return authority == self.wanted.authority_code if authority else None

    def school(self, row: Row) -> Answer:
        if self.wanted.school_urn and row["linked_school_urn"] == self.wanted.school_urn:
            return Answer(True, 1000)
        return self.by_distance("school", self.wanted.school, row, 10, 8_047)

    def grade(self, row: Row) -> Answer:
        score = GRADES.get(row["overall_effectiveness"])
        if score is None:
            return Answer(None, BY_ID["grade"].unknown_score)
        return Answer(score >= 800, score)

    def term(self, row: Row) -> ContractTerm | None:
        age = self.wanted.children[0].age
        mine = [one for one in self.facts.terms if one.service_id == row["id"]]
        return min(
            mine,
            key=lambda one: (
                not one.age_from <= age <= one.age_to,
                one.tier,
                one.rank,
                math.inf if one.weekly_pence is None else one.weekly_pence,
                one.membership_id,
            ),
            default=None,
        )

    def pence(self, row: Row) -> int | None:
        best = self.term(row)
        age = self.wanted.children[0].age
        return best.weekly_pence if best and best.age_from <= age <= best.age_to else None

    def contract(self, row: Row) -> Answer:
        best = self.term(row)
        if row["in_house"] or row["provision_type"] in OWN:
            return Answer(True, 1000)
        return Answer(best is not None, TIERS.get(best.tier, 500) if best else 0)

    def declared(self, row: Row) -> tuple[int, int] | None:
        mine = [one for one in self.facts.vacancies if one.service_id == row["id"]]
        recent = [
            (one.places, (self.facts.today - one.declared_on).days)
            for one in sorted(mine, key=lambda one: one.declared_on)
            if (self.facts.today - one.declared_on).days <= 28
        ]
        return recent[-1] if recent else None

    def vacancy(self, row: Row) -> Answer:
        declared = self.declared(row)
        if declared is None:
            return Answer(None, BY_ID["vacancy"].unknown_score)
        places, days = declared
        return Answer(places >= self.size, 1000 - 10 * days if places >= self.size else 0)

    def price(self, row: Row) -> Answer:
        pence, (low, middle, high) = self.pence(row), self.spread
        if pence is None:
            return Answer(None, BY_ID["price"].unknown_score)
        spread = max(high - low, 1)
        above = min(max(pence - low, 0), spread)
        return Answer(pence <= middle, 1000 - 1000 * above // spread)

    def earlier(self, row: Row) -> None:
        """Nobody has lived anywhere before: no background is handed in."""

    def siblings(self, row: Row) -> bool | None:
        said = [one.children for one in self.facts.together if one.service_id == row["id"]]
        return said[-1] >= self.size if said else None
