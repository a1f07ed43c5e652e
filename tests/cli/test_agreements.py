"""`agreement`: each command prints what README says, and refuses in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import MANAGER, OFFICER, Office, stocked
from tests.cli.forms import departures, prints

# The prices are taken once, so one worker asks for them.
pytestmark = pytest.mark.xdist_group("agreements by command")


@pytest.fixture(scope="module")
def priced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with stocked(tmp_path_factory.mktemp("agreements")) as office:
        yield office


def test_an_agreement_is_made_kept_and_shown(priced: Office) -> None:
    def do(command: str, *words: object) -> Any:
        data = priced.do(MANAGER, "agreement", command, *words)
        named = f"agreement {command}"
        assert list(departures(data, prints()[named], named)) == []
        return data

    do(
        "add", "FW-26", "--title", "Homes", "--kind", "framework",
        "--from", "2026-04-01", "--until", "2028-03-31", "--authority", "E06000038",
    )  # fmt: skip
    do("add", "CO-1", "--title", "Beds", "--kind", "spot", "--from", "2026-09-01",
       "--call-off-of", "FW-26")  # fmt: skip
    terms = priced.file(
        "terms.json",
        {
            "notice_days": 14,
            "retainers": [{"reason": "hospital", "full_nights": 14, "share": 50}],
            "discounts": [
                {"kind": "sibling", "starts_at": 2, "discount": 7.5, "start": "2026-04-01"}
            ],
        },
    )
    changed = do("terms", "FW-26", terms, "--reason", "Signed.")
    assert changed["terms"]["notice_days"] == 14
    assert changed["retainers"][0]["share"] == 5_000
    made = do("lot", "FW-26", "7", "--title", "Solo", "--ceiling", "6,500")
    assert made["price_ceiling_pence"] == 650_000
    assert do("lot", "FW-26", "7", "--ceiling", "none")["price_ceiling_pence"] is None
    do("extend", "FW-26", "--add", "12", "--decide-by", "2027-09-30")
    extended = do("extend", "FW-26", "--take", "1")
    assert extended["until"] == "2029-03-31"
    assert len(do("authority", "FW-26", "--add", "E10000025")["authorities"]) == 3
    do("authority", "FW-26", "--remove", "E10000025", "--reason", "Left.")
    bought = do("procurement", "FW-26", "--route", "light touch", "--value", "2,500,000")
    assert (bought["over"], bought["regime"]) == (True, "Procurement Act 2023")
    published = do("notice", "FW-26", "UK4", "--on", "2026-01-05", "--number", "2026/S-1")
    assert {one["code"]: one["state"] for one in published["notices"]}["UK4"] == "published"
    shown = do("show", "FW-26")
    assert [one["reference"] for one in shown["call_offs"]] == ["CO-1"]
    assert {one["agreement"]["reference"] for one in do("list")} == {"CRP-2026", "FW-26", "CO-1"}
    found = do("expiring", "--within", "1000")
    assert [one["kind"] for one in found if one["agreement"] == "FW-26"] == ["agreement"]
    said = priced.run(OFFICER, "agreement", "show", "FW-26").out
    for line in (
        "Hospital: 14 nights in full, then 50 %",
        "7.5 % from the 2nd child of a family, from 1 Apr 2026",
        "Contract details notice (UK7):",
        "1. 12 months, decide by 30 Sep 2027",
    ):
        assert line in said


def test_a_member_changes_tier_and_is_suspended(priced: Office) -> None:
    urn = "2404940"

    def do(*words: object) -> Any:
        data = priced.do(
            MANAGER, "agreement", "member", "CRP-2026", "--lot", "1", "--urn", urn, *words
        )
        assert list(departures(data, prints()["agreement member"], "agreement member")) == []
        return data

    assert len(do()["standings"]) == 1
    do("--tier", "4", "--from", "2027-04-01", "--reason", "Refresh.")
    assert do("--suspend", "Insurance lapsed", "--from", "2027-05-01")["standings"][-1][
        "suspended_reason"
    ] == "Insurance lapsed"  # fmt: skip
    do("--resume", "--from", "2027-06-01")
    asked = ("--agreement", "CRP-2026", "--lot", "1", "--urn", urn, "--age", "13", "--on")
    priced_at = {
        day: priced.do(OFFICER, "price", *asked, day)
        for day in ("2026-12-07", "2027-04-01", "2027-05-31", "2027-06-01")
    }
    assert [one["status"] for one in priced_at.values()] == [
        "priced",
        "priced",
        "no price",
        "priced",
    ]
    assert [one["tier"] for one in priced_at.values()][1:] == [4, 4, 4]
    said = priced.run(
        MANAGER, "agreement", "member", "CRP-2026", "--lot", "1", "--urn", urn
    ).out.splitlines()
    assert said[1] == "From 1 Apr 2027: tier 4 (Refresh.)"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add FW-9 --title X --kind framework --from soon", "not a date"),
        ("add CRP-2026 --title X --kind spot --from 2026-04-01", "already belongs to"),
        ("lot CRP-2026 1", "Give --title to add a lot"),
        ("lot CRP-2026 1 --ceiling lots", "not an amount of money"),
        ("lot CRP-2026 77 --ceiling 100", "has no lot “77”"),
        ("extend CRP-2026", "one of --add, --take and --decline"),
        ("extend CRP-2026 --take 1", "has no option 1"),
        ("authority CRP-2026 --add E99999999", "not in this store"),
        ("authority CRP-2026", "one of --add and --remove"),
        ("procurement CRP-2026 --value lots", "not an amount of money"),
        ("notice CRP-2026 UK99 --on 2026-01-01", "is not a notice"),
        ("member CRP-2026 --lot 1 --urn SC999999", "No service with URN SC999999"),
        ("member CRP-2026 --lot 1 --urn 2404940 --tier 1 --resume", "one of --tier"),
        ("terms NONE", "There is no agreement “NONE”"),
        ("expiring --agreement NONE", "There is no agreement “NONE”"),
    ],
)
def test_what_is_wrong_is_refused_and_changes_nothing(
    priced: Office, words: str, said: str
) -> None:
    before = priced.marker()
    answer = priced.run(MANAGER, "agreement", *words.split())
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert priced.marker() == before


def test_a_terms_file_is_refused_by_field(priced: Office) -> None:
    wrong = priced.file("wrong.json", {"notice_days": -3, "retaners": []})
    answer = priced.run(MANAGER, "agreement", "terms", "CRP-2026", wrong, "--reason", "Trying.")
    assert answer.status == 2
    assert "wrong.json, “notice_days”" in answer.err
    assert "Did you mean “retainers”?" in answer.err
