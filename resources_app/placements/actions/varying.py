"""Varying an agreement: proposing what changes, and approving what it then costs.

Nothing financial moves until a variation is approved: within a delegated limit for what the
whole agreement costs afterwards, and never by whoever proposed it. The approval closes the old
lines and opens the new in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.approvals.actions import check_money, record_money
from resources_app.approvals.model import Cost, HeldLimit, Subject
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.actions.correcting import correct_ending, ending_change
from resources_app.placements.actions.variation_lines import (
    Under,
    VariationPreview,
    preview,
    under_reference,
)
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.variation_model import (
    NewVariation,
    Variation,
    VariationLine,
    VariationState,
)
from resources_app.placements.variation_queries import find_variation
from resources_app.placements.varying import cost_from, digest_of, varied
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class VariationKept:
    """A variation as it now stands."""

    variation: Variation
    changes: Changes


def preview_variation(session: Session, reference: str, new: NewVariation) -> VariationPreview:
    """What a variation of a placement's agreement would cost; raises as `propose_variation`."""
    return preview(session, session.tables, under_reference(session.tables, reference), new)


def propose_variation(session: Session, reference: str, new: NewVariation) -> VariationKept:
    """Put a variation up for approval. No fee line changes.

    Raises BadInput, naming the field, for changes that make no sense, and Refused while another
    variation of the agreement waits: it was worked out on the lines as they are.
    """
    require(session, Permission.PLACE)
    with session.act("propose_variation", reason=new.reason.strip()) as act:
        under = under_reference(act.tables, reference)
        shown = preview(session, act.tables, under, new)
        number = _next_number(act.tables, under)
        _store(session, act.tables, under, new, shown, number)
        kept = find_variation(act.tables, under.ipa.id, number)
    return VariationKept(kept, act.changes)


def propose_ending_change(
    session: Session, reference: str, new_end: date, reason: str
) -> VariationKept:
    """Put another day of leaving up for approval: a recorded ending is never written over.

    It is of all the children of the agreement who left on that day. Raises BadInput, naming the
    field, for a day that cannot be, and Refused where nobody has left or a variation waits.
    """
    require(session, Permission.PLACE)
    with session.act("propose_variation", reason=reason.strip()) as act:
        under = under_reference(act.tables, reference)
        change = ending_change(session, act.tables, under, reason, new_end)
        number = _next_number(act.tables, under)
        new = NewVariation(change.effective_from, (), reason)
        shown = VariationPreview(under.ipa.reference, (), change.before, change.after)
        _store(session, act.tables, under, new, shown, number, new_end=new_end)
        kept = find_variation(act.tables, under.ipa.id, number)
    return VariationKept(kept, act.changes)


def _next_number(tables: Tables, under: Under) -> int:
    waiting = tables.value(
        "SELECT number FROM variation WHERE ipa_id = ? AND state = 'proposed'", (under.ipa.id,)
    )
    if waiting is not None:
        raise Refused(
            f"Variation {waiting} of {under.ipa.reference} waits for approval.",
            remedy="Have it approved, refused or withdrawn first.",
        )
    last = "SELECT COALESCE(MAX(number), 0) FROM variation WHERE ipa_id = ?"
    return 1 + int(tables.value(last, (under.ipa.id,)))


def approve_variation(
    session: Session, reference: str, number: int, *, words: str = ""
) -> VariationKept:
    """Approve a variation within one's limit for what the agreement then costs.

    Raises Refused for one's own, above the limit, when it was decided already, and when the
    lines it was worked out on have changed since.
    """
    with session.act("approve_variation", reason=words) as act:
        under = under_reference(act.tables, reference)
        variation = _waiting(act.tables, under, number)
        cost = _cost_now(session, act.tables, under, variation)
        held = check_money(session, act.tables, variation.proposed_by, cost)
        _record(session, act.tables, variation, cost, held, "approved", words)
        _take_effect(session, act.tables, under, variation)
        kept = find_variation(act.tables, under.ipa.id, number)
    return VariationKept(kept, act.changes)


def refuse_variation(session: Session, reference: str, number: int, *, words: str) -> VariationKept:
    """Refuse a variation, with the reason; for those who could have approved it."""
    if not words.strip():
        raise Refused("A refusal says why.", remedy="Give the reason in words.")
    with session.act("refuse_variation", reason=words) as act:
        under = under_reference(act.tables, reference)
        variation = _waiting(act.tables, under, number)
        cost = Cost(variation.weekly_pence, variation.annual_pence)
        check_money(session, act.tables, variation.proposed_by, cost)
        _record(session, act.tables, variation, cost, None, "refused", words)
        act.tables.update("variation", variation.id, {"state": str(VariationState.REFUSED)})
        kept = find_variation(act.tables, under.ipa.id, number)
    return VariationKept(kept, act.changes)


def withdraw_variation(
    session: Session, reference: str, number: int, *, reason: str
) -> VariationKept:
    """Take a variation back before it was decided, with the reason."""
    require(session, Permission.PLACE)
    if not reason.strip():
        raise BadInput("A withdrawal says why.", where=Where(field="Reason"))
    with session.act("withdraw_variation", reason=reason.strip()) as act:
        under = under_reference(act.tables, reference)
        variation = _waiting(act.tables, under, number)
        act.tables.update("variation", variation.id, {"state": str(VariationState.WITHDRAWN)})
        kept = find_variation(act.tables, under.ipa.id, number)
    return VariationKept(kept, act.changes)


