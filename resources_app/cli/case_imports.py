"""`import children`: a case system's file, shown against what is on record and then taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import click

from resources_app.casework.taking_children import accept_children, preview_children
from resources_app.children.case_file import CaseFile, RefusedEntry
from resources_app.children.case_headings import HEADINGS
from resources_app.children.case_preview import (
    ChildFieldChange,
    ChildPlan,
    ChildrenPreview,
    WithheldRow,
)
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.looking import ACCEPT, look_and_take, say_taken, was_asked
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, working_on
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.workbooks.columns import ColumnUse, mapping_from
from resources_app.workbooks.reading import read_workbook

_MOST_SHOWN = 20


@dataclass(frozen=True)
class ChildLine:
    """A child who is added or changed. `rows` are the file's, counted from 1."""

    identifier: str
    name: str
    rows: tuple[int, ...]
    changes: tuple[ChildFieldChange, ...]


@dataclass(frozen=True)
class ChildrenRead:
    """What a case system's file would change, or has changed when `accepted`.

    `withheld` are rows about restricted children, neither compared nor taken for this officer.
    """

    added: tuple[ChildLine, ...]
    changed: tuple[ChildLine, ...]
    unchanged: int
    refused: tuple[RefusedEntry, ...]
    withheld: tuple[WithheldRow, ...]
    columns: tuple[ColumnUse, ...]
    notes: tuple[str, ...]
    accepted: bool


MAP = click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="Read a column as a field, or as none with nothing after the sign; may be repeated. "
    "It is remembered for files with the same headings.",
)


@click.command(
    "children",
    epilog=example(
        "import children mosaic.csv",
        'import children mosaic.csv --map "Person ref=local_identifier" --accept',
    ),
)
@click.argument("file", type=FILE)
@MAP
@ACCEPT
@with_invocation
def import_children(here: Invocation, file: Path, pairs: tuple[str, ...], accept: bool) -> None:
    """Import children from a case system’s FILE (csv or xlsx)."""
    told = mapping_from(pairs, HEADINGS)
    with at_work(here) as session:
        working_on(f"Reading {file.name}…")
        book = read_workbook(file)
        preview, done = look_and_take(
            here,
            accept,
            look=lambda: with_columns(preview_children(session, book, told)),
            text=lambda seen: "\n".join(preview_lines(seen)),
            take=lambda seen: accept_children(session, seen),
        )
    taken = done is not None
    text = "" if was_asked(here, accept) else "\n".join(preview_lines(preview))
    report(here.json, _read(preview, taken), text)
    any_refused = bool(preview.refused or preview.withheld)
    say_taken(here, taken, preview.changes_nothing, any_refused=any_refused)


class CasePreview(Protocol):
    """What a table of the case system would change, and the file that it was read from."""

    @property
    def file(self) -> CaseFile: ...


_Seen = TypeVar("_Seen", bound=CasePreview)


def with_columns(preview: _Seen) -> _Seen:
    """The preview. Raises BadInput for a file in which no column names the child."""
    file = preview.file
    if file.lacking:
        raise BadInput(
            f"No column is headed as {joined(file.lacking).lower()}.",
            where=Where(file=file.file_name, sheet=file.columns[0].sheet),
            remedy="Say which it is, for example: --map “Person ref=local_identifier”.",
        )
    return preview


def _read(preview: ChildrenPreview, taken: bool) -> ChildrenRead:
    return ChildrenRead(
        tuple(map(_line, preview.added)),
        tuple(map(_line, preview.changed)),
        preview.unchanged,
        preview.refused,
        preview.withheld,
        preview.columns,
        preview.file.notes,
        taken,
    )


def _line(one: ChildPlan) -> ChildLine:
    return ChildLine(one.identifier, one.name, one.rows, one.changes)


def preview_lines(preview: ChildrenPreview) -> Iterator[str]:
    """The preview as a person reads it, the longest parts cut short."""
    yield (
        f"{preview.file.file_name}: {counted(len(preview.added), 'child', 'children')} added, "
        f"{len(preview.changed):,} changed, {preview.unchanged:,} as they are, "
        f"{counted(len(preview.refused), 'cell')} refused"
    )
    added = [f"{one.identifier}, {one.name}" for one in preview.added]
    yield from some_lines("Added", added)
    changed = [
        f"{one.identifier}, {one.name}: {_change(each)}"
        for one in preview.changed
        for each in one.changes
    ]
    yield from some_lines("Changed", changed)
    yield from refused_lines(preview.refused)
    yield from foot_lines(preview.withheld, preview.columns, preview.file.notes)


def _change(one: ChildFieldChange) -> str:
    return f"{one.field}: {one.old or '(nothing)'} → {one.new}"


def refused_lines(refused: Sequence[RefusedEntry]) -> Iterator[str]:
    """Every cell that was not taken, and why."""
    lines = [f"{one.sheet}, row {one.row}, {one.field}: {one.why}" for one in refused]
    yield from some_lines("Refused", lines)


def foot_lines(
    withheld: Sequence[WithheldRow], columns: Sequence[ColumnUse], notes: Sequence[str]
) -> Iterator[str]:
    """What stands below any of these previews: rows withheld, columns not read, notes."""
    if withheld:
        yield (
            f"{counted(len(withheld), 'row')} of restricted records not compared and not "
            "taken; a team manager takes them in."
        )
    unread = [one.heading for one in columns if not one.field]
    if unread:
        yield f"Columns not read: {', '.join(unread)}"
    yield from notes


def some_lines(title: str, lines: Sequence[str]) -> Iterator[str]:
    """A title and its lines, the first of them where there are many."""
    if lines:
        yield f"{title}:"
    for line in lines[:_MOST_SHOWN]:
        yield f"  {line}"
    if len(lines) > _MOST_SHOWN:
        yield f"  and {len(lines) - _MOST_SHOWN:,} more; --json lists them all"
