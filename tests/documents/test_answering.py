"""What one home asks is answered for all of them; nobody learns who asked, or who the child is."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from resources_app.documents.answering import send_answers
from resources_app.foundations.errors import BadInput, Refused
from resources_app.providers.actions import set_referral_contact
from resources_app.requests.actions import (
    add_question,
    answer_question,
    record_offer,
    record_replies,
    release_request,
)
from resources_app.requests.model import NewOffer, NewPrice, ResponseKind, Rung
from resources_app.requests.offer_queries import recipients_at
from resources_app.requests.queries import request
from resources_app.requests.question_queries import questions
from resources_app.requests.reply_entry import TypedReply
from resources_app.session import Session
from tests.conftest import TODAY
from tests.requests.conftest import authorised, draft, head, market, officer, submitted, whole
from tests.requests.market import CORE_PENCE, Market

__all__ = ["authorised", "draft", "head", "market", "officer", "submitted", "whole"]


@pytest.fixture
def sent(officer: Session, authorised: str, market: Market) -> str:
    """A request that three homes have, two of them with an address for referrals."""
    market.search(officer, authorised, "own", "first", "also first")
    for rung in (Rung.IN_HOUSE, Rung.TIER_1):
        release_request(officer, authorised, rung, skipped_reason="It is urgent.")
    for name in ("first", "also first"):
        address = f"{name.replace(' ', '-')}@example.org"
        set_referral_contact(officer, market.urn(name), name="", email=address)
    return authorised


def _body(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body()
    assert body is not None
    return str(body.get_content())


def test_an_answer_goes_to_everybody_who_was_asked(
    officer: Session, sent: str, market: Market, tmp_path: Path
) -> None:
    record_replies(
        officer, sent, [TypedReply(1, "SC000002", "q", "Does Service first need a car?")]
    )
    about = request(officer.tables, sent)
    (asked,) = questions(officer.tables, about.id)
    assert (asked.urn, asked.asked_on, asked.answer) == ("SC000002", TODAY, "")
    with pytest.raises(Refused, match="There is no answer to send"):
        send_answers(officer, sent, tmp_path)

    # The asker's name in the answer, or in how the others read the question, is found.
    with pytest.raises(BadInput, match="names Service first, who asked"):
        answer_question(officer, asked.id, "Service first needs none.")
    with pytest.raises(BadInput) as refused:
        answer_question(officer, asked.id, "None.", put_as="What of PROVIDER FIRST?")
    assert refused.value.where is not None
    assert refused.value.where.field == "As the others read it"
    answer_question(officer, asked.id, "None: he goes by bus.")

    done = send_answers(officer, sent, tmp_path)
    assert (done.answers, done.without_address) == (1, ("Service own",))
    other, own = (_body(one.path) for one in done.files)
    assert "You asked: Does Service first need a car?" in own
    assert "Following a question from a home, we can tell you: None: he goes by bus." in other
    assert "Service first" not in other
    (answered,) = questions(officer.tables, about.id)
    assert answered.sent_at is not None
    with pytest.raises(Refused, match="sent already"):
        answer_question(officer, asked.id, "Another.")


def test_a_question_is_put_so_that_it_names_nobody(
    officer: Session, sent: str, market: Market, tmp_path: Path
) -> None:
    asked = add_question(officer, sent, market.ids["first"], "May Provider first visit?")
    answer_question(officer, asked.id, "Yes, with a day’s notice.", put_as="May we visit?")
    done = send_answers(officer, sent, tmp_path)
    other = _body(done.files[0].path)
    assert "A home asked: May we visit?" in other
    about = request(officer.tables, sent)
    part = recipients_at(officer.tables, about.id, market.ids["first"])[-1]
    assert (part.response, part.response_note) == (
        ResponseKind.QUERY,
        "May Provider first visit?",
    )


def test_a_question_beside_an_offer_leaves_the_offer_standing(
    officer: Session, sent: str, market: Market
) -> None:
    line = NewPrice("core weekly fee", "week", CORE_PENCE)
    record_offer(officer, sent, NewOffer("SC000002", TODAY, (line,)))
    add_question(officer, sent, market.ids["first"], "When could he visit?")
    about = request(officer.tables, sent)
    assert [one.question for one in questions(officer.tables, about.id)] == ["When could he visit?"]
    part = recipients_at(officer.tables, about.id, market.ids["first"])[-1]
    assert part.response is ResponseKind.OFFER


def test_an_answer_that_gives_the_child_away_is_not_sent(
    officer: Session, sent: str, market: Market, tmp_path: Path
) -> None:
    asked = add_question(officer, sent, market.ids["first"], "Which school does he go to?")
    answer_question(officer, asked.id, "Rowan goes to the school near home.")
    with pytest.raises(Refused, match="would give the child away") as refused:
        send_answers(officer, sent, tmp_path)
    assert "Rowan" not in str(refused.value)
    assert not list(tmp_path.glob("*.eml"))
    assert questions(officer.tables, request(officer.tables, sent).id)[0].sent_at is None
