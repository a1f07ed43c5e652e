"""`today`: the work list of the officer at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from resources_app.casework.running_out import RunningOut, running_out
from resources_app.casework.worklist import WorkRow
from resources_app.casework.worklist_queries import request_lists
from resources_app.casework.worklist_rest import rest_lists
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.dates import day_text


@dataclass(frozen=True)
class Today:
    """What waits for the officer at work, what for others, what is late or due within three
    days, and what runs out. What is due may stand on two lists."""

    day: date
    officer: str
    mine: tuple[WorkRow, ...]
    others: tuple[WorkRow, ...]
    due: tuple[WorkRow, ...]
    running_out: tuple[RunningOut, ...]


PRINTS = {"today": Today}

# The command that does a deed. To add one: a row.
_COMMANDS = {
    "submit_request": "submit",
    "authorise_request": "authorise",
    "next": "match",
    "record_response": "respond",
    "decide_offer": "decide",
    "approve_decision": "approve",
    "recommend_decision": "recommend",
    "approve_area": "approve --kind",
    "approve_spot": "approve --kind",
    "confirm_spoken": "spoken confirm",
    "place_child": "place",
    "approve_variation": "vary approve",
    "approve_uplift": "uplift approve",
    "agree_saving": "saving agree",
    "complete_duty": "duty list",
    "chase_signatures": "document chase",
}


@click.command(epilog=example("today --mine"))
@click.option("--mine", is_flag=True, help="Only what waits for you.")
@with_invocation
def today(here: Invocation, mine: bool) -> None:
    """Say what waits for you and for others, what is late or due, and what runs out."""
    with at_work(here, read_only=True) as session:
        tables, officer, day = session.tables, session.officer, session.today()
        lists = request_lists(tables, officer, day).and_then(rest_lists(tables, officer, day))
        ending = () if mine else tuple(running_out(tables, day))
    found = Today(
        day,
        officer.name,
        lists.mine,
        () if mine else lists.others,
        () if mine else lists.due,
        ending,
    )
    report(here.json, found, _text(found))


def _text(found: Today) -> str:
    parts = [
        ("Waiting for you", _rows(found.mine)),
        ("Waiting for others", _rows(found.others)),
        ("Overdue and due soon", _rows(found.due)),
        (
            "Alerts and what runs out",
            columns(
                [[_by(one.by), one.reference, one.what, one.who] for one in found.running_out],
                elastic=3,
            ),
        ),
    ]
    told = [f"{title}\n{text}" for title, text in parts if text]
    return "\n\n".join(told) or "Nothing waits for anybody."


def _rows(rows: tuple[WorkRow, ...]) -> str:
    return columns(
        [
            [
                _by(row.by),
                row.reference,
                row.what,
                row.who,
                _COMMANDS.get(row.deed, "") if row.ready else "",
            ]
            for row in rows
        ],
        elastic=3,
    )


def _by(day: date | None) -> str:
    return f"by {day_text(day)}" if day else ""
