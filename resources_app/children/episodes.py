"""The episodes of a child's care as the SSDA903 return counts them, each with why it began.

An episode begins when a child starts to be looked after, and anew with every change of legal
status or of home (Department for Education, guide to the SSDA903: reason for new episode).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.children.model import LegalStatusPeriod, PeriodOfCare
from resources_app.foundations.dates import Period

STARTED = "S"
# By whether the legal status changed, the home did, and whether the carers stayed the same.
_REASONS = {
    (True, False, False): "L",
    (False, True, False): "P",
    (False, True, True): "T",
    (True, True, False): "B",
    (True, True, True): "U",
}


@dataclass(frozen=True)
class NewHome:
    """The child slept somewhere else from `day` on; `where` names the place."""

    day: date
    where: str
    same_carer: bool = False


@dataclass(frozen=True)
class Episode:
    """Days under one legal status in one home. `reason` is of CodeList.REASON_NEW_EPISODE.

    `period` is half-open. `legal_status` (SSDA903) and `where` are empty where none is recorded.
    """

    period: Period
    reason: str
    legal_status: str
    where: str


def episodes(
    care: Iterable[PeriodOfCare],
    statuses: Iterable[LegalStatusPeriod],
    homes: Iterable[NewHome],
) -> tuple[Episode, ...]:
    """Every episode, the last first. What is not recorded changes nothing."""
    dated, moved = list(statuses), sorted(homes, key=lambda one: one.day)
    found = [one for spell in care for one in _of_spell(spell.period, dated, moved)]
    return tuple(sorted(found, key=lambda one: one.period.start, reverse=True))


def _of_spell(
    spell: Period, statuses: list[LegalStatusPeriod], homes: list[NewHome]
) -> list[Episode]:
    began = {one.period.start for one in statuses} | {one.day for one in homes}
    days = sorted({spell.start, *(day for day in began if day in spell)})
    found: list[Episode] = []
    for day, end in zip(days, [*days[1:], spell.end], strict=True):
        status, home = _status_on(statuses, day), _home_on(homes, spell, day)
        where = home.where if home else ""
        reason = STARTED
        if found:
            moved = home is not None and home.day == day
            carer = moved and home is not None and home.same_carer
            reason = _REASONS.get((status != found[-1].legal_status, moved, carer), "")
        if not reason:
            # The same status entered anew: the episode goes on.
            found[-1] = Episode(Period(found[-1].period.start, end), *_rest(found[-1]))
        else:
            found.append(Episode(Period(day, end), reason, status, where))
    return found


def _rest(one: Episode) -> tuple[str, str, str]:
    return one.reason, one.legal_status, one.where


def _status_on(statuses: list[LegalStatusPeriod], day: date) -> str:
    return next((one.legal_status for one in statuses if day in one.period), "")


def _home_on(homes: list[NewHome], spell: Period, day: date) -> NewHome | None:
    """The last change of home up to a day, of this time in care."""
    return next((one for one in reversed(homes) if spell.start <= one.day <= day), None)
