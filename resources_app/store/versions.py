"""Which version a store's schema is of, without what it takes to change it (migrations.py)."""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.foundations.errors import StoreProblem
from resources_app.store.connection import Database
from resources_app.store.schema.steps import STEPS, Step
from resources_app.store.tables import Schema
from resources_app.store.triggers import generated_triggers


def version_of(database: Database) -> int:
    """The number of the last step applied; 0 for a file without a schema."""
    return int(database.conn.execute("PRAGMA user_version").fetchone()[0])


def pending_steps(database: Database, steps: Sequence[Step] = STEPS) -> list[Step]:
    """The steps this store lacks. Raises `StoreProblem` if it is from a newer version."""
    version = version_of(database)
    newest = steps[-1].number
    if version > newest:
        raise StoreProblem(
            f"The store was last used with a newer version of this application "
            f"(step {version}; this one knows {newest}).",
            remedy="Install that version; nothing was changed.",
        )
    return [step for step in steps if step.number > version]


def triggers_are_current(database: Database) -> bool:
    """Whether the store's triggers are worded as this version words them.

    One that somebody dropped is made again at the next opening; rows written without it
    are what verifying finds.
    """
    stored = database.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(map(tuple, stored.fetchall())) == generated_triggers(Schema(database).defaults)
