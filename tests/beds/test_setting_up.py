"""Setting a block contract up, and sharing its beds out night by night."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.beds.actions import (
    BlockTerms,
    NewHome,
    add_home,
    allocate_beds,
    end_bed,
    estimate_minutes,
    place_in_bed,
    set_block_terms,
    set_minutes,
)
from resources_app.foundations.errors import BadInput, KnownError, NotFound, Refused
from resources_app.session import Session
from tests.beds.register import URNS, framework, place
from tests.beds.small import (
    END,
    REF,
    START,
    A,
    B,
    contract,
    shares,
    span,
    states,
)
from tests.conftest import TODAY

# ---- setting up and sharing out --------------------------------------------------------


def test_shares_that_do_not_add_up_are_refused_by_night_with_both_numbers(beds: Session) -> None:
    with pytest.raises(Refused) as refused:
        allocate_beds(beds, REF, date(2027, 4, 1), {"B": 2, "R": 1})
    assert refused.value.what == (
        "On the night of 1 Apr 2027 the contract has 2 beds, "
        "and the shares add up to 3 (2 + 0 + 1)."
    )
    assert len(contract(beds).allocations) == 2


def test_a_new_allocation_takes_over_for_all_from_its_night_on(beds: Session) -> None:
    allocate_beds(beds, REF, date(2027, 4, 1), {"Oxfordshire": 2})
    assert shares(beds, date(2027, 3, 31)) == {"B": 1, "R": 1}
    assert shares(beds, date(2027, 4, 1)) == {"O": 2}
    assert shares(beds, date(2034, 3, 31)) == {"O": 2}


def test_an_allocation_between_leaves_the_later_one_alone(beds: Session) -> None:
    allocate_beds(beds, REF, date(2028, 4, 1), {"O": 2})
    allocate_beds(beds, REF, date(2027, 4, 1), {"R": 2})
    assert [shares(beds, date(year, 5, 1)) for year in (2026, 2027, 2028)] == [
        {"B": 1, "R": 1},
        {"R": 2},
        {"O": 2},
    ]


def test_an_allocation_from_the_same_night_replaces_it(beds: Session) -> None:
    allocate_beds(beds, REF, START, {"B": 2})
    assert shares(beds, START) == {"B": 2}
    assert len(contract(beds).allocations) == 1


@pytest.mark.parametrize(
    ("night", "given", "said"),
    [
        (date(2026, 3, 31), {"B": 2}, "no night of 31 Mar 2026"),
        (START, {"Kent": 2}, "“Kent” is not an authority of CRP. They are: B Buckinghamshire; O"),
        (START, {"B": 1, "Buckinghamshire": 1}, "named twice"),
        (START, {"B": 3, "R": -1}, "fewer than no beds"),
    ],
)
def test_an_allocation_says_what_is_wrong_with_it(
    beds: Session, night: date, given: dict[str, int], said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        allocate_beds(beds, REF, night, given)


def test_more_beds_need_the_new_shares_in_the_same_action(beds: Session) -> None:
    more = NewHome(URNS[1], ["B1"], date(2027, 4, 1))
    with pytest.raises(Refused, match="from 1 Apr 2027 on would no longer add up"):
        add_home(beds, REF, more)
    assert len(contract(beds).homes) == 1
    shared = {"B": 2, "R": 1}
    add_home(beds, REF, NewHome(URNS[1], ["B1"], date(2027, 4, 1), shares=shared))
    assert shares(beds, date(2027, 4, 1)) == {"B": 2, "R": 1}
    assert shares(beds, date(2027, 3, 31)) == {"B": 1, "R": 1}


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewHome("SC999999", ["B1"], START), "no service with URN SC999999"),
        (NewHome(URNS[0], ["b1"], START), "has a bed b1 already"),
        (NewHome(URNS[1], [], START), "a code of its own"),
        (NewHome(URNS[1], ["X", "x"], START), "a code of its own"),
        (NewHome(URNS[1], ["B1"], END), "no night of 1 Apr 2034"),
    ],
)
def test_a_home_is_added_once_with_beds_of_their_own_codes(
    beds: Session, new: NewHome, said: str
) -> None:
    with pytest.raises(KnownError, match=said):
        add_home(beds, REF, new)


def test_only_a_block_contract_has_beds(beds: Session) -> None:
    framework(beds)
    with pytest.raises(NotFound, match=r"no block contract “SC”\. There are: CRP"):
        allocate_beds(beds, "SC", START, {"B": 2})


# ---- the way to school -----------------------------------------------------------------


def test_a_way_nobody_entered_is_estimated_and_says_so(beds: Session) -> None:
    [guess] = estimate_minutes(beds, REF).homes
    assert guess.estimated
    assert guess.words.endswith("minutes, estimated from the distance")
    [entered] = set_minutes(beds, REF, URNS[0], 52).homes
    assert (entered.words, entered.within) == ("52 minutes; the limit is 45", False)
    [kept] = estimate_minutes(beds, REF).homes
    assert (kept.minutes, kept.estimated) == (52, False)


def test_the_way_is_to_a_school_that_can_be_found(beds: Session) -> None:
    set_block_terms(beds, REF, BlockTerms())
    with pytest.raises(Refused, match="names no school"):
        estimate_minutes(beds, REF)
    with pytest.raises(BadInput, match="“High Wycombe” is not a postcode"):
        set_block_terms(beds, REF, BlockTerms(school_postcode="High Wycombe"))
    with pytest.raises(NotFound, match="has no home SC9"):
        set_minutes(beds, REF, "SC9", 10)


# ---- a bed that leaves the contract --------------------------------------------------


def test_a_bed_leaves_with_the_shares_that_then_hold(beds: Session) -> None:
    last = date(2027, 4, 1)
    with pytest.raises(Refused, match="would no longer add up"):
        end_bed(beds, REF, B, last)
    end_bed(beds, REF, B, last, {"B": 1})
    assert shares(beds, date(2027, 3, 31)) == {"B": 1, "R": 1}
    assert shares(beds, last) == {"B": 1}
    assert states(beds, span(4, date(2027, 3, 30)), 1) == [("free", 2)]


def test_a_bed_with_a_child_in_it_stays_in_the_contract(beds: Session) -> None:
    place_in_bed(beds, REF, B, place(beds, URNS[0], TODAY))
    with pytest.raises(Refused, match=r"K\.B\., 14.*Move the child"):
        end_bed(beds, REF, B, date(2027, 4, 1), {"B": 1})
    with pytest.raises(BadInput, match="no night of 1 Apr 2026 to end on"):
        end_bed(beds, REF, A, START, {"B": 1})
    assert [one.period.end for one in contract(beds).beds] == [END, END]
