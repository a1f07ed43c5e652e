"""`request import`: a table of requests, a row each, shown first and then taken in as drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.casework.taking_requests import accept_requests, preview_requests
from resources_app.children.case_file import RefusedEntry
from resources_app.children.case_preview import WithheldRow
from resources_app.cli.case_imports import MAP, foot_lines, refused_lines, some_lines, with_columns
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.looking import ACCEPT, look_and_take, say_taken, was_asked
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, working_on
from resources_app.foundations.counting import counted
from resources_app.requests.request_rows import HEADINGS
from resources_app.requests.rows_preview import NewDraft, RequestsPreview, SameRequest
from resources_app.workbooks.columns import ColumnUse, mapping_from
from resources_app.workbooks.reading import read_workbook


@dataclass(frozen=True)
class DraftLine:
    """A draft that is made. `to_submit` answers are still needed to submit it.

    `reference` is empty until the file is accepted.
    """

    row: int
    identifier: str
    name: str
    new_child: bool
    likely_same: tuple[str, ...]
    to_submit: int
    reference: str


@dataclass(frozen=True)
class RequestsRead:
    """What a table of requests would make, or has made when `accepted`.

    `there` are rows not taken because their request is there. `withheld` are rows about
    restricted children, neither looked at nor taken for this officer.
    """

    added: tuple[DraftLine, ...]
    there: tuple[SameRequest, ...]
    refused: tuple[RefusedEntry, ...]
    withheld: tuple[WithheldRow, ...]
    columns: tuple[ColumnUse, ...]
    notes: tuple[str, ...]
    accepted: bool


@click.command(
    "import",
    epilog=example("request import requests.csv", "request import requests.csv --accept --json"),
)
@click.argument("file", type=FILE)
@MAP
@ACCEPT
@with_invocation
def request_import(here: Invocation, file: Path, pairs: tuple[str, ...], accept: bool) -> None:
    """Import requests from a FILE of the Placements Data Standard (csv or xlsx).

    A row is one child. Brothers and sisters to live together are named in a JSON file, which
    `request add` takes, or afterwards with `request siblings`.
    """
    told = mapping_from(pairs, HEADINGS)
    with at_work(here) as session:
        working_on(f"Reading {file.name}…")
        book = read_workbook(file)
        preview, done = look_and_take(
            here,
            accept,
            look=lambda: with_columns(preview_requests(session, book, told)),
            text=lambda seen: "\n".join(_lines(seen)),
            take=lambda seen: accept_requests(session, seen),
        )
    made = done.references if done else ()
    text = "" if was_asked(here, accept) else "\n".join(_lines(preview, made))
    report(here.json, _read(preview, made, accepted=done is not None), text)
    any_refused = bool(preview.refused or preview.withheld or preview.there)
    say_taken(here, done is not None, preview.changes_nothing, any_refused=any_refused)


def _read(preview: RequestsPreview, made: tuple[str, ...], *, accepted: bool) -> RequestsRead:
    references = made or ("",) * len(preview.added)
    return RequestsRead(
        tuple(_line(*pair) for pair in zip(preview.added, references, strict=True)),
        preview.there,
        preview.refused,
        preview.withheld,
        preview.columns,
        preview.file.notes,
        accepted,
    )


def _line(one: NewDraft, reference: str) -> DraftLine:
    number = one.read.row.number
    return DraftLine(
        number, one.identifier, one.name, one.new_child, one.likely_same, one.to_submit, reference
    )


def _lines(preview: RequestsPreview, made: tuple[str, ...] = ()) -> Iterator[str]:
    yield (
        f"{preview.file.file_name}: {counted(len(preview.added), 'draft')}, "
        f"{len(preview.there):,} there already, "
        f"{counted(len(preview.refused), 'cell')} refused"
    )
    references = made or ("",) * len(preview.added)
    yield from some_lines(
        "Drafts", [_draft(*one) for one in zip(preview.added, references, strict=True)]
    )
    there = [f"row {one.row}, {one.identifier}: {one.why}" for one in preview.there]
    yield from some_lines("There already", there)
    yield from refused_lines(preview.refused)
    yield from foot_lines(preview.withheld, preview.columns, preview.file.notes)


def _draft(one: NewDraft, reference: str) -> str:
    new = ", put on record" if one.new_child else ""
    new += "".join(f" (perhaps: {same})" for same in one.likely_same)
    lacks = f"; {counted(one.to_submit, 'answer')} still needed to submit" if one.to_submit else ""
    said = f"row {one.read.row.number}, {one.identifier}, {one.name}{new}{lacks}"
    return f"{reference}: {said}" if reference else said
