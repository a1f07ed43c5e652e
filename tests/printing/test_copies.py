"""A copy says whom it went to, on every page, without being in the way of its reader."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime

import pikepdf
import pypdf
import pypdfium2
import pytest

from resources_app.printing import referral_pack
from resources_app.printing.copies import CopyMark, marked_copy
from tests.printing.samples import sample_full_pack

LARK = CopyMark(
    "Lark & Sons (أمينة)", datetime(2026, 11, 26, 14, 2, tzinfo=UTC), "DOC-1 · version 2"
)


@pytest.fixture(scope="module")
def pack() -> bytes:
    return referral_pack.render(sample_full_pack()).bytes


def test_every_page_says_whom_the_copy_went_to_when_and_of_what(pack: bytes) -> None:
    before = pypdf.PdfReader(io.BytesIO(pack))
    after = pypdf.PdfReader(io.BytesIO(marked_copy(pack, LARK)))
    assert len(after.pages) == len(before.pages) > 3
    for page in after.pages:
        text = " ".join(page.extract_text().split())
        assert "Copy for Lark & Sons (" in text
        assert "26 Nov 2026 14:02 · DOC-1 · version 2" in text
    assert "Lark" not in before.pages[0].extract_text()


def test_the_same_copy_is_the_same_bytes_and_another_is_not(pack: bytes) -> None:
    hearth = CopyMark("Hearth Ltd", LARK.given_at, LARK.reference)
    assert marked_copy(pack, LARK) == marked_copy(pack, LARK)
    assert len({pack, marked_copy(pack, LARK), marked_copy(pack, hearth)}) == 3


def test_a_screen_reader_reads_the_document_and_not_the_mark(pack: bytes) -> None:
    with (
        pikepdf.open(io.BytesIO(pack)) as before,
        pikepdf.open(io.BytesIO(marked_copy(pack, LARK))) as after,
    ):
        trees = [pdf.Root.StructTreeRoot.K.K for pdf in (before, after)]
        assert [str(one.S) for one in trees[0]] == [str(one.S) for one in trees[1]]
        for page in after.pages:
            stream = pikepdf.parse_content_stream(page)
            operators = [(str(done), [str(one) for one in given]) for given, done in stream]
            for at, (operator, _) in enumerate(operators):
                if operator == "Do":
                    assert ("BMC", ["/Artifact"]) in operators[at - 2 : at]


def test_the_line_survives_a_black_and_white_copier_and_is_in_no_words_way(pack: bytes) -> None:
    """Every dot black or white, 150 an inch: the text is as it was, the margin has the line."""

    def copied(content: bytes) -> tuple[bytes, bytes]:
        page = pypdfium2.PdfDocument(content)[0].render(scale=150 / 72).to_pil()
        margin = int(page.width * (1 - 19 / 210))  # the outer 19 mm
        parts = (0, 0, margin, page.height), (margin, 0, page.width, page.height)
        grey = (page.crop(part).convert("L").tobytes() for part in parts)
        text, edge = (bytes(dot > 127 for dot in part) for part in grey)
        return text, edge

    (text, edge), (marked, marked_edge) = copied(pack), copied(marked_copy(pack, LARK))
    # Where a letter meets the grey name its edge may fall to the other side of half-way.
    assert sum(a != b for a, b in zip(text, marked, strict=True)) < text.count(0) / 200
    assert edge.count(0) == 0
    assert marked_edge.count(0) > 1000


def test_a_copy_can_be_marked_where_nothing_was_printed_before(pack: bytes) -> None:
    """As by `print again --for`, which only reads what is registered."""
    script = (
        "import sys\n"
        "from resources_app.printing.copies import marked_preview\n"
        "sys.stdout.buffer.write(marked_preview(sys.stdin.buffer.read(), 'Lark'))\n"
    )
    run = [sys.executable, "-c", script]
    copy = subprocess.run(run, input=pack, capture_output=True, check=True).stdout
    assert "Lark" in pypdf.PdfReader(io.BytesIO(copy)).pages[0].extract_text()
