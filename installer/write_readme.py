"""Writes the parts of README.md that the code knows best: the commands and the JSON files.

    .venv/bin/python installer/write_readme.py

tests/test_readme.py fails when README and code differ. To add a part: a pair of marks in README
("<!-- name: … -->" and "<!-- end of name -->") and its function in PARTS.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from installer.readme_answers import answers
from resources_app.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SCHEMAS = ROOT / "assets/schemas"

MOST_CHOICES = 4  # more are left to the command's own --help

# --- the commands --------------------------------------------------------------------------------


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every command with its arguments and options, and the first sentence of its help."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
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
    if isinstance(option.type, click.Choice) and len(option.type.choices) > MOST_CHOICES:
        words += f" {words.strip('-').upper()}"
    elif not option.is_flag:
        words += f" {option.make_metavar(context)}"
    return words if option.required else f"[{words}]"


def command_table() -> str:
    """The commands as a Markdown table."""
    # A bar, even in code, would end the table's cell.
    rows = [f"| `{usage.replace('|', '¦')}` | {said} |" for usage, said in commands(cli)]
    return "\n".join(["| `resources-app …` | What it does |", "|---|---|", *rows])


# --- the JSON files ------------------------------------------------------------------------------

Schema = dict[str, Any]
MOST_WORDS = 9  # longer lists of words are left to the schema file


def schema_tables() -> str:
    """A table of fields for each schema in assets/schemas."""
    return "\n\n".join(_schema_table(path) for path in sorted(SCHEMAS.glob("*.json")))


def _schema_table(path: Path) -> str:
    schema = json.loads(path.read_text("utf-8"))
    head = f"**{schema['title']}** ([{path.name}](assets/schemas/{path.name}))"
    rows = [
        f"| `{name}` | {form} | {said} |".replace("  ", " ") for name, form, said in _fields(schema)
    ]
    lines = ["<details><summary>The fields</summary>\n", "| Field | Form | What it is |"]
    return "\n".join([head, "", *lines, "|---|---|---|", *rows, "\n</details>"])


def _fields(schema: Schema, before: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in schema.get("properties", {}).items():
        needed = "**needed**; " if name in schema.get("required", ()) else ""
        said = f"{field.get('title', '')}. {field.get('description', '')}".strip(". ")
        yield f"{before}{name}", needed + _form(field), said
        items = field.get("items", {})
        inner = field if "properties" in field else items if isinstance(items, dict) else {}
        yield from _fields(inner, f"{before}{name}{'[]' if inner is items else ''}.")


def _form(field: Schema) -> str:
    words = field.get("enum") or [choice["const"] for choice in field.get("oneOf", ())]
    if words:
        few = ", ".join(f"`{word}`" for word in words)
        return few if len(words) <= MOST_WORDS else f"one of {len(words)} codes or words"
    if field.get("type") == "array":
        return "list of: " + _form(field.get("items", {}))
    if field.get("format") == "date":
        return "date, `YYYY-MM-DD`"
    kinds = field.get("type", [])
    names = {"string": "text", "boolean": "true or false", "integer": "whole number"}
    return " or ".join(
        names.get(kind, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)
    )


# --- putting them in -----------------------------------------------------------------------------

PARTS: dict[str, Callable[[], str]] = {
    "commands": command_table,
    "schemas": schema_tables,
    "answers": answers,
}


def rewritten(text: str) -> str:
    """README's text with every part between its two marks made anew."""
    for name, make in PARTS.items():
        before, mark, after = re.split(rf"(<!-- {name}: .*? -->\n)", text, maxsplit=1)
        after = after[after.index(f"<!-- end of {name} -->") :]
        text = f"{before}{mark}\n{make()}\n\n{after}"
    return text


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text("utf-8")), "utf-8")
