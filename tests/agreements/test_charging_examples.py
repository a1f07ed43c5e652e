"""Charges worked out by hand from the rules, each with its arithmetic in words.

The amounts were worked out on paper (DOMAIN: Money, Nights; the issue's list of cases), not read
off the program. They stand in charging_examples.py and charging_examples_terms.py.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import (
    Absence,
    AbsenceReason,
    ChargeTerms,
    Count,
    FundingSpan,
)
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element, VatTreatment
from tests.agreements import charging_examples, charging_examples_terms
from tests.agreements.charging_cases import day, days, line, rate, stay
from tests.agreements.charging_examples import Example
from tests.agreements.charging_examples_terms import ALWAYS, MISSING, SIBLING_5

EXAMPLES = (*charging_examples.EXAMPLES, *charging_examples_terms.EXAMPLES)


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.name)
def test_a_charge_is_what_a_person_reckons(one: Example) -> None:
    assert charge(one.account, one.period).net_pence == one.pence, one.reckoned


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: one.name)
def test_many_at_once_is_the_same_as_one(one: Example) -> None:
    assert one.period.end is not None
    edges = (one.period.start, one.period.end)
    assert int(charges_by_period([one.account], edges).net.sum()) == one.pence, one.reckoned


@pytest.mark.parametrize(
    ("net", "vat", "cost", "recoverable", "reckoned"),
    [
        (100_000, 20_000, 100_000, True, "20 % of £1,000.00 comes back: the cost is net"),
        (100_000, 20_000, 120_000, False, "it does not come back: the cost is gross"),
        (50_003, 10_001, 60_004, False, "20 % of £500.03 is £100.006, £100.01"),
    ],
)
def test_vat_is_on_the_net_and_a_cost_only_where_it_does_not_come_back(
    net: int, vat: int, cost: int, recoverable: bool, reckoned: str
) -> None:
    school = line(net, element=Element.EDUCATION, vat_treatment=VatTreatment.STANDARD,
                  vat_recoverable=recoverable)  # fmt: skip
    found = charge(stay(school), days("2026-01-05", "2026-01-12"))
    assert (found.net_pence, found.vat_pence, found.cost_pence) == (net, vat, cost), reckoned
    many = charges_by_period([stay(school)], [day("2026-01-05"), day("2026-01-12")])
    assert (int(many.vat.sum()), int(many.cost.sum())) == (vat, cost), reckoned


def test_vat_follows_the_rate_of_the_day() -> None:
    """17½ % until 3 January 2011, 20 % after: one week of £700 with a day before and six after."""
    school = line(70_000, "2010-12-01", element=Element.EDUCATION,
                  vat_treatment=VatTreatment.STANDARD)  # fmt: skip
    account = stay(school, start="2010-12-01")
    found = charge(account, days("2011-01-03", "2011-01-10"))
    assert found.vat_pence == 1_750 + 12_000  # 17½ % of £100, 20 % of £600
    many = charges_by_period([account], [day("2011-01-03"), day("2011-01-10")])
    assert int(many.vat.sum()) == found.vat_pence


def test_every_step_is_said_in_words() -> None:
    account = stay(
        line(108_333, "2026-01-01", rates=(rate(108_333, "2025-04-01", "2026-04-01",
             source_cell="Lot 4!D6"),), born=day("2012-07-20")),
        terms=ChargeTerms(retainers=(MISSING,), discounts=(SIBLING_5,)),
        sibling_places=(Count(ALWAYS, 2),),
        absences=(Absence(AbsenceReason.MISSING, days("2026-03-02", "2026-03-16")),),
    )  # fmt: skip
    (found,) = charge(account, days("2026-03-09", "2026-03-18")).lines
    assert found.why == (
        "£1,083.33 a week (core weekly fee): agreement SC-2026 South Central, lot 4 Residential"
        " EBD, ages 0 to 17, from 1 Apr 2025 to 31 Mar 2026, read from Lot 4!D6.",
        "Less 5 % sibling discount from the 2nd child: £1,029.16.",
        "Away (missing) since 2 Mar 2026: 80 % from the 8th night: £823.33.",
        "From 9 Mar 2026 to 15 Mar 2026: 7 nights × £823.33 ÷ 7.",
        "£1,083.33 a week (core weekly fee): agreement SC-2026 South Central, lot 4 Residential"
        " EBD, ages 0 to 17, from 1 Apr 2025 to 31 Mar 2026, read from Lot 4!D6.",
        "Less 5 % sibling discount from the 2nd child: £1,029.16.",
        "From 16 Mar 2026 to 17 Mar 2026: 2 nights × £1,029.16 ÷ 7.",
        "Together £1,117.38, rounded once, half up.",
    )


def test_a_funding_split_that_changes_is_followed_to_the_day() -> None:
    """60 : 40 for three nights, all social care for four: 40 % of 3⁄7 of £700.00 is £120.00."""
    account = stay(line(70_000))
    account = replace(
        account,
        funding=(
            FundingSpan("social care", 6_000, days("2026-01-01", "2026-01-08")),
            FundingSpan("health", 4_000, days("2026-01-01", "2026-01-08")),
            FundingSpan("social care", 10_000, days("2026-01-08")),
        ),
    )
    shares = {
        one.funder: one.net_pence
        for one in charge(account, days("2026-01-05", "2026-01-12")).funding
    }
    assert shares == {"social care": 58_000, "health": 12_000}
