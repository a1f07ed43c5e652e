"""Previews a table of requests against the store, and takes it: drafts, all of them or none.

A request that is there is pointed out and not doubled: the same row taken before, or another
open for the same child. Restricted children's rows are withheld as in `taking_children`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resources_app.casework.likely_same import likely_same_child
from resources_app.casework.restricted import sees_restricted
from resources_app.children.actions import known_by
from resources_app.children.case_file import (
    CaseFile,
    CaseRow,
    RefusedEntry,
    columns_to_keep,
    need_columns,
    read_case_file,
)
from resources_app.children.case_preview import WithheldRow
from resources_app.children.case_queries import remembered_columns
from resources_app.children.case_writing import remember_columns
from resources_app.children.model import Child
from resources_app.children.queries import stored_by_identifier
from resources_app.children.reading import Known
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.requests.actions.drafting import answers_with_defaults, write_request
from resources_app.requests.checking import why_not_complete
from resources_app.requests.digest import sha256_of
from resources_app.requests.request_rows import HEADINGS, ReadRow, leaves_open, read_request_row
from resources_app.requests.row_queries import (
    OpenRequest,
    open_by_identifier,
    references_of_rows,
)
from resources_app.requests.rows_preview import NewDraft, RequestsPreview, SameRequest
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook

_KIND = "requests"


@dataclass(frozen=True)
class RequestsTaken:
    """What accepting did: the drafts' references in the file's order, and the changes."""

    references: tuple[str, ...]
    changes: Changes


def preview_requests(
    session: Session, file: Path | Workbook, told: Mapping[str, str] | None = None
) -> RequestsPreview:
    """What taking a table of requests would do; nothing is written.

    `told` says of columns, by squashed heading, as which field they are read. Raises BadInput
    when the file is no workbook or has no headings, NotFound when there is no such file.
    """
    require(session, Permission.KEEP_REQUESTS)
    book = file if isinstance(file, Workbook) else read_workbook(file)
    remembered = remembered_columns(session.tables, _KIND)
    read = read_case_file(
        book, given=told, remembered=remembered, headings=HEADINGS, blank=leaves_open
    )
    return _compared(session, session.tables, read)


def accept_requests(session: Session, preview: RequestsPreview) -> RequestsTaken:
    """Make the drafts that a preview showed, and remember how the columns are read.

    Raises Overtaken when the store has changed so that the preview no longer holds, and Refused
    when nothing in the file can be taken.
    """
    require(session, Permission.KEEP_REQUESTS)
    need_columns(preview.file)
    if preview.changes_nothing:
        raise Refused(
            "Nothing in this file is new; nothing was changed.",
            remedy="Look at what was refused, and at the requests that are there.",
        )
    references = []
    with session.act("take_requests", reason=preview.file.file_name) as act:
        if _compared(session, act.tables, preview.file) != preview:
            raise Overtaken(
                "Requests or children’s records have changed since this preview.",
                remedy="Look at a new preview first.",
            )
        for one in preview.added:
            made = write_request(session, act.tables, one.read.form)
            row = {"id": session.new_id(), "request_id": made.id, "row_sha256": one.row_sha256}
            act.tables.insert("request_row", row)
            references.append(made.reference)
        told = columns_to_keep(preview.file, remembered_columns(act.tables, _KIND))
        remember_columns(session, act.tables, _KIND, told)
    return RequestsTaken(tuple(references), act.changes)


@dataclass
class _Found:
    """The store as the rows are held against it, and what planning gathers."""

    session: Session
    known: Known
    children: Mapping[str, Child]
    open: Mapping[str, OpenRequest]
    added: list[NewDraft]
    there: list[SameRequest]
    refused: list[RefusedEntry]
    withheld: list[WithheldRow]


def _compared(session: Session, tables: Tables, file: CaseFile) -> RequestsPreview:
    children = {name: one for name, (one, _) in stored_by_identifier(tables, file.children).items()}
    on_record = known_by(session)
    known = Known(children.get, on_record.authorities, on_record.today)
    found = _Found(
        session, known, children, open_by_identifier(tables, file.children),
        [], [], list(file.refused), [],
    )  # fmt: skip
    read = tuple(_readable(found, file))
    before = references_of_rows(tables, [digest for _, _, digest in read])
    for identifier, one, digest in read:
        _place(found, identifier, one, digest, before.get(digest, ""))
    return RequestsPreview(
        file,
        tuple(found.added),
        tuple(found.there),
        tuple(found.refused),
        tuple(found.withheld),
        bool(columns_to_keep(file, remembered_columns(tables, _KIND))),
    )


def _readable(found: _Found, file: CaseFile) -> Iterator[tuple[str, ReadRow, str]]:
    """The rows that can be taken, in the file's order, each with its identifier and digest."""
    shown = sees_restricted(found.session.officer)
    rows = [(name, row) for name, rows in file.children.items() for row in rows]
    for identifier, row in sorted(rows, key=lambda pair: (pair[1].sheet, pair[1].number)):
        child = found.children.get(identifier)
        if child is not None and child.restricted and not shown:
            found.withheld.append(WithheldRow(row.sheet, row.number))
            continue
        read, refused = read_request_row(identifier, row, found.known)
        found.refused += refused
        if read is not None:
            yield identifier, read, sha256_of(json.loads(json.dumps(read.data, default=str)))


def _place(found: _Found, identifier: str, read: ReadRow, digest: str, before: str) -> None:
    there = found.open.get(identifier)
    twice = next((one for one in found.added if one.identifier == identifier), None)
    if before:
        found.there.append(_there(read.row, identifier, before, "This row was imported before."))
    elif there is not None:
        why = f"{there.reference} is open for this child ({there.state})."
        found.there.append(_there(read.row, identifier, there.reference, why))
    elif twice is not None:
        why = f"Row {twice.read.row.number} asks for the same child."
        found.there.append(_there(read.row, identifier, "", why))
    else:
        found.added.append(_draft(found, identifier, read, digest))


def _there(row: CaseRow, identifier: str, reference: str, why: str) -> SameRequest:
    return SameRequest(row.sheet, row.number, identifier, reference, why)


def _draft(found: _Found, identifier: str, read: ReadRow, digest: str) -> NewDraft:
    child = found.children.get(identifier)
    given = read.form.child
    born = child.date_of_birth if child else given["date_of_birth"]
    assert isinstance(born, date)
    answers = answers_with_defaults(found.session, read.form)
    lacking = why_not_complete(answers, births=[born], today=found.known.today)
    name = child.full_name if child else f"{given['given_name']} {given['family_name']}"
    same = () if child else _likely_same(found.session, name, born)
    return NewDraft(read, identifier, name, child is None, len(lacking.problems), digest, same)


def _likely_same(session: Session, name: str, born: date) -> tuple[str, ...]:
    found = likely_same_child(session.tables, session.officer, name, born)
    return tuple(one.sentence for one in found)
