"""`request unfinished`: what was typed in the window and not saved."""

from __future__ import annotations

from dataclasses import dataclass

import click

from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.team.typed import Typed
from resources_app.team.typed_actions import discard_typing
from resources_app.team.typed_queries import unfinished


@dataclass(frozen=True)
class Unfinished:
    """Your own typing that is not saved, the latest first: each form with its answers as typed."""

    unfinished: tuple[Typed, ...]


PRINTS = {"request unfinished": Unfinished}


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
