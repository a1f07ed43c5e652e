"""What paper says of the council, and how it looks: kept, refused with the reason, printed."""

from __future__ import annotations

import io
import logging
import zlib
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from resources_app.documents.model import Kind
from resources_app.documents.registering import imprint_of
from resources_app.foundations.colours import contrast
from resources_app.foundations.errors import BadInput, Refused
from resources_app.printing.blocks import Heading, Text
from resources_app.printing.frame import compose
from resources_app.printing.look import Look
from resources_app.session import Session
from resources_app.team.council import Council, council, describe_council, logo_of, set_logo
from resources_app.team.model import Role
from resources_app.team.queries import setting
from tests.conftest import SessionFor
from tests.printing.samples import imprint
from tests.team.pictures import logo

SAID = Council("County Hall\nAylesbury", "a@example.org", "bills@example.org", "Bucks", "0b5c7a")
PAGE = imprint("Referral pack", "REQ-26-A7-0107")


def test_what_paper_says_of_the_council_is_kept_and_can_be_changed(
    session: Session, session_for: SessionFor
) -> None:
    describe_council(session, SAID)
    assert council(session.tables) == replace(SAID, colour="#0B5C7A")
    describe_council(session, replace(SAID, name="", colour=" "))
    assert council(session.tables).colour == ""
    assert setting(session.tables, "invoices_to") == "bills@example.org"
    with pytest.raises(Refused, match="may not manage officers"):
        describe_council(session_for(Role.PLACEMENT_OFFICER), SAID)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"colour": "blue"}, "“blue” is no colour"),
        ({"colour": "#FFEE00"}, r"#FFEE00 is too light for paper: on white its contrast is 1\.2"),
        ({"placements_email": "nowhere"}, "not an e-mail address"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_is_kept(
    session: Session, changed: dict[str, str], why: str
) -> None:
    describe_council(session, SAID)
    before = session.store.marker()
    with pytest.raises(BadInput, match=why):
        describe_council(session, replace(SAID, **changed))
    assert session.store.marker() == before


def test_a_colour_just_dark_enough_is_taken(session: Session) -> None:
    assert contrast("#949494", "#FFFFFF") > 3 > contrast("#959595", "#FFFFFF") - 0.01
    describe_council(session, replace(SAID, colour="#949494"))


def test_a_logo_is_kept_small_and_on_white(session: Session) -> None:
    set_logo(session, logo(3000, 1000))
    kept = Image.open(io.BytesIO(logo_of(session.tables)))
    assert (kept.mode, kept.size, kept.format) == ("RGB", (480, 160), "PNG")
    assert kept.getpixel((479, 0)) == (255, 255, 255)
    set_logo(session, b"")
    assert logo_of(session.tables) == b""


def _header_only(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and has nothing more."""
    whole = bytearray(logo(64, 64))
    whole[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    whole[29:33] = zlib.crc32(whole[12:29]).to_bytes(4, "big")
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "no PNG or JPEG"),
        (logo()[:200], "damaged"),
        (b"\xff\xd8\xff nothing", "damaged"),
        (logo(39, 200), "only 39 × 200 dots"),
        (_header_only(10_000, 6_000), "60 megapixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), r"5\.0 MB"),
    ],
)
def test_a_picture_that_cannot_be_a_logo_is_refused_with_the_reason(
    session: Session, content: bytes, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        set_logo(session, content, "logo.png")
    assert setting(session.tables, "council_logo") == ""


def test_the_look_is_printed_and_carries_no_meaning(session: Session) -> None:
    describe_council(session, replace(SAID, name="", colour="#0B5C7A"))
    set_logo(session, logo(kind="JPEG"))
    look = imprint_of(session, Kind.CONTRACT_SCHEDULE, "IPA-26-A7-0031").look
    blocks = [Heading("A title", 1), Text("\n".join(["Words."] * 60))]
    plain, dressed = compose(blocks, PAGE), compose(blocks, replace(PAGE, look=look))
    assert set(plain.texts) == set(dressed.texts)
    with pikepdf.open(io.BytesIO(dressed.bytes)) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [1, 0]
    first = pypdfium2.PdfDocument(dressed.bytes)[0].render(scale=1).to_pil().convert("RGB")
    corner = first.crop((first.width - 200, 0, first.width, 70)).getcolors(20_000)
    assert any(blue > red + 60 for _, (red, _, blue) in corner or ())


def test_a_logo_that_is_lost_or_damaged_stops_no_printing(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    set_logo(session, logo())
    kept = setting(session.tables, "council_logo")
    with session.act("describe_council") as act:
        act.tables.update("setting", "council_logo", {"value": "0" * 64})
    with caplog.at_level(logging.WARNING):
        assert imprint_of(session, Kind.CONTRACT_SCHEDULE, "IPA").look == Look()
        assert kept != "0" * 64
        damaged = compose([Text("Words.")], replace(PAGE, look=Look(logo=b"no picture")))
    assert damaged.bytes == compose([Text("Words.")], PAGE).bytes
    assert ["not in this store" in caplog.text, "is damaged" in caplog.text] == [True, True]
