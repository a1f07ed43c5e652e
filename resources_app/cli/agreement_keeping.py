"""`agreement extend`, `authority`, `procurement`, `notice` and `member`: keeping it up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from resources_app.agreements import agreement_queries
from resources_app.agreements.actions import add_lot, set_ceiling
from resources_app.agreements.agreement_actions import (
    add_authority,
    add_extension,
    change_procurement,
    decline_extension,
    record_notice,
    remove_authority,
    take_extension,
)
from resources_app.agreements.extensions import Extension
from resources_app.agreements.membership_actions import (
    change_standing,
    resume_member,
    suspend_member,
)
from resources_app.agreements.model import Agreement, Lot
from resources_app.agreements.procurement import ProcurementStanding, Regime, Route
from resources_app.agreements.queries import find_agreement, find_lot, members_of
from resources_app.agreements.standing_queries import MemberStanding, standings_of
from resources_app.cli.context import DATE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text, inclusive_end
from resources_app.foundations.errors import BadInput, NotFound
from resources_app.foundations.money import pence_from, pounds
from resources_app.foundations.phrases import capital
from resources_app.session import Session


@dataclass(frozen=True)
class Extended:
    """An agreement after a change to its options to extend; `until` is its last day."""

    agreement: str
    until: date | None
    extensions: tuple[Extension, ...]


@dataclass(frozen=True)
class MemberShown:
    """What a member of a lot was from each day on, first to last."""

    agreement: str
    lot: str
    urn: str
    standings: tuple[MemberStanding, ...]


PRINTS = {
    "agreement lot": Lot,
    "agreement extend": Extended,
    "agreement authority": Agreement,
    "agreement procurement": ProcurementStanding,
    "agreement notice": ProcurementStanding,
    "agreement member": MemberShown,
}


@click.command(
    epilog=example(
        'agreement lot FW-26 7 --title "Solo and therapeutic" --ceiling 6,500',
        "agreement lot FW-26 7 --ceiling none",
    )
)
@click.argument("agreement")
@click.argument("code", metavar="NUMBER")
@click.option("--title", default="", help="Add the lot, called so.")
@click.option("--ceiling", default="", help="The most its core fee may be a week, or “none”.")
@with_invocation
def lot(here: Invocation, agreement: str, code: str, title: str, ceiling: str) -> None:
    """Add a lot to an agreement, or set the price ceiling of one."""
    if not title and not ceiling:
        raise BadInput("Give --title to add a lot, or --ceiling to set one’s.")
    pence = None if ceiling in ("", "none") else pence_from(ceiling)
    with at_work(here) as session:
        if title:
            add_lot(session, agreement, code, title, price_ceiling_pence=pence)
        else:
            set_ceiling(session, agreement, code, pence)
        made = find_lot(session.tables, find_agreement(session.tables, agreement), code)
    most = made.price_ceiling_pence
    allowed = "no ceiling" if most is None else f"at most {pounds(most)} a week"
    report(here.json, made, f"{capital(made.name)}: {allowed}.")


@click.command(
    epilog=example(
        "agreement extend FW-26 --add 12 --decide-by 2027-12-31",
        "agreement extend FW-26 --take 1 --reason Cabinet",
    )
)
@click.argument("agreement")
@click.option("--add", "months", type=click.IntRange(1, 120), metavar="MONTHS", help="An option.")
@click.option("--decide-by", type=DATE, help="The last day on which it may be taken.")
@click.option("--take", type=int, metavar="N", help="Take option N; the end moves.")
@click.option("--decline", type=int, metavar="N", help="Decide not to take option N.")
@click.option("--reason", default="", help="Why.")
@with_invocation
def extend(
    here: Invocation,
    agreement: str,
    months: int | None,
    decide_by: date | None,
    take: int | None,
    decline: int | None,
    reason: str,
) -> None:
    """Note, take or decline an option to extend an agreement."""
    if [months, take, decline].count(None) != 2:
        raise BadInput("Give one of --add, --take and --decline.")
    with at_work(here) as session:
        if months is not None:
            add_extension(session, agreement, months, decide_by=decide_by, note=reason)
        elif take is not None:
            take_extension(session, agreement, take, reason=reason)
        elif decline is not None:
            decline_extension(session, agreement, decline, reason=reason)
        found = find_agreement(session.tables, agreement)
        options = tuple(agreement_queries.extensions_of(session.tables, found.id))
        today = session.today()
    last = inclusive_end(found.period.end)
    said = "; ".join(
        f"option {one.number}, {counted(one.months, 'month')}: {one.standing(today)}"
        for one in options
    )
    text = f"{found.reference} runs to {day_text(last) or 'no end'}. {said.capitalize()}."
    report(here.json, Extended(found.reference, last, options), text)


@click.command(
    epilog=example(
        "agreement authority FW-26 --add E06000038",
        "agreement authority FW-26 --remove E06000038 --reason Left",
    )
)
@click.argument("agreement")
@click.option("--add", default="", metavar="CODE", help="ONS code of one that takes part.")
@click.option("--remove", default="", metavar="CODE", help="ONS code of one that leaves.")
@click.option("--reason", default="", help="Why it leaves.")
@with_invocation
def authority(here: Invocation, agreement: str, add: str, remove: str, reason: str) -> None:
    """Let an authority take part in an agreement, or leave it."""
    if bool(add) == bool(remove):
        raise BadInput("Give one of --add and --remove.")
    with at_work(here) as session:
        if add:
            add_authority(session, agreement, add)
        else:
            remove_authority(session, agreement, remove, reason=reason)
        found = find_agreement(session.tables, agreement)
    names = ", ".join(authority_name(code) or code for code in found.authorities)
    report(here.json, found, wrapped(f"{found.reference} is for {names}."))


@click.command(
    epilog=example('agreement procurement FW-26 --route "light touch" --value 2,500,000')
)
@click.argument("agreement")
@one_of("--route", Route, "How it was awarded.")
@one_of("--regime", Regime, "Under which law, where its first day misleads.")
@click.option("--value", help="Lifetime value in pounds, with VAT and every option to extend.")
@with_invocation
def procurement(
    here: Invocation, agreement: str, route: str | None, regime: str | None, value: str | None
) -> None:
    """Record how an agreement was bought; show its notices."""
    asked = {
        "award_route": route,
        "procurement_regime": regime,
        "lifetime_value_pence": value,
    }
    given = {name: one for name, one in asked.items() if one is not None}
    with at_work(here, read_only=not given) as session:
        if given:
            change_procurement(session, agreement, given)
        standing = _standing(session, agreement)
    report(here.json, standing, _procurement_text(standing))


def _standing(session: Session, agreement: str) -> ProcurementStanding:
    found = find_agreement(session.tables, agreement)
    return agreement_queries.procurement_of(session.tables, found, session.today())


def _procurement_text(standing: ProcurementStanding) -> str:
    lines = [wrapped(one) for one in standing.why]
    lines += [
        f"  {one.notice} ({one.code}, {one.rule}): {one.state}, due {day_text(one.due)}"
        for one in standing.notices
    ]
    return "\n".join(lines)


@click.command(epilog=example("agreement notice FW-26 UK7 --on 2026-06-01 --number 2026/S-1"))
@click.argument("agreement")
@click.argument("code", metavar="NOTICE")
@click.option("--on", "day", type=DATE, required=True, help="The day it was published.")
@click.option("--number", default="", help="Its number.")
@with_invocation
def notice(here: Invocation, agreement: str, code: str, day: date, number: str) -> None:
    """Record that a procurement NOTICE was published."""
    with at_work(here) as session:
        record_notice(session, agreement, code, day, number=number)
        standing = _standing(session, agreement)
    report(here.json, standing, _procurement_text(standing))


@click.command(
    epilog=example(
        "agreement member FW-26 --lot 1 --urn SC000002",
        "agreement member FW-26 --lot 1 --urn SC000002 --tier 2 --from 2027-04-01 --reason Refresh",
        "agreement member FW-26 --lot 1 --urn SC000002 --suspend Insurance",
    )
)
@click.argument("agreement")
@click.option("--lot", required=True, help="The lot's number.")
@click.option("--urn", required=True, help="The service's Ofsted URN.")
@click.option("--tier", type=int, metavar="N", help="Give it this tier.")
@click.option("--rank", type=int, metavar="N", help="Its place within the tier.")
@click.option("--suspend", default="", metavar="REASON", help="Suspend it, and why.")
@click.option("--resume", is_flag=True, help="End its suspension.")
@click.option("--from", "day", type=DATE, help="From this day; else today.")
@click.option("--reason", default="", help="Why its tier changes, or its suspension ends.")
@with_invocation
def member(
    here: Invocation,
    agreement: str,
    lot: str,
    urn: str,
    tier: int | None,
    rank: int | None,
    suspend: str,
    resume: bool,
    day: date | None,
    reason: str,
) -> None:
    """Show a member's standing over time; change its tier, suspend or resume it."""
    if [tier is not None, bool(suspend), resume].count(True) > 1:
        raise BadInput("Give one of --tier, --suspend and --resume.")
    changes = tier is not None or bool(suspend) or resume
    with at_work(here, read_only=not changes) as session:
        key = _membership(session, agreement, lot, urn, day or session.today())
        if tier is not None:
            change_standing(session, key, tier=tier, rank=rank, on=day, reason=reason)
        elif suspend:
            suspend_member(session, key, suspend, on=day)
        elif resume:
            resume_member(session, key, reason=reason, on=day)
        shown = MemberShown(agreement, lot, urn, tuple(standings_of(session.tables, key)))
    report(here.json, shown, "\n".join(map(_standing_text, shown.standings)))


def _membership(session: Session, agreement: str, lot: str, urn: str, day: date) -> str:
    found = find_agreement(session.tables, agreement)
    of_lot = find_lot(session.tables, found, lot)
    members = [
        one.membership
        for one in members_of(session.tables, found, of_lot, on=day)
        if one.urn == urn.strip().upper()
    ]
    if not members:
        raise NotFound(f"No service with URN {urn} is in {of_lot.name} of {found.reference}.")
    return next((one for one in members if day in one.period), members[-1]).id


def _standing_text(one: MemberStanding) -> str:
    since = f"From {day_text(one.start)}" if one.start else "At first"
    rank = f", rank {one.rank}" if one.rank else ""
    suspended = f", suspended: {one.suspended_reason}" if one.suspended_reason else ""
    reason = f" ({one.reason})" if one.reason else ""
    return f"{since}: tier {one.tier}{rank}{suspended}{reason}"


COMMANDS = (lot, extend, authority, procurement, notice, member)
