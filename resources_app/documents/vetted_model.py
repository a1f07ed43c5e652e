"""What vetting makes of a file (see `vetting`), and what is read on its pages (`page_text`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vetted:
    """A file as it may be appended: a PDF of plain pages, with nothing in it that acts.

    `notes` say to the officer, a sentence each, what was taken out and what looks different.
    """

    pdf: bytes
    pages: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageText:
    """What one page says, line by line; `searchable` when no word of it can be missed."""

    text: str
    searchable: bool
