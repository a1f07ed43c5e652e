"""Writes the list of commands into README.md from the command line itself.

    .venv/bin/python installer/write_readme.py

tests/test_readme.py fails when the two differ.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from resources_app.cli.main import cli

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN = "<!-- commands: made by installer/write_readme.py, checked by tests/test_readme.py -->"
END = "<!-- end of commands -->"


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every command with its arguments and options, and the first sentence of its help."""
    for name, command in group.commands.items():
        path = (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, path)
        elif not command.hidden:
            yield " ".join([*path, *_arguments(command)]), command.get_short_help_str(limit=200)


def _arguments(command: click.Command) -> Iterator[str]:
    shared = {"store", "passphrase_file", "as_json"}
    context = click.Context(command)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield parameter.make_metavar(context)
        elif isinstance(parameter, click.Option) and parameter.name not in shared:
            yield _option(parameter, context)


def _option(option: click.Option, context: click.Context) -> str:
    words = option.opts[0]
    if not option.is_flag:
        words += f" {option.make_metavar(context)}"
    return words if option.required else f"[{words}]"


def command_table() -> str:
    """The commands as a Markdown table."""
    rows = [f"| `{usage.replace('|', '¦')}` | {said} |" for usage, said in commands(cli)]
    return "\n".join(["| `resources-app …` | What it does |", "|---|---|", *rows])


def with_commands(text: str) -> str:
    """README's text with the list between its two marks made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{command_table()}\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_commands(README.read_text("utf-8")), "utf-8")
