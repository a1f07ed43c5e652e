"""The contents of a long document: what they name, on which page, and that their links work."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdf
import pytest

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.divider import Attached, Attachments
from resources_app.printing.flow import Block
from resources_app.printing.frame import Printed, compose
from resources_app.printing.manner import Manner
from tests.printing.samples import imprint

PAGE = imprint("Referral pack, full", "REQ-26-A7-0107")
SECTIONS = ["Strengths and likes", "What the child says", "Health – Ἰατρός", "Family time"]
ATTACHED = Attachments(
    (
        Attached("Education, health and care plan", "Plan", "", "1 May 2026", (True,) * 3, "a"),
        Attached("Health assessment", "Health report", "", "1 May 2026", (True, False), "b"),
    ),
    PAGE.words("divider"),
)


def document(pages: int) -> list[Block]:
    """A title, and four sections that take so many pages."""
    blocks: list[Block] = [Heading("A pack", 1), Text("Boy, 13.")]
    for title in SECTIONS:
        blocks += [Heading(title), Text("\n".join(["A line."] * (8 * pages)))]
    return blocks


def texts(printed: Printed) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(printed.bytes))
    return [page.extract_text() for page in reader.pages]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    found: list[Any] = []

    def walk(one: Any) -> None:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            if f"/{role}" == one.S:
                found.append(one)
            for kid in one.get("/K", []):
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_a_long_document_has_contents_and_a_short_one_has_none() -> None:
    short, long = compose(document(2), PAGE), compose(document(5), PAGE)
    assert short.pages < 5 <= long.pages
    assert "Contents" not in texts(short)[0]
    assert "Contents" in texts(long)[0]


def test_every_line_says_the_page_and_leads_to_the_heading() -> None:
    printed = compose(document(5), PAGE)
    pages = texts(printed)
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf:
        links = list(pdf.pages[0].Annots)
        assert len(links) == len(SECTIONS)
        for title, link in zip(SECTIONS, links, strict=True):
            page, kind, _, top, _ = link.Dest
            at = [one.objgen for one in (p.obj for p in pdf.pages)].index(page.objgen)
            assert str(link.Contents) == f"{title}, {at + 1}"
            assert f"{title} {at + 1}" in " ".join(pages[0].split())
            assert title in pages[at]
            # The place the link leads to is the heading's own, as the bookmark has it.
            assert kind == "/XYZ"
            assert 0 < float(top) < 842


def test_the_contents_are_tagged_so_that_a_screen_reader_can_follow_them() -> None:
    with pikepdf.open(io.BytesIO(compose(document(5), PAGE).bytes)) as pdf:
        [listing] = elements(pdf, "TOC")
        assert [str(kid.S) for kid in listing.K] == ["/TOCI"] * len(SECTIONS)
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))  # type: ignore[call-overload]
        links = elements(pdf, "Link")
        for item, link in zip(listing.K, links, strict=True):
            assert item.K[0].S == "/Reference"
            assert item.K[0].K[0].objgen == link.objgen
            [annotation] = [kid.Obj for kid in link.K if kid.get("/Type") == "/OBJR"]
            assert parents[int(annotation.StructParent)].objgen == link.objgen
        headings = [str(one.S) for one in pdf.Root.StructTreeRoot.K.K if str(one.S) != "/P"]
        assert headings[:4] == ["/H1", "/H2", "/TOC", "/H2"]


def test_what_is_attached_is_named_and_counted_and_can_be_reached() -> None:
    printed = compose([*document(1), ATTACHED], PAGE)
    pages = texts(printed)
    assert len(pages) == printed.pages
    words = " ".join(pages[0].split())
    first = printed.pages - 6  # two dividers, and three pages and two
    assert f"Education, health and care plan {first} " in words
    assert f"Health assessment {first + 4}" in words
    assert [one.page for one in printed.openings] == [
        first,
        first + 1,
        first + 2,
        first + 4,
        first + 5,
    ]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {printed.pages}" in page
        assert page.count("OFFICIAL-SENSITIVE") == 2
    outline = pypdf.PdfReader(io.BytesIO(printed.bytes)).outline
    titles = [str(one["/Title"]) for one in outline]  # type: ignore[index, call-overload]
    assert titles[-2:] == [one.title for one in ATTACHED.files]


@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_drawn_where_a_page_from_elsewhere_is_set_in(large: bool) -> None:
    page = imprint("Referral pack, full", "REQ-26-A7-0107", manner=Manner(large=large))
    printed = compose([ATTACHED], page)
    left, foot, right, top = printed.openings[0].area
    assert right - left > 450
    assert top - foot > 600
    drawn = pypdf.PdfReader(io.BytesIO(printed.bytes)).pages[printed.openings[0].page]
    heights: list[float] = []
    drawn.extract_text(
        visitor_text=lambda text, _cm, tm, *_: heights.append(tm[5] if text.strip() else 0)
    )
    assert [one for one in heights if one]
    assert not [one for one in heights if one and foot < one < top]
