"""`request submitted`: what was submitted beside what is so now."""

from __future__ import annotations

from collections.abc import Iterator

import click

from resources_app.casework.opening_records import open_request
from resources_app.casework.submitted import Line, Submitted, submitted_and_now
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.requests.since_submitted import THE_REQUEST


@click.command(
    "submitted",
    epilog=example(
        "request submitted REQ-26-A7-0042", "request submitted REQ-26-A7-0042 --version 1"
    ),
)
@click.argument("reference")
@click.option(
    "--version", type=click.IntRange(1), metavar="N", help="Which of its versions; else the last."
)
@with_invocation
def request_submitted(here: Invocation, reference: str, version: int | None) -> None:
    """Show what was submitted beside what is so now; what changed with who, when and why."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here) as session:
        open_request(session, reference)
        found = submitted_and_now(session.tables, reference, version)
    report(here.json, found, "\n".join(_text(found)))


def _text(found: Submitted) -> Iterator[str]:
    one = found.version
    yield (
        f"{found.reference}, version {one.number} of {len(found.versions)}, submitted by {one.by}"
        f" {local_text(one.at)}; {counted(found.changed, 'field')} changed since"
    )
    for line in found.lines:
        yield from _told(line)


def _told(line: Line) -> Iterator[str]:
    one = line.answered
    whose = "" if one.whose == THE_REQUEST else f"{one.whose}, "
    if not one.changed:
        yield wrapped(f"{whose}{one.label}: {one.submitted}", indent=2)
        return
    yield wrapped(f"{whose}{one.label} was: {one.submitted or 'left open'}", indent=2)
    yield wrapped(f"is now: {one.now or 'left open'}", indent=4)
    if line.at is not None:
        why = f": {line.why}" if line.why else ""
        yield wrapped(f"changed by {line.by} {local_text(line.at)}{why}", indent=4)
