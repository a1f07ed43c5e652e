"""VAT at the rate of the day.

Welfare care is exempt; fees of independent schools are standard-rated since 1 January 2025
(Finance Act 2025, section 47). Councils get most VAT back (Value Added Tax Act 1994, section
33): what they do not get back is a cost.
"""

from __future__ import annotations

from datetime import date

from resources_app.agreements.model import VatTreatment
from resources_app.foundations.dates import Period

# The standard rate, in hundredths of a per cent. To add a rate: end the last and add a row.
STANDARD_RATES: tuple[tuple[Period, int], ...] = (
    (Period(date(1991, 4, 1), date(2008, 12, 1)), 1_750),
    (Period(date(2008, 12, 1), date(2010, 1, 1)), 1_500),
    (Period(date(2010, 1, 1), date(2011, 1, 4)), 1_750),
    (Period(date(2011, 1, 4)), 2_000),
)


def vat_rates(treatment: VatTreatment, days: Period) -> list[tuple[Period, int]]:
    """The VAT rates in force in a period, each with its days; none for exempt and zero."""
    if treatment is not VatTreatment.STANDARD:
        return []
    return [(meet, rate) for period, rate in STANDARD_RATES if (meet := period.meet(days))]
