"""`recharge`: what a block contract costs each authority."""

from __future__ import annotations

import click

from resources_app.beds.recharging import Statement
from resources_app.beds.report_queries import recharge as recharge_of
from resources_app.cli.context import Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.money import pounds
from resources_app.foundations.quarters import quarter_from

PRINTS = {"recharge": Statement}


@click.command(
    "recharge",
    epilog=example(
        "recharge CRP-BLOCK --quarter 2026-Q1 --json", 'recharge CRP-BLOCK --quarter "2026-27 Q1"'
    ),
)
@click.argument("agreement")
@click.option("--quarter", required=True, help="A quarter of the financial year: 2026-Q1.")
@with_invocation
def recharge(here: Invocation, agreement: str, quarter: str) -> None:
    """What each authority owes for a block contract's quarter, to the penny."""
    period = quarter_from(quarter).period
    with at_work(here, read_only=True) as session:
        made = recharge_of(session.tables, agreement, period, session.today())
    report(here.json, made, _statement_text(made, str(quarter_from(quarter))))


def _statement_text(made: Statement, quarter: str) -> str:
    rows = [["Authority", "Nights", "Used", "Its share", "Bought", "Sold", "To pay"]]
    for one in made.authorities:
        rows.append(
            [
                one.partner.name,
                f"{one.share:,}",
                f"{one.used:,}",
                pounds(one.share_pence - one.deduction_pence),
                pounds(one.bought_pence),
                pounds(-one.sold_pence),
                pounds(one.total_pence),
            ]
        )
    rows.append(
        [
            "All",
            f"{made.nights.beds:,}",
            f"{made.nights.placed:,}",
            pounds(made.payment_pence),
            pounds(sum(one.bought_pence for one in made.authorities)),
            pounds(-sum(one.sold_pence for one in made.authorities)),
            pounds(sum(one.total_pence for one in made.authorities)),
        ]
    )
    head = f"{made.agreement} {made.title}, {quarter}"
    return "\n".join([head, columns(rows, right=frozenset(range(1, 7))), *made.breaches])
