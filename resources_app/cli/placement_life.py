"""`placement`, `review`, `notice` and `breakdown`: a placement's life after its start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_code, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.codes import CodeList
from resources_app.foundations.dates import day_text
from resources_app.placements.actions import (
    BreakdownKept,
    NoticeKept,
    Reviewed,
    give_notice,
    record_breakdown,
    record_review,
    withdraw_notice,
)
from resources_app.placements.breakdowns import Breakdown
from resources_app.placements.life import Life
from resources_app.placements.life_queries import life_of
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.reviews import REVIEW_WORDS, ReviewKind
from resources_app.placements.staying_words import staying_cost

PRINTS = {
    "placement show": Life,
    "review held": Reviewed,
    "notice give": NoticeKept,
    "notice withdraw": NoticeKept,
    "breakdown record": BreakdownKept,
}


@click.group("placement", cls=RoomGroup)
def placement_group() -> None:
    """What happened in a placement since it began."""


@placement_group.command("show", epilog=example("placement show PLC-26-A7-0042"))
@click.argument("reference")
@with_invocation
def placement_show(here: Invocation, reference: str) -> None:
    """Say where the child slept, what was reviewed, which notice was given, how it broke down."""
    with at_work(here, read_only=True) as session:
        life = life_of(session.tables, placement_by_reference(session.tables, reference))
    head, *more = _lines(life)
    report(here.json, life, "\n".join([head, *(wrapped(line, indent=2) for line in more)]))


def _lines(life: Life) -> Iterator[str]:
    placement = life.placement
    ended = f", ended on {day_text(placement.period.end)}" if placement.period.end else ""
    yield f"{placement.reference}, since {day_text(placement.period.start)}{ended}"
    for slept in life.slept:
        where = (slept.place.carer_or_bed_code, slept.place.living_postcode)
        at = ", ".join(part for part in where if part)
        yield f"From {day_text(slept.period.start)}: {at or 'no bed is recorded'}"
    for due in life.next_reviews:
        yield f"{REVIEW_WORDS[due.kind]} by {day_text(due.due_on)}"
    for held in life.reviews:
        yield f"{REVIEW_WORDS[held.kind]} held on {day_text(held.held_on)}: {held.outcome}"
    for notice in life.notices:
        back = f", taken back on {day_text(notice.withdrawn_on)}" if notice.withdrawn_on else ""
        yield (
            f"Notice by the {notice.given_by} on {day_text(notice.given_on)}, runs out on "
            f"{day_text(notice.runs_to)}{back}: {notice.reason}"
        )
    for respite in life.respites:
        yield (
            f"Respite at {respite.service_name} from {day_text(respite.nights.start)}, back on "
            f"{day_text(respite.nights.end)}, {respite.state}: {respite.reason}"
        )
    for staying in life.at_18:
        yield (
            f"{staying.reference}: {staying.kind} from {day_text(staying.period.start)}, "
            f"{staying.state}; {staying_cost(staying)}"
        )
    if life.breakdown is not None:
        broke = life.breakdown
        yield (
            f"Broke down on {day_text(broke.happened_on)}: {broke.because}. {broke.what_happened}"
        )


@click.group("review", cls=RoomGroup)
def review_group() -> None:
    """Reviews of the child's case, and of the agreement."""


@review_group.command(
    "held",
    epilog=example("review held PLC-26-A7-0042 --of child --on 2027-01-11 --outcome 'He stays.'"),
)
@click.argument("reference")
@one_of("--of", ReviewKind, "What was reviewed.", required=True)
@click.option("--on", "day", type=DATE, required=True, help="The day it was held.")
@click.option("--outcome", required=True, help="What came of it.")
@click.option("--next", "next_due", type=DATE, help="The next is due by, if earlier than it must.")
@with_invocation
def review_held(
    here: Invocation, reference: str, of: str, day: date, outcome: str, next_due: date | None
) -> None:
    """Record that a review was held; says by when the next one is due."""
    with at_work(here) as session:
        made = record_review(session, reference, ReviewKind(of), day, outcome, next_due=next_due)
    due = day_text(made.review.next_due)
    report(here.json, made, f"{made.reference}: recorded. The next one is due by {due}.")


@click.group("notice", cls=RoomGroup)
def notice_group() -> None:
    """Notice of a placement, given before it ends."""


@notice_group.command(
    "give",
    epilog=example("notice give PLC-26-A7-0042 --by provider --on 2026-11-20 --reason 'Illness.'"),
)
@click.argument("reference")
@click.option("--by", type=click.Choice(["council", "provider"]), required=True, help="Who.")
@click.option("--on", "day", type=DATE, required=True, help="The day it was given.")
@click.option("--reason", required=True, help="Why.")
@with_invocation
def notice_give(here: Invocation, reference: str, by: str, day: date, reason: str) -> None:
    """Record notice; when it runs out is counted from the agreement."""
    with at_work(here) as session:
        kept = give_notice(session, reference, by, day, reason)
    report(here.json, kept, f"Notice runs out on {day_text(kept.notice.runs_to)}.")


@notice_group.command("withdraw")
@click.argument("reference")
@click.option("--reason", required=True, help="Why it is taken back.")
@with_invocation
def notice_withdraw(here: Invocation, reference: str, reason: str) -> None:
    """Take the notice of a placement back."""
    with at_work(here) as session:
        kept = withdraw_notice(session, reference, reason)
    report(here.json, kept, f"The notice of {kept.notice.placement_reference} no longer stands.")


@click.group("breakdown", cls=RoomGroup)
def breakdown_group() -> None:
    """How a placement broke down, and what is learnt of it."""


@breakdown_group.command(
    "record",
    epilog=example(
        "breakdown record PLC-26-A7-0042 --on 2026-11-20 --cause match --cause support "
        "--what 'He ran twice.' --learning 'Ask about the dog.'"
    ),
)
@click.argument("reference")
@click.option("--on", "day", type=DATE, required=True, help="The day it broke down.")
@one_code(
    "--cause",
    CodeList.BREAKDOWN_CAUSES,
    "Why; give it several times.",
    multiple=True,
    required=True,
)
@click.option("--what", required=True, help="What happened.")
@click.option("--signs", default="", help="Warning signs that could have been seen.")
@click.option("--tried", default="", help="What was tried.")
@click.option("--learning", default="", help="What is learnt of it.")
@click.option("--meeting", type=DATE, help="The day of the disruption meeting.")
@with_invocation
def breakdown_record(
    here: Invocation,
    reference: str,
    day: date,
    cause: tuple[str, ...],
    what: str,
    meeting: date | None,
    **words: str,
) -> None:
    """Record how a placement broke down, or say more of it."""
    told = Breakdown(
        day,
        cause,
        what,
        warning_signs=words["signs"],
        tried=words["tried"],
        learning=words["learning"],
        meeting_on=meeting,
    )
    with at_work(here) as session:
        kept = record_breakdown(session, reference, told)
    report(here.json, kept, f"{kept.reference} broke down: {kept.breakdown.because}.")
