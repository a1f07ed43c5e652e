"""What commands that take in a file share: look first, then take in what is good."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol, TypeVar

import click

from resources_app.cli.context import Invocation
from resources_app.cli.output import working_on
from resources_app.foundations.errors import Overtaken

MOST_LOOKS = 5
ACCEPT = click.option("--accept", is_flag=True, help="Take what is good without asking.")


class Preview(Protocol):
    """What any kind of file would change."""

    @property
    def changes_nothing(self) -> bool: ...


_Seen = TypeVar("_Seen", bound=Preview)
_Done = TypeVar("_Done")


def look_and_take(
    here: Invocation,
    accept: bool,
    *,
    look: Callable[[], _Seen],
    text: Callable[[_Seen], str],
    take: Callable[[_Seen], _Done],
) -> tuple[_Seen, _Done | None]:
    """Look at a file, and take it if it changes something and that is agreed to.

    It is agreed to beforehand by `accept`, or by a person who is asked under the preview's `text`.
    Where another program stored something in between, look again: what is taken is what the last
    preview shows. Raises Overtaken when that happens every time.
    """
    for looks_left in reversed(range(MOST_LOOKS)):
        preview = look()
        if preview.changes_nothing:
            break
        if not (accept or (was_asked(here, accept) and _confirmed(text(preview)))):
            break
        try:
            return preview, take(preview)
        except Overtaken:
            if not looks_left:
                raise
            working_on("Something else was stored meanwhile; looking again…")
    return preview, None


def was_asked(here: Invocation, accept: bool) -> bool:
    """Whether the person was shown the preview with a question under it."""
    return not accept and not here.json and sys.stdin.isatty()


def _confirmed(text: str) -> bool:
    click.echo(text)
    return click.confirm("Take what is good?", default=False)


def say_taken(
    here: Invocation, taken: bool, changes_nothing: bool, *, any_refused: bool = False
) -> None:
    """Say to a person how it ended. `any_refused`: the file holds what could not be taken."""
    if here.json:
        return
    click.echo()
    if changes_nothing and any_refused:
        click.echo("Nothing else in this file is new; nothing was changed.")
    elif changes_nothing:
        click.echo("Everything in this file is stored already; nothing was changed.")
    elif taken:
        click.echo("Taken in.")
    else:
        click.echo("Only looked at; nothing was changed. Give --accept to take it in.")
