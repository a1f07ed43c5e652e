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
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast
from unicodedata import normalize

import pikepdf

from resources_app.documents.model import Delivered
from resources_app.foundations.errors import BadInput, Refused, Where

_SHORTEST_PASSWORD = 8
# AES-256 in a PDF reads so many bytes of it: the rest would be left out by some readers, not all.
_LONGEST_PASSWORD = 127
# As long as a name may be on every system, with room for its ending and a number; 255 bytes are
# the most in all, and a letter may take four.
_LONGEST_NAME = 120
_MOST_BYTES = 200
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
    with placing() as files:
        return files.deliver(content, out, password=password)


def deliver_registered(
    files: Placing, content: bytes, reference: str, out: Path, *, password: str = ""
) -> Delivered:
    """Deliver a copy of what was registered first, and stays so whatever becomes of the copy.

    Raises as `deliver` does; the remedy then says by which reference a copy can be had again.
    """
    try:
        return files.deliver(content, out, password=password)
    except Refused as error:
        raise Refused(
            f"{error.what} {reference} is registered all the same.",
            remedy=f"Make room or give another folder, then: print again {reference} --out FILE.",
        ) from error


def check_place(out: Path) -> None:
    """Raise Refused where no copy could be written: ask before printing, which registers."""
    with _in_a_sentence(), contextlib.suppress(FileNotFoundError, NotADirectoryError):
        out.lstat()  # which a name that is too long does not let us ask
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
    short = " ".join(plain.split())[:_LONGEST_NAME].encode()[:_MOST_BYTES]
    return short.decode(errors="ignore").strip() or "document"


def free_place(folder: Path, name: str, is_taken: Callable[[Path], bool]) -> Path:
    """Where a file goes in a folder; with a number in its name where another has that place."""
    path = place = folder / name
    number = 1
    while is_taken(place):
        number += 1
        place = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return place


def check_password(password: str) -> None:
    """Raise BadInput for one that is too short, or that some reader would take for another.

    Ask before printing, which registers. What a reader makes of a password is ISO 32000-2,
    7.6.4.3.3: it is put in its plainest form (SASLprep), and its first 127 bytes count.
    """
    if len(password) < _SHORTEST_PASSWORD:
        raise BadInput(
            "The password is too short.",
            where=Where(field="password"),
            remedy=f"Give at least {_SHORTEST_PASSWORD} characters, such as three words.",
        )
    if len(password.encode(errors="replace")) > _LONGEST_PASSWORD:
        raise BadInput(
            "The password is too long: not every PDF reader would open the copy with it.",
            remedy=f"Give at most {_LONGEST_PASSWORD} letters, such as three words.",
        )
    if not password.isprintable() or normalize("NFKC", password) != password:
        raise BadInput(
            "The password has characters that not every PDF reader takes alike.",
            remedy="Give letters, digits and spaces.",
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


class Placing:
    """Files that are complete, and wait beside their places under a hidden name."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Path, Path]] = []  # where it is, and where it goes

    def deliver(self, content: bytes, out: Path, *, password: str = "") -> Delivered:
        """As the function of this name; the file comes to its place at the end of the block."""
        check_place(out)
        written = encrypted_copy(content, password) if password else content
        return replace(self.fill(out, lambda file: file.write(written)), encrypted=bool(password))

    def fill(self, out: Path, write: Callable[[BinaryIO], object]) -> Delivered:
        """Let `write` fill a file that goes to `out`. Raises Refused, in a sentence, where the
        system does not let it."""
        with _in_a_sentence():
            with tempfile.NamedTemporaryFile(
                dir=out.parent, prefix=f".{out.stem[:40]}-", delete=False
            ) as file:
                self._waiting.append((Path(file.name), out))
                write(cast(BinaryIO, file.file))
                file.flush()
                os.fsync(file.fileno())
            with Path(file.name).open("rb") as whole:
                digest = hashlib.file_digest(whole, "sha256").hexdigest()
                return Delivered(out, digest, whole.tell(), False)

    def goes_to(self, out: Path) -> bool:
        """Whether one of the files goes there."""
        return any(out == place for _, place in self._waiting)

    def place(self) -> None:
        """Put each in its place. Raises Refused, in a sentence, where it cannot be."""
        with _in_a_sentence():
            while self._waiting:
                temporary, out = self._waiting[0]
                temporary.replace(out)
                del self._waiting[0]

    def drop(self) -> None:
        """Remove those that are in no place yet."""
        for temporary, _ in self._waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()
        self._waiting.clear()


@contextlib.contextmanager
def placing() -> Iterator[Placing]:
    """Files that come to their places when the block ends well; when it raises, none does.

    Around the action that writes copies down: `with placing() as files, session.act(…) as act`. A
    copy is then in nobody's hands before it is written down, whatever stops the store or us.
    """
    files = Placing()
    try:
        yield files
        files.place()
    finally:
        files.drop()


@contextlib.contextmanager
def _in_a_sentence() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(
            error.errno or 0, f"The file could not be written: {error.strerror}."
        )
        raise Refused(sentence, remedy="Give another folder, or make room.") from error
