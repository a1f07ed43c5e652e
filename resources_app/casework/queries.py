"""SQL that crosses rooms and belongs to none of them."""

from __future__ import annotations

from datetime import date

from resources_app.store.tables import Tables

# What carries a reference. To add a table: its name, and the column the reference is in.
_NAMED = (
    ("placement_request", "reference"),
    ("placement", "reference"),
    ("ipa", "reference"),
    ("agreement", "reference"),
    ("document", "reference"),
    ("invoice", "reference"),
    ("payment_export", "reference"),
    ("saving", "reference"),
    ("attachment", "reference"),
    ("panel", "reference"),
    ("service", "urn"),
    ("child", "local_identifier"),
)
# What hangs on it. To add a table: its name, and which of its rows do.
_PARTS = (
    ("record_opening", "child_id IN named_ids OR through = :reference"),
    ("search", "request_id IN named_ids"),
    ("attachment", "request_id IN named_ids OR part_of IN named_ids"),
    ("release", "request_id IN named_ids"),
    ("offer", "request_id IN named_ids"),
    ("decision", "request_id IN named_ids"),
    (
        "approval",
        "subject_id IN (SELECT id FROM decision WHERE request_id IN named_ids)",
    ),
    ("placement", "request_id IN named_ids"),
    ("document", "subject_id IN named_ids"),
    ("invoice_line", "invoice_id IN named_ids OR export_id IN named_ids"),
    (
        "invoice_query",
        "invoice_line_id IN (SELECT id FROM invoice_line WHERE invoice_id IN named_ids)",
    ),
)


def rows_with_reference(tables: Tables, reference: str) -> list[tuple[str, str]]:
    """The table and id of the records that carry a reference, and of what hangs on them."""
    named = " UNION ALL ".join(
        f"SELECT '{table}' AS table_name, id FROM {table} WHERE {column} = :reference"
        for table, column in _NAMED
    )
    parts = " ".join(
        f"UNION SELECT '{table}', id FROM {table} WHERE {condition}" for table, condition in _PARTS
    )
    rows = tables.rows(
        f"""WITH named AS ({named}), named_ids (id) AS (SELECT id FROM named)
            SELECT table_name, id FROM named {parts}""",
        {"reference": reference.strip()},
    )
    return [(row["table_name"], row["id"]) for row in rows]


def live_placements_at(tables: Tables, service_ids: list[str], day: date) -> dict[str, list[str]]:
    """Placements live on `day`, by service id, for these services."""
    wanted = set(service_ids)
    found: dict[str, list[str]] = {}
    if not wanted:
        return found
    rows = tables.rows(
        """SELECT id, service_id FROM placement
           WHERE start_date <= :day AND (end_date IS NULL OR end_date > :day) ORDER BY id""",
        {"day": day.isoformat()},
    )
    for row in rows:
        if row["service_id"] in wanted:
            found.setdefault(row["service_id"], []).append(row["id"])
    return found
