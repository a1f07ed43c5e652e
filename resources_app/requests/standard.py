"""The Placements Data Standard v2: its fields, read from its own file and never retyped.

The names and option texts are the standard's. What is ours is the *moment* at which a field
is asked: when a home is requested, when the child is placed, or when the cost is known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources


class Moment(StrEnum):
    """When a field of the standard is asked."""

    REQUEST = "request"
    PLACEMENT = "placement"
    COST = "cost"


@dataclass(frozen=True)
class StandardField:
    """One field of the standard, in its words. `cardinality` is `1..1`, `0..1` or `1..*`."""

    entity: str
    name: str
    type: str
    cardinality: str
    description: str
    options: tuple[str, ...]
    moment: Moment

    @property
    def required(self) -> bool:
        """Whether the standard wants at least one answer."""
        return self.cardinality.startswith("1")

    @property
    def many(self) -> bool:
        """Whether it takes more than one answer."""
        return self.cardinality.endswith("*")


# To move a field to another moment: add it to `_FIELD_MOMENTS`; else its entity's holds.
_ENTITY_MOMENTS = {
    "PlacementAvailability": Moment.REQUEST,
    "PlacementRequirements": Moment.REQUEST,
    "PlacementRecommendation": Moment.REQUEST,
    "Risks": Moment.REQUEST,
    "ActualPlacement": Moment.PLACEMENT,
}
_FIELD_MOMENTS = {
    "totalWeeklyCost": Moment.COST,
    "referralOfficerName": Moment.REQUEST,
    "referralDate": Moment.REQUEST,
    "placementOfficerName": Moment.PLACEMENT,
    "placementDate": Moment.PLACEMENT,
    "costOfficerName": Moment.COST,
    "costDate": Moment.COST,
}


@lru_cache
def standard_fields() -> dict[str, StandardField]:
    """Every field of the standard by name, in its order."""
    text = resources.files("assets").joinpath("standards", "placements_standard.json")
    entities = json.loads(text.read_text("utf-8"))["entities"]
    return {
        field["name"]: StandardField(
            entity["name"],
            field["name"],
            field["type"],
            field["cardinality"],
            field["description"],
            tuple(field.get("options", ())),
            _FIELD_MOMENTS.get(field["name"]) or _ENTITY_MOMENTS[entity["name"]],
        )
        for entity in entities
        for field in entity["fields"]
    }


def fields_asked_at(moment: Moment) -> tuple[StandardField, ...]:
    """The standard's fields asked at a moment, in its order."""
    return tuple(one for one in standard_fields().values() if one.moment is moment)
