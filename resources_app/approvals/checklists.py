"""What whoever gives a statutory approval must be satisfied of: the checklist of each kind.

The Care Planning, Placement and Case Review (England) Regulations 2010, regulation 11. In an
emergency the child's wishes and the fitness of the placement come first all the same; the rest
follows within five working days.

To add an item: a row, with the days on which it holds. To change one: end its row and add another
with a code of its own, for answers under the old one are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import ApprovalKind
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Where


@dataclass(frozen=True)
class CheckItem:
    """An item: `words` as it is ticked, `to_do` as it is owed, in the days of `period`.

    One that is `at_once` is asked for in an emergency too, before the approval.
    """

    code: str
    kinds: tuple[ApprovalKind, ...]
    words: str
    to_do: str
    period: Period
    at_once: bool = False
    rule: str = "regulation 11"


@dataclass(frozen=True)
class Check:
    """An item as it was answered: how and when it was met, or why it does not arise."""

    approval_id: str
    item: str
    answer: str
    answered_by: str  # the officer's name
    answered_on: date


_AREA, _FAR = ApprovalKind.OUT_OF_AREA, ApprovalKind.AT_A_DISTANCE
_BOTH = (_AREA, _FAR)
# The duty to consult the area authority about distant placements is of 27 January 2014
# (S.I. 2013/3239); the rest has stood since the Regulations came into force.
_FIRST, _SINCE_2014 = Period(date(2011, 4, 1)), Period(date(2014, 1, 27))

CHECKLISTS: tuple[CheckItem, ...] = (
    CheckItem(
        "wishes",
        _BOTH,
        "The child’s wishes and feelings are known and were considered",
        "Find out what the child wishes and feels about living outside the area",
        _FIRST,
        at_once=True,
    ),
    CheckItem(
        "appropriate",
        _BOTH,
        "It is the most appropriate home to be had, and in keeping with the care plan",
        "Hold the home against the care plan",
        _FIRST,
        at_once=True,
    ),
    CheckItem(
        "relatives",
        _BOTH,
        "The child’s relatives were consulted, where that is right",
        "Consult the child’s relatives about living outside the area",
        _FIRST,
    ),
    CheckItem(
        "reviewing-officer",
        _BOTH,
        "The independent reviewing officer was consulted",
        "Consult the independent reviewing officer about living outside the area",
        _FIRST,
    ),
    CheckItem(
        "area-notified",
        (_AREA,),
        "The authority of the area was notified",
        "Notify the authority of the area before the approval is complete",
        _FIRST,
    ),
    CheckItem(
        "area-consulted",
        (_FAR,),
        "The authority of the area was consulted and given the care plan",
        "Consult the authority of the area, and give it the care plan",
        _SINCE_2014,
    ),
)


def checklist(kind: ApprovalKind, day: date) -> tuple[CheckItem, ...]:
    """The items of an approval of a kind that is given on a day."""
    return tuple(one for one in CHECKLISTS if kind in one.kinds and day in one.period)


def item_words(code: str) -> str:
    """An item in words; the code itself where the table has lost it."""
    return next((one.words for one in CHECKLISTS if one.code == code), code)


def duty_code(kind: str, item: str) -> str:
    """The code of the duty that an item left open in an emergency becomes."""
    return f"check: {kind}: {item}"


def still_open(items: Iterable[CheckItem], answered: Iterable[str]) -> tuple[CheckItem, ...]:
    """The items that nobody has answered yet; `answered` are codes."""
    done = set(answered)
    return tuple(one for one in items if one.code not in done)


def read_answers(items: Iterable[CheckItem], given: Mapping[str, str]) -> dict[str, str]:
    """The answers that say something, by item. Raises BadInput for an item that is not there."""
    known = {one.code for one in items}
    for code in given:
        if code not in known:
            raise BadInput(
                f"“{code}” is no item of the checklist.",
                remedy=f"Use {', '.join(sorted(known))}." if known else "It has none.",
            )
    return {code: text.strip() for code, text in given.items() if text.strip()}


def check_complete(left: Iterable[CheckItem], *, emergency: bool) -> None:
    """Raise BadInput, at the item, for one without which no approval is given."""
    for one in left:
        if one.at_once or not emergency:
            raise BadInput(
                f"{one.words}: nothing is said of it ({one.rule}).",
                where=Where(field=one.words),
                remedy=f"Say how and when, or why it does not arise (item “{one.code}”).",
            )
