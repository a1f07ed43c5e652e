"""README's tables of what the commands print with --json, from each command module's `PRINTS`.

Called by installer/write_readme.py. A record is described by its own docstring and types, so that
the tables say what is printed and nothing else; tests/cli compares them with what is.
"""

import dataclasses
import types
import typing
from datetime import date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from resources_app.cli.commands import ROWS, modules

WORDS = {
    str: "text", int: "number", bool: "true or false", date: "date", datetime: "moment",
    Path: "path", object: "value", type(None): "null",
}  # fmt: skip
MOST_CHOICES = 5  # more are “text”


def answers() -> str:
    """A table of commands, and one of the records in what they print."""
    records: dict[str, type] = {}
    told: dict[str, list[str]] = {}
    for command, form in _prints():
        told.setdefault(_form(form, records, whole=True), []).append(f"`{command} --json`")
    commands = [f"| {', '.join(names)} | {form} |" for form, names in told.items()]
    rows = [
        f"| **{name}**: {_said(record)} | {keys} |"
        for name, (record, keys) in sorted(_described(records).items())
    ]
    return "\n".join(
        [
            "| `resources-app …` | Prints |",
            "|---|---|",
            *commands,
            "",
            "<details><summary>The records</summary>\n",
            "| Record | Keys |",
            "|---|---|",
            *rows,
            "\n</details>",
        ]
    )


def _prints() -> list[tuple[str, object]]:
    """Every command and the form of its JSON, in the order of the help."""
    gathered = {}
    for module in modules():
        gathered |= getattr(import_module(f"resources_app.cli.{module}"), "PRINTS", {})
    order = list(ROWS)
    return sorted(gathered.items(), key=lambda pair: order.index(pair[0].split()[0]))


def _described(records: dict[str, type]) -> dict[str, tuple[type, str]]:
    """The keys of each record, and of the records those lead to."""
    done: dict[str, tuple[type, str]] = {}
    while new := {name: one for name, one in records.items() if name not in done}:
        for name, record in new.items():
            done[name] = (record, _keys(record, records))
    return done


def _keys(record: type, records: dict[str, type]) -> str:
    hints = typing.get_type_hints(record)
    return ", ".join(
        f"`{one.name}` {_form(hints[one.name], records)}"
        for one in dataclasses.fields(record)
        if one.name not in ("changes", "bytes") and not one.name.startswith("_")
    )


def _said(record: type) -> str:
    return " ".join((record.__doc__ or "").split()).replace("|", "¦")


def _name(record: type, records: dict[str, type]) -> str:
    """The record's name, with its room's when another of that name is there already."""
    name = record.__name__
    if records.setdefault(name, record) is not record:
        name = f"{name} ({record.__module__.split('.')[1]})"
        records[name] = record
    return name


def _form(form: object, records: dict[str, type], *, whole: bool = False) -> str:
    origin, parts = typing.get_origin(form), typing.get_args(form)
    if dataclasses.is_dataclass(form) and isinstance(form, type):
        if whole:
            return _keys(form, records)
        said = f"**{_name(form, records)}**"
    elif isinstance(form, type) and issubclass(form, StrEnum):
        few = [f"`{one}`" for one in form if one]
        said = " or ".join(few) if len(few) <= MOST_CHOICES else "text"
    elif origin in (list, tuple):
        said = f"list of {_form(parts[0], records)}"
    elif origin is dict:
        said = f"object of {_form(parts[1], records)} by name"
    elif origin in (types.UnionType, typing.Union):
        said = " or ".join(_form(part, records) for part in parts)
    else:
        said = WORDS[form]
    return said
