"""`charges`, `absence` and `delivery`: what a placement costs in a period, and what changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from resources_app.agreements.charge_model import AbsenceReason, AccountCharge, LineCharge
from resources_app.agreements.charging import charge
from resources_app.agreements.model import Element
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.foundations.dates import Period, day_text, days_from_to, inclusive_end
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.placements.absence_queries import RecordedAbsence, absences_of
from resources_app.placements.actions import (
    AbsenceKept,
    Delivered,
    PlaceRetained,
    pay_by_delivery,
    quantity_from,
    record_absence,
    record_delivery,
    record_return,
    retain_place,
)
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.queries import ipa_of_placement, placement_by_reference


@dataclass(frozen=True)
class Charges:
    """What a placement, or all placements under an IPA, cost in a period.

    `cost_pence` is net, with the VAT that the council does not get back.
    """

    reference: str
    period: Period
    net_pence: int
    vat_pence: int
    cost_pence: int
    charges: tuple[AccountCharge, ...]


@dataclass(frozen=True)
class PaidByDelivery:
    """A line that is paid for what is given."""

    placement_reference: str
    element: str
    fee_line_id: str


PRINTS = {
    "charges": Charges,
    "absence list": list[RecordedAbsence],
    "absence add": AbsenceKept,
    "absence return": AbsenceKept,
    "absence retain": PlaceRetained,
    "delivery pay": PaidByDelivery,
    "delivery add": Delivered,
}


@click.command(epilog=example("charges PLC-26-A7-0042 --from 2026-04-01 --to 2026-04-30"))
@click.argument("reference")
@click.option("--from", "first", type=DATE, required=True, help="The first day charged.")
@click.option("--to", "last", type=DATE, required=True, help="The last day charged, included.")
@with_invocation
def charges(here: Invocation, reference: str, first: date, last: date) -> None:
    """Say what a placement or an IPA costs from one day to another, and why."""
    period = days_from_to(first, last, "--to")
    with at_work(here, read_only=True) as session:
        found = tuple(
            charge(account, period) for account in accounts_of(session.tables, reference, period)
        )
    data = Charges(
        reference=reference.strip().upper(),
        period=period,
        net_pence=sum(one.net_pence for one in found),
        vat_pence=sum(one.vat_pence for one in found),
        cost_pence=sum(one.cost_pence for one in found),
        charges=found,
    )
    report(here.json, data, _charges_text(data))


def _charges_text(data: Charges) -> str:
    lines = [line for one in data.charges for line in one.lines]
    if not lines:
        return f"{data.reference} costs nothing {_days(data.period)}."
    told = [_line_text(line) for line in lines]
    total = f"{data.reference}: {pounds(data.cost_pence)} {_days(data.period)}"
    funders = [
        f"  {capital(one.funder)} {pounds(one.net_pence)}"
        for each in data.charges
        for one in each.funding
    ]
    return "\n\n".join([*told, "\n".join([total, *funders])])


def _line_text(line: LineCharge) -> str:
    head = f"{capital(line.description or line.element)}: {pounds(line.net_pence)}"
    if line.vat_pence:
        back = "which comes back" if line.vat_recoverable else "which does not come back"
        head += f", and {pounds(line.vat_pence)} VAT, {back}"
    return "\n".join([head, *(wrapped(sentence, indent=2) for sentence in line.why)])


def _days(period: Period) -> str:
    return f"from {day_text(period.start)} to {day_text(inclusive_end(period.end))}"


@click.group("absence", cls=RoomGroup)
def absence_group() -> None:
    """Nights away from where a child lives."""


_REASON = one_of("--reason", AbsenceReason, "Why.", required=True)


@absence_group.command("list")
@click.argument("reference")
@with_invocation
def absence_list(here: Invocation, reference: str) -> None:
    """List a placement's absences, first to last."""
    with at_work(here, read_only=True) as session:
        placement = placement_by_reference(session.tables, reference)
        found = absences_of(session.tables, placement.id)
    text = "\n".join(_absence_text(one) for one in found)
    report(here.json, found, text or f"Nobody has been away from {placement.reference}.")


