"""Charges under discounts and retainers, worked out by hand: see test_charging_examples.py."""

from __future__ import annotations

from resources_app.agreements.charge_model import (
    Absence,
    AbsenceReason,
    ChargeTerms,
    Combination,
    Count,
    DiscountKind,
    DiscountRule,
    RetainerRule,
)
from resources_app.agreements.model import Element
from tests.agreements.charging_cases import day, days, line, stay
from tests.agreements.charging_examples import Example

ALWAYS = days("2000-01-01")
SIBLING_5 = DiscountRule(DiscountKind.SIBLING, 2, 500, ALWAYS)
VOLUME_3 = DiscountRule(DiscountKind.VOLUME, 10, 300, ALWAYS)
LONG_STAY_2 = DiscountRule(DiscountKind.LONG_STAY, 366, 200, ALWAYS)
HOSPITAL = RetainerRule(AbsenceReason.HOSPITAL, full_nights=14, share=5_000, most_nights=42)
MISSING = RetainerRule(AbsenceReason.MISSING, full_nights=7, share=8_000)

EXAMPLES = (
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
)  # fmt: skip
