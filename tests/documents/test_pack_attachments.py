"""Files that go with a referral pack: put in, ordered, searched, appended; or refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image

from resources_app.casework.attaching import keep_on_file, keep_with_request, remove_attachment
from resources_app.documents.actions import print_referral_pack
from resources_app.documents.checking import check_pack, check_printed
from resources_app.documents.finding_model import Secret, SecretKind
from resources_app.documents.leaks import LeakFound
from resources_app.documents.pack_attaching import (
    move_in_pack,
    put_in_pack,
    say_read,
    take_out_of_pack,
)
from resources_app.documents.pack_attachment_model import NewPackAttachment, Packs, Topic
from resources_app.documents.pack_checking import leaks_in_request
from resources_app.documents.reviewing import mark_finding, review_of
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.printing import referral_pack
from resources_app.session import Session
from resources_app.team.model import Role
from tests.documents import odd_files as odd
from tests.printing.samples import sample_pack

HEALTH = NewPackAttachment(Topic.HEALTH, "Health assessment", dated=date(2026, 3, 3))
_ENGLISH = "Sleeps well since the spring. Likes school dinners."


@pytest.fixture
def keep(officer: Session, request_reference: str, tmp_path: Path) -> Callable[[str, bytes], str]:
    """Keep a file of this name with the request; gives its reference."""

    def kept(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        (made,) = keep_with_request(officer, request_reference, [path]).kept
        return made.attachment.reference

    return kept


def _registered(officer: Session) -> int:
    return int(officer.tables.value("SELECT count(*) FROM document"))


def _everything_in(content: bytes) -> bytes:
    """All that a PDF holds, unpacked: what a search through the file itself would find."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        return b"".join(
            one.unparse(resolved=True)
            + (one.read_bytes(pikepdf.StreamDecodeLevel.generalized) if _is_text(one) else b"")
            for one in pdf.objects
        )


