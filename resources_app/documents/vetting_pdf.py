"""Takes a PDF apart and puts its pages into a new one; refuses what is not what it seems.

Pages, fonts and pictures are taken over by name; whatever else a PDF may hold (scripts, files,
links, forms, bookmarks, layers, what it says of itself) stays behind. A form's answers and notes
on a page are first made part of the page, so that a filled form keeps them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

import pikepdf
from pikepdf.models import PdfParsingError
from pikepdf.settings import set_qpdf_limits

from resources_app.documents.active_parts import ActiveParts
from resources_app.documents.page_rebuilding import plain_page
from resources_app.documents.vetted_model import Vetted
from resources_app.documents.vetting_limits import (
    LIMITS,
    MOST_UNPACKED_AT_ONCE,
    check_limit,
)
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined

# For every PDF that this process opens. Most of ours are a hundredth of it.
set_qpdf_limits(
    max_stream_filters=3,
    flate_max_memory=MOST_UNPACKED_AT_ONCE,
    png_max_memory=MOST_UNPACKED_AT_ONCE,
    tiff_max_memory=MOST_UNPACKED_AT_ONCE,
    run_length_max_memory=MOST_UNPACKED_AT_ONCE,
)

_AGAIN = "Ask for it again, or open it and print it to a new PDF."
_FLAT = "Open it, print it to a new PDF, and put that in."
_OLD_PACKING = ("/LZWDecode", "/LZW")  # before 1996; nothing limits what it unpacks to


def _hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether it has layers that are not shown: without their switches they would be."""
    settings = _inner(_inner(pdf.Root, "/OCProperties"), "/D")
    return bool(len(settings.get("/OFF", []))) or settings.get("/BaseState") == "/OFF"


def _inner(holder: pikepdf.Object, key: str) -> pikepdf.Object:
    """A dictionary inside another; an empty one where there is none."""
    return holder.get(key, pikepdf.Dictionary())


# What a PDF as a whole may not be, why, and what to do. To add one: a row.
_REFUSED: tuple[tuple[Callable[[pikepdf.Pdf], bool], str, str], ...] = (
    (
        lambda pdf: pdf.is_encrypted,
        "It is protected with a password, or against being copied.",
        "Ask for it without protection.",
    ),
    (
        lambda pdf: "/XFA" in _inner(pdf.Root, "/AcroForm"),
        "It is a form that a script draws (XFA): its pages are not what it shows.",
        _FLAT,
    ),
    (
        lambda pdf: "/Collection" in pdf.Root,
        "It is a folder of files (a portfolio), and its page is only their cover.",
        "Save the files in it, and put in those that matter.",
    ),
    (
        _hidden_layers,
        "It has layers that are hidden, and would be seen once they are printed.",
        _FLAT,
    ),
)


def rebuilt(content: bytes, where: Where) -> Vetted:
    """The pages of a PDF as a new one. Raises BadInput that says what is the matter with it."""
    try:
        # Not mended where it is damaged: what a repair leaves out, nobody would miss in time.
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as given:
            vetted = _taken_over(given, where)
            if found := given.get_warnings():
                raise pikepdf.PdfError(found[0])
            return vetted
    except pikepdf.PasswordError as error:
        raise BadInput(
            "It is protected with a password.",
            where=where,
            remedy="Ask for it without protection.",
        ) from error
    except _BROKEN as error:
        raise BadInput("It is damaged, or is no PDF at all.", where=where, remedy=_AGAIN) from error


# What is raised where a part of a PDF is not of the kind that it has to be.
_BROKEN = (
    pikepdf.exceptions.PikepdfError,
    PdfParsingError,
    UserWarning,
    AttributeError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    OverflowError,
    RuntimeError,
)


def _taken_over(given: pikepdf.Pdf, where: Where) -> Vetted:
    for is_so, what, remedy in _REFUSED:
        if is_so(given):
            raise BadInput(what, where=where, remedy=remedy)
    check_limit("pages", len(given.pages), where)
    check_limit("objects", len(given.objects), where)
    if not len(given.pages):
        raise BadInput("It has no pages.", where=where, remedy=_AGAIN)
    _check_streams(given.objects, where)
    active = ActiveParts.of(given)
    if active.unapplied_redactions:
        raise BadInput(
            "What was to be blacked out in it is only marked, and still there.",
            where=where,
            remedy="Apply the redactions, save it, and put that in.",
        )
    _make_answers_part_of_pages(given)
    target = io.BytesIO()
    with pikepdf.new() as made:
        for page in given.pages:
            made.pages.append(plain_page(given, page, where))
        made.remove_unreferenced_resources()
        made.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        pages, notes = len(made.pages), (*active.notes(), *_fonts_elsewhere(made))
    return Vetted(target.getvalue(), pages, notes)


def _fonts_elsewhere(made: pikepdf.Pdf) -> Iterator[str]:
    """Which fonts it is set in and does not hold, in a sentence; nothing where it holds all."""
    held = ("/FontFile", "/FontFile2", "/FontFile3")
    names = {
        str(one.get("/BaseFont", "a font without a name")).lstrip("/")
        for one in made.objects
        if isinstance(one, pikepdf.Dictionary)
        and one.get("/Type") == "/Font"
        and one.get("/Subtype") not in ("/Type0", "/Type3")
        and not any(key in _inner(one, "/FontDescriptor") for key in held)
    }
    if names:
        yield (
            f"It does not carry its own fonts ({joined(sorted(names))}): on another computer it "
            "may look a little different."
        )


def _make_answers_part_of_pages(given: pikepdf.Pdf) -> None:
    """Draw what was typed into forms, and notes that can be seen, on the pages themselves."""
    if _inner(given.Root, "/AcroForm").get("/NeedAppearances", False):
        given.generate_appearance_streams()
    given.flatten_annotations("all")


def _check_streams(objects: Iterable[object], where: Where) -> None:
    """Raise BadInput where something is packed in a way, or to a size, that is not taken."""
    unpacked = 0
    for one in objects:
        if isinstance(one, pikepdf.Stream):
            unpacked += _unpacked(one, where)
            check_limit("unpacked", unpacked, where)


def _unpacked(stream: pikepdf.Stream, where: Where) -> int:
    """How many bytes a stream unpacks to, itself limited; for a picture its dots."""
    if "/F" in stream:
        raise BadInput("A part of it lies in another file.", where=where, remedy=_FLAT)
    filters = [str(one) for one in _listed(stream.get("/Filter"))]
    if any(one in _OLD_PACKING for one in filters):
        raise BadInput(
            "It is packed in a way that is older than 1996 and is no longer read safely.",
            where=where,
            remedy=_FLAT,
        )
    if stream.get("/Subtype") == "/Image":
        dots = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        check_limit("dots of a scan", dots, where)
    if filters and filters[-1] in _PICTURES:
        return 0
    try:
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except pikepdf.PdfError as error:
        if "limit" in str(error) or "memory" in str(error):
            check_limit("unpacked", LIMITS["unpacked"].most + 1, where)
        raise


_PICTURES = ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode")


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
