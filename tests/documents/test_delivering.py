"""A copy in a folder is whole or is not there; with a password it opens with that only."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from resources_app.documents.delivering import deliver, deliver_registered, placing, plain_name
from resources_app.foundations.errors import BadInput, Refused
from resources_app.printing.referral_pack import render
from tests.printing.samples import sample_pack

PASSWORD = "three plain words"


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(sample_pack()).bytes


def test_the_copy_is_the_document(content: bytes, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    out.write_bytes(b"an older copy")
    done = deliver(content, out)
    assert out.read_bytes() == content
    assert (done.sha256, done.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert not done.encrypted
    assert list(tmp_path.iterdir()) == [out]


def test_an_encrypted_copy_has_a_hash_of_its_own_and_opens_with_its_password(
    content: bytes, tmp_path: Path
) -> None:
    one = deliver(content, tmp_path / "one.pdf", password=PASSWORD)
    two = deliver(content, tmp_path / "two.pdf", password=PASSWORD)
    assert one.encrypted
    assert one.sha256 != two.sha256 != hashlib.sha256(content).hexdigest()
    assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(one.path)
    with pikepdf.open(one.path, password=PASSWORD) as pdf:
        assert pdf.encryption.R == 6  # AES-256
        assert not pdf.allow.modify_other
        assert pdf.allow.print_highres
        assert pdf.allow.accessibility


def test_a_short_password_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="too short"):
        deliver(content, tmp_path / "pack.pdf", password="secret")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("x" * 128, "too long"),
        ("é" * 64, "too long"),  # two bytes each
        ("three\u202eplain words", "not every PDF reader takes alike"),
        ("ﬁve plain words", "not every PDF reader takes alike"),
        ("cafe\u0301 and two words", "not every PDF reader takes alike"),
    ],
)
def test_a_password_that_readers_would_not_take_alike_is_refused(
    content: bytes, tmp_path: Path, password: str, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        deliver(content, tmp_path / "pack.pdf", password=password)
    assert list(tmp_path.iterdir()) == []
    longest = deliver(content, tmp_path / "pack.pdf", password="é" * 63)
    with pikepdf.open(longest.path, password="é" * 63) as pdf:
        assert pdf.pages


def test_a_name_that_no_folder_takes_is_a_sentence_and_ours_fit_in_any_script(
    content: bytes, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="name is too long"):
        deliver(content, tmp_path / f"{'x' * 300}.pdf")
    out = tmp_path / f"{plain_name('DOC-26-A7-0007 ' + 'ሰላም' * 90)}.pdf"
    assert deliver(content, out).path.exists()


def test_a_missing_folder_is_not_made(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no folder"):
        deliver(content, tmp_path / "nowhere" / "pack.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        deliver(content, tmp_path)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full; nothing was written."),
        (errno.EACCES, "You may not write in that folder"),
        (errno.EIO, "The file could not be written"),
    ],
)
def test_what_fails_on_the_way_leaves_the_older_copy(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    out = tmp_path / "pack.pdf"
    out.write_bytes(b"an older copy")

    def full(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match=sentence):
        deliver(content, out)
    assert out.read_bytes() == b"an older copy"
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_no_file_is_not_replaced_by_one(content: bytes, tmp_path: Path) -> None:
    """A pipe here; `/dev/null` is as little a file, and whoever may write there would lose it."""
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="is no file"):
        deliver(content, pipe)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_of_the_system_is_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused):
        deliver(content, Path("/proc/pack.pdf"))


def test_a_document_stays_registered_when_its_copy_finds_no_room(
    content: bytes, tmp_path: Path
) -> None:
    """The system itself stops the writing after 4 KB, as a full disk does; the reference is said,
    for a copy can be had again by it.
    """
    out = tmp_path / "pack.pdf"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(Refused) as refused, placing() as files:
            deliver_registered(files, content, "DOC-26-A7-0007", out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "larger than you may write there; nothing was written" in str(refused.value)
    assert "DOC-26-A7-0007 is registered" in str(refused.value)
    assert "print again DOC-26-A7-0007" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="an administrator may all")
def test_a_folder_one_may_not_write_in_is_a_sentence(content: bytes, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Refused, match="You may not write in that folder"):
        deliver(content, tmp_path / "pack.pdf")
