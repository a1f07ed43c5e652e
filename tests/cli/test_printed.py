"""The JSON of the commands that one child's journey does not use (see test_journey.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from tests.cli.conftest import HEAD, MANAGER, OFFICER, Office, ask, send_out, stocked
from tests.cli.forms import departures, prints
from tests.cli.samples import START, TODAY, offer_data
from tests.conftest import Role

# The office is made once, so one worker asks it.
pytestmark = pytest.mark.xdist_group("printed")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with stocked(tmp_path_factory.mktemp("busy")) as office:
        yield office


def test_commands_beside_the_journey_print_what_is_documented(busy: Office) -> None:
    forms = prints()

    def do(role: Role, command: str, *words: object) -> Any:
        data = busy.do(role, *command.split(), *words)
        assert list(departures(data, forms[command], command)) == []
        return data

    assert do(OFFICER, "document remove-drafts")["removed"] == 0
    one = ask(busy, "4001")
    assert do(OFFICER, "request hold", one, "--reason", "court")["state"] == "on hold"
    assert do(OFFICER, "request resume", one.lower())["state"] == "draft"
    assert do(OFFICER, "submit", one)["state"] == "submitted"
    assert do(HEAD, "request return", one, "--reason", "The school is missing.")["state"] == "draft"
    assert (
        do(OFFICER, "request withdraw", one, "--reason", "stays-where-is")["state"] == "withdrawn"
    )
    two = ask(busy, "4002", "--submit")
    best = send_out(busy, two)
    offer = busy.file("offer.json", offer_data(best["urn"], best["weekly_pence"]))
    offered = do(OFFICER, "offer add", two, offer)["offer"]
    assert do(OFFICER, "offer add", two, offer)["already_there"] is True
    gone = do(OFFICER, "offer withdraw", offered["id"], "--reason", "place-taken")
    assert gone["status"] == "withdrawn"
    assert do(OFFICER, "offer list", two)[0]["status"] == "withdrawn"
    assert do(OFFICER, "request close", two, "--reason", "unable-to-match")["state"] == (
        "closed without placement"
    )
    three = ask(busy, "4003", "--submit")
    send_out(busy, three)
    assert do(HEAD, "approve", three, "--kind", "spot exemption", "--words", "Nobody else.")[
        "outcome"
    ] == "approved"  # fmt: skip
    page = do(OFFICER, "request list", "--limit", "1")
    # The closed and the withdrawn one are not in the list; other tests may have asked as well.
    assert (len(page["requests"]), page["counts"]["withdrawn"]) == (1, 1)
    assert page["total"] == sum(page["counts"].values()) - 2
    limits = do(
        HEAD, "limit set", "--role", "auditor", "--weekly", "1,000.50",
        "--annual", "£52,000", "--from", START,
    )  # fmt: skip
    assert {"auditor": 100_050}.items() <= {
        one["role"]: one["weekly_pence"] for one in limits
    }.items()
    do(MANAGER, "limit list")
    do(MANAGER, "officer list")
    do(MANAGER, "search", "Rise", "--limit", "3")
    assert {line["table"] for line in do(MANAGER, "journal show", one)} >= {"placement_request"}
    priced = do(
        OFFICER, "price", "--agreement", "CRP-2026", "--lot", "1", "--urn", "2404940",
        "--age", "13", "--on", "2026-12-07",
    )  # fmt: skip
    assert (priced["status"], priced["amount_pence"], priced["unit"]) == ("priced", 103_500, "week")
    before = do(
        OFFICER, "price", "--agreement", "CRP-2026", "--lot", "1", "--urn", "2404940",
        "--age", "13", "--on", TODAY.replace(year=2020, day=1),
    )  # fmt: skip
    assert (before["status"], before["amount_pence"]) == ("no price", None)


def test_the_same_in_words_is_short_and_counts_in_english(busy: Office) -> None:
    best = busy.run(OFFICER, "price", *"--agreement CRP-2026 --lot 1 --urn 2404940".split(),
        "--age", "13", "--on", "2026-12-07")  # fmt: skip
    first = best.out.splitlines()[0]
    assert first.startswith("£1,035.00 a week (core weekly fee): agreement CRP-2026")
    five = ask(busy, "4005", "--submit")
    busy.do(HEAD, "authorise", five)
    found = busy.run(OFFICER, "match", five, "--limit", "3").out.splitlines()
    assert max(map(len, found)) <= 100
    # What is said of each, under its name; a long sentence goes on further in.
    assert sum(line.startswith("      ") and line[6] != " " for line in found) == 3
    urn = next(
        one["urn"] for one in busy.do(OFFICER, "match", five)["results"] if one["rung"] == "tier 1"
    )
    sent = busy.run(OFFICER, "release", five, "--rung", "tier 1", "--urn", urn).out
    assert "1 service, reply by" in sent
    shown = busy.run(OFFICER, "request", "show", five).out
    assert "1 service, reply by" in shown
    assert "You can now: " in shown
    nothing = busy.run(OFFICER, "search", "zzzzqqq")
    assert (nothing.status, nothing.out) == (0, "Nothing answers to “zzzzqqq”.\n")


def test_papers_are_looked_at_printed_together_and_mailed_under_a_password(busy: Office) -> None:
    forms, folder = prints(), busy.folder
    two = ask(busy, "4101", "--submit")
    send_out(busy, two)
    preview = ("print", "preview", "full-referral-pack", two, "--out", folder / "preview.pdf")
    before = busy.marker()
    seen = busy.do(OFFICER, *preview)
    assert list(departures(seen, forms["print preview"], "preview")) == []
    assert (seen["registered"], seen["version"]) == ("", 1)
    assert busy.marker() == before

    # A password that is too short is refused before anything is registered.
    word = folder / "word.txt"
    full = ("print", "referral-pack", two, "--full", "--password-file", word)
    word.write_text("short\n", "utf-8")
    refused = busy.run(OFFICER, *full, "--out", folder / "full.pdf")
    assert (refused.status, "too short" in refused.err) == (2, True)
    assert busy.marker() == before
    word.write_text("three plain words\n", "utf-8")
    printed = busy.do(OFFICER, *full, "--out", folder / "full.pdf")
    assert b"/Encrypt" in (folder / "full.pdf").read_bytes()
    assert printed["copy_sha256"] != printed["sha256"]
    assert busy.do(OFFICER, *preview)["registered"] == printed["reference"]
    pages = pypdf.PdfReader(folder / "preview.pdf").pages
    assert all("Preview: not registered" in page.extract_text() for page in pages)

    mail = ("document", "email", printed["reference"], "--out", folder / "draft.eml")
    mailed = busy.do(OFFICER, *mail, "--to", "ann@homes.example", "--password-file", word)
    assert list(departures(mailed, forms["document email"], "mail")) == []
    assert mailed["encrypted"] is True

    # The passphrase of a certificate is another than the officer’s own.
    certify = ("--certificate", word, "--certificate-passphrase-file", word)
    refused = busy.run(MANAGER, "document", "certify", printed["reference"], *certify)
    assert (refused.status, refused.out) == (2, "")

    # One that is refused stops no other; where all are, that is said and nothing is written.
    other = ask(busy, "4102", "--submit")
    together = busy.do(
        OFFICER, "print", "batch", "packs", "--full", two, other, "REQ-26-ZZ-9999",
        "--one-file", "--out", folder / "packs.pdf",
    )  # fmt: skip
    assert list(departures(together, forms["print batch packs"], "packs")) == []
    assert [(one["about"], one["fresh"]) for one in together["documents"]] == [
        (two, False), (other, True),
    ]  # fmt: skip
    assert [one["about"] for one in together["refused"]] == ["REQ-26-ZZ-9999"]
    none = busy.run(OFFICER, "print", "batch", "schedules", "PLC-26-ZZ-1", "--out", folder)
    assert (none.status, none.out) == (2, "")
    assert "Nothing was printed. PLC-26-ZZ-1" in none.err
    unclear = busy.run(OFFICER, "print", "batch", "packs", "--out", folder)
    assert (unclear.status, "Give one of REFERENCES or --request" in unclear.err) == (2, True)
