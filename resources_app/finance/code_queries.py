"""Reads cost codes, suppliers and purchase orders."""

from __future__ import annotations

from resources_app.finance.model import CostCode, PurchaseOrder, Supplier
from resources_app.foundations.dates import stored_period
from resources_app.store.tables import Row, Tables


def cost_codes(tables: Tables) -> list[CostCode]:
    """Every row of the cost codes, the general ones first."""
    rows = tables.rows(
        "SELECT * FROM cost_code ORDER BY provision_type, element, funder, effective_from, id"
    )
    return [
        CostCode(
            id=row["id"],
            provision_type=row["provision_type"],
            element=row["element"],
            funder=row["funder"],
            cost_centre=row["cost_centre"],
            account_code=row["account_code"],
            period=stored_period(row["effective_from"], row["effective_to"]),
        )
        for row in rows
    ]


def provider_names(tables: Tables) -> dict[str, str]:
    """What each provider is called, by id."""
    return {row["id"]: row["name"] for row in tables.rows("SELECT id, name FROM provider")}


def suppliers(tables: Tables) -> dict[str, Supplier]:
    """How the finance system knows each provider, by provider's id."""
    return {
        row["provider_id"]: Supplier(row["provider_id"], row["number"], row["name"])
        for row in tables.rows("SELECT * FROM supplier ORDER BY name, number")
    }


def purchase_orders(tables: Tables) -> list[PurchaseOrder]:
    """Every purchase order, by number."""
    return [_order(row) for row in tables.rows("SELECT * FROM purchase_order ORDER BY number")]


def _order(row: Row) -> PurchaseOrder:
    period = stored_period(row["start_date"], row["end_date"])
    return PurchaseOrder(row["number"], row["provider_id"], row["ipa_id"], period)
