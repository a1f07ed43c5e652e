"""Taking in children from a case system's file: added, changed field by field, and refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from resources_app.casework.taking_children import (
    ChildrenTaken,
    accept_children,
    preview_children,
)
from resources_app.children.case_headings import LABELS
from resources_app.children.case_preview import ChildFieldChange, ChildPlan, ChildrenPreview
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital, joined
from resources_app.session import Session
from ui.pages.import_columns import ROW, ColumnsImportPage
from ui.pages.import_page import Section
from ui.pages.page import Crumb
from ui.shell.places import Place
from ui.shell.widgets.columns import Column


@dataclass(frozen=True)
class _Change:
    """One change of a child, on a line of its own."""

    child: ChildPlan
    change: ChildFieldChange


def _said_of(one: ChildPlan, *fields: str) -> str:
    return "; ".join(each.new for each in one.changes if each.field in fields)


def _rows(one: ChildPlan) -> str:
    return ", ".join(map(str, one.rows))


_ADDED = (
    Column("Identifier", lambda one: one.identifier, 96),
    Column("Child", lambda one: one.name, 160, stretch=True),
    Column("Born", lambda one: day_text(one.date_of_birth), 106,
           sort=lambda one: one.date_of_birth),
    Column("Legal status", lambda one: _said_of(one, "Legal status"), 200, stretch=True,
           hint=lambda one: _said_of(one, "Legal status")),
    Column("Looked after", lambda one: _said_of(one, "Looked after"), 170),
    Column("Social worker", lambda one: _said_of(one, "Social worker"), 130),
    Column("School", lambda one: _said_of(one, "School"), 130, stretch=True),
    Column("Rows", _rows, 64, sort=lambda one: one.rows),
)  # fmt: skip
_CHANGED = (
    Column("Identifier", lambda one: one.child.identifier, 96),
    Column("Child", lambda one: one.child.name, 160),
    Column("Field", lambda one: one.change.field, 150),
    Column("On record", lambda one: one.change.old or "Nothing", 200, stretch=True,
           hint=lambda one: one.change.old),
    Column("In the file", lambda one: one.change.new, 200, stretch=True,
           hint=lambda one: one.change.new),
    Column("Rows", lambda one: _rows(one.child), 64, sort=lambda one: one.child.rows),
)  # fmt: skip
_REFUSED = (
    Column("Sheet", lambda one: one.sheet, 100),
    ROW,
    Column("Column", lambda one: one.field, 140),
    Column("It holds", lambda one: one.value, 140),
    Column("Not taken", lambda one: "This only" if one.alone else "The child", 96),
    Column("Why, and what would be right", lambda one: one.why, 300, stretch=True,
           hint=lambda one: one.why),
)  # fmt: skip


class ChildrenImportPage(ColumnsImportPage):
    """Matched by the council's own identifier; a blank cell leaves what is on record."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"child", "legal_status_period", "period_of_care", "sibling", "import_layout"}
    )
    TITLE = "Import children"
    LINE = "A case system’s export. You see what it would change before anything is stored."
    FILE = "The case system’s file"

    LABELS: ClassVar[Mapping[str, str]] = LABELS

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), ("Import children", None)]

    def preview(self, session: Session, path: Path, asked: Any) -> ChildrenPreview:
        return preview_children(session, path, asked)

    def sections(self, preview: ChildrenPreview) -> list[Section]:
        changes = [_Change(one, each) for one in preview.changed for each in one.changes]
        columns = self.columns_section(preview)
        if preview.file.lacking:
            return [columns]
        return [
            Section("refused", "Refused", _REFUSED, preview.refused, "bad"),
            Section("added", "Added", _ADDED, preview.added, "good"),
            Section("changed", "Changed", _CHANGED, changes, "information"),
            self.withheld_section(preview),
            columns,
            self.notes_section(preview),
        ]

    def says(self, preview: ChildrenPreview) -> str:
        name = preview.file.file_name
        if lacking := self.lacking(preview):
            return lacking
        told = [
            f"{counted(len(preview.added), 'child', 'children')} to add",
            f"{len(preview.changed):,} to change",
            f"{preview.unchanged:,} as they are",
        ]
        return f"{name}: {joined(told)}."

    def accept_words(self, preview: ChildrenPreview) -> str:
        if preview.file.lacking or preview.changes_nothing:
            return ""
        parts = []
        if preview.added:
            parts.append(f"add {counted(len(preview.added), 'child', 'children')}")
        if preview.changed:
            parts.append(f"change {counted(len(preview.changed), 'child', 'children')}")
        return capital(joined(parts)) or "Remember these columns"

    def accept(self, session: Session, preview: ChildrenPreview) -> ChildrenTaken:
        return accept_children(session, preview)

    def accepted(self, result: ChildrenTaken) -> None:
        self.forget_columns()
        self.desk.go("requests")
        self.desk.say(
            f"{counted(result.added, 'child', 'children')} added and {result.changed:,} changed."
        )
