"""How a command says what it did: text for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import click


def _jsonable(value: object) -> object:
    """What JSON can hold for a value it does not know by itself.

    Dates become ISO text; decimals become text, so that no digit is lost. What a record
    keeps for the program alone (its changes, its bytes) stays out.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: getattr(value, one.name)
            for one in dataclasses.fields(value)
            if not one.name.startswith("_") and one.name not in ("changes", "bytes")
        }
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def report(as_json: bool, data: object, text: str) -> None:
    """Print the JSON or the text; nothing else is ever written to standard output."""
    if as_json:
        click.echo(json.dumps(data, default=_jsonable, ensure_ascii=False, indent=2))
    elif text:
        click.echo(text)


def columns(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """Lay rows out in aligned columns; those in `right` are set flush right."""
    if not rows:
        return ""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
