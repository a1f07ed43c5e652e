"""At most one rate answers; gaps and overlaps name both rows; no amount is ever guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resources_app.agreements.model import (
    Agreement,
    AgreementKind,
    Element,
    Lot,
    MemberOfLot,
    Membership,
    PriceStatus,
    Rate,
    Unit,
)
from resources_app.agreements.pricing import (
    GapInRates,
    OverlappingRates,
    answer,
    gaps,
    overlaps,
    rate_for,
    refuse_gaps,
    refuse_overlaps,
    taken_over,
)
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Refused

APRIL = date(2026, 4, 1)
NEXT_APRIL = date(2027, 4, 1)


def _rate(
    ages: tuple[int, int] = (0, 17),
    start: date = APRIL,
    end: date | None = None,
    pence: int | None = 90_000,
    cell: str = "Lot 1!D6",
    element: Element = Element.CORE,
) -> Rate:
    return Rate(
        id=f"{cell}{start}",
        membership_id="m",
        element=element,
        unit=Unit.WEEK,
        age_from=ages[0],
        age_to=ages[1],
        amount_pence=pence,
        period=Period(start, end),
        source_cell=cell,
        source_file="tender.xlsx",
    )


def _member(
    start: date = APRIL, end: date | None = None, suspended: str = "", agreed: date | None = None
) -> MemberOfLot:
    return MemberOfLot(
        Agreement("a", "SC-26", "South Central", AgreementKind.FRAMEWORK, "E06000060",
                  Period(APRIL, agreed)),
        Lot("l", "a", "4", "Residential EBD"),
        Membership("m", "l", "p", "s", 2, Period(start, end), suspended_reason=suspended),
        urn="SC093391",
        service_name="Bramble Croft",
        provider_name="Abbot Ltd",
    )  # fmt: skip


def _ask(rates: list[Rate], age: int = 9, on: date = date(2026, 11, 23), **member: object):  # type: ignore[no-untyped-def]
    return answer(
        _member(**member),  # type: ignore[arg-type]
        rates,
        age=age,
        on=on,
        element=Element.CORE,
    )


def test_a_price_says_where_it_comes_from() -> None:
    found = _ask([_rate((5, 10), pence=423_925, cell="Lot 4 Residential EBD!E6")])
    assert found.status is PriceStatus.PRICED
    assert found.amount_pence == 423_925
    assert " ".join(found.why) == (
        "£4,239.25 a week (core weekly fee): agreement SC-26 South Central, lot 4 Residential EBD."
        " Bramble Croft of Abbot Ltd (URN SC093391), tier 2."
        " For ages 5 to 10, from 1 Apr 2026."
        " Read from Lot 4 Residential EBD!E6 in tender.xlsx."
    )


def test_the_old_rate_answers_up_to_the_day_before_the_new_one() -> None:
    rates = [_rate(end=NEXT_APRIL), _rate(start=NEXT_APRIL, pence=95_000)]
    assert _ask(rates, on=date(2027, 3, 31)).amount_pence == 90_000
    assert _ask(rates, on=NEXT_APRIL).amount_pence == 95_000


def test_a_price_on_application_is_answered_as_such() -> None:
    found = _ask([_rate(pence=None)])
    assert found.status is PriceStatus.ON_APPLICATION
    assert found.amount_pence is None
    assert "on application" in found.why[0]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"age": 12}, "there is one for ages 5 to 10"),
        ({"on": date(2026, 3, 31)}, "agreement SC-26 runs from 1 Apr 2026"),
        ({"on": date(2027, 4, 1)}, "The last before it is"),
        ({"start": date(2026, 12, 1)}, "is in lot 4 Residential EBD from 1 Dec 2026"),
        ({"end": date(2026, 9, 1)}, "from 1 Apr 2026 to 31 Aug 2026"),
        ({"suspended": "Safeguarding enquiry."}, "suspended in lot 4"),
        ({"agreed": date(2026, 7, 1)}, "runs from 1 Apr 2026 to 30 Jun 2026"),
    ],
)
def test_where_there_is_no_price_the_answer_says_what_stands_nearest(
    question: dict[str, object], says: str
) -> None:
    found = _ask([_rate((5, 10), end=NEXT_APRIL)], **question)  # type: ignore[arg-type]
    assert found.status is PriceStatus.NO_PRICE
    assert found.amount_pence is None
    assert says.casefold() in " ".join(found.why).casefold()


def test_a_price_to_come_is_named() -> None:
    found = _ask([_rate(start=NEXT_APRIL)])
    assert "The next is" in " ".join(found.why)


def test_no_rate_of_that_kind_at_all() -> None:
    assert _ask([_rate(element=Element.RESPITE)]).why == ("No core weekly fee is agreed here.",)


def test_an_overlap_names_both_rows() -> None:
    rates = [_rate((0, 5), cell="Lot 1!D6"), _rate((5, 10), cell="Lot 1!E6", pence=91_000)]
    with pytest.raises(OverlappingRates) as refused:
        refuse_overlaps(rates)
    for words in ("Lot 1!D6", "Lot 1!E6", "ages 0 to 5", "ages 5 to 10", "£900.00", "£910.00"):
        assert words in str(refused.value)
    with pytest.raises(OverlappingRates):
        rate_for(rates, element=Element.CORE, age=5, on=APRIL)
    assert rate_for(rates, element=Element.CORE, age=4, on=APRIL) == rates[0]


def test_rates_of_different_elements_and_members_never_overlap() -> None:
    assert overlaps([_rate(), _rate(element=Element.RESPITE)]) == []


def test_a_gap_in_ages_names_both_rows() -> None:
    (gap,) = gaps([_rate((0, 4), cell="D6"), _rate((11, 15), cell="F6")], on=APRIL)
    assert "ages 5 to 10" in str(gap)
    assert "D6" in str(gap)
    assert "F6" in str(gap)


def test_a_gap_in_days_names_both_rows() -> None:
    before = _rate(end=date(2026, 9, 1), cell="D6")
    after = _rate(start=date(2026, 10, 1), cell="D7")
    (gap,) = gaps([before, after])
    assert str(gap).startswith("Nothing covers the days from 1 Sep 2026 to 30 Sep 2026, between")
    assert "D6" in str(gap)
    assert "D7" in str(gap)
    with pytest.raises(GapInRates, match="Begin the later one on 1 Sep 2026"):
        refuse_gaps([before, after])
    assert gaps([_rate(end=NEXT_APRIL), _rate(start=NEXT_APRIL)]) == []


def test_a_gap_shows_where_bands_changed_too() -> None:
    young = _rate((0, 4), end=NEXT_APRIL, cell="D6")
    older = _rate((5, 17), end=date(2027, 9, 1), cell="E6")
    all_ages = _rate((0, 17), start=date(2027, 9, 1), cell="D7")
    (gap,) = gaps([young, older, all_ages])
    assert (gap.before, gap.after) == (young, all_ages)


def test_nothing_takes_over_from_a_rate_on_or_before_its_first_day() -> None:
    old = _rate()
    assert taken_over(old, NEXT_APRIL).period == Period(APRIL, NEXT_APRIL)
    with pytest.raises(Refused, match="begins on 1 Apr 2026"):
        taken_over(old, APRIL)
    with pytest.raises(Refused, match="already ended on 31 Mar 2027"):
        taken_over(_rate(end=NEXT_APRIL), NEXT_APRIL)


_days = st.integers(0, 800).map(lambda n: APRIL + timedelta(days=n))
_rates = st.builds(
    lambda ages, days, pence, cell: _rate(
        (min(ages), max(ages)), min(days), max(days) if days[0] != days[1] else None, pence, cell
    ),
    st.tuples(st.integers(0, 18), st.integers(0, 18)),
    st.tuples(_days, _days),
    st.integers(1, 1_000_000),
    st.text("ABC123", min_size=1, max_size=4),
)


@given(st.lists(_rates, max_size=6), st.integers(0, 18), _days)
def test_rates_without_overlap_give_at_most_one_answer(
    rates: list[Rate], age: int, on: date
) -> None:
    assume(not overlaps(rates))
    found = rate_for(rates, element=Element.CORE, age=age, on=on)
    answering = [one for one in rates if one.age_from <= age <= one.age_to and on in one.period]
    assert ([found] if found else []) == answering


@given(st.lists(_rates, min_size=2, max_size=6), st.integers(0, 18), _days)
def test_whenever_two_would_answer_an_overlap_is_found(
    rates: list[Rate], age: int, on: date
) -> None:
    answering = [one for one in rates if one.age_from <= age <= one.age_to and on in one.period]
    assume(len(answering) > 1)
    assert overlaps(rates)
    with pytest.raises(OverlappingRates):
        rate_for(rates, element=Element.CORE, age=age, on=on)


@given(_rates, _days)
def test_a_take_over_leaves_no_gap_and_no_overlap(old: Rate, on: date) -> None:
    assume(on > old.period.start and on in old.period)
    closed = taken_over(old, on)
    new = _rate((old.age_from, old.age_to), on, old.period.end)
    assert overlaps([closed, new]) == []
    assert gaps([closed, new]) == []
