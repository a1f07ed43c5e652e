"""Puts a preview of a register into plain sentences, for the command line and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.providers.model import CARES_FOR, RegisteredService, RegisteredSetting
from resources_app.providers.register_columns import RefusedCell
from resources_app.providers.register_preview import (
    FieldChange,
    FieldValue,
    RegisterPreview,
    ServiceChange,
)

_YES_NO_FIELDS = frozenset({*CARES_FOR, "multi_building", "in_house"})


def preview_lines(preview: RegisterPreview, *, each: int = 20) -> list[str]:
    """The preview as lines of text; at most `each` services or cells under a heading."""
    reading = preview.reading
    return [
        f"{reading.file_name} ({reading.layout})",
        _summary(preview),
        *_section("Added", map(_service_line, preview.added), each),
        *_section("Changed", _change_lines(preview.changed), each),
        *_section("Closed", _change_lines(preview.closed), each),
        *_section(
            "No longer listed, left as they are", map(_service_line, preview.no_longer_listed), each
        ),
        *_section("Settings added", map(_setting_line, preview.settings.added), each),
        *_section(
            "Settings changed",
            (
                f"{_setting_line(change.now)}: {_fields_text(change.fields)}"
                for change in preview.settings.changed
            ),
            each,
        ),
        *_section(
            "Settings no longer listed",
            (_setting_line(gone.said) for gone in preview.settings.removed),
            each,
        ),
        *_section("Refused", map(refused_line, preview.refused), each),
        *_section(
            "Skipped, never placed with",
            (f"{kind}: {count:,}" for kind, count in reading.skipped.items()),
            each,
        ),
        *_section("Notes", reading.notes, each),
    ]


def refused_line(cell: RefusedCell) -> str:
    """Where a cell is, what it holds, and what would be right."""
    held = f" “{cell.value}”:" if cell.value else ""
    return f"{cell.sheet}, row {cell.row}, {cell.column} ({cell.address}):{held} {cell.why}"


def change_text(change: FieldChange) -> str:
    """One field, old and new, as people read them."""
    old, new = _shown(change.field, change.old), _shown(change.field, change.new)
    return f"{change.label} {old} → {new}"


def _summary(preview: RegisterPreview) -> str:
    counts = preview.counts()
    told = ", ".join(
        f"{counts[name]:,} {name}" for name in ("added", "changed", "closed", "refused", "skipped")
    )
    return (
        f"Services: {told}, {preview.unchanged:,} unchanged."
        f" Settings: {len(preview.settings.added):,} added,"
        f" {len(preview.settings.changed):,} changed,"
        f" {len(preview.settings.removed):,} no longer listed."
    )


def _section(title: str, lines: Iterable[str], each: int) -> Iterator[str]:
    shown = 0
    count = 0
    for line in lines:
        if count == 0:
            yield ""
            yield f"{title}:"
        count += 1
        if shown < each:
            shown += 1
            yield f"  {line}"
    if count > shown:
        yield f"  … and {count - shown:,} more"


def _service_line(service: RegisteredService) -> str:
    status = service.registration_status
    return f"{service.urn} {service.name} ({service.provision_type}, {status.lower()})"


def _change_lines(changes: Iterable[ServiceChange]) -> Iterator[str]:
    for change in changes:
        yield f"{change.now.urn} {change.now.name}: {_fields_text(change.fields)}"


def _fields_text(fields: Iterable[FieldChange]) -> str:
    return "; ".join(map(change_text, fields))


def _setting_line(setting: RegisteredSetting) -> str:
    place = ", ".join(part for part in (*setting.address.split("\n"), setting.postcode) if part)
    return f"{setting.urn} {place or 'address not shared'}"


def _shown(field: str, value: FieldValue) -> str:
    if value is None or value == "":
        return "nothing"
    if field in _YES_NO_FIELDS:
        return "yes" if value else "no"
    if field.endswith("_date"):
        return day_text(date.fromisoformat(str(value)))
    return "“" + str(value).replace("\n", ", ") + "”"