def _store(
    session: Session,
    tables: Tables,
    under: Under,
    new: NewVariation,
    shown: VariationPreview,
    number: int,
    *,
    new_end: date | None = None,
) -> None:
    variation_id = session.new_id()
    tables.insert(
        "variation",
        {
            "id": variation_id,
            "ipa_id": under.ipa.id,
            "number": number,
            "effective_from": new.effective_from.isoformat(),
            "state": str(VariationState.PROPOSED),
            "reason": new.reason.strip(),
            "proposed_by": session.officer.id,
            "proposed_at": session.stamp(),
            "weekly_before_pence": shown.before.weekly_pence,
            "weekly_pence": shown.after.weekly_pence,
            "annual_pence": shown.after.annual_pence,
            "bound_sha256": digest_of(new.effective_from, new.reason.strip(), shown.lines, new_end),
            "new_end": new_end.isoformat() if new_end else None,
        },
    )
    tables.insert_many(
        "variation_line",
        (
            {
                "id": line.id,
                "variation_id": variation_id,
                "fee_line_id": line.fee_line_id,
                "ends": int(line.ends),
                "element": str(line.element),
                "unit": str(line.unit),
                "quantity": line.quantity,
                "amount_pence": line.amount_pence,
                "vat_treatment": str(line.vat_treatment),
                "rate_id": line.rate_id,
                "description": line.description,
            }
            for line in shown.lines
        ),
    )


def _waiting(tables: Tables, under: Under, number: int) -> Variation:
    variation = find_variation(tables, under.ipa.id, number)
    if variation.state is not VariationState.PROPOSED:
        raise Refused(f"{variation.name} is {variation.state} already.")
    return variation


def _cost_now(session: Session, tables: Tables, under: Under, variation: Variation) -> Cost:
    """What the agreement costs afterwards, as things are now. Raises Refused when they changed."""
    if variation.new_end is not None:
        return _cost_of_ending(session, tables, under, variation, variation.new_end)
    day = variation.effective_from
    ended = under.placement.period.end
    if ended is not None and ended <= day:
        raise Refused(
            f"The placement ended on {day_text(ended)}, before {variation.name} would take effect.",
            remedy="Withdraw it.",
        )
    stale = digest_of(day, variation.reason, variation.lines) != variation.bound_sha256
    gone = any(line.fee_line_id and not _runs(under, line.fee_line_id, day)
               for line in variation.lines)  # fmt: skip
    if stale or gone:
        raise Refused(
            f"The fee lines have changed since {variation.name} was proposed.",
            remedy="Withdraw it and propose it again on the lines as they are.",
        )
    before = accounts_of(tables, under.ipa.reference, Period(day, day + timedelta(days=1)))
    return cost_from(varied(before, under.placement.id, variation.lines, under.rates, day), day)


def _cost_of_ending(
    session: Session, tables: Tables, under: Under, variation: Variation, new_end: date
) -> Cost:
    change = ending_change(session, tables, under, variation.reason, new_end)
    bound = digest_of(change.effective_from, variation.reason, (), new_end)
    if bound != variation.bound_sha256:
        raise Refused(
            f"The day of leaving has changed since {variation.name} was proposed.",
            remedy="Withdraw it and propose it again.",
        )
    return change.after


def _runs(under: Under, line_id: str, day: date) -> bool:
    line = under.line(line_id)
    return line is not None and (line.period.end is None or line.period.end > day)


def _record(
    session: Session,
    tables: Tables,
    variation: Variation,
    cost: Cost,
    held: HeldLimit | None,
    outcome: str,
    words: str,
) -> None:
    record_money(
        session,
        tables,
        Subject("variation", variation.id, variation.bound_sha256),
        cost,
        held=held,
        outcome=outcome,
        words=words,
    )


def _take_effect(session: Session, tables: Tables, under: Under, variation: Variation) -> None:
    day = variation.effective_from
    ended = under.placement.period.end
    if variation.new_end is not None and ended is not None:
        correct_ending(tables, under, ended, variation.new_end)
    for line in variation.lines:
        old = under.line(line.fee_line_id) if line.fee_line_id else None
        if old is not None:
            # A line that had not begun by then never does.
            last = max(old.period.start, day)
            tables.update("fee_line", old.id, {"end_date": last.isoformat()})
        if line.ends:
            continue
        made = session.new_id()
        tables.insert("fee_line", _fee_line(under, variation, line, made, tables))
        tables.update("variation_line", line.id, {"made_line_id": made})
    tables.update("variation", variation.id, {"state": str(VariationState.APPROVED)})


def _fee_line(
    under: Under, variation: Variation, line: VariationLine, made: str, tables: Tables
) -> dict[str, object]:
    owner = tables.value("SELECT placement_id FROM fee_line WHERE id = ?", (line.fee_line_id,))
    return {
        "id": made,
        "ipa_id": under.ipa.id,
        "element": str(line.element),
        "unit": str(line.unit),
        "quantity": line.quantity,
        "amount_pence": line.amount_pence,
        "vat_treatment": str(line.vat_treatment),
        "rate_id": line.rate_id,
        "reason": "" if line.rate_id else variation.reason,
        "description": line.description,
        "start_date": variation.effective_from.isoformat(),
        "variation_number": variation.number,
        "placement_id": owner,
    }
