"""`office-hours`: when the team is at work, from which after-hours clocks start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Reading
from resources_app.foundations.office_hours import USUAL, OfficeHours
from resources_app.team.hours_queries import every_office_hours
from resources_app.team.office_hours import set_office_hours


@dataclass(frozen=True)
class Hours:
    """Office hours from a day on; the times are local, `HH:MM`."""

    opens: str
    closes: str
    effective_from: date


PRINTS = {"office-hours list": list[Hours], "office-hours set": Hours}
_FIELDS = (Field("opens", "--opens", Kind.TIME), Field("closes", "--closes", Kind.TIME))


@click.group("office-hours", cls=RoomGroup)
def office_hours_group() -> None:
    """When the team is at work on a working day."""


@office_hours_group.command("list")
@with_invocation
def office_hours_list(here: Invocation) -> None:
    """List the office hours, the latest first."""
    with at_work(here, read_only=True) as session:
        found = every_office_hours(session.tables)
    told = [f"{_told(one.hours)} from {day_text(one.effective_from)}" for one in found]
    data = [_hours(one.hours, one.effective_from) for one in found]
    report(here.json, data, "\n".join([*told, f"{_told(USUAL)} where none were set"]))


@office_hours_group.command(
    "set", epilog=example("office-hours set --opens 8:45 --closes 17:15 --from 2026-04-01")
)
@click.option("--opens", required=True, metavar="TIME", help="Local time, such as 8:45.")
@click.option("--closes", required=True, metavar="TIME", help="Local time, such as 17:15.")
@click.option("--from", "effective_from", type=DATE, required=True)
@with_invocation
def office_hours_set(here: Invocation, opens: str, closes: str, effective_from: date) -> None:
    """Set the office hours from a date on."""
    reading = Reading()
    read = reading.record(_FIELDS, {"opens": opens, "closes": closes})
    reading.finish()
    hours = OfficeHours(*(time.fromisoformat(str(read[one.name])) for one in _FIELDS))
    with at_work(here) as session:
        set_office_hours(session, hours, effective_from)
    made = _hours(hours, effective_from)
    report(here.json, made, f"From {day_text(effective_from)} the team is at work {_told(hours)}.")


def _hours(hours: OfficeHours, effective_from: date) -> Hours:
    return Hours(f"{hours.opens:%H:%M}", f"{hours.closes:%H:%M}", effective_from)


def _told(hours: OfficeHours) -> str:
    return f"{hours.opens:%H:%M} to {hours.closes:%H:%M}"
