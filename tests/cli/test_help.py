"""What a newcomer meets: help in the order of the work, suggestions, examples, a quick start."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from resources_app.cli.commands import ROWS
from resources_app.cli.main import cli
from tests.cli.forms import prints
from tests.cli.running import run

# What takes long to import, and no command needs that only helps, finds or lists.
HEAVY = ("PySide6", "reportlab", "pikepdf", "python_calamine", "xlsxwriter", "pypdf")


def leaves(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


LEAVES = dict(leaves(cli))


def test_every_command_says_what_it_prints() -> None:
    assert set(prints()) == set(LEAVES)


@pytest.mark.parametrize("command", ["", *ROWS, *LEAVES])
def test_help_fits_a_narrow_terminal(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = run(*command.split(), "--help")
    assert (said.status, said.err) == (0, "")
    examples = [line for line in said.out.splitlines() if line.startswith("    resources-app ")]
    wide = [line for line in said.out.splitlines() if len(line) > 80 and line not in examples]
    assert wide == []
    assert f"Usage: resources-app {command}".rstrip() in said.out


@pytest.mark.parametrize("command", list(LEAVES))
def test_examples_are_commands_that_can_be_typed(command: str) -> None:
    typed = [
        shlex.split(line)[1:]
        for line in run(*command.split(), "--help").out.splitlines()
        if line.startswith("    resources-app ")
    ]
    for words in typed:
        context = cli.make_context("resources-app", list(words))
        rest, group = [*context._protected_args, *context.args], cli
        while isinstance(group, click.Group):
            found = group.get_command(context, rest.pop(0))
            assert found is not None, words
            group = found
        assert group is LEAVES[command]
        group.make_context(command, rest)  # raises for an option that is not there


def test_every_sentence_of_the_table_has_a_command_behind_it() -> None:
    for name, row in ROWS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert command.help
        assert row.help.endswith(".")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("matc", "match"), ("authorize", "authorise"), ("print refferal-pack", "referral-pack"),
        ("request rewrod", "reword"),
    ],
)  # fmt: skip
def test_a_slip_of_the_fingers_is_answered_with_what_was_meant(typed: str, meant: str) -> None:
    said = run(*typed.split())
    assert (said.status, said.out) == (2, "")
    assert f"Did you mean '{meant}'?" in said.err


def test_the_version() -> None:
    assert re.fullmatch(r"resources-app, version \d+\.\d+\.\d+\n", run("--version").out)


def test_a_group_without_a_command_shows_its_help() -> None:
    said = run("request")
    assert (said.status, said.out) == (2, "")
    assert "Usage: resources-app request" in said.err


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize(
    ("words", "but"),
    [
        (["--help"], ("sqlite_utils", "numpy", "sqlcipher3", "resources_app.store")),
        (["search", "Ash"], ()),
        (["request", "list"], ()),
        (["officer", "list"], ()),
    ],
)
def test_a_command_imports_only_what_it_needs(words: list[str], but: tuple[str, ...]) -> None:
    code = f"import sys\nfrom resources_app.cli.main import main\nmain({words!r})\n"
    loaded = set(python(code + "print('LOADED', *sys.modules)").split("LOADED")[1].split())
    assert sorted(loaded & {*HEAVY, *but}) == []


@pytest.mark.parametrize(("command", "most"), [("--help", 0.3)])
def test_help_comes_at_once(command: str, most: float) -> None:
    code = (
        f"from resources_app.cli.main import main\nmain([{command!r}])\n"
        "import time\nprint('CPU', time.process_time())"
    )
    seconds = min(float(python(code).split("CPU")[1]) for _ in range(3))
    assert seconds < most
