"""`uplift`: raising the rates of an agreement, from a preview to an approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from resources_app.agreements.model import Element
from resources_app.agreements.uplift_model import (
    Method,
    RateChange,
    Rounding,
    Scope,
    Uplift,
    UpliftAsked,
    UpliftState,
)
from resources_app.agreements.uplift_queries import changes_of, find_uplift, uplifts
from resources_app.agreements.uplift_words import how_words, more
from resources_app.casework.uplifting import (
    approve_uplift,
    preview_uplift,
    propose_uplift,
    refuse_uplift,
    withdraw_uplift,
)
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, FILE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.cli.uplift_reports import (
    UpliftPreviewed,
    UpliftShown,
    preview_lines,
    previewed,
    report_uplift,
)
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, KnownError
from resources_app.foundations.percents import percent_from
from resources_app.session import Session

PRINTS = {
    "uplift propose": UpliftPreviewed,
    "uplift list": list[Uplift],
    "uplift show": UpliftShown,
    "uplift approve": UpliftShown,
    "uplift refuse": UpliftShown,
    "uplift withdraw": UpliftShown,
}


class _AgreementFirst(RoomGroup):
    """`uplift FW-1 --percent 3.5` is `uplift propose FW-1 --percent 3.5`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the word in that was left out."""
        names = {*self.commands, *self.get_help_option_names(ctx)}
        if args and args[0] not in names:
            args = ["propose", *args]
        return super().parse_args(ctx, args)


class PercentType(click.ParamType[int]):
    """A percentage, kept as hundredths of a per cent."""

    name = "percent"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read it; click shows the sentence when it cannot be read."""
        try:
            return percent_from(value)
        except KnownError as error:
            self.fail(str(error), param, ctx)


PERCENT = PercentType()


@click.group("uplift", cls=_AgreementFirst)
def uplift_group() -> None:
    """Raise the rates of an agreement together.

    An AGREEMENT's reference in place of a command proposes an uplift of it.
    """


@uplift_group.command(
    epilog=example(
        "uplift propose FW-26 --percent 3.5 --from 2027-04-01 --dry-run --json",
        "uplift propose FW-26 --index CPI --figure 3.8 --cap 3 --from 2027-04-01 --reason Letter",
        "uplift propose FW-26 --schedule prices_2027.xlsx --from 2027-04-01 --dry-run",
    )
)
@click.argument("agreement")
@click.option("--from", "day", type=DATE, required=True, help="The first day of the new amounts.")
@click.option("--percent", type=PERCENT, help="Put this percentage on every amount.")
@click.option("--index", "index_name", default="", help="Follow an index, such as CPI.")
@click.option("--figure", type=PERCENT, help="The index’s figure, in per cent.")
@click.option("--source", default="", help="Where the index’s figure was read.")
@click.option("--cap", type=PERCENT, help="At most this; else the agreement’s own cap.")
@click.option("--schedule", type=FILE, help="Take the amounts of a price schedule (xlsx).")
@click.option("--lot", "lots", multiple=True, help="Only this lot, by number; may be repeated.")
@click.option("--provider", "providers", multiple=True, help="Only this provider, by name.")
@one_of("--element", Element, "Only this.", multiple=True)
@one_of("--round-to", Rounding, "Round each amount.", default="penny", show_default=True)
@click.option("--reason", default="", help="Why; needed unless nothing is to be written.")
@click.option("--dry-run", is_flag=True, help="Only show what it would do; write nothing.")
@with_invocation
def propose(
    here: Invocation,
    agreement: str,
    schedule: Path | None,
    reason: str,
    dry_run: bool,
    **given: Any,
) -> None:
    """Show what an uplift of AGREEMENT does, and put it up for approval."""
    asked = _asked(agreement, schedule, **given)
    if not dry_run and not reason.strip():
        raise BadInput(
            "Putting an uplift up needs a reason.", remedy="Give --reason, or --dry-run."
        )
    with at_work(here, read_only=dry_run) as session:
        preview = preview_uplift(session, asked, schedule)
        made = None if dry_run else propose_uplift(session, preview, reason=reason)
    data = previewed(preview, made.reference if made else "", dry_run)
    report(here.json, data, "\n".join(preview_lines(preview, data)))


