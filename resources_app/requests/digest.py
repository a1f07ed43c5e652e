"""The digest that binds an approval to exactly the offer and prices that were seen.

When either changes afterwards the digest does, and the approval lapses.
"""

from __future__ import annotations

import hashlib
import json

from resources_app.requests.model import Offer

# What an offer is, leaving out what happens to it later (its status).
_BINDING = (
    "id",
    "request_id",
    "service_id",
    "setting_id",
    "membership_id",
    "carer_or_bed_code",
    "living_postcode",
    "available_from",
    "how_needs_met",
    "school_offered",
    "above_contract_reason",
)
_BINDING_PRICE = (
    "element",
    "unit",
    "quantity",
    "amount_pence",
    "contract_pence",
    "rate_id",
    "description",
    "vat_treatment",
)


def offer_digest(offer: Offer) -> str:
    """SHA-256, hexadecimal, over the offer and its prices, whatever the order of the lines."""
    bound = {name: _plain(getattr(offer, name)) for name in _BINDING}
    lines = [{name: getattr(line, name) for name in _BINDING_PRICE} for line in offer.prices]
    bound["prices"] = sorted(lines, key=lambda line: json.dumps(line, sort_keys=True))
    return sha256_of(bound)


def sha256_of(content: object) -> str:
    """SHA-256, hexadecimal, over JSON written one way."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
