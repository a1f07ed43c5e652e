"""Answers of a form as people read them: a field's value in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from resources_app.foundations.codes import words_with_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, unanswered
from resources_app.foundations.money import pounds
from resources_app.foundations.percents import percent_text
from resources_app.foundations.phrases import capital


def answer_text(field: Field, value: Any) -> str:
    """One answer in words; empty when it was left open."""
    if unanswered(value):
        return ""
    if field.kind is Kind.RECORDS:
        return "\n".join(_record(field, one) for one in value)
    if field.codes is not None:
        return words_with_code(field.codes, str(value))
    tell = _TELLERS.get(field.kind, str)
    return tell(value)


def _lines(value: Iterable[object]) -> str:
    return "\n".join(capital(str(one)) for one in value)


# How an answer is told, by the kind of its field; other kinds as they are.
_TELLERS: dict[Kind, Callable[[Any], str]] = {
    Kind.LINES: _lines,
    Kind.CHOICES: _lines,
    Kind.CHOICE: capital,
    Kind.YES_NO: lambda value: "Yes" if value else "No",
    Kind.DATE: day_text,
    Kind.POUNDS: pounds,
    Kind.PERCENT: percent_text,
}


def _record(field: Field, record: Mapping[str, Any]) -> str:
    told = [answer_text(one, record.get(one.name)) for one in field.columns]
    return ", ".join(text for text in told if text)


def facts_by_group(
    fields: Iterable[Field], values: Mapping[str, Any]
) -> dict[str, list[tuple[str, str]]]:
    """Label and answer of every field, by group, in the table's order."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for field in fields:
        told = answer_text(field, values.get(field.name))
        groups.setdefault(field.group, []).append((field.label, told))
    return groups
