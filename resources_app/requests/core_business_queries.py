"""The requests' room's SQL about core business: the team's own rules, and what holds now."""

from __future__ import annotations

from datetime import date

from resources_app.children.queries import children_by_id
from resources_app.foundations.dates import stored_period
from resources_app.providers.model import ProvisionType
from resources_app.requests.core_business import CoreFinding, CoreRule, findings, rules_on
from resources_app.requests.model import Request
from resources_app.store.tables import Row, Tables


def own_rules(tables: Tables) -> list[CoreRule]:
    """Every rule that the team set, past and present, by kind and first day."""
    rows = tables.rows("SELECT * FROM core_business ORDER BY kind, start_date, id")
    return [_rule(row) for row in rows]


def core_findings(tables: Tables, asked: Request, today: date) -> tuple[CoreFinding, ...]:
    """Whether the children of a request meet each kind's core business on the day they need it."""
    day = max(today, asked.needed_by_date or today)
    ids = (asked.child_id, *asked.sibling_ids)
    people = children_by_id(tables, ids)
    return findings(rules_on(own_rules(tables), today), asked, [people[one] for one in ids], day)


def _rule(row: Row) -> CoreRule:
    return CoreRule(
        ProvisionType(row["kind"]),
        int(row["age_from"]),
        int(row["age_to"]),
        int(row["most_children"]),
        tuple(row["need_codes"].split(",")) if row["need_codes"] else (),
        tuple(row["not_for"].split(",")) if row["not_for"] else (),
        stored_period(row["start_date"], row["end_date"]),
        row["note"],
        row["id"],
    )
