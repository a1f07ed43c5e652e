"""What was submitted beside what is so now, field by field.

Both sides are in the layout of a request file (`request_writing`): one was frozen when the
request was submitted, the other is made from the records as they are. An answer of a field that
is no longer asked is shown under the name it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resources_app.children.fields import CHILD_FIELDS, LEGAL_STATUS
from resources_app.foundations.answers import answer_text
from resources_app.foundations.codes import words_with_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind
from resources_app.requests.fields import REQUEST_FIELDS

FILE = Mapping[str, Any]
THE_REQUEST = "The request"
TOGETHER = "siblings"


@dataclass(frozen=True)
class Answered:
    """One field then and now, in words. `whose` is the request, or a child's identifier.

    `field` is the column that holds it, or the part of the file that does: `legal_status`,
    `siblings`.
    """

    whose: str
    field: str
    label: str
    group: str
    submitted: str
    now: str

    @property
    def changed(self) -> bool:
        """Whether it says something else now."""
        return self.submitted != self.now


def since_submitted(then: FILE, now: FILE) -> tuple[Answered, ...]:
    """Every field that was answered then or is now: the request's, the child's, the siblings'."""
    every = (*_of_request(then, now), *_of_children(then, now))
    return tuple(one for one in every if one.submitted or one.now)


def _of_request(then: FILE, now: FILE) -> Iterator[Answered]:
    yield from _compared(THE_REQUEST, REQUEST_FIELDS, then["request"], now["request"])


def _of_children(then: FILE, now: FILE) -> Iterator[Answered]:
    before, after = then["child"], now["child"]
    whose = str(before["local_identifier"])
    yield from _compared(whose, CHILD_FIELDS, before, after)
    yield Answered(
        whose, LEGAL_STATUS.name, LEGAL_STATUS.label, "Status", _statuses(before), _statuses(after)
    )
    told = (", ".join(map(_name, _siblings(one).values())) for one in (before, after))
    yield Answered(THE_REQUEST, TOGETHER, "Brothers and sisters to live with", "", *told)
    gone, here = _siblings(before), _siblings(after)
    for identifier in gone.keys() & here.keys():
        lines = _compared(identifier, CHILD_FIELDS, gone[identifier], here[identifier])
        yield from (one for one in lines if one.changed)


def _compared(whose: str, fields: Iterable[Field], then: FILE, now: FILE) -> Iterator[Answered]:
    known = {one.name: one for one in fields}
    asked_once = [
        Field(name, name.replace("_", " ").capitalize(), group="No longer asked")
        for name in then
        if name not in known and name not in (LEGAL_STATUS.name, TOGETHER)
    ]
    for one in (*known.values(), *asked_once):
        told = (_told(one, side.get(one.name)) for side in (then, now))
        yield Answered(whose, one.name, one.label, one.group, *told)


def _told(field: Field, plain: Any) -> str:
    if plain is None:
        return ""
    if field.kind is Kind.DATE:
        return day_text(date.fromisoformat(plain))
    return answer_text(field, plain)


def _statuses(child: FILE) -> str:
    codes = LEGAL_STATUS.columns[0].codes
    assert codes is not None
    return "\n".join(
        f"{words_with_code(codes, one['code'])} from {_told(_DAY, one['start'])}"
        + (f" to {_told(_DAY, one['end'])}" if one.get("end") else "")
        for one in child.get(LEGAL_STATUS.name, ())
    )


_DAY = Field("day", "Day", Kind.DATE)


def _siblings(child: FILE) -> dict[str, FILE]:
    return {str(one["local_identifier"]): one for one in child.get(TOGETHER, ())}


def _name(child: FILE) -> str:
    return f"{child['given_name']} {child['family_name']}"
