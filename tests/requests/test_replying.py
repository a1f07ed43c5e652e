"""What providers say: the last of it counts, and all of it is kept with its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.fields import Problems
from resources_app.requests.actions import (
    preview_replies,
    record_offer,
    record_replies,
    record_response,
    release_request,
    withdraw_offer,
)
from resources_app.requests.model import NewOffer, NewPrice, Recipient, ResponseKind, Rung
from resources_app.requests.offer_queries import recipients_at, releases
from resources_app.requests.queries import request
from resources_app.requests.reply_entry import TypedReply, read_reply, reply_words
from resources_app.requests.reply_file import replies_in
from resources_app.session import Session
from resources_app.store.schema import step_0019_replies
from resources_app.workbooks.reading import read_workbook
from tests.requests.market import CORE_PENCE, HASTE, Market

_DECLINE, _QUERY = ResponseKind.DECLINE, ResponseKind.QUERY
OFFER = NewOffer("SC000002", date(2026, 12, 7), (NewPrice("core weekly fee", "week", CORE_PENCE),))


@pytest.fixture
def sent(officer: Session, authorised: str, market: Market) -> str:
    """A request that is out with the in-house carer and with the two homes of tier 1."""
    market.search(officer, authorised, "own", "first", "also first", "second")
    release_request(officer, authorised, Rung.IN_HOUSE)
    release_request(officer, authorised, Rung.TIER_1, skipped_reason=HASTE)
    return authorised


def said_by(session: Session, reference: str, service_id: str) -> Recipient:
    """A service's part in the last round it was in."""
    return recipients_at(session.tables, request(session.tables, reference).id, service_id)[-1]


def test_responses_are_coded_and_recorded_once(
    officer: Session, sent: str, market: Market, clock: FixedClock
) -> None:
    own = market.ids["own"]
    with pytest.raises(BadInput, match="no-place"):
        record_response(officer, sent, own, _DECLINE, reason="full up")
    record_response(officer, sent, own, _DECLINE, reason="no-place")
    again = record_response(officer, sent, own, _DECLINE, reason="no-place")
    assert not again.touched
    answer = releases(officer.tables, request(officer.tables, sent).id)[0].recipients[0]
    assert (answer.response, answer.response_reason) == (_DECLINE, "no-place")
    assert answer.responded_at == clock.now()
    with pytest.raises(Refused, match="not sent to this service"):
        record_response(officer, sent, market.ids["spot"], _QUERY)
    with pytest.raises(BadInput, match="with its prices"):
        record_response(officer, sent, own, ResponseKind.OFFER)


def test_every_reply_is_kept_and_the_last_one_counts(
    officer: Session, sent: str, market: Market
) -> None:
    first = market.ids["first"]
    record_response(officer, sent, first, _QUERY, note="Which school?")
    record_response(officer, sent, first, _DECLINE, reason="no-place", note="Full until May.")
    made = record_offer(officer, sent, OFFER)
    now = said_by(officer, sent, first)
    assert (now.response, now.response_reason, now.response_note) == ("offer", "", "")
    assert [(one.response, one.reason, one.note) for one in now.replies] == [
        ("query", "", "Which school?"),
        ("decline", "no-place", "Full until May."),
        ("offer", "", ""),
    ]
    assert all(one.recorded_by == officer.officer.id for one in now.replies)

    withdraw_offer(officer, made.id, reason="place-taken")
    record_response(officer, sent, first, ResponseKind.NONE)
    now = said_by(officer, sent, first)
    assert (now.response, now.responded_at) == (ResponseKind.NONE, None)
    assert len(now.replies) == 4


