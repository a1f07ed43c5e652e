"""Reading and writing rows through the facade."""

from __future__ import annotations

import pytest

from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.store.problems import NoTransaction, SchemaMistake
from resources_app.store.store import Store
from tests.store.example import FOUNDER, child, officer, set_setting


def test_rows_are_read_by_name_by_place_and_as_a_mapping(store: Store) -> None:
    set_setting(store, "a", "1")
    (row,) = store.tables.rows("SELECT name, value AS worth FROM setting")
    assert (row["name"], row["worth"], row[0], row[1]) == ("a", "1", "a", "1")
    assert row.keys() == ["name", "worth"]
    assert dict(row) == {"name": "a", "worth": "1"}
    assert list(row) == ["a", "1"]
    assert len(row) == 2


def test_one_and_value(store: Store) -> None:
    set_setting(store, "a", "1")
    tables = store.tables
    assert tables.value("SELECT value FROM setting WHERE name = :name", {"name": "a"}) == "1"
    assert tables.value("SELECT value FROM setting WHERE name = ?", ["b"]) is None
    assert tables.one("SELECT value FROM setting WHERE name = ?", ["b"]) is None
    row = tables.one("SELECT count(*) AS many FROM setting")
    assert row is not None
    assert row["many"] == 1


def test_each_reads_a_long_result_in_pieces(store: Store) -> None:
    with store.transaction("many") as tx:
        count = tx.tables.insert_many(
            "setting", ({"name": f"{number:05}", "value": ""} for number in range(1234))
        )
    assert count == 1234
    names = [row["name"] for row in store.tables.each("SELECT name FROM setting ORDER BY name")]
    assert names == [f"{number:05}" for number in range(1234)]


def test_insert_many_takes_rows_that_name_different_columns(store: Store) -> None:
    with store.transaction("mixed") as tx:
        assert tx.tables.insert_many("setting", []) == 0
        added = tx.tables.insert_many(
            "child", [child("a"), child("b", known_as="Bee"), child("c"), child("d", sex="2")]
        )
    assert added == 4
    rows = store.tables.rows("SELECT id, known_as, sex FROM child ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("a", "", "1"), ("b", "Bee", "1"), ("c", "", "1"), ("d", "", "2"),
    ]  # fmt: skip


def test_insert_many_stores_all_or_nothing(store: Store) -> None:
    with pytest.raises(Refused), store.transaction("many") as tx:
        tx.tables.insert_many("child", [child("a"), child("b"), child("a")])
    assert store.tables.value("SELECT count(*) FROM child") == 0


def test_update_and_delete_one_row(store: Store) -> None:
    with store.transaction("a") as tx:
        tx.tables.insert("child", child("c"))
        tx.tables.update("child", "c", {"sex": "2", "known_as": "Bee"})
        tx.tables.update("child", "c", {})
        assert tx.tables.value("SELECT known_as FROM child") == "Bee"
        tx.tables.delete("child", "c")
        with pytest.raises(NotFound):
            tx.tables.update("child", "c", {"sex": "1"})


def test_update_finds_a_row_that_already_says_so(store: Store) -> None:
    """No change is not the same as no row."""
    with store.transaction("a") as tx:
        tx.tables.update("officer", FOUNDER, {"name": "Tess Malone"})
    assert tx.changes.touched == frozenset()


def test_change_writes_many_rows_and_journals_each(store: Store) -> None:
    with store.transaction("a") as tx:
        tx.tables.insert_many("child", [child("a"), child("b"), child("c", sex="2")])
    with store.transaction("b") as tx:
        assert tx.tables.change("UPDATE child SET known_as = 'x' WHERE sex = ?", ["1"]) == 2
    assert tx.changes.touched == {("child", "a"), ("child", "b")}
    with pytest.raises(NoTransaction):
        store.tables.change("DELETE FROM child")


@pytest.mark.parametrize("name", ["insert", "insert_many", "update", "delete"])
def test_only_a_transactions_tables_write(store: Store, name: str) -> None:
    arguments = {
        "insert": ("setting", {"name": "a", "value": "1"}),
        "insert_many": ("setting", [{"name": "a", "value": "1"}]),
        "update": ("officer", FOUNDER, {"name": "x"}),
        "delete": ("officer", FOUNDER),
    }[name]
    with store.transaction("a") as tx:
        expired = tx.tables
        for tables in (store.tables, store.reader()):
            with pytest.raises(NoTransaction):
                getattr(tables, name)(*arguments)
    with pytest.raises(NoTransaction):
        getattr(expired, name)(*arguments)


def test_wrong_kinds_of_value_are_said_in_words(store: Store) -> None:
    with store.transaction("a") as tx:
        with pytest.raises(BadInput, match="does not take that value"):
            tx.tables.insert("child", child(uasc="yes"))
        with pytest.raises(SchemaMistake):
            tx.tables.insert("child", child(sex=object()))
        with pytest.raises(Refused, match="already a child with that local identifier"):
            tx.tables.insert_many("child", [child("a", local_identifier="L1"),
                                            child("b", local_identifier="L1")])  # fmt: skip
        with pytest.raises(Refused, match="already an officer with that id"):
            tx.tables.insert("officer", officer(FOUNDER, ""))
        with pytest.raises(SchemaMistake):
            tx.tables.insert("setting", {})
        with pytest.raises(SchemaMistake, match="no such column"):
            tx.tables.rows("SELECT nothing_of_the_kind FROM child")


def test_refused_writes_leave_the_transaction_usable(store: Store) -> None:
    with store.transaction("a") as tx:
        tx.tables.insert("setting", {"name": "a", "value": "1"})
        with pytest.raises(Refused):
            tx.tables.insert("setting", {"name": "a", "value": "2"})
        tx.tables.insert("setting", {"name": "b", "value": "3"})
    values = [row[0] for row in store.tables.rows("SELECT value FROM setting ORDER BY name")]
    assert values == ["1", "3"]
