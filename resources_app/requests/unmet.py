"""What would have met the need of a request that was closed without a placement.

Counted over the requests of a year it says what a market lacks: which kind of home, where, and
for which children. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.foundations.codes import CodeList, read_code, words
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import capital, small
from resources_app.providers.model import ProvisionType

KIND, AREA, NEED = "Kind of home", "Where", "Able to offer"


@dataclass(frozen=True)
class UnmetNeed:
    """A home that was wanting: `provision_type` is a ProvisionType's text, the others are codes
    of assets/codes/unmet_areas.csv and unmet_needs.csv; empty where it was not said."""

    provision_type: str = ""
    area: str = ""
    need: str = ""

    def __bool__(self) -> bool:
        return bool(self.provision_type or self.area or self.need)

    def __str__(self) -> str:
        """`children's home; within 20 miles of home; a home with no other child`."""
        said = (
            self.provision_type,
            words(CodeList.UNMET_AREAS, self.area),
            words(CodeList.UNMET_NEEDS, self.need),
        )
        return "; ".join(small(one) for one in said if one)

    @property
    def sentence(self) -> str:
        """`Would have met it: …`; empty where nothing was said."""
        return f"Would have met it: {self}." if self else ""


def read_unmet(provision_type: str = "", area: str = "", need: str = "") -> UnmetNeed:
    """The home that was wanting, from codes or words. Raises BadInput, naming the field."""
    kinds = {str(one).casefold(): str(one) for one in ProvisionType}
    kind = kinds.get(provision_type.strip().casefold(), "")
    if provision_type.strip() and not kind:
        raise BadInput(
            f"“{provision_type}” is no kind of home.",
            where=Where(field=KIND),
            remedy=f"Use one of: {'; '.join(map(capital, kinds.values()))}.",
        )
    return UnmetNeed(
        kind,
        read_code(CodeList.UNMET_AREAS, area, where=Where(field=AREA)),
        read_code(CodeList.UNMET_NEEDS, need, where=Where(field=NEED)),
    )
