"""What each command says it prints (`PRINTS` of its module), and whether JSON keeps to it."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from resources_app.cli.commands import modules

PATTERNS: dict[object, str] = {
    date: r"\d{4}-\d\d-\d\d",
    datetime: r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00",
    str: r"(?s).*",
    Path: r".+",
}
SNAKE_CASE = re.compile(r"[a-z][a-z0-9_]*")


def prints() -> dict[str, object]:
    """The form of every command's JSON, gathered from the command modules."""
    gathered: dict[str, object] = {}
    for module in modules():
        gathered |= getattr(import_module(f"resources_app.cli.{module}"), "PRINTS", {})
    return gathered


def departures(value: object, form: object, at: str = "") -> Iterator[str]:
    """Where a JSON value is not of the form."""
    if form is object:
        return
    if dataclasses.is_dataclass(form) and isinstance(form, type):
        yield from _record(value, form, at)
        return
    origin, parts = typing.get_origin(form), typing.get_args(form)
    if origin in (list, tuple):
        yield from _many(value, parts[0], at)
    elif origin is dict:
        assert isinstance(value, dict)
        for key, one in value.items():
            yield from departures(one, parts[1], f"{at}.{key}")
    elif origin in (types.UnionType, typing.Union):
        if not any(not list(departures(value, part, at)) for part in parts):
            yield f"{at}: {value!r} is none of {parts}"
    elif not _is_plain(value, form):
        yield f"{at}: {value!r} is not {form}"


def _record(value: object, form: type, at: str) -> Iterator[str]:
    hints = typing.get_type_hints(form)
    named = {
        one.name
        for one in dataclasses.fields(form)
        if one.name not in ("changes", "bytes") and not one.name.startswith("_")
    }
    if not isinstance(value, dict) or set(value) != named:
        yield f"{at}: {value!r} has other keys than {sorted(named)}"
        return
    for name in named:
        if not SNAKE_CASE.fullmatch(name):
            yield f"{at}.{name}: is not in snake_case"
        yield from departures(value[name], hints[name], f"{at}.{name}")


def _many(value: object, form: object, at: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{at}: {value!r} is no list"
        return
    for number, one in enumerate(value):
        yield from departures(one, form, f"{at}[{number}]")


def _is_plain(value: object, form: object) -> bool:
    if form is type(None):
        return value is None
    if isinstance(form, type) and issubclass(form, StrEnum):
        return value in list(form)
    if form in PATTERNS:
        return isinstance(value, str) and re.fullmatch(PATTERNS[form], value) is not None
    # A float would be money or miles that lost a digit; no command prints one.
    return form in (int, bool) and type(value) is form
