"""The requests' room's SQL about questions and their answers."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.clock import from_stamp
from resources_app.foundations.errors import NotFound
from resources_app.requests.questions import Question
from resources_app.store.tables import Row, Tables


def questions(tables: Tables, request_id: str) -> tuple[Question, ...]:
    """Every question about a request, the first asked first."""
    return _questions(tables, "question.request_id = ?", request_id)


def question(tables: Tables, question_id: str) -> Question:
    """One question. Raises NotFound."""
    found = _questions(tables, "question.id = ?", question_id)
    if not found:
        raise NotFound("There is no such question.")
    return found[0]


def _questions(tables: Tables, where: str, key: str) -> tuple[Question, ...]:
    rows = tables.rows(
        f"""SELECT question.*, service.name AS service_name, service.urn,
                   provider.name AS provider_name, provider.owner_group
            FROM question
            JOIN release_recipient ON release_recipient.id = question.recipient_id
            JOIN service ON service.id = release_recipient.service_id
            JOIN provider ON provider.id = service.provider_id
            WHERE {where} ORDER BY question.asked_on, question.id""",
        (key,),
    )
    return tuple(map(_question, rows))


def _question(row: Row) -> Question:
    names = ("service_name", "urn", "provider_name", "owner_group")
    plain = ("id", "request_id", "recipient_id", "service_name", "urn", "question", "put_as")
    return Question(
        asked_on=date.fromisoformat(row["asked_on"]),
        answer=row["answer"],
        answered_by=row["answered_by"] or "",
        answered_at=from_stamp(row["answered_at"]) if row["answered_at"] else None,
        sent_at=from_stamp(row["sent_at"]) if row["sent_at"] else None,
        sent_by=row["sent_by"] or "",
        asker_names=tuple(row[name] for name in names if row[name]),
        **{name: row[name] for name in plain},
    )
