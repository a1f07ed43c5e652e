"""Keeping what the finance system asks for: cost codes, supplier numbers, purchase orders."""

from __future__ import annotations

from resources_app.agreements.model import Element
from resources_app.finance.code_queries import cost_codes
from resources_app.finance.cost_codes import refuse_two_answers
from resources_app.finance.model import (
    TOLERANCE_SETTING,
    CostCode,
    PurchaseOrder,
    Supplier,
)
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.phrases import joined
from resources_app.providers.model import ProvisionType
from resources_app.providers.queries import provider
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.actions import keep_setting
from resources_app.team.model import Permission
from resources_app.team.permissions import require

# A tolerance above this would hide what ought to be asked about.
_LARGEST_TOLERANCE = 1_000


def add_cost_code(session: Session, new: CostCode) -> Changes:
    """Add a row to the cost codes; its `id` is given by the store.

    Raises BadInput for an unknown kind of home or element, or an empty code; Refused when a row
    for exactly the same holds on some of the same days.
    """
    require(session, Permission.KEEP_INVOICES)
    _one_of(new.provision_type, [str(one) for one in ProvisionType], "Kind of home")
    _one_of(new.element, [str(one) for one in Element], "Element")
    for text, field in ((new.cost_centre, "Cost centre"), (new.account_code, "Account code")):
        if not text.strip():
            raise BadInput("This is needed.", where=Where(field=field))
    with session.act("add_cost_code") as act:
        refuse_two_answers(cost_codes(act.tables), new)
        act.tables.insert(
            "cost_code",
            {
                "id": session.new_id(),
                "provision_type": new.provision_type,
                "element": new.element,
                "funder": new.funder.strip(),
                "cost_centre": new.cost_centre.strip(),
                "account_code": new.account_code.strip(),
                "effective_from": new.period.start.isoformat(),
                "effective_to": new.period.end.isoformat() if new.period.end else None,
            },
        )
    return act.changes


def _one_of(text: str, known: list[str], field: str) -> None:
    if text and text not in known:
        raise BadInput(
            f"“{text}” is not known.",
            where=Where(field=field),
            remedy=f"Leave it empty for any, or use {joined(known, 'or')}.",
        )


def set_supplier(session: Session, new: Supplier) -> Changes:
    """Say by which number the finance system knows a provider. Raises BadInput, NotFound."""
    require(session, Permission.KEEP_INVOICES)
    found = provider(session.tables, new.provider_id)
    if not new.number.strip():
        raise BadInput("This is needed.", where=Where(field="Supplier number"))
    with session.act("set_supplier") as act:
        held = act.tables.value("SELECT id FROM supplier WHERE provider_id = ?", (found.id,))
        row = {"number": new.number.strip(), "name": new.name.strip() or found.name}
        if held is None:
            act.tables.insert("supplier", {"id": session.new_id(), "provider_id": found.id, **row})
        else:
            act.tables.update("supplier", held, row)
    return act.changes


def add_purchase_order(session: Session, new: PurchaseOrder) -> Changes:
    """Add a purchase order. Raises BadInput for a number that is taken, NotFound."""
    require(session, Permission.KEEP_INVOICES)
    provider(session.tables, new.provider_id)
    number = new.number.strip()
    with session.act("add_purchase_order") as act:
        taken = act.tables.value("SELECT 1 FROM purchase_order WHERE number = ?", (number,))
        if not number or taken is not None:
            what = f"Order {number} is there already." if number else "This is needed."
            raise BadInput(what, where=Where(field="Purchase order"))
        act.tables.insert(
            "purchase_order",
            {
                "id": session.new_id(),
                "number": number,
                "provider_id": new.provider_id,
                "ipa_id": new.ipa_id,
                "start_date": new.period.start.isoformat(),
                "end_date": new.period.end.isoformat() if new.period.end else None,
            },
        )
    return act.changes


def set_tolerance(session: Session, pence: int) -> Changes:
    """Set by how many pence a line may differ and still agree, inclusive. Raises BadInput."""
    require(session, Permission.MANAGE_TEAM)
    if not 0 <= pence <= _LARGEST_TOLERANCE:
        raise BadInput(
            f"A tolerance of {pence} pence is not taken.",
            where=Where(field="Tolerance"),
            remedy=f"Give 0 to {_LARGEST_TOLERANCE} pence.",
        )
    with session.act("set_invoice_tolerance") as act:
        keep_setting(act.tables, TOLERANCE_SETTING, str(pence))
    return act.changes
