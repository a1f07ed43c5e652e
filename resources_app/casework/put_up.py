"""What a decision puts up for approval: its cost, in words, and what an approval is bound to."""

from __future__ import annotations

from resources_app.approvals.model import Cost, Subject
from resources_app.foundations.errors import Refused
from resources_app.foundations.money import pounds
from resources_app.requests.costs import cost_of
from resources_app.requests.digest import binding_now
from resources_app.requests.model import Decision, Offer


def cost_put_up(offer: Offer) -> Cost:
    """What an offer puts up for approval: one-offs count in the year, never in the week."""
    spent = cost_of(offer.prices, offer.available_from)
    return Cost(spent.weekly_pence, spent.annual_pence + spent.one_off_pence)


def approval_sentence(offer: Offer) -> str:
    """What an approval of an offer is asked for, for the approver's screen and the command line."""
    cost = cost_put_up(offer)
    return (
        f"{offer.service_name}: {pounds(cost.weekly_pence)} a week, "
        f"{pounds(cost.annual_pence)} in the first twelve months."
    )


def require_unchanged(decision: Decision, offer: Offer) -> None:
    """Raise Refused when what was decided is no longer what is there."""
    if binding_now(decision, offer) != decision.bound_sha256:
        raise Refused(
            "What was decided has changed since: the offer, who pays, or what was said for it.",
            remedy="Decide again on what is offered now.",
        )


def subject_of(decision: Decision) -> Subject:
    """What an approval of a decision is bound to."""
    return Subject("decision", decision.id, decision.bound_sha256)
