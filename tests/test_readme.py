"""README tells the truth: its commands, its rooms, the files it points to."""

import re
from pathlib import Path

from installer.write_readme import commands, rewritten
from resources_app.cli.main import cli
from tests.layers import STOREYS

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text("utf-8")


def test_commands_and_json_files_are_listed_as_they_are() -> None:
    assert rewritten(TEXT) == TEXT, "run .venv/bin/python installer/write_readme.py"
    assert len(list(commands(cli))) > 15


def test_every_command_says_what_it_does() -> None:
    assert [usage for usage, said in commands(cli) if not said] == []


def test_the_rooms_are_listed_in_the_order_the_guard_uses() -> None:
    listed = re.findall(r"^\| ((?:`[\w.]+`(?:, )?)+) \|", TEXT, re.MULTILINE)
    rooms = [
        name.removesuffix(".py") for cell in listed for name in re.findall(r"`([\w.]+)`", cell)
    ]
    there = {path.stem for path in (ROOT / "resources_app").iterdir() if path.suffix in {"", ".py"}}
    guarded = [room for storey in STOREYS for room in storey if room in there]
    assert [room for room in rooms if room in guarded] == guarded


def test_files_it_names_exist() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    quoted = re.findall(r"`((?:resources_app|tests|installer|assets|ui)/[\w/.-]+)`", TEXT)
    missing = [name for name in {*linked, *quoted} if not (ROOT / name).exists()]
    assert missing == []
