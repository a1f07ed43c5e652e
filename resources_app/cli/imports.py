"""`import register` and `import prices`; `case_imports` has `import children`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from resources_app.agreements.preview_text import price_preview_text
from resources_app.agreements.price_import import PriceImport
from resources_app.agreements.schedule_model import UnreadCell
from resources_app.agreements.taking_prices import (
    accept_price_schedule,
    preview_price_schedule,
)
from resources_app.casework.alerts import take_register
from resources_app.cli.case_imports import ChildrenRead, import_children
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, with_invocation
from resources_app.cli.looking import ACCEPT, look_and_take, say_taken, was_asked
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, working_on
from resources_app.foundations.counting import counted
from resources_app.providers.preview_text import preview_lines
from resources_app.providers.register_actions import preview_register_workbook
from resources_app.providers.register_preview import RegisterPreview
from resources_app.workbooks.reading import read_workbook


@dataclass(frozen=True)
class RegisterTaken:
    """Counts of services, by URN, and of settings; `details` has everything behind them.

    `accepted` is false for a preview. `alerts` are those raised on placements.
    """

    added: int
    changed: int
    closed: int
    refused: int
    skipped: int
    settings: int
    details: dict[str, object]
    accepted: bool
    alerts: int


@dataclass(frozen=True)
class SkippedSheet:
    """A sheet that was left out, and why."""

    sheet: str
    why: str


@dataclass(frozen=True)
class PricesTaken:
    """What a price schedule says and would change. `rates` are its prices that stand.

    `poa` of them are on application. `until` is the agreement's last day. `accepted` is
    false for a preview.
    """

    agreement: str
    title: str
    new_agreement: bool
    effective_from: date
    until: date | None
    lots: int
    memberships: int
    rates: int
    poa: int
    not_offered: int
    memberships_added: int
    rates_added: int
    rates_unchanged: int
    rates_closed: int
    rates_withdrawn: int
    unread: tuple[UnreadCell, ...]
    skipped_sheets: tuple[SkippedSheet, ...]
    warnings: tuple[str, ...]
    accepted: bool


PRINTS = {
    "import register": RegisterTaken,
    "import prices": PricesTaken,
    "import children": ChildrenRead,
}


@click.group("import", cls=RoomGroup)
def import_group() -> None:
    """Take in workbooks. Without --accept they are only looked at, or you are asked."""


@import_group.command(
    "register",
    epilog=example(
        "import register ofsted_register.xlsx", "import register ofsted_register.xlsx --accept"
    ),
)
@click.argument("file", type=FILE)
@ACCEPT
@with_invocation
def import_register(here: Invocation, file: Path, accept: bool) -> None:
    """Import Ofsted's monthly register from FILE (xlsx)."""
    with at_work(here) as session:
        working_on(f"Reading {file.name}…")
        workbook = read_workbook(file)
        preview, done = look_and_take(
            here,
            accept,
            look=lambda: preview_register_workbook(session, workbook),
            text=register_text,
            take=lambda seen: take_register(session, seen),
        )
    taken, alerts = done is not None, done.alerts if done else 0
    data = RegisterTaken(**preview.as_dict(), accepted=taken, alerts=alerts)
    report(here.json, data, "" if was_asked(here, accept) else register_text(preview))
    say_taken(here, taken, preview.changes_nothing)
    if alerts and not here.json:
        click.echo(f"{counted(alerts, 'alert')} raised on placements at these homes.")


@import_group.command(
    "prices",
    epilog=example("import prices price_schedule.xlsx --agreement CRP-2026 --from 2026-04-01"),
)
@click.argument("file", type=FILE)
@click.option("--agreement", "reference", required=True, help="The agreement's reference.")
@click.option(
    "--from",
    "effective_from",
    type=DATE,
    help="First day of these prices; left out, the day that the sheets themselves state.",
)
@click.option("--until", type=DATE, help="Last day of a new agreement.")
@click.option("--title", default="", help="Title of a new agreement; else the workbook's own.")
@ACCEPT
@with_invocation
def import_prices(
    here: Invocation,
    file: Path,
    reference: str,
    effective_from: date | None,
    until: date | None,
    title: str,
    accept: bool,
) -> None:
    """Import a framework's tender price schedule from FILE (xlsx)."""
    asked = PriceImport(reference, effective_from, until, title)
    with at_work(here) as session:
        working_on(f"Reading {file.name}…")
        workbook = read_workbook(file)
        preview, done = look_and_take(
            here,
            accept,
            look=lambda: preview_price_schedule(session, workbook, asked),
            text=price_preview_text,
            take=lambda seen: accept_price_schedule(session, seen),
        )
    taken = done is not None
    told: dict[str, Any] = preview.as_dict()
    data = PricesTaken(**told, accepted=taken)
    report(here.json, data, "" if was_asked(here, accept) else price_preview_text(preview))
    say_taken(here, taken, preview.changes_nothing)


def register_text(preview: RegisterPreview) -> str:
    """The preview of a register, line by line."""
    return "\n".join(preview_lines(preview))


import_group.add_command(import_children)
