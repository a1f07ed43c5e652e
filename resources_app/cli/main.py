"""The command line: the same actions as the desktop, without a window.

Exit 0: done. 2: refused, with a plain sentence on standard error and nothing changed. 1: our
bug. To add a command: write it in the module of its room and add the module to `_ROOMS`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from resources_app.cli import (
    agreements,
    demo,
    documents,
    imports,
    journal,
    journey,
    requests,
    team,
)
from resources_app.cli.context import Invocation, shared_options
from resources_app.foundations.errors import KnownError

_ROOMS = (team, demo, imports, agreements, requests, journey, documents, journal)

DONE, OUR_BUG, REFUSED = 0, 1, 2


def _version() -> str:
    try:
        return version("resources-app")
    except PackageNotFoundError:
        return "not installed"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(_version(), prog_name="resources-app")
@shared_options
@click.pass_context
def cli(
    context: click.Context, store: Path | None, passphrase_file: Path | None, as_json: bool
) -> None:
    """Find homes for children in care, hold providers to contract prices, print the paperwork.

    Without a command the desktop opens.
    """
    context.obj = Invocation(store, passphrase_file, as_json)


for _room in _ROOMS:
    _room.register(cli)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    status = DONE
    try:
        cli.main(args=None if arguments is None else list(arguments), standalone_mode=False)
    except KnownError as error:
        status = _refuse(str(error))
    except click.exceptions.Exit as left:
        status = left.exit_code
    except click.ClickException as error:
        error.show()
        status = REFUSED
    except click.Abort:
        status = _refuse("Stopped; nothing was changed.")
    except BrokenPipeError:
        status = DONE  # whoever read us has read enough
    except Exception:  # the one place where a bug of ours is told to a person
        click.echo("This is a fault in the application, not something you did.", err=True)
        traceback.print_exc(file=sys.stderr)
        status = OUR_BUG
    return status


def _refuse(sentence: str) -> int:
    click.echo(sentence, err=True)
    return REFUSED
