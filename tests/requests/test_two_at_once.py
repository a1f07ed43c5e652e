"""Two officers at one request in the same moment, each in a program of their own.

The first is stopped inside its transaction, having written nothing yet; the second begins, and
must wait; then both finish. Whatever the second had seen before is no longer true.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resources_app.foundations.clock import Clock, FixedClock
from resources_app.foundations.errors import KnownError
from resources_app.requests.actions import (
    authorise_request,
    decide_offer,
    edit_draft,
    hold_request,
    record_offer,
    release_request,
    return_to_draft,
    submit_request,
    withdraw_offer,
)
from resources_app.requests.model import FundingShare, NewDecision, NewOffer, NewPrice, Rung, State
from resources_app.requests.offer_queries import decisions, offers, releases
from resources_app.requests.queries import request, snapshots
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.conftest import TODAY, passphrase_of
from tests.requests.market import CORE_PENCE, Market

Deed = Callable[[Session], object]

# Long enough for the second to read all it reads and to come to the closed door.
WAIT_SECONDS = 0.4
_FAR = 30.0


@dataclass
class StoppingClock:
    """A clock that stops whoever asks it, once it is set, until they are let go."""

    is_set: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def now(self) -> datetime:
        if self.is_set:
            self.stopped.set()
            assert self.go_on.wait(_FAR)
        return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)

    def today(self) -> date:
        return self.now().date()


@dataclass
class Outcome:
    """What became of a deed: its result, or the sentence that refused it."""

    made: object = None
    refused: str = ""


def at_once(path: Path, first: tuple[Role, Deed], second: tuple[Role, Deed]) -> list[Outcome]:
    """Run both deeds in threads with stores of their own, the second while the first is inside."""
    outcomes = [Outcome(), Outcome()]
    stopping = StoppingClock()
    began = threading.Event()

    def run(at: int, role: Role, deed: Deed, clock: Clock) -> None:
        with Store.open(path, passphrase=passphrase_of(role), clock=clock) as store:
            session = sign_in(store, clock=FixedClock.on(TODAY))
            stopping.is_set = at == 0 or stopping.is_set
            if at == 1:
                began.set()
            try:
                outcomes[at].made = deed(session)
            except KnownError as error:
                outcomes[at].refused = str(error)

    one = threading.Thread(target=run, args=(0, *first, stopping))
    two = threading.Thread(target=run, args=(1, *second, FixedClock.on(TODAY)))
    one.start()
    assert stopping.stopped.wait(_FAR)
    two.start()
    assert began.wait(_FAR)
    time.sleep(WAIT_SECONDS)
    assert two.is_alive(), "the second did not wait for the first"
    stopping.go_on.set()
    one.join(_FAR)
    two.join(_FAR)
    return outcomes


CORE = NewPrice("core weekly fee", "week", CORE_PENCE)
OFFER = NewOffer("SC000002", date(2026, 12, 7), (CORE,))
DECISION = NewDecision(
    offer="SC000002",
    reasons="Near his school.",
    alternatives="One farther away.",
    value_for_money="At the contract price.",
    child_views="He liked them.",
    family_views="His mother agrees.",
    funding=(FundingShare("social care", 10_000),),
)
OFFICER, HEAD, MANAGER = Role.PLACEMENT_OFFICER, Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER


@pytest.fixture
def searched(officer: Session, authorised: str, market: Market) -> str:
    market.search(officer, authorised, "first", "also first", "second")
    return authorised


@pytest.fixture
def offered(officer: Session, searched: str) -> str:
    release_request(officer, searched, Rung.TIER_1)
    record_offer(officer, searched, OFFER)
    record_offer(officer, searched, replace(OFFER, urn="SC000003"))
    return searched


def test_two_do_not_both_decide(officer: Session, store_path: Path, offered: str) -> None:
    other = replace(DECISION, offer="SC000003", reasons="The other one.")
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: decide_offer(mine, offered, DECISION)),
        (MANAGER, lambda mine: decide_offer(mine, offered, other)),
    )
    assert not first.refused
    assert second.refused == "Not any more: a decision between the offers has been made."
    (made,) = decisions(officer.tables, request(officer.tables, offered).id)
    assert made.decided_by == officer.officer.id


def test_two_do_not_both_send_a_round_out(
    officer: Session, store_path: Path, searched: str
) -> None:
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: release_request(mine, searched, Rung.TIER_1)),
        (MANAGER, lambda mine: release_request(mine, searched, Rung.TIER_1)),
    )
    assert not first.refused
    assert not second.refused
    (sent,) = releases(officer.tables, request(officer.tables, searched).id)
    assert {first.made.id, second.made.id} == {sent.id}  # type: ignore[attr-defined]


def test_the_same_offer_typed_twice_is_recorded_once(
    officer: Session, store_path: Path, searched: str
) -> None:
    release_request(officer, searched, Rung.TIER_1)
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: record_offer(mine, searched, OFFER)),
        (MANAGER, lambda mine: record_offer(mine, searched, OFFER)),
    )
    assert not first.refused
    assert not second.refused
    assert second.made.already_there  # type: ignore[attr-defined]
    assert len(offers(officer.tables, request(officer.tables, searched).id)) == 1


def test_an_offer_withdrawn_in_that_moment_is_not_chosen(
    officer: Session, store_path: Path, offered: str
) -> None:
    asked = request(officer.tables, offered).id
    gone = next(one for one in offers(officer.tables, asked) if one.urn == "SC000002")
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: withdraw_offer(mine, gone.id, reason="place-taken")),
        (MANAGER, lambda mine: decide_offer(mine, offered, DECISION)),
    )
    assert not first.refused
    assert "There is no offer “SC000002”" in second.refused
    assert not decisions(officer.tables, asked)


def test_what_was_sent_back_in_that_moment_is_not_authorised(
    officer: Session, head: Session, store_path: Path, submitted: str
) -> None:
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: return_to_draft(mine, submitted, reason="The school changed.")),
        (HEAD, lambda mine: authorise_request(mine, submitted)),
    )
    assert not first.refused
    assert second.refused == "Not yet: the request has not been submitted."
    assert request(officer.tables, submitted).state is State.DRAFT


def test_what_was_submitted_is_what_was_frozen(
    officer: Session, session: Session, store_path: Path, draft: str
) -> None:
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: submit_request(mine, draft)),
        (MANAGER, lambda mine: edit_draft(mine, draft, {"care_needs": "Quite different."})),
    )
    assert not first.refused
    assert second.refused == "Not any more: the request has been submitted."
    asked = request(officer.tables, draft)
    (frozen,) = snapshots(officer.tables, asked.id)
    assert "Quite different" not in frozen.content
    assert asked.care_needs != "Quite different."


def test_a_request_on_hold_is_not_sent_out(
    officer: Session, store_path: Path, searched: str
) -> None:
    first, second = at_once(
        store_path,
        (OFFICER, lambda mine: hold_request(mine, searched, reason="court")),
        (MANAGER, lambda mine: release_request(mine, searched, Rung.TIER_1)),
    )
    assert not first.refused
    assert second.refused == "The request is on hold. Take it off hold first."
    assert not releases(officer.tables, request(officer.tables, searched).id)