def _check_tags(pdf: pikepdf.Pdf) -> None:
    """Every piece of marked content on a page belongs to an element, and none is named twice."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))  # type: ignore[call-overload]
    for page in pdf.pages:
        marked = [
            int(one.operands[1].MCID)
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "BDC" and "/MCID" in one.operands[1]
        ]
        assert marked == list(range(len(parents[int(page.obj.StructParents)])))


def _is_text(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image"


def _pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_a_file_is_appended_behind_its_divider_beneath_the_packs_own_marking(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    bare = print_referral_pack(officer, request_reference)
    report = keep(
        "Rowan Ashdown.pdf",
        odd.pdf_saying(_ENGLISH, "Second page", change=odd.with_everything_that_acts),
    )
    put = put_in_pack(officer, request_reference, report, HEALTH)
    assert put.attachment is not None
    assert put.attachment.notes[0].startswith("Left out: 2 scripts, 1 command that starts")
    before, again = (
        print_referral_pack.preview(officer, request_reference).bytes for _ in range(2)
    )
    assert before == again
    made = print_referral_pack(officer, request_reference)

    assert made.version == 2
    assert made.pages >= bare.pages + 3
    pages = _pages(made.bytes)
    assert len(pages) == made.pages
    divider, first, second = pages[-3:]
    for said in ("Attachment 1 of 1", "Health assessment", "Health report", "3 Mar 2026", "Pages"):
        assert said in divider
    assert _ENGLISH in first
    assert "Second page" in second
    for number, page in enumerate(pages, start=1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {made.pages}" in page
        assert f"{made.reference} · version 2" in page
    contents = next(page for page in pages if "Contents" in page)
    assert f"Health assessment {made.pages - 2}" in " ".join(contents.split()).replace(" .", "")

    with pikepdf.open(io.BytesIO(made.bytes)) as pdf:
        outline = pdf.open_outline()
        assert "Health assessment" in [one.title for one in outline.root]
        _check_tags(pdf)
    written = _everything_in(made.bytes)
    for left_behind in (b"Ashdown", b"Rowan", b"Doshi", b"x.test", b"/JS", b"/EmbeddedFile"):
        assert left_behind not in written

    assert not print_referral_pack(officer, request_reference).fresh
    put_in_pack(officer, request_reference, keep("b.pdf", odd.pdf_saying("Other")), HEALTH)
    assert print_referral_pack(officer, request_reference).version == 3


def test_a_name_in_a_file_stops_the_anonymised_pack_and_is_never_printed_in_it(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    report = keep("plan.pdf", odd.pdf_saying("A plan", "Seen with Rowan Ashdown at home"))
    put_in_pack(officer, request_reference, report, HEALTH)
    before = _registered(officer)
    with pytest.raises(
        LeakFound, match=r"“Health assessment”, page 2: .* has the child’s"
    ) as found:
        print_referral_pack(officer, request_reference)
    assert "Ashdown" not in str(found.value)
    assert "let the file go with the full pack only" in str(found.value)
    assert {one.file for one in found.value.findings} == {report}
    assert leaks_in_request(officer.tables, request_reference, officer.today())
    assert _registered(officer) == before

    full = print_referral_pack(officer, request_reference, full=True)
    assert "Seen with Rowan Ashdown" in _pages(full.bytes)[-1]

    only_full = NewPackAttachment(Topic.HEALTH, "Health assessment", Packs.FULL)
    put_in_pack(officer, request_reference, report, only_full)
    redacted = keep("plan, blacked out.pdf", odd.pdf_saying("A plan", "Seen at home"))
    put_in_pack(
        officer, request_reference, redacted, NewPackAttachment(Topic.HEALTH, "", Packs.ANONYMISED)
    )
    anonymised = " ".join(_pages(print_referral_pack(officer, request_reference).bytes))
    assert "Seen at home" in anonymised
    assert "Rowan" not in anonymised
    full = print_referral_pack(officer, request_reference, full=True)
    assert "Seen at home" not in " ".join(_pages(full.bytes))


def test_what_no_search_can_read_is_read_by_an_officer_first(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    scan = keep("scan.jpg", odd.picture("JPEG", (800, 1100)))
    put_in_pack(officer, request_reference, scan, NewPackAttachment(Topic.OTHER, "Drawing"))
    with pytest.raises(LeakFound, match="“Drawing”, page 1: no search can read this page"):
        print_referral_pack(officer, request_reference)
    print_referral_pack(officer, request_reference, full=True)

    with pytest.raises(BadInput, match="Say what you read there"):
        say_read(officer, request_reference, scan, " ")
    marked = say_read(officer, request_reference, scan, "A drawing of a dog; no words.").attachment
    assert marked is not None
    assert marked.read_by == officer.officer.name
    made = print_referral_pack(officer, request_reference)
    with pikepdf.open(io.BytesIO(made.bytes)) as pdf:
        figures = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert figures == ["Page 1 of 1 of “Drawing”: a picture without text"]

    report = keep("report.pdf", odd.pdf_saying("Words"))
    put_in_pack(officer, request_reference, report, HEALTH)
    with pytest.raises(Refused, match=r"Every page of .* can be searched"):
        say_read(officer, request_reference, report, "I read it.")


def test_who_read_it_stands_until_there_are_other_pages_to_read(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    second = Image.new("RGB", (800, 1100), "teal")
    two = odd.picture("PDF", (800, 1100), save_all=True, append_images=[second])
    scan = keep("scan.pdf", two)
    put = put_in_pack(officer, request_reference, scan, HEALTH).attachment
    assert put is not None
    with officer.act("test") as act:  # as an earlier release, which found one page, wrote it down
        act.tables.update("pack_attachment", put.id, {"unsearchable": "1"})
    with pytest.raises(BadInput, match="give the child away"):
        say_read(officer, request_reference, scan, "A drawing of Rowan Ashdown.")
    said = "A drawing of a dog."
    say_read(officer, request_reference, scan, said)
    with pytest.raises(Refused, match="is read otherwise than before"):
        print_referral_pack(officer, request_reference)

    again = put_in_pack(officer, request_reference, scan, HEALTH).attachment
    assert again is not None
    assert (again.read_by, again.read_at, again.read_note) == ("", None, "")
    assert again.unread == (1, 2)
    say_read(officer, request_reference, scan, said)
    titled = replace(HEALTH, heading="Drawings")
    kept = put_in_pack(officer, request_reference, scan, titled).attachment
    assert kept is not None
    assert (kept.read_by, kept.read_note, kept.unread) == (officer.officer.name, said, ())


def test_pages_of_every_shape_land_on_upright_a4(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    odd_pages = ("Turned", "Below", "Large", "Huge", "Cropped")
    report = keep("odd.pdf", odd.pdf_saying(*odd_pages, change=odd.odd_boxes))
    put_in_pack(officer, request_reference, report, HEALTH)
    made = print_referral_pack(officer, request_reference)
    with pikepdf.open(io.BytesIO(made.bytes)) as pdf:
        for page in pdf.pages:
            assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
            assert "/Rotate" not in page.obj or not int(page.obj.Rotate)
    for said, page in zip(odd_pages, _pages(made.bytes)[-5:], strict=True):
        assert said in page


def test_files_are_ordered_taken_out_and_stay_kept_while_they_go_with_a_pack(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    first, second, third = (
        keep(f"{name}.pdf", odd.pdf_saying(name)) for name in ("one", "two", "three")
    )
    for one in (first, second, third):
        changed = put_in_pack(officer, request_reference, one, NewPackAttachment(Topic.EDUCATION))
    assert [one.heading for one in changed.attachments] == ["Education report"] * 3
    order = move_in_pack(officer, request_reference, third, 1).attachments
    assert [one.file_reference for one in order] == [third, first, second]
    with pytest.raises(Refused, match=r"goes with the pack of REQ-.*Take it out of the pack first"):
        remove_attachment(officer, first, reason="Wrong child")
    left = take_out_of_pack(officer, request_reference, third.lower()).attachments
    assert [(one.position, one.file_reference) for one in left] == [(1, first), (2, second)]
    with pytest.raises(NotFound, match="does not go with this pack"):
        take_out_of_pack(officer, request_reference, third)


def test_what_may_not_go_in_is_refused_and_changes_nothing(
    officer: Session,
    request_reference: str,
    keep: Callable[[str, bytes], str],
    session_for: Callable[[Role], Session],
    put: Callable[..., str],
    tmp_path: Path,
) -> None:
    locked = keep("locked.pdf", odd.locked("secret"))
    with pytest.raises(BadInput, match=r"locked\.pdf: It is protected with a password"):
        put_in_pack(officer, request_reference, locked, HEALTH)
    mail = keep("FW plan.eml", b"From: a@b.test\nSubject: Plan\n\nHello")
    with pytest.raises(BadInput, match="an e-mail does not go with a pack"):
        put_in_pack(officer, request_reference, mail, HEALTH)
    report = keep("report.pdf", odd.pdf_saying("Words"))
    with pytest.raises(BadInput, match="The title has 200 characters"):
        put_in_pack(officer, request_reference, report, NewPackAttachment(Topic.OTHER, "long" * 50))
    put_in_pack(officer, request_reference, keep("one.pdf", odd.heavy(9)), HEALTH)
    heavy = keep("two.pdf", odd.heavy(8))
    with pytest.raises(BadInput, match=r"two\.pdf: With it 1\d MB go with the pack; at most 15"):
        put_in_pack(officer, request_reference, heavy, HEALTH)
    put(
        "child", local_identifier="90001", given_name="Ada", family_name="Oak",
        date_of_birth="2012-01-01", sex="2", authority_code="E06000060",
    )  # fmt: skip
    path = tmp_path / "other.pdf"
    path.write_bytes(odd.pdf_saying("Another child"))
    (other,) = keep_on_file(officer, "90001", [path]).kept
    with pytest.raises(Refused, match="is kept with another child"):
        put_in_pack(officer, request_reference, other.attachment.reference, HEALTH)
    with pytest.raises(Refused):
        put_in_pack(session_for(Role.AUDITOR), request_reference, report, HEALTH)
    assert officer.tables.value("SELECT count(*) FROM pack_attachment") == 1


def test_a_name_that_the_file_holds_unseen_stops_the_pack() -> None:
    pack = sample_pack()
    printed = referral_pack.render(pack)
    secrets = (Secret(SecretKind.NAME, "Zebedee", "the child’s given name"),)
    clean = check_pack(pack, secrets)
    check_printed(pack, printed, secrets, clean)
    with pikepdf.open(io.BytesIO(printed.bytes)) as pdf:
        pdf.docinfo["/Keywords"] = "Zebedee"
        named = replace(printed, bytes=odd.saved(pdf))
    with pytest.raises(LeakFound, match=r"In the file: “Z•+” has the child’s given name"):
        check_printed(pack, named, secrets, clean)


def test_a_place_in_a_file_that_names_nobody_is_marked_and_the_pack_prints(
    officer: Session, request_reference: str, keep: Callable[[str, bytes], str]
) -> None:
    report = keep("walk.pdf", odd.pdf_saying("He likes the rowan tree", "Also Rowan Oak Wood"))
    put_in_pack(officer, request_reference, report, HEALTH)
    review = review_of(officer.tables, officer.officer, request_reference, officer.today())
    assert review.open
    assert {one.finding.file for one in review.open} == {report}
    for one in review.open:
        mark_finding(officer, request_reference, one.id, "A kind of tree, and a wood.")
    assert print_referral_pack(officer, request_reference).fresh
    # Taken out and put in again it is looked at anew.
    take_out_of_pack(officer, request_reference, report)
    put_in_pack(officer, request_reference, report, HEALTH)
    with pytest.raises(LeakFound):
        print_referral_pack(officer, request_reference)
