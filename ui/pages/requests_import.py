"""Taking in requests: a table under the national standard's names, or a JSON file of one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from resources_app.casework.taking_request_file import (
    RequestFilePreview,
    accept_request_file,
    preview_request_file,
)
from resources_app.casework.taking_requests import (
    RequestsTaken,
    accept_requests,
    preview_requests,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital
from resources_app.requests.actions import RequestMade
from resources_app.requests.request_rows import LABELS
from resources_app.requests.rows_preview import NewDraft, RequestsPreview
from resources_app.session import Session
from ui.pages.import_columns import ROW, ColumnsImportPage
from ui.pages.import_page import Section
from ui.pages.page import Crumb
from ui.pages.request_file_preview import file_says, sections_of_file
from ui.shell.places import Place
from ui.shell.widgets.columns import Column


def _answer(one: NewDraft, name: str) -> Any:
    return one.read.form.request[name]


def _sought(one: NewDraft) -> str:
    return capital(", ".join(_answer(one, "provision_sought"))) or "Not said"


def _lacks(one: NewDraft) -> str:
    return f"{counted(one.to_submit, 'answer')} to give" if one.to_submit else "Complete"


def _on_record(one: NewDraft) -> str:
    if one.likely_same:
        return "Perhaps"
    return "Will be" if one.new_child else "Yes"


_DRAFTS = (
    Column("Row", lambda one: str(one.read.row.number), 56, number=True,
           sort=lambda one: one.read.row.number),
    Column("Identifier", lambda one: one.identifier, 96),
    Column("Child", lambda one: one.name, 170, stretch=True),
    Column("On record", _on_record, 110,
           tone=lambda one: "warning" if one.likely_same else "",
           hint=lambda one: "\n".join(one.likely_same)),
    Column("Home sought", _sought, 200, stretch=True, hint=_sought),
    Column("Needed by", lambda one: day_text(_answer(one, "needed_by_date")), 110,
           sort=lambda one: str(_answer(one, "needed_by_date") or "9999")),
    Column("To submit it", _lacks, 150,
           tone=lambda one: "warning" if one.to_submit else "good"),
)  # fmt: skip
_THERE = (
    ROW,
    Column("Identifier", lambda one: one.identifier, 110),
    Column("Request", lambda one: one.reference, 150),
    Column("Why it is not taken again", lambda one: one.why, 300, stretch=True),
)
_REFUSED = (
    Column("Sheet", lambda one: one.sheet, 120),
    ROW,
    Column("Column", lambda one: one.field, 190),
    Column("It holds", lambda one: one.value, 150),
    Column("Why, and what would be right", lambda one: one.why, 300, stretch=True,
           hint=lambda one: one.why),
)  # fmt: skip


class RequestsImportPage(ColumnsImportPage):
    """Each row becomes a draft; one that is there already is pointed out, and not doubled."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {"child", "placement_request", "request_sibling", "request_row", "import_layout"}
    )
    TITLE = "Import requests"
    LINE = (
        "A table under the national standard’s names, a row a request, or a JSON file of one "
        "request with its brothers and sisters. Each becomes a draft."
    )
    KINDS = "Requests (*.xlsx *.xls *.xlsb *.ods *.csv *.json);;All files (*)"
    FILE = "The requests’ file"
    LABELS: ClassVar[Mapping[str, str]] = LABELS

    def crumbs(self) -> list[Crumb]:
        return [("Requests", Place("requests")), ("Import requests", None)]

    def preview(
        self, session: Session, path: Path, asked: Any
    ) -> RequestsPreview | RequestFilePreview:
        if path.suffix.casefold() == ".json":
            return preview_request_file(session, path)
        return preview_requests(session, path, asked)

    def sections(self, preview: RequestsPreview | RequestFilePreview) -> list[Section]:
        if isinstance(preview, RequestFilePreview):
            return sections_of_file(preview)
        columns = self.columns_section(preview)
        if preview.file.lacking:
            return [columns]
        there = Section("there", "There already", _THERE, preview.there, "information",
                        opened=self._open, help="Enter on a line opens the request.")  # fmt: skip
        return [
            Section("refused", "Refused", _REFUSED, preview.refused, "bad"),
            Section("drafts", "To make", _DRAFTS, preview.added, "good"),
            there,
            self.withheld_section(preview),
            columns,
            self.notes_section(preview),
        ]

    def _open(self, one: Any) -> None:
        if one.reference:
            self.desk.go("request", one.reference)

    def says(self, preview: RequestsPreview | RequestFilePreview) -> str:
        if isinstance(preview, RequestFilePreview):
            return file_says(preview)
        name = preview.file.file_name
        if lacking := self.lacking(preview):
            return lacking
        drafts = counted(len(preview.added), "draft")
        return f"{name}: {drafts} to make, {len(preview.there):,} there already."

    def accept_words(self, preview: RequestsPreview | RequestFilePreview) -> str:
        if isinstance(preview, RequestFilePreview):
            return "Make the draft" if preview.can_be_taken else ""
        if preview.file.lacking or preview.changes_nothing:
            return ""
        if not preview.added:
            return "Remember these columns"
        return f"Make {counted(len(preview.added), 'draft')}"

    def accept(
        self, session: Session, preview: RequestsPreview | RequestFilePreview
    ) -> RequestsTaken | RequestMade:
        if isinstance(preview, RequestFilePreview):
            return accept_request_file(session, preview)
        return accept_requests(session, preview)

    def accepted(self, result: RequestsTaken | RequestMade) -> None:
        self.forget_columns()
        if isinstance(result, RequestMade):
            self.desk.go("request", result.reference)
            self.desk.say(f"{result.reference} is saved as a draft.")
            return
        self.desk.go("requests", tab="draft")
        self.desk.say(f"{counted(len(result.references), 'draft')} made.")
