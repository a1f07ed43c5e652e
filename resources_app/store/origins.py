"""Which installation writes in this store, and noticing that a store was restored or cloned.

Outside the store, in the user's own data folder, each origin leaves a *mark*: where its
store is and how far its chain has got. A store whose mark is missing, is further than the
store, or belongs to another file that is still there, is a copy: before it is written it
takes a new origin and a new two-character code, so that no two histories share a name.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resources_app.foundations.clock import stamp
from resources_app.foundations.errors import StoreProblem
from resources_app.foundations.home import home
from resources_app.store.chain import OriginHeader
from resources_app.store.connection import Database
from resources_app.store.files import write_atomically
from resources_app.store.sealing import Head, Signer, chain_head, current_origin

# No letter or digit that is taken for another when read aloud or written by hand.
LETTERS = "ABCDEFGHJKMNPQRTUVWXY"
DIGITS = "2346789"


@dataclass(frozen=True)
class Mark:
    """What an installation remembers of its writing in one store."""

    path: str
    seq: int
    hash: str


def keep_mark(path: Path, origin_id: str, head: Head) -> None:
    """Remember how far the chain has got. A failure costs no more than a new code later."""
    mark = {"path": str(path.resolve()), "seq": head.seq, "hash": head.hash.hex()}
    with suppress(StoreProblem, OSError):
        folder = home() / "origins"
        folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps(mark).encode()
        # Not flushed to the disk: after a power cut an older mark is as good.
        write_atomically(folder / f"{origin_id}.json", content, lasting=False)


def read_mark(origin_id: str) -> Mark | None:
    """What was remembered, or None if nothing that can be read."""
    try:
        found: Any = json.loads((home() / "origins" / f"{origin_id}.json").read_bytes())
        return Mark(str(found["path"]), int(found["seq"]), str(found["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_our_own(database: Database, path: Path) -> bool:
    """Whether this file is the very one that this installation has been writing."""
    number, origin = current_origin(database)
    mark = read_mark(origin.id)
    return (
        mark is not None
        and same_place(mark.path, path)
        and _holds(database, number, origin, Head(mark.seq, bytes.fromhex(mark.hash)))
    )


def same_place(marked: str, path: Path) -> bool:
    """The marked file is this one, or it is gone and this one is where it was moved to."""
    if marked == str(path.resolve()) or not Path(marked).exists():
        return True
    return Path(marked).samefile(path)


def _holds(database: Database, number: int, origin: OriginHeader, head: Head) -> bool:
    """Whether the chain passes through `head`; a restored backup has not got that far."""
    if head.seq == 0:
        return chain_head(database, number, origin).seq == 0
    row = database.conn.execute(
        "SELECT hash FROM journal_entry WHERE origin = ? AND seq = ?", [number, head.seq]
    ).fetchone()
    return row is not None and row[0] == head.hash


def start_origin(database: Database, signer: Signer, origin_id: str) -> OriginHeader:
    """Add an origin; the caller makes it current, in the same transaction."""
    used = {row[0] for row in database.conn.execute("SELECT code FROM journal_origin")}
    origin = OriginHeader(
        id=origin_id,
        code=free_code(used),
        officer_id=signer.officer_id,
        public_key=signer.identity.public_key,
        started_at=stamp(signer.clock.now()),
    )
    database.conn.execute(
        "INSERT INTO journal_origin (id, code, officer_id, public_key, started_at)"
        " VALUES (?, ?, ?, ?, ?)",
        [origin.id, origin.code, origin.officer_id, origin.public_key, origin.started_at],
    )
    return origin


def free_code(used: set[str]) -> str:
    """A code nobody in this store has: a letter and a digit, then two letters.

    Drawn at random, because installations that cannot see each other draw from the same
    list. Raises `StoreProblem` when all are taken.
    """
    for seconds in (DIGITS, LETTERS):
        free = [first + second for first in LETTERS for second in seconds]
        free = [code for code in free if code not in used]
        if free:
            return secrets.choice(free)
    raise StoreProblem("This store has been copied so often that no code is left for it.")
