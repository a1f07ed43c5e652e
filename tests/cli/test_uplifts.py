"""`uplift`: a dry run writes nothing; what is put up is approved by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from tests.cli.conftest import HEAD, MANAGER, OFFICER, Office, stocked
from tests.cli.forms import departures, prints
from tests.cli.samples import SCHEDULE

# The prices are taken once, so one worker raises them.
pytestmark = pytest.mark.xdist_group("uplifts by command")

DRY = ("uplift", "CRP-2026", "--percent", "3.5", "--from", "2027-04-01", "--dry-run")


@pytest.fixture(scope="module")
def priced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with stocked(tmp_path_factory.mktemp("uplifts")) as office:
        yield office


def test_a_dry_run_shows_every_rate_and_writes_nothing(priced: Office) -> None:
    before = priced.marker()
    data = priced.do(MANAGER, *DRY)
    assert priced.marker() == before
    assert list(departures(data, prints()["uplift propose"], "uplift propose")) == []
    assert (data["dry_run"], data["reference"], data["applied"]) == (True, "", 350)
    assert len(data["rates"]) > 500
    for one in data["rates"]:
        # Half up, in whole numbers: pence x 1.035.
        assert one["new_pence"] == (one["old_pence"] * 10_350 + 5_000) // 10_000
    assert all(one["old_pence"] is None for one in data["left"])
    assert (data["placements"], data["annual_pence"]) == ([], 0)


def test_the_same_in_words(priced: Office) -> None:
    said = priced.run(MANAGER, *DRY, "--lot", "1").out
    assert said.startswith("CRP-2026 ")
    assert "3.5 % from 1 Apr 2027, lot 1." in said
    assert "more; --json lists every one." in said
    assert said.endswith("Only looked at; nothing was written.\n")


def test_an_uplift_is_put_up_and_approved_by_another(priced: Office) -> None:
    def do(role: Any, *words: object) -> Any:
        data = priced.do(role, "uplift", *words)
        command = f"uplift {words[0] if words[0] != 'CRP-2026' else 'propose'}"
        assert list(departures(data, prints()[command], command)) == []
        return data

    index = ("--index", "CPI", "--figure", "3.8", "--cap", "3", "--source", "ONS, February")
    asked = ("CRP-2026", *index, "--from", "2027-04-01", "--lot", "2", "--reason", "By letter.")
    put_up = do(MANAGER, *asked)
    reference = put_up["reference"]
    assert put_up["applied"] == 300
    own = priced.run(MANAGER, "uplift", "approve", reference)
    assert (own.status, own.out) == (2, "")
    assert "nobody approves their own" in own.err
    assert [one["reference"] for one in do(HEAD, "list", "--state", "proposed")] == [reference]
    assert do(HEAD, "approve", reference, "--words", "Agreed.")["uplift"]["state"] == "approved"
    folder = priced.folder / "letters"
    folder.mkdir()
    printed = priced.do(HEAD, "print", "uplift-letters", reference, "--out", folder)
    assert list(departures(printed, prints()["print uplift-letters"], "letters")) == []
    providers = {one["provider"] for one in put_up["rates"]}
    assert len(printed["documents"]) == len(providers) == len(list(folder.iterdir()))
    letters = priced.folder / "letters.pdf"
    again = priced.do(HEAD, "print", "uplift-letters", reference, "--one-file", "--out", letters)
    assert [one["fresh"] for one in again["documents"]] == [False] * len(providers)
    assert len(pypdf.PdfReader(letters).outline) >= len(providers)
    early = priced.run(HEAD, "print", "batch", "schedules", "--uplift", reference, "--out", folder)
    assert early.status == 2
    assert "hold from 1 Apr 2027" in early.err
    one = put_up["rates"][0]
    for day, pence in (("2027-03-31", one["old_pence"]), ("2027-04-01", one["new_pence"])):
        priced_at = priced.do(
            OFFICER, "price", "--agreement", "CRP-2026", "--lot", one["lot"], "--urn", one["urn"],
            "--age", one["age_from"], "--on", day, "--element", one["element"],
        )  # fmt: skip
        assert priced_at["amount_pence"] == pence
    shown = priced.run(HEAD, "uplift", "show", reference).out
    assert "CPI of 3.8 %, capped at 3 % from 1 Apr 2027, lot 2." in " ".join(shown.split())
    again = do(MANAGER, *asked[:-4], "--lot", "3", "--reason", "By letter.")["reference"]
    assert do(HEAD, "refuse", again, "--words", "Later.")["uplift"]["state"] == "refused"
    third = do(MANAGER, *asked[:-4], "--lot", "3", "--reason", "By letter.")["reference"]
    assert do(MANAGER, "withdraw", third, "--reason", "Slip.")["uplift"]["state"] == "withdrawn"
    assert "withdrawn" in priced.run(MANAGER, "uplift", "list").out


def test_a_schedule_is_compared_by_cell(priced: Office) -> None:
    data = priced.do(
        MANAGER, "uplift", "CRP-2026", "--schedule", SCHEDULE, "--from", "2028-04-01", "--dry-run"
    )
    # The schedule is the one in force, but for lot 2, which was raised: there it takes prices back.
    assert {one["lot"] for one in data["rates"]} <= {"2"}
    assert any("stays what it is" in one["why"] for one in data["left"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--percent", "3.5", "--from", "2027-04-01"), "needs a reason"),
        (("--from", "2027-04-01", "--dry-run"), "one of them"),
        (("--percent", "three", "--from", "2027-04-01", "--dry-run"), "not a percentage"),
        (("--percent", "1", "--cap", "3", "--from", "2027-04-01", "--dry-run"), "for an index"),
        (("--percent", "1", "--from", "2020-04-01", "--dry-run"), "is not in force on 1 Apr 2020"),
        (("--percent", "1", "--from", "2027-04-01", "--lot", "77", "--dry-run"), "Lot “77”"),
    ],
)
def test_what_makes_no_sense_is_refused(priced: Office, words: tuple[str, ...], said: str) -> None:
    before = priced.marker()
    answer = priced.run(MANAGER, "uplift", "CRP-2026", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert priced.marker() == before


def test_a_date_before_a_rates_start_is_refused_by_row(priced: Office) -> None:
    day = priced.do(MANAGER, *DRY)["rates"][0]
    started = priced.do(
        MANAGER, "price", "--agreement", "CRP-2026", "--lot", day["lot"], "--urn", day["urn"],
        "--age", day["age_from"], "--on", "2026-12-01", "--element", day["element"],
    )["effective_from"]  # fmt: skip
    data = priced.do(
        MANAGER, "uplift", "CRP-2026", "--percent", "2", "--from", started, "--dry-run"
    )
    assert data["rates"] == []
    refused = [one["why"] for one in data["left"] if one["refused"]]
    assert refused
    assert all("nothing can take over from it on" in why for why in refused)
