"""Told at once that a text stops the anonymised pack, corrected by `request reword`, printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import HEAD, OFFICER, Office, founded
from tests.cli.forms import departures, prints
from tests.cli.samples import request_data

CHILD = "Rowan"
NAMED = {
    "about": f"{CHILD} and Wren lived with their grandmother.",
    "family_time": f"{CHILD} sees his aunt.",
}
UNNAMED = {"about": "The two lived with their grandmother.", "family_time": "He sees his aunt."}
WHY = "--reason=It named the child."


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("RESOURCES_APP_HOME", str(tmp_path / "home"))
    return founded(tmp_path)


@pytest.fixture
def asked_for(office: Office) -> Path:
    """A request file whose texts name the child."""
    whole = request_data()
    whole["request"] |= NAMED
    return office.file("request.json", whole)


def test_from_the_warning_to_the_printed_pack(office: Office, asked_for: Path) -> None:
    forms = prints()

    def do(command: str, *words: object) -> Any:
        data = office.do(OFFICER, *command.split(), *words)
        assert list(departures(data, forms[command], command)) == []
        return data

    made = do("request add", asked_for, "--submit")
    assert {one["field"] for one in made["leaks"]} == {"The child’s story", "Family time"}
    assert CHILD not in str(made["leaks"])
    reference = made["reference"]
    office.do(HEAD, "authorise", reference)
    pack = office.folder / "pack.pdf"
    refused = office.run(OFFICER, "print", "referral-pack", reference, "--out", pack)
    assert refused.status != 0
    assert not pack.exists()
    half = office.file("half.json", {"about": UNNAMED["about"]})
    left = do("request reword", reference, half, WHY)
    assert {one["field"] for one in left["leaks"]} == {"Family time"}
    words = office.file("words.json", UNNAMED)
    done = do("request reword", reference.lower(), words, WHY)
    assert (done["leaks"], done["changed"], done["state"]) == ([], True, "authorised")
    assert do("request reword", reference, words, WHY)["changed"] is False
    out = office.folder / "standard.csv"
    assert do("request standard", reference, "--out", out)["missing"] == []
    assert out.read_text("utf-8-sig").startswith("childId,")
    assert "riskMissing: " in office.run(OFFICER, "request", "standard", reference).out
    frozen = do("request submitted", reference)
    lines = [
        one for one in frozen["lines"] if one["answered"]["submitted"] != one["answered"]["now"]
    ]
    assert {one["answered"]["field"] for one in lines} == set(UNNAMED)
    assert {(one["by"], one["why"]) for one in lines} == {("Amina Khan", WHY.split("=", 1)[-1])}
    assert "changed by Amina Khan" in office.run(OFFICER, "request", "submitted", reference).out
    assert office.run(OFFICER, "request", "submitted", reference, "--version", 2).status == 2
    do("print referral-pack", reference, "--out", pack)
    assert pack.exists()


def test_a_person_reads_where_and_what_to_do(office: Office, asked_for: Path) -> None:
    draft = office.do(OFFICER, "request", "add", asked_for)
    assert draft["leaks"] == []
    reference = draft["reference"]
    said = office.run(OFFICER, "submit", reference)
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"{reference} is submitted."
    told = " ".join(" ".join(lines[1:3]).split())  # wrapped to the width of the page
    assert "would give the child away" in told
    assert f"request reword {reference} FILE" in " ".join(line.strip() for line in lines)
    assert "the child’s given name" in said.out
    assert CHILD not in said.out
    assert max(map(len, lines)) <= 100
    words = office.file("words.json", UNNAMED)
    done = office.run(OFFICER, "request", "reword", reference, words, WHY)
    assert done.out == f"{reference} is submitted. The wording is corrected.\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"urgency": "planned"}, ("urgency", "not its wording")),
        ({"riskMissing": "No known risk"}, ("riskMissing", "not its wording")),
        ({"strengths": ""}, ("strengths", "needed")),
        ({"shoe_size": 4}, ("shoe_size", "no such field")),
    ],
)
def test_facts_are_refused_and_nothing_changes(
    office: Office, asked_for: Path, given: dict[str, object], said: tuple[str, ...]
) -> None:
    reference = office.do(OFFICER, "request", "add", asked_for, "--submit")["reference"]
    before = office.marker()
    file = office.file("wrong.json", UNNAMED | given)
    refused = office.run(OFFICER, "request", "reword", reference, file, WHY)
    assert (refused.status, refused.out) == (2, "")
    for words in (*said, "wrong.json"):
        assert words in refused.err
    assert office.marker() == before
