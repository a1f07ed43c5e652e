"""The explicit lists of what is journalled, held against the schema both ways."""

from __future__ import annotations

import pytest

from resources_app.store.connection import Database
from resources_app.store.journalled import JOURNALLED, MECHANISM, NOT_JOURNALLED
from resources_app.store.searching import SEARCHED
from resources_app.store.store import Store

# To add a table with long rows, which WITHOUT ROWID would slow: name it here. Those with an
# integer key are here too.
ROWID_TABLES = {
    "service", "placement_request", "blob", "journal_origin", "store_identity",
    "journal_entry", "journal_context", "search_row", "request_snapshot",
}  # fmt: skip

INNER = ("sqlite_", "search_text_", "search_near_")


def _tables(database: Database) -> set[str]:
    """The schema's own tables; a full-text index's inner ones belong to it."""
    rows = database.execute("SELECT name FROM pragma_table_list WHERE type = 'table'").fetchall()
    names = {row[0] for row in rows if not row[0].startswith(INNER)}
    virtual = database.execute("SELECT name FROM pragma_table_list WHERE type = 'virtual'")
    return names | {row[0] for row in virtual.fetchall()}


def test_every_table_is_journalled_or_says_why_not(raw: Database) -> None:
    journalled = [table.table for table in JOURNALLED]
    assert len(journalled) == len(set(journalled))
    assert set(journalled) | NOT_JOURNALLED.keys() | MECHANISM.keys() == _tables(raw)
    assert not set(journalled) & (NOT_JOURNALLED.keys() | MECHANISM.keys())
    assert all((NOT_JOURNALLED | MECHANISM).values())


@pytest.mark.parametrize("table", JOURNALLED, ids=lambda table: table.table)
def test_every_column_is_journalled(raw: Database, table: object) -> None:
    listed = next(each for each in JOURNALLED if each is table)
    described = raw.execute("SELECT name, pk FROM pragma_table_info(?)", [listed.table]).fetchall()
    assert [row[0] for row in described if row[1]] == [listed.key]
    columns = [row[0] for row in described if not row[1] and row[0] not in listed.left_out]
    assert list(listed.columns) == columns
    assert set(listed.left_out) <= {row[0] for row in described}


def test_only_bytes_are_left_out() -> None:
    assert {table.table: table.left_out for table in JOURNALLED if table.left_out} == {
        "blob": ("bytes",)
    }


def test_searched_columns_exist_and_are_never_empty(raw: Database) -> None:
    """A NULL would make the whole row's words NULL."""
    for table, searched in SEARCHED.items():
        described = raw.execute('SELECT name, "notnull" FROM pragma_table_info(?)', [table])
        required = {row[0] for row in described.fetchall() if row[1]}
        assert set(searched.columns) | set(searched.near) <= required, table


def test_tables_are_strict_with_text_keys(raw: Database) -> None:
    for row in raw.execute("SELECT name, wr, strict FROM pragma_table_list WHERE type = 'table'"):
        name, without_rowid, strict = row
        if name.startswith((*INNER, "_sqlite_")):
            continue
        assert strict, name
        assert bool(without_rowid) == (name not in ROWID_TABLES), name


def test_money_is_whole_pence(raw: Database) -> None:
    for table in _tables(raw):
        for name, kind in raw.execute("SELECT name, type FROM pragma_table_info(?)", [table]):
            assert kind != "REAL", (table, name)
            assert not name.endswith("_pence") or kind == "INTEGER", (table, name)


def test_nothing_cascades(raw: Database) -> None:
    for table in _tables(raw):
        for row in raw.execute(
            "SELECT on_delete, on_update FROM pragma_foreign_key_list(?)", [table]
        ):
            assert tuple(row) in {("NO ACTION", "NO ACTION"), ("RESTRICT", "NO ACTION")}, table


def test_an_unjournalled_table_is_still_written_in_actions_only(
    store: Store, raw: Database
) -> None:
    for table in NOT_JOURNALLED:
        columns = raw.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()
        values = ", ".join(["'1'"] * len(columns))
        with pytest.raises(Exception, match="NO ACTION OPEN"):
            raw.execute(f"INSERT INTO {table} VALUES ({values})")
    before = store.marker()
    with store.transaction("count") as tx:
        tx.tables.insert("reference_counter", {"id": "REQ-26-A7", "last_number": 1})
    assert store.tables.value("SELECT last_number FROM reference_counter") == 1
    assert store.marker() == before
    assert tx.changes.touched == frozenset()
