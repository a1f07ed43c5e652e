"""Puts a copy of a document in a folder: whole or not at all, encrypted when a password is given.

The stored bytes stay as they are. An encrypted copy belongs to one delivery and has a hash of
its own; the password is told by another way than the file, and is kept nowhere.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

import pikepdf

from resources_app.documents.model import Delivered
from resources_app.foundations.errors import BadInput, Refused

_SHORTEST_PASSWORD = 8
# As long as a name may be on every system, with room for its ending and a number.
_LONGEST_NAME = 120
_SENTENCES = {
    errno.ENOSPC: "The disk is full; nothing was written.",
    errno.EDQUOT: "Your share of the disk is used up; nothing was written.",
    errno.EACCES: "You may not write in that folder; nothing was written.",
    errno.EPERM: "You may not write in that folder; nothing was written.",
    errno.EROFS: "That folder can only be read; nothing was written.",
    errno.EFBIG: "The file is larger than you may write there; nothing was written.",
    errno.ENAMETOOLONG: "The file’s name is too long; nothing was written.",
}


def deliver(content: bytes, out: Path, *, password: str = "") -> Delivered:
    """Write a copy to `out`, replacing a file of that name only once the new one is complete.

    With a password the copy is encrypted (AES-256): it opens with it, and can be printed but
    not changed. Raises Refused, in a sentence, when the folder does not exist, may not be
    written or is full, and BadInput for a password of fewer than eight characters.
    """
    check_place(out)
    written = encrypted_copy(content, password) if password else content
    write_whole(out, lambda file: file.write(written))
    return Delivered(out, hashlib.sha256(written).hexdigest(), len(written), bool(password))


def deliver_registered(
    content: bytes, reference: str, out: Path, *, password: str = ""
) -> Delivered:
    """Deliver a copy of what was registered first, and stays so whatever becomes of the copy.

    Raises as `deliver` does; the remedy then says by which reference a copy can be had again.
    """
    try:
        return deliver(content, out, password=password)
    except Refused as error:
        raise Refused(
            f"{error.what} {reference} is registered all the same.",
            remedy=f"Make room or give another folder, then: print again {reference} --out FILE.",
        ) from error


def check_place(out: Path) -> None:
    """Raise Refused where no copy could be written: ask before printing, which registers."""
    if out.is_dir():
        raise Refused(f"“{out}” is a folder.", remedy="Give the name of a file in it.")
    if out.exists() and not out.is_file():
        # It would be replaced by the copy: a device or a pipe would be gone, for everybody.
        raise Refused(
            f"“{out}” is no file; nothing was written.", remedy="Give the name of a file."
        )
    if not out.parent.is_dir():
        raise Refused(
            f"There is no folder “{out.parent}”; nothing was written.",
            remedy="Make the folder first, or give another.",
        )
    if not os.access(out.parent, os.W_OK):
        raise Refused(_SENTENCES[errno.EACCES], remedy="Give another folder.")


def plain_name(text: str) -> str:
    """The text as a file's name, without its ending, that every system takes."""
    plain = "".join(char if char.isalnum() or char in " -&()" else " " for char in text)
    return " ".join(plain.split())[:_LONGEST_NAME].strip() or "document"


def check_password(password: str) -> None:
    """Raise BadInput for one that is too short: ask before printing, which registers."""
    if len(password) < _SHORTEST_PASSWORD:
        raise BadInput(
            "The password is too short.",
            remedy=f"Give at least {_SHORTEST_PASSWORD} characters, such as three words.",
        )


def encrypted_copy(content: bytes, password: str) -> bytes:
    """The document under AES-256. Two copies differ: each has its own random key."""
    check_password(password)
    target = io.BytesIO()
    may = pikepdf.Permissions(modify_annotation=False, modify_assembly=False, modify_other=False)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            target,
            encryption=pikepdf.Encryption(
                user=password, owner=os.urandom(24).hex(), R=6, allow=may
            ),
        )
    return target.getvalue()


def write_whole(out: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a file beside `out` and put it there, whole, once that is done.

    Raises Refused, in a sentence, where the system does not let it; then nothing is there.
    """
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(
            dir=out.parent, prefix=f".{out.stem[:40]}-", delete=False
        ) as file:
            temporary = file.name
            write(cast(BinaryIO, file.file))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(out)
    except BaseException as error:
        with contextlib.suppress(OSError):
            if temporary:
                Path(temporary).unlink()
        if not isinstance(error, OSError):
            raise
        sentence = _SENTENCES.get(
            error.errno or 0, f"The file could not be written: {error.strerror}."
        )
        raise Refused(sentence, remedy="Give another folder, or make room.") from error
