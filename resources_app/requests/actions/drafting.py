"""Taking a request in, correcting it, and submitting it for authority to search."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resources_app.children.actions import (
    known_by,
    write_child,
    write_legal_status,
    write_siblings,
)
from resources_app.children.model import Child
from resources_app.children.queries import (
    children_by_id,
    legal_status_periods,
    periods_of_care,
)
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.fields import Reading, Record
from resources_app.foundations.json_files import read_json_object
from resources_app.requests.actions.family import insert_apart, insert_sibling
from resources_app.requests.checking import (
    check_request,
    check_siblings,
    why_not_complete,
    with_defaults,
)
from resources_app.requests.digest import sha256_of
from resources_app.requests.family_queries import apart_from
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import Request, State
from resources_app.requests.overtaking import check_not_overtaken
from resources_app.requests.queries import (
    last_to_change,
    open_requests_of,
    request,
    snapshots,
)
from resources_app.requests.request_file import RequestForm, read_request_form
from resources_app.requests.request_writing import request_as_file
from resources_app.requests.states import require_state
from resources_app.requests.storing import answers_of_request, stored_row
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.references import next_reference


@dataclass(frozen=True)
class RequestMade:
    """A request is on record. `already_there` when the same request had been made before."""

    changes: Changes
    id: str
    reference: str
    child_id: str
    already_there: bool = False


@dataclass(frozen=True)
class RequestWritten:
    """A request inside an action: written, or there already as just the same."""

    id: str
    reference: str
    child_id: str
    already_there: bool = False


def create_request_from_file(
    session: Session, path: Path, *, second_reason: str = "", submit: bool = False
) -> RequestMade:
    """Take in a request from a JSON file; see `create_request`."""
    data = read_json_object(path)
    return create_request(session, data, file=path.name, second_reason=second_reason, submit=submit)


def create_request(
    session: Session,
    data: Mapping[str, object],
    *,
    file: str = "",
    second_reason: str = "",
    submit: bool = False,
) -> RequestMade:
    """Record a child, those to live with them and a draft request, all or nothing.

    `data` is in the layout of a request file (`request_file`). The draft may be incomplete,
    but nothing in it may be wrong: raises Problems with everything that is. The same data
    again gives the request that is there. Another request while one is open for the child
    needs `second_reason`; without it, Refused names the open one. With `submit` the draft is
    submitted in the same action, and a request that could not be is not taken in.
    """
    require(session, Permission.KEEP_REQUESTS)
    form = read_request_form(data, known_by(session), file=file)
    with session.act("create_request", reason=second_reason) as act:
        made = write_request(session, act.tables, form, second_reason=second_reason)
        if submit:
            written = request(act.tables, made.reference)
            if not made.already_there or written.state is State.DRAFT:
                _submit(session, act.tables, written)
    return RequestMade(act.changes, made.id, made.reference, made.child_id, made.already_there)


def write_request(
    session: Session, tables: Tables, form: RequestForm, *, second_reason: str = ""
) -> RequestWritten:
    """Write a draft and its family inside the caller's action; see `create_request`."""
    _one_child_each(form)
    values = answers_with_defaults(session, form)
    child_id = write_child(session, tables, form.child)
    family = _write_family(session, tables, child_id, form)
    together = [one for one, apart in family if not apart]
    there = _already_there(tables, child_id, values, together, second_reason)
    if there is not None:
        return RequestWritten(there.id, there.reference, child_id, already_there=True)
    reference, request_id = insert_request(session, tables, child_id, values)
    for sibling_id, reason in family:
        if reason:
            insert_apart(session, tables, request_id, sibling_id, reason)
        else:
            insert_sibling(session, tables, request_id, sibling_id)
    return RequestWritten(request_id, reference, child_id)


def answers_with_defaults(session: Session, form: RequestForm) -> Record:
    """What a form asks for, with what is worked out where it was left open."""
    return with_defaults(
        form.request,
        today=session.today(),
        officer_name=session.officer.name,
        siblings=sum(one.together for one in form.siblings),
    )


def edit_draft(
    session: Session,
    reference: str,
    given: Mapping[str, object],
    *,
    shown: Mapping[str, object] | None = None,
    file: str = "",
) -> Changes:
    """Change a draft's answers to a form's; fields that are not given stay as they are.

    `shown`, when given, is what stood in the fields before they were typed over, unread.
    Who lives with the child is said by `settle_siblings`. Raises Problems, named by the
    fields' labels or as in `file`, AnswersOvertaken where a colleague answered meanwhile
    what was typed over, and Refused for a request that is no draft.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("edit_draft") as act:
        before = request(act.tables, reference)
        require_state(before.state, "edit_draft")
        answers = _edited(session, before, given, file)
        check_not_overtaken(
            answers_of_request(before),
            answers,
            shown or {},
            lambda name: last_to_change(act.tables, before.id, name),
        )
        _update(act.tables, before, answers)
    return act.changes


def edit_draft_from_file(session: Session, reference: str, path: Path) -> Changes:
    """The same from a JSON file that holds answers by field name."""
    return edit_draft(session, reference, read_json_object(path), file=path.name)


def submit_request(session: Session, reference: str) -> Changes:
    """Ask for authority to search, and freeze what is asked.

    Raises Problems naming every answer that is still needed. A request that this officer
    has just submitted stays as it is.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("submit_request") as act:
        before = request(act.tables, reference)
        if before.state is not State.SUBMITTED or before.submitted_by != session.officer.id:
            require_state(before.state, "submit_request")
            _submit(session, act.tables, before)
    return act.changes


