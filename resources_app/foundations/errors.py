"""What can go wrong that is not our bug, said so that a person can act on it.

A `KnownError` carries what happened, where, and what to do next. The command line
prints it and exits 2; the desktop shows it at the field or in a message. Anything
else that escapes is our bug, and is handled elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Where:
    """A place in something a person gave us; the parts that are known are shown.

    `row` counts from 1 as spreadsheets do. `field` is a column heading or a field's label.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    field: str = ""

    def __str__(self) -> str:
        parts = [
            self.file,
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"“{self.field}”" if self.field else "",
        ]
        return ", ".join(part for part in parts if part)


class KnownError(Exception):
    """Something a person can understand and put right.

    `what` is a whole sentence. `remedy` says what would be right, or what to do next.
    """

    def __init__(self, what: str, *, where: Where | None = None, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}:" if self.where and str(self.where) else ""
        return " ".join(part for part in (place, self.what, self.remedy) if part)


class BadInput(KnownError):
    """A file or a form holds something that cannot be taken as it is."""


class NotFound(KnownError):
    """There is no record with that reference, name or number."""


class Refused(KnownError):
    """A rule or a permission says no; nothing was changed."""


class Overtaken(Refused):
    """Something was stored since this was looked at: look again, then decide again."""


class StoreProblem(KnownError):
    """The store cannot be opened or written: passphrase, version, disk, folder."""
