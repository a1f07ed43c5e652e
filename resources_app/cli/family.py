"""`request siblings` and `request apart`: who lives with the child, and who does not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.casework.family import WhoLives, family_of, people_of
from resources_app.casework.opening_records import note_opening
from resources_app.casework.placing_apart import place_apart
from resources_app.children.model import Child
from resources_app.children.queries import child_by_identifier, children_by_id
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.errors import BadInput, NotFound
from resources_app.foundations.json_files import read_json_object
from resources_app.requests.actions.family import settle_siblings
from resources_app.requests.family_model import SiblingChoice
from resources_app.requests.queries import request as request_with
from resources_app.session import Session
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Together:
    """Who lives with the child of a request, the eldest first, and who lives apart, if anybody."""

    reference: str
    together: tuple[Child, ...]
    family: tuple[WhoLives, ...]


@dataclass(frozen=True)
class Parted:
    """Brothers and sisters apart: the request of those who stay, and of those who left."""

    reference: str
    apart_reference: str
    family: tuple[WhoLives, ...]


PRINTS = {"request siblings": Together, "request apart": Parted}


@click.command(
    "siblings",
    epilog=example(
        "request siblings REQ-26-A7-0042",
        "request siblings REQ-26-A7-0042 --with 40518",
        'request siblings REQ-26-A7-0042 --apart 40518 "He sees her every Sunday."',
    ),
)
@click.argument("reference")
@click.option(
    "--with", "together", multiple=True, metavar="IDENTIFIER", help="Lives with the child."
)
@click.option(
    "--apart",
    multiple=True,
    nargs=2,
    metavar="IDENTIFIER REASON",
    help="Does not live with the child, and why.",
)
@click.option("--alone", is_flag=True, help="Nobody lives with the child, and nobody is apart.")
@with_invocation
def request_siblings(
    here: Invocation,
    reference: str,
    together: tuple[str, ...],
    apart: tuple[tuple[str, str], ...],
    alone: bool,
) -> None:
    """Show who lives with the child of a request, or say it of a draft: name every one of them."""
    if alone and (together or apart):
        raise BadInput("--alone stands beside --with or --apart.", remedy="Give one or the other.")
    with at_work(here) as session:
        if together or apart or alone:
            choices = [_choice(session.tables, one, together=True) for one in together]
            choices += [_choice(session.tables, one, together=False, why=why) for one, why in apart]
            settle_siblings(session, reference, choices)
        data = _together(session, reference)
    report(here.json, data, _text(data))


@click.command(
    "apart",
    epilog=example(
        'request apart REQ-26-A7-0042 --child 40518 --reason "No home could take all three."'
    ),
)
@click.argument("reference")
@click.option(
    "--child",
    "children",
    multiple=True,
    required=True,
    metavar="IDENTIFIER",
    help="Who leaves; several leave together.",
)
@click.option("--reason", required=True, help="What was tried, and how they will keep in touch.")
@click.option(
    "--answers",
    type=FILE,
    help="A JSON file with what is different for those who leave, by field of a request.",
)
@with_invocation
def request_apart(
    here: Invocation,
    reference: str,
    children: tuple[str, ...],
    reason: str,
    answers: Path | None,
) -> None:
    """Place brothers and sisters of a request apart: those who leave get one of their own.

    It takes over what is asked for and the authority to search; both are searched for anew.
    """
    given = read_json_object(answers) if answers else {}
    with at_work(here) as session:
        ids = [_named(session.tables, one).id for one in children]
        made = place_apart(session, reference, ids, reason=reason, answers=given)
        family = _family(session, made.reference)
    data = Parted(made.reference, made.apart_reference, family)
    head = f"{made.apart_reference} seeks a home for those who left {made.reference}."
    report(here.json, data, "\n".join([head, *lines_of(family)]))


def lines_of(family: Sequence[WhoLives]) -> list[str]:
    """Who lives where, two lines for one who is apart from the others."""
    lines: list[str] = []
    for one in family:
        asked = f" ({one.reference}, {one.state})" if one.reference else ""
        lines.append(wrapped(f"{one.child.full_name}: {one.lives}{asked}.", indent=2))
        if one.why_apart:
            lines.append(wrapped(f"Apart: {one.why_apart}", indent=4))
    return lines


def _together(session: Session, reference: str) -> Together:
    tables = session.tables
    asked = request_with(tables, reference)
    people = children_by_id(tables, asked.sibling_ids)
    note_opening(session, people.values(), through=asked.reference)
    together = tuple(people[one] for one in asked.sibling_ids)
    return Together(asked.reference, together, _family(session, asked.reference))


def _family(session: Session, reference: str) -> tuple[WhoLives, ...]:
    asked = request_with(session.tables, reference)
    family = family_of(session.tables, asked, session.today())
    note_opening(session, people_of(family), through=asked.reference)
    return family


def _text(data: Together) -> str:
    names = ", ".join(f"{one.full_name} ({one.local_identifier})" for one in data.together)
    head = f"{data.reference}: to live with the child: {names or 'nobody'}."
    return "\n".join([wrapped(head), *lines_of(data.family)])


def _choice(tables: Tables, identifier: str, *, together: bool, why: str = "") -> SiblingChoice:
    return SiblingChoice(_named(tables, identifier).id, together, why)


def _named(tables: Tables, identifier: str) -> Child:
    found = child_by_identifier(tables, identifier.strip())
    if found is None:
        raise NotFound(
            f"There is no child with the identifier {identifier}.",
            remedy="Give the council’s own identifier; `search` finds it by the name.",
        )
    return found
