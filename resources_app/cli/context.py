"""What every command shares: which store, whose passphrase, JSON or text.

The three options may stand before or after the command's name; the nearer one wins.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from resources_app.foundations.codes import CodeList, current_codes
from resources_app.foundations.dates import date_from
from resources_app.foundations.errors import BadInput, KnownError

STORE_VARIABLE = "RESOURCES_APP_STORE"
PASSPHRASE_VARIABLE = "RESOURCES_APP_PASSPHRASE"  # noqa: S105  (the variable's name, not its value)

# Whether it is there, a folder, or may be read is said by whoever opens it, in our own words.
FILE = click.Path(path_type=Path)
FILE.name = "file"  # as --help calls it

P = ParamSpec("P")


@dataclass(frozen=True)
class Invocation:
    """What was asked for on the command line, before any store is opened."""

    store: Path | None
    passphrase_file: Path | None
    json: bool

    def store_path(self) -> Path:
        """The store named by option or environment. Raises BadInput when neither names one."""
        named = self.store or (
            Path(os.environ[STORE_VARIABLE]) if os.environ.get(STORE_VARIABLE) else None
        )
        if named is None:
            raise BadInput(
                "No store was named.",
                remedy=f"Give --store FILE, or set {STORE_VARIABLE}.",
            )
        return named

    def passphrase(self, *, new: bool = False) -> str:
        """The passphrase from the file, the environment or, at a terminal, typed unseen.

        A `new` one is typed twice. Raises BadInput when there is none.
        """
        if self.passphrase_file is not None:
            return read_passphrase(self.passphrase_file)
        if os.environ.get(PASSPHRASE_VARIABLE):
            return os.environ[PASSPHRASE_VARIABLE]
        if sys.stdin.isatty():
            return ask_passphrase("Passphrase", new=new)
        raise BadInput(
            "No passphrase was given.",
            remedy=f"Give --passphrase-file FILE, or set {PASSPHRASE_VARIABLE}.",
        )


def ask_passphrase(prompt: str, *, new: bool) -> str:
    """A passphrase typed unseen at the terminal, and again when it is a new one."""
    return str(click.prompt(prompt, hide_input=True, err=True, confirmation_prompt=new))


def new_passphrase(file: Path | None, whose: str) -> str:
    """Somebody's new passphrase, from the file or typed twice. Raises BadInput when there is none.

    `whose` begins the sentence and the prompt: “The new officer's own passphrase”.
    """
    return given_passphrase(file, whose, "--new-passphrase-file", new=True)


def given_passphrase(file: Path | None, whose: str, option: str, *, new: bool) -> str:
    """A passphrase from the file that `option` names, or typed unseen, a `new` one twice.

    Raises BadInput when there is none. `whose` begins the sentence and the prompt.
    """
    if file is not None:
        return read_passphrase(file)
    if not sys.stdin.isatty():
        raise BadInput(f"{whose} is missing.", remedy=f"Give {option} FILE.")
    return ask_passphrase(whose, new=new)


def read_passphrase(path: Path) -> str:
    """The first line of a file, without its line end. Raises BadInput."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows' own editor writes a mark first
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"The passphrase file {path} cannot be read.",
            remedy="Give a text file whose first line is the passphrase.",
        ) from error
    first = text.splitlines()[0] if text.splitlines() else ""
    if not first:
        raise BadInput(
            f"The passphrase file {path} has no passphrase in its first line.",
            remedy="Give a text file whose first line is the passphrase.",
        )
    return first


def shared_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --store, --passphrase-file and --json."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text."),
        click.option(
            "--passphrase-file",
            type=FILE,
            help=f"File whose first line is your passphrase (or set {PASSPHRASE_VARIABLE}).",
        ),
        click.option(
            "--store",
            type=FILE,
            help=f"The store to work in (or set {STORE_VARIABLE}).",
        ),
    ):
        function = option(function)
    return function


def with_invocation(function: Callable[P, None]) -> Callable[..., None]:
    """Give a command the `Invocation` as its first argument, from either place of the options."""

    @shared_options
    @click.pass_context
    @wraps(function)
    def wrapper(
        context: click.Context,
        /,
        *arguments: Any,
        store: Path | None,
        passphrase_file: Path | None,
        as_json: bool,
        **more: Any,
    ) -> None:
        before: Invocation = context.find_object(Invocation) or Invocation(None, None, False)
        here = Invocation(
            store or before.store,
            passphrase_file or before.passphrase_file,
            as_json or before.json,
        )
        context.invoke(function, here, *arguments, **more)

    return wrapper


class DateType(click.ParamType[date]):
    """A date as people write it in England, or in ISO form."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the date; click shows the sentence when it cannot be read."""
        try:
            return date_from(value)
        except KnownError as error:
            self.fail(str(error), param, ctx)


DATE = DateType()


def one_of(
    flag: str, words: type[StrEnum], what: str, **more: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes one of many words; its help lists them, for they fit no usage line."""
    choices = [str(word) for word in words]
    return click.option(
        flag,
        type=click.Choice(choices, case_sensitive=False),
        metavar=flag.strip("-").upper(),
        help=f"{what} One of: {', '.join(choices)}.",
        **more,
    )


def one_code(
    flag: str, codes: CodeList, what: str, **more: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes a code of a list; its help names those that a person may give."""
    given = ", ".join(one.code for one in current_codes(codes) if one.whose != "system")
    return click.option(flag, metavar="CODE", help=f"{what} One of: {given}.", **more)


def example(*commands: str) -> str:
    """The end of a command's help: the commands as they are typed, after `resources-app`."""
    return "\n".join(["\b", "For example:", *(f"  resources-app {one}" for one in commands)])
