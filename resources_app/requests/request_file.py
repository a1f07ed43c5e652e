"""A placement request as a JSON file: the child, brothers and sisters, and what is sought.

    {"child": {"local_identifier": …, "given_name": …, …,
               "legal_status": [{"code": "C2", "start": "2025-03-01"}],
               "looked_after_since": "2024-11-02",
               "siblings": [{"local_identifier": …, …, "place_together": true}]},
     "request": {"needed_by_date": …, "fosterCareSuitability": …, …}}

Field names are those of `children.fields` and `requests.fields`; the standard's fields keep
the standard's names. assets/schemas/request.json is made from the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from resources_app.children.fields import CHILD_FIELDS, LEGAL_STATUS
from resources_app.children.model import NewLegalStatus
from resources_app.children.reading import Known, read_child
from resources_app.foundations.errors import Where
from resources_app.foundations.fields import Field, FieldProblem, Kind, Reading, Record
from resources_app.requests.checking import check_request, check_siblings
from resources_app.requests.family_model import KEEP_TOGETHER, WHY_APART
from resources_app.requests.fields import REQUEST_FIELDS

CHILD_ID = Field(
    "childId",
    "Child",
    Kind.TEXT,
    standard="childId",
    help="The standard's number of the child: the local identifier again, if it is given at all.",
)
LOOKED_AFTER_SINCE = Field("looked_after_since", "Looked after since", Kind.DATE)
PLACE_TOGETHER = Field(
    "place_together",
    "To live with the child",
    Kind.YES_NO,
    help="Yes when it is left open; with no, say why.",
)
APART_REASON = Field(
    "apart_reason",
    WHY_APART,
    Kind.LONG_TEXT,
    help="Needed for a brother or sister who is not to live with the child: what was tried, and "
    "how they will keep in touch.",
)
# In a file an identifier alone names a child who is on record already.
SIBLINGS = Field(
    "siblings",
    "Brothers and sisters",
    Kind.RECORDS,
    columns=(*CHILD_FIELDS, PLACE_TOGETHER, APART_REASON),
)


@dataclass(frozen=True)
class SiblingForm:
    """A brother or sister as given: the child's answers, and why apart; empty for together."""

    child: Record
    apart_reason: str = ""

    @property
    def together(self) -> bool:
        """Whether to live with the child."""
        return not self.apart_reason


@dataclass(frozen=True)
class RequestForm:
    """A request as given, read and checked, but not yet written."""

    child: Record
    legal_status: tuple[NewLegalStatus, ...]
    looked_after_since: date | None
    siblings: tuple[SiblingForm, ...]
    request: Record


def read_request_form(data: Mapping[str, object], known: Known, *, file: str = "") -> RequestForm:
    """Read a request file's object. Raises Problems with everything that is wrong in it."""
    reading = Reading(file=file, by_path=True)
    _no_other_parts(reading, data)
    child = _part(reading, data, "child")
    siblings = _read_siblings(reading, child.pop("siblings", None), known)
    statuses = _read_statuses(reading, child.pop(LEGAL_STATUS.name, None))
    since = reading.record([LOOKED_AFTER_SINCE], _taken(child, LOOKED_AFTER_SINCE.name), "child")
    values = read_child(reading, child, known, "child")
    together = sum(one.together for one in siblings)
    request = _read_request(reading, _part(reading, data, "request"), values, together, known)
    reading.finish()
    started = since[LOOKED_AFTER_SINCE.name]
    return RequestForm(
        values, statuses, started if isinstance(started, date) else None, siblings, request
    )


def _no_other_parts(reading: Reading, data: Mapping[str, object]) -> None:
    for name in data:
        if name not in ("child", "request"):
            where = Where(file=reading.file, field=name)
            remedy = "A request file has the parts “child” and “request”."
            problem = FieldProblem(name, "There is no such part.", where, remedy)
            reading.problems.append(problem)


