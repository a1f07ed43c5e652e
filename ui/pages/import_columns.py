"""Import pages for files of other systems, whose columns a person may name themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.phrases import capital, joined
from resources_app.workbooks.columns import ColumnUse, How
from resources_app.workbooks.headings import squashed
from ui.pages.import_page import ImportPage, Section
from ui.shell.desk import Desk
from ui.shell.widgets.columns import Column
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

_READ_AS = Field("field", "Read as", Kind.CHOICE, help="Left open, the column is not read.")
ROW = Column("Row", lambda one: str(one.row), 56, number=True, sort=lambda one: one.row)
_WITHHELD = (
    Column("Sheet", lambda one: one.sheet, 140),
    ROW,
    Column(
        "Why",
        lambda _: "A restricted record: not compared and not taken. A manager takes it in.",
        400,
        stretch=True,
    ),
)
_TEXT = (Column("Note", lambda one: one, 400, stretch=True, hint=lambda one: one),)


class ColumnsImportPage(ImportPage):
    """What was said of columns is kept while the same file is looked at."""

    #: What the fields are called, in the order in which they are offered.
    LABELS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told: dict[str, str] = {}
        self._path: Path | None = None

    def prepare(self) -> Any:
        if self.file.path != self._path:
            self._told, self._path = {}, self.file.path
        return dict(self._told)

    def forget_columns(self) -> None:
        """What was said is remembered in the store now."""
        self._told = {}

    def columns_section(self, preview: Any) -> Section:
        """How each column is read; Enter on one asks what it is."""
        columns = (
            Column("Sheet", lambda one: one.sheet, 140),
            Column("Column", lambda one: one.heading, 220, stretch=True),
            Column(
                "Read as",
                lambda one: self.LABELS.get(one.field, "Not read"),
                220,
                stretch=True,
            ),
            Column(
                "Because of",
                lambda one: capital(one.how),
                240,
                tone=lambda one: "warning" if one.how is How.UNKNOWN else "",
            ),
        )
        return Section(
            "columns",
            "Columns",
            columns,
            preview.columns,
            opened=self._ask_column,
            help="Enter, or a double click, on a column says what it is read as.",
        )

    @staticmethod
    def withheld_section(preview: Any) -> Section:
        """Rows of restricted children, of which nothing is shown to this officer."""
        return Section("withheld", "Restricted", _WITHHELD, preview.withheld, "warning")

    @staticmethod
    def lacking(preview: Any) -> str:
        """Which column the file has to have and has not, in a sentence; empty for none."""
        if not preview.file.lacking:
            return ""
        return (
            f"{preview.file.file_name}: no column is headed as "
            f"{joined(preview.file.lacking).lower()}. Say below which one it is."
        )

    @staticmethod
    def notes_section(preview: Any) -> Section:
        """Sentences about the file as a whole."""
        return Section("notes", "Notes", _TEXT, preview.file.notes)

    def _ask_column(self, use: ColumnUse) -> None:
        form = Form((_READ_AS,))
        form.offer("field", self.LABELS.items())
        form.set_values({"field": use.field})
        panel = Panel(f"The column “{use.heading}”", form, "Read it so", lambda: press())

        def press() -> None:
            record, path = form.read(), self.file.path
            if record is None or path is None:
                return
            self._told[squashed(use.heading)] = str(record["field"])
            panel.close_panel()
            self.look_at(path, dict(self._told))

        self.show_panel(panel)
