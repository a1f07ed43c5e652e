"""Approvals of decisions that were given by word and wait for their approver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import Approval
from resources_app.approvals.queries import unconfirmed
from resources_app.foundations.clock import local_day
from resources_app.foundations.working_days import add_working_days
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class SpokenOn:
    """A spoken approval of a request's decision, and the last day for confirming it."""

    approval: Approval
    request_reference: str
    due_on: date


def unconfirmed_decisions(tables: Tables) -> list[SpokenOn]:
    """Spoken approvals of decisions that nobody has confirmed or denied, oldest first."""
    found = []
    for one in unconfirmed(tables):
        if one.subject.table != "decision":
            continue
        reference = tables.value(
            """SELECT placement_request.reference FROM decision
                 JOIN placement_request ON placement_request.id = decision.request_id
                WHERE decision.id = ?""",
            (one.subject.id,),
        )
        found.append(SpokenOn(one, str(reference), confirm_by(one)))
    return found


def spoken_on(tables: Tables, decision_id: str) -> SpokenOn | None:
    """The spoken approval of a decision that waits for its approver, if there is one."""
    every = unconfirmed_decisions(tables)
    return next((one for one in every if one.approval.subject.id == decision_id), None)


def confirm_by(one: Approval) -> date:
    """The working day after it was spoken, counted in (DOMAIN: Approval)."""
    return add_working_days(local_day(one.decided_at), 1)
