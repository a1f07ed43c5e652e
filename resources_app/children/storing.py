"""A child's answers as they are kept in the store, and in words."""

from __future__ import annotations

from datetime import date

from resources_app.children.fields import BY_NAME
from resources_app.foundations.codes import words
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Kind, Value


def stored_value(name: str, value: Value) -> object:
    """The column's value for an answer: yes is 1, lists a line each, days ISO."""
    if BY_NAME[name].kind is Kind.YES_NO:
        return int(bool(value))
    if isinstance(value, tuple):
        return "\n".join(str(one) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def stored_words(name: str, stored: object) -> str:
    """What a person reads for a column's value; empty for nothing."""
    field = BY_NAME[name]
    if field.kind is Kind.YES_NO:
        return "Yes" if stored else "No"
    text = "" if stored is None else str(stored)
    if field.codes is not None:
        return words(field.codes, text)
    if field.kind is Kind.DATE and text:
        return day_text(date.fromisoformat(text))
    return "; ".join(text.splitlines())
