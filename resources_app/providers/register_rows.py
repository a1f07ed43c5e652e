"""Turns the columns of a register's sheet into tuples of services and settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from resources_app.providers.model import RegisteredService, RegisteredSetting
from resources_app.providers.register_columns import SheetColumns, Values
from resources_app.providers.register_values import is_grade

_GRADES = ("overall_effectiveness", "safety_grade", "leadership_grade", "outcomes_grade")
# Fields of a service that hold neither text nor a yes or no.
_NUMBERS_AND_DATES = frozenset(
    {
        "registration_date",
        "closed_date",
        "registered_places",
        "inspection_date",
        "interim_inspection_date",
        "assurance_visit_date",
    }
)


def services_of(columns: SheetColumns) -> list[RegisteredService]:
    """A service for every row, from the columns of the same names; others are empty."""
    size = len(columns)
    lists = [
        columns.values.get(name) or [_empty(name)] * size for name in RegisteredService._fields
    ]
    return list(map(RegisteredService._make, zip(*lists, strict=True)))


def settings_of(columns: SheetColumns, addresses: Sequence[str]) -> list[RegisteredSetting]:
    """A setting for every row. Without an authority of its own it is in its provider's."""
    values = columns.values
    authorities: Values = [
        setting or provider
        for setting, provider in zip(
            values["setting_authority_name"], values["authority_name"], strict=True
        )
    ]
    return list(
        map(
            RegisteredSetting,
            values["urn"],
            addresses,
            values["postcode"],
            authorities,
            values["category"],
            values["capacity"],
            [status or "Open" for status in values["setting_status"]],
            values["setting_status_date"],
            values["setting_telephone"],
        )
    )


def move_sentences(values: dict[str, Values]) -> None:
    """Where Ofsted writes a sentence instead of grades, keep it once, as the note."""
    notes = [""] * len(values["urn"])
    for name in _GRADES:
        grades = values[name]
        sentences = {text for text in set(grades) if text is not None and not is_grade(text)}
        if not sentences:
            continue
        for position, text in enumerate(grades):
            if text in sentences:
                grades[position] = ""
                if text not in notes[position]:
                    notes[position] = f"{notes[position]}\n{text}".strip()
    values["grade_note"] = notes


def _empty(name: str) -> Any:
    if name in _NUMBERS_AND_DATES:
        return None
    is_yes_or_no = name.startswith("cares_for_") or name in {"multi_building", "in_house"}
    return 0 if is_yes_or_no else ""
