"""Finding records by the words in them."""

from __future__ import annotations

import pytest

from resources_app.store.searching import Hit, find, rebuild_index
from resources_app.store.store import Store
from tests.store.example import FOUNDER, child


@pytest.fixture
def named(store: Store) -> Store:
    with store.transaction("names") as tx:
        tx.tables.insert("child", child("c1", given_name="Zoë", family_name="O'Brien-Łuków"))
        tx.tables.insert("child", child("c2", given_name="Robin", family_name="Ash"))
        tx.tables.insert("provider", {"id": "p", "name": "Ashgrove Care Ltd"})
    return store


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zoe", {"c1"}),
        ("ZOË", {"c1"}),
        ("o'brien", {"c1"}),
        ("bri", {"c1"}),
        ("ash", {"c2", "p"}),
        ("robin ash", {"c2"}),
        ("ash ltd", {"p"}),
        ("tess", {FOUNDER}),
        ("nobody", set()),
        ("", set()),
        (" - * ", set()),
        ('" OR 1', set()),
        ("NEAR(", set()),
    ],
)
def test_words_find_records(named: Store, text: str, found: set[str]) -> None:
    assert {hit.row_id for hit in find(named.tables, text)} == found


def test_at_most_as_many_as_asked_for(named: Store) -> None:
    assert len(find(named.tables, "ash", limit=1)) == 1


def test_the_index_follows_the_rows(named: Store) -> None:
    with named.transaction("rename") as tx:
        tx.tables.update("child", "c2", {"family_name": "Oake"})
        tx.tables.delete("provider", "p")
    assert find(named.tables, "ash") == []
    assert find(named.tables, "oake robin") == [Hit("child", "c2")]


def test_a_change_of_another_field_costs_the_index_nothing(named: Store) -> None:
    before = named.tables.value("SELECT count(*) FROM search_text_data")
    with named.transaction("other field") as tx:
        tx.tables.update("child", "c2", {"school_name": "High School"})
    assert named.tables.value("SELECT count(*) FROM search_text_data") == before


def test_rebuilding_finds_the_same(named: Store) -> None:
    before = find(named.tables, "ash")
    database = named._opened.database
    database.execute("PRAGMA query_only = OFF")
    database.execute("BEGIN")
    rebuild_index(database)
    database.execute("COMMIT")
    assert sorted(find(named.tables, "ash"), key=str) == sorted(before, key=str)
