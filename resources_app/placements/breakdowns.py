"""How a placement broke down, and what is to be learnt of it: the record of a disruption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.phrases import joined, small


@dataclass(frozen=True)
class Breakdown:
    """A breakdown as an officer records it. `causes` are codes of CodeList.BREAKDOWN_CAUSES.

    `meeting_on` is the day of the disruption meeting, None while there was none.
    """

    happened_on: date
    causes: tuple[str, ...]
    what_happened: str
    warning_signs: str = ""
    tried: str = ""
    learning: str = ""
    meeting_on: date | None = None
    recorded_by: str = ""

    @property
    def because(self) -> str:
        """Its causes in words, in a line."""
        told = [words(CodeList.BREAKDOWN_CAUSES, one) for one in self.causes]
        return joined([small(one) if at else one for at, one in enumerate(told)])
