"""One child's journey by command line: from the two workbooks to the two PDFs.

The walk is made once, by officers each with a passphrase of their own; the tests look at what it
left and at everything that was printed on the way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from resources_app.foundations.dates import day_text, nights_in_year_from
from resources_app.foundations.money import charge_for_nights, pounds, share
from tests.cli.forms import departures, prints
from tests.cli.living import happen_in_it, tell_of_it
from tests.cli.running import Said, passphrase_file, run
from tests.cli.samples import (
    CHILD_AGE,
    REGISTER,
    SCHEDULE,
    START,
    TODAY,
    decision_data,
    offer_data,
    request_data,
    write_json,
)
from tests.documents.reading import text_of

# The walk is made once, so one worker looks at what it left.
pytestmark = pytest.mark.xdist_group("journey")

TEAM = {
    "Amina Khan": "placement officer",
    "Colin Reed": "commissioning officer",
    "Hugh Oyelaran": "head of service",
    "Audrey Lund": "auditor",
}
FOUNDER = "Tess Malone"


@dataclass
class Office:
    """The team at work in one store; keeps everything that the commands printed."""

    folder: Path
    printed: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def store(self) -> Path:
        return self.folder / "county.resources"

    def passphrase_of(self, name: str) -> Path:
        return passphrase_file(self.folder, name.split()[0], f"{name} types this")

    def by(self, name: str, command: str, *words: object) -> Any:
        """One command by this officer, options before or after it in turn; what it printed."""
        options = ["--passphrase-file", self.passphrase_of(name), "--json"]
        before, after = (options, []) if len(self.printed) % 2 else ([], options)
        said = run(*before, *command.split(), *words, *after)
        assert (said.status, said.err) == (0, ""), f"{command}: {said.err}"
        self.printed.append((command, said.data))
        return said.data


@dataclass(frozen=True)
class Walked:
    """What the walk came to."""

    office: Office
    request: str
    offered: dict[str, Any]
    placement: str
    anonymised: Path
    full: Path
    schedule: Path

    def text(self, path: Path) -> str:
        return text_of(path.read_bytes())


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RESOURCES_APP_HOME", str(folder / "home"))
        environment.setenv("RESOURCES_APP_STORE", str(office.store))
        found(office)
        take_in(office)
        yield walk(office)


def found(office: Office) -> None:
    """The store, by its founder, who lets the others in."""
    office.by(FOUNDER, "init", "--officer", FOUNDER)
    for name, role in TEAM.items():
        mine = office.passphrase_of(name)
        office.by(FOUNDER, "officer add", name, "--role", role, "--new-passphrase-file", mine)
    office.by("Hugh Oyelaran", "officer list")
    office.by("Hugh Oyelaran", "limit list")


def take_in(office: Office) -> None:
    """The register and the price schedule: looked at first, then taken, then taken again."""
    for command in (
        ("Amina Khan", "import register", REGISTER),
        ("Colin Reed", "import prices", SCHEDULE, "--agreement", "CRP-2026"),
    ):
        assert office.by(*command)["accepted"] is False
        assert office.by(*command, "--accept")["accepted"] is True
        assert office.by(*command, "--accept")["accepted"] is False
    rule = {"reason": "hospital", "full_nights": 14, "share": 50, "most_nights": 20}
    terms = write_json(office.folder / "terms.json", {"retainers": [rule]})
    office.by("Colin Reed", "agreement terms", "CRP-2026", terms, "--reason", "As tendered.")


def walk(office: Office) -> Walked:
    """From the request to the paper."""
    amina, hugh, tess = "Amina Khan", "Hugh Oyelaran", FOUNDER
    asked_for = write_json(office.folder / "request.json", request_data())
    request = office.by(amina, "request add", asked_for, "--submit")["reference"]
    office.by(hugh, "authorise", request, "--note", "His grandmother is ill.")
    matched = office.by(amina, "match", request, "--limit", "200", "--explain", "SC093391")
    sent = office.by(amina, "release", request)
    asked = {one["urn"] for one in sent["services"]}
    fostering = [
        one for one in matched["results"]
        if one["urn"] in asked and one["provision_type"] == "independent fostering agency"
    ]  # fmt: skip
    offered, other = fostering[0], fostering[1]
    replies = office.folder / "replies.csv"
    replies.write_text(f"URN,Reply\n{other['urn']},no place free\n1,age\n", "utf-8")
    assert office.by(amina, "respond", request, "--file", replies)["accepted"] is False
    taken = office.by(amina, "respond", request, "--file", replies, "--accept")
    assert [one["reason"] for one in taken["recorded"]] == ["no-place"]
    assert [one["urn"] for one in taken["refused"]] == ["1"]
    office.by(amina, "respond", request, other["urn"], "--decline", "no-place")
    offer = offer_data(offered["urn"], offered["weekly_pence"])
    office.by(amina, "offer add", request, write_json(office.folder / "offer.json", offer))
    office.by(amina, "offer list", request)
    decision_file = write_json(office.folder / "decision.json", decision_data(offered["urn"]))
    decided = office.by(amina, "decide", request, "--file", decision_file)
    assert decided["who_may_approve"] == "team manager"
    (mine,) = (one for one in office.by(tess, "today")["mine"] if one["reference"] == request)
    assert (mine["what"], mine["deed"], mine["ready"]) == (
        "Approve the funding", "approve_decision", True,
    )  # fmt: skip
    assert request not in {one["reference"] for one in office.by(amina, "today")["mine"]}
    office.by(tess, "approve", request, "--words", "Agreed.")
    placed = office.by(amina, "place", request, "--start", START, "--placement-code", "U6")
    made = Walked(
        office, request, offered, placed["reference"],
        *(office.folder / name for name in ("pack.pdf", "full.pdf", "schedule.pdf")),
    )  # fmt: skip
    office.by(amina, "print referral-pack", request, "--out", made.anonymised)
    office.by(
        amina, "print referral-pack", request, "--full",
        "--for", offered["name"], "--out", made.full,
    )  # fmt: skip
    office.by(amina, "print contract-schedule", made.placement, "--out", made.schedule)
    live_there(office, made.placement)
    return made


def live_there(office: Office, placement: str) -> None:
    """The first weeks: what they cost, a night in hospital, an hour that was given."""
    amina, tess = "Amina Khan", FOUNDER
    week = ("--from", START, "--to", START + timedelta(days=6))
    office.by(amina, "charges", placement.replace("PLC", "IPA"), *week)
    away = START + timedelta(days=3)
    kept = office.by(amina, "absence add", placement, "--reason", "hospital", "--from", away)
    office.by(
        tess, "absence retain", kept["absence"]["id"],
        "--until", away + timedelta(days=60), "--reason", "She is expected back.",
    )  # fmt: skip
    office.by(amina, "absence return", placement, away + timedelta(days=2))
    office.by(amina, "absence list", placement)
    office.by(amina, "charges", placement, *week)
    duties = office.by(amina, "duty list", placement)
    office.by(amina, "duty done", duties[0]["id"], "--on", TODAY, "--how", "email")
    office.by(amina, "duty waive", duties[1]["id"], "--reason", "He has none.")
    late = office.by(amina, "breaches", "--ahead", "300")
    assert {one["duty_id"] for one in late}.isdisjoint({one["id"] for one in duties[:2]})
    tell_of_it(office, placement, duties[2]["id"])
    happen_in_it(office, placement)
    vary_it(office, placement)


def vary_it(office: Office, placement: str) -> None:
    """Two sessions a week: taken back, refused, and at last approved."""
    amina, tess = "Amina Khan", FOUNDER
    lines = office.by(amina, "vary lines", placement)["lines"]
    core = next(one for one in lines if one["element"] == "core weekly fee")
    asked = {
        "effective_from": str(START + timedelta(days=5)),
        "reason": "Two sessions a week after the assessment.",
        "changes": [
            {"element": "therapy", "unit": "session", "quantity": 2, "amount": "85.00"},
            {"line": next(one["id"] for one in lines if one is not core), "ends": True},
        ],
    }
    file = write_json(office.folder / "variation.json", asked)
    office.by(amina, "vary preview", placement, file)
    for number, how in enumerate(("withdraw", "refuse", "approve"), 1):
        office.by(amina, "vary propose", placement, file)
        who, option = (amina, "--reason") if how == "withdraw" else (tess, "--words")
        office.by(who, f"vary {how}", placement, number, option, "After the review.")
    office.by(amina, "vary list", placement)
    office.by(amina, "delivery pay", placement, "--element", "therapy")
    office.by(
        amina, "end", placement, "--on", START + timedelta(days=20), "--reason", "CARPL",
        "--note", "Home to his grandmother.", "--notice-given", START, "--notice-by", "council",
    )  # fmt: skip
    other_day = ("--to", START + timedelta(days=22), "--reason", "She comes on Sunday.")
    office.by(amina, "vary ending", placement, *other_day)
    office.by(tess, "vary refuse", placement, 4, "--words", "The day stands.")


def printed(walked: Walked, command: str) -> list[Any]:
    """Everything this command printed on the walk."""
    return [data for name, data in walked.office.printed if name == command]


def audit(walked: Walked, *words: object) -> Said:
    return run(
        *words, "--passphrase-file", walked.office.passphrase_of("Audrey Lund"),
        "--store", walked.office.store, "--json",
    )  # fmt: skip


def test_the_register_is_counted_and_the_second_time_changes_nothing(walked: Walked) -> None:
    seen, taken, again = printed(walked, "import register")
    counts = ("added", "changed", "closed", "refused", "skipped")
    assert [seen[name] for name in counts] == [1400, 0, 0, 0, 0]
    assert [taken[name] for name in counts] == [seen[name] for name in counts]
    assert [again[name] for name in counts] == [0, 0, 0, 0, 0]


def test_every_price_of_the_schedule_is_taken_once(walked: Walked) -> None:
    seen, taken, again = printed(walked, "import prices")
    assert (seen["lots"], seen["memberships"], seen["rates"]) == (5, 134, 647)
    assert (seen["unread"], taken["rates_added"], again["rates_added"]) == ([], 647, 0)
    assert again["rates_unchanged"] == 647


def test_the_anonymised_pack_says_what_is_needed_and_not_who(walked: Walked) -> None:
    text = walked.text(walked.anonymised)
    for said in (
        walked.request,
        f"Boy, {CHILD_AGE}, with his sister, 9",
        "football, a hot lunch",
        "Within 20 miles of HP13",
        "OFFICIAL-SENSITIVE",
    ):
        assert said in text
    for hidden in ("Rowan", "Ashdown", "Wren", "Doshi", "HP13 6PG", "Marsh", "40517", "Hatters"):
        assert hidden not in text
    assert f"{TODAY.year - CHILD_AGE}" not in text


def test_the_full_pack_says_who_and_for_whom(walked: Walked) -> None:
    text = walked.text(walked.full)
    for said in (
        "Rowan Ashdown, known as Ro",
        day_text(TODAY.replace(year=TODAY.year - CHILD_AGE, month=1, day=1)),
        "27 Hatters Rise",
        "HP13 6PG",
        "Mina Doshi",
        "Marsh Lane School",
        f"It is for {walked.offered['name']} only",
    ):
        assert said in text


def test_the_contract_schedule_has_its_sections_and_prices(walked: Walked) -> None:
    text = walked.text(walked.schedule)
    weekly = walked.offered["weekly_pence"]
    for said in (
        walked.placement,
        walked.placement.replace("PLC", "IPA"),
        "Rowan Ashdown",
        walked.offered["name"],
        walked.offered["urn"],
        pounds(weekly),
        "£250.00",
        *("60.00 %", "30.00 %", "10.00 %"),
        *(pounds(part) for part in share(weekly, [6_000, 3_000, 1_000])),
        pounds(charge_for_nights(weekly, nights_in_year_from(START))),
        day_text(START),
    ):
        assert said in text
    sections = (
        "parties", "the child", "placement", "legal status", "service and outcomes",
        "education", "health", "family time", "price", "payment", "review", "notice",
        "special terms", "data protection", "signatures",
    )  # fmt: skip
    assert [one for one in sections if one not in text.casefold()] == []


def test_a_reprint_is_the_same_to_the_byte(walked: Walked, tmp_path: Path) -> None:
    first, again = printed(walked, "print referral-pack")[0], tmp_path / "again.pdf"
    said = walked.office.by("Amina Khan", "print again", first["reference"], "--out", again)
    assert said["sha256"] == first["sha256"]
    assert again.read_bytes() == walked.anonymised.read_bytes()
    assert hashlib.sha256(again.read_bytes()).hexdigest() == first["sha256"]


def test_the_journal_is_whole_and_says_who_did_what(walked: Walked) -> None:
    verified = audit(walked, "journal", "verify").data
    assert (verified["clean"], verified["findings"]) == (True, [])
    lines = audit(walked, "journal", "show", walked.request, "--limit", "1000").data
    by = {line["action"]: line["officer"] for line in lines}
    assert (by["create_request"], by["authorise_request"]) == ("Amina Khan", "Hugh Oyelaran")
    assert by["approve_decision"] == FOUNDER


def test_the_request_shows_everything_that_happened(walked: Walked) -> None:
    whole = audit(walked, "request", "show", walked.request).data
    assert whole["request"]["state"] == "placed"
    assert [one["status"] for one in whole["offers"]] == ["chosen"]
    assert [one["approver_name"] for one in whole["approvals"]] == [FOUNDER]
    assert whole["placement_reference"] == walked.placement


def test_the_first_week_costs_the_offered_price_and_says_why(walked: Walked) -> None:
    first, again = printed(walked, "charges")
    weekly = walked.offered["weekly_pence"]
    lines = [line for one in first["charges"] for line in one["lines"]]
    core = next(line for line in lines if line["element"] == "core weekly fee")
    assert core["net_pence"] == weekly
    assert core["why"][0].startswith(f"{pounds(weekly)} a week (core weekly fee): agreement CRP")
    assert (
        sum(one["net_pence"] for each in first["charges"] for one in each["funding"])
        == (first["cost_pence"])
    )
    # Of a stay in hospital the first fourteen nights are paid in full.
    assert again["net_pence"] == first["net_pence"]
    assert "hospital" in str([line["why"] for line in again["charges"][0]["lines"]])


def test_the_last_month_is_charged_to_the_day_and_short_notice_is_said(walked: Walked) -> None:
    (ended,) = printed(walked, "end")
    lines = {line["element"]: line["net_pence"] for one in ended["final"] for line in one["lines"]}
    assert lines["core weekly fee"] == charge_for_nights(walked.offered["weekly_pence"], 20)
    assert not lines.get("therapy")  # paid by what is given, and nothing has been yet
    assert "brother or sister who stays" in ended["still_due"][0]
    assert "of its nights are left" in ended["still_due"][1]


def test_what_goes_beside_the_pack_and_the_schedule_is_printed_too(
    walked: Walked, tmp_path: Path
) -> None:
    office, amina = walked.office, "Amina Khan"
    (schedule,) = office.by(amina, "document list", "--kind", "contract schedule")["documents"]
    provider = schedule["made_for"]
    new = ("--kind", "safeguarding policy", "--expires", START)
    office.by("Colin Reed", "provider record", provider, *new)
    held = office.by(amina, "provider documents", provider)
    assert [one["stands"] for one in held["documents"]].count("missing") == 6
    papers = {
        "response-form": [walked.request],
        "funding-record": [walked.request],
        "variation": [walked.placement, "--number", 3],
        "chaser": [provider],
        "register": ["--from", TODAY, "--until", TODAY],
    }
    for name, about in papers.items():
        out = tmp_path / f"{name}.pdf"
        made = office.by(amina, f"print {name}", *about, "--out", out)
        assert hashlib.sha256(out.read_bytes()).hexdigest() == made["sha256"]


def test_every_step_prints_the_json_that_is_documented(walked: Walked) -> None:
    forms = prints()
    for command, data in walked.office.printed:
        assert list(departures(data, forms[command], command)) == []


def test_what_was_agreed_is_found_and_priced_afterwards(walked: Walked) -> None:
    found = audit(walked, "search", "Ashdown").data
    assert {one["kind"] for one in found} >= {"child", "request", "placement"}
    answers = [
        audit(
            walked, "price", "--agreement", "CRP-2026", "--lot", lot, "--age", CHILD_AGE,
            "--urn", walked.offered["urn"], "--on", START,
        )
        for lot in ("1", "2", "3")
    ]  # fmt: skip
    prices = {said.data["amount_pence"] for said in answers if said.status == 0}
    assert walked.offered["weekly_pence"] in prices
