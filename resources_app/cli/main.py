"""The command line: the same actions as the desktop, without a window.

Exit 0: done. 2: refused, with a plain sentence on standard error and nothing changed. 1: our
bug. The commands are in the table of commands.py.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from resources_app.cli.commands import LazyGroup
from resources_app.cli.context import Invocation, shared_options
from resources_app.foundations.errors import KnownError
from resources_app.foundations.faults import fault_lines

DONE, OUR_BUG, REFUSED = 0, 1, 2

# With 1 a fault of ours prints everything Python knows of it. That may name a child: it is for
# whoever mends the fault, on invented data.
DEBUG_VARIABLE = "RESOURCES_APP_DEBUG"

log = logging.getLogger("resources_app.cli")


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `resources-app --store trial.resources demo`, which prints who may open it.",
)
@click.version_option(package_name="resources-app", prog_name="resources-app")
@shared_options
@click.pass_context
def cli(
    context: click.Context, store: Path | None, passphrase_file: Path | None, as_json: bool
) -> None:
    """Find homes for children in care, hold providers to contract prices, print the paperwork.

    Without a command the desktop opens. Every command explains itself: resources-app COMMAND
    --help.
    """
    context.obj = Invocation(store, passphrase_file, as_json)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    status = DONE
    try:
        cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="resources-app",
            standalone_mode=False,
        )
    except KnownError as error:
        status = _refuse(str(error))
    except click.exceptions.Exit as left:
        status = left.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = REFUSED
    except click.UsageError as error:
        status = _refuse(_usage(error))
    except click.ClickException as error:
        status = _refuse(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        status = _refuse("Stopped; nothing was changed.")
    except BrokenPipeError:
        status = DONE  # whoever read us has read enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (flushed at exit)
    except Exception as error:  # the one place where a bug of ours is told to a person
        status = _confess(error)
    return status


def _refuse(sentence: str) -> int:
    click.echo(sentence, err=True)
    return REFUSED


def _usage(error: click.UsageError) -> str:
    """What was wrong with the words of the command, and where its help is."""
    path = error.ctx.command_path if error.ctx else "resources-app"
    said = error.format_message()
    return f"{said}{'' if said.endswith(('.', '?', '!')) else '.'} See: {path} --help"


def _confess(error: Exception) -> int:
    click.echo(
        "This is a fault in the application, not something you did. What you were doing was not "
        f"saved. Where it happened, for whoever mends it ({DEBUG_VARIABLE}=1 tells them more):",
        err=True,
    )
    log.error("%s", "\n".join(fault_lines(error)))
    if os.environ.get(DEBUG_VARIABLE) == "1":
        traceback.print_exception(error, file=sys.stderr)
    return OUR_BUG
