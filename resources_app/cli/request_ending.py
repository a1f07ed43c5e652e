"""`request withdraw` and `request close`: a request ends, with all that hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import click

from resources_app.casework.ending_queries import cascade_of
from resources_app.casework.ending_requests import Ended, close, withdraw
from resources_app.cli.context import Invocation, example, one_code, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.codes import CodeList
from resources_app.providers.model import ProvisionType
from resources_app.requests.model import State
from resources_app.requests.queries import request as request_with
from resources_app.requests.unmet import read_unmet


@dataclass(frozen=True)
class EndedNow:
    """Where a request stands now, or would not with `dry_run`: what follows, in sentences, which
    services are to be told, and what has to be done first."""

    reference: str
    state: State
    dry_run: bool
    follows: tuple[str, ...]
    to_tell: tuple[str, ...]
    blocks: tuple[str, ...]


_dry_run = click.option("--dry-run", is_flag=True, help="Say what would follow; change nothing.")


@click.command(
    "withdraw",
    epilog=example("request withdraw REQ-26-A7-0042 --reason returned-home --dry-run"),
)
@click.argument("reference")
@one_code("--reason", CodeList.WITHDRAW_REASONS, "Why.", required=True)
@click.option("--note", default="")
@_dry_run
@with_invocation
def request_withdraw(
    here: Invocation, reference: str, reason: str, note: str, dry_run: bool
) -> None:
    """Withdraw a request that is no longer wanted, with what hangs on it."""
    _end(here, withdraw, reference, reason, note, dry_run=dry_run)


@click.command(
    "close",
    epilog=example(
        'request close REQ-26-A7-0042 --reason no-offers --wanting "children\'s home" --able solo'
    ),
)
@click.argument("reference")
@one_code("--reason", CodeList.CLOSE_REASONS, "Why.", required=True)
@click.option("--note", default="")
@one_of("--wanting", ProvisionType, "The kind of home that would have met the need.")
@one_code("--where", CodeList.UNMET_AREAS, "Where it would have been.")
@one_code("--able", CodeList.UNMET_NEEDS, "What it would have been able to offer.")
@_dry_run
@with_invocation
def request_close(
    here: Invocation,
    reference: str,
    reason: str,
    note: str,
    wanting: str | None,
    where: str | None,
    able: str | None,
    dry_run: bool,
) -> None:
    """Close a request without a placement, with what hangs on it, and say what was wanting."""
    unmet = read_unmet(wanting or "", where or "", able or "")
    _end(here, partial(close, unmet=unmet), reference, reason, note, dry_run=dry_run)


def _end(
    here: Invocation,
    ending: Callable[..., Ended],
    reference: str,
    reason: str,
    note: str,
    *,
    dry_run: bool,
) -> None:
    with at_work(here, read_only=dry_run) as session:
        if dry_run:
            before = request_with(session.tables, reference)
            cascade = cascade_of(session.tables, before, session.today())
        else:
            cascade = ending(session, reference, reason=reason, note=note).cascade
        now = request_with(session.tables, reference)
    data = EndedNow(
        now.reference, now.state, dry_run, cascade.follows, cascade.to_tell, cascade.blocks
    )
    text = cascade.text if dry_run else f"{now.reference} is {now.state}.\n{cascade.text}"
    report(here.json, data, text.strip() or "Nothing hangs on it.")
