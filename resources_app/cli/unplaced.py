"""`request unplaced`: why no home was found, by what was sought, for whom, and who declined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click

from resources_app.casework.unplaced import Unplaced, most_words, summary
from resources_app.casework.unplaced_queries import unplaced_in
from resources_app.casework.unplaced_table import as_table
from resources_app.cli.context import DATE, FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import Period, day_text, inclusive_end
from resources_app.foundations.errors import BadInput
from resources_app.workbooks.writing import write_csv


@click.command(
    "unplaced",
    epilog=example(
        "request unplaced --from 2026-04-01 --to 2027-03-31",
        "request unplaced --from 2026-04-01 --to 2027-03-31 --out unplaced.csv",
    ),
)
@click.option("--from", "first", type=DATE, required=True, help="The first day.")
@click.option("--to", "last", type=DATE, required=True, help="The last day, included.")
@click.option("--out", type=FILE, help="Write the counts to FILE (csv), too.")
@with_invocation
def request_unplaced(here: Invocation, first: date, last: date, out: Path | None) -> None:
    """Count the requests closed without a placement, by reason, home sought, age and declines."""
    if last < first:
        raise BadInput("The last day is before the first.", remedy="Give them the other way round.")
    with at_work(here, read_only=True) as session:
        found = unplaced_in(session.tables, Period(first, last + timedelta(days=1)))
    if out is not None:
        write_csv(out, as_table(found))
    report(here.json, found, "\n".join(_lines(found, out)))


def _lines(found: Unplaced, out: Path | None) -> Iterator[str]:
    days = f"{day_text(found.period.start)} to {day_text(inclusive_end(found.period.end))}"
    yield f"{summary(found)}, {days}."
    for one in found.groups:
        who = f"{one.sought_words}, {one.age_words.lower()}"
        yield f"{len(one.requests):>4}  {one.reason_words} · {who}"
        if one.declines:
            said = most_words(one.declines, CodeList.DECLINE_REASONS)
            yield wrapped(f"Declined: {said}", indent=6)
        if one.needs:
            said = most_words(one.needs, CodeList.UNMET_NEEDS)
            yield wrapped(f"Would have met it: {said}", indent=6)
    if out is not None:
        yield f"Written to {out}."
