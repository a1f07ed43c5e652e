"""Previews one request from a JSON file against the store, and takes it: a draft, with its family.

What is wrong in the file is listed by field, all of it at once, and nothing is taken from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resources_app.casework.likely_same import likely_same_child
from resources_app.casework.restricted import sees_restricted
from resources_app.children.actions import known_by
from resources_app.children.model import Child
from resources_app.children.queries import child_by_identifier
from resources_app.foundations.answers import facts_by_group
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.foundations.fields import FieldProblem, Problems, Record
from resources_app.foundations.json_files import read_json_object
from resources_app.requests.actions.drafting import (
    RequestMade,
    answers_with_defaults,
    create_request,
)
from resources_app.requests.checking import why_not_complete
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.queries import open_requests_of
from resources_app.requests.request_file import RequestForm, read_request_form
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Wrong:
    """Something in the file that cannot be taken: where, what, and what would be right."""

    field: str
    why: str


@dataclass(frozen=True)
class Asked:
    """One answer of the file, in words."""

    group: str
    label: str
    answer: str


@dataclass(frozen=True)
class FamilyMember:
    """A child in the file; `new` is put on record with the request, `together` lives with them."""

    identifier: str
    name: str
    new: bool
    together: bool


@dataclass(frozen=True)
class RequestFilePreview:
    """What taking the file would do. `open_reference` is a request already open for the child.

    `to_submit` answers are still needed to submit it. `likely_same` are children on record who may
    be this one under another identifier, a sentence each. `wrong` keeps everything out.
    """

    file_name: str
    data: Mapping[str, object]
    wrong: tuple[Wrong, ...]
    children: tuple[FamilyMember, ...] = ()
    answers: tuple[Asked, ...] = ()
    to_submit: int = 0
    open_reference: str = ""
    likely_same: tuple[str, ...] = ()

    @property
    def can_be_taken(self) -> bool:
        """Whether accepting makes a draft."""
        return not self.wrong and not self.open_reference


def preview_request_file(session: Session, path: Path) -> RequestFilePreview:
    """What taking a request from a JSON file would do; nothing is written.

    Raises BadInput for a file that is no JSON record, and Refused for one about a restricted child
    whom the officer at work is not shown.
    """
    require(session, Permission.KEEP_REQUESTS)
    return _preview(session, read_json_object(path), path.name)


def accept_request_file(session: Session, preview: RequestFilePreview) -> RequestMade:
    """Make the draft that a preview showed. Raises Overtaken when the preview no longer holds."""
    if _preview(session, preview.data, preview.file_name) != preview:
        raise Overtaken(
            "Requests or children’s records have changed since this preview.",
            remedy="Look at a new preview first.",
        )
    return create_request(session, preview.data, file=preview.file_name)


def _preview(session: Session, data: Mapping[str, object], file: str) -> RequestFilePreview:
    try:
        form = read_request_form(data, known_by(session), file=file)
    except Problems as error:
        return RequestFilePreview(file, data, tuple(map(_wrong, error.problems)))
    on_record = {one: _child(session, one) for one in _identifiers(form)}
    if any(each is not None and each.restricted for each in on_record.values()) and not (
        sees_restricted(session.officer)
    ):
        raise Refused("This file is about a restricted record.", remedy="A manager takes it in.")
    child = on_record[str(form.child["local_identifier"])]
    answers = answers_with_defaults(session, form)
    births = [_born(one, on_record) for one in (form.child, *_together(form))]
    lacking = why_not_complete(answers, births=births, today=session.today())
    waiting = open_requests_of(session.tables, child.id) if child else []
    told = facts_by_group(REQUEST_FIELDS, answers)
    return RequestFilePreview(
        file,
        data,
        (),
        tuple(_members(form, on_record)),
        tuple(
            Asked(group, label, answer)
            for group, facts in told.items()
            for label, answer in facts
            if answer
        ),
        len(lacking.problems),
        waiting[0].reference if waiting else "",
        () if child else _likely_same(session, form.child),
    )


def _wrong(problem: FieldProblem) -> Wrong:
    where = problem.where.field if problem.where else problem.name
    return Wrong(where, " ".join(part for part in (problem.what, problem.remedy) if part))


def _child(session: Session, identifier: str) -> Child | None:
    return child_by_identifier(session.tables, identifier)


def _identifiers(form: RequestForm) -> list[str]:
    every = (form.child, *(one.child for one in form.siblings))
    return [str(one["local_identifier"]) for one in every]


def _together(form: RequestForm) -> list[Record]:
    return [one.child for one in form.siblings if one.together]


def _born(given: Record, on_record: Mapping[str, Child | None]) -> date:
    child = on_record[str(given["local_identifier"])]
    born = child.date_of_birth if child else given["date_of_birth"]
    assert isinstance(born, date)
    return born


def _members(form: RequestForm, on_record: Mapping[str, Child | None]) -> list[FamilyMember]:
    told = [(form.child, True), *((one.child, one.together) for one in form.siblings)]
    return [
        FamilyMember(
            str(given["local_identifier"]),
            child.full_name if child else f"{given['given_name']} {given['family_name']}",
            child is None,
            together,
        )
        for given, together in told
        for child in [on_record[str(given["local_identifier"])]]
    ]


def _likely_same(session: Session, given: Record) -> tuple[str, ...]:
    name, born = f"{given['given_name']} {given['family_name']}", given["date_of_birth"]
    assert isinstance(born, date)
    found = likely_same_child(session.tables, session.officer, name, born)
    return tuple(one.sentence for one in found)
