"""The contents of a long document: what they name, on which page, and that their links work."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdf
import pytest

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.contents import mark_appended
from resources_app.printing.flow import Block
from resources_app.printing.frame import (
    Appended,
    Printed,
    compose,
    furniture_only,
    text_area,
)
from resources_app.printing.manner import Manner
from tests.printing.samples import imprint

PAGE = imprint("Referral pack, full", "REQ-26-A7-0107")
SECTIONS = ["Strengths and likes", "What the child says", "Health – Ἰατρός", "Family time"]
APPENDED = (Appended("Education, health and care plan", 3), Appended("Health assessment", 2))


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


def test_what_is_appended_is_named_and_counted_and_can_be_reached() -> None:
    printed = compose(document(1), PAGE, APPENDED)
    pages = texts(printed)
    first = printed.pages + 1
    words = " ".join(pages[0].split())
    assert f"Education, health and care plan {first} " in words
    assert f"Health assessment {first + 3} " in words
    assert f"Page 1 of {printed.pages + 5}" in words
    over = furniture_only(PAGE, first, 5, printed.pages + 5)
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf, pikepdf.open(io.BytesIO(over)) as laid:
        pdf.pages.extend(laid.pages)
        mark_appended(pdf, APPENDED, printed.pages)
        file = io.BytesIO()
        pdf.save(file)
    reader = pypdf.PdfReader(file)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {len(reader.pages)}" in page.extract_text()
        assert page.extract_text().count("OFFICIAL-SENSITIVE") == 2
    places = {
        name: reader.get_destination_page_number(one)
        for name, one in reader.named_destinations.items()
    }
    assert places == {"/appended-1": first - 1, "/appended-2": first + 2}
    wanted = {str(link.get_object()["/Dest"]) for link in reader.pages[0]["/Annots"]}  # type: ignore[attr-defined]
    assert set(places) <= wanted
    titles = [str(one["/Title"]) for one in reader.outline]  # type: ignore[index, call-overload]
    assert titles[-2:] == [one.title for one in APPENDED]


@pytest.mark.parametrize("large", [False, True])
def test_furniture_leaves_the_text_area_free(large: bool) -> None:
    page = imprint("Referral pack, full", "REQ-26-A7-0107", manner=Manner(large=large))
    left, foot, right, top = text_area(page)
    assert right - left > 450
    assert top - foot > 600
    [only] = pypdf.PdfReader(io.BytesIO(furniture_only(page, 1, 1, 1))).pages
    heights: list[float] = []
    only.extract_text(
        visitor_text=lambda text, _cm, tm, *_: heights.append(tm[5] if text.strip() else 0)
    )
    drawn = [one for one in heights if one]
    assert drawn
    assert not [one for one in drawn if foot < one < top]
