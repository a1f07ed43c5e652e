"""`store`: a copy of the store, and one's own passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import FILE, Invocation, example, new_passphrase, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, working_on
from resources_app.store.slot_file import slots_path
from resources_app.team.actions import change_own_passphrase
from resources_app.team.model import Officer
from resources_app.team.queries import officer


@dataclass(frozen=True)
class BackedUp:
    """A checked copy of the store, and of the key slots beside it: the two belong together."""

    store: Path
    copy: Path
    keys: Path


PRINTS = {"store backup": BackedUp, "store passphrase": Officer}


@click.group("store", cls=RoomGroup)
def store_group() -> None:
    """Copy the store; change your passphrase."""


@store_group.command("backup", epilog=example("store backup county-2026-11-23.resources"))
@click.argument("file", type=FILE)
@with_invocation
def store_backup(here: Invocation, file: Path) -> None:
    """Write a checked copy to FILE, its keys beside it. Today's passphrases open it."""
    with at_work(here, read_only=True) as session:
        working_on("Copying and checking the store…")
        session.store.backup(file)
        data = BackedUp(session.store.path, file, slots_path(file))
    report(
        here.json,
        data,
        f"Copied the store to {data.copy}, and its keys to {data.keys}; keep the two together.\n"
        "Today's passphrases open it, whatever is changed in the store from now on.",
    )


@store_group.command("passphrase", epilog=example("store passphrase --new-passphrase-file new.txt"))
@click.option(
    "--new-passphrase-file",
    type=FILE,
    help="File whose first line is your new passphrase; else you type it.",
)
@with_invocation
def store_passphrase(here: Invocation, new_passphrase_file: Path | None) -> None:
    """Change your own passphrase."""
    old = here.passphrase()
    with at_work(here, passphrase=old) as session:
        new = new_passphrase(new_passphrase_file, "Your new passphrase")
        change_own_passphrase(session, old, new)
        mine = officer(session.tables, session.officer.id)
    report(
        here.json,
        mine,
        f"{mine.name} now opens this store with the new passphrase, and no longer with the old.\n"
        "Copies taken before still open with the old one.",
    )
