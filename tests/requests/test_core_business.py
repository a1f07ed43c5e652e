"""Our own come first for the children of their core business, and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from resources_app.children.queries import children_by_id
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Refused
from resources_app.providers.model import ProvisionType
from resources_app.requests.actions import record_response, release_request
from resources_app.requests.actions.core import end_core_business, set_core_business
from resources_app.requests.core_business import (
    PRESENT,
    CoreRule,
    findings,
    first_rules,
    rule_words,
    rules_on,
)
from resources_app.requests.core_business_queries import core_findings, own_rules
from resources_app.requests.model import ResponseKind, Rung
from resources_app.requests.queries import request
from resources_app.session import Session
from tests.requests.market import Market

FOSTERING, HOME = ProvisionType.IN_HOUSE_FOSTERING, ProvisionType.IN_HOUSE_HOME
YOUNGER = CoreRule(FOSTERING, 0, 10, 2, (), ("riskToOthersFire",), Period(date(2026, 11, 1)))


def test_it_is_said_what_is_met_and_what_stands_against_it(officer: Session, draft: str) -> None:
    asked = request(officer.tables, draft)
    day = date(2026, 12, 7)
    rules = rules_on([], day)
    found = children_by_id(officer.tables, (asked.child_id, *asked.sibling_ids))
    boy, sister = found[asked.child_id], found[asked.sibling_ids[0]]
    said = [one.sentence for one in findings(rules, asked, [boy, sister], day)]
    assert said == [
        "Meets the core business of in-house fostering: ages 13 and 9 are within 0 to 17 and up to "
        "3 together.",
        "Does not meet the core business of in-house home: age 9 is outside 10 to 17 and "
        "2 children together are more than 1.",
    ]
    alone = findings(rules, asked, [boy], day)
    assert [one.meets for one in alone] == [True, True]
    fire = replace(asked, risk_to_others_fire=PRESENT)
    assert "“Fire-setting” is present" in findings(rules, fire, [boy], day)[0].because
    residential = replace(asked, provision_sought=(ProvisionType.CHILDRENS_HOME,))
    assert "another type of home" in findings(rules, residential, [boy], day)[0].because
    four = findings(rules, asked, [boy, sister, boy, sister], day)
    assert "4 children together are more than 3" in four[0].because
    needs = [replace(rules[0], need_codes=("N2",))]
    assert "the need is" in findings(needs, asked, [boy], day)[0].because


def test_a_rule_takes_over_from_its_day_and_what_held_before_is_kept(
    officer: Session, head: Session, draft: str
) -> None:
    with pytest.raises(Refused, match="may not manage officers and limits"):
        set_core_business(officer, YOUNGER)
    set_core_business(head, YOUNGER)
    before, now = own_rules(head.tables)
    assert before.period == Period(first_rules()[0].period.start, date(2026, 11, 1))
    assert rule_words(now) == "Ages 0 to 10, up to 2 together; not with fire-setting"
    assert rules_on([before, now], date(2026, 10, 31))[0] == before
    asked = request(officer.tables, draft)
    (fostering, _) = core_findings(officer.tables, asked, officer.today())
    assert fostering.because == "age 13 is outside 0 to 10"
    with pytest.raises(BadInput, match="holds from 1 Nov 2026 already"):
        set_core_business(head, YOUNGER)
    set_core_business(head, replace(YOUNGER, age_from=11, age_to=15), beside=True)
    assert core_findings(officer.tables, asked, officer.today())[0].meets is False  # 9 and 13
    for wrong in (
        replace(YOUNGER, age_from=12, age_to=3),
        replace(YOUNGER, kind=ProvisionType.CHILDRENS_HOME),
        replace(YOUNGER, not_for=("arson",)),
        replace(YOUNGER, need_codes=("N99",)),
    ):
        with pytest.raises(BadInput):
            set_core_business(head, wrong)
    with pytest.raises(BadInput, match="The rule begins on"):
        end_core_business(head, now.id, date(2026, 11, 1))
    end_core_business(head, now.id, date(2026, 12, 1))
    assert own_rules(head.tables)[1].period.end == date(2026, 12, 1)


def test_our_own_come_first_only_for_their_core_business(
    officer: Session, head: Session, authorised: str, market: Market
) -> None:
    market.search(officer, authorised)
    with pytest.raises(Refused, match="has not been sent to in-house"):
        release_request(officer, authorised, Rung.TIER_1)
    release_request(officer, authorised, Rung.IN_HOUSE)
    own = market.ids["own"]
    with pytest.raises(Refused, match="In-house has not answered"):
        release_request(officer, authorised, Rung.TIER_1)
    record_response(officer, authorised, own, ResponseKind.DECLINE, reason="no-place")
    record_response(officer, authorised, own, ResponseKind.QUERY, note="Perhaps after all?")
    # A boy of thirteen is no longer theirs, so that nobody need wait for them.
    set_core_business(head, YOUNGER)
    assert release_request(officer, authorised, Rung.TIER_1).round_number == 2