@absence_group.command(
    "add", epilog=example("absence add PLC-26-A7-0042 --reason hospital --from 2026-05-04")
)
@click.argument("reference")
@_REASON
@click.option("--from", "first", type=DATE, required=True, help="The first night away.")
@click.option("--return", "back", type=DATE, help="The day of return, if it is known.")
@with_invocation
def absence_add(
    here: Invocation, reference: str, reason: str, first: date, back: date | None
) -> None:
    """Record nights away from a placement."""
    if back is not None and back <= first:
        raise BadInput(
            f"The first night away is {day_text(first)}.",
            where=Where(field="--return"),
            remedy="Give a day of return after it.",
        )
    with at_work(here) as session:
        kept = record_absence(session, reference, AbsenceReason(reason), Period(first, back))
    report(here.json, kept, _absence_text(kept.absence))


@absence_group.command("return", epilog=example("absence return PLC-26-A7-0042 2026-05-18"))
@click.argument("reference")
@click.argument("day", type=DATE)
@with_invocation
def absence_return(here: Invocation, reference: str, day: date) -> None:
    """Record the day on which a child came back."""
    with at_work(here) as session:
        kept = record_return(session, reference, day)
    report(here.json, kept, _absence_text(kept.absence))


@absence_group.command("retain")
@click.argument("id_", metavar="ID")
@click.option("--until", type=DATE, required=True, help="The first night not paid any more.")
@click.option("--reason", required=True, help="Why the place is kept.")
@with_invocation
def absence_retain(here: Invocation, id_: str, until: date, reason: str) -> None:
    """Approve paying for the place beyond the agreement's most nights."""
    with at_work(here) as session:
        kept = retain_place(session, id_, until, reason)
    costs = f"\nIt costs {pounds(kept.cost.annual_pence)} in all."
    report(here.json, kept, _absence_text(kept.absence) + costs)


def _absence_text(one: RecordedAbsence) -> str:
    back = f", back on {day_text(one.period.end)}" if one.period.end else ", still away"
    paid = (
        f"; the place is paid until {day_text(one.retained_until)} ({one.retained_by}:"
        f" {one.retained_reason})"
        if one.retained_until
        else ""
    )
    return (
        f"{one.placement_reference}: away ({one.reason}) since {day_text(one.period.start)}"
        f"{back}{paid}. ID {one.id}"
    )


@click.group("delivery", cls=RoomGroup)
def delivery_group() -> None:
    """Hours, sessions and miles that are paid as they are given."""


@delivery_group.command("pay")
@click.argument("reference")
@one_of("--element", Element, "What for.", required=True)
@with_invocation
def delivery_pay(here: Invocation, reference: str, element: str) -> None:
    """Let a placement's line be paid for what is given, not for so many a week."""
    with at_work(here) as session:
        placement = placement_by_reference(session.tables, reference)
        lines = ipa_of_placement(session.tables, placement.id).fee_lines
        line = next((one for one in reversed(lines) if one.element == element), None)
        if line is None:
            raise BadInput(
                f"{placement.reference} has no line for {element}.",
                where=Where(field="--element"),
                remedy="Give one of: " + ", ".join(sorted({str(one.element) for one in lines})),
            )
        pay_by_delivery(session, line.id)
    data = PaidByDelivery(placement.reference, element, line.id)
    report(here.json, data, f"{placement.reference}: {element} is paid for what is given.")


@delivery_group.command(
    "add",
    epilog=example("delivery add PLC-26-A7-0042 --element therapy --on 2026-05-04 --quantity 1.5"),
)
@click.argument("reference")
@one_of("--element", Element, "What for.", required=True)
@click.option("--on", "day", type=DATE, required=True, help="The day it was given.")
@click.option("--quantity", required=True, help="How many: 1.5.")
@with_invocation
def delivery_add(here: Invocation, reference: str, element: str, day: date, quantity: str) -> None:
    """Record what was given on a day."""
    with at_work(here) as session:
        given = record_delivery(session, reference, Element(element), day, quantity_from(quantity))
    rows = [[day_text(day), element, f"{given.quantity / 100:g}"]]
    report(here.json, given, columns(rows))
