"""Finds in the files that go with an anonymised pack whatever would give the child away.

A file is not ours to edit. A page that holds a picture, or letters that mean nothing to a machine,
is a finding until an officer has read it and says so; so is every place where a search finds
something, until the file no longer goes with the anonymised pack, or a blacked-out copy does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resources_app.documents.finding_model import LeakFinding, Secret
from resources_app.documents.leaks import find_leaks
from resources_app.documents.pack_attachment_model import FileGoing
from resources_app.foundations.phrases import joined

_NO_WORDS = "no search can read this page, and nobody has said yet that they did"


def leaks_in_files(
    files: Sequence[FileGoing], secrets: Sequence[Secret], allowed: Sequence[str] = ()
) -> tuple[LeakFinding, ...]:
    """Every place in the files' pages that gives the child away, and every page nobody has read."""
    return tuple(found for one in files for found in _leaks_in(one, secrets, allowed))


def _leaks_in(
    one: FileGoing, secrets: Sequence[Secret], allowed: Sequence[str]
) -> Iterator[LeakFinding]:
    going = one.going
    texts = [(_page(one, at), page.text) for at, page in enumerate(one.pages, start=1)]
    for found in find_leaks(texts, secrets, allowed):
        yield replace(found, file=going.file_reference)
    if going.unread:
        pages = [str(number) for number in going.unread]
        which = f"page{'s' if len(pages) > 1 else ''} {joined(pages)}"
        yield LeakFinding(f"“{going.heading}”, {which}", "", _NO_WORDS, file=going.file_reference)


def _page(one: FileGoing, number: int) -> str:
    return f"“{one.going.heading}”, page {number}"
