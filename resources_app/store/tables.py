"""`Tables`: reading and writing rows, with errors as sentences and no table made by a typo.

It works on the SQLCipher connection itself. sqlite-utils would create a table whose name is
mistyped, its `alter=True` fails on SQLCipher, and its `query()` loses writes; so writes here
are prepared from the schema's own columns and reads go through `execute().fetchall()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Protocol, cast

from resources_app.foundations.errors import NotFound
from resources_app.store.connection import Database
from resources_app.store.problems import NoTransaction, SchemaMistake, translated

ROWS_AT_ONCE = 500
# One statement adds many rows: the search index is flushed once a statement, not once a row,
# which makes an import of 20,000 rows twice as fast. More than 50 gains nothing.
_ROWS_A_STATEMENT = 50
_MOST_VALUES = 30_000  # SQLite's own limit on one statement is 32,766
Parameters = Sequence[object] | Mapping[str, object]


class Row(Protocol):
    """A row of a result: `row["name"]`, `row[0]`, `dict(row)`."""

    def __getitem__(self, key: str | int, /) -> Any: ...
    def keys(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...


class Schema:
    """The tables of an open store: columns, the column of the key, and defaults as SQL."""

    def __init__(self, database: Database) -> None:
        self.columns: dict[str, frozenset[str]] = {}
        self.keys: dict[str, str] = {}
        self.defaults: dict[str, dict[str, str]] = {}
        for (table,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            columns = database.execute(
                "SELECT name, pk, dflt_value FROM pragma_table_info(?)", [table]
            ).fetchall()
            self.columns[table] = frozenset(name for name, _, _ in columns)
            self.defaults[table] = {name: sql for name, _, sql in columns if sql is not None}
            keys = [name for name, pk, _ in columns if pk]
            if len(keys) == 1:
                self.keys[table] = keys[0]

    def check(self, table: str, names: Iterable[str]) -> None:
        """Raise `SchemaMistake` if there is no such table, or no such column in it."""
        known = self.columns.get(table)
        if known is None:
            raise SchemaMistake(f"There is no table called {table!r}.")
        unknown = sorted(set(names) - known)
        if unknown:
            raise SchemaMistake(f"Table {table!r} has no column {', '.join(map(repr, unknown))}.")

    def key(self, table: str) -> str:
        """The column that identifies a row of `table`."""
        self.check(table, ())
        return self.keys[table]


class Tables:
    """Rows of one open connection. Writing works only on a transaction's own `Tables`."""

    def __init__(self, database: Database, schema: Schema, *, writable: bool = False) -> None:
        self._database = database
        self._schema = schema
        self._writable = writable

    @property
    def schema(self) -> Schema:
        """The tables and columns there are."""
        return self._schema

    def rows(self, sql: str, params: Parameters = ()) -> list[Row]:
        """Every row of a query. Outside a transaction a statement that writes is refused."""
        with translated():
            # Not sqlite-utils' query(): with SQLCipher it loses what INSERT … RETURNING wrote.
            return cast("list[Row]", self._database.conn.execute(sql, params).fetchall())

    def one(self, sql: str, params: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        with translated():
            cursor = self._database.conn.execute(sql, params)
            row = cursor.fetchone()
            cursor.close()
        return cast("Row | None", row)

    def value(self, sql: str, params: Parameters = ()) -> Any:
        """The first column of the first row, or None when there is no row."""
        row = self.one(sql, params)
        return None if row is None else row[0]

    def each(self, sql: str, params: Parameters = ()) -> Iterator[Row]:
        """The rows of a query one after another, for results too long to hold at once."""
        with translated():
            cursor = self._database.conn.execute(sql, params)
            try:
                while rows := cursor.fetchmany(ROWS_AT_ONCE):
                    yield from cast("list[Row]", rows)
            finally:
                cursor.close()

    def insert(self, table: str, row: Mapping[str, object]) -> None:
        """Add one row. Raises `Refused` when its key or a unique field is taken already."""
        self.insert_many(table, [row])

    def insert_many(self, table: str, rows: Iterable[Mapping[str, object]]) -> int:
        """Add rows, which may name different columns; returns how many were added."""
        self._must_write()
        count = 0
        for columns, alike in groupby(rows, key=_columns_of):
            count += self.insert_rows(table, columns, map(_values_of(columns), alike))
        return count

    def insert_rows(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> int:
        """Add rows given as values in the order of `columns`; returns how many were added."""
        self._must_write()
        self._schema.check(table, columns)
        names = ", ".join(f'"{name}"' for name in columns)
        marks = f"({', '.join('?' * len(columns))})"
        beginning = f'INSERT INTO "{table}" ({names}) VALUES '
        batch = list(rows)
        together = max(1, min(_ROWS_A_STATEMENT, _MOST_VALUES // len(columns)))
        whole = len(batch) - len(batch) % together
        statements = (
            [*chain.from_iterable(batch[start : start + together])]
            for start in range(0, whole, together)
        )
        with translated():
            if whole:
                sql = beginning + ", ".join([marks] * together)
                self._database.conn.executemany(sql, statements)
            self._database.conn.executemany(beginning + marks, batch[whole:])
        return len(batch)

    def update(self, table: str, key: str, changes: Mapping[str, object]) -> None:
        """Change fields of one row. Raises `NotFound` if there is no row with that key."""
        self._must_write()
        if not changes:
            return
        columns = sorted(changes)
        self._schema.check(table, columns)
        assignments = ", ".join(f'"{name}" = ?' for name in columns)
        sql = f'UPDATE "{table}" SET {assignments} WHERE "{self._schema.key(table)}" = ?'
        self._change_one(table, sql, [*(changes[name] for name in columns), key])

    def delete(self, table: str, key: str) -> None:
        """Remove one row. Raises `NotFound` if it is not there, `Refused` if it is referred to."""
        self._must_write()
        sql = f'DELETE FROM "{table}" WHERE "{self._schema.key(table)}" = ?'
        self._change_one(table, sql, [key])

    def change(self, sql: str, params: Parameters = ()) -> int:
        """Run one UPDATE or DELETE over many rows, journalled row by row; returns how many."""
        self._must_write()
        with translated():
            return int(self._database.conn.execute(sql, params).rowcount)

    def _change_one(self, table: str, sql: str, params: list[object]) -> None:
        with translated():
            changed = self._database.conn.execute(sql, params).rowcount
        if changed == 0:
            raise NotFound(f"There is no {table.replace('_', ' ')} with the key {params[-1]!r}.")

    def _must_write(self) -> None:
        if not self._writable:
            raise NoTransaction("Rows are written through the tables of Store.transaction().")

    def expire(self) -> None:
        """Refuse further writes through this object: its transaction has ended."""
        self._writable = False


def _columns_of(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(row)


def _values_of(columns: tuple[str, ...]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """How to take a row's values in order; quick, because imports bring thousands."""
    if not columns:
        raise SchemaMistake("A row to be stored has no fields.")
    if len(columns) == 1:
        return lambda row: (row[columns[0]],)
    return itemgetter(*columns)


class ReaderTables(Tables):
    """Rows read through a connection of its own; `close()` it, or leave it to the store."""

    def close(self) -> None:
        """Close the connection. Closing twice does no harm."""
        self._database.close()
