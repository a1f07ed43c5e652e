"""The review of an anonymised pack, by command."""

from __future__ import annotations

import json

from tests.cli.conftest import AUDITOR, OFFICER, Office
from tests.cli.forms import departures, prints


def test_a_pack_is_reviewed_finding_by_finding_and_then_prints(office: Office) -> None:
    request = office.names["draft"]
    words = office.folder / "words.json"
    texts = {
        "strengths": "He met Ms Blount and Mr Okafor.",
        "about": "He lived at 4 Acacia Avenue.",
        **dict.fromkeys(("child_views", "education_needs", "risk_summary"), "He likes football."),
        "connected_persons_explored": "Nobody.",
    }
    words.write_text(json.dumps(texts), "utf-8")
    office.do(OFFICER, "request", "edit", request, words)

    listed = office.do(OFFICER, "pack", "findings", request)
    found = {one["found"]: one for one in listed["open"]}
    assert list(found) == ["Ms Blount", "Mr Okafor", "4 Acacia Avenue"]
    said = office.run(OFFICER, "pack", "findings", request).out
    assert f"{request}: 3 places open. The anonymised pack does not print." in said
    assert "“He met [Ms Blount] and Mr Okafor.”" in said
    assert "Proposed: an address in the area" in said
    shown = office.run(AUDITOR, "pack", "findings", request).out
    assert "Not yours to mark" in shown

    marked = office.do(
        OFFICER, "pack", "mark", request, found["Ms Blount"]["id"], "--reason", "In a song.",
    )  # fmt: skip
    office.do(OFFICER, "pack", "unmark", request, marked["review"]["marks"][0]["id"])
    edited = office.do(OFFICER, "pack", "edit", request, found["Ms Blount"]["id"], "his teacher")
    preview = office.do(OFFICER, "pack", "accept", request, "--all", "--preview")
    assert [one["after"] for one in preview["texts"]] == [
        "He met his teacher and [name].", "He lived at an address in the area.",
    ]  # fmt: skip
    first = edited["review"]["open"][0]["id"]
    office.do(OFFICER, "pack", "accept", request, first)
    accepted = office.do(OFFICER, "pack", "accept", request, "--all")
    said = office.run(OFFICER, "pack", "findings", request).out
    assert said == f"{request}: nothing is open. The anonymised pack can be printed.\n"
    for name, data in (
        ("findings", listed), ("mark", marked), ("edit", edited), ("accept", accepted),
    ):  # fmt: skip
        form = prints()[f"pack {name}"]
        assert not list(departures(data, form))


def test_what_cannot_be_done_in_a_review_is_said_in_a_sentence(office: Office) -> None:
    request, before = office.names["draft"], office.marker()
    for words, said in (
        (("accept", request), "Give one finding, or --all."),
        (("accept", request, "--preview", "12ab"), "Give --all with --preview."),
        (("accept", request, "00000000"), "There is no open finding 00000000."),
        (("mark", request, "00000000", "--reason", "x"), "There is no open finding"),
        (("unmark", request, "00000000"), "There is no mark 00000000."),
    ):
        refused = office.run(OFFICER, "pack", *words)
        assert (refused.status, refused.out) == (2, "")
        assert said in refused.err
    assert office.marker() == before


def test_a_panels_paper_is_printed_with_a_warning_of_what_may_name_somebody(office: Office) -> None:
    made = office.do(
        OFFICER, "panel", "add", "--on", "2026-12-03", "--title", "Resources panel",
        "--chair", "H Oye",
    )  # fmt: skip
    reference = made["panel"]["reference"]
    asked = ("--question", "Is Mrs Adeyemi’s home worth it?")
    office.do(OFFICER, "panel", "agenda", reference, office.names["decided"], *asked)
    printed = office.run(
        OFFICER, "print", "panel", reference, "--out", office.folder / "agenda.pdf"
    )
    assert printed.status == 0
    assert "1 place in it may name somebody:" in printed.err
    assert "Adeyemi" not in printed.err
    assert "Read it before it is handed out." in printed.err
