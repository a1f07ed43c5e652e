"""Every document of the catalogue prints, is sound, is whole, and is the same bytes anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from resources_app.documents.delivering import encrypted_copy
from resources_app.documents.issuing import reprint
from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Kind
from resources_app.documents.registering import Job, imprint_of, print_and_register
from resources_app.foundations.clock import FixedClock
from resources_app.printing.copies import CopyMark, marked_copy
from resources_app.session import Session
from tests.printing.awkward import PARAGRAPH
from tests.printing.every_document import CATALOGUE, TYPICAL, Specimen, Variant, hashes
from tests.printing.golden import text_of
from tests.printing.samples import PRINTED_AT

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "HOME", "SYSTEMROOT")

# Printing the catalogue takes seconds, so one worker does all of this.
pytestmark = pytest.mark.xdist_group("every document")


def of_kind(kind: Kind) -> list[Specimen]:
    return [one for one in CATALOGUE if one.kind is kind]


def test_every_kind_of_document_is_in_the_catalogue() -> None:
    assert set(TYPICAL) == set(Kind)


def checked(path: Path, password: str = "") -> tuple[int, bool]:
    """How `qpdf --check` itself ends, and whether it warned: structure, references, streams."""
    check = pikepdf.Job(["qpdf", "--check", f"--password={password}", str(path)])
    check.run()
    return check.exit_code, check.has_warnings


@pytest.mark.parametrize("kind", Kind)
def test_qpdf_finds_nothing_wrong(kind: Kind, tmp_path: Path) -> None:
    for one in of_kind(kind):
        path = tmp_path / f"{one.name}.pdf"
        path.write_bytes(one.printed().bytes)
        assert checked(path) == (0, False), one.name
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == [], one.name
            assert len(pdf.pages) == one.printed().pages


def test_qpdf_finds_nothing_wrong_with_copies_either(tmp_path: Path) -> None:
    """A copy marked with its recipient, and one under a password."""
    content = Specimen(Kind.REFERRAL_PACK, Variant.LONGEST).printed().bytes
    path, password = tmp_path / "copy.pdf", "plum teapot gravel"
    path.write_bytes(marked_copy(content, CopyMark("Chiltern Hearth Ltd", PRINTED_AT, "DOC-1")))
    assert checked(path) == (0, False)
    path.write_bytes(encrypted_copy(content, password))
    assert checked(path, password) == (0, False)


def test_the_check_notices_a_page_that_was_damaged(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    with pikepdf.open(io.BytesIO(CATALOGUE[0].printed().bytes)) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"BT (never closed")
        pdf.save(path)
    assert checked(path) != (0, False)
    path.write_bytes(path.read_bytes()[:-200])
    assert checked(path) != (0, False)


@pytest.mark.parametrize("kind", Kind)
def test_nothing_of_an_endless_paragraph_or_a_long_list_is_lost(kind: Kind) -> None:
    endless = text_of(Specimen(kind, Variant.LONGEST).printed())
    assert endless.split().count("onward") >= PARAGRAPH.count("onward")
    many = Specimen(kind, Variant.MOST)
    numbers = set(re.findall(r"\(\d+\)", repr(many.content())))
    assert len(numbers) >= 9
    assert numbers <= set(re.findall(r"\(\d+\)", text_of(many.printed())))


# Headings of columns that large print sets together in two.
_TOGETHER = {Kind.DOCUMENT_REGISTER: {"Made", "out", "begins"}}


@pytest.mark.parametrize("kind", Kind)
def test_large_print_says_every_word_unbroken(kind: Kind) -> None:
    """Where columns would be too narrow for its letters, a table is set row by row."""
    ordinary, large = (
        text_of(Specimen(kind, variant).printed()).split()
        for variant in (Variant.TYPICAL, Variant.LARGE)
    )
    words = {word for word in ordinary if word.isalpha()} - _TOGETHER.get(kind, set())
    assert words <= set(large)


# -- the same bytes ------------------------------------------------------------------------

# Whatever of a machine might find its way into a file, all of it different from run to run.
MACHINES: tuple[Mapping[str, str], ...] = (
    {
        "PYTHONHASHSEED": "0",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    },
    {
        "PYTHONHASHSEED": "1",
        "TZ": "America/St_Johns",
        "LC_ALL": "tr_TR.UTF-8",
    },
    {
        "PYTHONHASHSEED": "random",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "PYTHONOPTIMIZE": "1",
    },
)
PRINT_THEM = """
import json, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass  # it is not installed here; its name was in the environment all the same
from tests.printing.every_document import hashes
print(json.dumps(hashes()))
"""


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    """What the catalogue came to in this process."""
    return hashes()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one["TZ"])
def test_every_document_is_the_same_bytes_anywhere(
    machine: Mapping[str, str], here: dict[str, str], tmp_path: Path
) -> None:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_THEM],
        cwd=tmp_path,
        env=kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | dict(machine),
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    there = json.loads(done.stdout)
    assert [name for name in here if here[name] != there[name]] == []
    assert there.keys() == here.keys()


def test_a_reprint_is_the_stored_bytes_of_every_kind(session: Session) -> None:
    """Printed once and registered; a year later the register gives the same file again."""
    for kind in Kind:
        content = Specimen(kind, Variant.TYPICAL).content()
        said = replace(content, imprint=imprint_of(session, kind, content.imprint.subject))
        job = Job(kind, f"subject of {kind}", "", said)
        made = print_and_register(session, job)
        later = replace(session, clock=FixedClock(session.clock.now().replace(year=2090)))
        assert reprint(later, made.reference) == made.bytes
        assert hashlib.sha256(made.bytes).hexdigest() == made.sha256
        again = print_and_register(
            later,
            replace(
                job, content=replace(said, imprint=imprint_of(later, kind, said.imprint.subject))
            ),
        )
        assert (again.reference, again.fresh, again.bytes) == (made.reference, False, made.bytes)
        assert (
            KINDS[kind]
            .render(
                replace(
                    said,
                    imprint=replace(said.imprint, reference=made.reference, version=made.version),
                )
            )
            .bytes
            == made.bytes
        )
