"""Uplifts from preview to approval: what one would do, putting it up, and letting it take effect.

A proposal changes no rate. It is approved within a delegated limit, never by whoever proposed it,
and bound to exactly the rates that were seen: change one of them and it can no longer be approved.
The approval closes the old rates and opens the new in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resources_app.agreements import uplift_queries
from resources_app.agreements.actions import rate_row
from resources_app.agreements.model import Rate
from resources_app.agreements.price_schedule import read_price_schedule
from resources_app.agreements.queries import find_agreement, lots_of
from resources_app.agreements.uplift_model import (
    Method,
    RateChange,
    Uplift,
    UpliftAsked,
    UpliftPlan,
    UpliftState,
)
from resources_app.agreements.uplift_schedules import plan_schedule
from resources_app.agreements.uplifts import cap_of, digest_of, plan_percentage
from resources_app.approvals.actions import check_money, record_money
from resources_app.approvals.limits import lowest_role_for, why_not_money
from resources_app.approvals.model import Approval, Cost, HeldLimit, Subject
from resources_app.approvals.queries import approvals_of, held_limit, limits_on
from resources_app.casework.uplift_effect import UpliftEffect, effect_of, year_from
from resources_app.foundations.collecting import without_collecting
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, Overtaken, Refused, Where
from resources_app.placements.charging_queries import accounts
from resources_app.session import Actor, Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require, why_not
from resources_app.team.queries import officer
from resources_app.team.references import next_reference
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook


@dataclass(frozen=True)
class UpliftPreview:
    """Everything that an uplift would do; nothing of it is stored.

    `who_may` is the lowest role whose limit covers what it costs, empty when none does.
    """

    plan: UpliftPlan
    effect: UpliftEffect
    digest: str
    who_may: str

    @property
    def cost(self) -> Cost:
        """What is put up for approval."""
        return Cost(self.effect.weekly_pence, self.effect.annual_pence)


@dataclass(frozen=True)
class UpliftMade:
    """A proposed uplift."""

    id: str
    reference: str
    changes: Changes


@dataclass(frozen=True)
class UpliftUp:
    """A proposed uplift as an approver sees it, with its effect as it is today.

    `effect` is None once the uplift was decided, or a rate changed since. `why_not` is empty when
    the officer at work may approve; `who_may` is the lowest role whose limit covers the cost, or
    empty.
    """

    uplift: Uplift
    rates: tuple[RateChange, ...]
    effect: UpliftEffect | None
    why_not: str
    who_may: str
    approvals: tuple[Approval, ...] = ()

    @property
    def cost(self) -> Cost:
        """What is put up for approval: the effect of today, else the one it was proposed with."""
        if self.effect is None:
            return Cost(self.uplift.weekly_pence, self.uplift.annual_pence)
        return Cost(self.effect.weekly_pence, self.effect.annual_pence)


def preview_uplift(
    session: Session, asked: UpliftAsked, schedule: Path | Workbook | None = None
) -> UpliftPreview:
    """What an uplift would do to every rate and live placement; nothing is written.

    Raises NotFound for an unknown agreement, and BadInput, naming the field, for what makes no
    sense or for a file that is no price schedule.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    with without_collecting():
        plan = _plan(session.tables, asked, schedule)
        effect = _effect(session.tables, plan.changes, asked)
    cost = Cost(effect.weekly_pence, effect.annual_pence)
    who_may = lowest_role_for(cost, limits_on(session.tables, session.today()))
    digest = digest_of(asked.effective_from, plan.changes)
    return UpliftPreview(plan, effect, digest, str(who_may or ""))


def _plan(tables: Tables, asked: UpliftAsked, schedule: Path | Workbook | None) -> UpliftPlan:
    agreement = find_agreement(tables, asked.agreement)
    held = uplift_queries.rates_from(tables, agreement.id, asked.effective_from)
    if asked.method is not Method.NEW_SCHEDULE:
        return plan_percentage(asked, agreement, held)
    if schedule is None:
        raise BadInput("A new schedule is a file.", where=Where(field="schedule"))
    workbook = schedule if isinstance(schedule, Workbook) else read_workbook(schedule)
    lots = lots_of(tables, agreement.id)
    return plan_schedule(asked, agreement, lots, held, read_price_schedule(workbook))


def _effect(tables: Tables, changes: tuple[RateChange, ...], asked: UpliftAsked) -> UpliftEffect:
    during = year_from(asked.effective_from)
    return effect_of(accounts(tables, during=during), changes, asked.effective_from)


