"""`respite`: some nights somewhere else inside a main placement."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pence_from, pounds
from resources_app.placements.actions import (
    RespiteKept,
    approve_respite,
    propose_respite,
    withdraw_respite,
)
from resources_app.placements.queries import placement_by_reference
from resources_app.placements.respite import MainPaid, NewRespite, Respite
from resources_app.placements.respite_queries import respites_of

PRINTS = {
    "respite list": list[Respite],
    "respite add": RespiteKept,
    "respite approve": RespiteKept,
    "respite withdraw": RespiteKept,
}
_ID = click.argument("id_", metavar="ID")


@click.group("respite", cls=RoomGroup)
def respite_group() -> None:
    """Some nights somewhere else, after which the child comes back."""


@respite_group.command("list")
@click.argument("reference")
@with_invocation
def respite_list(here: Invocation, reference: str) -> None:
    """List the respite of a placement, the last nights first."""
    with at_work(here, read_only=True) as session:
        placement = placement_by_reference(session.tables, reference)
        found = respites_of(session.tables, placement.id)
    nothing = f"No respite from {placement.reference} is planned."
    report(here.json, found, "\n".join(map(_text, found)) or nothing)


@respite_group.command(
    "add",
    epilog=example(
        "respite add PLC-26-A7-0042 --urn SC093391 --from 2026-12-11 --return 2026-12-14 "
        "--night 85 --reason 'A weekend for his carers.'"
    ),
)
@click.argument("reference")
@click.option("--urn", required=True, help="The service’s URN.")
@click.option("--from", "first", type=DATE, required=True, help="The first night.")
@click.option("--return", "back", type=DATE, required=True, help="The day of return.")
@click.option("--reason", required=True, help="Why.")
@click.option("--night", default="", help="Pounds a night, net; left out, nothing is paid.")
@one_of("--main-paid", MainPaid, "How the main place is paid.", default=str(MainPaid.AS_ABSENCE))
@click.option("--carer", "carer_or_bed_code", default="", help="Code of the carer or the bed.")
@click.option("--postcode", "living_postcode", default="", help="Where the child sleeps.")
@click.option("--placement-code", default="", help="SSDA903 placement type; T0 if left out.")
@with_invocation
def respite_add(
    here: Invocation, reference: str, first: date, back: date, night: str, **more: Any
) -> None:
    """Plan respite; what costs something or is outside the area waits for approval."""
    if back <= first:
        raise BadInput(
            f"The first night is {day_text(first)}.",
            where=Where(field="--return"),
            remedy="Give a day of return after it.",
        )
    more["main_paid"] = MainPaid(more["main_paid"])
    new = NewRespite(
        nights=Period(first, back), nightly_pence=pence_from(night) if night else None, **more
    )
    with at_work(here) as session:
        kept = propose_respite(session, reference, new)
    report(here.json, kept, _text(kept.respite))


@respite_group.command("approve")
@_ID
@click.option("--words", default="", help="What you say with it.")
@with_invocation
def respite_approve(here: Invocation, id_: str, words: str) -> None:
    """Approve respite within your limit, never your own; it is then made."""
    with at_work(here) as session:
        kept = approve_respite(session, id_, words=words)
    report(here.json, kept, _text(kept.respite))


@respite_group.command("withdraw")
@_ID
@with_invocation
def respite_withdraw(here: Invocation, id_: str) -> None:
    """Take respite back before it was decided."""
    with at_work(here) as session:
        kept = withdraw_respite(session, id_)
    report(here.json, kept, _text(kept.respite))


def _text(one: Respite) -> str:
    made = f" as {one.stay_reference}" if one.stay_reference else ""
    cost = f"{pounds(one.cost.annual_pence)} in all" if one.nightly_pence else "nothing is paid"
    return (
        f"{one.service_name} from {day_text(one.nights.start)}, back on "
        f"{day_text(one.nights.end)}: {one.state}{made}, {cost}. ID {one.id}"
    )