def _part(reading: Reading, data: Mapping[str, object], name: str) -> dict[str, object]:
    part = data.get(name)
    if isinstance(part, dict):
        return dict(part)
    what = "This is not a record." if name in data else "This part is missing."
    where = Where(file=reading.file, field=name)
    remedy = f"Give “{name}” as a record between braces."
    reading.problems.append(FieldProblem(name, what, where, remedy))
    return {}


def _taken(record: dict[str, object], name: str) -> dict[str, object]:
    return {name: record.pop(name)} if name in record else {}


def _read_siblings(reading: Reading, given: object, known: Known) -> tuple[SiblingForm, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        reading.refuse(SIBLINGS, "This is not a list of records.", "Give a list.", "child")
        return ()
    read = []
    for number, one in enumerate(given, 1):
        path = f"child.siblings[{number}]"
        answers = dict(one)
        reason = _why_apart(reading, answers, path)
        values = read_child(reading, answers, known, path)
        read.append(SiblingForm(values, reason))
    return tuple(read)


def _why_apart(reading: Reading, answers: dict[str, object], path: str) -> str:
    """Why a brother or sister is not to live with the child; empty when they are. Takes both."""
    given = _taken(answers, PLACE_TOGETHER.name) | _taken(answers, APART_REASON.name)
    said = reading.record([PLACE_TOGETHER, APART_REASON], given, path)
    apart, reason = said[PLACE_TOGETHER.name] is False, str(said[APART_REASON.name])
    if apart and not reason:
        reading.refuse(APART_REASON, "This is needed.", KEEP_TOGETHER, path)
    elif reason and not apart:
        remedy = "Say that they are not to live together, or leave the reason out."
        reading.refuse(APART_REASON, "They are to live together.", remedy, path)
    return reason if apart else ""


def _read_statuses(reading: Reading, given: object) -> tuple[NewLegalStatus, ...]:
    before = len(reading.problems)
    values = reading.record(
        [LEGAL_STATUS], {} if given is None else {LEGAL_STATUS.name: given}, "child"
    )[LEGAL_STATUS.name]
    if len(reading.problems) > before or not isinstance(values, tuple):
        return ()
    statuses = sorted((_status(one) for one in values), key=lambda one: one.start)
    for one, following in zip_longest(statuses, statuses[1:]):
        _check_status(reading, one, following)
    return tuple(statuses)


def _status(record: object) -> NewLegalStatus:
    assert isinstance(record, dict)
    return NewLegalStatus(record["code"], record["start"], record["end"])


def _check_status(reading: Reading, one: NewLegalStatus, following: NewLegalStatus | None) -> None:
    if one.end is not None and one.end <= one.start:
        reading.refuse(LEGAL_STATUS, "One ends before it begins.", "Check its dates.", "child")
    if following is None:
        return
    if following.start == one.start or (one.end is not None and following.start < one.end):
        reading.refuse(LEGAL_STATUS, "Two of them overlap.", "Check their dates.", "child")


def _read_request(
    reading: Reading, given: Mapping[str, object], child: Record, together: int, known: Known
) -> Record:
    values = reading.record((CHILD_ID, *REQUEST_FIELDS), _with_text_id(given), "request")
    child_id = values.pop(CHILD_ID.name)
    if child_id and child_id != child.get("local_identifier"):
        remedy = "Leave it out, or give the child’s local identifier."
        reading.refuse(CHILD_ID, f"“{child_id}” is another child.", remedy, "request")
    check_request(reading, values, today=known.today, path="request")
    check_siblings(reading, values, together, "request")
    return values


def _with_text_id(given: Mapping[str, object]) -> dict[str, object]:
    """The standard's childId is a whole number, ours a text that may look like one."""
    read = dict(given)
    if isinstance(read.get("childId"), int) and not isinstance(read["childId"], bool):
        read["childId"] = str(read["childId"])
    return read
