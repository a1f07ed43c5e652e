"""Every text that a PDF holds beside what its pages draw: where a name travels unseen.

What the file says of itself, bookmarks, notes, what was typed into forms, names of layers and of
files inside it, what screen readers read for a picture. Not by a list of such places, which would
miss one: every string of every object is taken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

_DATE = re.compile(r"D:\d{8}")
_TAG = re.compile(r"<[^>]*>")


def words_beside_pages(pdf: bytes) -> tuple[str, ...]:
    """Each such text once, in the order in which they stand in the file; dates are left out."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [text for one in opened.objects for text in _texts(one)]
    return tuple(dict.fromkeys(text for text in found if text and not _DATE.match(text)))


def _texts(one: object) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        # The colours of a palette are written as a string, and are no text.
        if not (len(one) and one[0] == "/Indexed"):
            yield from _direct(iter(one))
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        # Neither is the file's mark, which stands where its parts are listed.
        yield from _direct(value for key, value in one.items() if key != "/ID")
    if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
        said = _TAG.sub("\n", one.read_bytes().decode("utf-8", "replace"))
        yield from (line.strip() for line in said.splitlines())


def _direct(values: Iterator[object]) -> Iterator[str]:
    """What is written inside an object; what it only points to has its own turn."""
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _texts(value)
