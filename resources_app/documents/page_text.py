"""Reads what the pages of a PDF say, and which of them no machine can read.

Everything that can be copied out of a page counts: white on white, beneath a black bar, beyond
the edge. A page is `searchable` when all of it is text that reads as such: on one that is a scan
or a photograph, or has a picture of some size, words may stand that no search finds. Words drawn
as lines beside others that are text are not noticed, nor letters that a font calls by other names.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw

from resources_app.documents.vetted_model import PageText
from resources_app.foundations.errors import BadInput

# A logo or a signature covers less of a page; a scanned letter fills it. A share of the page.
_PICTURE_OF_SOME_SIZE = 0.1
# More letters than this that stand for nothing: a font without a table of what they mean.
_MOST_UNREADABLE = 0.1
_DEEPEST = 8  # pictures within drawings within drawings
# PDFium is not made for more than one thread at a time.
_ONE_AT_A_TIME = threading.Lock()


def read_pages(pdf: bytes) -> tuple[PageText, ...]:
    """What each page of a vetted PDF says. Raises BadInput where its pages cannot be read."""
    with _ONE_AT_A_TIME:
        try:
            with pypdfium2.PdfDocument(pdf) as document:
                return tuple(_read(page) for page in document)
        except pypdfium2.PdfiumError as error:
            raise BadInput(
                "Its pages cannot be read.", remedy="Open it, print it to a new PDF, and use that."
            ) from error


def unsearchable_of(pages: Sequence[PageText]) -> tuple[int, ...]:
    """The numbers, from 1, of the pages that hold words, or may, that no search finds."""
    return tuple(number for number, one in enumerate(pages, start=1) if not one.searchable)


def wordless_of(pages: Sequence[PageText]) -> tuple[int, ...]:
    """The numbers, from 1, of the pages that have no text at all."""
    return tuple(number for number, one in enumerate(pages, start=1) if not one.text.strip())


def _read(page: pypdfium2.PdfPage) -> PageText:
    reader = page.get_textpage()
    try:
        text = _without_hyphens(reader.get_text_range().replace("\r\n", "\n"))
    finally:
        reader.close()
    pictures = _pictures(page)
    if pictures is None:
        return PageText(text, searchable=True)
    return PageText(text, _reads_as_words(text) and pictures < _PICTURE_OF_SOME_SIZE)


def _without_hyphens(text: str) -> str:
    """The text with words put together again that a hyphen broke at the end of a line."""
    return _BROKEN_WORD.sub("", text)


# PDFium's own mark for such a hyphen, and the soft one.
_BROKEN_WORD = re.compile("[\ufffe\u00ad]\\s*")


def _reads_as_words(text: str) -> bool:
    letters = [char for char in text if not char.isspace()]
    unreadable = sum(
        char == "\ufffd" or unicodedata.category(char) in _NO_LETTERS for char in letters
    )
    return bool(letters) and unreadable <= len(letters) * _MOST_UNREADABLE


_NO_LETTERS = ("Cc", "Cn", "Co", "Cs")


def _pictures(page: pypdfium2.PdfPage) -> float | None:
    """What share of the page pictures cover, all together; None for a page with nothing on it.

    Many scanners cut a page into strips. How large a picture is that lies within another drawing
    is not known here, and so it counts as the whole page.
    """
    width, height = page.get_size()
    whole = width * height or 1.0
    covered, anything = 0.0, False
    for one in page.get_objects(max_depth=_DEEPEST):
        anything = True
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            left, foot, right, top = one.get_bounds()
            covered += 1.0 if one.level else (right - left) * (top - foot) / whole
    return covered if anything else None
