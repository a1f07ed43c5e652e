"""Terms are fields: each is read, kept, explained, and held where a call-off rests on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from resources_app.agreements import queries
from resources_app.agreements.actions import NewAgreement, add_lot, create_agreement
from resources_app.agreements.charge_model import (
    AbsenceReason,
    Combination,
    DiscountKind,
    DiscountRule,
    RetainerRule,
)
from resources_app.agreements.term_fields import TERM_FIELDS, values_of
from resources_app.agreements.terms import (
    AgreementTerms,
    LotDiscount,
    discount_words,
    retainer_words,
    why_not_change,
)
from resources_app.agreements.terms_actions import change_terms
from resources_app.agreements.terms_queries import terms_of
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.foundations.fields import Problems
from resources_app.session import Session
from resources_app.team.model import Role

APRIL, TODAY = date(2026, 4, 1), date(2026, 11, 23)
GIVEN: dict[str, Any] = {
    "notice_days": 14,
    "charges_day_of_leaving": True,
    "payment_cycle": "monthly in arrears",
    "urgent_response_hours": 2,
    "uplift_index": "CPI",
    "uplift_cap": "3",
    "uplift_day": "1 April",
    "retainers": [
        {"reason": "hospital", "full_nights": 14, "share": 50, "most_nights": 42},
        {"reason": "missing", "full_nights": 7, "share": "100"},
    ],
    "discounts": [
        {"kind": "sibling", "starts_at": 2, "discount": "7.5 %", "start": "2026-04-01"},
        {
            "lot": "1",
            "kind": "long stay",
            "starts_at": 366,
            "discount": 3,
            "start": "2026-04-01",
            "until": "31 Mar 2028",
        },
    ],
    "combination": "added together",
}


@pytest.fixture
def framework(session: Session) -> Session:
    create_agreement(session, NewAgreement("FW-1", "Homes", Period(APRIL)))
    add_lot(session, "FW-1", "1", "Residential")
    return session


def _terms(session: Session) -> AgreementTerms:
    return terms_of(session.tables, queries.find_agreement(session.tables, "FW-1").id)


def test_terms_are_read_kept_and_given_back(framework: Session) -> None:
    change_terms(framework, "FW-1", GIVEN, reason="As signed on 12 March.")
    kept = _terms(framework)
    assert (kept.terms.notice_days, kept.terms.charges_day_of_leaving) == (14, True)
    assert (kept.terms.uplift_cap, kept.terms.uplift_day) == (300, "04-01")
    assert kept.terms.response_working_days == 2  # was not given, so it stayed
    assert kept.retainers == (
        RetainerRule(AbsenceReason.HOSPITAL, 14, 5_000, 42),
        RetainerRule(AbsenceReason.MISSING, 7, 10_000),
    )
    whole_life = Period(APRIL, date(2028, 4, 1))
    assert kept.discounts == (
        LotDiscount("", DiscountRule(DiscountKind.SIBLING, 2, 750, Period(APRIL))),
        LotDiscount("1", DiscountRule(DiscountKind.LONG_STAY, 366, 300, whole_life)),
    )
    assert kept.combination is Combination.ADDED
    assert set(values_of(kept)) == {one.name for one in TERM_FIELDS}
    assert [one.kind for one in kept.of_lot("2").discounts] == [DiscountKind.SIBLING]
    assert len(kept.of_lot("1").discounts) == 2


def test_terms_are_said_in_words() -> None:
    assert (
        retainer_words(RetainerRule(AbsenceReason.HOSPITAL, 14, 5_000, 42))
        == "Hospital: 14 nights in full, then 50 %, at most 42 nights"
    )
    assert (
        retainer_words(RetainerRule(AbsenceReason.MISSING, 7, 10_000, 28))
        == "Missing: in full, at most 28 nights"
    )
    rule = DiscountRule(DiscountKind.LONG_STAY, 183, 250, Period(APRIL, date(2027, 4, 1)))
    assert (
        discount_words(LotDiscount("4", rule))
        == "2.5 % from the 183rd night, lot 4, from 1 Apr 2026 to 31 Mar 2027"
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"notice_days": -1}, "out of range"),
        ({"payment_days": 31}, "Give 1 to 30"),
        ({"payment_cycle": "now and then"}, "four-weekly in arrears"),
        ({"uplift_day": "Whitsun"}, "not a day of the year"),
        ({"uplift_cap": "three"}, "not a percentage"),
        ({"notce_days": 3}, "Did you mean “notice_days”?"),
        ({"retainers": [{"reason": "cold", "full_nights": 1, "share": 1}]}, "“hospital”"),
        (
            {"retainers": [{"reason": "missing", "full_nights": 9, "share": 0, "most_nights": 3}]},
            "3 nights at most, and 9 of them in full",
        ),
        ({"retainers": [GIVEN["retainers"][0]] * 2}, "Hospital stands twice"),
        ({"discounts": [GIVEN["discounts"][0] | {"lot": "7"}]}, "There is no lot “7”"),
        ({"discounts": [GIVEN["discounts"][0]] * 2}, "Two discounts for the same"),
        ({"discounts": [GIVEN["discounts"][0] | {"until": "2026-03-31"}]}, "before it begins"),
        ({"discounts": [GIVEN["discounts"][0] | {"starts_at": 1}]}, "out of range"),
    ],
)
def test_a_wrong_term_is_refused_at_its_field_and_nothing_is_written(
    framework: Session, wrong: dict[str, object], said: str
) -> None:
    before = _terms(framework)
    with pytest.raises(Problems) as refused:
        change_terms(framework, "FW-1", {"payment_days": 14} | wrong, reason="Trying.")
    assert said in str(refused.value)
    assert _terms(framework) == before


def test_a_change_needs_a_reason_and_the_right_role(
    framework: Session,
    session_for: Any,
) -> None:
    with pytest.raises(BadInput, match="says why"):
        change_terms(framework, "FW-1", {"notice_days": 7}, reason=" ")
    with pytest.raises(Refused, match="keep agreements"):
        change_terms(
            session_for(Role.PLACEMENT_OFFICER), "FW-1", {"notice_days": 7}, reason="Because."
        )


def _sibling(end: date | None = None, start: date = APRIL, discount: int = 500) -> LotDiscount:
    return LotDiscount("", DiscountRule(DiscountKind.SIBLING, 2, discount, Period(start, end)))


HELD = AgreementTerms(
    retainers=(RetainerRule(AbsenceReason.MISSING, 7, 5_000),), discounts=(_sibling(),)
)
DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (AgreementTerms(discounts=HELD.discounts), "these retainers, so they stay"),
        (AgreementTerms(HELD.terms, HELD.retainers), "end it from a day to come"),
        (
            AgreementTerms(HELD.terms, HELD.retainers, HELD.discounts, Combination.LARGEST),
            "how discounts combine",
        ),
        (AgreementTerms(HELD.terms, HELD.retainers, (_sibling(TODAY),)), "cannot be before today"),
        (
            AgreementTerms(
                HELD.terms, HELD.retainers, (_sibling(DECEMBER), _sibling(None, TODAY, 400))
            ),
            "begins after today",
        ),
        (
            AgreementTerms(
                HELD.terms, HELD.retainers, (_sibling(DECEMBER), _sibling(None, DECEMBER, 400))
            ),
            "",
        ),
    ],
)
def test_what_a_printed_call_off_is_charged_by_stays(new: AgreementTerms, said: str) -> None:
    assert why_not_change(HELD, new, 0, TODAY) == ""
    why = why_not_change(HELD, new, 2, TODAY)
    assert said in why
    assert bool(why) == bool(said)
    if said:
        assert "2 printed call-offs are charged by" in why


def test_a_discount_that_is_ended_keeps_its_row(framework: Session) -> None:
    change_terms(framework, "FW-1", {"discounts": GIVEN["discounts"][:1]}, reason="Agreed.")
    key = framework.tables.value("SELECT id FROM discount_rule")
    ended = GIVEN["discounts"][0] | {"until": "2026-12-31"}
    change_terms(framework, "FW-1", {"discounts": [ended]}, reason="Ended by letter.")
    (row,) = framework.tables.rows("SELECT id, end_date FROM discount_rule")
    assert (row["id"], row["end_date"]) == (key, "2027-01-01")
    change_terms(framework, "FW-1", {"discounts": []}, reason="It was never agreed.")
    assert _terms(framework).discounts == ()
