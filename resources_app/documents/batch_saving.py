"""Puts copies of many registered documents in a folder, or in one file; each copy is written down.

The documents are read from the register one by one, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from resources_app.documents.batches import TOGETHER, Copy, always
from resources_app.documents.delivering import Placing, check_place, free_place, placing, plain_name
from resources_app.documents.issue_model import Handing, Way
from resources_app.documents.issuing import record_issue
from resources_app.documents.joining import Part, join
from resources_app.documents.model import Delivered, Document
from resources_app.documents.outgoing import Door
from resources_app.documents.queries import document
from resources_app.foundations.errors import KnownError, Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BatchSaved:
    """The files written, and how many documents were left when it was stopped."""

    files: tuple[Path, ...]
    left: int
    changes: Changes


def _nothing(_done: int, _total: int) -> None:
    """Nobody is told."""


def save_each(
    session: Session,
    copies: Sequence[Copy],
    folder: Path,
    *,
    progress: Progress = _nothing,
    going_on: Callable[[], bool] = always,
) -> BatchSaved:
    """Write a file for each document into a folder, named after its reference and recipient.

    A file of that name is replaced: it is a copy of the same document. Raises Refused where the
    folder may not be written, saying how many are there; those are whole.
    """
    require(session, Permission.PRINT)
    check_place(folder / "document.pdf")
    saving = _Saving(session, _checked(session, copies), folder, len(copies), progress)
    for some in _some(copies):
        if saving.problem or not going_on():
            break
        # What is in the folder is written down, whatever stops the rest, and nothing else is there.
        with placing() as files, session.act("issue_document") as act:
            for one in some:
                if saving.problem or not going_on():
                    break
                saving.save(files, act.tables, one)
        saving.touched |= act.changes.touched
    if saving.problem:
        raise saving.problem
    left = len(copies) - len(saving.files)
    return BatchSaved(tuple(saving.files), left, Changes("issue_document", saving.touched))


@dataclass
class _Saving:
    """Copies on their way into a folder."""

    session: Session
    door: Door
    folder: Path
    total: int
    progress: Progress
    files: list[Path] = field(default_factory=list)
    touched: frozenset[tuple[str, str]] = frozenset()
    problem: Refused | None = None

    def save(self, files: Placing, tables: Tables, copy: Copy) -> None:
        """Write one and write it down, or keep what stands in the way."""
        one = document(tables, copy.reference)
        name = plain_name(f"{one.reference} {_whose(one, copy)}")
        # Two services of one name have a copy each.
        path = free_place(self.folder, f"{name}.pdf", self.files.__contains__)
        content = self.door.let_out(one, copy.recipient).content
        try:
            file = files.deliver(content, path)
        except KnownError as error:
            self.problem = Refused(
                f"{error.what} {len(self.files)} of {self.total} copies are in the folder.",
                remedy="Every document is registered; make room, and ask for their copies again.",
            )
            return
        _record(self.session, tables, one, copy, file)
        self.files.append(path)
        self.progress(len(self.files), self.total)


def read_copies(session: Session, copies: Sequence[Copy]) -> tuple[bytes, ...]:
    """The bytes of copies that go on paper, each marked for its recipient as a saved one is."""
    require(session, Permission.PRINT)
    door = _checked(session, copies)
    return tuple(
        door.let_out(document(session.tables, one.reference), one.recipient).content
        for one in copies
    )


def save_joined(
    session: Session,
    copies: Sequence[Copy],
    out: Path,
    title: str,
    *,
    progress: Progress = _nothing,
    going_on: Callable[[], bool] = always,
) -> BatchSaved:
    """Write one file with every document, each under a heading of its own.

    Each document is written down as handed out in that file. Stopped, it writes nothing. Raises
    Refused where the file may not be written.
    """
    require(session, Permission.PRINT)
    check_place(out)
    tables, door = session.tables, _checked(session, copies)

    def parts() -> Iterator[Part]:
        for number, copy in enumerate(copies):
            if not going_on():
                raise _Stopped
            one = document(tables, copy.reference)
            content = door.let_out(one, copy.recipient).content
            yield Part(f"{one.reference}: {_whose(one, copy)}", content)
            progress(number + 1, len(copies))

    try:
        with placing() as files:
            joined = files.fill(out, lambda file: join(parts(), title, file))
            with session.act("issue_document") as act:
                for copy in copies:
                    one = document(act.tables, copy.reference)
                    _record(session, act.tables, one, copy, joined)
    except _Stopped:
        return BatchSaved((), len(copies), Changes("issue_document"))
    return BatchSaved((out,), 0, act.changes)


class _Stopped(Exception):
    """The person stopped the joining."""


def _some(copies: Sequence[Copy]) -> Iterator[Sequence[Copy]]:
    for first in range(0, len(copies), TOGETHER):
        yield copies[first : first + TOGETHER]


def _checked(session: Session, copies: Sequence[Copy]) -> Door:
    """A door that has checked every document before the first copy leaves. Raises NoLongerSafe."""
    door = Door(session, session.tables)
    for reference in dict.fromkeys(one.reference for one in copies):
        door.check(document(session.tables, reference))
    return door


def _record(session: Session, tables: Tables, one: Document, copy: Copy, file: Delivered) -> None:
    handing = Handing(Way.SAVED, copy.recipient or one.made_for, file.path.name)
    record_issue(session, tables, one, handing, file)


def _whose(one: Document, copy: Copy) -> str:
    parts = (one.subject_reference, copy.recipient or one.made_for)
    return " ".join(part for part in parts if part)
