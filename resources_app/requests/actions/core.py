"""Setting which children the council's own carers and homes are the preferred provider for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.requests.core_business import KINDS, RISK_FIELDS, CoreRule, first_rules
from resources_app.requests.core_business_queries import own_rules
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


def set_core_business(session: Session, rule: CoreRule, *, beside: bool = False) -> Changes:
    """Let a rule hold from its first day on, in place of those of its kind; or `beside` them.

    A child meets the core business when any rule of the kind takes them. Raises BadInput for ages
    that cross, a kind that is not in-house, an unknown code, and a first day before that of a rule
    which it would take the place of.
    """
    require(session, Permission.MANAGE_TEAM)
    checked = _checked(rule)
    start = checked.period.start
    with session.act("set_core_business") as act:
        own = [one for one in own_rules(act.tables) if one.kind is rule.kind]
        if not own:
            # What held so far is kept on record, to the day on which it holds no more.
            own = [
                replace(one, id=_insert(session, act.tables, one))
                for one in first_rules()
                if one.kind is rule.kind and one.period.start < start
            ]
        for one in () if beside else own:
            if one.period.start >= start:
                raise BadInput(
                    f"A rule for {rule.kind} holds from {day_text(one.period.start)} already.",
                    where=Where(field="From"),
                    remedy="Give a later day, or end that rule.",
                )
            if one.period.end is None or one.period.end > start:
                act.tables.update("core_business", one.id, {"end_date": start.isoformat()})
        _insert(session, act.tables, checked)
    return act.changes


def end_core_business(session: Session, rule_id: str, on: date) -> Changes:
    """Let a rule hold no more from a day on. Raises NotFound, and BadInput for a day before it."""
    require(session, Permission.MANAGE_TEAM)
    with session.act("end_core_business") as act:
        found = [one for one in own_rules(act.tables) if one.id == rule_id]
        if not found:
            raise NotFound("There is no such rule.", remedy="List them: core-business list.")
        if on <= found[0].period.start:
            raise BadInput(
                f"The rule begins on {day_text(found[0].period.start)}.",
                where=Where(field="On"),
                remedy="Give a later day.",
            )
        act.tables.update("core_business", rule_id, {"end_date": on.isoformat()})
    return act.changes


def _checked(rule: CoreRule) -> CoreRule:
    if rule.kind not in KINDS:
        raise BadInput(f"Only {' and '.join(KINDS)} have core business.", where=Where(field="Kind"))
    if not 0 <= rule.age_from <= rule.age_to:
        raise BadInput(
            f"Ages {rule.age_from} to {rule.age_to} cannot be.",
            where=Where(field="Ages from"),
            remedy="Give the younger age first.",
        )
    if rule.most_children < 1:
        raise BadInput("At least one child.", where=Where(field="Children together, at most"))
    for risk in rule.not_for:
        if risk not in RISK_FIELDS:
            raise BadInput(
                f"“{risk}” is no risk of the standard.",
                where=Where(field="Not for"),
                remedy=f"Give one of {', '.join(RISK_FIELDS)}.",
            )
    codes = tuple(
        need_code(CodeList.NEED, one, where=Where(field="Needs")) for one in rule.need_codes
    )
    return replace(rule, need_codes=codes)


def _insert(session: Session, tables: Tables, rule: CoreRule) -> str:
    key = session.new_id()
    end = rule.period.end
    tables.insert(
        "core_business",
        {
            "id": key,
            "kind": rule.kind,
            "age_from": rule.age_from,
            "age_to": rule.age_to,
            "most_children": rule.most_children,
            "need_codes": ",".join(rule.need_codes),
            "not_for": ",".join(rule.not_for),
            "start_date": rule.period.start.isoformat(),
            "end_date": end.isoformat() if end else None,
            "note": rule.note.strip(),
        },
    )
    return key
