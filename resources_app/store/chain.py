"""What is hashed and what is signed: used alike to seal the journal and to verify it.

Each origin's entries form a chain. An entry's hash covers the hash before it, a digest of
its action and its own header; the header holds the *digest* of the changes, salted, not
the changes themselves. So contents can be erased by law, or left out of a partial copy,
and the chain still verifies; and without the salt nobody can guess contents from a digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class OriginHeader:
    """What an origin's chain starts from."""

    id: str
    code: str
    officer_id: str
    public_key: str
    started_at: str


@dataclass(frozen=True)
class ActionHeader:
    """What one action's entries have in common."""

    hlc: int
    officer_id: str
    action: str
    reason_digest: bytes
    recorded_at: str
    public_key: str


def digest_of(salt: bytes, content: str) -> bytes:
    """The salted digest that stands for contents."""
    return sha256(salt + content.encode()).digest()


def origin_hash(header: OriginHeader) -> bytes:
    """The hash before an origin's first entry."""
    fields = (header.id, header.code, header.officer_id, header.public_key, header.started_at)
    return sha256(_framed("origin", *fields)).digest()


def action_hash(header: ActionHeader) -> bytes:
    """The digest that ties every entry to who did what, when and why."""
    fields = (
        str(header.hlc),
        header.officer_id,
        header.action,
        header.reason_digest.hex(),
        header.recorded_at,
        header.public_key,
    )
    return sha256(_framed("action", *fields)).digest()


def entry_hash(
    previous: bytes,
    action: bytes,
    digest: bytes,
    *,
    seq: int,
    table: str,
    operation: str,
    parent: str,
    row_id: str,
) -> bytes:
    """The hash of an entry, given the hash before it, its action's and its contents' digest.

    `parent` is "origin:seq", or "" for a row's first. Plain arguments, because an import
    seals twenty thousand of these.
    """
    # Only the row's key could hold anything, and it comes last.
    header = f"{seq}\x1f{table}\x1f{operation}\x1f{parent}\x1f{row_id}"
    return sha256(previous + action + digest + header.encode()).digest()


def signed_statement(origin_id: str, first_seq: int, last_seq: int, last_hash: bytes) -> bytes:
    """What the acting officer signs: this action's entries and, through the hash, all before."""
    return _framed("resources journal 1", origin_id, str(first_seq), str(last_seq)) + last_hash


def _framed(*fields: str) -> bytes:
    return "".join(f"{len(field)}:{field}" for field in fields).encode()
