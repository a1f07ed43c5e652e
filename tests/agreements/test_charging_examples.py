"""Charges worked out by hand from the rules, each with its arithmetic in words.

The amounts were worked out on paper (DOMAIN: Money, Nights; the issue's list of cases), not read
off the program. To add an example: a row with a stay, a period, the pence, and how it is reckoned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from resources_app.agreements.bulk_charging import charges_by_period
from resources_app.agreements.charge_model import (
    Absence,
    AbsenceReason,
    Account,
    Basis,
    ChargeTerms,
    Combination,
    Count,
    Delivery,
    DiscountKind,
    DiscountRule,
    FundingSpan,
    RetainerRule,
)
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.dates import Period
from tests.agreements.charging_cases import day, days, line, rate, stay

ALWAYS = days("2000-01-01")
SIBLING_5 = DiscountRule(DiscountKind.SIBLING, 2, 500, ALWAYS)
VOLUME_3 = DiscountRule(DiscountKind.VOLUME, 10, 300, ALWAYS)
LONG_STAY_2 = DiscountRule(DiscountKind.LONG_STAY, 366, 200, ALWAYS)
HOSPITAL = RetainerRule(AbsenceReason.HOSPITAL, full_nights=14, share=5_000, most_nights=42)
MISSING = RetainerRule(AbsenceReason.MISSING, full_nights=7, share=8_000)

# £1,083.00 until 31 March 2027, £1,120.91 from 1 April; £1,250.00 from a 16th birthday.
BANDS = (
    rate(108_300, "2026-04-01", "2027-04-01", (11, 15)),
    rate(112_091, "2027-04-01", None, (11, 15)),
    rate(125_000, "2026-04-01", None, (16, 17)),
)


@dataclass(frozen=True)
class Example:
    """What is charged for a period, and how a person reckons it."""

    name: str
    account: Account
    period: Period
    pence: int
    reckoned: str


EXAMPLES = (
    Example(
        "four whole weeks",
        stay(line(108_300)),
        days("2026-02-02", "2026-03-02"),
        433_200,
        "28 nights are four weeks: 4 × £1,083.00 = £4,332.00.",
    ),
    Example(
        "a part week",
        stay(line(108_300)),
        days("2026-02-02", "2026-02-05"),
        46_414,
        "3 nights: £1,083.00 × 3 ÷ 7 = £464.142…, so £464.14.",
    ),
    Example(
        "half a penny goes up",
        stay(line(8_501, element=Element.THERAPY, unit=Unit.SESSION, basis=Basis.DELIVERED,
                  deliveries=(Delivery(day("2026-01-07"), 50),))),
        days("2026-01-01", "2026-02-01"),
        4_251,
        "Half a session at £85.01 is £42.505, so £42.51. (Sevenths never come to a half.)",
    ),
    Example(
        "February in a leap year",
        stay(line(108_300), start="2027-06-01"),
        days("2028-02-01", "2028-03-01"),
        448_671,
        "29 nights: £1,083.00 × 29 ÷ 7 = £4,486.714…, so £4,486.71.",
    ),
    Example(
        "February in a common year",
        stay(line(108_300)),
        days("2027-02-01", "2027-03-01"),
        433_200,
        "28 nights: four weeks.",
    ),
    Example(
        "a year is its nights, not 52 weeks",
        stay(line(108_300), start="2026-04-01"),
        days("2026-04-01", "2027-04-01"),
        5_647_071,
        "365 nights: £1,083.00 × 365 ÷ 7 = £56,470.714…, so £56,470.71; 52 weeks would be"
        " £56,316.00.",
    ),
    Example(
        "an uplift in mid week",
        stay(line(108_300, "2026-06-01", rates=BANDS, born=day("2012-07-20")), start="2026-06-01"),
        days("2027-03-29", "2027-04-05"),
        110_466,
        "1 April 2027 is a Thursday. 3 nights at £1,083.00 and 4 at £1,120.91 are"
        " (3 × 108,300 + 4 × 112,091) ÷ 7 = 773,264 ÷ 7 = 110,466.28 pence.",
    ),
    Example(
        "a birthday into another age band",
        stay(line(108_300, "2026-06-01", rates=BANDS, born=day("2010-09-10")), start="2026-06-01"),
        days("2026-09-07", "2026-09-14"),
        117_843,
        "16 on Thursday 10 September: 3 nights at £1,083.00, 4 at £1,250.00:"
        " (324,900 + 500,000) ÷ 7 = 117,842.86 pence.",
    ),
    Example(
        "born on 29 February, 16 on 1 March",
        stay(line(108_300, "2026-06-01", rates=BANDS, born=day("2012-02-29")), start="2026-06-01"),
        days("2028-02-28", "2028-03-01"),
        33_870,
        "2028 is a leap year, so the birthday is 29 February: the night of the 28th at"
        " £1,120.91, that of the 29th at £1,250.00: (112,091 + 125,000) ÷ 7 = 33,870.14.",
    ),
    Example(
        "an ending before the start of a new rate",
        stay(line(108_300, "2026-06-01", "2027-03-31", rates=BANDS, born=day("2012-07-20")),
             start="2026-06-01", end="2027-03-31"),
        days("2027-03-22", "2027-04-19"),
        139_243,
        "The last night is 30 March: 9 nights at £1,083.00, none at the new price:"
        " 974,700 ÷ 7 = 139,242.86 pence.",
    ),
    Example(
        "the day of leaving is not charged",
        stay(line(108_300), end="2026-01-08"),
        days("2026-01-01", "2026-02-01"),
        108_300,
        "1 to 8 January: seven nights.",
    ),
    Example(
        "the day of leaving, where the agreement charges it",
        stay(line(108_300, end="2026-01-08"), end="2026-01-08",
             terms=ChargeTerms(charges_day_of_leaving=True)),
        days("2026-01-01", "2026-02-01"),
        123_771,
        "Seven nights and the day of leaving: £1,083.00 × 8 ÷ 7 = £1,237.714…",
    ),
    Example(
        "a line that ended earlier gets no day of leaving",
        stay(line(108_300, end="2026-01-06"), end="2026-01-08",
             terms=ChargeTerms(charges_day_of_leaving=True)),
        days("2026-01-01", "2026-02-01"),
        77_357,
        "The line ends on the 6th, the child leaves on the 8th: 5 nights, 541,500 ÷ 7 = 77,357.14.",
    ),
    Example(
        "came and left on one day",
        stay(line(108_300, end="2026-01-01"), end="2026-01-01"),
        days("2026-01-01", "2026-02-01"),
        0,
        "No night was slept there.",
    ),
    Example(
        "the second of two sisters",
        stay(line(100_000), terms=ChargeTerms(discounts=(SIBLING_5,)),
             sibling_places=(Count(days("2026-01-01"), 2),)),
        days("2026-01-05", "2026-01-12"),
        95_000,
        "£1,000.00 less 5 % = £950.00 for the week.",
    ),
    Example(
        "the elder sister leaves in mid week",
        stay(line(100_000), terms=ChargeTerms(discounts=(SIBLING_5,)),
             sibling_places=(Count(days("2026-01-01", "2026-01-08"), 2),
                             Count(days("2026-01-08"), 1))),
        days("2026-01-05", "2026-01-12"),
        97_857,
        "3 nights as the second child at £950.00 and 4 as the only one at £1,000.00:"
        " (285,000 + 400,000) ÷ 7 = 97,857.14 pence.",
    ),
    Example(
        "a sister who stays on the day her brother leaves keeps her discount that day",
        stay(line(100_000, end="2026-01-08"), end="2026-01-08",
             terms=ChargeTerms(charges_day_of_leaving=True, discounts=(SIBLING_5,)),
             sibling_places=(Count(days("2026-01-01", "2026-01-08"), 2),)),
        days("2026-01-01", "2026-02-01"),
        108_571,
        "Eight days at £950.00 a week: 760,000 ÷ 7 = 108,571.43: the day of leaving is priced as"
        " the night before it.",
    ),
    Example(
        "a long stay reaches its 366th night",
        stay(line(100_000, "2025-01-06"), start="2025-01-06",
             terms=ChargeTerms(discounts=(LONG_STAY_2,))),
        days("2026-01-05", "2026-01-12"),
        98_286,
        "The 366th night is 6 January 2026: one night at £1,000.00 and six at £980.00:"
        " (100,000 + 588,000) ÷ 7 = 98,285.71 pence.",
    ),
    Example(
        "discounts one after another",
        stay(line(108_333, "2024-01-01"), start="2024-01-01",
             terms=ChargeTerms(discounts=(LONG_STAY_2, SIBLING_5, VOLUME_3)),
             sibling_places=(Count(ALWAYS, 3),), volumes=(Count(ALWAYS, 12),)),
        days("2026-01-05", "2026-01-12"),
        97_832,
        "£1,083.33 less 5 % is £1,029.1635, £1,029.16; less 3 % is £998.2852, £998.29; less 2 % is"
        " £978.3242, £978.32.",
    ),
    Example(
        "discounts added together",
        stay(line(108_333, "2024-01-01"), start="2024-01-01",
             terms=ChargeTerms(discounts=(SIBLING_5, VOLUME_3, LONG_STAY_2),
                               combination=Combination.ADDED),
             sibling_places=(Count(ALWAYS, 3),), volumes=(Count(ALWAYS, 12),)),
        days("2026-01-05", "2026-01-12"),
        97_500,
        "5 + 3 + 2 is 10 %: £1,083.33 less 10 % is £974.997, £975.00.",
    ),
    Example(
        "the largest discount only",
        stay(line(108_333, "2024-01-01"), start="2024-01-01",
             terms=ChargeTerms(discounts=(SIBLING_5, VOLUME_3, LONG_STAY_2),
                               combination=Combination.LARGEST),
             sibling_places=(Count(ALWAYS, 3),), volumes=(Count(ALWAYS, 12),)),
        days("2026-01-05", "2026-01-12"),
        102_916,
        "£1,083.33 less 5 % is £1,029.1635, £1,029.16.",
    ),
    Example(
        "hospital: full for fourteen nights, then half",
        stay(line(100_000), terms=ChargeTerms(retainers=(HOSPITAL,)),
             absences=(Absence(AbsenceReason.HOSPITAL, days("2026-03-02", "2026-03-23")),)),
        days("2026-03-02", "2026-03-30"),
        350_000,
        "Two weeks away in full, one week at half, one week back: 2 + ½ + 1 = 3½ weeks.",
    ),
    Example(
        "hospital beyond its forty-two nights",
        stay(line(100_000), terms=ChargeTerms(retainers=(HOSPITAL,)),
             absences=(Absence(AbsenceReason.HOSPITAL, days("2026-03-02")),)),
        days("2026-03-02", "2026-05-04"),
        400_000,
        "Nine weeks away: two in full, four at half (£2,000.00), and nothing for the three beyond"
        " 42 nights.",
    ),
    Example(
        "hospital beyond, approved for one week more",
        stay(line(100_000), terms=ChargeTerms(retainers=(HOSPITAL,)),
             absences=(Absence(AbsenceReason.HOSPITAL, days("2026-03-02"), day("2026-04-20")),)),
        days("2026-03-02", "2026-05-04"),
        450_000,
        "As before, and the seventh week at half: 2 + 5 × ½ = 4½ weeks.",
    ),
    Example(
        "missing, and a reason the agreement says nothing of",
        stay(line(100_000), terms=ChargeTerms(retainers=(MISSING,)),
             absences=(Absence(AbsenceReason.MISSING, days("2026-03-02", "2026-03-16")),
                       Absence(AbsenceReason.HOLIDAY, days("2026-03-16", "2026-03-23")))),
        days("2026-03-02", "2026-03-30"),
        380_000,
        "Missing: one week in full, one at 80 %; the holiday is paid in full; a week at home:"
        " 1 + 0.8 + 1 + 1 = 3.8 weeks.",
    ),
    Example(
        "a retainer on a discounted price",
        stay(line(108_333), terms=ChargeTerms(retainers=(MISSING,), discounts=(SIBLING_5,)),
             sibling_places=(Count(ALWAYS, 2),),
             absences=(Absence(AbsenceReason.MISSING, days("2026-03-02", "2026-03-16")),)),
        days("2026-03-09", "2026-03-16"),
        82_333,
        "£1,029.16 after the discount; 80 % of it is £823.328, £823.33.",
    ),
    Example(
        "education goes on while the child is in hospital",
        stay(line(50_000, element=Element.EDUCATION), terms=ChargeTerms(retainers=(HOSPITAL,)),
             absences=(Absence(AbsenceReason.HOSPITAL, days("2026-01-05", "2026-03-02")),)),
        days("2026-02-02", "2026-02-09"),
        50_000,
        "The retainer is for the place where the child lives: a week of school is a week.",
    ),
    Example(
        "five hours of extra staffing a week",
        stay(line(2_150, element=Element.EXTRA_STAFFING, unit=Unit.HOUR, quantity=5)),
        days("2026-01-01", "2026-01-11"),
        15_357,
        "£21.50 × 5 = £107.50 a week; 10 nights: £107.50 × 10 ÷ 7 = £153.571…",
    ),
    Example(
        "sessions that were given",
        stay(line(8_500, element=Element.THERAPY, unit=Unit.SESSION, basis=Basis.DELIVERED,
                  deliveries=(Delivery(day("2026-01-07"), 100), Delivery(day("2026-01-14"), 150),
                              Delivery(day("2026-02-04"), 100)))),
        days("2026-01-01", "2026-02-01"),
        21_250,
        "One session and one and a half in January: 2½ × £85.00 = £212.50.",
    ),
    Example(
        "miles, to the tenth",
        stay(line(45, element=Element.TRANSPORT, unit=Unit.MILE, basis=Basis.DELIVERED,
                  deliveries=(Delivery(day("2026-01-07"), 1_230),
                              Delivery(day("2026-01-08"), 1_230)))),
        days("2026-01-01", "2026-02-01"),
        1_107,
        "2 × 12.3 miles × £0.45 = £11.07.",
    ),
    Example(
        "a one-off on the first day",
        stay(line(25_000, "2026-01-01", unit=Unit.ONE_OFF, element=Element.ONE_OFF)),
        days("2026-01-01", "2026-02-01"),
        25_000,
        "A clothing grant of £250.00, once.",
    ),
    Example(
        "a one-off is in one month only",
        stay(line(25_000, "2026-01-01", unit=Unit.ONE_OFF, element=Element.ONE_OFF)),
        days("2026-02-01", "2026-03-01"),
        0,
        "It was in January.",
    ),
    Example(
        "a credit",
        stay(line(108_300),
             line(-46_414, "2026-01-20", unit=Unit.ONE_OFF, element=Element.ONE_OFF)),
        days("2026-01-05", "2026-02-02"),
        386_786,
        "Four weeks, £4,332.00, less £464.14 given back.",
    ),
    Example(
        "a credit of a part week mirrors the charge",
        stay(line(-108_300)),
        days("2026-02-02", "2026-02-05"),
        -46_414,
        "Minus £464.142…: rounded away from nothing as the charge was.",
    ),
    Example(
        "a term's fee in its first month",
        stay(line(915_000, "2026-09-01", element=Element.EDUCATION, unit=Unit.TERM),
             start="2026-09-01"),
        days("2026-09-01", "2026-10-01"),
        225_000,
        "The autumn term, 1 September to 31 December, has 122 days:"
        " £9,150.00 × 30 ÷ 122 = £2,250.00.",
    ),
    Example(
        "a child who comes in the middle of a term",
        stay(line(915_000, "2026-12-01", element=Element.EDUCATION, unit=Unit.TERM),
             start="2026-12-01"),
        days("2026-12-01", "2027-02-01"),
        547_667,
        "31 of 122 days, £2,325.00, and 31 of the spring term's 90, £3,151.666…: £5,476.67.",
    ),
    Example(
        "an academic year, from 1 September to 31 August",
        stay(line(3_650_000, "2026-09-01", element=Element.EDUCATION, unit=Unit.ACADEMIC_YEAR),
             start="2026-09-01"),
        days("2026-09-01", "2026-09-11"),
        100_000,
        "£36,500.00 over 365 days is £100.00 a day; ten days.",
    ),
    Example(
        "where the contract has no price the amount agreed at the start stands",
        stay(line(108_300, "2026-06-01", rates=(rate(108_300, "2026-04-01", "2026-10-01"),),
                  born=day("2012-07-20")), start="2026-06-01"),
        days("2026-09-28", "2026-10-05"),
        108_300,
        "The rate ends on 30 September and none follows: a week at £1,083.00.",
    ),
    Example(
        "a price on application does not undo what was agreed",
        stay(line(120_000, "2026-06-01", rates=(rate(None, "2026-04-01"),),
                  born=day("2012-07-20")), start="2026-06-01"),
        days("2026-09-28", "2026-10-05"),
        120_000,
        "The contract names no amount; £1,200.00 was agreed.",
    ),
)  # fmt: skip


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
