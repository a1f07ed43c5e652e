"""Writes what a preview of a case system's file showed, inside an action that is under way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from resources_app.children.actions import write_siblings
from resources_app.children.case_periods import PeriodChange
from resources_app.children.case_preview import ChildPlan
from resources_app.children.case_queries import layout_row_id
from resources_app.children.queries import stored_by_identifier
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


def write_children(session: Session, tables: Tables, plans: Iterable[ChildPlan]) -> None:
    """Add and change the children, then their periods, then who are brothers and sisters."""
    plans = tuple(plans)
    ours = home_authority(tables).ons_code
    for one in plans:
        if one.child_id:
            tables.update("child", one.child_id, dict(one.values))
    tables.insert_many(
        "child",
        [
            {"id": session.new_id(), "authority_code": ours, **dict(one.values)}
            for one in plans
            if not one.child_id
        ],
    )
    named = {one.identifier for one in plans} | {each for one in plans for each in one.siblings}
    ids = {name: child.id for name, (child, _) in stored_by_identifier(tables, named).items()}
    for one in plans:
        child_id = ids[one.identifier]
        _write_periods(
            session, tables, "legal_status_period", "legal_status", child_id, one.statuses
        )
        _write_periods(session, tables, "period_of_care", "reason_ended", child_id, one.care)
        for sibling in one.siblings:
            write_siblings(session, tables, child_id, ids[sibling])


def _write_periods(
    session: Session,
    tables: Tables,
    table: str,
    code: str,
    child_id: str,
    changes: Iterable[PeriodChange],
) -> None:
    for one in changes:
        end = one.new.period.end
        row = {
            code: one.new.code,
            "start_date": one.new.period.start.isoformat(),
            "end_date": end.isoformat() if end else None,
        }
        if one.old is None:
            tables.insert(table, {"id": session.new_id(), "child_id": child_id, **row})
        else:
            tables.update(table, one.old.id, row)


def remember_columns(
    session: Session, tables: Tables, kind: str, told: Mapping[str, Mapping[str, str]]
) -> None:
    """Keep how the columns of these layouts are read; what was said before is replaced."""
    for layout, fields in told.items():
        columns = json.dumps(dict(sorted(fields.items())), ensure_ascii=False)
        row_id = layout_row_id(tables, kind, layout)
        if row_id is None:
            row = {"id": session.new_id(), "kind": kind, "layout": layout, "columns": columns}
            tables.insert("import_layout", row)
        else:
            tables.update("import_layout", row_id, {"columns": columns})
