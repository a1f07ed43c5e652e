"""What the journal records of an action."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.store import hlc
from resources_app.store.connection import Database
from resources_app.store.journal import entries_of, journal_entries
from resources_app.store.store import Changes, Store
from tests.store.example import FOUNDER, break_off, child, open_again, set_setting


def test_an_entry_says_who_when_what_and_why(store: Store, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 11, 23, 14, 2, 3, 456789, UTC)
    set_setting(store, "colour", "blue", reason="asked by the team")
    set_setting(store, "colour", "green")
    first, second = entries_of(store.tables, "setting", "colour")
    assert (first.officer_id, first.action, first.reason) == (
        FOUNDER, "set_setting", "asked by the team",
    )  # fmt: skip
    assert first.recorded_at == clock.moment
    assert (first.table, first.row_id, first.operation) == ("setting", "colour", "insert")
    assert first.changes == {"value": "blue"}
    assert second.changes == {"value": ("blue", "green")}
    assert (first.origin, second.seq) == (store.origin, first.seq + 1)


def test_an_insert_leaves_defaults_out_and_a_delete_keeps_what_was(store: Store) -> None:
    with store.transaction("a") as tx:
        tx.tables.insert("child", child("c", restricted=1, known_as=""))
    with store.transaction("b") as tx:
        tx.tables.delete("child", "c")
    made, removed = entries_of(store.tables, "child", "c")
    said = {"local_identifier", "given_name", "family_name", "date_of_birth", "sex",
            "authority_code", "restricted"}  # fmt: skip
    assert set(made.changes or {}) == set(removed.changes or {}) == said
    assert removed.operation == "delete"


def test_an_update_that_changes_nothing_is_no_entry(store: Store) -> None:
    set_setting(store, "colour", "blue")
    before = store.marker()
    set_setting(store, "colour", "blue")
    assert store.marker() == before


def test_null_and_text_that_looks_like_json_are_kept_apart(store: Store) -> None:
    words = '{"a": [null, "b"]}\n“quoted” \\ \t £ ﷽ \x00 end'
    with store.transaction("a") as tx:
        tx.tables.insert("child", child("c", date_of_death=None, home_address=words))
    with store.transaction("b") as tx:
        tx.tables.update("child", "c", {"date_of_death": "2026-01-01", "home_address": "null"})
    made, changed = entries_of(store.tables, "child", "c")
    assert (made.changes or {})["home_address"] == words
    assert changed.changes == {
        "date_of_death": (None, "2026-01-01"),
        "home_address": (words, "null"),
    }


def test_parent_is_the_entry_it_was_made_on_top_of(store: Store) -> None:
    with store.transaction("one") as tx:
        tx.tables.insert("setting", {"name": "a", "value": "1"})
        tx.tables.update("setting", "a", {"value": "2"})
        tx.tables.insert("setting", {"name": "b", "value": "1"})
    set_setting(store, "a", "3")
    with store.transaction("two") as tx:
        tx.tables.delete("setting", "a")
        tx.tables.insert("setting", {"name": "a", "value": "4"})
    rows = store.tables.rows(
        "SELECT seq, parent_seq FROM journal_entry WHERE row_id = 'a' ORDER BY seq"
    )
    seqs = [row["seq"] for row in rows]
    assert [row["parent_seq"] for row in rows] == [None, *seqs[:-1]]
    assert store.tables.value("SELECT parent_seq FROM journal_entry WHERE row_id = 'b'") is None


def test_sequence_has_no_gap_though_actions_fail(store: Store) -> None:
    for number in range(4):
        set_setting(store, f"kept {number}")
        break_off(store, f"lost {number}")
    seqs = [row[0] for row in store.tables.rows("SELECT seq FROM journal_entry ORDER BY seq")]
    assert seqs == list(range(1, len(seqs) + 1))


def test_changes_name_each_row_touched_once(store: Store) -> None:
    with store.transaction("several") as tx:
        tx.tables.insert("setting", {"name": "a", "value": "1"})
        tx.tables.update("setting", "a", {"value": "2"})
        tx.tables.insert("child", child("c"))
    touched = {("setting", "a"), ("child", "c")}
    assert tx.changes == Changes("several", frozenset(touched))
    assert tx.changes.tables == {"setting", "child"}


def test_marker_grows_with_every_change_and_only_then(store: Store) -> None:
    seen = [store.marker(), store.marker()]
    set_setting(store, "a", "1")
    seen.append(store.marker())
    with store.transaction("nothing"):
        pass
    seen.append(store.marker())
    assert seen[0] == seen[1] < seen[2] == seen[3]


def test_entries_come_newest_first_in_pages(store: Store) -> None:
    for number in range(5):
        set_setting(store, f"s{number}")
    first = journal_entries(store.tables, limit=3)
    assert [entry.row_id for entry in first] == ["s4", "s3", "s2"]
    second = journal_entries(store.tables, before=first[-1].number, limit=2)
    assert [entry.row_id for entry in second] == ["s1", "s0"]


def test_entries_of_rows_are_those_of_these_rows_only(store: Store) -> None:
    for name in ("a", "b", "a", "c"):
        set_setting(store, name, str(len(journal_entries(store.tables))))
    found = journal_entries(
        store.tables, rows=[("setting", "a"), ("setting", "c"), ("officer", "b")]
    )
    assert [entry.row_id for entry in found] == ["c", "a", "a"]
    assert journal_entries(store.tables, rows=[]) == []


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO setting VALUES ('a', '1')",
        "UPDATE officer SET name = 'Somebody Else'",
        "DELETE FROM authority",
    ],
)
def test_a_write_without_an_open_action_is_impossible(raw: Database, sql: str) -> None:
    with pytest.raises(Exception, match="NO ACTION OPEN"):
        raw.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET changes = '{}'",
        "UPDATE journal_entry SET changes = NULL, salt = NULL",
        "UPDATE journal_entry SET hash = NULL",
        "UPDATE journal_entry SET seq = seq + 100",
        "DELETE FROM journal_entry",
        "UPDATE journal_action SET officer_id = 'somebody'",
        "UPDATE journal_action SET reason = NULL, reason_salt = NULL",
        "DELETE FROM journal_action",
        "UPDATE journal_origin SET code = 'Z9'",
        "DELETE FROM journal_origin",
    ],
)
def test_the_journal_is_never_changed(store: Store, sql: str) -> None:
    """Not even inside an action."""
    with store.transaction("try") as tx, pytest.raises(Exception, match=r"never|refer"):
        tx.tables.rows(sql)


def test_the_key_of_a_row_never_changes(store: Store) -> None:
    with store.transaction("try") as tx, pytest.raises(Exception, match="key of a row"):
        tx.tables.update("officer", FOUNDER, {"id": "another"})


def test_applying_others_entries_journals_nothing(store: Store, raw: Database) -> None:
    """Merging writes rows whose entries are the others' own."""
    before = store.marker()
    raw.execute("BEGIN")
    raw.execute("INSERT INTO journal_context VALUES (1, 1, 1, 'o', 'merge', '', '', 1)")
    raw.execute("INSERT INTO setting VALUES ('theirs', '1')")
    raw.execute("DELETE FROM journal_context")
    raw.execute("COMMIT")
    assert store.marker() == before
    assert store.tables.value("SELECT value FROM setting WHERE name = 'theirs'") == "1"


def test_one_clock_reading_per_action_and_none_goes_back(store: Store, clock: FixedClock) -> None:
    with store.transaction("two rows") as tx:
        tx.tables.insert("setting", {"name": "a", "value": "1"})
        tx.tables.insert("setting", {"name": "b", "value": "1"})
    clock.moment -= timedelta(days=400)
    set_setting(store, "c")
    set_setting(store, "d")
    store.close()
    with open_again(store, clock=clock) as again:
        set_setting(again, "e")
        clock.moment += timedelta(days=800)
        set_setting(again, "f")
        rows = again.tables.rows(
            "SELECT hlc FROM journal_entry WHERE table_name = 'setting' ORDER BY seq"
        )
    a, b, c, d, e, f = (row["hlc"] for row in rows)
    assert a == b < c < d < e < f
    assert hlc.moment(f).date() == clock.today() == date(2027, 12, 28)
    assert e - b == 3, "readings behind the clock only count up"


def test_a_clock_counter_that_runs_over_carries_into_time() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    last = hlc.next_reading(0, now) | 0xFFFF
    assert hlc.moment(hlc.next_reading(last, now)) == now + timedelta(milliseconds=1)
