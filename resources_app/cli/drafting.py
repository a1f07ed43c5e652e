"""`request edit`, `missing`, `unfinished`: a draft’s answers, and typing that was not saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.requests.actions.drafting import edit_draft_from_file, unanswered_to_submit
from resources_app.requests.fields import NEEDED_FIELDS
from resources_app.requests.missing_queries import missing_answers
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.team.typed import Typed
from resources_app.team.typed_actions import discard_typing
from resources_app.team.typed_queries import unfinished


@dataclass(frozen=True)
class Unfinished:
    """Your own typing that is not saved, the latest first: each form with its answers as typed."""

    unfinished: tuple[Typed, ...]


@dataclass(frozen=True)
class Lacking:
    """An answer that stands in the way of submitting: its field, what is wrong, what is right."""

    field: str
    label: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Missing:
    """How many of the `needed` answers a draft has, and everything that it still lacks."""

    reference: str
    answered: int
    needed: int
    missing: tuple[Lacking, ...]


@dataclass(frozen=True)
class Edited(Missing):
    """A draft after its answers were changed; `changed` is false when they were so already."""

    changed: bool


PRINTS = {"request unfinished": Unfinished, "request missing": Missing, "request edit": Edited}


@click.command("missing", epilog=example("request missing REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def request_missing(here: Invocation, reference: str) -> None:
    """Say what a draft still lacks before it can be submitted."""
    with at_work(here, read_only=True) as session:
        found = Missing(*_lacking(session, reference))
    report(here.json, found, _told(found))


@click.command("edit", epilog=example("request edit REQ-26-A7-0042 answers.json"))
@click.argument("reference")
@click.argument("file", type=FILE)
@with_invocation
def request_edit(here: Invocation, reference: str, file: Path) -> None:
    """Change answers of a draft to those in a JSON FILE, by field name; others stay."""
    with at_work(here) as session:
        changed = bool(edit_draft_from_file(session, reference, file).touched)
        found = Edited(*_lacking(session, reference), changed)
    done = "The draft is changed." if changed else "The draft was so already."
    report(here.json, found, f"{done} {_told(found)}")


def _lacking(session: Session, reference: str) -> tuple[str, int, int, tuple[Lacking, ...]]:
    problems = unanswered_to_submit(session, reference).problems
    lacking = tuple(
        Lacking(one.name, one.where.field if one.where else "", one.what, one.remedy)
        for one in problems
    )
    missing = missing_answers(session.tables, [request(session.tables, reference).id])
    needed = len(NEEDED_FIELDS)
    return reference.strip().upper(), needed - sum(missing.values()), needed, lacking


def _told(found: Missing) -> str:
    counts = f"{found.answered} of {found.needed} needed answers are given."
    if not found.missing:
        return f"{counts} {found.reference} can be submitted."
    lines = (wrapped(f"{one.label}: {one.what}", indent=2) for one in found.missing)
    return "\n".join([f"{counts} {found.reference} still lacks:", *lines])


@click.command("unfinished", epilog=example("request unfinished", "request unfinished --json"))
@click.option("--discard", metavar="ID", default="", help="Throw one of them away.")
@with_invocation
def request_unfinished(here: Invocation, discard: str) -> None:
    """List what you typed in the window and did not save, or discard it."""
    with at_work(here) as session:
        if discard:
            discard_typing(session, discard.strip())
        found = unfinished(session.tables, session.officer.id)
    text = columns([_row(one) for one in found]) or "Everything you typed is saved."
    report(here.json, Unfinished(tuple(found)), text)


def _row(one: Typed) -> tuple[str, ...]:
    return (
        one.id,
        one.where.title,
        one.about,
        local_text(one.kept_at),
        counted(len(one.answers), "answer"),
    )
