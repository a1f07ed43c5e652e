"""All the children's room's SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from resources_app.children.contacts import Contact
from resources_app.children.model import Child, FamilyMember, LegalStatusPeriod, PeriodOfCare
from resources_app.foundations.dates import stored_day, stored_period
from resources_app.foundations.errors import NotFound
from resources_app.store.tables import Row, Tables


def child(tables: Tables, child_id: str) -> Child:
    """One child. Raises NotFound."""
    row = tables.one("SELECT * FROM child WHERE id = ?", (child_id,))
    if row is None:
        raise NotFound("There is no such child in this store.")
    return _child(row)


def child_by_identifier(tables: Tables, local_identifier: str) -> Child | None:
    """The child with the council's own identifier, or None."""
    row = tables.one("SELECT * FROM child WHERE local_identifier = ?", (local_identifier.strip(),))
    return None if row is None else _child(row)


def stored_answers(tables: Tables, child_id: str) -> dict[str, object]:
    """A child's record column by column, as it is stored. Raises NotFound."""
    row = tables.one("SELECT * FROM child WHERE id = ?", (child_id,))
    if row is None:
        raise NotFound("There is no such child in this store.")
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row is no mapping


def children_by_id(tables: Tables, child_ids: Iterable[str]) -> dict[str, Child]:
    """The children with these ids, by id; ids that are not there are left out."""
    rows = tables.rows(
        "SELECT * FROM child WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(child_ids))],
    )
    return {row["id"]: _child(row) for row in rows}


def children_born_on(tables: Tables, days: Iterable[date]) -> list[Child]:
    """The children born on one of these days."""
    rows = tables.rows(
        "SELECT * FROM child WHERE date_of_birth IN (SELECT value FROM json_each(?)) ORDER BY id",
        [json.dumps([day.isoformat() for day in days])],
    )
    return [_child(row) for row in rows]


def stored_by_identifier(
    tables: Tables, identifiers: Iterable[str]
) -> dict[str, tuple[Child, dict[str, object]]]:
    """The children with these identifiers, and their records as stored, by identifier."""
    rows = tables.rows(
        "SELECT * FROM child WHERE local_identifier IN (SELECT value FROM json_each(?))",
        [json.dumps(list(identifiers))],
    )
    return {
        row["local_identifier"]: (_child(row), dict(zip(row.keys(), row, strict=True)))
        for row in rows
    }


def siblings(tables: Tables, child_id: str) -> list[Child]:
    """The child's brothers and sisters whom the store knows, oldest first."""
    rows = tables.rows(
        """SELECT child.* FROM sibling JOIN child ON child.id = sibling.sibling_id
           WHERE sibling.child_id = ? ORDER BY child.date_of_birth, child.id""",
        (child_id,),
    )
    return [_child(row) for row in rows]


def are_siblings(tables: Tables, child_id: str, other_id: str) -> bool:
    """Whether the two are linked as brothers or sisters."""
    return bool(
        tables.value(
            "SELECT count(*) FROM sibling WHERE child_id = ? AND sibling_id = ?",
            (child_id, other_id),
        )
    )


def legal_status_periods(tables: Tables, child_id: str) -> list[LegalStatusPeriod]:
    """Every legal status the child has had, oldest first."""
    rows = tables.rows(
        "SELECT * FROM legal_status_period WHERE child_id = ? ORDER BY start_date, id", (child_id,)
    )
    return [_legal_status(row) for row in rows]


def legal_status_on(tables: Tables, child_id: str, day: date) -> LegalStatusPeriod | None:
    """The child's legal status on `day`, or None when none is recorded."""
    in_force = [one for one in legal_status_periods(tables, child_id) if day in one.period]
    return in_force[-1] if in_force else None


def legal_statuses_on(
    tables: Tables, child_ids: Iterable[str], day: date
) -> dict[str, LegalStatusPeriod]:
    """Each child's legal status on `day`, by child; those without one are left out."""
    rows = tables.rows(
        """SELECT * FROM legal_status_period
            WHERE child_id IN (SELECT value FROM json_each(:wanted))
              AND start_date <= :day AND (end_date IS NULL OR end_date > :day)
            ORDER BY start_date, id""",
        {"wanted": json.dumps(list(child_ids)), "day": day.isoformat()},
    )
    return {row["child_id"]: _legal_status(row) for row in rows}


def _legal_status(row: Row) -> LegalStatusPeriod:
    period = stored_period(row["start_date"], row["end_date"])
    return LegalStatusPeriod(row["id"], row["child_id"], row["legal_status"], period)


def periods_of_care(tables: Tables, child_id: str) -> list[PeriodOfCare]:
    """The child's periods of being looked after, oldest first."""
    rows = tables.rows(
        "SELECT * FROM period_of_care WHERE child_id = ? ORDER BY start_date, id", (child_id,)
    )
    return [
        PeriodOfCare(
            row["id"],
            child_id,
            stored_period(row["start_date"], row["end_date"]),
            row["reason_ended"],
        )
        for row in rows
    ]


def contacts_of(tables: Tables, child_id: str) -> list[Contact]:
    """The contacts logged about a child, the last first."""
    rows = tables.rows(
        """SELECT contact_log.*, officer.name,
                  COALESCE(placement_request.reference, attachment.reference, '') AS about
             FROM contact_log
             JOIN officer ON officer.id = entered_by
             LEFT JOIN placement_request ON placement_request.id = contact_log.request_id
             LEFT JOIN attachment ON attachment.id = contact_log.attachment_id
            WHERE contact_log.child_id = ? ORDER BY happened_on DESC, contact_log.id DESC""",
        (child_id,),
    )
    return [
        Contact(
            date.fromisoformat(row["happened_on"]),
            row["with_whom"],
            row["what"],
            row["name"],
            row["id"],
            row["about"],
        )
        for row in rows
    ]


_TEXTS = """local_identifier given_name family_name sex known_as ethnic_origin need_code
    unique_pupil_number nhs_number home_address home_postcode family_postcode authority_code
    social_worker social_worker_email social_worker_telephone reviewing_officer
    school_name school_urn school_postcode general_practice""".split()


def looked_after_since(tables: Tables, child_id: str, day: date) -> date | None:
    """The day from which a child looked after on `day` has been so without a break, or None."""
    return next(
        (one.period.start for one in periods_of_care(tables, child_id) if day in one.period), None
    )


def _child(row: Row) -> Child:
    return Child(
        id=row["id"],
        date_of_birth=date.fromisoformat(row["date_of_birth"]),
        date_of_death=stored_day(row["date_of_death"]),
        uasc=bool(row["uasc"]),
        ehc_plan=bool(row["ehc_plan"]),
        restricted=bool(row["restricted"]),
        family=tuple(_member(line) for line in row["family_names"].splitlines() if line.strip()),
        **{name: row[name] for name in _TEXTS},
    )


def _member(line: str) -> FamilyMember:
    relation, colon, name = line.partition(":")
    if not colon:
        return FamilyMember("", line.strip())
    return FamilyMember(relation.strip(), name.strip())
