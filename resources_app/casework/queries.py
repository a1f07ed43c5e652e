"""SQL that crosses rooms and belongs to none of them."""

from __future__ import annotations

from datetime import date

from resources_app.store.tables import Row, Tables

# What the search box looks through. To add a kind of record: add a row with its name, its
# table and joins, and expressions for reference, title and detail; then a `FoundKind`.
_SOURCES = (
    (
        "request",
        "placement_request r JOIN child c ON c.id = r.child_id",
        "r.id",
        "r.reference",
        "c.given_name || ' ' || c.family_name",
        "'request, ' || r.state",
    ),
    (
        "placement",
        "placement p JOIN child c ON c.id = p.child_id JOIN service s ON s.id = p.service_id",
        "p.id",
        "p.reference",
        "c.given_name || ' ' || c.family_name",
        "s.name || ', from ' || p.start_date",
    ),
    (
        "child",
        "child c",
        "c.id",
        "c.local_identifier",
        "c.given_name || ' ' || c.family_name",
        "'born ' || c.date_of_birth",
    ),
    (
        "service",
        "service s",
        "s.id",
        "s.urn",
        "s.name",
        "s.provision_type || ', ' || s.authority_name || ', ' || s.registration_status",
    ),
    ("provider", "provider p", "p.id", "p.ofsted_owner_id", "p.name", "p.owner_group"),
    (
        "agreement",
        "agreement a",
        "a.id",
        "a.reference",
        "a.title",
        "a.kind || ', from ' || a.start_date",
    ),
    (
        "document",
        "document d",
        "d.id",
        "d.reference",
        "d.kind",
        "'made ' || substr(d.made_at, 1, 10)",
    ),
)

# Whoever may not be shown restricted children does not learn that there is one either.
_SHOWN = "(c.restricted = 0 OR :restricted)"

_RECORDS_LIKE = " UNION ALL ".join(
    f"""SELECT * FROM (
        SELECT '{kind}' AS kind, {key} AS id, {reference} AS reference, {title} AS title,
               {detail} AS detail
          FROM {tables}
         WHERE ({reference} LIKE :like ESCAPE '\\' OR {title} LIKE :like ESCAPE '\\')
           AND {_SHOWN if "child c" in tables else 1}
         LIMIT :limit)"""
    for kind, tables, key, reference, title, detail in _SOURCES
)


def records_like(tables: Tables, text: str, limit: int, *, restricted: bool) -> list[Row]:
    """Records whose reference or name contains the text, at most `limit` of each kind.

    What is about a restricted child is among them only when `restricted` says so.
    """
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return tables.rows(
        _RECORDS_LIKE, {"like": f"%{escaped}%", "limit": limit, "restricted": restricted}
    )


def child_names(tables: Tables, *, restricted: bool) -> list[Row]:
    """Children's names, restricted ones' too or not, for finding one typed nearly right."""
    return tables.rows(
        """SELECT id, local_identifier AS reference, given_name || ' ' || family_name AS title,
                  'born ' || date_of_birth AS detail
             FROM child WHERE restricted = 0 OR ?""",
        (restricted,),
    )


def service_names(tables: Tables) -> list[Row]:
    """Every service's name, for finding one typed nearly right."""
    return tables.rows(
        """SELECT id, urn AS reference, name AS title,
                  provision_type || ', ' || authority_name AS detail FROM service"""
    )


# What carries a reference. To add a table: its name, and the column the reference is in.
_NAMED = (
    ("placement_request", "reference"),
    ("placement", "reference"),
    ("ipa", "reference"),
    ("agreement", "reference"),
    ("document", "reference"),
    ("service", "urn"),
    ("child", "local_identifier"),
)
# What hangs on it. To add a table: its name, and which of its rows do.
_PARTS = (
    ("record_opening", "child_id IN named_ids OR through = :reference"),
    ("search", "request_id IN named_ids"),
    ("release", "request_id IN named_ids"),
    ("offer", "request_id IN named_ids"),
    ("decision", "request_id IN named_ids"),
    (
        "approval",
        "subject_id IN (SELECT id FROM decision WHERE request_id IN named_ids)",
    ),
    ("placement", "request_id IN named_ids"),
    ("document", "subject_id IN named_ids"),
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


def open_alerts(tables: Tables) -> list[Row]:
    """Alerts not settled, newest first."""
    return tables.rows(
        """SELECT alert.*, service.name AS service_name, placement.reference
             FROM alert LEFT JOIN service ON service.id = alert.service_id
             LEFT JOIN placement ON placement.id = alert.subject_id
            WHERE settled_at IS NULL ORDER BY raised_at DESC, alert.id"""
    )
