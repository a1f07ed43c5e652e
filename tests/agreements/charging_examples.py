"""Charges of nights, rates and other lines, worked out by hand: see test_charging_examples.py.

To add an example: a row with a stay, a period, the pence, and how a person reckons it.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources_app.agreements.charge_model import Account, Basis, ChargeTerms, Delivery
from resources_app.agreements.model import Element, Unit
from resources_app.foundations.dates import Period
from tests.agreements.charging_cases import day, days, line, rate, stay

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
