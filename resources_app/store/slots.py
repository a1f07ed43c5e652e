"""Key slots: who can open a store, and nothing that opens it by itself.

A passphrase opens its officer's *identity* (two private keys), and the identity opens the
store's data key, which is sealed to it: so a new data key can be handed to everyone who
stays without knowing their passphrases. The file they are kept in is slot_file.py's.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from resources_app.foundations.errors import StoreProblem
from resources_app.store import recovery_key
from resources_app.store.keys import (
    SALT_BYTES,
    Identity,
    KeyCost,
    WrongKey,
    derive,
    seal,
    signature_is_good,
    stretch,
    unwrap,
    wrap,
)

RECOVERY = "recovery"


@dataclass(frozen=True)
class Slot:
    """One way into the store."""

    officer_id: str
    salt: bytes
    cost: KeyCost | None  # None: the recovery key, which needs no stretching
    identity: bytes
    public_key: str
    box_key: bytes
    box_signature: bytes
    data_key: bytes


@dataclass(frozen=True)
class SlotSet:
    """The slots that hold one data key."""

    generation: int
    slots: tuple[Slot, ...]

    def slot(self, officer_id: str) -> Slot | None:
        """The officer's slot in this set, if there is one."""
        return next((slot for slot in self.slots if slot.officer_id == officer_id), None)

    def with_slot(self, slot: Slot) -> SlotSet:
        """The set with this slot, in place of the same officer's."""
        return SlotSet(self.generation, (*self.without(slot.officer_id).slots, slot))

    def without(self, officer_id: str) -> SlotSet:
        """The set without an officer's slot."""
        kept = tuple(slot for slot in self.slots if slot.officer_id != officer_id)
        return SlotSet(self.generation, kept)


@dataclass(frozen=True)
class SlotFile:
    """The whole file."""

    store_id: str
    sets: tuple[SlotSet, ...]

    def only(self, generation: int) -> SlotFile:
        """The file with one set of slots."""
        kept = tuple(each for each in self.sets if each.generation == generation)
        return replace(self, sets=kept)

    def with_set(self, changed: SlotSet) -> SlotFile:
        """The file with this set added, or in place of the set of the same generation."""
        others = (each for each in self.sets if each.generation != changed.generation)
        return replace(self, sets=(*others, changed))

    def set_of(self, generation: int) -> SlotSet:
        """The set that holds the data key of that generation."""
        return next(each for each in self.sets if each.generation == generation)


@dataclass(frozen=True)
class Unlocked:
    """What a passphrase opened: whose it is, their keys, and the data key by generation."""

    officer_id: str
    identity: Identity
    data_keys: Mapping[int, bytes]


def officer_slot(
    store_id: str,
    generation: int,
    officer_id: str,
    passphrase: str,
    data_key: bytes,
    *,
    cost: KeyCost,
    identity: Identity,
) -> Slot:
    """A slot that `passphrase` opens. Raises `StoreProblem` for a blank passphrase."""
    if not passphrase.strip():
        raise StoreProblem("A passphrase is needed.", remedy="Choose one that is hard to guess.")
    salt = secrets.token_bytes(SALT_BYTES)
    return _slot(
        store_id, generation, officer_id, stretch(passphrase, salt, cost), data_key, identity,
        salt, cost,
    )  # fmt: skip


def recovery_slot(
    store_id: str, generation: int, secret: bytes, data_key: bytes, identity: Identity
) -> Slot:
    """The slot that the printed recovery key opens."""
    salt = secrets.token_bytes(SALT_BYTES)
    key = derive(secret, salt, RECOVERY)
    return _slot(store_id, generation, RECOVERY, key, data_key, identity, salt, None)


def _slot(
    store_id: str,
    generation: int,
    officer_id: str,
    key: bytes,
    data_key: bytes,
    identity: Identity,
    salt: bytes,
    cost: KeyCost | None,
) -> Slot:
    return Slot(
        officer_id=officer_id,
        salt=salt,
        cost=cost,
        identity=wrap(key, identity.to_bytes(), _identity_binding(store_id, officer_id)),
        public_key=identity.public_key,
        box_key=identity.box_public,
        box_signature=identity.sign(_box_statement(store_id, officer_id, identity.box_public)),
        data_key=seal(
            identity.box_public, data_key, _data_binding(store_id, generation, officer_id)
        ),
    )


def resealed(slot: Slot, store_id: str, generation: int, data_key: bytes) -> Slot:
    """The same person's slot for another data key; their passphrase stays as it is."""
    binding = _data_binding(store_id, generation, slot.officer_id)
    return replace(slot, data_key=seal(slot.box_key, data_key, binding))


def box_is_the_officers(slot: Slot, store_id: str, public_key: str) -> bool:
    """Whether the holder of `public_key` vouched for the key that this slot seals to."""
    statement = _box_statement(store_id, slot.officer_id, slot.box_key)
    return signature_is_good(public_key, statement, slot.box_signature)


def unlock(file: SlotFile, passphrase: str, officer_id: str | None) -> Unlocked | None:
    """Try the passphrase on the officer's slot, or on every slot when none is named.

    The recovery key is taken whoever is named: it is not anybody's.
    """
    secret = recovery_key.from_text(passphrase)
    tried: set[bytes] = set()
    for slot in (slot for each in file.sets for slot in each.slots):
        if slot.identity in tried or not _worth_trying(slot, secret, officer_id):
            continue
        tried.add(slot.identity)
        identity = _open_identity(file.store_id, slot, passphrase, secret)
        if identity is not None:
            return _with_data_keys(file, slot, identity)
    return None


def _worth_trying(slot: Slot, secret: bytes | None, officer_id: str | None) -> bool:
    if slot.cost is None:
        return secret is not None
    return officer_id is None or slot.officer_id == officer_id


def _open_identity(
    store_id: str, slot: Slot, passphrase: str, secret: bytes | None
) -> Identity | None:
    if slot.cost is not None:
        key = stretch(passphrase, slot.salt, slot.cost)
    else:
        key = derive(secret or b"", slot.salt, RECOVERY)
    try:
        both = unwrap(key, slot.identity, _identity_binding(store_id, slot.officer_id))
    except WrongKey:
        return None
    return Identity.from_bytes(both)


def _with_data_keys(file: SlotFile, opened: Slot, identity: Identity) -> Unlocked:
    keys = {}
    for each in file.sets:
        slot = each.slot(opened.officer_id)
        if slot is not None and slot.public_key == opened.public_key:
            binding = _data_binding(file.store_id, each.generation, slot.officer_id)
            keys[each.generation] = identity.open_sealed(slot.data_key, binding)
    return Unlocked(opened.officer_id, identity, keys)


def _identity_binding(store_id: str, officer_id: str) -> str:
    return f"resources identity 1\n{store_id}\n{officer_id}"


def _data_binding(store_id: str, generation: int, officer_id: str) -> str:
    return f"resources data key 1\n{store_id}\n{generation}\n{officer_id}"


def _box_statement(store_id: str, officer_id: str, box_key: bytes) -> bytes:
    return f"resources box key 1\n{store_id}\n{officer_id}\n{box_key.hex()}".encode()


def officers_of(sets: Iterable[SlotSet]) -> list[str]:
    """The officers who can open the store, in order of slot; the recovery key is not one."""
    found = [slot.officer_id for each in sets for slot in each.slots]
    return [officer for officer in dict.fromkeys(found) if officer != RECOVERY]
