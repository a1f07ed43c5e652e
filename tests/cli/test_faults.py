"""A fault of ours: exit 1, said to be ours, and nothing of what it was about."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.cli.conftest import OFFICER, Office
from tests.cli.running import Said

SECRET = "Rowan Ashdown"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """`search` fails with a child's name in the error and in what caused it."""

    def find(*_: object, **__: object) -> None:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise KeyError(f"{SECRET} again") from error

    monkeypatch.setattr("resources_app.cli.finding.find", find)


def search(office: Office) -> Said:
    return office.run(OFFICER, "--json", "search", "Ash")


@pytest.mark.usefixtures("broken")
def test_a_fault_is_said_to_be_ours_and_names_no_child(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    before = office.marker()
    with caplog.at_level(logging.ERROR):
        said = search(office)
    assert (said.status, said.out) == (1, "")
    assert "fault in the application" in said.err
    assert SECRET not in said.err + caplog.text
    (record,) = caplog.records
    first, *places = record.getMessage().splitlines()
    assert first == "builtins.KeyError"
    assert any("cli/finding.py" in place and "in search" in place for place in places)
    assert "builtins.ValueError" in places
    assert office.marker() == before


@pytest.mark.usefixtures("broken")
def test_whoever_mends_it_can_ask_for_everything(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESOURCES_APP_DEBUG", "1")
    said = search(office)
    assert said.status == 1
    assert "Traceback" in said.err
    assert SECRET in said.err


def test_nothing_of_a_fault_is_left_for_the_next_command(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    before = office.marker()
    # In the middle of an action that has written a part of what it writes.
    monkeypatch.setattr("resources_app.requests.actions.drafting.insert_request", fail)
    file = office.file("half.json", {"child": {"local_identifier": "1077", "given_name": "A",
        "family_name": "B", "date_of_birth": "2015-01-01", "sex": "1"}, "request": {}})  # fmt: skip
    assert office.run(OFFICER, "request", "add", file).status == 1
    monkeypatch.undo()
    assert office.marker() == before
    assert "1077" not in {one["reference"] for one in office.do(OFFICER, "search", "1077")}
