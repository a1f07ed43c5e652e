"""A table whose changes the journal records, and how one is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Journalled:
    """A journalled table: its columns beside the key, in the order of the schema."""

    table: str
    columns: tuple[str, ...]
    key: str = "id"
    # Columns the key stands for: the bytes of a blob, which is named by their SHA-256.
    left_out: tuple[str, ...] = ()


def journalled(
    table: str, columns: str, *, key: str = "id", left_out: tuple[str, ...] = ()
) -> Journalled:
    """A table with its columns, named in one text."""
    return Journalled(table, tuple(columns.split()), key, left_out)
