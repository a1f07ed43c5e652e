"""`document …`: the register from the command line, each command printing what it documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.cli.conftest import MANAGER, OFFICER, Office, ask, send_out, stocked
from tests.cli.forms import departures, prints
from tests.cli.samples import START, decision_data, offer_data
from tests.conftest import Role


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with stocked(tmp_path_factory.mktemp("register")) as made:
        yield made


def test_the_register_is_worked_by_commands_alone(registry: Office, tmp_path: Path) -> None:
    forms = prints()

    def do(command: str, *words: object) -> Any:
        data = registry.do(OFFICER, *command.split(), *words)
        assert list(departures(data, forms[command], command)) == []
        return data

    request = ask(registry, "4001")
    pack, copy = tmp_path / "pack.pdf", tmp_path / "copy.pdf"
    printed = do("print referral-pack", request, "--full", "--for", "Hearth Ltd", "--out", pack)
    reference = printed["reference"]
    word = tmp_path / "word.txt"
    word.write_text("three plain words\n", "utf-8")
    again = do("print again", reference, "--for", "Lark Care", "--password-file", word,
               "--out", copy)  # fmt: skip
    assert (again["encrypted"], again["superseded_by"]) == (True, "")

    listed = do("document list", "--words", f"{request} pack", "--by", "Amina Khan", "--current")
    assert ([one["reference"] for one in listed["documents"]], listed["total"]) == ([reference], 1)
    assert do("document list", "--kind", "uplift letter")["total"] == 0
    shown = do("document show", reference.lower(), "--data")
    assert [one["recipient"] for one in shown["issues"]] == ["Lark Care", "Hearth Ltd"]
    assert shown["data"][0] == shown["document"]["template_version"]
    assert do("document show", reference)["data"] is None
    assert do("document check", copy)["document"]["reference"] == reference
    assert do("document check", word)["document"] is None
    assert do("document sent", "--child", "4001")["total"] == 2
    assert do("document sent", "--to", "lark")["sent"][0]["document"] == reference


def test_signatures_are_asked_for_by_who_places_and_settled_by_who_manages(
    registry: Office, tmp_path: Path
) -> None:
    forms = prints()

    def do(command: str, *words: object, role: Role = OFFICER) -> Any:
        data = registry.do(role, *command.split(), *words)
        assert list(departures(data, forms[command], command)) == []
        return data

    schedule = tmp_path / "schedule.pdf"
    placement = _placed(registry)
    reference = do("print contract-schedule", placement, "--out", schedule)["reference"]
    party = do("document add-party", reference, "For Reading", "--name", "Ravi Anand")["party"]
    assert (party["place"], do("document signatures", reference)["copies"]) == (3, [])
    do("document signature", reference, 3, "asked", "--email", "r.anand@example.org")
    chased = do("document chase", reference, "--eml", tmp_path)
    assert chased["written_to"] == ["For Reading"]
    scan = tmp_path / "scan.png"
    Image.new("L", (60, 80), 255).save(scan)
    kept = do("document attach-signed", reference, scan, "--shows", 3)["copy"]
    assert kept["shows"] == ["For Reading"]
    reopen = ("document", "signature", reference, "3", "reopened", "--why", "It was another’s.")
    refused = registry.run(OFFICER, *reopen)
    assert (refused.status, "may not settle signatures" in refused.err) == (2, True)
    reopened = do(" ".join(reopen[:2]), *reopen[2:], role=MANAGER)
    assert reopened["party"]["signed_on"] is None
    refused = registry.run(MANAGER, "document", "signature", reference, "3", "signed",
                         "--email", "x@example.org")  # fmt: skip
    assert refused.status == 2
    assert "for a signature that is asked for" in refused.err


def _placed(office: Office) -> str:
    """A child who was placed under an agreement: the placement's reference."""
    request = ask(office, "4002", "--submit")
    chosen = send_out(office, request)
    offer = office.file("chosen.json", offer_data(chosen["urn"], chosen["weekly_pence"]))
    office.do(OFFICER, "offer", "add", request, offer)
    decision = office.file("decision.json", decision_data(chosen["urn"]))
    office.do(OFFICER, "decide", request, "--file", decision)
    office.do(MANAGER, "approve", request, "--words", "Agreed.")
    placed = office.do(OFFICER, "place", request, "--start", START, "--placement-code", "U6")
    return str(placed["reference"])
