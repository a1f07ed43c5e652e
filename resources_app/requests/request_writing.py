"""Writing a request out as the JSON file it could have come from (`request_file`).

Answers that were left open are left out, so that reading the file again gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from resources_app.children.fields import CHILD_FIELDS
from resources_app.children.model import Child, LegalStatusPeriod
from resources_app.foundations.fields import Field, Kind, unanswered
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import Request
from resources_app.requests.storing import answers_of_request

# A child's yes-or-no is never unknown; a plain no is left out of the file.
_FAMILY = "family_names"


def request_as_file(
    request: Request,
    child: Child,
    siblings: Iterable[Child],
    legal_status: Iterable[LegalStatusPeriod] = (),
    apart: Iterable[tuple[Child, str]] = (),
) -> dict[str, object]:
    """The request, its child, and the brothers and sisters to live with them.

    `apart` are those who are not to live with them, each with the reason.
    """
    answers = answers_of_request(request)
    child_part = child_as_file(child)
    statuses = [_status(one) for one in legal_status]
    if statuses:
        child_part["legal_status"] = statuses
    family = [child_as_file(one) for one in siblings]
    family += [
        child_as_file(one) | {"place_together": False, "apart_reason": reason}
        for one, reason in apart
    ]
    if family:
        child_part["siblings"] = family
    return {
        "child": child_part,
        "request": {
            one.name: _plain(one, answers[one.name])
            for one in REQUEST_FIELDS
            if not unanswered(answers[one.name])
        },
    }


def child_as_file(child: Child) -> dict[str, object]:
    """A child's answers as a file gives them."""
    written: dict[str, object] = {}
    for field in CHILD_FIELDS:
        value = _family(child) if field.name == _FAMILY else getattr(child, field.name)
        if value is not False and not unanswered(value):
            written[field.name] = _plain(field, value)
    return written


def _family(child: Child) -> tuple[str, ...]:
    return tuple(
        f"{one.relation}: {one.name}" if one.relation else one.name for one in child.family
    )


def _status(one: LegalStatusPeriod) -> dict[str, object]:
    written: dict[str, object] = {
        "code": one.legal_status,
        "start": one.period.start.isoformat(),
    }
    if one.period.end is not None:
        written["end"] = one.period.end.isoformat()
    return written


def _plain(field: Field, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [dict(one) if field.kind is Kind.RECORDS else one for one in value]
    return value
