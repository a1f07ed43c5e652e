"""The bytes of documents and attachments, kept once under their SHA-256.

The journal names them by that hash and never holds them.
"""

from __future__ import annotations

from hashlib import sha256

from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Tables


def keep_blob(tables: Tables, content: bytes) -> str:
    """Keep bytes, inside a transaction; returns their SHA-256 in hexadecimal."""
    name = sha256(content).hexdigest()
    if tables.value("SELECT 1 FROM blob WHERE sha256 = ?", [name]) is None:
        tables.insert("blob", {"sha256": name, "bytes": content, "size": len(content)})
    return name


def read_blob(tables: Tables, name: str) -> bytes:
    """The bytes with that SHA-256. Raises `NotFound`."""
    content = tables.value("SELECT bytes FROM blob WHERE sha256 = ?", [name])
    if content is None:
        raise NotFound(f"The store holds no document with the SHA-256 {name}.")
    return bytes(content)
