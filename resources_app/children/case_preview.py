"""What taking a case system's file would do, as it is shown before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.children.case_file import CaseFile, RefusedEntry
from resources_app.children.case_periods import DatedCode, PeriodChange
from resources_app.children.model import Child
from resources_app.workbooks.columns import ColumnUse


@dataclass(frozen=True)
class HeldChild:
    """A child on record: as it is stored, with periods, and siblings' identifiers."""

    child: Child
    stored: dict[str, object]
    statuses: tuple[DatedCode, ...]
    care: tuple[DatedCode, ...]
    siblings: frozenset[str]


@dataclass(frozen=True)
class ChildFieldChange:
    """One thing about a child that would change, in words; `old` is empty for something new."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class ChildPlan:
    """What would be written of one child. `child_id` is empty for one who is new.

    `values` are the columns that differ, `siblings` the identifiers of those to be linked,
    `rows` the file's rows.
    """

    identifier: str
    name: str
    date_of_birth: date
    child_id: str
    rows: tuple[int, ...]
    values: tuple[tuple[str, object], ...]
    statuses: tuple[PeriodChange, ...]
    care: tuple[PeriodChange, ...]
    siblings: tuple[str, ...]
    changes: tuple[ChildFieldChange, ...]


@dataclass(frozen=True)
class WithheldRow:
    """A row about a restricted child, or naming one as brother or sister.

    That is neither compared nor taken for whoever may not be shown such records.
    """

    sheet: str
    row: int


@dataclass(frozen=True)
class ChildrenPreview:
    """Everything that accepting would do, and everything that would not be taken.

    `new_columns` says that the mapping given is not remembered yet. `opened` are the identifiers of
    restricted children whose record something here says something about.
    """

    file: CaseFile
    added: tuple[ChildPlan, ...]
    changed: tuple[ChildPlan, ...]
    unchanged: int
    refused: tuple[RefusedEntry, ...]
    withheld: tuple[WithheldRow, ...]
    new_columns: bool = False
    opened: frozenset[str] = frozenset()

    @property
    def changes_nothing(self) -> bool:
        """Whether the store already holds all that can be taken."""
        return not (self.added or self.changed or self.new_columns)

    @property
    def columns(self) -> tuple[ColumnUse, ...]:
        """How each column of the file is read."""
        return self.file.columns
