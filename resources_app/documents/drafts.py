"""The e-mails that the desktop writes for the mail program, and how long they lie there.

What is attached to them names children and lies in plain, outside the encrypted store: nobody but
the account at work may open the folder, and a draft is removed when it is a week old. Drafts that
were written to a folder somebody named are theirs to keep or remove.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resources_app.foundations.counting import counted
from resources_app.foundations.errors import Refused
from resources_app.foundations.home import home

# Long enough for whoever falls ill with drafts still to be sent; the team's own choice.
DAYS_KEPT = 7
KEPT = (
    "Drafts hold documents in plain, outside the store. Only your account on this machine may "
    f"open their folder, and what is {DAYS_KEPT} days old is removed when the application starts. "
    "Settings removes all of them at once."
)
_OWNER_ONLY = 0o700
_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class DraftsRemoved:
    """How many drafts were removed, and how many are still in the folder."""

    folder: Path
    removed: int
    left: int

    @property
    def sentence(self) -> str:
        """What was done, for a person."""
        left = f"; {self.left:,} kept" if self.left else ""
        return f"{counted(self.removed, 'draft')} removed from {self.folder}{left}."


def drafts_folder() -> Path:
    """Where the desktop's own drafts lie; it need not be there yet."""
    return home() / "drafts"


def drafts_of(reference: str) -> Path:
    """The folder for the drafts about a document or a request, in that folder."""
    return drafts_folder() / reference


def make_drafts_of(reference: str) -> Path:
    """That folder, made where it is not there, and closed to every other account.

    Raises Refused, in a sentence, where the system does not let it.
    """
    folder = drafts_of(reference)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in (drafts_folder(), folder):
            one.chmod(_OWNER_ONLY)
    except OSError as error:
        raise Refused(
            f"The folder for drafts cannot be made: {error.strerror}.",
            remedy=f"See who may write in {home()}.",
        ) from error
    return folder


def drafts() -> tuple[Path, ...]:
    """The drafts that lie there, by their paths."""
    return tuple(sorted(_files()))


def remove_drafts(*, days_old: int = 0) -> DraftsRemoved:
    """Remove the drafts that were written so many days ago or more; all of them for 0.

    One that another program holds open may stay, and is counted as left.
    """
    latest = time.time() - days_old * _SECONDS
    removed = 0
    for file in drafts():
        with contextlib.suppress(OSError):
            if not days_old or file.stat().st_mtime <= latest:
                file.unlink()
                removed += 1
    for folder in _folders():
        with contextlib.suppress(OSError):
            folder.rmdir()  # only where it is empty
    return DraftsRemoved(drafts_folder(), removed, len(drafts()))


def _folders() -> Iterator[Path]:
    if drafts_folder().is_dir():
        with os.scandir(drafts_folder()) as found:
            yield from [Path(one.path) for one in found if one.is_dir(follow_symlinks=False)]


def _files() -> Iterator[Path]:
    """Those half written too, which have a hidden name."""
    for folder in _folders():
        yield from (file for file in folder.iterdir() if file.is_file())
