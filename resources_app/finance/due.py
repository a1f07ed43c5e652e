"""What a placement's agreement charges for one element over exactly the nights of a claim.

The charging engine (agreements/charging.py) does the arithmetic; this says it in the terms that
an invoice line is compared with.
"""

from __future__ import annotations

from collections.abc import Sequence

from resources_app.agreements.charge_model import Account, ChargePart, LineCharge
from resources_app.agreements.charging import line_charge
from resources_app.agreements.model import Element, Unit
from resources_app.finance.matching_invoices import Due
from resources_app.foundations.dates import Period


def due_for(accounts: Sequence[Account], element: Element, period: Period) -> Due:
    """What is due for an element over the nights of `period`, which has an end.

    `accounts` are those of one placement: none where no agreement pays for it.
    """
    of_element = [
        (account, line) for account in accounts for line in account.lines if line.element is element
    ]
    charged = [
        one
        for account, line in of_element
        if (one := line_charge(account, line, period)) is not None
    ]
    treatments = {line.id: str(line.vat_treatment) for _, line in of_element}
    return Due(
        net_pence=sum(one.net_pence for one in charged),
        vat_pence=sum(one.vat_pence for one in charged),
        nights=_nights(charged),
        commissioned=bool(charged),
        weekly_pence=_one_weekly_price(charged),
        vat_treatment=treatments[charged[0].line_id] if charged else "",
        why=tuple(sentence for one in charged for sentence in one.why),
    )


def _nights(charged: Sequence[LineCharge]) -> int:
    """Nights that cost something; lines that run side by side are not counted twice."""
    return max((sum(part.nights for part in _paid(one)) for one in charged), default=0)


def _paid(one: LineCharge) -> list[ChargePart]:
    return [part for part in one.parts if part.unit_pence]


def _one_weekly_price(charged: Sequence[LineCharge]) -> int | None:
    """The price of a week where one holds for all the nights; None where several do."""
    if len(charged) != 1 or charged[0].unit is not Unit.WEEK:
        return None
    prices = {part.unit_pence for part in charged[0].parts if part.unit_pence}
    return prices.pop() * charged[0].quantity if len(prices) == 1 else None
