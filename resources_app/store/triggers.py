"""The store's triggers: plain SQL, generated from the explicit list in journalled.py.

They call no Python function, so that they fire whoever writes; they read the open action
from `journal_context` and refuse a write when there is none. After every schema change all
triggers are dropped and made again from here, in the same transaction, because rebuilding
a table drops its triggers without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from resources_app.store.connection import Database
from resources_app.store.journalled import JOURNALLED, NOT_JOURNALLED
from resources_app.store.journalled_table import Journalled
from resources_app.store.searching import search_triggers
from resources_app.store.tables import Schema

REFUSAL = "NO ACTION OPEN: rows are written inside Store.transaction() only"
_GUARD = f"SELECT RAISE(ABORT, '{REFUSAL}') WHERE NOT EXISTS (SELECT 1 FROM journal_context);"


# Of each table, the columns that have a default, as SQL.
Defaults = Mapping[str, Mapping[str, str]]


def generated_triggers(defaults: Defaults) -> dict[str, str]:
    """Every trigger the store has, by name."""
    triggers: dict[str, str] = {}
    for table in JOURNALLED:
        triggers.update(_journalling(table, defaults.get(table.table, {})))
    for name in NOT_JOURNALLED:
        triggers.update(_guarding(name))
    triggers.update(_PROTECTION)
    triggers.update(search_triggers())
    return triggers


def regenerate_triggers(database: Database) -> None:
    """Drop every trigger in the store and make them all again; runs in the caller's transaction."""
    drop_triggers(database)
    for sql in generated_triggers(Schema(database).defaults).values():
        database.conn.execute(sql)


def drop_triggers(database: Database) -> None:
    """Drop every trigger in the store; runs in the caller's transaction."""
    names = database.conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in names.fetchall():
        database.conn.execute(f'DROP TRIGGER "{name}"')


# ---- journalling ----------------------------------------------------------------------


def _journalling(table: Journalled, defaults: Mapping[str, str]) -> dict[str, str]:
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in table.columns)
    return {
        f"journal_{table.table}_insert": _trigger(
            table, "insert", f"AFTER INSERT ON {table.table}", "NEW", _row(table, "NEW", defaults)
        ),
        f"journal_{table.table}_update": _trigger(
            table,
            "update",
            f"AFTER UPDATE ON {table.table}" + (f" WHEN {changed}" if changed else ""),
            "NEW",
            _differences(table),
        ),
        f"journal_{table.table}_delete": _trigger(
            table, "delete", f"AFTER DELETE ON {table.table}", "OLD", _row(table, "OLD", defaults)
        ),
        # A row is the same row for ever: its history hangs on its key.
        f"journal_{table.table}_key": (
            f"CREATE TRIGGER journal_{table.table}_key BEFORE UPDATE ON {table.table}\n"
            f'WHEN OLD."{table.key}" IS NOT NEW."{table.key}"'
            f"{_left_out_changes(table)}\nBEGIN\n"
            f"    SELECT RAISE(ABORT, 'the key of a row never changes');\nEND"
        ),
    }


def _trigger(table: Journalled, operation: str, when: str, row: str, changes: str) -> str:
    key = f'{row}."{table.key}"'
    return f"""CREATE TRIGGER journal_{table.table}_{operation} {when}
BEGIN
    {_GUARD}
    INSERT INTO journal_entry
        (origin, seq, hlc, table_name, row_id, operation, changes, parent_origin, parent_seq, salt)
    SELECT context.origin,
        1 + coalesce((SELECT max(seq) FROM journal_entry WHERE origin = context.origin), 0),
        context.hlc, '{table.table}', {key}, '{operation}',
        {changes},
        parent.origin, parent.seq, randomblob(16)
    FROM journal_context AS context
    LEFT JOIN journal_entry AS parent ON parent.arrival = (
        SELECT max(arrival) FROM journal_entry
        WHERE table_name = '{table.table}' AND row_id = {key})
    WHERE NOT context.applying;
END"""


