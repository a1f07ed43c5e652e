"""Previews a case system's file against the store, and takes it: one action, all or nothing.

Whoever may not be shown restricted children (`restricted`) sees nothing of theirs compared, and
takes nothing of theirs; whoever may has it written down (`opening_records`) before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from resources_app.casework.opening_records import note_opening
from resources_app.casework.restricted import sees_restricted
from resources_app.children.actions import known_by
from resources_app.children.case_file import (
    CaseFile,
    columns_to_keep,
    need_columns,
    read_case_file,
)
from resources_app.children.case_plan import children_named, plan_children
from resources_app.children.case_preview import ChildrenPreview
from resources_app.children.case_queries import held_children, remembered_columns
from resources_app.children.case_writing import remember_columns, write_children
from resources_app.children.reading import Known
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook

_KIND = "children"
#: What stands in the log of who opened a restricted record.
THROUGH = "import of children"


@dataclass(frozen=True)
class ChildrenTaken:
    """What accepting did: how many were added and changed, and the changes."""

    added: int
    changed: int
    changes: Changes


def preview_children(
    session: Session, file: Path | Workbook, told: Mapping[str, str] | None = None
) -> ChildrenPreview:
    """What taking a file would do; nothing of it is written.

    `told` says of columns, by squashed heading, as which field they are read. Raises BadInput
    when the file is no workbook or has no headings, NotFound when there is no such file, and
    Refused where the opening of a restricted record cannot be written down.
    """
    require(session, Permission.KEEP_REQUESTS)
    book = file if isinstance(file, Workbook) else read_workbook(file)
    remembered = remembered_columns(session.tables, _KIND)
    read = read_case_file(book, given=told, remembered=remembered)
    preview = _compared(session, session.tables, read)
    _note_shown(session, preview)
    return preview


def _compared(session: Session, tables: Tables, file: CaseFile) -> ChildrenPreview:
    held = held_children(tables, children_named(file))
    shown = sees_restricted(session.officer)
    on_record = known_by(session)
    known = Known(
        child_of=lambda name: held[name].child if name in held else None,
        authorities=on_record.authorities,
        today=on_record.today,
    )
    return plan_children(
        file,
        held,
        known,
        withhold=lambda one: one.child.restricted and not shown,
        new_columns=bool(columns_to_keep(file, remembered_columns(tables, _KIND))),
    )


def _note_shown(session: Session, preview: ChildrenPreview) -> None:
    """Write down that restricted children’s records are shown, before they are."""
    held = held_children(session.tables, preview.opened)
    note_opening(session, [one.child for one in held.values()], through=THROUGH)


def accept_children(session: Session, preview: ChildrenPreview) -> ChildrenTaken:
    """Take what a preview showed, and remember how its columns are read.

    Raises Overtaken when the store has changed so that the preview no longer holds, and Refused
    when nothing in the file can be taken.
    """
    require(session, Permission.KEEP_REQUESTS)
    need_columns(preview.file)
    if preview.changes_nothing:
        raise Refused(
            "Nothing in this file is new; nothing was changed.",
            remedy="Look at what was refused, and at how the columns are read.",
        )
    with session.act("take_children", reason=preview.file.file_name) as act:
        if _compared(session, act.tables, preview.file) != preview:
            raise Overtaken(
                "Children’s records have changed since this preview.",
                remedy="Look at a new preview first.",
            )
        write_children(session, act.tables, (*preview.added, *preview.changed))
        told = columns_to_keep(preview.file, remembered_columns(act.tables, _KIND))
        remember_columns(session, act.tables, _KIND, told)
    return ChildrenTaken(len(preview.added), len(preview.changed), act.changes)
