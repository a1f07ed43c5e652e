"""A request that ends without a home says why, and what would have met the need; it is counted."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from resources_app.casework.ending_requests import close, withdraw
from resources_app.casework.journey import request_whole
from resources_app.casework.unplaced import most_words, summary
from resources_app.casework.unplaced_queries import unplaced_in
from resources_app.casework.unplaced_table import as_table
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput
from resources_app.requests.actions import (
    hold_request,
    record_replies,
    release_request,
    resume_request,
)
from resources_app.requests.model import Rung
from resources_app.requests.queries import request
from resources_app.requests.reply_entry import TypedReply
from resources_app.requests.unmet import UnmetNeed, read_unmet
from resources_app.requests.unmet_queries import standing_words
from resources_app.session import Session
from resources_app.workbooks.writing import write_csv
from tests.requests.market import Market

TODAY = date(2026, 11, 23)
YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))
SOLO = UnmetNeed("children's home", "near-home", "solo")


def _standing(session: Session, reference: str) -> str:
    return standing_words(session.tables, request(session.tables, reference))


def test_a_request_says_why_it_is_on_hold_or_withdrawn(officer: Session, authorised: str) -> None:
    assert _standing(officer, authorised) == ""
    hold_request(officer, authorised, reason="court", note="Listed for 4 December.")
    assert _standing(officer, authorised) == (
        "On hold since 23 Nov 2026 by Amina Khan: Waiting for a court hearing. "
        "Listed for 4 December."
    )
    resume_request(officer, authorised)
    assert _standing(officer, authorised) == ""
    assert request(officer.tables, authorised).closed_at is None
    withdraw(officer, authorised, reason="plan-changed")
    whole = request_whole(officer, authorised)
    assert whole.standing == "Withdrawn on 23 Nov 2026 by Amina Khan: The care plan changed."


def test_what_would_have_met_the_need_is_kept_with_the_closing_and_counted(
    officer: Session, authorised: str, market: Market, tmp_path: Path
) -> None:
    market.search(officer, authorised, "first", "also first")
    release_request(officer, authorised, Rung.TIER_1)
    said = [TypedReply(1, "SC000002", "no pl"), TypedReply(2, "SC000003", "no pl")]
    record_replies(officer, authorised, said)
    assert unplaced_in(officer.tables, YEAR).total == 0
    close(officer, authorised, reason="unable-to-match", note="Forty homes asked.", unmet=SOLO)
    assert _standing(officer, authorised) == (
        "Closed without placement on 23 Nov 2026 by Amina Khan: Unable to match: no suitable home "
        "was found. Forty homes asked. Would have met it: children's home; within 20 miles of "
        "home; a home with no other child."
    )

    found = unplaced_in(officer.tables, YEAR)
    assert summary(found) == "1 request closed without a placement"
    (group,) = found.groups
    assert (group.reason, group.sought, group.ages) == (
        "unable-to-match",
        "independent fostering agency",
        (11, 15),
    )
    assert (group.declines, group.needs) == ({"no-place": 2}, {"solo": 1})
    assert most_words(group.declines, CodeList.DECLINE_REASONS) == "No place free 2"
    (line,) = group.requests
    assert (line.reference, line.closed_on, line.unmet) == (authorised, TODAY, SOLO)

    # Both days of a period count, as days here and not in Greenwich.
    assert unplaced_in(officer.tables, Period(TODAY, date(2026, 11, 24))).total == 1
    assert unplaced_in(officer.tables, Period(date(2026, 11, 24), date(2027, 1, 1))).total == 0

    write_csv(tmp_path / "unplaced.csv", as_table(found))
    with (tmp_path / "unplaced.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, row = csv.reader(file)
    assert dict(zip(heading, row, strict=True)) == {
        "Closed because": "Unable to match: no suitable home was found",
        "Home sought": "Independent fostering agency",
        "Ages": "Ages 11 to 15",
        "Requests": "1",
        "Declined: No place free": "2",
        "Would have met it: A home with no other child": "1",
    }


def test_what_was_wanting_is_read_from_codes_or_words() -> None:
    assert read_unmet("Children's home", "near-home", "a home with no other child") == SOLO
    assert not read_unmet()
    for given, field in ((("castle",), "Kind of home"), (("", "the moon"), "Where")):
        with pytest.raises(BadInput) as refused:
            read_unmet(*given)
        assert refused.value.where is not None
        assert refused.value.where.field == field