def test_replies_from_before_they_were_kept_are_still_told(
    officer: Session, sent: str, market: Market
) -> None:
    """The step's own words, on rows as an older store has them: only the last, an offer's dirty."""
    record_response(officer, sent, market.ids["own"], _DECLINE, reason="age", note="He is 13.")
    record_offer(officer, sent, OFFER)
    dirty = said_by(officer, sent, market.ids["first"])
    with officer.act("make a store as it was, for a test") as act:
        act.tables.change("DELETE FROM reply")
        act.tables.update("release_recipient", dirty.id, {"response_reason": "no-place"})
        for statement in step_0019_replies.CHANGES.split(";\n"):
            if statement.strip():
                act.tables.change(statement)
    own, first = (said_by(officer, sent, market.ids[name]) for name in ("own", "first"))
    (kept,) = own.replies
    assert (kept.response, kept.reason, kept.note) == (_DECLINE, "age", "He is 13.")
    assert (kept.said_at, kept.recorded_by) == (own.responded_at, "")
    assert [(one.response, one.reason) for one in first.replies] == [("offer", "")]
    assert (first.response, first.response_reason) == (ResponseKind.OFFER, "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("no-place", (_DECLINE, "no-place")),
        ("No place free", (_DECLINE, "no-place")),
        ("no pl", (_DECLINE, "no-place")),
        ("age", (_DECLINE, "age")),
        ("STAFF", (_DECLINE, "staffing")),
        ("brothers", (_DECLINE, "siblings")),
        ("no reas", (_DECLINE, "no-reason")),
        ("q", (_QUERY, "")),
        ("asks", (_QUERY, "")),
        ("none", (ResponseKind.NONE, "")),
    ],
)
def test_a_few_letters_are_enough(typed: str, meant: tuple[ResponseKind, str]) -> None:
    assert read_reply(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no", "“no” may be any of these. No place free; Too little time"),
        ("bored", "“bored” is no reply we know"),
        ("offer", "recorded with its prices"),
        ("merged", "“merged” is no reply we know"),  # the system's own reason
    ],
)
def test_letters_that_do_not_tell_are_asked_about(typed: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_reply(typed)
    assert said in str(refused.value)


def test_every_reply_that_is_offered_can_be_read() -> None:
    assert len({read_reply(one) for one in reply_words()}) == len(reply_words())


def test_many_replies_are_recorded_in_one_action_or_none(
    officer: Session, sent: str, market: Market
) -> None:
    rows = [
        TypedReply(1, "SC000001", "no pl", "Full until May."),
        TypedReply(2, "SC000002", "q", ""),
        TypedReply(3, "SC000003", "  "),
        TypedReply(4, "SC000005", "age"),
        TypedReply(5, "SC000001", "age"),
        TypedReply(6, "SC000003", "", "They will ring back."),
    ]
    with pytest.raises(Problems) as refused:
        record_replies(officer, sent, rows)
    said = [
        (one.name, one.where and (one.where.row, one.where.field)) for one in refused.value.problems
    ]
    assert said == [
        ("SC000002", (2, "What they said")),
        ("SC000005", (4, "URN")),
        ("SC000001", (5, "Reply")),
        ("SC000003", (6, "Reply")),
    ]
    assert said_by(officer, sent, market.ids["own"]).response is ResponseKind.NONE

    right = [rows[0], TypedReply(2, "SC000002", "q", "Which school?")]
    done = record_replies(officer, sent, right)
    assert (done.recorded, done.there) == (2, 0)
    assert said_by(officer, sent, market.ids["own"]).response_note == "Full until May."
    again = record_replies(officer, sent, right)
    assert (again.recorded, again.there, again.changes.touched) == (0, 2, frozenset())


def test_replies_come_from_a_file_whose_wrong_rows_are_told(
    officer: Session, sent: str, tmp_path: Path
) -> None:
    record_offer(officer, sent, OFFER)
    file = tmp_path / "replies.csv"
    file.write_text(
        "Replies to the search\nOfsted URN,Response,Notes\n"
        "sc000001,No place free,Full until May.\nSC000002,age,\nSC000003,bored,\n",
        "utf-8",
    )
    read = preview_replies(officer, sent, replies_in(read_workbook(file)), file=file.name)
    (right,) = read.new
    assert (right.row, right.reason, right.note) == (3, "no-place", "Full until May.")
    assert [str(one).split(":")[0] for one in read.problems] == [
        "replies.csv, row 4, “Reply”",
        "replies.csv, row 5, “Reply”",
    ]
    assert "has made an offer that is open" in read.problems[0].what
    file.write_text("Home,Answer\nOak Lodge,no\n", "utf-8")
    with pytest.raises(BadInput, match="Head its columns URN, Reply and What they said"):
        replies_in(read_workbook(file))
