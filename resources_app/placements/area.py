"""Regulation 11: whose approval a placement needs, by where the child would sleep."""

from __future__ import annotations

from resources_app.foundations.authorities import PlacementArea
from resources_app.providers.model import ProvisionType

FOSTERING = frozenset(
    {
        ProvisionType.FOSTERING_AGENCY,
        ProvisionType.IN_HOUSE_FOSTERING,
        ProvisionType.CONNECTED_PERSON,
    }
)

# Which approval regulation 11 asks for, by where the home is.
# Not known counts as at a distance: an unknown place is never assumed to be the nearer kind.
APPROVAL_NEEDED = {
    PlacementArea.IN_AREA: "",
    PlacementArea.ADJOINING: "out of area",
    PlacementArea.AT_A_DISTANCE: "at a distance",
    PlacementArea.UNKNOWN: "at a distance",
}
WHO_APPROVES = {
    "out of area": "a nominated officer (head of service or above)",
    "at a distance": "the Director of Children’s Services",
}
WHERE_IT_IS = {
    PlacementArea.ADJOINING: "outside the council’s own area, in an adjoining one",
    PlacementArea.AT_A_DISTANCE: (
        "at a distance: outside the council’s area and every adjoining one"
    ),
    PlacementArea.UNKNOWN: (
        "in an area that is not known, because nobody has recorded the postcode where the child "
        "would sleep in full; that counts as at a distance"
    ),
}
# In an emergency the approval may follow, within this many working days (regulation 11(4)).
EMERGENCY_APPROVAL_WORKING_DAYS = 5
