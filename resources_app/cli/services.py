"""`service`: what the team knows of one service beside the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from resources_app.casework.refusals import Refusals, refusals_of
from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import DATE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report, wrapped
from resources_app.foundations.counting import counted
from resources_app.providers.actions import set_referral_contact
from resources_app.providers.model import DeclaredTogether
from resources_app.providers.queries import declared_together, service_by_urn
from resources_app.providers.sibling_actions import FEWEST, MOST, declare_siblings


@dataclass(frozen=True)
class Together:
    """How many brothers and sisters a service takes together, each time it said so, last first."""

    urn: str
    name: str
    declared: tuple[DeclaredTogether, ...]


@dataclass(frozen=True)
class RefusedBy:
    """What a service refused in the last twelve months."""

    urn: str
    name: str
    refusals: Refusals


@dataclass(frozen=True)
class Contact:
    """Who takes referrals at a service, and where e-mails go; empty when it is not known."""

    urn: str
    service: str
    name: str
    email: str


PRINTS = {
    "service siblings": Together,
    "service refusals": RefusedBy,
    "service contact": Contact,
}


@click.group("service", cls=RoomGroup)
def service_group() -> None:
    """What the team knows of a service."""


@service_group.command(
    "siblings", epilog=example("service siblings SC000002 --children 3 --note 'Two rooms.'")
)
@click.argument("urn")
@click.option("--children", type=click.IntRange(FEWEST, MOST), metavar="N", help="At most.")
@click.option("--on", "declared_on", type=DATE, help="The day it said so; today otherwise.")
@click.option("--note", default="")
@with_invocation
def service_siblings(
    here: Invocation, urn: str, children: int | None, declared_on: date | None, note: str
) -> None:
    """Show, or record, how many brothers and sisters a service takes together."""
    with at_work(here) as session:
        if children is not None:
            declare_siblings(session, urn, children, declared_on=declared_on, note=note)
        one = service_by_urn(session.tables, urn)
        data = Together(one.urn, one.name, tuple(declared_together(session.tables, one.id)))
    told = [one.sentence for one in data.declared] or ["It has not said yet."]
    report(here.json, data, "\n".join([wrapped(data.name), *(wrapped(f"  {t}") for t in told)]))


@service_group.command("refusals", epilog=example("service refusals SC000002"))
@click.argument("urn")
@with_invocation
def service_refusals(here: Invocation, urn: str) -> None:
    """Show what a service refused in the last twelve months, by reason."""
    with at_work(here, read_only=True) as session:
        one = service_by_urn(session.tables, urn)
        found = refusals_of(session.tables, one.id, (), session.today())
    told = found.sentences or (f"Declined none of {counted(found.asked, 'request')}.",)
    data = RefusedBy(one.urn, one.name, found)
    report(here.json, data, "\n".join([wrapped(f"{one.name}:"), *(wrapped(t) for t in told)]))


@service_group.command(
    "contact",
    epilog=example(
        "service contact SC093391",
        'service contact SC093391 --name "Ann Lee" --email referrals@example.org',
    ),
)
@click.argument("urn")
@click.option("--name", help="Who takes referrals.")
@click.option("--email", help="Where referrals are sent.")
@with_invocation
def service_contact(here: Invocation, urn: str, name: str | None, email: str | None) -> None:
    """Show who takes referrals at a service, or say so."""
    asks = name is None and email is None
    with at_work(here, read_only=asks) as session:
        one = service_by_urn(session.tables, urn)
        if not asks:
            given = one.referral_contact if name is None else name
            address = one.referral_email if email is None else email
            set_referral_contact(session, one.urn, name=given, email=address)
            one = service_by_urn(session.tables, urn)
    data = Contact(one.urn, one.name, one.referral_contact, one.referral_email)
    to = " ".join(part for part in (one.referral_contact, one.referral_email) if part)
    report(here.json, data, f"{one.name}: {to or 'no referral address'}")
