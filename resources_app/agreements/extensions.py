"""Options to run on, and call-offs: what may be taken, to which day it leads, and why not. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.agreements.model import Agreement, AgreementKind
from resources_app.foundations.dates import add_months, day_text, inclusive_end


@dataclass(frozen=True)
class Extension:
    """An option of so many months, numbered in the order in which they are taken.

    `decide_by` is the last day on which it may be taken, None for up to the agreement's last.
    """

    id: str
    number: int
    months: int
    decide_by: date | None = None
    taken_on: date | None = None
    declined_on: date | None = None
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether it was neither taken nor declined."""
        return self.taken_on is None and self.declined_on is None

    def standing(self, today: date) -> str:
        """`taken`, `declined`, `lapsed` or `left`."""
        if self.taken_on is not None:
            return "taken"
        if self.declined_on is not None:
            return "declined"
        late = self.decide_by is not None and today > self.decide_by
        return "lapsed" if late else "left"


def why_not_taken(
    agreement: Agreement, options: Iterable[Extension], number: int, today: date
) -> str:
    """Why an option may not be taken today, in a sentence; empty when it may."""
    every = {one.number: one for one in options}
    option = every.get(number)
    if option is None:
        known = ", ".join(map(str, sorted(every))) or "none"
        return f"Agreement {agreement.reference} has no option {number}; there are: {known}."
    if not option.open:
        return f"Option {number} was {option.standing(today)} already."
    earlier = [one.number for one in every.values() if one.number < number and one.open]
    if earlier:
        return f"Option {min(earlier)} comes first."
    end = agreement.period.end
    if end is None:
        return f"Agreement {agreement.reference} has no end to move."
    last = min(option.decide_by or end, end - timedelta(days=1))
    if today > last:
        return f"Option {number} was to be taken by {day_text(last)}."
    return ""


def extended_end(end: date, option: Extension) -> date:
    """The agreement's new end (exclusive): so many months after the old one."""
    return add_months(end, option.months)


def why_not_call_off(framework: Agreement, start: date) -> str:
    """Why an agreement from a day cannot be a call-off under another; empty when it can."""
    if framework.kind is not AgreementKind.FRAMEWORK:
        return f"{framework.reference} is no framework: it is {framework.kind}."
    if start not in framework.period:
        ends = day_text(inclusive_end(framework.period.end)) or "no end"
        return (
            f"{framework.reference} runs from {day_text(framework.period.start)} to {ends}, and a"
            f" call-off begins within it, not on {day_text(start)}."
        )
    return ""
