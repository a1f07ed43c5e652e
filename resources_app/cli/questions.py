"""`question`: what services ask about a request, and the answers that go to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.documents.answering import send_answers
from resources_app.foundations.clock import local_day
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.providers.queries import service_by_urn
from resources_app.requests.actions.asking import add_question, answer_question
from resources_app.requests.queries import request as request_with
from resources_app.requests.question_queries import question as question_with
from resources_app.requests.question_queries import questions
from resources_app.requests.questions import Question


@dataclass(frozen=True)
class AnswersWritten:
    """The e-mails written, by file, and the services without an address, by name."""

    reference: str
    answers: int
    files: tuple[Path, ...]
    without_address: tuple[str, ...]


PRINTS = {
    "question list": list[Question],
    "question add": Question,
    "question answer": Question,
    "question send": AnswersWritten,
}


@click.group("question", cls=RoomGroup)
def question_group() -> None:
    """What services ask, and the answers for all of them."""


@question_group.command("list", epilog=example("question list REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def question_list(here: Invocation, reference: str) -> None:
    """List the questions about a request, with their answers."""
    with at_work(here, read_only=True) as session:
        found = questions(session.tables, request_with(session.tables, reference).id)
    text = "\n".join(line for one in found for line in _lines(one))
    report(here.json, list(found), text or "Nobody has asked anything.")


@question_group.command(
    "add", epilog=example('question add REQ-26-A7-0042 SC000002 "Which school does he go to?"')
)
@click.argument("reference")
@click.argument("urn")
@click.argument("question")
@with_invocation
def question_add(here: Invocation, reference: str, urn: str, question: str) -> None:
    """Write down what the service URN asks; it counts as its reply."""
    with at_work(here) as session:
        service = service_by_urn(session.tables, urn)
        made = add_question(session, reference, service.id, question)
        added = question_with(session.tables, made.id)
    report(here.json, added, "\n".join(_lines(added)))


@question_group.command("answer", epilog=example('question answer ID "A mainstream school."'))
@click.argument("question_id", metavar="ID")
@click.argument("answer")
@click.option("--put-as", default="", help="How the others read the question.")
@with_invocation
def question_answer(here: Invocation, question_id: str, answer: str, put_as: str) -> None:
    """Answer the question ID for every service that was asked; `question send` sends it."""
    with at_work(here) as session:
        answer_question(session, question_id, answer, put_as=put_as)
        answered = question_with(session.tables, question_id)
    report(here.json, answered, "\n".join(_lines(answered)))


@question_group.command("send", epilog=example("question send REQ-26-A7-0042 --out answers"))
@click.argument("reference")
@click.option("--out", type=FILE, required=True, help="The folder for the e-mails.")
@with_invocation
def question_send(here: Invocation, reference: str, out: Path) -> None:
    """Write the answers not sent yet as e-mails (.eml), one for each service that was asked."""
    with at_work(here) as session:
        sent = send_answers(session, reference, out)
    files = tuple(one.path for one in sent.files)
    data = AnswersWritten(reference.strip().upper(), sent.answers, files, sent.without_address)
    lines = [f"{counted(sent.answers, 'answer')} in {counted(len(files), 'e-mail')} in {out}."]
    lines += [f"  No address for referrals: {one}" for one in sent.without_address]
    report(here.json, data, "\n".join(lines))


def _lines(one: Question) -> list[str]:
    lines = [f"{day_text(one.asked_on)} {one.service_name} ({one.urn}): {one.question}"]
    if one.put_as:
        lines.append(f"  The others read: {one.put_as}")
    elif not one.for_others:
        lines.append("  The others read the answer only: the question names who asked.")
    lines.append(f"  {one.answer or 'No answer yet'}")
    lines.append(f"  Sent {day_text(local_day(one.sent_at))}" if one.sent_at else f"  {one.id}")
    return [wrapped(line.strip(), indent=len(line) - len(line.lstrip())) for line in lines]
