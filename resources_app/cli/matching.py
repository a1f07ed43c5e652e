"""`match`: who fits, in the order to ask them, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from resources_app.casework.kept_searches import changes_named, name_search
from resources_app.casework.refusals import Refusals, refusals_of
from resources_app.casework.results import RankedService
from resources_app.casework.searching import SearchOutcome, search_for_home
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, working_on, wrapped
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.providers.queries import service_by_urn
from resources_app.requests.criteria import CriteriaChanges
from resources_app.requests.criteria_table import CHANGEABLE, Kind
from resources_app.requests.explaining import Explanation
from resources_app.requests.queries import request as request_with
from resources_app.requests.travelling import journeys_text
from resources_app.session import Session


@dataclass(frozen=True)
class Matched:
    """A search as it is kept. Every service left out is counted once, under its first cause."""

    reference: str
    search_id: str
    considered: int
    fits: int
    excluded_by_cause: dict[str, int]
    summary: str
    results: tuple[RankedService, ...]
    explanations: tuple[Explanation, ...]
    refusals: tuple[Refusals, ...]


PRINTS = {"match": Matched}


def _kinds(flag: str, what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A repeatable option that changes what a criterion does in this search."""
    return click.option(flag, multiple=True, metavar="CRITERION", help=what)


@click.command(
    epilog=example(
        "match REQ-26-A7-0042",
        "match REQ-26-A7-0042 --miles 20 --explain SC000002",
        "match REQ-26-A7-0042 --must vacancy --wish age --off grade",
        'match REQ-26-A7-0042 --use "Near the unit"',
    )
)
@click.argument("reference")
@click.option("--limit", type=click.IntRange(1, 1000), metavar="N", default=20, show_default=True)
@click.option("--explain", "explained", multiple=True, metavar="URN", help="Explain a service.")
@click.option(
    "--miles", type=click.IntRange(1, 500), metavar="N", help="Exclude homes further than this."
)
@_kinds("--must", f"Leave out homes that fail this. One of: {', '.join(CHANGEABLE)}.")
@_kinds("--wish", "Rank by this, and leave nobody out for it.")
@_kinds("--off", "Do not count this.")
@click.option("--use", metavar="NAME", help="Ask what the search of this name asks, too.")
@click.option("--name", default="", help="Call this search so, to use it again.")
@with_invocation
def match(
    here: Invocation,
    reference: str,
    limit: int,
    explained: tuple[str, ...],
    miles: int | None,
    must: tuple[str, ...],
    wish: tuple[str, ...],
    off: tuple[str, ...],
    use: str | None,
    name: str,
) -> None:
    """Search every service for a home for the child, and keep the search."""
    kinds = _chosen({Kind.ESSENTIAL: must, Kind.DESIRABLE: wish, Kind.OFF: off})
    with at_work(here) as session:
        before = changes_named(session.tables, use) if use else None
        changes = _changes(before, kinds, miles)
        for urn in explained:
            service_by_urn(session.tables, urn)  # refuses before a search is kept
        working_on("Searching…")
        outcome = search_for_home(session, reference, changes)
        if name:
            name_search(session, outcome.id, name)
        explanations = [outcome.explain(urn) for urn in explained]
        refusals = [_refusals(session, reference, one) for one in explanations]
        data = Matched(
            reference=outcome.request_reference,
            search_id=outcome.id,
            considered=outcome.considered,
            fits=outcome.fits,
            excluded_by_cause=outcome.excluded_by_cause,
            summary=outcome.summary,
            results=tuple(outcome.ranked(0, limit)),
            explanations=tuple(explanations),
            refusals=tuple(refusals),
        )
        text = "" if here.json else _matches(outcome, limit)
    told = map(_explained, explanations, refusals)
    report(here.json, data, "\n\n".join([text, *told]))


def _changes(
    used: CriteriaChanges | None, kinds: dict[str, Kind], miles: int | None
) -> CriteriaChanges | None:
    """What a named search asks, under what is said here; None for nothing of either."""
    used = used or CriteriaChanges()
    every = {**(used.kinds or {}), **kinds}
    farthest = miles or used.max_miles
    if not every and farthest is None:
        return None
    return CriteriaChanges(kinds=every, weights=used.weights, max_miles=farthest)


def _chosen(given: Mapping[Kind, Iterable[str]]) -> dict[str, Kind]:
    """What each criterion is to do. Raises BadInput for one that is named twice."""
    kinds: dict[str, Kind] = {}
    for kind, names in given.items():
        for name in names:
            if kinds.setdefault(name, kind) is not kind:
                raise BadInput(f"“{name}” is named twice.", remedy="Say once what it is to do.")
    return kinds


def _refusals(session: Session, reference: str, one: Explanation) -> Refusals:
    asked = request_with(session.tables, reference)
    children = (asked.child_id, *asked.sibling_ids)
    return refusals_of(session.tables, one.service_id, children, session.today())


def _matches(outcome: SearchOutcome, limit: int) -> str:
    """Two lines for each service: what it is called, costs and where; then what it is like."""
    found = outcome.ranked(0, limit)
    first = columns(
        [
            (
                f"{one.rank}.",
                one.name,
                one.urn,
                one.distance,
                pounds(one.weekly_pence) if one.weekly_pence is not None else "no contract price",
                one.rung,
            )
            for one in found
        ],
        right=frozenset({0, 4}),
        elastic=1,
    ).splitlines()
    lines = [
        line for head, one in zip(first, found, strict=True) for line in (head, _what_it_is(one))
    ]
    more = outcome.fits - len(found)
    if more > 0:
        lines.append(f"… and {counted(more, 'more service')}; --limit shows them")
    return "\n".join([wrapped(outcome.summary), "", *lines])


def _what_it_is(one: RankedService) -> str:
    facts = (
        one.provision_type,
        one.grade or "not graded",
        one.living,
        one.travel,
        f"lived here before: {one.lived_before}" if one.lived_before else "",
        "conditions to check" if one.check_conditions else "",
    )
    return wrapped(" · ".join(fact for fact in facts if fact), indent=6)


def _explained(one: Explanation, refusals: Refusals) -> str:
    sentences = [line.sentence for line in one.lines] if one.fits else list(one.causes)
    if one.journeys:
        sentences.append(f"{capital(journeys_text(one.journeys))}.")
    sentences += refusals.sentences
    told = [wrapped(sentence, indent=2) for sentence in sentences]
    return "\n".join([wrapped(f"{one.name} ({one.urn}): {one.headline}"), *told])
