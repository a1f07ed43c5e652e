"""What nobody means to type, but somebody pastes: a sentence or no result, never a fault."""

from __future__ import annotations

import errno
import io
import sys
from contextlib import redirect_stdout

import pytest

from resources_app.cli.main import main
from tests.cli.conftest import AUDITOR, OFFICER, Office
from tests.cli.running import passphrase_file
from tests.conftest import passphrase_of


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "*", '"', "NEAR(", "😀'; DROP TABLE child; --", "\0"]
)
def test_odd_words_find_nothing(office: Office, text: str) -> None:
    assert office.do(OFFICER, "search", text) == []


def test_bytes_that_are_no_text_are_said_to_be(office: Office) -> None:
    said = office.run(OFFICER, "search", "caf\udce9")
    assert said.status == 2
    assert "no alphabet has" in said.err


def test_a_number_beyond_all_numbers_is_said_to_be(office: Office) -> None:
    said = office.run(AUDITOR, "journal", "show", "--before", "9" * 30)
    assert said.status == 2
    assert "too large" in said.err


class FullDisk(io.StringIO):
    """Where standard output goes when it is sent to a file on a full disk."""

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_answer_that_finds_no_room_is_said_to_have_none(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = passphrase_file(office.folder, AUDITOR.name, passphrase_of(AUDITOR))
    words = ["--store", str(office.store), "--passphrase-file", str(mine), "officer", "list"]
    with redirect_stdout(FullDisk()):
        assert main(words) == 2
        sys.stdout.close()  # nowhere, so that nothing is left to be flushed
    assert "could not be printed: no space left on device" in capsys.readouterr().err
