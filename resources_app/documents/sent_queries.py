"""The documents' room's SQL: what was sent to whom, when, from all that keeps it.

To add a source: a row in `_SOURCES`, whose SELECT gives the columns that `_sent` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import islice

from resources_app.documents.issue_model import Way
from resources_app.documents.queries import OF_CHILD, REQUESTS_OF_CHILD
from resources_app.documents.register_queries import like
from resources_app.documents.sent_model import Sent, SentPage, SentSought
from resources_app.foundations.clock import day_begins, from_stamp, local_day
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class _Source:
    """Where something that was sent is written down.

    `moment` is its column of when: a stamp, or (`whole_days`) a date. `recipient` and `address`
    say to whom; `child` and `provider` are conditions on :child and :provider.
    """

    columns: str
    tables: str
    moment: str
    recipient: str
    address: str
    child: str
    provider: str
    where: str = "TRUE"
    whole_days: bool = False


_NAMES = """
    SELECT name FROM provider WHERE id = :provider
    UNION SELECT name FROM service WHERE provider_id = :provider
"""

# To whom a notification went, as the copy of its letter calls them.
_TOLD = """
    trim(notification.addressee || CASE
        WHEN '' IN (notification.addressee, notification.organisation) THEN '' ELSE ', ' END
        || notification.organisation)
"""

_SOURCES = (
    # packs and reminders that went to services
    _Source(
        columns="""
            sending.id, sending.purpose AS what, sending.way AS how,
            coalesce(document.reference, '') AS document,
            coalesce(document.version, 0) AS version,
            asked.reference AS about, officer.name AS sender""",
        tables="""
            sending JOIN release_recipient AS part ON part.id = sending.recipient_id
            JOIN release ON release.id = part.release_id
            JOIN placement_request AS asked ON asked.id = release.request_id
            JOIN service ON service.id = part.service_id
            JOIN officer ON officer.id = sending.sent_by
            LEFT JOIN document ON document.id = sending.document_id""",
        moment="sending.sent_at",
        recipient="service.name",
        address="sending.address",
        child=f"release.request_id IN ({REQUESTS_OF_CHILD})",
        provider="service.provider_id = :provider",
    ),
    # those who were told of a placement, of a move or of its end
    _Source(
        columns="""
            notification.id, 'notification of a placement' AS what, notification.how,
            coalesce(document.reference, '') AS document,
            coalesce(document.version, 0) AS version,
            placement.reference AS about, coalesce(officer.name, '') AS sender""",
        tables="""
            notification JOIN duty ON duty.id = notification.duty_id
            JOIN placement ON placement.id = duty.placement_id
            LEFT JOIN officer ON officer.id = notification.sent_by
            LEFT JOIN document ON document.id = notification.document_id""",
        moment="notification.sent_on",
        recipient=_TOLD,
        address="notification.email",
        child="placement.child_id = :child",
        provider=f"notification.organisation COLLATE NOCASE IN ({_NAMES})",
        where="notification.sent_on IS NOT NULL",
        whole_days=True,
    ),
    # copies of documents that went to somebody; a letter that counts as sent above is not twice;
    # one that was e-mailed to somebody else besides is here, whatever name it went under
    _Source(
        columns="""
            document_issue.id, document.kind AS what, document_issue.way AS how,
            document.reference AS document, document.version,
            coalesce(asked.reference, ipa.reference, '') AS about, officer.name AS sender""",
        tables="""
            document_issue JOIN document ON document.id = document_issue.document_id
            JOIN officer ON officer.id = document_issue.issued_by
            LEFT JOIN placement_request AS asked ON asked.id = document.subject_id
            LEFT JOIN ipa ON ipa.id = document.subject_id""",
        moment="document_issue.issued_at",
        recipient="document_issue.recipient",
        address="document_issue.address",
        child=f"document.subject_id IN ({OF_CHILD})",
        provider=f"document_issue.recipient COLLATE NOCASE IN ({_NAMES})",
        where=f"""document_issue.recipient <> '' AND NOT EXISTS (
            SELECT 1 FROM notification
             WHERE notification.document_id = document.id AND notification.sent_on IS NOT NULL
               AND iif(document_issue.way = '{Way.EMAIL}',
                       document_issue.address = notification.email COLLATE NOCASE,
                       document_issue.recipient = {_TOLD} COLLATE NOCASE))""",
    ),
)


def what_was_sent(
    tables: Tables, sought: SentSought, *, limit: int = 500, offset: int = 0
) -> SentPage:
    """A page of everything that went to somebody, the last first."""
    total = sum(_count(tables, source, sought) for source in _SOURCES)
    # Each source gives at most what the page could need of it; together they are in order.
    found = merge(
        *(_rows(tables, source, sought, limit + offset) for source in _SOURCES),
        key=lambda row: (str(row["moment"]), str(row["id"])),
        reverse=True,
    )
    return SentPage(tuple(map(_sent, islice(found, offset, offset + limit))), total)


def _rows(tables: Tables, source: _Source, sought: SentSought, most: int) -> list[Row]:
    where, values = _where(source, sought)
    return tables.rows(
        f"""SELECT {source.columns}, {source.moment} AS moment, {source.recipient} AS recipient,
                   {source.address} AS address
              FROM {source.tables} WHERE {where}
             ORDER BY {source.moment} DESC, 1 DESC LIMIT :most""",
        {**values, "most": most},
    )


def _count(tables: Tables, source: _Source, sought: SentSought) -> int:
    where, values = _where(source, sought)
    return int(tables.value(f"SELECT count(*) FROM {source.tables} WHERE {where}", values))


def _where(source: _Source, sought: SentSought) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {
        "child": sought.child_id,
        "provider": sought.provider_id,
        "to": like(sought.to),
        "first": _begins(source, sought.first),
        "after": _begins(source, sought.last + timedelta(days=1) if sought.last else None),
    }
    where = " AND ".join(_conditions(source, sought))
    return where, {name: value for name, value in values.items() if f":{name}" in where}


def _conditions(source: _Source, sought: SentSought) -> Iterator[str]:
    yield source.where
    if sought.child_id:
        yield source.child
    if sought.provider_id:
        yield source.provider
    if sought.to.strip():
        yield f"({source.recipient}) || ' ' || {source.address} LIKE :to ESCAPE '!'"
    if sought.first:
        yield f"{source.moment} >= :first"
    if sought.last:
        yield f"{source.moment} < :after"


def _begins(source: _Source, day: date | None) -> str:
    if day is None:
        return ""
    return day.isoformat() if source.whole_days else day_begins(day)


def _sent(row: Row) -> Sent:
    moment = str(row["moment"])
    at = from_stamp(moment) if "T" in moment else None
    return Sent(
        id=row["id"],
        day=local_day(at) if at else date.fromisoformat(moment),
        at=at,
        what=row["what"],
        recipient=row["recipient"],
        address=row["address"],
        how=row["how"],
        document=row["document"],
        version=int(row["version"]),
        about=row["about"],
        sent_by=row["sender"],
    )
