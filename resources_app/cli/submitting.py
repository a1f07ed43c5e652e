"""Taking a request in, submitting it, and correcting its wording: each looks its texts through.

What would stop the anonymised pack is told here, while whoever wrote the text is at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.casework.likely_same import LikelySame, likely_same_child
from resources_app.children.queries import child
from resources_app.cli import family, impact, kept_searches, travelling
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.drafting import PRINTS as DRAFTING
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.cli.request_imports import RequestsRead
from resources_app.cli.requests import Now
from resources_app.documents.finding_model import LeakFinding
from resources_app.documents.pack_checking import leaks_in_request
from resources_app.foundations.counting import counted
from resources_app.requests.actions.drafting import create_request_from_file, submit_request
from resources_app.requests.actions.rewording import reword_request_from_file
from resources_app.requests.model import State
from resources_app.requests.queries import request as request_with
from resources_app.session import Session


@dataclass(frozen=True)
class Checked(Now):
    """A request whose texts were looked through: while there are `leaks`, places that give the
    child away, its anonymised pack is not printed.
    """

    leaks: tuple[LeakFinding, ...]


@dataclass(frozen=True)
class Taken(Checked):
    """A request as it was taken in. `already_there`: the same data made it before. Its `leaks`
    are looked for when it is submitted. `likely_same` are children on record who may be the same
    child under another identifier.
    """

    already_there: bool
    likely_same: tuple[LikelySame, ...]


@dataclass(frozen=True)
class Reworded(Checked):
    """A request whose wording was corrected; `changed` is false when it was so already."""

    changed: bool


PRINTS: dict[str, object] = {
    **DRAFTING,
    "request add": Taken,
    "request import": RequestsRead,
    "request reword": Reworded,
    "submit": Checked,
    **family.PRINTS,
    **impact.PRINTS,
    **kept_searches.PRINTS,
    **travelling.PRINTS,
}


@click.command("add", epilog=example("request add request.json --submit"))
@click.argument("file", type=FILE)
@click.option("--submit", "and_submit", is_flag=True, help="Submit it at once for authority.")
@click.option(
    "--second-reason", default="", help="Why the child needs a second open request, if they do."
)
@with_invocation
def request_add(here: Invocation, file: Path, and_submit: bool, second_reason: str) -> None:
    """Take in a request from a JSON FILE: the child, their siblings and what is sought."""
    with at_work(here) as session:
        made = create_request_from_file(
            session, file, second_reason=second_reason, submit=and_submit
        )
        state = request_with(session.tables, made.reference).state
        leaks = _leaks(session, made.reference) if and_submit else ()
        same = _likely_same(session, made.child_id)
    data = Taken(made.reference, state, leaks, made.already_there, same)
    known = " It was there already." if made.already_there else ""
    text = f"{made.reference} is {state}.{known}{_warning(leaks, made.reference)}"
    report(here.json, data, "\n".join([text, *(wrapped(one.sentence) for one in same)]))


def _likely_same(session: Session, child_id: str) -> tuple[LikelySame, ...]:
    """Others on record who may be this child."""
    one = child(session.tables, child_id)
    return likely_same_child(
        session.tables, session.officer, one.full_name, one.date_of_birth, but=one.id
    )


@click.command(
    "reword",
    epilog=example('request reword REQ-26-A7-0042 words.json --reason "It named his aunt."'),
)
@click.argument("reference")
@click.argument("file", type=FILE)
@click.option("--reason", required=True, help="Why the wording is corrected.")
@with_invocation
def request_reword(here: Invocation, reference: str, file: Path, reason: str) -> None:
    """Correct the wording of a submitted request from a JSON FILE: its texts, never its facts.

    What was submitted stays on record as it was.
    """
    reference = reference.strip().upper()
    with at_work(here) as session:
        changed = bool(reword_request_from_file(session, reference, file, reason=reason).touched)
        state = request_with(session.tables, reference).state
        leaks = _leaks(session, reference)
    done = "The wording is corrected." if changed else "The wording was so already."
    data = Reworded(reference, state, leaks, changed)
    report(here.json, data, f"{reference} is {state}. {done}{_warning(leaks, reference)}")


@click.command(epilog=example("submit REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def submit(here: Invocation, reference: str) -> None:
    """Submit a draft for authority to search, and freeze what is asked."""
    reference = reference.strip().upper()
    with at_work(here) as session:
        submit_request(session, reference)
        leaks = _leaks(session, reference)
    data = Checked(reference, State.SUBMITTED, leaks)
    report(here.json, data, f"{reference} is {State.SUBMITTED}.{_warning(leaks, reference)}")


def _leaks(session: Session, reference: str) -> tuple[LeakFinding, ...]:
    return leaks_in_request(session.tables, reference, session.today())


def _warning(leaks: Sequence[LeakFinding], reference: str) -> str:
    """Lines that name every place in the texts that stops the anonymised pack, if any does."""
    if not leaks:
        return ""
    head = (
        f"Its anonymised pack cannot be printed yet: {counted(len(leaks), 'place')} in its texts "
        f"would give the child away. Correct them with `request reword {reference} FILE`."
    )
    return "\n".join(["", wrapped(head), *(wrapped(f"{one}.", indent=2) for one in leaks)])
