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


_JOURNAL = """
    SELECT entry.arrival, origin.code AS origin, entry.seq, action.recorded_at, action.action,
           COALESCE(action.reason, '') AS reason, COALESCE(officer.name, '') AS officer,
           entry.table_name, entry.row_id, entry.operation, entry.changes
      FROM journal_entry entry
      JOIN journal_origin origin ON origin.number = entry.origin
      JOIN journal_action action ON action.hlc = entry.hlc AND action.origin = entry.origin
      LEFT JOIN officer ON officer.id = action.officer_id
"""


def journal_lines(
    tables: Tables, *, row_ids: list[str] | None, before: int | None, limit: int
) -> list[Row]:
    """Journal entries, newest first: of these rows (or of all), that arrived before `before`."""
    wanted = "1"
    if row_ids is not None:
        wanted = f"entry.row_id IN ({','.join('?' * len(row_ids))})"
    return tables.rows(
        f"""{_JOURNAL} WHERE {wanted} AND (? IS NULL OR entry.arrival < ?)
            ORDER BY entry.arrival DESC LIMIT ?""",
        (*(row_ids or ()), before, before, limit),
    )


def ids_with_reference(tables: Tables, reference: str) -> list[str]:
    """The ids of the records that carry a reference, and of what hangs on them."""
    return [
        row["id"]
        for row in tables.rows(
            """WITH named (id) AS (
                   SELECT id FROM placement_request WHERE reference = :ref
                   UNION ALL SELECT id FROM placement WHERE reference = :ref
                   UNION ALL SELECT id FROM ipa WHERE reference = :ref
                   UNION ALL SELECT id FROM agreement WHERE reference = :ref
                   UNION ALL SELECT id FROM document WHERE reference = :ref
                   UNION ALL SELECT id FROM service WHERE urn = :ref
                   UNION ALL SELECT id FROM child WHERE local_identifier = :ref)
               SELECT id FROM named
               UNION SELECT id FROM record_opening WHERE child_id IN named OR through = :ref
               UNION SELECT id FROM search WHERE request_id IN named
               UNION SELECT id FROM release WHERE request_id IN named
               UNION SELECT id FROM offer WHERE request_id IN named
               UNION SELECT id FROM decision WHERE request_id IN named
               UNION SELECT id FROM approval
                      WHERE subject_id IN (SELECT id FROM decision WHERE request_id IN named)
               UNION SELECT id FROM placement WHERE request_id IN named
               UNION SELECT id FROM document WHERE subject_id IN named""",
            {"ref": reference.strip()},
        )
    ]


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
