"""Which cost centre, account code and purchase order a charge is booked to.

Of several rows that answer, the most particular does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from resources_app.finance.model import CostCode, PurchaseOrder
from resources_app.foundations.errors import Refused

# What a row may leave open, the most particular first: a row that names the funder beats one
# that names the element, and that one beats one that names the kind of home.
_PARTICULAR = ("funder", "element", "provision_type")


def cost_code_for(
    codes: Iterable[CostCode], *, provision_type: str, element: str, funder: str, on: date
) -> CostCode | None:
    """The row that answers on a day, or None. An empty field of a row holds for anything.

    Of rows that answer, the one that names more is more particular; of two that name as much,
    the one that names the funder, then the element.
    """
    asked = {"provision_type": provision_type, "element": element, "funder": funder}
    answering = [
        code
        for code in codes
        if on in code.period
        and all(getattr(code, name) in ("", value) for name, value in asked.items())
    ]
    return max(answering, key=lambda code: (_named(code), code.period.start, code.id), default=None)


def _named(code: CostCode) -> tuple[int, ...]:
    named = [bool(getattr(code, name)) for name in _PARTICULAR]
    return (sum(named), *map(int, named))


def refuse_two_answers(codes: Sequence[CostCode], new: CostCode) -> None:
    """Raise Refused when another row names exactly the same for some of the same days."""
    for code in codes:
        same = all(getattr(code, name) == getattr(new, name) for name in _PARTICULAR)
        if same and code.period.overlaps(new.period):
            named = [getattr(new, name) for name in reversed(_PARTICULAR)]
            what = ", ".join(filter(None, named)) or "everything"
            raise Refused(
                f"{code.cost_centre} / {code.account_code} is booked for {what} already.",
                remedy="End that row before the new one begins.",
            )


def order_for(
    orders: Iterable[PurchaseOrder], provider_id: str, ipa_id: str | None, day: date
) -> PurchaseOrder | None:
    """The order that a charge of a day goes on: the IPA's own, else the provider's for all."""
    answering = [one for one in orders if one.provider_id == provider_id and day in one.period]
    own = [one for one in answering if ipa_id is not None and one.ipa_id == ipa_id]
    general = [one for one in answering if one.ipa_id is None]
    return next(iter(own or general), None)