def _row(table: Journalled, row: str, defaults: Mapping[str, str]) -> str:
    """SQL for a JSON object of the fields that say something: the rest have their default.

    A service has fifty fields of which half are blank; this halves its entry, and a column
    added later reads, in the entries from before it, as the default it was added with.
    """
    return _json_object(
        f'CASE WHEN {row}."{name}" IS NOT {defaults.get(name, "NULL")} THEN '
        f'\',"{name}":\' || json_quote({row}."{name}") END'
        for name in table.columns
    )


def _differences(table: Journalled) -> str:
    """SQL for a JSON object of the fields that differ; cheap for the many that do not."""
    return _json_object(
        f'CASE WHEN OLD."{name}" IS NOT NEW."{name}" THEN '
        f'\',"{name}":\' || json_array(OLD."{name}", NEW."{name}") END'
        for name in table.columns
    )


def _json_object(members: Iterable[str]) -> str:
    # One concat(), which takes NULL for nothing: fifty joined by || cost an import a fifth more.
    return f"'{{' || substr(concat('', {', '.join(members) or repr('')}), 2) || '}}'"


def _left_out_changes(table: Journalled) -> str:
    return "".join(f' OR OLD."{name}" IS NOT NEW."{name}"' for name in table.left_out)


def _guarding(table: str) -> dict[str, str]:
    return {
        f"guard_{table}_{operation}": (
            f"CREATE TRIGGER guard_{table}_{operation} BEFORE {operation.upper()} ON {table}\n"
            f"BEGIN\n    {_GUARD}\nEND"
        )
        for operation in ("insert", "update", "delete")
    }


# ---- what protects the journal itself -------------------------------------------------


def _refuse(name: str, when: str, sentence: str) -> tuple[str, str]:
    return (
        name,
        f"CREATE TRIGGER {name} {when}\nBEGIN\n    SELECT RAISE(ABORT, '{sentence}');\nEND",
    )


def _unless_erasing(columns: tuple[str, ...], kept: tuple[str, ...]) -> str:
    """SQL that is true of an update which does more than erase `columns` by law."""
    gone = " AND ".join(f"NEW.{name} IS NULL" for name in columns)
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in kept)
    erasing = "EXISTS (SELECT 1 FROM journal_context WHERE action = 'erase_by_law')"
    return f"NOT ({gone} AND {same} AND {erasing})"


_ENTRY_KEPT = (
    "arrival", "origin", "seq", "hlc", "table_name", "row_id", "operation",
    "parent_origin", "parent_seq",
)  # fmt: skip
_ACTION_KEPT = (
    "hlc", "origin", "officer_id", "action", "reason_digest", "recorded_at",
    "first_seq", "last_seq", "public_key", "signature",
)  # fmt: skip

_PROTECTION: dict[str, str] = dict(
    [
        # Sealing sets the hash alone, so the costlier check below never runs for it.
        _refuse(
            "protect_entry_hash",
            "BEFORE UPDATE OF hash ON journal_entry\nWHEN OLD.hash IS NOT NULL",
            "a sealed journal entry never changes",
        ),
        _refuse(
            "protect_entry_update",
            f"BEFORE UPDATE OF {', '.join((*_ENTRY_KEPT, 'changes', 'salt'))} ON journal_entry\n"
            "WHEN " + _unless_erasing(("changes", "salt"), _ENTRY_KEPT),
            "a journal entry never changes",
        ),
        _refuse(
            "protect_entry_delete",
            "BEFORE DELETE ON journal_entry",
            "a journal entry is never removed",
        ),
        _refuse(
            "protect_action_update",
            "BEFORE UPDATE ON journal_action\nWHEN "
            + _unless_erasing(("reason", "reason_salt"), _ACTION_KEPT),
            "a journal action never changes",
        ),
        _refuse(
            "protect_action_delete",
            "BEFORE DELETE ON journal_action",
            "a journal action is never removed",
        ),
        _refuse(
            "protect_origin_update",
            "BEFORE UPDATE ON journal_origin",
            "an origin never changes",
        ),
        _refuse(
            "protect_origin_delete",
            "BEFORE DELETE ON journal_origin",
            "an origin is never removed",
        ),
    ]
)
