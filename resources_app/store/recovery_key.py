"""The recovery key: 136 random bits on a sheet of paper, typed back with mistakes caught.

Thirty-two characters of Crockford's base 32 (no I, L, O or U, whatever the case) in eight
groups of four; the last 24 bits are a checksum.
"""

from __future__ import annotations

import hashlib
import secrets

SECRET_BYTES = 17
CHECK_BYTES = 3
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
CHARACTERS = 32
GROUP = 4


def fresh_secret() -> bytes:
    """A new recovery secret."""
    return secrets.token_bytes(SECRET_BYTES)


def as_text(secret: bytes) -> str:
    """The secret as it is printed: `7K3D-…`."""
    number = int.from_bytes(secret + _check(secret), "big")
    letters = "".join(
        ALPHABET[number >> shift & 31] for shift in range(5 * (CHARACTERS - 1), -1, -5)
    )
    return "-".join(letters[start : start + GROUP] for start in range(0, CHARACTERS, GROUP))


def from_text(text: str) -> bytes | None:
    """The secret that was printed, or None if this is not a recovery key typed right."""
    letters = "".join(text.split()).replace("-", "").upper().translate(LOOKALIKES)
    if len(letters) != CHARACTERS or any(letter not in ALPHABET for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    both = number.to_bytes(SECRET_BYTES + CHECK_BYTES, "big")
    secret, check = both[:SECRET_BYTES], both[SECRET_BYTES:]
    return secret if secrets.compare_digest(check, _check(secret)) else None


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"recovery key" + secret).digest()[:CHECK_BYTES]
