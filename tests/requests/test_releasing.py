"""The ladder: who is asked first, what may be passed over, and who is never asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import BadInput, Refused
from resources_app.providers.actions import suspend_service
from resources_app.requests.actions import (
    authorise_request,
    create_request,
    edit_draft,
    record_offer,
    record_response,
    release_request,
    return_to_draft,
    rungs_to_try,
    submit_request,
)
from resources_app.requests.list_queries import list_requests
from resources_app.requests.model import NewOffer, NewPrice, ResponseKind, Rung, State
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.requests.market import HASTE, Market, allow_spot


def test_nothing_goes_out_before_authority_and_a_search(
    officer: Session, submitted: str, authorised: str, market: Market
) -> None:
    with pytest.raises(Refused, match="Not yet: no search has been made"):
        release_request(officer, authorised, Rung.IN_HOUSE)


def test_a_request_that_is_not_authorised_is_not_sent(officer: Session, submitted: str) -> None:
    with pytest.raises(Refused, match="Not yet: head of service has not authorised the search"):
        release_request(officer, submitted, Rung.IN_HOUSE)


def test_a_rung_goes_to_everybody_on_it_who_fits(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    own = release_request(officer, authorised, Rung.IN_HOUSE)
    assert own.recipients == (market.ids["own"],)
    assert own.reply_due == date(2026, 11, 25)
    assert request(officer.tables, authorised).state is State.SEARCHING
    with pytest.raises(Refused, match="In-house has not answered: 1 of 1 asked may"):
        release_request(officer, authorised, Rung.TIER_1)
    first = release_request(officer, authorised, Rung.TIER_1, skipped_reason=HASTE)
    assert set(first.recipients) == {market.ids["first"], market.ids["also first"]}
    # The framework's own response time: three working days from Monday 23 November.
    assert first.reply_due == date(2026, 11, 26)
    assert first.round_number == 2
    rounds = releases(officer.tables, request(officer.tables, authorised).id)
    assert [one.rung for one in rounds] == [Rung.IN_HOUSE, Rung.TIER_1]
    assert rounds[1].recipients[0].membership_id
    (line,) = list_requests(officer.tables, officer.today()).requests
    assert (line.releases, line.reply_due) == (2, date(2026, 11, 26))


def test_the_same_release_twice_goes_out_once(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    once = release_request(officer, authorised, Rung.IN_HOUSE)
    twice = release_request(officer, authorised, Rung.IN_HOUSE)
    named = release_request(officer, authorised, Rung.IN_HOUSE, service_ids=[market.ids["own"]])
    assert once.id == twice.id == named.id
    assert not twice.changes.touched
    assert len(releases(officer.tables, request(officer.tables, authorised).id)) == 1


def test_a_rung_is_passed_over_only_with_a_reason(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    with pytest.raises(Refused, match="not been sent to in-house and tier 1"):
        release_request(officer, authorised, Rung.TIER_2)
    sent = release_request(
        officer, authorised, Rung.TIER_2, skipped_reason="He needs a residential home."
    )
    assert sent.recipients == (market.ids["second"],)


def test_a_rung_is_climbed_past_once_everybody_on_it_has_declined(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    release_request(officer, authorised, Rung.IN_HOUSE)
    own, first, also = (market.ids[name] for name in ("own", "first", "also first"))
    record_response(officer, authorised, own, ResponseKind.QUERY, note="Which school?")
    with pytest.raises(Refused, match="In-house has not answered: 1 of 1"):
        release_request(officer, authorised, Rung.TIER_1)
    record_response(officer, authorised, own, ResponseKind.DECLINE, reason="no-place")
    release_request(officer, authorised, Rung.TIER_1)
    record_response(officer, authorised, first, ResponseKind.DECLINE, reason="no-place")
    with pytest.raises(Refused, match=r"Tier 1 has not answered: 1 of 2 .*, by 26 Nov 2026"):
        release_request(officer, authorised, Rung.TIER_2)
    record_response(officer, authorised, also, ResponseKind.DECLINE, reason="no-place")
    sent = release_request(officer, authorised, Rung.TIER_2)
    last = releases(officer.tables, request(officer.tables, authorised).id)[-1]
    assert (last.id, last.skipped_reason) == (sent.id, "")


def test_an_offer_of_our_own_carers_is_passed_over_only_with_a_reason(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    release_request(officer, authorised, Rung.IN_HOUSE)
    offered = (NewPrice("core weekly fee", "week", 50_000),)
    record_offer(officer, authorised, NewOffer(market.urn("own"), date(2026, 12, 7), offered))
    with pytest.raises(Refused, match="Service own, in-house, has offered a home"):
        release_request(officer, authorised, Rung.TIER_1)


def test_in_an_emergency_replies_are_due_by_the_hour(
    officer: Session, head: Session, whole: dict[str, Any], market: Market, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 11, 27, 16, 49, 30, tzinfo=UTC)  # ten to five on a Friday
    whole["request"] |= {"urgency": "emergency", "needed_by_date": "2026-11-27"}
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(head, reference)
    market.search(officer, reference)
    sent = release_request(officer, reference, Rung.IN_HOUSE)
    assert sent.reply_due_at == datetime(2026, 11, 27, 20, 50, tzinfo=UTC)
    assert sent.reply_due == date(2026, 11, 27)
    with pytest.raises(Refused, match="may still reply, by 27 Nov 2026 20:50"):
        release_request(officer, reference, Rung.TIER_1)
    clock.moment = sent.reply_due_at
    # The framework’s own hours; the round before has had its time.
    assert release_request(officer, reference, Rung.TIER_1).reply_due_at == datetime(
        2026, 11, 28, 0, 50, tzinfo=UTC
    )


def test_a_rung_where_nobody_fits_is_not_passed_over(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised, "second")
    assert release_request(officer, authorised, Rung.TIER_2).round_number == 1


def test_a_suspended_service_is_never_asked_nor_counted(
    officer: Session, session: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    suspend_service(session, market.urn("own"), reason="A serious allegation.")
    with pytest.raises(Refused, match="Nobody on the rung"):
        release_request(officer, authorised, Rung.IN_HOUSE)
    with pytest.raises(Refused, match="is suspended: A serious allegation"):
        release_request(officer, authorised, Rung.IN_HOUSE, service_ids=[market.ids["own"]])
    # The rung below is now empty, so that it is not passed over.
    release_request(officer, authorised, Rung.TIER_1)


def test_a_closed_service_is_never_asked(
    officer: Session, session: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised, "first")
    with session.act("close for a test") as act:
        act.tables.update("service", market.ids["first"], {"registration_status": "Resigned"})
    with pytest.raises(Refused, match="registration is resigned"):
        release_request(officer, authorised, Rung.TIER_1, service_ids=[market.ids["first"]])


def test_only_what_fitted_and_stands_on_the_rung_is_chosen(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised, "own", "first")
    with pytest.raises(Refused, match="did not fit in the last search"):
        release_request(officer, authorised, Rung.TIER_2, service_ids=[market.ids["second"]])
    with pytest.raises(Refused, match="on the rung “tier 1”, not “in-house”"):
        release_request(officer, authorised, Rung.IN_HOUSE, service_ids=[market.ids["first"]])


def test_spot_purchase_needs_its_exemption_which_lapses_with_the_request(
    officer: Session, head: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised, "spot")
    with pytest.raises(Refused, match="no exemption from contract standing orders"):
        release_request(officer, authorised, Rung.SPOT)
    allow_spot(head, authorised)
    sent = release_request(officer, authorised, Rung.SPOT)
    assert sent.recipients == (market.ids["spot"],)
    # No agreement, so the usual two working days.
    assert sent.reply_due == date(2026, 11, 25)


def test_an_exemption_for_what_was_asked_before_does_not_hold(
    officer: Session, head: Session, submitted: str, market: Market
) -> None:
    allow_spot(head, submitted)
    return_to_draft(officer, submitted, reason="The need has changed.")
    edit_draft(officer, submitted, {"care_needs": "Quite different."})
    submit_request(officer, submitted)
    authorise_request(head, submitted)
    market.search(officer, submitted, "spot")
    with pytest.raises(Refused, match="no exemption"):
        release_request(officer, submitted, Rung.SPOT)


@pytest.mark.parametrize(
    ("name", "said"), [("supported", "regulation 27A"), ("secure", "section 25")]
)
def test_what_no_law_allows_is_never_sent_out(
    officer: Session, authorised: str, market: Market, name: str, said: str
) -> None:
    market.search(officer, authorised, name)
    with pytest.raises(Refused, match=said):
        release_request(officer, authorised, Rung.TIER_2)


def test_a_reply_cannot_be_due_yesterday(officer: Session, authorised: str, market: Market) -> None:
    market.search(officer, authorised)
    with pytest.raises(BadInput, match="22 Nov 2026 has passed"):
        release_request(officer, authorised, Rung.IN_HOUSE, reply_due=date(2026, 11, 22))
    sent = release_request(officer, authorised, Rung.IN_HOUSE, reply_due=date(2026, 11, 23))
    assert sent.reply_due == date(2026, 11, 23)


def test_what_is_left_to_try_shrinks_as_rounds_go_out(
    officer: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    asked = request(officer.tables, authorised)
    before = rungs_to_try(officer.tables, asked, officer.today())
    assert {rung: len(who) for rung, who in before.items()} == {
        Rung.IN_HOUSE: 1,
        Rung.TIER_1: 2,
        Rung.TIER_2: 1,
        Rung.TIER_3: 0,
        Rung.SPOT: 1,
    }
    release_request(officer, authorised, Rung.IN_HOUSE)
    assert not rungs_to_try(officer.tables, asked, officer.today())[Rung.IN_HOUSE]


def test_finance_sends_nothing_out(session_for: Callable[[Role], Session], authorised: str) -> None:
    with pytest.raises(Refused, match="may not release"):
        release_request(session_for(Role.FINANCE), authorised, Rung.IN_HOUSE)
