"""How much a file may ask of the machine that prints it, and of whoever has to read it.

They stand between a person's slip, or somebody's malice, and a program that hangs or a pack that
no mail server lets through. To add a limit: a row, and a call of `check_limit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resources_app.foundations.errors import BadInput, Where

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limit:
    """The most that is taken. `unit` is what one of it is; `says` is the sentence for too many."""

    most: int
    says: str
    remedy: str
    unit: int = 1


_SMALLER = "Print it to a new PDF at a lower quality, or put in the part that matters."
_PARTS = "Put in the pages that matter: save them as a PDF of their own."
LIMITS: Mapping[str, Limit] = {
    "bytes": Limit(
        25 * MEGABYTE, "The file has {found:,} MB; at most {most:,} go with a pack.", _SMALLER,
        MEGABYTE,
    ),
    "pages": Limit(200, "It has {found:,} pages; at most {most:,} go with a pack.", _PARTS),
    "pages together": Limit(
        300, "With it {found:,} pages go with the pack; at most {most:,} do.", _PARTS
    ),
    # What most mail servers let through, with room for how an e-mail writes a file.
    "bytes together": Limit(
        15 * MEGABYTE, "With it {found:,} MB go with the pack; at most {most:,} do.", _SMALLER,
        MEGABYTE,
    ),
    "objects": Limit(
        150_000, "It is made of {found:,} pieces; at most {most:,} are taken.", _SMALLER
    ),
    "unpacked": Limit(
        400 * MEGABYTE, "Unpacked it has more than {most:,} MB.", _SMALLER, MEGABYTE
    ),
    "drawing": Limit(
        20 * MEGABYTE, "A page of it takes {found:,} MB to draw; at most {most:,} are taken.",
        _SMALLER, MEGABYTE,
    ),
    "pixels": Limit(
        75 * MEGABYTE, "It has {found:,} megapixels; at most {most:,} are taken.",
        "Save the picture smaller: 8 megapixels print sharply on a whole page.", MEGABYTE,
    ),
    "dots of a scan": Limit(
        150 * MEGABYTE, "A picture in it has {found:,} megapixels; at most {most:,} are taken.",
        _SMALLER, MEGABYTE,
    ),
}  # fmt: skip
# One packed part may unpack to this much: a page scanned in colour at 600 dots an inch has 104.
MOST_UNPACKED_AT_ONCE = 110 * MEGABYTE


def check_limit(name: str, found: int, where: Where) -> None:
    """Raise BadInput, with the number, for more than a file may have of something."""
    limit = LIMITS[name]
    if found > limit.most:
        told = limit.says.format(found=-(-found // limit.unit), most=limit.most // limit.unit)
        raise BadInput(told, where=where, remedy=limit.remedy)
