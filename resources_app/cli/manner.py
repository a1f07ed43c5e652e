"""`--large` and `--plain`: the manner in which a command prints."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Kind
from resources_app.printing.manner import Manner


def in_manner(*kinds: Kind) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of a command that prints these kinds; the command is given a `manner`.

    Plain language is offered where any of the kinds has it.
    """

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(*given: Any, large: bool, plain: bool = False, **more: Any) -> Any:
            return command(*given, manner=Manner(large, plain), **more)

        run = click.option("--large", is_flag=True, help="In large print, 18 pt.")(run)
        if any(KINDS[kind].plain for kind in kinds):
            run = click.option("--plain", is_flag=True, help="In plain language.")(run)
        return run

    return add
