"""Taking in Ofsted's monthly register: what is added, changed, closed and refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from resources_app.casework.alerts import RegisterTaken, take_register
from resources_app.providers.preview_text import change_text
from resources_app.providers.register_actions import preview_register
from resources_app.providers.register_preview import RegisterPreview
from resources_app.session import Session
from ui.pages.import_page import ImportPage, Section
from ui.pages.page import Crumb
from ui.pages.wording import sentence, short_grade
from ui.shell.places import Place
from ui.shell.widgets.columns import Column

_URN = Column("URN", lambda one: one.urn, 96)
_SERVICES = (
    _URN,
    Column("Service", lambda one: one.name, 220, stretch=True),
    Column("Kind", lambda one: sentence(one.provision_type), 190),
    Column("Authority", lambda one: one.authority_name, 150, stretch=True),
    Column("Ofsted", lambda one: short_grade(one.overall_effectiveness), 150),
    Column("Registration", lambda one: one.registration_status, 110),
)


def _changes(one: Any) -> str:
    return "; ".join(change_text(field) for field in one.fields)


_CHANGED = (
    Column("URN", lambda one: one.now.urn, 96),
    Column("Service", lambda one: one.now.name, 220),
    Column("What changes", _changes, 300, stretch=True, hint=_changes),
)
_SETTINGS = (
    _URN,
    Column("Address", lambda one: one.address.replace("\n", ", "), 260, stretch=True),
    Column("Postcode", lambda one: one.postcode, 110),
    Column("Category", lambda one: one.category, 180),
)
_REFUSED = (
    Column("Sheet", lambda one: one.sheet, 150),
    Column("Row", lambda one: str(one.row), 60, number=True, sort=lambda one: one.row),
    Column("Column", lambda one: f"{one.column} ({one.address})", 180),
    Column("It holds", lambda one: one.value, 150),
    Column("Why it is refused", lambda one: one.why, 280, stretch=True, hint=lambda one: one.why),
)
_WORSENED = (
    Column("What", lambda one: sentence(one.kind), 160),
    Column("In words", lambda one: one.message, 400, stretch=True, hint=lambda one: one.message),
)
_TEXT = (Column("Note", lambda one: one, 400, stretch=True, hint=lambda one: one),)


class RegisterImportPage(ImportPage):
    """Matched by URN; what the team added itself is never touched."""

    WATCHES: ClassVar[frozenset[str]] = frozenset({"service"})
    TITLE = "Import Ofsted’s register"
    LINE = "The monthly workbook. You see what it would change before anything is stored."
    FILE = "The register’s file"

    def crumbs(self) -> list[Crumb]:
        return [("Providers", Place("providers")), ("Import the register", None)]

    def preview(self, session: Session, path: Path, asked: Any) -> RegisterPreview:  # noqa: ARG002
        return preview_register(session, path)

    def sections(self, preview: RegisterPreview) -> list[Section]:
        reading, settings = preview.reading, preview.settings
        skipped = [
            f"{kind}: {count:,}, never placed with" for kind, count in reading.skipped.items()
        ]
        return [
            Section("refused", "Refused", _REFUSED, preview.refused, "bad"),
            Section("added", "Added", _SERVICES, preview.added, "good"),
            Section("changed", "Changed", _CHANGED, preview.changed, "information"),
            Section("closed", "Closed", _CHANGED, preview.closed, "warning"),
            Section("worse", "Bad news", _WORSENED, preview.worsened, "warning"),
            Section("unlisted", "No longer listed", _SERVICES, preview.no_longer_listed, "warning"),
            Section("settings", "Settings added", _SETTINGS, settings.added, "good"),
            Section("notes", "Notes", _TEXT, [*reading.notes, *skipped]),
        ]

    def says(self, preview: RegisterPreview) -> str:
        unchanged = f"{preview.unchanged:,} services are as they were."
        if preview.changes_nothing:
            return f"{preview.reading.file_name} changes nothing: {unchanged}"
        # A first import has nothing to compare with.
        unchanged = f" {unchanged}" if preview.unchanged else ""
        return f"{preview.reading.file_name}, {preview.reading.layout}.{unchanged}"

    def accept_words(self, preview: RegisterPreview) -> str:
        if preview.changes_nothing:
            return ""
        counts = preview.counts()
        names = [name for name in ("added", "changed", "closed") if counts[name]]
        told = ", ".join(f"{counts[name]:,} {name}" for name in names)
        return f"Accept {told or 'the settings'}"

    def accept(self, session: Session, preview: RegisterPreview) -> RegisterTaken:
        return take_register(session, preview)

    def accepted(self, result: RegisterTaken) -> None:
        counts = result.accepted.counts
        alerts = f" {result.alerts:,} alerts were raised." if result.alerts else ""
        self.desk.go("providers")
        self.desk.say(
            f"The register is in: {counts['added']:,} services added, {counts['changed']:,} "
            f"changed, {counts['closed']:,} closed.{alerts}"
        )
