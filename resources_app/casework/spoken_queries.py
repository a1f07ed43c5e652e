"""Approvals of decisions that were given by word and wait for their approver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.approvals.model import Approval, ApprovalKind
from resources_app.approvals.queries import approvals_of, approvals_of_all, unconfirmed
from resources_app.foundations.clock import local_day
from resources_app.foundations.dates import Period
from resources_app.foundations.working_days import add_working_days
from resources_app.requests.model import Decision, Request, State
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class SpokenOn:
    """A spoken approval of a request's decision, and the last day for confirming it."""

    approval: Approval
    request_reference: str
    due_on: date

    @property
    def confirmed_on(self) -> date | None:
        """The local day on which it was confirmed; None while it waits."""
        at = self.approval.confirmed_at
        return local_day(at) if at else None


def unconfirmed_decisions(tables: Tables) -> list[SpokenOn]:
    """Spoken approvals of decisions that nobody has confirmed or denied, oldest first."""
    return _on_requests(tables, unconfirmed(tables))


def confirmed_late(tables: Tables, days: Period) -> list[SpokenOn]:
    """Spoken approvals of decisions that were confirmed on one of the days, after the last day
    for it; the first confirmed first."""
    since = tables.rows(
        """SELECT DISTINCT subject_id FROM approval
            WHERE spoken = 1 AND subject_table = 'decision' AND confirmed_at >= ?""",
        (days.start.isoformat(),),
    )
    given = approvals_of_all(tables, [("decision", row["subject_id"]) for row in since])
    found = [
        one
        for one in _on_requests(tables, given)
        if one.approval.spoken
        and (on := one.confirmed_on) is not None
        and on in days
        and on > one.due_on
    ]
    return sorted(found, key=lambda one: (one.confirmed_on or date.max, one.request_reference))


def _on_requests(tables: Tables, given: Iterable[Approval]) -> list[SpokenOn]:
    found = []
    for one in given:
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


def spoken_on(tables: Tables, request_reference: str) -> list[SpokenOn]:
    """The spoken approvals of a request that wait for their approvers, oldest first.

    That the decision was set aside since does not answer for what was said.
    """
    every = unconfirmed_decisions(tables)
    return [one for one in every if one.request_reference == request_reference]


def placed_on_denied(tables: Tables, request: Request, decision: Decision | None) -> bool:
    """Whether the child was placed on a word that was denied, and nobody approved it since."""
    if request.state is not State.PLACED or decision is None:
        return False
    given = approvals_of(tables, "decision", decision.id)
    money = [one for one in given if one.kind is ApprovalKind.MONEY]
    return bool(money) and money[-1].outcome == "refused"


def confirm_by(one: Approval) -> date:
    """The working day after it was spoken, counted in (DOMAIN: Approval)."""
    return add_working_days(local_day(one.decided_at), 1)