def _submit(session: Session, tables: Tables, before: Request) -> None:
    together = (before.child_id, *before.sibling_ids)
    people = request_family(tables, before)
    births = [people[one].date_of_birth for one in together]
    why_not_complete(answers_of_request(before), births=births, today=session.today()).finish()
    tables.update(
        "placement_request",
        before.id,
        {
            "state": State.SUBMITTED,
            "submitted_by": session.officer.id,
            "submitted_at": session.stamp(),
        },
    )
    freeze(session, tables, before, people)


def request_family(tables: Tables, one: Request) -> dict[str, Child]:
    """A request's child and brothers and sisters by id, those who are to live apart included."""
    apart = [each.child_id for each in apart_from(tables, one.id)]
    return children_by_id(tables, (one.child_id, *one.sibling_ids, *apart))


def _edited(session: Session, before: Request, given: Mapping[str, object], file: str) -> Record:
    """The answers as they would be changed. Raises Problems."""
    reading = Reading(file=file, by_path=bool(file), held=answers_of_request(before))
    read = reading.record(REQUEST_FIELDS, given)
    answers = {name: one for name, one in read.items() if name in given}
    whole = answers_of_request(before) | answers
    check_request(reading, whole, today=session.today())
    check_siblings(reading, whole, len(before.sibling_ids))
    reading.finish()
    return answers


def unanswered_to_submit(session: Session, reference: str) -> Reading:
    """Everything that still stands in the way of submitting a draft; empty when nothing does."""
    draft = request(session.tables, reference)
    people = children_by_id(session.tables, (draft.child_id, *draft.sibling_ids))
    births = [one.date_of_birth for one in people.values()]
    return why_not_complete(answers_of_request(draft), births=births, today=session.today())


def _one_child_each(form: RequestForm) -> None:
    named = [form.child["local_identifier"]]
    named += [one.child["local_identifier"] for one in form.siblings]
    twice = next((one for one in named if named.count(one) > 1), None)
    if twice is not None:
        what = f"The identifier {twice} is given to two children."
        raise BadInput(what, remedy="Name each child once.")


def _write_family(
    session: Session, tables: Tables, child_id: str, form: RequestForm
) -> list[tuple[str, str]]:
    """Everything of the form but the request; each sibling's id, and why they live apart, if so."""
    had = {(one.legal_status, one.period.start) for one in legal_status_periods(tables, child_id)}
    for status in form.legal_status:
        if (status.legal_status, status.start) not in had:
            write_legal_status(session, tables, child_id, status)
    _write_care(session, tables, child_id, form.looked_after_since)
    family = [(write_child(session, tables, one.child), one.apart_reason) for one in form.siblings]
    everyone = [child_id, *(one for one, _ in family)]
    for at, one in enumerate(everyone):
        for other in everyone[at + 1 :]:
            write_siblings(session, tables, one, other)
    return family


def _write_care(session: Session, tables: Tables, child_id: str, since: date | None) -> None:
    had = periods_of_care(tables, child_id)
    if since is None or any(one.period.overlaps(Period(since)) for one in had):
        return
    row = {"id": session.new_id(), "child_id": child_id, "start_date": since.isoformat()}
    tables.insert("period_of_care", row)


def _already_there(
    tables: Tables, child_id: str, values: Record, together: Iterable[str], second_reason: str
) -> Request | None:
    """The open request that is just this one. Raises Refused for another open one."""
    open_now = open_requests_of(tables, child_id)
    for one in open_now:
        if answers_of_request(one) == values and set(one.sibling_ids) == set(together):
            return one
    if open_now and not second_reason.strip():
        raise Refused(
            f"{open_now[0].reference} is already open for this child ({open_now[0].state}).",
            remedy="Work with that one, or say why there is to be a second.",
        )
    return None


def insert_request(
    session: Session,
    tables: Tables,
    child_id: str,
    values: Record,
    standing: Mapping[str, object] | None = None,
) -> tuple[str, str]:
    """Write a request's row inside the caller's action; its reference and id.

    It is a draft, unless `standing` says otherwise: its state, and who submitted and
    authorised it when, by column.
    """
    request_id = session.new_id()
    reference = next_reference(session, tables, "REQ")
    tables.insert(
        "placement_request",
        {
            **stored_row(values),
            "id": request_id,
            "reference": reference,
            "child_id": child_id,
            "state": State.DRAFT,
            **(standing or {}),
        },
    )
    return reference, request_id


def _update(tables: Tables, before: Request, answers: Record) -> None:
    held = stored_row(answers_of_request(before))
    changes = {k: v for k, v in stored_row(answers).items() if held[k] != v}
    if changes:
        tables.update("placement_request", before.id, changes)


def freeze(
    session: Session, tables: Tables, submitted: Request, people: Mapping[str, Child]
) -> None:
    """Keep what a request says as it was submitted, inside the caller's action.

    `people` are the child and everyone of `request_family`, by id.
    """
    siblings = [people[one] for one in submitted.sibling_ids]
    statuses = legal_status_periods(tables, submitted.child_id)
    apart = [(people[one.child_id], one.reason) for one in apart_from(tables, submitted.id)]
    content = request_as_file(submitted, people[submitted.child_id], siblings, statuses, apart)
    tables.insert(
        "request_snapshot",
        {
            "id": session.new_id(),
            "request_id": submitted.id,
            "version": len(snapshots(tables, submitted.id)) + 1,
            "taken_at": session.stamp(),
            "taken_by": session.officer.id,
            "content": json.dumps(content, ensure_ascii=False, indent=1),
            "content_sha256": sha256_of(content),
        },
    )