def propose_uplift(session: Session, preview: UpliftPreview, *, reason: str) -> UpliftMade:
    """Put up for approval what a preview showed. No rate changes.

    Raises Refused when nothing would change or another proposal has one of the rates, and
    Overtaken when a rate was changed since the preview.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    plan, asked = preview.plan, preview.plan.asked
    if not plan.changes:
        raise Refused("This uplift would change no rate.", remedy="Look at why each is left.")
    if not reason.strip():
        raise BadInput("An uplift says why.", where=Where(field="reason"))
    uplift_id, by_index = session.new_id(), asked.method is Method.CAPPED_INDEX
    with session.act("propose_uplift", reason=reason) as act:
        _refuse_stale(act.tables, preview)
        reference = next_reference(session, act.tables, "UPL")
        act.tables.insert(
            "uplift",
            {
                "id": uplift_id,
                "reference": reference,
                "agreement_id": plan.agreement.id,
                "method": str(asked.method),
                "percentage": asked.percentage,
                "index_name": asked.index_name,
                "index_source": asked.index_source,
                # The agreement's own cap where none was asked for: letters say what was applied.
                "cap": cap_of(asked, plan.agreement) if by_index else None,
                "rounding": str(asked.rounding),
                "scope": uplift_queries.scope_text(asked.scope),
                "source_file": plan.source_file,
                "source_sha256": plan.source_sha256,
                "effective_from": asked.effective_from.isoformat(),
                "state": str(UpliftState.PROPOSED),
                "proposed_by": session.officer.id,
                "proposed_at": session.stamp(),
                "reason": reason.strip(),
                "weekly_pence": preview.effect.weekly_pence,
                "annual_pence": preview.effect.annual_pence,
                "placements": len(preview.effect.placements),
                "bound_sha256": preview.digest,
            },
        )
        act.tables.insert_many(
            "uplift_rate",
            (
                {
                    "id": session.new_id(),
                    "uplift_id": uplift_id,
                    "rate_id": one.held.rate.id,
                    "new_pence": one.new_pence,
                    "source_cell": one.source_cell,
                }
                for one in plan.changes
            ),
        )
    return UpliftMade(uplift_id, reference, act.changes)


def _refuse_stale(tables: Tables, preview: UpliftPreview) -> None:
    plan = preview.plan
    day = plan.asked.effective_from
    now = {one.rate.id: one for one in uplift_queries.rates_from(tables, plan.agreement.id, day)}
    kept = [one for one in plan.changes if now.get(one.held.rate.id) == one.held]
    if len(kept) != len(plan.changes):
        raise Overtaken(
            "A rate was changed since this preview.", remedy="Look at a new preview first."
        )
    others = uplift_queries.proposed_elsewhere(tables, plan.agreement.id)
    for one in plan.changes:
        if other := others.get(one.held.rate.id):
            raise Refused(
                f"{other} already proposes a change to some of these rates.",
                remedy=f"Have {other} approved, refused or withdrawn first.",
            )


def uplift_up(session: Session, reference: str, tables: Tables | None = None) -> UpliftUp:
    """What an approver looks at before saying yes; `tables` are the session's unless given.

    Raises NotFound. An uplift that was decided is shown as well, and says so in `why_not`.
    """
    tables = tables or session.tables
    uplift = uplift_queries.find_uplift(tables, reference)
    changes = tuple(uplift_queries.changes_of(tables, uplift.id))
    answers = tuple(approvals_of(tables, "uplift", uplift.id))
    if settled := _why_not_now(uplift, changes):
        return UpliftUp(uplift, changes, None, settled, "", answers)
    during = year_from(uplift.effective_from)
    effect = effect_of(accounts(tables, during=during), changes, uplift.effective_from)
    cost = Cost(effect.weekly_pence, effect.annual_pence)
    limits = limits_on(tables, session.today())
    asked_by, today = uplift.proposed_by, session.today()
    own = held_limit(tables, session.officer, asked_by, cost, today).limit
    reason = why_not_money(session.officer, uplift.proposed_by, cost, own)
    who_may = str(lowest_role_for(cost, limits) or "")
    return UpliftUp(uplift, changes, effect, reason, who_may, answers)


def _why_not_now(uplift: Uplift, changes: tuple[RateChange, ...]) -> str:
    """Why an uplift can be approved by nobody; empty when it can."""
    if uplift.state is not UpliftState.PROPOSED:
        return f"{uplift.reference} is {uplift.state} already."
    if digest_of(uplift.effective_from, changes) != uplift.bound_sha256:
        return (
            f"A rate was changed after {uplift.reference} was proposed. Withdraw it and propose"
            " it again on the rates as they are."
        )
    return ""


def approve_uplift(session: Session, reference: str, *, words: str = "") -> Changes:
    """Approve an uplift within one's limit; its rates take over from theirs in one transaction.

    Raises Refused for one's own, above the limit, or when a rate was changed since.
    """
    with session.act("approve_uplift", reason=words) as act:
        up = uplift_up(session, reference, act.tables)
        if up.effect is None:
            raise Refused(up.why_not)
        held = check_money(session, act.tables, up.uplift.proposed_by, up.cost)
        _record(session, act.tables, up.uplift, up.cost, held, "approved", words)
        _take_over(session, act.tables, up)
        act.tables.update("uplift", up.uplift.id, {"state": str(UpliftState.APPROVED)})
    return act.changes


def _take_over(session: Session, tables: Tables, up: UpliftUp) -> None:
    day, uplift = up.uplift.effective_from.isoformat(), up.uplift
    tables.change(
        "UPDATE rate SET effective_to = ?"
        " WHERE id IN (SELECT rate_id FROM uplift_rate WHERE uplift_id = ?)",
        (day, uplift.id),
    )
    tables.insert_many("rate", (rate_row(_successor(session, uplift, one)) for one in up.rates))
    tables.change(
        """UPDATE uplift_rate SET new_rate_id = (
               SELECT new.id FROM rate old
                 JOIN rate new ON new.membership_id = old.membership_id
                              AND new.element = old.element AND new.effective_from = ?
                              AND new.age_from = old.age_from
                WHERE old.id = uplift_rate.rate_id)
            WHERE uplift_id = ?""",
        (day, uplift.id),
    )


def _successor(session: Session, uplift: Uplift, one: RateChange) -> Rate:
    old = one.held.rate
    return Rate(
        id=session.new_id(),
        membership_id=old.membership_id,
        element=old.element,
        unit=old.unit,
        age_from=old.age_from,
        age_to=old.age_to,
        amount_pence=one.new_pence,
        period=Period(uplift.effective_from, old.period.end),
        vat_treatment=old.vat_treatment,
        note=f"Uplift {uplift.reference}.",
        source_cell=one.source_cell,
        source_file=uplift.source_file if one.source_cell else "",
    )


def refuse_uplift(session: Session, reference: str, *, words: str) -> Changes:
    """Refuse a proposed uplift; every rate stays. For those who could have approved it.

    Raises Refused without a reason, for one's own, and when it was decided already.
    """
    if not words.strip():
        raise Refused("A refusal says why.", remedy="Give the reason in words.")
    with session.act("refuse_uplift", reason=words) as act:
        up = uplift_up(session, reference, act.tables)
        if up.uplift.state is not UpliftState.PROPOSED:
            raise Refused(up.why_not)
        check_money(session, act.tables, up.uplift.proposed_by, up.cost)
        _record(session, act.tables, up.uplift, up.cost, None, "refused", words)
        act.tables.update("uplift", up.uplift.id, {"state": str(UpliftState.REFUSED)})
    return act.changes


def why_not_withdrawn(tables: Tables, actor: Actor, uplift: Uplift) -> str:
    """Why an officer may not take a proposal back, in a sentence; empty when they may."""
    if reason := why_not(actor, Permission.KEEP_AGREEMENTS):
        return reason
    if actor.id == uplift.proposed_by or not officer(tables, uplift.proposed_by).active:
        return ""
    return f"{uplift.proposer} proposed it, and takes it back."


def withdraw_uplift(session: Session, reference: str, *, reason: str) -> Changes:
    """Take one's own proposal back, with the reason; a leaver's anybody may who keeps agreements.

    Raises Refused for somebody else's and once it was decided.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if not reason.strip():
        raise BadInput("A withdrawal says why.", where=Where(field="reason"))
    with session.act("withdraw_uplift", reason=reason) as act:
        uplift = uplift_queries.find_uplift(act.tables, reference)
        if uplift.state is not UpliftState.PROPOSED:
            raise Refused(f"{uplift.reference} is {uplift.state} already.")
        if reason_not := why_not_withdrawn(act.tables, session.officer, uplift):
            raise Refused(reason_not)
        act.tables.update("uplift", uplift.id, {"state": str(UpliftState.WITHDRAWN)})
    return act.changes


def _record(
    session: Session,
    tables: Tables,
    uplift: Uplift,
    cost: Cost,
    held: HeldLimit | None,
    outcome: str,
    words: str,
) -> None:
    record_money(
        session,
        tables,
        Subject("uplift", uplift.id, uplift.bound_sha256),
        cost,
        held=held,
        outcome=outcome,
        words=words,
    )
