"""A price line in words: the one place where an offer's prices are put into a sentence.

The comparison, the command line and the desktop all say them as they are said here.
"""

from __future__ import annotations

from resources_app.agreements.model import Unit
from resources_app.foundations.money import pounds
from resources_app.requests.model import NewPrice, OfferPrice


def amount_text(pence: int, unit: str) -> str:
    """`£1,040.00 a week`, `£65.00 an hour`, `£250.00 once`, for the pence of one unit."""
    return f"{pounds(pence)} {Unit(unit).each}"


def asked_text(line: OfferPrice | NewPrice) -> str:
    """`£1,083.00 a week`, or `2 × £65.00 an hour` for more than one."""
    several = f"{line.quantity} × " if line.quantity > 1 else ""
    return f"{several}{amount_text(line.amount_pence, line.unit)}"


def line_text(line: OfferPrice) -> str:
    """`£1,083.00 a week, contract £1,040.00`, or that the contract has no price for it."""
    asked = asked_text(line)
    if line.contract_pence is None:
        return f"{asked}, no contract price"
    if line.contract_pence == line.amount_pence:
        return f"{asked}, as contract"
    return f"{asked}, contract {pounds(line.contract_pence)}"


def why_not_contract(line: OfferPrice, above_reason: str) -> str:
    """Why a child's agreement pays other than the contract's price for a line, in words."""
    if line.contract_pence is None:
        return "The contract has no price for it."
    if line.amount_pence < line.contract_pence:
        return f"Below the contract price of {amount_text(line.contract_pence, line.unit)}."
    return above_reason
