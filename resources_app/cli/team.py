"""`init`, `officer` and `limit`: a new store, and who works in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from resources_app.cli.context import DATE, FILE, Invocation, read_passphrase, with_invocation
from resources_app.cli.output import columns, report
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.money import pence_from, pounds
from resources_app.team import model
from resources_app.team.actions import (
    HOME_CODE,
    NewOfficer,
    add_officer,
    found_store,
    set_limit,
)
from resources_app.team.queries import home_authority, limits, officers

_ROLE = click.Choice([str(role) for role in model.Role], case_sensitive=False)


def register(group: click.Group) -> None:
    """Add this module's commands."""
    group.add_command(init)
    group.add_command(officer_group)
    group.add_command(limit_group)


@click.command()
@click.option("--officer", "name", required=True, help="The first officer's name.")
@click.option("--role", type=_ROLE, default=str(model.Role.TEAM_MANAGER), show_default=True)
@click.option("--initials", default="", help="Made from the name when left out.")
@click.option(
    "--authority",
    default=HOME_CODE,
    show_default=True,
    help="ONS code of the council whose store this is.",
)
@click.option("--partner", "partners", multiple=True, help="ONS code of a partner; repeatable.")
@with_invocation
def init(
    here: Invocation,
    name: str,
    role: str,
    initials: str,
    authority: str,
    partners: tuple[str, ...],
) -> None:
    """Make a new, empty store. Prints its recovery key once: write it down."""
    founder = NewOfficer(name, model.Role(role.lower()), initials)
    founded = found_store(
        here.store_path(), founder, here.passphrase(), home_code=authority, partners=partners
    )
    session = founded.session
    try:
        council = home_authority(session.tables)
        data = {
            "store": str(session.store.path),
            "origin": session.store.origin,
            "authority": council,
            "officer": officers(session.tables)[0],
            "recovery_key": founded.recovery_key,
        }
    finally:
        session.store.close()
    report(
        here.json,
        data,
        f"Made {session.store.path} for {council.name} Council.\n"
        f"Recovery key, shown once: {founded.recovery_key}\n"
        "Write it down and lock it away; without it a lost passphrase is a lost store.",
    )


@click.group("officer")
def officer_group() -> None:
    """Officers who may open this store."""


@officer_group.command("add")
@click.argument("name")
@click.option("--role", type=_ROLE, required=True)
@click.option("--initials", default="", help="Made from the name when left out.")
@click.option("--email", default="")
@click.option("--telephone", default="")
@click.option(
    "--new-passphrase-file",
    type=FILE,
    required=True,
    help="File whose first line is the new officer's own passphrase.",
)
@with_invocation
def officer_add(
    here: Invocation,
    name: str,
    role: str,
    initials: str,
    email: str,
    telephone: str,
    new_passphrase_file: Path,
) -> None:
    """Give an officer a way to open this store."""
    new = NewOfficer(name, model.Role(role.lower()), initials, email, telephone)
    with here.session() as session:
        officer = add_officer(session, new, read_passphrase(new_passphrase_file))
    report(here.json, officer, f"{officer.name} ({officer.initials}) now works in this store.")


@officer_group.command("list")
@with_invocation
def officer_list(here: Invocation) -> None:
    """Who works, or has worked, in this store."""
    with here.session(read_only=True) as session:
        found = officers(session.tables)
    rows = [
        (one.initials, one.name, str(one.role), "" if one.active else "has left") for one in found
    ]
    report(here.json, found, columns(rows))


@click.group("limit")
def limit_group() -> None:
    """What each role may approve, a week and a year."""


@limit_group.command("list")
@with_invocation
def limit_list(here: Invocation) -> None:
    """Delegated limits, past and present."""
    with here.session(read_only=True) as session:
        found = limits(session.tables)
    rows = [
        (
            str(one.role),
            f"{pounds(one.weekly_pence)} a week",
            f"{pounds(one.annual_pence)} a year",
            f"from {day_text(one.effective_from)}",
            f"until {day_text(one.effective_to)}" if one.effective_to else "",
        )
        for one in found
    ]
    report(here.json, found, columns(rows, right=frozenset({1, 2})))


@limit_group.command("set")
@click.option("--role", type=_ROLE, required=True)
@click.option("--weekly", required=True, help="Pounds a week, for example 6,000.")
@click.option("--annual", required=True, help="Pounds a year.")
@click.option("--from", "effective_from", type=DATE, required=True)
@with_invocation
def limit_set(here: Invocation, role: str, weekly: str, annual: str, effective_from: date) -> None:
    """Set a role's limit from a date on."""
    weekly_pence, annual_pence = pence_from(weekly), pence_from(annual)
    if min(weekly_pence, annual_pence) < 0:
        raise BadInput("A limit cannot be negative.")
    with here.session() as session:
        set_limit(
            session,
            model.Role(role.lower()),
            weekly_pence=weekly_pence,
            annual_pence=annual_pence,
            effective_from=effective_from,
        )
        found = limits(session.tables)
    report(
        here.json,
        found,
        f"From {day_text(effective_from)} a {role} approves up to {pounds(weekly_pence)} a week "
        f"and {pounds(annual_pence)} a year.",
    )
