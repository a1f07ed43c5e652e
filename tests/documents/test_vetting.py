"""What may go with a pack, what is left out of it, and what is refused, with the reason."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, String

from resources_app.documents.page_text import read_pages, unsearchable_of, wordless_of
from resources_app.documents.vetting import vet
from resources_app.documents.words_beside import words_beside_pages
from resources_app.foundations.errors import BadInput
from tests.documents import odd_files as odd

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a PDF": (lambda: odd.pdf_saying("A", "B")[:700], "damaged"),
    "a PDF without its end": (lambda: odd.pdf_saying("A")[:-30], "damaged"),
    "only called a PDF": (lambda: b"%PDF-1.7\nnothing at all", "damaged"),
    "text": (lambda: b"Dear all", "no PDF and no picture"),
    "a Word document": (lambda: b"PK\x03\x04word", "Save it as a PDF or JPEG"),
    "a fax": (lambda: b"II*\x00\x08", "TIFF"),
    "a telephone's picture": (lambda: b"\0\0\0\x18ftypheic", "HEIC"),
    "locked": (lambda: odd.locked("let me in"), "password"),
    "locked against copying": (lambda: odd.locked(""), "protected"),
    "unpacks to 400 MB": (lambda: odd.bomb(), "more than 400 MB"),
    "2,000 pages": (lambda: odd.pdf_saying(*["x"] * 2_000), "2,000 pages; at most 200"),
    "drawn by a script": (lambda: odd.pdf_saying("A", change=odd.drawn_by_script), "script"),
    "a hidden layer": (lambda: odd.pdf_saying("A", change=odd.with_a_hidden_layer), "hidden"),
    "a portfolio": (lambda: odd.pdf_saying("A", change=odd.a_portfolio), "portfolio"),
    "not yet blacked out": (
        lambda: odd.pdf_saying("A", change=odd.with_unapplied_redaction),
        "only marked, and still there",
    ),
    "90 megapixels": (
        lambda: odd.picture("PNG", (9_000, 10_000), mode="1"),
        "90 megapixels; at most 75",
    ),
    "a page that breaks off": (
        lambda: odd.pdf_saying("A", change=odd.with_words_that_break_off),
        "damaged",
    ),
    "half a photograph": (lambda: odd.picture("JPEG", (900, 900))[:500], "damaged"),
    "wider than a street": (
        lambda: odd.pdf_saying("A", change=odd.wider_than_a_street),
        "43,200 by 800 points",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_its_name_with_the_reason(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(BadInput, match=reason) as caught:
        vet(make(), "report.pdf")
    assert str(caught.value).startswith("report.pdf: ")
    assert caught.value.remedy


def test_an_e_mail_is_refused_and_its_files_are_pointed_at() -> None:
    with pytest.raises(BadInput, match="The files that came in it are kept beside it"):
        vet(b"From: school@example.test", "FW plan.eml", is_email=True)


def test_whatever_acts_or_hides_stays_behind_and_is_told() -> None:
    given = odd.pdf_saying("What the school says.", change=odd.with_everything_that_acts)
    vetted = vet(given, "school.pdf")
    assert vetted.notes == (
        "Left out: 2 scripts, 1 command that starts something, 1 button that sends, 1 link, "
        "1 film or sound, 1 file, 1 comment, its bookmarks and what it says of itself (its author "
        "and dates).",
        "It does not carry its own fonts (Helvetica): on another computer it may look a little "
        "different.",
    )
    with pikepdf.open(io.BytesIO(vetted.pdf)) as made:
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in made.trailer
        assert made.check_pdf_syntax() == []
        written = b"".join(one.unparse(resolved=True) for one in made.objects)
    for left_behind in (b"Ashdown", b"Rowan", b"Doshi", b"calc", b"x.test", b"/JS", b"/Annots"):
        assert left_behind not in written
    assert [one.text for one in read_pages(vetted.pdf)] == ["What the school says."]
    assert vet(given, "school.pdf") == vetted


def test_what_was_filled_into_a_form_stays_on_the_page() -> None:
    vetted = vet(odd.pdf_saying("Form", change=odd.with_a_filled_form), "form.pdf")
    assert "What was filled in is printed as part of the page." in vetted.notes
    assert "Likes tractors" in read_pages(vetted.pdf)[0].text


def test_words_behind_those_that_are_seen_are_left_behind() -> None:
    vetted = vet(odd.pdf_saying("x", change=odd.with_words_behind_words), "plan.pdf")
    assert read_pages(vetted.pdf)[0].text == "A boy"


def test_sixty_megapixels_are_made_small_and_no_photograph_says_where_it_was_taken() -> None:
    vetted = vet(odd.picture("PNG", (6_000, 10_000), mode="1"), "wall.png")
    assert len(vetted.pdf) < 200_000
    assert "printed smaller than its 6,000 × 10,000 dots" in vetted.notes[1]

    assert vet(odd.picture("PNG", (1, 1)), "dot.png").pages == 1

    photograph = odd.photograph_on_its_side()
    assert b"Hatters" in photograph
    turned = vet(photograph, "IMG_0042.pdf")  # what it is, its bytes say
    assert b"Exif" not in turned.pdf
    assert b"Hatters" not in turned.pdf
    with pikepdf.open(io.BytesIO(turned.pdf)) as pdf:
        image = pdf.pages[0].get_images()["/Picture"]
        assert (image.Width, image.Height) == (200, 400)
        shown = pikepdf.PdfImage(image).as_pil_image()
    red, _, blue = shown.getpixel((100, 10))
    assert red > 200 > 60 > blue  # the edge that was at the left is at the top


def test_a_page_with_a_picture_of_some_size_is_not_searched_alone() -> None:
    scan = odd.pdf_saying("Strips", "Inside", "Logo", "", "", change=odd.a_scan)
    pages = read_pages(vet(scan, "scan.pdf").pdf)
    assert [one.text for one in pages] == ["Strips", "Inside", "Logo", "", ""]
    assert unsearchable_of(pages) == (1, 2, 5)
    assert wordless_of(pages) == (4, 5)


def test_words_that_nobody_sees_are_read_all_the_same() -> None:
    hidden = vet(odd.pdf_saying("x", change=odd.with_words_out_of_sight), "plan.pdf")
    (page,) = read_pages(hidden.pdf)
    for said in ("White Ashdown", "Barred Ashdown", "Beyond Ashdown"):
        assert said in page.text


def test_every_text_that_a_file_holds_unseen_is_found() -> None:
    def everything(pdf: pikepdf.Pdf) -> None:
        odd.with_everything_that_acts(pdf)
        odd.with_a_hidden_layer(pdf)
        form = Dictionary(Fields=Array([Dictionary(T=String("name"), V=String("Ro Ashdown"))]))
        pdf.Root.AcroForm = form

    found = words_beside_pages(odd.pdf_saying("Seen", change=everything))
    for unseen in (
        "Mina Doshi", "Ashdown", "Rowan", "Rowan told me this", "minutes.txt", "Notes on Rowan",
        "Ro Ashdown",
    ):  # fmt: skip
        assert unseen in found
    assert "Seen" not in found
