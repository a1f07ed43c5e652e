"""Homes outside the council's area that still lack the approval of regulation 11."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import ApprovalKind
from resources_app.casework.put_up import subject_of
from resources_app.children.describing import child_words
from resources_app.foundations.dates import stored_day
from resources_app.placements.area_queries import approval_lacking, area_of_offer
from resources_app.requests.list_model import RequestSummary
from resources_app.requests.list_queries import list_requests
from resources_app.requests.model import State, Urgency
from resources_app.requests.offer_queries import offer, standing_decision
from resources_app.store.tables import Tables

_DECIDED = (State.DECISION_MADE, State.APPROVED)
_MOST = 500


@dataclass(frozen=True)
class AreaWaiting:
    """An approval that a decision lacks: `by` is the day the child must have a home, or the last
    of the five working days of an emergency (included); `asked_by` an officer's id."""

    kind: ApprovalKind
    reference: str
    who: str
    by: date | None
    asked_by: str
    emergency: bool


def areas_waiting(tables: Tables, today: date) -> list[AreaWaiting]:
    """The decisions that no child is placed on yet, then the placements of emergencies."""
    return [*_before(tables, today), *_after(tables)]


def _before(tables: Tables, today: date) -> Iterator[AreaWaiting]:
    for one in list_requests(tables, today, states=_DECIDED, limit=_MOST).requests:
        decision = standing_decision(tables, one.id)
        if decision is None:
            continue
        chosen = offer(tables, decision.offer_id)
        lacking = approval_lacking(tables, subject_of(decision), area_of_offer(tables, chosen))
        if lacking:
            yield AreaWaiting(
                ApprovalKind(lacking),
                one.reference,
                f"{_child(one)}: {chosen.service_name}",
                one.needed_by_date,
                decision.decided_by,
                one.urgency is Urgency.EMERGENCY,
            )


def _child(one: RequestSummary) -> str:
    return f"{one.child_initials}, {child_words(one.child_sex, one.child_age, one.siblings)}"


def _after(tables: Tables) -> Iterator[AreaWaiting]:
    """The duty that an emergency leaves, once a request though sisters owe it too."""
    rows = tables.rows(
        """SELECT duty.duty, min(duty.due_on) AS due_on, service.name,
                  placement_request.reference, decision.decided_by
             FROM duty JOIN placement ON placement.id = duty.placement_id
             JOIN service ON service.id = placement.service_id
             JOIN placement_request ON placement_request.id = placement.request_id
             JOIN decision ON decision.request_id = placement_request.id
                          AND decision.set_aside_at IS NULL
            WHERE duty.done_on IS NULL AND duty.not_needed = '' AND duty.duty LIKE 'approval: %'
            GROUP BY placement_request.id, duty.duty ORDER BY due_on, placement_request.reference"""
    )
    for row in rows:
        yield AreaWaiting(
            ApprovalKind(row["duty"].removeprefix("approval: ")),
            row["reference"],
            f"Placed in an emergency: {row['name']}",
            stored_day(row["due_on"]),
            row["decided_by"],
            emergency=True,
        )
