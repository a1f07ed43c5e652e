"""What no role overrides when a child is placed. The search keeps the same rules; this is the
last gate, for facts that changed since.
"""

from __future__ import annotations

from datetime import date

from resources_app.foundations.authorities import PlacementArea
from resources_app.foundations.dates import age_on
from resources_app.providers.model import ProvisionType, RegistrationStatus

FOSTERING = frozenset(
    {
        ProvisionType.FOSTERING_AGENCY,
        ProvisionType.IN_HOUSE_FOSTERING,
        ProvisionType.CONNECTED_PERSON,
    }
)
SUPPORTED_FROM_AGE = 16  # Care Planning Regulations 2010, regulation 27A


def why_never(
    provision_type: str,
    registration_status: str,
    *,
    suspended: bool,
    born: date,
    start: date,
    secure_authority: str,
) -> str:
    """Why a child may not live there at all from `start`, in a sentence; empty when they may."""
    if provision_type == ProvisionType.SUPPORTED_ACCOMMODATION and (
        age_on(born, start) < SUPPORTED_FROM_AGE
    ):
        return (
            f"Supported accommodation is never for a child under {SUPPORTED_FROM_AGE} "
            "(regulation 27A)."
        )
    if provision_type == ProvisionType.SECURE_HOME and not secure_authority.strip():
        return (
            "A secure home needs authority under section 25 of the Children Act 1989, "
            "and none is recorded."
        )
    if registration_status != RegistrationStatus.ACTIVE:
        return f"Ofsted’s register says {registration_status}: no child may be sent there."
    return "Suspended by the team: no child may be sent there." if suspended else ""


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
        "would sleep; that counts as at a distance"
    ),
}
# In an emergency the approval may follow, within this many working days (regulation 11(4)).
EMERGENCY_APPROVAL_WORKING_DAYS = 5
