"""Taking in children from a case system's file: added, changed field by field, and refused."""

from __future__ import annotations

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
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.phrases import capital, joined
from resources_app.session import Session
from resources_app.workbooks.columns import ColumnUse, How
from resources_app.workbooks.headings import squashed
from ui.pages.import_page import ImportPage, Section
from ui.pages.page import Crumb
from ui.shell.places import Place
from ui.shell.widgets.columns import Column
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

_READ_AS = Field("field", "Read as", Kind.CHOICE, help="Left open, the column is not read.")


@dataclass(frozen=True)
class _Change:
    """One change of a child, on a line of its own."""

    child: ChildPlan
    change: ChildFieldChange


def _said_of(one: ChildPlan, *fields: str) -> str:
    return "; ".join(each.new for each in one.changes if each.field in fields)


def _rows(one: ChildPlan) -> str:
    return ", ".join(map(str, one.rows))


_ROW = Column("Row", lambda one: str(one.row), 56, number=True, sort=lambda one: one.row)
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
    _ROW,
    Column("Column", lambda one: one.field, 140),
    Column("It holds", lambda one: one.value, 140),
    Column("Not taken", lambda one: "This only" if one.alone else "The child", 96),
    Column("Why, and what would be right", lambda one: one.why, 300, stretch=True,
           hint=lambda one: one.why),
)  # fmt: skip
_WITHHELD = (
    Column("Sheet", lambda one: one.sheet, 140),
    _ROW,
    Column(
        "Why",
        lambda _: "A restricted record: not compared and not taken. A manager takes it in.",
        400,
        stretch=True,
    ),
)
_COLUMNS = (
    Column("Sheet", lambda one: one.sheet, 140),
    Column("Column", lambda one: one.heading, 220, stretch=True),
    Column("Read as", lambda one: LABELS.get(one.field, "Not read"), 220, stretch=True),
    Column("Because of", lambda one: capital(one.how), 240,
           tone=lambda one: "warning" if one.how is How.UNKNOWN else ""),
)  # fmt: skip
_TEXT = (Column("Note", lambda one: one, 400, stretch=True, hint=lambda one: one),)


class ChildrenImportPage(ImportPage):
    """Matched by the council's own identifier; a blank cell leaves what is on record."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"child", "legal_status_period", "period_of_care", "sibling", "import_layout"}
    )
    TITLE = "Import children"
    LINE = "A case system’s export. You see what it would change before anything is stored."
    FILE = "The case system’s file"

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        #: What was said of columns here, by squashed heading.
        self._told: dict[str, str] = {}
        self._path: Path | None = None

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), ("Import children", None)]

    def prepare(self) -> Any:
        if self.file.path != self._path:
            self._told, self._path = {}, self.file.path
        return dict(self._told)

    def preview(self, session: Session, path: Path, asked: Any) -> ChildrenPreview:
        return preview_children(session, path, asked)

    def sections(self, preview: ChildrenPreview) -> list[Section]:
        changes = [_Change(one, each) for one in preview.changed for each in one.changes]
        columns = Section(
            "columns",
            "Columns",
            _COLUMNS,
            preview.columns,
            opened=self._ask_column,
            help="Enter, or a double click, on a column says what it is read as.",
        )
        if preview.file.lacking:
            return [columns]
        return [
            Section("refused", "Refused", _REFUSED, preview.refused, "bad"),
            Section("added", "Added", _ADDED, preview.added, "good"),
            Section("changed", "Changes", _CHANGED, changes, "information"),
            Section("withheld", "Restricted", _WITHHELD, preview.withheld, "warning"),
            columns,
            Section("notes", "Notes", _TEXT, preview.file.notes),
        ]

    def says(self, preview: ChildrenPreview) -> str:
        name = preview.file.file_name
        if preview.file.lacking:
            return (
                f"{name}: no column is headed as {joined(preview.file.lacking).lower()}. "
                "Say below which one it is."
            )
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
        self._told = {}
        self.desk.go("requests")
        self.desk.say(
            f"{counted(result.added, 'child', 'children')} added and {result.changed:,} changed."
        )

    def _ask_column(self, use: ColumnUse) -> None:
        """Ask as what a column is to be read, and look at the file again."""
        form = Form((_READ_AS,))
        form.offer("field", LABELS.items())
        form.set_values({"field": use.field})
        panel = Panel(f"The column “{use.heading}”", form, "Read it so", lambda: press())

        def press() -> None:
            record = form.read()
            path = self.file.path
            if record is None or path is None:
                return
            self._told[squashed(use.heading)] = str(record["field"])
            panel.close_panel()
            self.look_at(path, dict(self._told))

        self.show_panel(panel)
