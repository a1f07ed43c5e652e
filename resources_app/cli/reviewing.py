"""`pack findings`, `accept`, `edit`, `mark`, `unmark`: the review of an anonymised pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from resources_app.casework.opening_records import open_request
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.documents.pack_review_model import FALLEN, Mark, OpenFinding, Review, Rewritten
from resources_app.documents.reviewing import (
    Reviewed,
    all_proposed,
    mark_finding,
    review_of,
    take_proposals,
    withdraw_mark,
    word_finding,
)
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput


@dataclass(frozen=True)
class Preview:
    """The texts of a request as they are, and as they would be with every proposal taken."""

    request: str
    texts: tuple[Rewritten, ...]


PRINTS: dict[str, object] = {
    "pack findings": Review,
    "pack accept": Reviewed | Preview,
    "pack edit": Reviewed,
    "pack mark": Reviewed,
    "pack unmark": Reviewed,
}
_REQUEST = click.argument("reference")
_FINDING = click.argument("finding")


@click.command("findings", epilog=example("pack findings REQ-26-A7-0042"))
@_REQUEST
@with_invocation
def pack_findings(here: Invocation, reference: str) -> None:
    """List what stops the anonymised pack, in its place, with what is proposed for it.

    The text is shown as it is: read it where nobody looks over your shoulder.
    """
    with at_work(here) as session:
        asked = open_request(session, reference)
        review = review_of(session.tables, session.officer, asked.reference, session.today())
    report(here.json, review, _text(review))


@click.command(
    "accept",
    epilog=example(
        "pack accept REQ-26-A7-0042 3f9a01c2",
        "pack accept REQ-26-A7-0042 --all --preview",
        "pack accept REQ-26-A7-0042 --all",
    ),
)
@_REQUEST
@click.argument("finding", required=False, default="")
@click.option("--all", "every", is_flag=True, help="Write what is proposed for every finding.")
@click.option("--preview", is_flag=True, help="With --all: show the texts, and write nothing.")
@with_invocation
def pack_accept(here: Invocation, reference: str, finding: str, every: bool, preview: bool) -> None:
    """Write what is proposed for a FINDING, or for all of them, in the request's own texts."""
    if bool(finding) == every:
        raise BadInput("It is not clear which.", remedy="Give one finding, or --all.")
    if preview and not every:
        raise BadInput("A preview is of everything.", remedy="Give --all with --preview.")
    with at_work(here) as session:
        open_request(session, reference)
        if preview:
            review = review_of(session.tables, session.officer, reference, session.today())
            shown = Preview(review.request, all_proposed(review))
            report(here.json, shown, "\n".join(_previewed(shown)))
            return
        done = take_proposals(session, reference, finding)
    _tell(here, done, "The wording is changed.")


@click.command("edit", epilog=example('pack edit REQ-26-A7-0042 3f9a01c2 "his aunt"'))
@_REQUEST
@_FINDING
@click.argument("words")
@with_invocation
def pack_edit(here: Invocation, reference: str, finding: str, words: str) -> None:
    """Write WORDS of your own for a FINDING; "" takes it out."""
    with at_work(here) as session:
        open_request(session, reference)
        done = word_finding(session, reference, finding, words)
    _tell(here, done, "The wording is changed.")


@click.command(
    "mark",
    epilog=example('pack mark REQ-26-A7-0042 3f9a01c2 --reason "A singer of that name"'),
)
@_REQUEST
@_FINDING
@click.option("--reason", required=True, help="Why it does not give the child away; no names.")
@with_invocation
def pack_mark(here: Invocation, reference: str, finding: str, reason: str) -> None:
    """Mark a FINDING as not identifying. The mark falls away when its sentence
    changes, or names somebody else by what is recorded since.

    What is recorded of a child and stands there as it is recorded, only a manager marks.
    """
    with at_work(here) as session:
        open_request(session, reference)
        done = mark_finding(session, reference, finding, reason)
    _tell(here, done, "It is marked as not identifying.")


@click.command("unmark", epilog=example("pack unmark REQ-26-A7-0042 7b1e"))
@_REQUEST
@click.argument("mark")
@with_invocation
def pack_unmark(here: Invocation, reference: str, mark: str) -> None:
    """Take a MARK back, by its id or the end of it; the finding is open again."""
    with at_work(here) as session:
        open_request(session, reference)
        done = withdraw_mark(session, reference, mark)
    _tell(here, done, "The mark is withdrawn.")


COMMANDS = (pack_findings, pack_accept, pack_edit, pack_mark, pack_unmark)


def _tell(here: Invocation, done: Reviewed, what: str) -> None:
    report(here.json, done, f"{what}\n{_text(done.review)}")


def _text(review: Review) -> str:
    return "\n".join(_lines(review))


def _lines(review: Review) -> Iterator[str]:
    if not review.open:
        yield f"{review.request}: nothing is open. The anonymised pack can be printed."
    else:
        places = counted(len(review.open), "place")
        yield f"{review.request}: {places} open. The anonymised pack does not print."
    for one in review.open:
        yield from _of_finding(one)
    yield from _of_marks("Marked as not identifying:", review.marks)
    yield from _of_marks(f"{FALLEN}:", review.fallen)


def _of_marks(heading: str, marks: tuple[Mark, ...]) -> Iterator[str]:
    if marks:
        yield heading
    for mark in marks:
        when = day_text(mark.marked_at.date())
        yield wrapped(f"{mark.id[-8:]}  {mark.what}: {mark.reason} ({mark.marked_by}, {when})")


def _of_finding(one: OpenFinding) -> Iterator[str]:
    yield wrapped(f"{one.id}  {one.heading}: {one.what}")
    if one.found:
        yield wrapped(f"“{one.before}[{one.replaces}]{one.after}”", indent=10)
    if one.why_not_reworded:
        yield wrapped(f"Not reworded here: {one.why_not_reworded}", indent=10)
    else:
        yield wrapped(f"Proposed: {one.proposal or 'leave it out'}", indent=10)
    if one.why_not_marked:
        yield wrapped(f"Not yours to mark: {one.why_not_marked}", indent=10)


def _previewed(shown: Preview) -> Iterator[str]:
    if not shown.texts:
        yield "There is nothing to reword."
    for one in shown.texts:
        yield f"{one.heading}, {counted(one.places, 'place')}:"
        for line in one.after.splitlines():
            yield wrapped(line, indent=2)
