"""Who can open a store: adding, removing, changing passphrases, recovering."""

from __future__ import annotations

import json

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import Refused, StoreProblem
from resources_app.store.slot_file import read_slots, slots_path
from resources_app.store.store import Store
from resources_app.store.verifying import verify
from tests.store.example import (
    FOUNDER,
    PASSPHRASE,
    add_colleague,
    make_store,
    officer,
    open_again,
    set_setting,
)

AMINA = "officer-amina"


def test_two_officers_sign_with_their_own_keys(store: Store) -> None:
    add_colleague(store, AMINA, "second")
    assert store.officers == [FOUNDER, AMINA]
    set_setting(store, "by tess")
    with Store.open(store.path, passphrase="second") as hers:
        assert hers.public_key != store.public_key
        set_setting(hers, "by amina")
    rows = store.tables.rows(
        "SELECT officer_id, public_key FROM journal_action WHERE action = 'set_setting'"
        " ORDER BY hlc"
    )
    assert [row["officer_id"] for row in rows] == [FOUNDER, AMINA]
    assert rows[0]["public_key"] != rows[1]["public_key"]
    assert verify(store.tables).clean


def test_a_removed_slot_stops_opening_this_file(store: Store) -> None:
    add_colleague(store, AMINA, "second")
    store.remove_slot(AMINA)
    assert store.officers == [FOUNDER]
    with pytest.raises(StoreProblem, match="does not open"):
        Store.open(store.path, passphrase="second")
    with pytest.raises(Refused, match="has no passphrase"):
        store.remove_slot(AMINA)
    with pytest.raises(Refused, match="has no passphrase"):
        store.remove_slot("recovery")


def test_the_last_officer_is_not_removed(store: Store) -> None:
    with pytest.raises(Refused, match="last officer"):
        store.remove_slot(FOUNDER)
    open_again(store).close()


def test_changing_a_passphrase_keeps_the_signing_key(store: Store) -> None:
    with pytest.raises(Refused, match="not your present passphrase"):
        store.change_passphrase("wrong", "new words")
    with pytest.raises(StoreProblem, match="passphrase is needed"):
        store.change_passphrase(PASSPHRASE, "  ")
    store.change_passphrase(PASSPHRASE, "new words")
    with Store.open(store.path, passphrase="new words") as again:
        assert again.public_key == store.public_key
    with pytest.raises(StoreProblem, match="does not open"):
        open_again(store)


def test_an_officer_cannot_be_called_recovery(store: Store) -> None:
    for name in ("", "recovery"):
        with pytest.raises(Refused, match="cannot be called"):
            store.add_slot(name, "words")


def test_the_recovery_key_opens_and_lets_an_officer_back_in(
    store_path: object, store: Store, clock: FixedClock, tmp_path: object
) -> None:
    made, recovery = make_store(store.path.parent / "second.resources", clock)
    made.close()
    with Store.open(made.path, passphrase=recovery.lower(), officer_id=FOUNDER) as rescued:
        assert rescued.officer_id == "recovery"
        public_key = rescued.add_slot(FOUNDER, "remembered this time")
        with rescued.transaction("give_new_key", reason="passphrase forgotten") as tx:
            tx.tables.update("officer", FOUNDER, {"public_key": public_key})
    with Store.open(made.path, passphrase="remembered this time") as again:
        set_setting(again, "back")
        assert verify(again.tables).clean
    with pytest.raises(StoreProblem, match="does not open"):
        Store.open(made.path, passphrase=PASSPHRASE)


def test_the_slot_file_is_as_documented(store: Store) -> None:
    add_colleague(store, AMINA, "second")
    document = json.loads(slots_path(store.path).read_text())
    assert set(document) == {"format", "about", "store", "sets"}
    (only,) = document["sets"]
    assert only["generation"] == 1
    founder, recovery, amina = only["slots"]
    fields = {"officer", "stretching", "identity", "public_key", "box_key", "box_signature",
              "data_key"}  # fmt: skip
    assert set(founder) == set(recovery) == set(amina) == fields
    assert founder["stretching"]["by"] == "argon2id"
    assert recovery["stretching"]["by"] == "hkdf"
    assert read_slots(store.path).store_id == document["store"]


def test_a_slot_moved_to_another_officers_name_opens_nothing(store: Store) -> None:
    """What is wrapped is bound to the officer and the store."""
    add_colleague(store, AMINA, "second")
    path = slots_path(store.path)
    document = json.loads(path.read_text())
    slots = document["sets"][0]["slots"]
    slots[0]["officer"], slots[2]["officer"] = slots[2]["officer"], slots[0]["officer"]
    path.write_text(json.dumps(document))
    for passphrase in (PASSPHRASE, "second"):
        with pytest.raises(StoreProblem, match="does not open"):
            Store.open(store.path, passphrase=passphrase)


def test_new_slots_cost_as_much_as_the_dearest(store: Store) -> None:
    store.add_slot(AMINA, "second")
    costs = {slot.cost for slot in read_slots(store.path).sets[0].slots if slot.cost}
    assert len(costs) == 1


def test_a_key_given_to_an_officer_is_not_theirs_until_it_is_in_their_record(
    store: Store,
) -> None:
    store.add_slot(AMINA, "second")
    with store.transaction("add_officer") as tx:
        tx.tables.insert("officer", officer(AMINA, "", "Amina Khan"))
    with Store.open(store.path, passphrase="second") as hers:
        set_setting(hers, "unknown")
    (finding,) = verify(store.tables).findings
    assert finding.sentence.endswith("is signed with a key not known as officer officer-amina's.")
