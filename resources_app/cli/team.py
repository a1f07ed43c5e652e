"""`init`, `officer` and `limit`: a new store, and who works in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import (
    DATE,
    FILE,
    Invocation,
    example,
    new_passphrase,
    one_of,
    with_invocation,
)
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pence_from, pounds
from resources_app.team import model
from resources_app.team.actions import (
    HOME_CODE,
    NewOfficer,
    OfficerLeft,
    add_officer,
    found_store,
    remove_officer,
    set_limit,
)
from resources_app.team.queries import home_authority, limits, officer_called, officers


@dataclass(frozen=True)
class StoreMade:
    """A new store. `origin` is the code in its references; the recovery key is told only now."""

    store: Path
    origin: str
    authority: model.Authority
    officer: model.Officer
    recovery_key: str


PRINTS = {
    "init": StoreMade,
    "officer add": model.Officer,
    "officer list": list[model.Officer],
    "officer leave": OfficerLeft,
    "limit list": list[model.DelegatedLimit],
    "limit set": list[model.DelegatedLimit],
}


@click.command(epilog=example('init --officer "Tess Malone" --store county.resources'))
@click.option("--officer", "name", required=True, help="The first officer's name.")
@one_of(
    "--role",
    model.Role,
    "What they do.",
    default=str(model.Role.TEAM_MANAGER),
    show_default=True,
)
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
        here.store_path(),
        founder,
        here.passphrase(new=True),
        home_code=authority,
        partners=partners,
    )
    session = founded.session
    try:
        council = home_authority(session.tables)
        data = StoreMade(
            store=session.store.path,
            origin=session.store.origin,
            authority=council,
            officer=officers(session.tables)[0],
            recovery_key=founded.recovery_key,
        )
    finally:
        session.store.close()
    report(
        here.json,
        data,
        f"Made {session.store.path} for {council.name} Council.\n"
        f"Recovery key, shown once: {founded.recovery_key}\n"
        "Write it down and lock it away; without it a lost passphrase is a lost store.",
    )


@click.group("officer", cls=RoomGroup)
def officer_group() -> None:
    """Officers who may open this store."""


@officer_group.command("add", epilog=example('officer add "Amina Khan" --role "placement officer"'))
@click.argument("name")
@one_of("--role", model.Role, "What they do.", required=True)
@click.option("--initials", default="", help="Made from the name when left out.")
@click.option("--email", default="")
@click.option("--telephone", default="")
@click.option(
    "--new-passphrase-file",
    type=FILE,
    help="File whose first line is the new officer's own passphrase; else they type it.",
)
@with_invocation
def officer_add(
    here: Invocation,
    name: str,
    role: str,
    initials: str,
    email: str,
    telephone: str,
    new_passphrase_file: Path | None,
) -> None:
    """Give an officer a way to open this store."""
    new = NewOfficer(name, model.Role(role.lower()), initials, email, telephone)
    passphrase = new_passphrase(new_passphrase_file, "The new officer's own passphrase")
    with at_work(here) as session:
        officer = add_officer(session, new, passphrase)
    report(here.json, officer, f"{officer.name} ({officer.initials}) now works in this store.")


@officer_group.command("list")
@with_invocation
def officer_list(here: Invocation) -> None:
    """Who works, or has worked, in this store."""
    with at_work(here, read_only=True) as session:
        found = officers(session.tables)
    rows = [
        (one.initials, one.name, str(one.role), "" if one.active else "has left") for one in found
    ]
    report(here.json, found, columns(rows))


@officer_group.command("leave", epilog=example("officer leave AK"))
@click.argument("name_or_initials")
@with_invocation
def officer_leave(here: Invocation, name_or_initials: str) -> None:
    """Remove a leaver and change the keys. Prints the new recovery key once: write it down."""
    with at_work(here) as session:
        left = remove_officer(session, officer_called(session.tables, name_or_initials))
    report(
        here.json,
        left,
        f"{left.officer.name} ({left.officer.initials}) has left: this store has new keys, and "
        "theirs is not among them.\n"
        f"New recovery key, shown once: {left.recovery_key}\n"
        "Write it down and lock it away; the old one is void. Copies taken before today still "
        "open with\nthe old passphrases: collect them.",
    )


@click.group("limit", cls=RoomGroup)
def limit_group() -> None:
    """What each role may approve, a week and a year."""


@limit_group.command("list")
@with_invocation
def limit_list(here: Invocation) -> None:
    """Delegated limits, past and present."""
    with at_work(here, read_only=True) as session:
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


@limit_group.command(
    "set",
    epilog=example(
        'limit set --role "head of service" --weekly 6,000 --annual 320,000 --from 2026-04-01'
    ),
)
@one_of("--role", model.Role, "Whose limit.", required=True)
@click.option("--weekly", required=True, help="Pounds a week, for example 6,000.")
@click.option("--annual", required=True, help="Pounds a year.")
@click.option("--from", "effective_from", type=DATE, required=True)
@with_invocation
def limit_set(here: Invocation, role: str, weekly: str, annual: str, effective_from: date) -> None:
    """Set a role's limit from a date on."""
    weekly_pence, annual_pence = pence_from(weekly), pence_from(annual)
    with at_work(here) as session:
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
