"""Whatever is done with beds, in whatever order: refused or done, the nights still add up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_app.agreements.actions import NewAgreement, create_agreement
from resources_app.agreements.model import AgreementKind
from resources_app.beds.actions import (
    NewHold,
    NewHome,
    NewSale,
    add_home,
    allocate_beds,
    cancel_sale,
    hold_bed,
    move_bed,
    place_in_bed,
    release_hold,
    sell_nights,
    set_payment,
    take_out_of_service,
)
from resources_app.beds.board import board
from resources_app.beds.occupancy import occupancy
from resources_app.beds.queries import block_contract
from resources_app.beds.recharging import statement
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import KnownError
from resources_app.session import Session
from tests.beds.register import URNS, found_office, place
from tests.conftest import TODAY, manager_in
from tests.founding import Stores

REF = "ANY"
WHOLE = Period(TODAY, TODAY + timedelta(days=60))
BEDS = [f"{URNS[0]}/B{number}" for number in (1, 2, 3)]
LETTERS = ("B", "O", "R")

_DAYS = st.tuples(st.integers(0, 50), st.integers(1, 10)).map(
    lambda one: Period(TODAY + timedelta(days=one[0]), TODAY + timedelta(days=one[0] + one[1]))
)
_BED, _LETTER = st.sampled_from(BEDS), st.sampled_from(LETTERS)
_DEEDS = st.one_of(
    st.tuples(st.just("place"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("hold"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("close"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("sell"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("sell any"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("move"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("release"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("cancel"), _BED, _LETTER, _DAYS),
    st.tuples(st.just("allocate"), _BED, _LETTER, _DAYS),
)


def begin(session: Session) -> None:
    create_agreement(
        session,
        NewAgreement(
            REF, "Any", WHOLE, AgreementKind.BLOCK, authorities=("E06000038", "E10000025")
        ),
    )
    add_home(session, REF, NewHome(URNS[0], ["B1", "B2", "B3"], TODAY))
    allocate_beds(session, REF, TODAY, {"B": 1, "O": 1, "R": 1})
    set_payment(session, REF, 54_321_09, TODAY)


def do(session: Session, deed: tuple[str, str, str, Period]) -> None:
    """Try one deed; what may not be is refused, and that is right too."""
    what, bed, letter, days = deed
    other = LETTERS[(LETTERS.index(letter) + 1) % 3]
    contract = block_contract(session.tables, REF, TODAY)
    code = next(one.code for one in contract.partners if one.letter == letter)
    sale = NewSale(letter, other, days, 40_000, bed if what == "sell" else "")
    lapses = TODAY + timedelta(days=3)
    tries: dict[str, Callable[[], object]] = {
        "place": lambda: place_in_bed(
            session, REF, bed, place(session, URNS[0], days.start, days.end, authority_code=code)
        ),
        "hold": lambda: hold_bed(session, REF, NewHold(bed, letter, days, lapses)),
        "close": lambda: take_out_of_service(session, REF, bed, days, "Leak"),
        "sell": lambda: sell_nights(session, REF, sale),
        "sell any": lambda: sell_nights(session, REF, sale),
        "move": lambda: [
            move_bed(session, REF, one.placement_reference, bed, days.start)
            for one in contract.stays[:1]
        ],
        "release": lambda: [release_hold(session, one.id) for one in contract.holds[:1]],
        "cancel": lambda: [cancel_sale(session, REF, one.reference) for one in contract.sales[:1]],
        "allocate": lambda: allocate_beds(session, REF, days.start, {letter: 2, other: 1}),
    }
    with suppress(KnownError):
        tries[what]()


@pytest.fixture(scope="module")
def office(stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Session]:
    """Call for a store of its own; copying one is quick, and no example sees another's beds."""

    def made() -> Session:
        path = tmp_path_factory.mktemp("any") / "county.resources"
        stores.copy(found_office, path)
        return manager_in(path, FixedClock.on(TODAY))

    return made


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(_DEEDS, min_size=4, max_size=14))
def test_the_nights_add_up_after_every_deed(
    office: Callable[[], Session], deeds: list[tuple[str, str, str, Period]]
) -> None:
    session = office()
    begin(session)
    for deed in deeds:
        do(session, deed)
        shown = board(block_contract(session.tables, REF, TODAY), WHOLE, TODAY)
        counted = occupancy(shown)
        assert shown.clashes == (), deed
        assert counted.unallocated == (0,) * 60, deed
        assert counted.beds == (3,) * 60
        paid = statement(shown)
        assert sum(one.total_pence for one in paid.authorities) == paid.payment_pence
        for one in shown.rows:
            nights = [sold.period for sold in one.sold]
            assert not any(a.overlaps(b) for a in nights for b in nights if a is not b), deed
    session.store.close()
