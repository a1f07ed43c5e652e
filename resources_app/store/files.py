"""Writing small files so that a reader finds the old one or the new one, never half of one,
and making every file of ours the business of nobody else on the machine.
"""

from __future__ import annotations

import glob
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resources_app.foundations.errors import StoreProblem

A_DAY = 24 * 60 * 60
_OWNERS = stat.S_IRUSR | stat.S_IWUSR
_GROUPS = stat.S_IRGRP | stat.S_IWGRP


def temporary_beside(path: Path) -> Path:
    """A name in the same folder that nobody uses: renaming it onto `path` is one step."""
    return path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")


def sidecars(path: Path) -> tuple[Path, Path, Path]:
    """The files SQLite keeps beside a database while it is open."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))  # type: ignore[return-value]


def remove_unfinished(path: Path) -> None:
    """Remove what a crash left beside `path` more than a day ago: nobody is at it any more."""
    for left in path.parent.glob(f".{glob.escape(path.name)}*.part*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > A_DAY:
                left.unlink()


def start_private(path: Path, like: Path) -> None:
    """Make the empty file `path`, which its owner alone may read.

    So may a group that may write the file it is made `like`: it was let in on purpose.
    Windows has no such modes; there a file is as private as its folder. Raises OSError.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNERS))
    with suppress(FileNotFoundError):
        if like.stat().st_mode & stat.S_IWGRP:
            path.chmod(_OWNERS | _GROUPS)


def write_atomically(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replace `path` by `content` in one step; `lasting` survives a power cut as well.

    It is private: see `start_private`.

    Raises `StoreProblem`, and leaves what was there, when the folder cannot be written.
    """
    temporary = temporary_beside(path)
    with disk_errors_in_words(path):
        try:
            start_private(temporary, like=path)
            with temporary.open("wb") as file:
                file.write(content)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        if lasting:
            sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make sure what was written to `path` is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last; Windows keeps renames by itself and refuses to be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_errors_in_words(path: Path) -> Iterator[None]:
    """Raise the system's complaint about a file as a `StoreProblem`."""
    try:
        yield
    except OSError as error:
        raise StoreProblem(
            f"“{path.name}” cannot be written in “{path.parent}”: "
            f"{(error.strerror or str(error)).lower()}.",
            remedy="Nothing was changed; check the folder, its permissions and its space.",
        ) from error
