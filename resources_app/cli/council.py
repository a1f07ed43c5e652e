"""`council`: what paper says of the council, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from resources_app.cli.commands import RoomGroup
from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import report
from resources_app.foundations.errors import BadInput, Where
from resources_app.session import Session
from resources_app.team.council import Council, council, council_name, describe_council, set_logo


@dataclass(frozen=True)
class CouncilSaid:
    """What paper says of the council; `logo` is the SHA-256 of the picture, empty without one."""

    name: str
    address: str
    email: str
    invoices: str
    colour: str
    logo: str


PRINTS = {"council show": CouncilSaid, "council set": CouncilSaid}


@click.group("council", cls=RoomGroup)
def council_group() -> None:
    """What paper says of the council: name, address, logo and colour."""


@council_group.command("show", epilog=example("council show"))
@with_invocation
def council_show(here: Invocation) -> None:
    """Show what paper says of the council."""
    with at_work(here, read_only=True) as session:
        _report(here, session)


@council_group.command(
    "set",
    epilog=example(
        'council set --name "Buckinghamshire Council" --email placements@example.org',
        "council set --logo logo.png --colour #0B5C7A",
    ),
)
@click.option("--name", help="When it is not “<authority> Council”.")
@click.option("--address", help="Where notices are sent; \\n begins another line.")
@click.option("--email", help="Where replies about placements go.")
@click.option("--invoices", help="Where invoices go.")
@click.option("--colour", help="Of rules and the summary box, such as #0B5C7A; empty for black.")
@click.option("--logo", type=FILE, help="A PNG or JPEG, for the first page.")
@click.option("--no-logo", is_flag=True, help="Take the logo away.")
@with_invocation
def council_set(
    here: Invocation,
    name: str | None,
    address: str | None,
    email: str | None,
    invoices: str | None,
    colour: str | None,
    logo: Path | None,
    no_logo: bool,
) -> None:
    """Set what paper says of the council; what is not named stays. Registered papers stay too."""
    given = {
        "name": name,
        "address": None if address is None else address.replace("\\n", "\n"),
        "placements_email": email,
        "invoices_to": invoices,
        "colour": colour,
    }
    changed = {key: value for key, value in given.items() if value is not None}
    if not (changed or logo or no_logo):
        raise BadInput("Nothing is to be set.", remedy="Name what, such as --colour #0B5C7A.")
    with at_work(here) as session:
        if changed:
            describe_council(session, replace(council(session.tables), **changed))
        if logo or no_logo:
            set_logo(session, _bytes_of(logo) if logo else b"", logo.name if logo else "")
        _report(here, session)


def _bytes_of(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(
            "The file cannot be read.", where=Where(file=path.name), remedy="Give a PNG or JPEG."
        ) from error
    if not content:  # which to `set_logo` means that there is to be no logo
        raise BadInput(
            "The file is empty.", where=Where(file=path.name), remedy="Give a PNG or JPEG."
        )
    return content


def _report(here: Invocation, session: Session) -> None:
    known: Council = council(session.tables)
    name = council_name(session.tables)
    data = CouncilSaid(
        name, known.address, known.placements_email, known.invoices_to, known.colour, known.logo
    )
    lines = [
        name,
        *known.address.splitlines(),
        f"E-mail: {known.placements_email or 'not set'}",
        f"Invoices to: {known.invoices_to or 'not set'}",
        f"Colour: {known.colour or 'black'}",
        f"Logo: {'set' if known.logo else 'none'}",
    ]
    report(here.json, data, "\n".join(lines))
