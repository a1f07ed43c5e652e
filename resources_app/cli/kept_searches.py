"""`request searches`: the searches kept with a request, and one of them as it was."""

from __future__ import annotations

from dataclasses import dataclass

import click

from resources_app.casework.kept_searches import SearchMade, name_search, searches_of
from resources_app.casework.results import RankedService
from resources_app.casework.searching import kept_search
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.clock import from_stamp, local_text
from resources_app.foundations.errors import NotFound
from resources_app.session import Session


@dataclass(frozen=True)
class Searches:
    """The searches kept with a request, the latest first; `results` are of the one asked for."""

    reference: str
    searches: tuple[SearchMade, ...]
    results: tuple[RankedService, ...]


PRINTS = {"request searches": Searches}


@click.command(
    "searches",
    epilog=example(
        "request searches REQ-26-A7-0042",
        "request searches REQ-26-A7-0042 --show 2",
        'request searches REQ-26-A7-0042 --show 1 --name "Near the unit"',
    ),
)
@click.argument("reference")
@click.option("--show", type=click.IntRange(1), metavar="N", help="Show the Nth: 1 is the latest.")
@click.option(
    "--name", help="Call the one that is shown this, for `match --use`; empty for no name."
)
@with_invocation
def request_searches(here: Invocation, reference: str, show: int | None, name: str | None) -> None:
    """List the searches kept with a request, or show one as it was made."""
    with at_work(here, read_only=name is None) as session:
        if name is not None:
            made = searches_of(session.tables, reference)
            name_search(session, _nth(made, show or 1).id, name)
        made = searches_of(session.tables, reference)
        results = _results(session, made, show) if show else ()
    data = Searches(reference.strip().upper(), tuple(made), results)
    lines = columns([_line(at, one) for at, one in enumerate(made, 1)], right=frozenset({0}))
    told = columns([(f"{one.rank}.", one.name, one.urn, one.distance) for one in results])
    report(here.json, data, "\n\n".join(filter(None, (lines or "No search was kept.", told))))


def _results(session: Session, made: list[SearchMade], show: int) -> tuple[RankedService, ...]:
    return kept_search(session.tables, _nth(made, show).id).results


def _nth(made: list[SearchMade], number: int) -> SearchMade:
    if number > len(made):
        raise NotFound(f"There is no search {number}.", remedy=f"{len(made)} are kept.")
    return made[number - 1]


def _line(at: int, one: SearchMade) -> tuple[str, ...]:
    when = local_text(from_stamp(one.searched_at))
    return (f"{at}.", when, f"{one.fits:,} of {one.considered:,} fitted", one.name)
