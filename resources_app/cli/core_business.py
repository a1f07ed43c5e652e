"""`core-business`: the children for whom the council's own carers and homes are asked first."""

from __future__ import annotations

from datetime import date

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.dates import Period, day_after, day_text, inclusive_end
from resources_app.providers.model import ProvisionType
from resources_app.requests.actions.core import end_core_business, set_core_business
from resources_app.requests.core_business import (
    KINDS,
    CoreFinding,
    CoreRule,
    rule_words,
    standing_rules,
)
from resources_app.requests.core_business_queries import core_findings, own_rules
from resources_app.requests.queries import request
from resources_app.session import Session

PRINTS = {
    "core-business list": list[CoreRule],
    "core-business set": list[CoreRule],
    "core-business end": list[CoreRule],
    "core-business check": list[CoreFinding],
}


@click.group("core-business", cls=RoomGroup)
def core_business_group() -> None:
    """Whom ours come first for."""


@core_business_group.command("list", epilog=example("core-business list"))
@with_invocation
def core_business_list(here: Invocation) -> None:
    """List the rules of in-house core business, past and present."""
    with at_work(here, read_only=True) as session:
        found = _rules(session)
    _report(here, found)


@core_business_group.command(
    "set",
    epilog=example(
        'core-business set --kind "in-house fostering" --age-from 0 --age-to 12 --children 2'
        " --not-for riskToOthersFire --from 2027-04-01"
    ),
)
@click.option(
    "--kind", type=click.Choice([str(one) for one in KINDS], case_sensitive=False), required=True
)
@click.option("--age-from", type=click.IntRange(0, 25), metavar="N", default=0, show_default=True)
@click.option("--age-to", type=click.IntRange(0, 25), metavar="N", default=17, show_default=True)
@click.option(
    "--children",
    type=click.IntRange(1, 20),
    metavar="N",
    required=True,
    help="The most placed together.",
)
@click.option("--need", "needs", multiple=True, help="Only this SSDA903 need; repeatable.")
@click.option("--not-for", multiple=True, help="A risk of the standard; repeatable.")
@click.option("--from", "start", type=DATE, required=True, help="The first day it holds.")
@click.option("--until", type=DATE, help="The last day it holds.")
@click.option("--beside", is_flag=True, help="Beside the rules of the kind, not in their place.")
@click.option("--note", default="")
@with_invocation
def core_business_set(
    here: Invocation,
    kind: str,
    age_from: int,
    age_to: int,
    children: int,
    needs: tuple[str, ...],
    not_for: tuple[str, ...],
    start: date,
    until: date | None,
    beside: bool,
    note: str,
) -> None:
    """Set a rule of core business from a day on, in place of those of its kind."""
    rule = CoreRule(
        ProvisionType(kind.lower()),
        age_from,
        age_to,
        children,
        needs,
        not_for,
        Period(start, day_after(until)),
        note,
    )
    with at_work(here) as session:
        set_core_business(session, rule, beside=beside)
        found = _rules(session)
    _report(here, found)


@core_business_group.command(
    "end", epilog=example("core-business end 01a203d4-3ddd-7786-9cdd-317d0dd5399a --on 2027-04-01")
)
@click.argument("id_", metavar="ID")
@click.option("--on", "day", type=DATE, required=True, help="The first day it holds no more.")
@with_invocation
def core_business_end(here: Invocation, id_: str, day: date) -> None:
    """End a rule of core business."""
    with at_work(here) as session:
        end_core_business(session, id_, day)
        found = _rules(session)
    _report(here, found)


@core_business_group.command("check", epilog=example("core-business check REQ-26-A7-0042"))
@click.argument("reference")
@with_invocation
def core_business_check(here: Invocation, reference: str) -> None:
    """Say whether the children of a request meet in-house core business, and why."""
    with at_work(here, read_only=True) as session:
        asked = request(session.tables, reference)
        found = list(core_findings(session.tables, asked, session.today()))
    report(here.json, found, "\n".join(one.sentence for one in found))


def _rules(session: Session) -> list[CoreRule]:
    return list(standing_rules(own_rules(session.tables)))


def _report(here: Invocation, found: list[CoreRule]) -> None:
    rows = [
        (
            str(one.kind),
            rule_words(one),
            f"from {day_text(one.period.start)}",
            f"to {day_text(inclusive_end(one.period.end))}" if one.period.end else "",
            f"ID {one.id}" if one.id else "as it came",
        )
        for one in found
    ]
    report(here.json, found, columns(rows, elastic=1))
