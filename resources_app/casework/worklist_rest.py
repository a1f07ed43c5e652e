"""What stands on the work list beside open requests: what waits for a yes, and time limits.

To add a kind of yes: a function that yields its rows, each with whether it waits for the officer
at work, and its name in `YESES`. To add a time limit: `casework.time_limits.SOURCES`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from resources_app.agreements.uplift_model import UpliftState
from resources_app.agreements.uplift_queries import uplifts
from resources_app.approvals.limits import why_not_statutory
from resources_app.approvals.model import ApprovalKind, Cost
from resources_app.casework.area_waiting_queries import areas_waiting
from resources_app.casework.exemption_queries import exemptions_asked
from resources_app.casework.spoken_queries import unconfirmed_decisions
from resources_app.casework.time_limits import LimitKind, TimeLimit, time_limits
from resources_app.casework.worklist import SOON, Worker, WorkLists, WorkRow, by_day
from resources_app.casework.worklist_queries import worker_of
from resources_app.finance.saving_model import SavingState
from resources_app.finance.saving_queries import savings
from resources_app.foundations.money import pounds
from resources_app.placements.actions.staying import cost_of_staying
from resources_app.placements.respite_queries import proposed_respites
from resources_app.placements.staying_queries import proposed_arrangements
from resources_app.placements.variation_queries import proposed_variations
from resources_app.session import Actor
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import may

Waiting = Iterator[tuple[bool, WorkRow]]


def rest_lists(tables: Tables, officer: Actor, today: date) -> WorkLists:
    """Everything on the work list that is no open request's next step."""
    worker = worker_of(tables, officer, today)
    waiting = list(_waiting(tables, worker, today))
    limits = [
        one
        for one in time_limits(tables, today, ahead=SOON.days)
        # Our own limits are of open requests, whose rows say by when already.
        if one.kind is not LimitKind.TEAM and _is_theirs(officer, one)
    ]
    return WorkLists(
        by_day(row for mine, row in waiting if mine),
        by_day(row for mine, row in waiting if not mine),
        by_day(_together(officer, limits)),
    )


def count_yeses(tables: Tables, officer: Actor, today: date) -> int:
    """How many things beside open requests wait for the officer's yes."""
    worker = worker_of(tables, officer, today)
    return sum(mine for mine, _ in _waiting(tables, worker, today))


def _waiting(tables: Tables, worker: Worker, today: date) -> Waiting:
    for source in YESES:
        for mine, row in source(tables, worker, today):
            yield mine, replace(row, ready=mine)


def _variations(tables: Tables, worker: Worker, _: date) -> Waiting:
    for one in proposed_variations(tables):
        cost = Cost(one.weekly_pence, one.annual_pence)
        yield (
            worker.may_pay(one.proposed_by, cost),
            WorkRow(
                "Approve a variation",
                f"{one.proposed_by_name}: {pounds(one.weekly_pence)} a week",
                one.effective_from,
                one.name,
                deed="approve_variation",
                key=one.ipa_reference,
            ),
        )


def _uplifts(tables: Tables, worker: Worker, _: date) -> Waiting:
    for one in uplifts(tables, state=str(UpliftState.PROPOSED)):
        cost = Cost(one.weekly_pence, one.annual_pence)
        yield (
            worker.may_pay(one.proposed_by, cost),
            WorkRow(
                "Approve an uplift",
                f"{one.placements} placements, {pounds(one.annual_pence)} a year",
                one.effective_from,
                one.reference,
                deed="approve_uplift",
            ),
        )


def _areas(tables: Tables, worker: Worker, today: date) -> Waiting:
    """Approvals of regulation 11, which are never money's."""
    for one in areas_waiting(tables, today):
        yield (
            not why_not_statutory(worker.officer, one.kind, one.asked_by),
            WorkRow(
                f"Approve a home {one.kind}",
                one.who,
                one.by,
                one.reference,
                one.emergency,
                deed="approve_area",
            ),
        )


def _exemptions(tables: Tables, worker: Worker, _: date) -> Waiting:
    kind = ApprovalKind.SPOT_EXEMPTION
    for one in exemptions_asked(tables):
        yield (
            not why_not_statutory(worker.officer, kind, one.submitted_by),
            WorkRow(
                "Exempt a search for spot purchase",
                f"{one.asked_by}: {one.words}",
                one.by,
                one.reference,
                one.emergency,
                deed="approve_spot",
            ),
        )


def _spoken(tables: Tables, worker: Worker, _: date) -> Waiting:
    for one in unconfirmed_decisions(tables):
        given = one.approval
        cost = f"{pounds(given.cost.weekly_pence)} a week" if given.cost else ""
        yield (
            given.approver_id == worker.officer.id,
            WorkRow(
                "Confirm what was approved by word",
                f"{given.approver_name}: {cost}",
                one.due_on,
                one.request_reference,
                emergency=True,
                deed="confirm_spoken",
            ),
        )


def _arrangements(tables: Tables, worker: Worker, _: date) -> Waiting:
    for one in proposed_arrangements(tables):
        yield (
            worker.may_pay(one.proposed_by, cost_of_staying(one)),
            WorkRow(
                f"Approve {one.kind}",
                f"{one.proposed_by_name}: {pounds(one.weekly_pence)} a week",
                one.period.start,
                one.reference,
                deed="approve_staying",
                key=one.placement_reference,
            ),
        )


def _respite(tables: Tables, worker: Worker, _: date) -> Waiting:
    for one in proposed_respites(tables):
        yield (
            worker.may_pay(one.proposed_by, one.cost),
            WorkRow(
                "Approve respite",
                f"{one.proposed_by_name}: {pounds(one.cost.annual_pence)} in all, "
                f"{one.service_name}",
                one.nights.start,
                one.placement_reference,
                deed="approve_respite",
            ),
        )


def _savings(tables: Tables, worker: Worker, _: date) -> Waiting:
    for one in savings(tables):
        if one.state is SavingState.RECORDED:
            yield (
                may(worker.officer, Permission.APPROVE_INVOICES)
                and one.recorded_by != worker.officer.id,
                WorkRow(
                    "Agree a saving",
                    f"{pounds(one.full_year_pence)} in a year: {one.description}",
                    None,
                    one.reference,
                    deed="agree_saving",
                ),
            )


YESES: tuple[Callable[[Tables, Worker, date], Waiting], ...] = (
    _areas,
    _exemptions,
    _spoken,
    _variations,
    _arrangements,
    _respite,
    _uplifts,
    _savings,
)


def _is_theirs(officer: Actor, one: TimeLimit) -> bool:
    """One person's alone until its day has passed; then everybody's who could see to it."""
    if one.officer_id and not one.days_late:
        return one.officer_id == officer.id
    return any(may(officer, permission) for permission in one.whose)


def _together(officer: Actor, limits: Iterable[TimeLimit]) -> Iterator[WorkRow]:
    """A row for each record and day: nine people to be told of one placement are one thing."""
    by_record: dict[tuple[str, date], list[TimeLimit]] = defaultdict(list)
    for one in limits:
        by_record[one.reference, one.due_on].append(one)
    for (reference, due), several in by_record.items():
        first = several[0]
        more = f" and {len(several) - 1} more" if len(several) > 1 else ""
        another = bool(first.officer_id) and first.officer_id != officer.id
        deed = "" if another else first.deed
        yield WorkRow(
            f"{first.what}{more}", first.rule, due, reference, deed=deed, ready=bool(deed)
        )
