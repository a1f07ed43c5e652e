"""What every page carries, and that the same data is the same bytes wherever it is printed."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from resources_app.printing import contract_schedule, referral_pack
from resources_app.printing.blocks import Heading, Text
from resources_app.printing.frame import Printed, compose
from resources_app.printing.manner import Manner
from tests.printing.samples import imprint, sample_full_pack, sample_pack, sample_schedule
from tests.printing.scripts import EVERY_SCRIPT

ROOT = Path(__file__).parents[2]


def pages_of(printed: Printed) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(printed.bytes))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def every_sample() -> list[Printed]:
    large = imprint("Referral pack, anonymised", "REQ-26-A7-0107", manner=Manner(large=True))
    return [
        referral_pack.render(sample_pack()),
        referral_pack.render(sample_full_pack()),
        contract_schedule.render(sample_schedule()),
        referral_pack.render(sample_pack(imprint=large)),
    ]


@pytest.mark.parametrize("at", range(4))
def test_every_page_says_what_it_is(at: int) -> None:
    printed = every_sample()[at]
    pages = pages_of(printed)
    assert len(pages) == printed.pages >= 3
    for number, page in enumerate(pages, start=1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Buckinghamshire Council" in page
        assert "DOC-26-A7-0042 · version 2" in page
        assert "Printed by Amina Khan, 23 Nov 2026 14:02" in page
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.parametrize("at", range(4))
def test_every_font_is_embedded(at: int) -> None:
    reader = pypdf.PdfReader(io.BytesIO(every_sample()[at].bytes))
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_the_file_says_what_it_is_without_saying_who() -> None:
    reader = pypdf.PdfReader(io.BytesIO(referral_pack.render(sample_full_pack()).bytes))
    about = reader.metadata
    assert about is not None
    assert about.title == "Referral pack, full, DOC-26-A7-0042 version 2"
    assert about.author == "Buckinghamshire Council"
    assert about.subject == "REQ-26-A7-0107"
    assert str(about.creation_date) == "2026-11-23 14:02:00+00:00"
    assert "Jayden" not in str(dict(about))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]


def test_sections_are_bookmarked_where_they_stand() -> None:
    reader = pypdf.PdfReader(io.BytesIO(referral_pack.render(sample_pack()).bytes))
    titles = [str(one["/Title"]) for one in reader.outline]  # type: ignore[index, call-overload]
    assert titles[:2] == ["Strengths and likes", "What the child says"]
    assert titles[-1] == "Data protection notice"
    for one in reader.outline:
        page = reader.get_destination_page_number(one)  # type: ignore[arg-type]
        assert str(one["/Title"]) in reader.pages[page or 0].extract_text()  # type: ignore[index, call-overload]


def _roles(element: Any, found: list[str]) -> list[str]:
    found.append(str(element["/S"]).lstrip("/"))
    for kid in element.get("/K", []):
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            _roles(kid, found)
    return found


def test_the_page_is_tagged_for_screen_readers() -> None:
    reader = pypdf.PdfReader(io.BytesIO(contract_schedule.render(sample_schedule()).bytes))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    roles = _roles(root["/StructTreeRoot"]["/K"], [])
    assert roles[:2] == ["Document", "H1"]
    assert {"H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD"} <= set(roles)
    tree = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        assert page["/StructParents"] == number
        marked = page.get_contents().get_data().count(b"/MCID")  # type: ignore[union-attr]
        assert len(tree[2 * number + 1]) == marked > 0


def test_every_string_on_the_page_was_recorded() -> None:
    """The leak check reads what was recorded, so nothing may reach a page by another way."""
    printed = referral_pack.render(sample_full_pack())
    recorded = "".join("".join(printed.texts).split())
    for page in pypdf.PdfReader(io.BytesIO(printed.bytes)).pages:
        for line in page.extract_text().splitlines():
            for word in line.split():
                assert word in recorded


def test_the_same_pack_is_the_same_bytes_again() -> None:
    assert every_sample() == every_sample()


_PROGRAM = """
import hashlib
from tests.printing.samples import sample_pack, sample_schedule
from tests.printing.scripts import EVERY_SCRIPT
from resources_app.printing import contract_schedule, referral_pack
for first in {first}:
    referral_pack.render(sample_pack(strengths=first))
packs = referral_pack.render(sample_pack(strengths=EVERY_SCRIPT)).bytes
print(hashlib.sha256(packs + contract_schedule.render(sample_schedule()).bytes).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_another_process_prints_the_same_bytes(seed: str) -> None:
    """Whatever the hash seed, the clock set for builds, and what was printed before."""
    here = referral_pack.render(sample_pack(strengths=EVERY_SCRIPT)).bytes
    here += contract_schedule.render(sample_schedule()).bytes
    before = "['مرحبا شرمیلا', 'नमस्ते क्षत्रिय']" if seed == "1" else "[]"
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.replace("{first}", before)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1000000000"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize("large", [False, True])
def test_a_long_council_name_goes_on_below_and_is_neither_shrunk_nor_cut(large: bool) -> None:
    council = "Bournemouth, Christchurch and Poole Council, Children’s Services and Commissioning"
    council += ", Access to Resources"
    page = imprint("Referral pack, anonymised", "REQ-26-A7-0107", council=council)
    printed = compose(
        [Heading("A title", 1), Text("Words.")], replace(page, manner=Manner(large=large))
    )
    assert council in pages_of(printed)[0]
    seen: list[tuple[str, float]] = []
    reader = pypdf.PdfReader(io.BytesIO(printed.bytes))
    reader.pages[0].extract_text(visitor_text=lambda *one: seen.append((one[0], one[4])))
    assert min(size for text, size in seen if text.strip()) >= (14 if large else 8.5)


@pytest.mark.parametrize("large", [False, True])
def test_a_copy_says_until_when_it_may_be_relied_on(large: bool) -> None:
    page = imprint("Referral pack", "REQ-26-A7-0107", manner=Manner(large=large), relied_days=28)
    said = "Uncontrolled if older than 28 days: after 21 Dec 2026 ask for the current version."
    assert said in pages_of(compose([Text("Words.")], page))[0]
    assert "Uncontrolled" not in pages_of(compose([], replace(page, relied_days=0)))[0]


def test_an_empty_document_is_one_page() -> None:
    assert compose([], imprint("Empty", "REQ-26-A7-0107")).pages == 1


def test_reference_and_version_are_the_imprints() -> None:
    other = replace(sample_pack().imprint, reference="DOC-26-B1-0001", version=7)
    text = pages_of(referral_pack.render(sample_pack(imprint=other)))[0]
    assert "DOC-26-B1-0001 · version 7" in text
