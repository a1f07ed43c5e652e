"""The digest that binds an approval to exactly what was seen: the offer, its prices, and the
decision for it with who pays.

When any of it changes afterwards the digest does, and the approval lapses. A decision says by the
start of its digest how it was made, so that those made in an earlier way still stand.
"""

from __future__ import annotations

import hashlib
import json

from resources_app.requests.model import Decision, NewDecision, Offer

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


# What a decision says beside the offer, as it is read by whoever approves it.
_BINDING_WORDS = ("reasons", "alternatives", "value_for_money", "child_views", "family_views")
# Before this way of binding, a digest had no start of its own and was of the offer alone.
_WHOLE = "2:"


def decision_digest(decision: Decision | NewDecision, offer: Offer) -> str:
    """What an approval of a decision for an offer is bound to: both, and the funding split.

    `2:` and a SHA-256, hexadecimal, whatever the order of price lines and funders.
    """
    said = {name: getattr(decision, name).strip() for name in _BINDING_WORDS}
    split = sorted((one.funder, one.share) for one in decision.funding if one.share)
    return _WHOLE + sha256_of({"offer": _bound(offer), "decision": said, "funding": split})


def binding_now(decision: Decision, offer: Offer) -> str:
    """A decision's digest as things are now, made in the way it was made then.

    It is `Decision.bound_sha256` as long as nothing that was approved has changed.
    """
    if decision.bound_sha256.startswith(_WHOLE):
        return decision_digest(decision, offer)
    return offer_digest(offer)


def offer_digest(offer: Offer) -> str:
    """SHA-256, hexadecimal, over the offer and its prices, whatever the order of the lines."""
    return sha256_of(_bound(offer))


def _bound(offer: Offer) -> dict[str, object]:
    bound = {name: _plain(getattr(offer, name)) for name in _BINDING}
    lines = [{name: getattr(line, name) for name in _BINDING_PRICE} for line in offer.prices]
    bound["prices"] = sorted(lines, key=lambda line: json.dumps(line, sort_keys=True))
    return bound


def sha256_of(content: object) -> str:
    """SHA-256, hexadecimal, over JSON written one way."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
