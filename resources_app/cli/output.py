"""How a command says what it did: text for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import click

from resources_app.foundations.errors import Refused

SHORTEST_ELASTIC = 12


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
    try:
        if as_json:
            click.echo(json.dumps(data, default=_jsonable, ensure_ascii=False, indent=2))
        elif text:
            click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (flushed at exit)
        raise Refused(
            f"The answer could not be printed: {(error.strerror or str(error)).lower()}.",
            remedy="What was done is done; ask again where there is room.",
        ) from error


def working_on(what: str) -> None:
    """Say what takes a moment, to a person at a terminal only."""
    if sys.stderr.isatty():
        click.echo(what, err=True)


def line_width() -> int:
    """How many characters a line may have: the terminal's, but at most 100 and at least 60."""
    return min(100, max(60, shutil.get_terminal_size((100, 24)).columns))


def wrapped(text: str, *, indent: int = 0) -> str:
    """A paragraph within the line's width; lines after the first hang two further in."""
    left = " " * indent
    return textwrap.fill(
        text, line_width(), initial_indent=left, subsequent_indent=f"{left}  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def columns(
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    elastic: int | None = None,
) -> str:
    """Lay rows out in aligned columns; those in `right` are set flush right.

    Where the lines would be too wide, the `elastic` column's texts are cut short with an ellipsis.
    """
    if not rows:
        return ""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    if elastic is not None:
        over = sum(widths) + 2 * (len(widths) - 1) - line_width()
        widths[elastic] = min(widths[elastic], max(SHORTEST_ELASTIC, widths[elastic] - over))
    return "\n".join(
        "  ".join(
            _fitted(cell, width).rjust(width) if i in right else _fitted(cell, width).ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _fitted(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
