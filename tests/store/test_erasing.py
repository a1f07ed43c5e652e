"""Erasing from the journal by law: the words go, what they prove stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from resources_app.foundations.errors import NotFound
from resources_app.store.erasing import erase_payload, erase_reason
from resources_app.store.findings import Kind
from resources_app.store.journal import Entry, entries_of, journal_entries
from resources_app.store.searching import find
from resources_app.store.store import Store
from resources_app.store.verifying import verify
from tests.store.conftest import Tamper
from tests.store.example import child, set_setting

LAW = "UK GDPR article 17, decision of 1 December 2026"


@pytest.fixture
def entries(store: Store) -> list[Entry]:
    with store.transaction("make", reason="Robin told the duty officer") as tx:
        tx.tables.insert("child", child("c", known_as="Marmalade"))
        tx.tables.insert("child", child("d"))
    with store.transaction("correct") as tx:
        tx.tables.update("child", "c", {"known_as": "Quince"})
    return entries_of(store.tables, "child", "c")


def test_what_was_erased_is_gone_and_the_journal_verifies(
    store: Store, entries: list[Entry]
) -> None:
    erase_payload(store, entries, authority=LAW)
    assert [entry.changes for entry in entries_of(store.tables, "child", "c")] == [None, None]
    assert entries_of(store.tables, "child", "d")[0].changes is not None
    assert verify(store.tables).clean
    said = [row[0] or "" for row in store.tables.rows("SELECT changes FROM journal_entry")]
    assert not any("Marmalade" in text or "Quince" in text for text in said)


def test_the_erasure_itself_is_journalled(store: Store, entries: list[Entry]) -> None:
    changes = erase_payload(store, entries, authority=LAW)
    assert len(changes.touched) == 2
    newest = journal_entries(store.tables, limit=1)[0]
    assert (newest.action, newest.table, newest.reason) == ("erase_by_law", "journal_erasure", LAW)
    assert (newest.changes or {})["authority"] == LAW


def test_erasing_twice_does_no_harm(store: Store, entries: list[Entry]) -> None:
    erase_payload(store, entries, authority=LAW)
    assert erase_payload(store, entries, authority=LAW).touched == frozenset()
    assert verify(store.tables).clean


def test_a_reason_is_erased_with_its_action(store: Store, entries: list[Entry]) -> None:
    both = [*entries, *entries_of(store.tables, "child", "d")]
    erase_reason(store, both, authority=LAW)
    assert {entry.reason for entry in entries_of(store.tables, "child", "c")} == {None}
    assert verify(store.tables).clean
    assert erase_reason(store, both, authority=LAW).touched == frozenset()


def test_the_row_can_still_be_changed_and_removed(store: Store, entries: list[Entry]) -> None:
    erase_payload(store, entries, authority=LAW)
    with store.transaction("more") as tx:
        tx.tables.update("child", "c", {"known_as": "Plum"})
    assert verify(store.tables).clean
    with store.transaction("remove") as tx:
        tx.tables.delete("child", "c")
    assert verify(store.tables).clean
    assert find(store.tables, "plum") == []


def test_what_was_written_after_an_erasure_is_compared(
    store: Store, entries: list[Entry], tamper: Tamper
) -> None:
    erase_payload(store, entries, authority=LAW)
    with store.transaction("more") as tx:
        tx.tables.update("child", "c", {"known_as": "Plum"})
    tamper("UPDATE child SET known_as = 'Pear' WHERE id = 'c'")
    assert [finding.kind for finding in verify(store.tables).findings] == [Kind.ROW_DIFFERS]


def test_a_digest_that_was_altered_is_found(
    store: Store, entries: list[Entry], tamper: Tamper
) -> None:
    erase_payload(store, entries, authority=LAW)
    tamper("UPDATE journal_erasure SET digest = 'zz'")
    kinds = {finding.kind for finding in verify(store.tables).findings}
    assert kinds == {Kind.ALTERED, Kind.ROW_DIFFERS}


def test_signing_keys_stay_known_when_an_officers_entry_is_erased(store: Store) -> None:
    set_setting(store, "a")
    erase_payload(store, entries_of(store.tables, "officer", store.officer_id), authority=LAW)
    set_setting(store, "b")
    assert verify(store.tables).clean


def test_an_entry_that_is_not_there(store: Store, entries: list[Entry]) -> None:
    with pytest.raises(NotFound, match="no journal entry"):
        erase_payload(store, [replace(entries[0], seq=999)], authority=LAW)
    assert verify(store.tables).clean


def test_nothing_erased_is_left_in_the_files(store: Store, entries: list[Entry]) -> None:
    """Under the encryption, too: on pages that are free now, in the index, in the log."""
    with store.transaction("remove") as tx:
        tx.tables.delete("child", "c")
    store.flush()
    assert b"marmalade" in _decrypted(store)
    every = [*entries, entries_of(store.tables, "child", "c")[-1]]
    erase_payload(store, every, authority=LAW)
    log = store.path.with_name(store.path.name + "-wal")
    assert log.stat().st_size == 0
    left = _decrypted(store)
    assert b"marmalade" not in left
    assert b"quince" not in left
    assert b"robin" in left, "the other child is still there"


def _decrypted(store: Store) -> bytes:
    """Every page of the file, as SQLCipher 4 encrypts them: AES-256-CBC, 80 bytes reserved."""
    content = store.path.read_bytes()
    pages = []
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        iv, body = page[-80:-64], page[16 if start == 0 else 0 : -80]
        decryptor = Cipher(AES(store._opened.data_key), CBC(iv)).decryptor()
        pages.append(decryptor.update(body) + decryptor.finalize())
    return b"".join(pages).lower()
