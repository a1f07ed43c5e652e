"""Changing the terms of an agreement; the journal keeps every old and new value, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from resources_app.agreements import queries, terms_queries
from resources_app.agreements.rows import terms_row
from resources_app.agreements.term_fields import read_terms
from resources_app.agreements.terms import AgreementTerms, why_not_change
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def change_terms(
    session: Session, agreement: str, given: Mapping[str, object], *, reason: str, file: str = ""
) -> Changes:
    """Change the terms that are given, by field, of the agreement with this reference.

    Raises Problems with everything that is wrong, BadInput without a reason, and Refused where
    printed call-offs are charged by a term that would change (see `terms.why_not_change`).
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if not reason.strip():
        raise BadInput("A change of terms says why.", where=Where(field="reason"))
    with session.act("change_terms", reason=reason) as act:
        found = queries.find_agreement(act.tables, agreement)
        held = terms_queries.terms_of(act.tables, found.id)
        lots = {one.code: one.id for one in queries.lots_of(act.tables, found.id)}
        new = read_terms(given, held, lots, file=file)
        printed = terms_queries.call_offs_printed(act.tables, found.id)
        if why := why_not_change(held, new, printed, session.today()):
            raise Refused(why, remedy="Agree it in a new agreement, or for later call-offs only.")
        write_terms(session, act.tables, found.id, held, new, lots)
    return act.changes


def write_terms(
    session: Session,
    tables: Tables,
    agreement_id: str,
    held: AgreementTerms,
    new: AgreementTerms,
    lots: Mapping[str, str],
) -> None:
    """Write what differs, inside the caller's action; `lots` are ids by code."""
    if (held.terms, held.combination) != (new.terms, new.combination):
        row = terms_row(new.terms) | {"discount_combination": str(new.combination)}
        tables.update("agreement", agreement_id, row)
    _write_retainers(session, tables, agreement_id, new)
    _write_discounts(session, tables, agreement_id, new, lots)


def _write_retainers(
    session: Session, tables: Tables, agreement_id: str, new: AgreementTerms
) -> None:
    held = terms_queries.retainer_ids(tables, agreement_id)
    for rule, key in held.items():
        if rule not in new.retainers:
            tables.delete("retainer_rule", key)
    for rule in new.retainers:
        if rule in held:
            continue
        row = asdict(rule) | {"absence_reason": str(rule.reason)}
        row.pop("reason")
        tables.insert(
            "retainer_rule", {"id": session.new_id(), "agreement_id": agreement_id, **row}
        )


def _write_discounts(
    session: Session,
    tables: Tables,
    agreement_id: str,
    new: AgreementTerms,
    lots: Mapping[str, str],
) -> None:
    held = terms_queries.discount_ids(tables, agreement_id)
    gone = {one.but_for_the_end: key for one, key in held.items() if one not in new.discounts}
    for one in new.discounts:
        if one in held:
            continue
        end = one.rule.period.end.isoformat() if one.rule.period.end else None
        key = gone.pop(one.but_for_the_end, None)
        if key is not None:
            tables.update("discount_rule", key, {"end_date": end})
            continue
        tables.insert(
            "discount_rule",
            {
                "id": session.new_id(),
                "agreement_id": agreement_id,
                "lot_id": lots[one.lot] if one.lot else None,
                "kind": str(one.rule.kind),
                "starts_at": one.rule.starts_at,
                "discount": one.rule.discount,
                "start_date": one.rule.period.start.isoformat(),
                "end_date": end,
            },
        )
    for key in gone.values():
        tables.delete("discount_rule", key)
