"""Keys and what is done with them: stretching a passphrase, wrapping, sealing, signing.

Algorithms: argon2id (RFC 9106) stretches passphrases; ChaCha20-Poly1305 (RFC 8439) wraps;
X25519 (RFC 7748) with HKDF-SHA256 (RFC 5869) seals something to a person; Ed25519
(RFC 8032) signs. Nothing here knows files or the store.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


class WrongKey(Exception):
    """What was wrapped does not open with this key."""


@dataclass(frozen=True)
class KeyCost:
    """How hard a passphrase is to guess: passes, kibibytes of memory, lanes.

    The default takes about a tenth of a second, above OWASP's floor of 19 MiB and 2 passes.
    """

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


DEFAULT_COST = KeyCost()
# For tests and the demo's many officers: no protection against guessing.
QUICK = KeyCost(passes=1, memory_kib=8, lanes=1)


def stretch(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    """The 32-byte key of a passphrase; the same however its accents were typed."""
    stretcher = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return stretcher.derive(unicodedata.normalize("NFKC", passphrase).encode())


def derive(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose from a secret that needs no stretching."""
    return HKDF(SHA256(), KEY_BYTES, salt, purpose.encode()).derive(secret)


def wrap(key: bytes, secret: bytes, bound_to: str) -> bytes:
    """Encrypt `secret`; it opens only with the same key and the same `bound_to`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, secret, bound_to.encode())


def unwrap(key: bytes, wrapped: bytes, bound_to: str) -> bytes:
    """What `wrap` was given. Raises `WrongKey`."""
    nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey from error


@dataclass(frozen=True)
class Identity:
    """A person's two private keys: one signs, the other opens what is sealed to them."""

    signing_seed: bytes
    box_seed: bytes

    @classmethod
    def fresh(cls) -> Identity:
        """New keys from the system's random source."""
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_bytes(cls, both: bytes) -> Identity:
        """What `to_bytes` gave."""
        return cls(both[:KEY_BYTES], both[KEY_BYTES:])

    def to_bytes(self) -> bytes:
        """Both private keys, to be wrapped."""
        return self.signing_seed + self.box_seed

    @property
    def public_key(self) -> str:
        """The Ed25519 public key, hexadecimal."""
        return self._signer().public_key().public_bytes_raw().hex()

    @property
    def box_public(self) -> bytes:
        """The X25519 public key."""
        return self._box().public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """64 bytes that only this person can have made."""
        return self._signer().sign(message)

    def open_sealed(self, sealed: bytes, bound_to: str) -> bytes:
        """What `seal` was given. Raises `WrongKey`."""
        sender, wrapped = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
        shared = self._box().exchange(X25519PublicKey.from_public_bytes(sender))
        return unwrap(derive(shared, sender + self.box_public, "seal"), wrapped, bound_to)

    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed)

    def _box(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.box_seed)


def seal(box_public: bytes, secret: bytes, bound_to: str) -> bytes:
    """Encrypt `secret` to a person who need not be there and whose passphrase is not known."""
    sender = X25519PrivateKey.generate()
    sender_public = sender.public_key().public_bytes_raw()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(box_public))
    return sender_public + wrap(
        derive(shared, sender_public + box_public, "seal"), secret, bound_to
    )


def signature_is_good(public_key: str, message: bytes, signature: bytes) -> bool:
    """Whether the holder of `public_key` (Ed25519, hexadecimal) signed `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
