"""Prints many documents, one after another: each is registered, and what refuses stops no other.

Which documents are in a batch is in `batch_choosing`; copies are put in a folder or joined in one
file by `batch_saving`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from resources_app.documents.model import Document
from resources_app.documents.registering import (
    DocumentMade,
    Job,
    edition_of,
    note_openings,
    register,
)
from resources_app.foundations.errors import KnownError, StoreProblem
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# Documents that are registered in one action: committing each by itself takes as long as printing.
TOGETHER = 25


@dataclass(frozen=True)
class Item:
    """Something to print: what it is about, for whom, in words; and what gathers it.

    `to_id` tells those apart who are to have a copy each of one document: two may have one name.
    """

    about: str
    to: str
    job: Callable[[Session], Job]
    to_id: str = ""


@dataclass(frozen=True)
class Batch:
    """What is printed together. `action` is the one that each document is registered by."""

    title: str
    action: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class BatchDocument:
    """A document of a batch. It was registered already, and says the same, unless it is `fresh`."""

    reference: str
    version: int
    pages: int
    sha256: str
    about: str
    to: str
    fresh: bool


@dataclass(frozen=True)
class Copy:
    """A copy of a registered document: its reference, and whom it is for, by name."""

    reference: str
    recipient: str = ""


@dataclass(frozen=True)
class NotPrinted:
    """What refused, and why in a sentence."""

    about: str
    to: str
    why: str


@dataclass(frozen=True)
class BatchMade:
    """What came of a batch; `left` are those it did not come to before it was stopped.

    A document that goes to many, such as a pack, is there once for each of them.
    """

    title: str
    documents: tuple[BatchDocument, ...]
    refused: tuple[NotPrinted, ...]
    left: int
    changes: Changes

    @property
    def pages(self) -> int:
        """Pages of every document together."""
        return sum(one.pages for one in self.documents)

    @property
    def copies(self) -> tuple[Copy, ...]:
        """A copy for each whom something was printed for."""
        return tuple(Copy(one.reference, one.to) for one in self.documents)


def always() -> bool:
    """Go on to the end."""
    return True


def print_batch(
    session: Session,
    batch: Batch,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    going_on: Callable[[], bool] = always,
) -> BatchMade:
    """Print and register every document of a batch.

    `progress` is told how many of how many are done; `going_on` is asked before each, and stops
    the batch: what is registered by then stays registered, and is found again when the rest is
    asked for. A document that refuses (a leak, something missing) is listed with why.
    """
    require(session, Permission.PRINT)
    run = _Run(session, batch, progress, going_on)
    for first in range(0, len(batch.items), TOGETHER):
        if run.stopped:
            break
        run.together(first)
    return run.made()


@dataclass(frozen=True)
class _Ready:
    """The document of the item at a place in the batch, gathered."""

    at: int
    job: Job

    @property
    def key(self) -> tuple[str, str, str]:
        """What is one document, asked for twice: brothers and sisters share an agreement."""
        return (self.job.kind, self.job.subject_id, self.job.made_for)


@dataclass
class _Run:
    """One printing of a batch. Only references are kept, never pages, however many there are."""

    session: Session
    batch: Batch
    progress: Callable[[int, int], None]
    going_on: Callable[[], bool]
    stopped: bool = False
    outcome: dict[int, BatchDocument | NotPrinted] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)  # places that ask for one document
    done: int = 0  # as the person who waits is told; what came of it is in `outcome`
    touched: frozenset[tuple[str, str]] = frozenset()

    def together(self, first: int) -> None:
        """Gather some, and register them in one action."""
        ready = self._gathered(range(first, min(first + TOGETHER, len(self.batch.items))))
        try:
            note_openings(self.session, (one.job for one in ready), through=self.batch.title)
            self._register(self._fresh(ready))
        except StoreProblem as error:
            # A full disk: what was registered before this action stays, and nothing more can be.
            self.stopped = True
            for one in ready:
                self.outcome.setdefault(one.at, self._not_printed(one.at, error))

    def _gathered(self, places: Iterable[int]) -> list[_Ready]:
        ready = []
        for at in places:
            if self._stops():
                break
            try:
                job = self.batch.items[at].job(self.session)
            except KnownError as error:
                self._refuse(at, error)
            else:
                ready.append(_Ready(at, job))
        return ready

    def _fresh(self, ready: list[_Ready]) -> list[_Ready]:
        """Those that say something new; the others are found registered."""
        fresh: dict[tuple[str, str, str], _Ready] = {}
        for one in ready:
            if last := edition_of(self.session.tables, one.job).registered:
                self.outcome[one.at] = self._document(one.at, last)
                self._one_more()
            elif one.key in fresh:
                self.same[one.at] = fresh[one.key].at
                self._one_more()
            else:
                fresh[one.key] = one
        return list(fresh.values())

    def _register(self, fresh: list[_Ready]) -> None:
        if not fresh:
            return
        made: dict[int, BatchDocument] = {}
        with self.session.act(self.batch.action) as act:
            for one in fresh:
                if self._stops():
                    break
                try:
                    done = register(self.session, act.tables, one.job)
                    made[one.at] = self._document(one.at, done)
                except StoreProblem:
                    raise
                except KnownError as error:
                    self._refuse(one.at, error)
                else:
                    self._one_more()
        self.outcome |= made
        self.touched |= act.changes.touched

    def _document(self, at: int, one: Document | DocumentMade) -> BatchDocument:
        item = self.batch.items[at]
        fresh = isinstance(one, DocumentMade) and one.fresh
        return BatchDocument(
            one.reference, one.version, one.pages, one.sha256, item.about, item.to, fresh
        )

    def _not_printed(self, at: int, error: KnownError) -> NotPrinted:
        return NotPrinted(self.batch.items[at].about, self.batch.items[at].to, str(error))

    def _refuse(self, at: int, error: KnownError) -> None:
        self.outcome[at] = self._not_printed(at, error)
        self._one_more()

    def _one_more(self) -> None:
        self.done += 1
        self.progress(self.done, len(self.batch.items))

    def _stops(self) -> bool:
        self.stopped = self.stopped or not self.going_on()
        return self.stopped

    def made(self) -> BatchMade:
        """What came of it, in the order that was asked for."""
        for at, first in self.same.items():
            if first in self.outcome:
                item = self.batch.items[at]
                self.outcome[at] = replace(self.outcome[first], about=item.about, to=item.to)
        documents: dict[tuple[str, str, str], BatchDocument] = {}
        refused = []
        for at, one in sorted(self.outcome.items()):
            if isinstance(one, NotPrinted):
                refused.append(one)
            else:
                to_id = self.batch.items[at].to_id
                documents.setdefault((one.reference, one.to, to_id), one)
        return BatchMade(
            self.batch.title,
            tuple(documents.values()),
            tuple(refused),
            len(self.batch.items) - len(self.outcome),
            Changes(self.batch.action, self.touched),
        )