def _asked(
    agreement: str,
    schedule: Path | None,
    *,
    day: date,
    percent: int | None,
    index_name: str,
    figure: int | None,
    source: str,
    cap: int | None,
    lots: Sequence[str],
    providers: Sequence[str],
    element: Sequence[str],
    round_to: str,
) -> UpliftAsked:
    ways = [percent is not None, figure is not None or bool(index_name), schedule is not None]
    if sum(ways) != 1:
        raise BadInput(
            "An uplift is a percentage, an index or a new schedule: one of them.",
            remedy="Give --percent, or --index and --figure, or --schedule.",
        )
    by_percent, by_index, _ = ways
    method = (
        Method.PERCENTAGE
        if by_percent
        else Method.CAPPED_INDEX
        if by_index
        else Method.NEW_SCHEDULE
    )
    if cap is not None and cap < 0:
        raise BadInput("A cap is not below nothing.", remedy="Give --cap 3, for example.")
    if cap is not None and not by_index:
        raise BadInput("A cap is for an index.", remedy="Give --index and --figure with --cap.")
    return UpliftAsked(
        agreement,
        day,
        method,
        figure if by_index else percent,
        index_name,
        source,
        cap,
        Rounding(round_to),
        Scope(tuple(lots), tuple(map(Element, element)), tuple(providers)),
    )


@uplift_group.command("list", epilog=example("uplift list --state proposed"))
@one_of("--state", UpliftState, "Only those in this state.")
@with_invocation
def uplift_list(here: Invocation, state: str | None) -> None:
    """Uplifts, newest first."""
    with at_work(here, read_only=True) as session:
        found = uplifts(session.tables, state=state or "")
    rows = [
        [
            one.reference,
            one.agreement,
            day_text(one.effective_from),
            how_words(one),
            str(one.state),
            f"{more(one.annual_pence)} a year",
        ]
        for one in found
    ]
    report(here.json, found, columns(rows, right=frozenset({5})) or "No uplift was proposed yet.")


def _as_it_is(session: Session, reference: str) -> tuple[Uplift, list[RateChange]]:
    """An uplift as it is stored now, with every rate it changes."""
    one = find_uplift(session.tables, reference)
    return one, changes_of(session.tables, one.id)


@uplift_group.command("show", epilog=example("uplift show UPL-26-A7-0003"))
@click.argument("reference")
@with_invocation
def uplift_show(here: Invocation, reference: str) -> None:
    """An uplift with every rate, old and new."""
    with at_work(here, read_only=True) as session:
        now = _as_it_is(session, reference)
    report_uplift(here, *now)


@uplift_group.command(epilog=example("uplift approve UPL-26-A7-0003 --words Agreed"))
@click.argument("reference")
@click.option("--words", default="", help="What you say to it.")
@with_invocation
def approve(here: Invocation, reference: str, words: str) -> None:
    """Approve an uplift within your limit, never your own; its rates then take over."""
    with at_work(here) as session:
        approve_uplift(session, reference, words=words)
        now = _as_it_is(session, reference)
    report_uplift(here, *now)


@uplift_group.command(epilog=example("uplift refuse UPL-26-A7-0003 --words Later"))
@click.argument("reference")
@click.option("--words", required=True, help="Why not.")
@with_invocation
def refuse(here: Invocation, reference: str, words: str) -> None:
    """Refuse an uplift; every rate stays."""
    with at_work(here) as session:
        refuse_uplift(session, reference, words=words)
        now = _as_it_is(session, reference)
    report_uplift(here, *now)


@uplift_group.command(epilog=example("uplift withdraw UPL-26-A7-0003 --reason Mistaken"))
@click.argument("reference")
@click.option("--reason", required=True, help="Why it is taken back.")
@with_invocation
def withdraw(here: Invocation, reference: str, reason: str) -> None:
    """Take back an uplift that was not decided yet."""
    with at_work(here) as session:
        withdraw_uplift(session, reference, reason=reason)
        now = _as_it_is(session, reference)
    report_uplift(here, *now)
