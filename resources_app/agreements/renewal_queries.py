"""The SQL of the renewal calendar: everything that has a last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from resources_app.agreements.renewals import Ending, Expiry, Renewal, calendar
from resources_app.foundations.counting import counted
from resources_app.foundations.phrases import capital
from resources_app.store.tables import Row, Tables

_DAY = timedelta(days=1)


def expiring(
    tables: Tables, today: date, *, within: int | None = None, agreement_id: str = ""
) -> tuple[Expiry, ...]:
    """What runs out within so many days, of everything or of one agreement.

    `within` None: what is to be acted on by today. An agreement's calendar has the documents of
    its present members in it.
    """
    params = {"today": today.isoformat(), "agreement": agreement_id}
    endings = (
        *_agreements(tables, params),
        *_extensions(tables, params),
        *_memberships(tables, params),
        *_rates(tables, params),
        *_documents(tables, params),
    )
    return calendar(endings, today, within=within)


def _last(row: Row, column: str = "end_date") -> date:
    """The last day of a half-open period, as the store keeps its end."""
    return date.fromisoformat(row[column]) - _DAY


def _agreements(tables: Tables, params: dict[str, str]) -> Iterator[Ending]:
    for row in tables.rows(
        """SELECT a.*, (SELECT count(*) FROM agreement_extension e
                         WHERE e.agreement_id = a.id AND e.taken_on IS NULL
                           AND e.declined_on IS NULL) AS options
             FROM agreement a
            WHERE a.end_date IS NOT NULL AND (:agreement = '' OR a.id = :agreement)""",
        params,
    ):
        left = f", {counted(row['options'], 'option')} to extend left" if row["options"] else ""
        yield Ending(
            Renewal.AGREEMENT,
            f"{row['title'] or row['reference']} ends{left}",
            row["reference"],
            _last(row),
            row["reference"],
        )


def _extensions(tables: Tables, params: dict[str, str]) -> Iterator[Ending]:
    """Options that may still be taken; their own last day is the one to decide by."""
    for row in tables.rows(
        """SELECT e.*, a.reference, a.title FROM agreement_extension e
             JOIN agreement a ON a.id = e.agreement_id
            WHERE e.taken_on IS NULL AND e.declined_on IS NULL AND e.decide_by IS NOT NULL
              AND (:agreement = '' OR a.id = :agreement)""",
        params,
    ):
        yield Ending(
            Renewal.EXTENSION,
            f"Option {row['number']}: {counted(row['months'], 'month')} more",
            row["title"] or row["reference"],
            date.fromisoformat(row["decide_by"]),
            row["reference"],
        )


def _memberships(tables: Tables, params: dict[str, str]) -> Iterator[Ending]:
    """Those that end before their agreement and are not followed by another."""
    for row in tables.rows(
        """SELECT m.end_date, s.name, s.urn, p.name AS provider, p.id AS provider_id, l.code,
                  l.title AS lot_title, a.reference
             FROM membership m
             JOIN lot l ON l.id = m.lot_id
             JOIN agreement a ON a.id = l.agreement_id
             JOIN provider p ON p.id = m.provider_id
             LEFT JOIN service s ON s.id = m.service_id
            WHERE m.end_date IS NOT NULL AND (a.end_date IS NULL OR m.end_date < a.end_date)
              AND (:agreement = '' OR a.id = :agreement)
              AND NOT EXISTS (SELECT 1 FROM membership next
                               WHERE next.lot_id = m.lot_id AND next.service_id = m.service_id
                                 AND next.id <> m.id AND next.start_date >= m.end_date)""",
        params,
    ):
        yield Ending(
            Renewal.MEMBERSHIP,
            f"Lot {row['code']} {row['lot_title']}",
            row["name"] or row["provider"],
            _last(row),
            row["reference"],
            row["code"],
            row["urn"] or "",
            row["provider_id"],
        )


def _rates(tables: Tables, params: dict[str, str]) -> Iterator[Ending]:
    """Prices that end with none to take over, together by member and day."""
    for row in tables.rows(
        """SELECT count(*) AS prices, r.effective_to, s.name, s.urn, p.name AS provider,
                  p.id AS provider_id, l.code, a.reference
             FROM rate r
             JOIN membership m ON m.id = r.membership_id
             JOIN lot l ON l.id = m.lot_id
             JOIN agreement a ON a.id = l.agreement_id
             JOIN provider p ON p.id = m.provider_id
             LEFT JOIN service s ON s.id = m.service_id
            WHERE r.effective_to IS NOT NULL
              AND (m.end_date IS NULL OR r.effective_to < m.end_date)
              AND (a.end_date IS NULL OR r.effective_to < a.end_date)
              AND (:agreement = '' OR a.id = :agreement)
              AND NOT EXISTS (SELECT 1 FROM rate next
                               WHERE next.membership_id = r.membership_id
                                 AND next.element = r.element
                                 AND next.effective_from >= r.effective_to
                                 AND next.age_from <= r.age_to AND r.age_from <= next.age_to)
            GROUP BY m.id, r.effective_to""",
        params,
    ):
        yield Ending(
            Renewal.RATE,
            f"{counted(row['prices'], 'price')} in lot {row['code']}",
            row["name"] or row["provider"],
            _last(row, "effective_to"),
            row["reference"],
            row["code"],
            row["urn"] or "",
            row["provider_id"],
        )


def _documents(tables: Tables, params: dict[str, str]) -> Iterator[Ending]:
    """The newest of each kind of each provider that is in an agreement today."""
    for row in tables.rows(
        """SELECT d.kind, max(d.expires_on) AS expires_on, p.name AS provider, p.id AS provider_id
             FROM due_diligence_document d JOIN provider p ON p.id = d.provider_id
            WHERE EXISTS (SELECT 1 FROM membership m JOIN lot l ON l.id = m.lot_id
                           WHERE m.provider_id = p.id
                             AND (m.end_date IS NULL OR m.end_date > :today)
                             AND (:agreement = '' OR l.agreement_id = :agreement))
            GROUP BY p.id, d.kind HAVING count(*) = count(d.expires_on)""",
        params,
    ):
        yield Ending(
            Renewal.DOCUMENT,
            capital(row["kind"]),
            row["provider"],
            date.fromisoformat(row["expires_on"]),
            provider_id=row["provider_id"],
        )
