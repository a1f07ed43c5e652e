"""Bringing a store's schema up to this version, whole or not at all.

sqlite-utils' `Migrations` applies the steps and remembers them. It runs inside one
transaction of ours (its own become savepoints), together with the generation of every
trigger and the sealing of what `CHANGES` journalled, so a step that fails half way leaves
the store exactly as it was.

Loaded only for a store that is made or brought up to date: sqlite-utils brings a command line
with it, a twentieth of a second that every opening would pay.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

import sqlite_utils
from sqlite_utils.migrations import Migrations

from resources_app.store.connection import Database, roll_back
from resources_app.store.schema.steps import STEPS, Step
from resources_app.store.sealing import Signer, open_action, seal_action
from resources_app.store.searching import rebuild_index
from resources_app.store.triggers import drop_triggers, regenerate_triggers
from resources_app.store.versions import pending_steps

APPLICATION_ID = 0x41325231  # "A2R1", in the file's header under the encryption


def apply_schema(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Apply the steps that are missing and generate all triggers; the caller's transaction."""
    drop_triggers(database)
    migrations = Migrations("store")
    for step in steps:
        migrations(name=step.name)(_running(step.tables))
    migrations.apply(sqlite_utils.Database(database.conn, execute_plugins=False))
    regenerate_triggers(database)
    rebuild_index(database)
    database.conn.execute(f"PRAGMA user_version = {steps[-1].number}")
    database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def migrate(database: Database, signer: Signer, steps: Sequence[Step] = STEPS) -> None:
    """Apply the missing steps to a store that is in use, in one transaction of its own."""
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        pending = pending_steps(database, steps)
        apply_schema(database, steps)
        changes = [step for step in pending if step.changes]
        if changes:
            names = ", ".join(step.name for step in pending)
            opened = open_action(database, signer, "upgrade_store", names)
            for step in changes:
                _run(database, step.changes)
            seal_action(database, signer, opened)
        database.conn.execute("COMMIT")
    except BaseException:
        roll_back(database)
        raise


def _running(sql: str) -> Callable[[sqlite_utils.Database], None]:
    def step(database: sqlite_utils.Database) -> None:
        _run(Database(database.conn), sql)

    return step


def _run(database: Database, script: str) -> None:
    for statement in statements(script):
        database.conn.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each of which ends with a semicolon at the end of a line.

    sqlite-utils' own splitter asks after every character and took half the time of making
    a store; sqlite3's would commit.
    """
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines.clear()
    if any(line.strip() for line in lines):
        yield "\n".join(lines)
