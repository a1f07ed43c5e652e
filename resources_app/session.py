"""Who is working, in which store, with which clock: passed to every action, never global."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from resources_app.foundations.clock import Clock, SystemClock, stamp
from resources_app.foundations.errors import Refused
from resources_app.foundations.identifiers import NewId, new_id
from resources_app.store.store import Changes, Store
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Actor:
    """The officer at work. `role` is a `team.model.Role`'s text."""

    id: str
    name: str
    initials: str
    role: str


class Act:
    """One action under way: write through `tables`; read `changes` once it is done."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._changes: Changes | None = None

    @property
    def changes(self) -> Changes:
        """What the action changed. Raises RuntimeError while it is still under way."""
        if self._changes is None:
            raise RuntimeError("an action's changes are known only once it has committed")
        return self._changes

    def done(self, changes: Changes) -> None:
        """Keep what the store says was changed."""
        self._changes = changes


@dataclass(frozen=True)
class Session:
    """An officer at work in a store.

    The store signs every action with the key of the officer who opened it, so the actor and
    that officer must be the same person: `Session` refuses anything else. `at_the_end` is run
    at the end of every action, inside its transaction: with it or not at all.
    """

    store: Store
    officer: Actor
    clock: Clock = field(default_factory=SystemClock)
    new_id: NewId = new_id
    at_the_end: Callable[[Tables], None] | None = None

    def __post_init__(self) -> None:
        if self.store.officer_id != self.officer.id:
            raise Refused(
                f"The store was not opened by {self.officer.name}.",
                remedy="Each officer opens it with their own passphrase.",
            )

    @property
    def tables(self) -> Tables:
        """The store's tables for reading."""
        return self.store.tables

    def today(self) -> date:
        """The local calendar day."""
        return self.clock.today()

    def stamp(self) -> str:
        """This moment in UTC, as the store keeps timestamps."""
        return stamp(self.clock.now())

    @contextmanager
    def act(self, action: str, *, reason: str = "") -> Iterator[Act]:
        """Run one named action: one transaction, journalled and signed; all of it or nothing.

        Raises Refused for an officer who left the team while their window was open.
        """
        with self.store.transaction(action, reason=reason) as transaction:
            self._check_still_here(transaction.tables)
            act = Act(transaction.tables)
            yield act
            if self.at_the_end is not None:
                self.at_the_end(transaction.tables)
        act.done(transaction.changes)

    def _check_still_here(self, tables: Tables) -> None:
        # Whoever founds a store is not in its team before that action is done.
        if tables.value("SELECT active FROM officer WHERE id = ?", [self.officer.id]) == 0:
            raise Refused(
                f"{self.officer.name} no longer works in this store; nothing was changed.",
                remedy="Lock the window and let a colleague open the store.",
            )
