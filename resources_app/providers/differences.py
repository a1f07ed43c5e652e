"""Field-by-field differences of what a register says, and what people call the fields."""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.providers.register_headings import PROVIDERS, SUPPORTED
from resources_app.providers.register_preview import FieldChange, FieldValue

# What people call fields that are no column of their own in the register.
LABELS: dict[str, str] = {column.field: column.label for column in (*SUPPORTED, *PROVIDERS)} | {
    "address": "Address",
    "grade_note": "Note in place of a grade",
    "in_house": "In-house",
    "category": "Setting category",
    "capacity": "Capacity",
    "status": "Setting status",
    "status_date": "Setting status date",
    "provider": "Owner",
    "owner_address": "Owner address",
}

# Fields put together from several columns: given when any of these is.
MADE_FROM = {
    "address": {"line_1", "line_2", "line_3", "town", "county"},
    "grade_note": {"overall_effectiveness"},
    "in_house": {"sector"},
}


def differences(before: tuple[FieldValue, ...], now: tuple[FieldValue, ...]) -> list[FieldChange]:
    names: Sequence[str] = type(before)._fields  # type: ignore[attr-defined]
    return [
        FieldChange(name, LABELS[name], old, new)
        for name, old, new in zip(names, before, now, strict=True)
        if old != new
    ]
