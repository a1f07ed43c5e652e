"""What the README says of PDF/UA-1 (ISO 14289-1), proved on printed files point by point.

Each test is a row of the README's table; what that says is not met has no test here.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from resources_app.documents.model import Kind
from resources_app.printing import contract_schedule, referral_pack
from resources_app.printing.blocks import Bullets, Heading, Text
from resources_app.printing.divider import Attached, Attachments
from resources_app.printing.frame import compose
from tests.printing.every_document import TYPICAL, Specimen, Variant
from tests.printing.samples import imprint, sample_full_pack, sample_schedule
from tests.printing.scripts import EVERY_SCRIPT

Element = Any


# One of each kind as it usually is, and a pack and a schedule so long that they have contents.
DOCUMENTS = [
    *(Specimen(kind, Variant.TYPICAL) for kind in TYPICAL),
    *(Specimen(kind, Variant.MOST) for kind in (Kind.REFERRAL_PACK, Kind.CONTRACT_SCHEDULE)),
]


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda one: one.name)
def pdf(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(request.param.printed().bytes)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Element, Element]]:
    """Every element of the structure tree with its parent, in reading order."""

    def walk(one: Element, parent: Element) -> Iterator[tuple[Element, Element]]:
        yield one, parent
        for kid in one.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid, one)

    yield from walk(pdf.Root.StructTreeRoot.K, None)


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(one.S)[1:] for one, _ in elements(pdf)]


def test_the_file_says_its_title_its_language_and_that_it_is_pdf_ua(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == str(pdf.docinfo.Title)
        assert said["xmp:CreateDate"] == "2026-11-23T14:02:00Z"
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked


def test_a_pack_with_pages_from_elsewhere_does_not_say_that_it_is_pdf_ua() -> None:
    attached = Attached("Assessment", "Health report", "", "1 May 2026", (True,), "a")
    page = imprint("Pack", "REQ")
    files = Attachments((attached,), page.words("divider"))
    printed = compose([Heading("A pack", 1), Heading("Health"), Text("Well."), files], page)
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf, pdf.open_metadata() as said:
        assert said.get("dc:title")
        assert "pdfuaid:part" not in said


def test_all_that_is_drawn_is_tagged_or_marked_as_no_part_of_the_text(pdf: pikepdf.Pdf) -> None:
    drawing = {"Tj", "TJ", "S", "s", "f", "F", "f*", "B", "b", "Do", "sh", "EI"}
    for page in pdf.pages:
        open_ = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                # Text within text only says its language or what it reads as.
                assert open_ == 0 or str(operands[0]) == "/Span"
                open_ += 1
            elif name == "EMC":
                open_ -= 1
            assert open_ or name not in drawing
        assert open_ == 0


def test_every_piece_of_text_is_found_from_the_page_and_from_the_tree(pdf: pikepdf.Pdf) -> None:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    owners: dict[tuple[int, int], Element] = {}
    pages = {page.obj.objgen: page.obj for page in pdf.pages}
    for one, _ in elements(pdf):
        for kid in one.get("/K", []):
            if kid.get("/Type") == "/MCR":
                owners[int(pages[kid.Pg.objgen].StructParents), int(kid.MCID)] = one
    for page in pdf.pages:
        key = int(page.obj.StructParents)
        listed = parents[key]
        marked = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert marked == list(range(len(listed)))
        for number, owner in enumerate(listed):
            assert owners[key, number].objgen == owner.objgen


def test_headings_begin_at_one_and_leave_no_level_out(pdf: pikepdf.Pdf) -> None:
    levels = [int(role[1]) for role in roles(pdf) if role[0] == "H" and role[1:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_a_small_heading_below_the_title_is_tagged_next_to_it() -> None:
    blocks = [Heading("A letter", 1), Heading("Small", 3), Heading("Section"), Heading("Small", 3)]
    with pikepdf.open(io.BytesIO(compose(blocks, imprint("A", "REQ")).bytes)) as pdf:
        assert roles(pdf) == ["Document", "H1", "H2", "H2", "H3"]


INSIDE = {
    "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"},
    "TOCI": {"TOC"}, "Reference": {"TOCI"}, "Link": {"Reference"}, "Document": {None},
}  # fmt: skip


def test_elements_stand_where_the_standard_lets_them(pdf: pikepdf.Pdf) -> None:
    for one, parent in elements(pdf):
        role, above = str(one.S)[1:], str(parent.S)[1:] if parent is not None else None
        assert above in INSIDE.get(role, {"Document", "Div"})
        assert one.P.objgen == (parent or pdf.Root.StructTreeRoot).objgen
        if role == "L":
            assert one.A.ListNumbering == "/Disc"


def test_every_table_has_headings_and_as_many_cells_in_each_row(pdf: pikepdf.Pdf) -> None:
    tables = [one for one, _ in elements(pdf) if one.S == "/Table"]
    assert tables
    for table in tables:
        widths = {len(row.K) for row in table.K}
        assert len(widths) == 1
        for at, row in enumerate(table.K):
            scopes = [str(cell.A.Scope)[1:] for cell in row.K if cell.S == "/TH"]
            assert scopes in ([["Column"] * len(row.K), ["Row"]] if at == 0 else [["Row"]])


def test_fonts_are_embedded_and_every_glyph_reads_as_text(pdf: pikepdf.Pdf) -> None:
    fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font
        # A symbolic font has no encoding of its own; its glyphs are found by their codes.
        assert int(font.FontDescriptor.Flags) & 4
        assert "/Encoding" not in font


def test_links_say_where_they_lead_and_tabs_follow_the_text(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        assert page.obj.Tabs == "/S"
        for annotation in page.get("/Annots", []):
            assert str(annotation.Contents).strip()
            assert int(annotation.F) == 4


def spans(pdf: pikepdf.Pdf) -> Iterator[Element]:
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and str(operands[0]) == "/Span":
                yield operands[1]


def test_a_name_in_another_script_says_its_language() -> None:
    printed = referral_pack.render(sample_full_pack(strengths=EVERY_SCRIPT))
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf:
        said = {str(span.Lang) for span in spans(pdf) if "/Lang" in span}
    assert {
        "el",
        "und-Cyrl",
        "und-Arab",
        "he",
        "und-Deva",
        "und-Ethi",
        "ka",
        "ko",
        "und-Hani",
        "lo",
    } <= said


def test_who_signs_is_read_out_one_after_the_other() -> None:
    printed = contract_schedule.render(sample_schedule())
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf:
        groups = [one for one, _ in elements(pdf) if one.S == "/Div"]
        assert len(groups) == len(sample_schedule().signatories)
        # For whom, then signed, name, position and date.
        assert [len(group.K) for group in groups] == [5] * len(groups)
        assert {str(kid.S) for group in groups for kid in group.K} == {"/P"}


def test_a_list_without_points_leaves_no_empty_list() -> None:
    printed = compose([Heading("A", 1), Bullets([]), Bullets(["One"])], imprint("A", "REQ"))
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf:
        assert roles(pdf).count("L") == 1
