"""What paper says of the council, by command."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import MANAGER, OFFICER, Office
from tests.cli.forms import departures, prints
from tests.team.pictures import logo


def test_the_council_is_described_a_piece_at_a_time(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(logo())
    before = office.do(OFFICER, "council", "show")
    assert not list(departures(before, prints()["council show"]))
    given = ("--colour", "#0b5c7a", "--logo", file)
    made = office.do(MANAGER, "council", "set", *given)
    assert made == {**before, "colour": "#0B5C7A", "logo": made["logo"]}
    assert len(made["logo"]) == 64
    (tmp_path / "empty.png").touch()
    told = office.run(OFFICER, "council", "show").out
    assert "Colour: #0B5C7A" in told
    assert "Logo: set" in told
    for role, words, said in (
        (OFFICER, given, "may not manage officers"),
        (MANAGER, ("--colour", "#FFFFFF"), "contrast is 1.0 : 1"),
        (MANAGER, ("--logo", tmp_path / "none.png"), "cannot be read"),
        (MANAGER, ("--logo", tmp_path / "empty.png"), "The file is empty"),
        (MANAGER, ("--name", "Buckinghamshire " * 20), "longer than 200 characters"),
        (MANAGER, (), "Nothing is to be set"),
    ):
        refused = office.run(role, "council", "set", *words)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err
    undone = office.do(MANAGER, "council", "set", "--no-logo", "--colour", before["colour"])
    assert undone == before
