"""What the law wants done about a placement, by when, and whether it is late.

The Care Planning, Placement and Case Review (England) Regulations 2010 as amended: the placement
plan (regulations 9 and 10), notifications of a placement, of a move within it and of its end
(regulations 13 and 14), and the approval of regulation 11 that follows an emergency. To add a
duty: a row in `DUTIES`, which says when it arises and within how many working days it is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resources_app.approvals.checklists import CHECKLISTS, duty_code
from resources_app.foundations.working_days import add_working_days
from resources_app.placements.connected import DUTY as CONNECTED

NOTIFYING_WORKING_DAYS = 5  # regulations 13 and 14: before, or within five working days


class Event(StrEnum):
    """What makes a duty arise."""

    START = "start"
    MOVE = "move"  # of carer, bed or home within the service
    ENDING = "ending"
    EMERGENCY = "emergency"  # a placement made before the approval that it needs
    MOVE_IN_EMERGENCY = "emergency move"  # the same of a move


@dataclass(frozen=True)
class DutyFacts:
    """What decides which duties arise.

    `outside_area` counts a place that is not known as outside. `lived_elsewhere` says that
    somebody else cared for the child until then, `approvals` which approvals of regulation 11
    are still missing (`out of area`, `at a distance`), `checks` which items of their checklists
    (as the codes of duties).
    """

    outside_area: bool = False
    has_school: bool = False
    lived_elsewhere: bool = False
    approvals: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()
    connected: bool = False  # with a relative or friend who is not approved yet


@dataclass(frozen=True)
class Duty:
    """One thing to be done: its words begin a sentence, `rule` is where it comes from.

    `told` means that it is done by telling people, one by one (see `recipients`).
    """

    code: str
    words: str
    rule: str
    event: Event
    arises: Callable[[DutyFacts], bool]
    working_days: int = NOTIFYING_WORKING_DAYS
    told: bool = False


def _always(_: DutyFacts) -> bool:
    return True


def _outside(facts: DutyFacts) -> bool:
    return facts.outside_area


def _school(facts: DutyFacts) -> bool:
    return facts.has_school


def _before(facts: DutyFacts) -> bool:
    return facts.lived_elsewhere


def _connected(facts: DutyFacts) -> bool:
    return facts.connected


def _unchecked(code: str) -> Callable[[DutyFacts], bool]:
    return lambda facts: code in facts.checks


def _missing(approval: str) -> Callable[[DutyFacts], bool]:
    return lambda facts: approval in facts.approvals


# Who is told, and when: the same people hear of the start and of the end.
_TOLD: tuple[tuple[str, str, Callable[[DutyFacts], bool]], ...] = (
    ("child", "the child", _always),
    ("parents", "the parents and others with parental responsibility", _always),
    ("carers", "whoever cared for the child until then", _before),
    ("reviewing officer", "the independent reviewing officer", _always),
    ("doctor", "the child’s doctor, and the one to register with", _always),
    ("health", "the integrated care boards of both areas", _always),
    ("school", "the school or whoever teaches the child", _school),
    ("area authority", "the authority of the area where the child lives", _outside),
)
DUTIES: tuple[Duty, ...] = (
    Duty("plan", "Make the placement plan", "regulation 9", Event.START, _always),
    Duty(
        CONNECTED,
        "Approve the relative or friend for a time",
        "regulation 24",
        Event.START,
        _connected,
        working_days=0,
    ),
    *(
        Duty(f"{event}: {code}", f"Notify {whom} of {what}", rule, event, when, told=True)
        for event, what, rule in (
            (Event.START, "the placement", "regulation 13"),
            (Event.MOVE, "the move", "regulation 13"),
            (Event.ENDING, "its end", "regulation 14"),
        )
        for code, whom, when in _TOLD
        if (event, code) != (Event.ENDING, "carers")
    ),
    *(
        Duty(
            f"{of}approval: {approval}",
            f"Have the {what} approved as {approval}",
            "regulation 11",
            event,
            _missing(approval),
        )
        for approval in ("out of area", "at a distance")
        for of, what, event in (
            ("", "placement", Event.EMERGENCY),
            ("move ", "move", Event.MOVE_IN_EMERGENCY),
        )
    ),
    *(
        Duty(code, item.to_do, item.rule, Event.EMERGENCY, _unchecked(code))
        for item in CHECKLISTS
        for kind in item.kinds
        for code in (duty_code(kind, item.code),)
    ),
)
BY_CODE = {one.code: one for one in DUTIES}
_NUMBERED = re.compile(r"^move \d+")


def numbered(code: str, number: int) -> str:
    """The code of a duty of a placement's second move, `move 2: parents`; the first has none."""
    return code if number <= 1 else code.replace("move", f"move {number}", 1)


def known_duty(code: str) -> Duty | None:
    """The duty that a code of a placement's duty means, whichever its number; None for neither."""
    return BY_CODE.get(code) or BY_CODE.get(_NUMBERED.sub("move", code))


def arising(event: Event, facts: DutyFacts, day: date) -> list[tuple[Duty, date]]:
    """The duties that an event makes arise, with the last day for each (included)."""
    return [
        (one, add_working_days(day, one.working_days))
        for one in DUTIES
        if one.event is event and one.arises(facts)
    ]


@dataclass(frozen=True)
class OwedDuty:
    """A duty of one placement. `due_on` is the last day, `rule` where it comes from."""

    id: str
    placement_reference: str
    code: str
    words: str
    rule: str
    due_on: date
    done_on: date | None = None
    done_by: str = ""
    how: str = ""
    proof: str = ""
    not_needed: str = ""
    document: str = ""  # the reference of the registered document that proves it

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.not_needed

    def stands(self, today: date) -> str:
        """`done`, `done late`, `not needed`, `late`, `due today` or `to do`."""
        if self.not_needed:
            return "not needed"
        if self.done_on is not None:
            return "done late" if self.done_on > self.due_on else "done"
        if self.due_on < today:
            return "late"
        return "due today" if self.due_on == today else "to do"
