"""What taking a table of requests would do, as it is shown before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.children.case_file import CaseFile, RefusedEntry
from resources_app.children.case_preview import WithheldRow
from resources_app.requests.request_rows import ReadRow
from resources_app.workbooks.columns import ColumnUse


@dataclass(frozen=True)
class NewDraft:
    """A draft that would be made. `to_submit` answers are still needed to submit it.

    `new_child` says that the child would be put on record with it. `row_sha256` tells the row
    again.
    """

    read: ReadRow
    identifier: str
    name: str
    new_child: bool
    to_submit: int
    row_sha256: str
    # Children on record who may be this one under another identifier, a sentence each.
    likely_same: tuple[str, ...] = ()


@dataclass(frozen=True)
class SameRequest:
    """A row that is not taken, because the request is there; `reference` is empty for a row."""

    sheet: str
    row: int
    identifier: str
    reference: str
    why: str


@dataclass(frozen=True)
class RequestsPreview:
    """Everything that accepting would do, and everything that would not be taken."""

    file: CaseFile
    added: tuple[NewDraft, ...]
    there: tuple[SameRequest, ...]
    refused: tuple[RefusedEntry, ...]
    withheld: tuple[WithheldRow, ...]
    new_columns: bool = False

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to take."""
        return not (self.added or self.new_columns)

    @property
    def columns(self) -> tuple[ColumnUse, ...]:
        """How each column of the file is read."""
        return self.file.columns
