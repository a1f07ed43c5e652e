"""`respond`: what services answered, one at a time or a whole file of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.cli.context import FILE, Invocation, example, one_code, with_invocation
from resources_app.cli.looking import ACCEPT, look_and_take, say_taken, was_asked
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput
from resources_app.providers.queries import service_by_urn
from resources_app.requests.actions.replying import (
    preview_replies,
    record_replies,
    record_response,
)
from resources_app.requests.model import ResponseKind
from resources_app.requests.reply_entry import ReadReply, RepliesRead, TypedReply
from resources_app.requests.reply_file import replies_in
from resources_app.workbooks.reading import read_workbook


@dataclass(frozen=True)
class Answered:
    """What a service answered."""

    reference: str
    urn: str
    response: ResponseKind


@dataclass(frozen=True)
class ReplyOfFile:
    """A reply of a file. `reason` is a decline’s code."""

    row: int
    urn: str
    name: str
    response: ResponseKind
    reason: str
    note: str


@dataclass(frozen=True)
class RefusedReply:
    """A row that was not taken: which field is wrong, and why."""

    row: int
    urn: str
    field: str
    why: str


@dataclass(frozen=True)
class RepliesOfFile:
    """What a file’s replies would record, or have recorded when `accepted`.

    `there` are those that were recorded already.
    """

    reference: str
    recorded: tuple[ReplyOfFile, ...]
    there: tuple[ReplyOfFile, ...]
    refused: tuple[RefusedReply, ...]
    accepted: bool


PRINTS = {"respond": Answered | RepliesOfFile}


@click.command(
    epilog=example(
        "respond REQ-26-A7-0042 SC000002 --decline no-place",
        "respond REQ-26-A7-0042 --file replies.csv --accept",
    )
)
@click.argument("reference")
@click.argument("urn", required=False)
@one_code("--decline", CodeList.DECLINE_REASONS, "Why it declined.")
@click.option("--query", metavar="TEXT", help="What the service asks.")
@click.option("--note", default="", help="What it said.")
@click.option("--file", type=FILE, help="Many replies: csv or xlsx headed URN, Reply, Note.")
@ACCEPT
@with_invocation
def respond(
    here: Invocation,
    reference: str,
    urn: str | None,
    decline: str | None,
    query: str | None,
    note: str,
    file: Path | None,
    accept: bool,
) -> None:
    """Record that the service URN declined, or asked something; or the replies of a file."""
    if file is not None:
        if urn or decline or query or note:
            raise BadInput("Give either a service’s URN and its reply, or --file.")
        _respond_from(here, reference, file, accept)
        return
    if not urn:
        raise BadInput("Whose reply is it?", remedy="Give the service’s URN, or --file FILE.")
    if bool(decline) == bool(query):
        raise BadInput("Give either --decline CODE or --query TEXT.")
    kind = ResponseKind.DECLINE if decline else ResponseKind.QUERY
    with at_work(here) as session:
        service = service_by_urn(session.tables, urn)
        record_response(
            session, reference, service.id, kind, reason=decline or "", note=query or note
        )
    reference = reference.strip().upper()
    data = Answered(reference, service.urn, kind)
    report(here.json, data, f"{service.name}: {kind} recorded.")


def _respond_from(here: Invocation, reference: str, file: Path, accept: bool) -> None:
    """Show what a file's replies would record, and record those that are right."""
    with at_work(here) as session:
        typed = replies_in(read_workbook(file))
        read, done = look_and_take(
            here,
            accept,
            look=lambda: preview_replies(session, reference, typed, file=file.name),
            text=lambda seen: "\n".join(_reply_lines(seen)),
            take=lambda seen: record_replies(session, reference, _right(typed, seen)),
        )
    text = "" if was_asked(here, accept) else "\n".join(_reply_lines(read))
    report(here.json, _replies(reference, read, accepted=done is not None), text)
    say_taken(here, done is not None, read.changes_nothing, any_refused=bool(read.problems))


def _right(typed: Sequence[TypedReply], read: RepliesRead) -> list[TypedReply]:
    rows = {one.row for one in read.new}
    return [one for one in typed if one.row in rows]


def _replies(reference: str, read: RepliesRead, *, accepted: bool) -> RepliesOfFile:
    return RepliesOfFile(
        reference.strip().upper(),
        tuple(map(_reply, read.new)),
        tuple(map(_reply, read.there)),
        tuple(
            RefusedReply(one.where.row or 0, one.name, one.where.field, f"{one.what} {one.remedy}")
            for one in read.problems
            if one.where
        ),
        accepted,
    )


def _reply(one: ReadReply) -> ReplyOfFile:
    part = one.part
    return ReplyOfFile(one.row, part.urn, part.service_name, one.response, one.reason, one.note)


def _reply_lines(read: RepliesRead) -> Iterator[str]:
    there = f", {len(read.there):,} recorded already" if read.there else ""
    refused = f", {len(read.problems):,} refused" if read.problems else ""
    yield f"{counted(len(read.new), 'reply', 'replies')} to record{there}{refused}"
    for one in read.new:
        said = words(CodeList.DECLINE_REASONS, one.reason) or str(one.response)
        yield f"  {one.part.service_name} ({one.part.urn}): {said}"
    for problem in read.problems:
        yield f"  {problem}"
