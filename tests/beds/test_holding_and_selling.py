"""Holding, closing and selling beds: each rule, and the sentence that refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from resources_app.beds.actions import (
    NewSale,
    allocate_beds,
    back_in_service,
    cancel_sale,
    extend_hold,
    place_in_bed,
    release_hold,
    sell_nights,
    take_out_of_service,
)
from resources_app.beds.board import board
from resources_app.beds.model import NightState
from resources_app.beds.occupancy import occupancy
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, KnownError, NotFound, Refused
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.team.actions import NewOfficer, add_officer
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.beds.register import URNS, place
from tests.beds.small import (
    END,
    REF,
    SOON,
    START,
    A,
    B,
    contract,
    keep,
    sell,
    shares,
    span,
    states,
)
from tests.conftest import PASSPHRASE, TODAY, passphrase_of

# ---- holds -----------------------------------------------------------------------------


def test_a_held_bed_is_not_free_for_others_and_is_for_its_own_child(beds: Session) -> None:
    keep(beds)
    theirs = place(beds, URNS[0], TODAY, authority_code="E06000038")
    with pytest.raises(Refused, match="it is held for Buckinghamshire from 23 Nov 2026"):
        place_in_bed(beds, REF, A, theirs)
    ours = place(beds, URNS[0], TODAY, SOON)
    place_in_bed(beds, REF, A, ours)
    [hold] = contract(beds).holds
    assert hold.released_on == TODAY
    assert states(beds, span(28)) == [("placed", 7), ("free", 21)]


def test_a_hold_is_extended_while_it_holds_and_released(beds: Session, clock: FixedClock) -> None:
    hold = keep(beds)
    extend_hold(beds, hold, SOON + timedelta(days=7))
    release_hold(beds, hold)
    assert states(beds, span(28)) == [("free", 28)]
    for again in (lambda: extend_hold(beds, hold, SOON), lambda: release_hold(beds, hold)):
        with pytest.raises(Refused, match=r"was released on 23 Nov 2026\. Hold the bed anew"):
            again()


@pytest.fixture
def next_week(beds: Session) -> Iterator[Session]:
    """The same officer a week later: nobody did anything meanwhile."""
    keep(beds)
    officer = add_officer(beds, NewOfficer("Ola Quist", Role.TEAM_MANAGER), f"{PASSPHRASE} later")
    later = FixedClock.on(SOON)
    store = Store.open(
        beds.store.path, passphrase=f"{PASSPHRASE} later", officer_id=officer.id, clock=later
    )
    yield sign_in(store, clock=later)
    store.close()


def test_a_hold_that_lapsed_holds_nothing_and_cannot_be_extended(next_week: Session) -> None:
    assert states(next_week, span(28)) == [("held", 7), ("free", 21)]
    [hold] = contract(next_week).holds
    with pytest.raises(Refused, match="The hold lapsed on 30 Nov 2026"):
        extend_hold(next_week, hold.id, SOON + timedelta(days=3))
    keep(next_week, period=span(5, SOON), lapses_on=SOON + timedelta(days=1), authority="R")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lapses_on": TODAY}, "lapses on 23 Nov 2026 would hold nothing"),
        ({"period": Period(TODAY)}, "needs its last night"),
        ({"period": Period(TODAY, TODAY)}, "no night at all"),
        ({"bed": "B1"}, "does not say which home"),
        ({"bed": f"{URNS[0]}/B9"}, "has no bed SC100001/B9"),
        ({"authority": "Kent"}, "not an authority"),
        ({"period": span(28, END)}, "not in the contract on the night of 1 Apr 2034"),
        ({"request": "REQ-26-A7-9999"}, "REQ-26-A7-9999"),
    ],
)
def test_a_hold_says_what_is_wrong_with_it(
    beds: Session, given: dict[str, object], said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        keep(beds, **given)
    assert contract(beds).holds == ()


# ---- out of service --------------------------------------------------------------------


def test_a_bed_is_out_of_service_until_it_is_put_back(beds: Session) -> None:
    take_out_of_service(beds, REF, A, Period(TODAY), "Broken window")
    assert states(beds, span(28)) == [("out of service", 28)]
    with pytest.raises(Refused, match=r"out of service from 23 Nov 2026 \(Broken window"):
        keep(beds)
    back_in_service(beds, REF, "Ash Lodge/b1", SOON)
    assert states(beds, span(28)) == [("out of service", 7), ("free", 21)]
    with pytest.raises(NotFound, match="is not out of service on 30 Nov 2026"):
        back_in_service(beds, REF, A, SOON)


def test_a_closure_taken_back_on_its_first_night_never_was(beds: Session) -> None:
    take_out_of_service(beds, REF, A, span(5), "Broken window")
    back_in_service(beds, REF, A, TODAY)
    assert states(beds, span(5)) == [("free", 5)]
    with pytest.raises(BadInput, match="Say why"):
        take_out_of_service(beds, REF, A, span(5), " ")


# ---- sales -----------------------------------------------------------------------------


def test_shares_may_not_be_taken_from_under_a_sale(beds: Session) -> None:
    """Reading sold its one bed; to be given none in those nights it cancels the sale first."""
    reference = sell(beds)
    with pytest.raises(Refused, match=rf"on the night of 30 Nov 2026 \({reference}\)"):
        allocate_beds(beds, REF, SOON, {"B": 2})
    assert shares(beds, TODAY) == {"B": 1, "R": 1}
    cancel_sale(beds, REF, reference)
    allocate_beds(beds, REF, SOON, {"B": 2})
    assert shares(beds, SOON) == {"B": 2}


def test_a_sale_moves_a_share_and_puts_the_second_child_in_order(beds: Session) -> None:
    for bed in (A, B):
        place_in_bed(beds, REF, bed, place(beds, URNS[0], SOON, SOON + timedelta(days=10)))
    sold = sell_nights(beds, REF, NewSale("R", "B", span(10, SOON), 43_000, bed=B))
    assert (sold.nights, sold.pence) == (10, 430_000)
    assert sold.reference.startswith("BED-26-")
    counted = occupancy(board(contract(beds), span(28), TODAY))
    assert counted.breaches == ()
    assert counted.unallocated == (0,) * 28


def test_nobody_sells_a_night_it_does_not_have(beds: Session) -> None:
    sell(beds)
    with pytest.raises(Refused) as refused:
        sell(beds, buyer="O", period=span(3, SOON + timedelta(days=9)))
    assert refused.value.what == (
        "Reading has no bed to sell on the night of 9 Dec 2026: "
        "its share is 0 and its children are in 0."
    )
    sell(beds, buyer="O", period=span(3, SOON + timedelta(days=10)))


def test_a_bed_night_is_sold_once(beds: Session) -> None:
    sell(beds, bed=A)
    with pytest.raises(Refused, match=r"B1 is sold already from 30 Nov 2026 \(BED-26-"):
        sell(beds, seller="B", buyer="R", bed=A)


def test_a_bed_with_the_sellers_own_child_in_it_cannot_be_sold(beds: Session) -> None:
    place_in_bed(beds, REF, A, place(beds, URNS[0], TODAY))
    with pytest.raises(Refused, match=r"B1 cannot be sold: K\.B\., 14"):
        sell(beds, bed=A, buyer="O")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"buyer": "R"}, "cannot sell to itself"),
        ({"period": Period(TODAY)}, "at least one night"),
        ({"nightly_pence": -1}, "below zero"),
        ({"period": span(10, date(2034, 3, 30))}, "does not hold all of these nights"),
        ({"buyer": "Kent"}, "not an authority of CRP"),
    ],
)
def test_a_sale_says_what_is_wrong_with_it(
    beds: Session, given: dict[str, object], said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        sell(beds, **given)


def test_a_sale_is_called_off_whole_before_its_first_night(beds: Session) -> None:
    sale = sell(beds)
    assert cancel_sale(beds, REF, sale).given_back == SOON
    assert shares(beds, SOON) == {"B": 1, "R": 1}
    with pytest.raises(Refused, match="was called off on 23 Nov 2026"):
        cancel_sale(beds, REF, sale)


def test_a_sale_that_has_begun_keeps_tonight_and_gives_back_the_rest(beds: Session) -> None:
    sale = sell(beds, period=span(10))
    assert cancel_sale(beds, REF, sale).given_back == TODAY + timedelta(days=1)
    assert shares(beds, TODAY) == {"B": 2}
    assert shares(beds, TODAY + timedelta(days=1)) == {"B": 1, "R": 1}
    last = sell(beds, seller="B", buyer="O", period=span(1))
    with pytest.raises(Refused, match="has no night left"):
        cancel_sale(beds, REF, last)


# ---- who may ---------------------------------------------------------------------------


def test_an_auditor_changes_nothing(beds: Session) -> None:
    officer = add_officer(
        beds, NewOfficer("Audrey Lund", Role.AUDITOR), passphrase_of(Role.AUDITOR)
    )
    store = Store.open(
        beds.store.path, passphrase=passphrase_of(Role.AUDITOR), officer_id=officer.id
    )
    auditor = sign_in(store)
    for attempt in (
        lambda: allocate_beds(auditor, REF, START, {"B": 2}),
        lambda: keep(auditor),
        lambda: sell(auditor),
        lambda: place_in_bed(auditor, REF, A, "PLC-1"),
        lambda: take_out_of_service(auditor, REF, A, span(1), "Leak"),
    ):
        with pytest.raises(Refused, match="may not"):
            attempt()
    store.close()
    assert states(beds, span(1)) == [(str(NightState.FREE), 1)]
