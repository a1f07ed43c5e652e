"""Questions that services ask about a request: written down, and answered for all of them.

The answer is sent by documents.answering.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.requests.actions.replying import (
    has_open_offer,
    last_part,
    write_question,
    write_reply,
)
from resources_app.requests.model import ResponseKind
from resources_app.requests.queries import request, request_by_id
from resources_app.requests.question_queries import question
from resources_app.requests.questions import Question, names_in
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

ANSWER, PUT_AS = "Answer", "As the others read it"


@dataclass(frozen=True)
class QuestionAdded:
    """A question that was written down."""

    changes: Changes
    id: str


def add_question(session: Session, reference: str, service_id: str, asked: str) -> QuestionAdded:
    """Write down what a service asks. It counts as its reply, unless it has an open offer.

    Raises Refused for a service that was not asked.
    """
    require(session, Permission.RELEASE)
    if not asked.strip():
        where = Where(field="Question")
        raise BadInput("This is needed.", where=where, remedy="Write what they ask.")
    with session.act("add_question", reason=asked.strip()) as act:
        about = request(act.tables, reference)
        require_state(about.state, "record_response")
        part = last_part(act.tables, about, service_id)
        if has_open_offer(act.tables, about, service_id):
            question_id = write_question(session, act.tables, about.id, part, asked.strip())
        else:
            question_id = write_reply(
                session, act.tables, part, ResponseKind.QUERY, note=asked.strip()
            )
    return QuestionAdded(act.changes, question_id)


def answer_question(
    session: Session, question_id: str, answer: str, *, put_as: str = ""
) -> Changes:
    """Answer a question, for every service that was asked; again until the answer is sent.

    `put_as` is how the others read the question, where as it was asked it would tell them who
    asked. Raises BadInput where the answer, or that wording, names the asker, and Refused once
    the answer went out.
    """
    require(session, Permission.RELEASE)
    with session.act("answer_question", reason=answer.strip()) as act:
        asked = question(act.tables, question_id)
        require_state(request_by_id(act.tables, asked.request_id).state, "record_response")
        if asked.sent_at is not None:
            raise Refused(
                "The answer was sent already.",
                remedy="Write the question down again to answer it anew.",
            )
        if not answer.strip():
            raise BadInput("This is needed.", where=Where(field=ANSWER), remedy="Write the answer.")
        for field, text in ((ANSWER, answer), (PUT_AS, put_as)):
            _check_names(asked, field, text)
        answered = {
            "answer": answer.strip(),
            "put_as": put_as.strip(),
            "answered_by": session.officer.id,
            "answered_at": session.stamp(),
        }
        act.tables.update("question", asked.id, answered)
    return act.changes


def note_answers_sent(session: Session, question_ids: Iterable[str]) -> Changes:
    """Write down that the answers of these questions went to every service that was asked.

    Raises Refused for one that has no answer.
    """
    require(session, Permission.RELEASE)
    with session.act("send_answers") as act:
        for one in question_ids:
            if not question(act.tables, one).answer:
                raise Refused("Not yet: the question has no answer.")
            sent = {"sent_at": session.stamp(), "sent_by": session.officer.id}
            act.tables.update("question", one, sent)
    return act.changes


def _check_names(asked: Question, field: str, text: str) -> None:
    """Raise BadInput where a text that goes to all says who asked."""
    named = names_in(text, asked.asker_names)
    if named:
        raise BadInput(
            f"This names {named[0]}, who asked; it goes to every home.",
            where=Where(field=field),
            remedy="Say it without the name.",
        )
