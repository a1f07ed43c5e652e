"""The key slots file beside a store, read and written.

`team.resources` has its slots in `team.resources-keys`, JSON:

    format   1
    about    a sentence for whoever finds the file
    store    the store's identifier; what is wrapped below is bound to it
    sets     one set of slots; two only while keys are being changed (see rotation.py)
      generation   counts the store's data keys from 1
      slots
        officer        the officer's identifier, or "recovery"
        stretching     {"by": "argon2id", "salt", "passes", "memory_kib", "lanes"} or, for
                       the recovery key, {"by": "hkdf", "salt"}
        identity       the officer's two private keys (signing, box), wrapped by the
                       stretched passphrase
        public_key     the Ed25519 signing key
        box_key        the X25519 key that the data key is sealed to
        box_signature  the box key signed by the signing key, so that a new data key is
                       never sealed to a box that somebody slipped in
        data_key       the store's data key, sealed to the box key

Bytes are hexadecimal. What the slots do is in slots.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resources_app.foundations.errors import StoreProblem
from resources_app.store.files import write_atomically
from resources_app.store.keys import KeyCost
from resources_app.store.slots import Slot, SlotFile, SlotSet

FORMAT = 1


def slots_path(store: Path) -> Path:
    """Where a store's key slots are."""
    return store.with_name(f"{store.name}-keys")


def write_slots(path: Path, file: SlotFile) -> None:
    """Replace the key slots of the store at `path` in one step. Raises `StoreProblem`."""
    document = {
        "format": FORMAT,
        "about": (
            f"Key slots of {path.name}, kept beside it. Whoever loses this file loses the store."
        ),
        "store": file.store_id,
        "sets": [
            {"generation": each.generation, "slots": [_slot_to_json(slot) for slot in each.slots]}
            for each in file.sets
        ],
    }
    content = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    write_atomically(slots_path(path), content.encode())


def read_slots(path: Path) -> SlotFile:
    """The key slots of the store at `path`. Raises `StoreProblem` if missing or damaged."""
    beside = slots_path(path)
    try:
        document = json.loads(beside.read_bytes())
    except FileNotFoundError as error:
        raise StoreProblem(
            f"The key slots of “{path.name}” are missing: there is no “{beside.name}” beside it.",
            remedy="Put back the key slots that belong with it, from the same backup.",
        ) from error
    except (OSError, ValueError) as error:
        raise _damaged(beside) from error
    if not isinstance(document, dict) or document.get("format", 0) != FORMAT:
        raise _damaged(beside)
    try:
        sets = tuple(
            SlotSet(int(each["generation"]), tuple(map(_slot_from_json, each["slots"])))
            for each in document["sets"]
        )
        return SlotFile(str(document["store"]), sets)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(beside) from error


def _damaged(beside: Path) -> StoreProblem:
    return StoreProblem(
        f"The key slots file “{beside.name}” is damaged or from a newer version.",
        remedy="Put back the key slots that belong with the store, from the same backup.",
    )


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    stretching: dict[str, Any] = {"by": "hkdf", "salt": slot.salt.hex()}
    if slot.cost is not None:
        stretching = {
            "by": "argon2id",
            "salt": slot.salt.hex(),
            "passes": slot.cost.passes,
            "memory_kib": slot.cost.memory_kib,
            "lanes": slot.cost.lanes,
        }
    return {
        "officer": slot.officer_id,
        "stretching": stretching,
        "identity": slot.identity.hex(),
        "public_key": slot.public_key,
        "box_key": slot.box_key.hex(),
        "box_signature": slot.box_signature.hex(),
        "data_key": slot.data_key.hex(),
    }


def _slot_from_json(document: Mapping[str, Any]) -> Slot:
    stretching = document["stretching"]
    cost = None
    if stretching["by"] == "argon2id":
        cost = KeyCost(stretching["passes"], stretching["memory_kib"], stretching["lanes"])
    elif stretching["by"] != "hkdf":
        raise ValueError(stretching["by"])
    return Slot(
        officer_id=str(document["officer"]),
        salt=bytes.fromhex(stretching["salt"]),
        cost=cost,
        identity=bytes.fromhex(document["identity"]),
        public_key=str(document["public_key"]),
        box_key=bytes.fromhex(document["box_key"]),
        box_signature=bytes.fromhex(document["box_signature"]),
        data_key=bytes.fromhex(document["data_key"]),
    )
