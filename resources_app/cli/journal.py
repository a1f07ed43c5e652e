"""`journal show` and `journal verify`: what happened, and whether the record of it is whole."""

from __future__ import annotations

from dataclasses import dataclass

import click

from resources_app.casework.history import HistoryLine, history
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import Refused
from resources_app.store.findings import Finding
from resources_app.store.verifying import verify
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Verified:
    """Whether every one of the `entries` is as it was written; else what is not."""

    clean: bool
    entries: int
    findings: tuple[Finding, ...]


@click.group(cls=RoomGroup)
def journal() -> None:
    """What happened in this store: who, when, what, and why."""


@journal.command("show", epilog=example("journal show REQ-26-A7-0042"))
@click.argument("reference", required=False, default="")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), metavar="N", default=100, show_default=True
)
@click.option(
    "--before", type=int, metavar="N", help="Read on from the `arrival` of the last line shown."
)
@with_invocation
def journal_show(here: Invocation, reference: str, limit: int, before: int | None) -> None:
    """Show journal entries, newest first: all, or those of one REFERENCE and its parts."""
    with at_work(here, read_only=True) as session:
        require(session, Permission.READ_JOURNAL)
        lines = history(session.tables, reference=reference, before=before, limit=limit)
    report(here.json, lines, "\n".join(_text(line) for line in lines))


@journal.command("verify")
@with_invocation
def journal_verify(here: Invocation) -> None:
    """Check every seal, signature and record against the journal."""
    with at_work(here, read_only=True) as session:
        require(session, Permission.READ_JOURNAL)
        found = verify(session.tables, session.store.path)
    data = Verified(found.clean, found.entries, tuple(found.findings))
    text = f"{found.entries:,} entries: every one is whole, signed and in its place."
    report(here.json, data, text if found.clean else "")
    if not found.clean:
        raise Refused("\n".join(str(one) for one in found.findings))


PRINTS = {"journal show": list[HistoryLine], "journal verify": Verified}


def _text(line: HistoryLine) -> str:
    head = (
        f"{line.number}  {local_text(line.at)}  {line.officer} {line.did} "
        f"({line.operation} {line.table})"
    )
    why = f" — {line.reason}" if line.reason else ""
    if line.erased:
        return f"{head}{why}\n    (erased by law)"
    shown = [
        f"    {one.field}: {_short(one.old)} → {_short(one.new)}"
        if line.operation == "update"
        else f"    {one.field}: {_short(one.new if one.old is None else one.old)}"
        for one in line.changes
    ]
    return "\n".join([head + why, *shown])


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
