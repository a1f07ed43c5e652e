"""What paper says of the council, and how it looks: name, address, logo, colour.

A name is part of what a document says, so that another makes another version. Logo and colour are
part of its look: documents that are registered stay as they are, and what is printed next has the
new one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from resources_app.foundations.colours import colour_for_paper
from resources_app.foundations.emails import email_address
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.session import Session
from resources_app.store.blobs import keep_blob, read_blob
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.actions import keep_setting
from resources_app.team.logo import logo_from
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority, setting

log = logging.getLogger("resources_app.team")

# It stands at the head of every page, which has to leave room for what the page says.
LONGEST_NAME = 200


@dataclass(frozen=True)
class Council:
    """What paper says of the council. Empty texts are left for a person to complete by hand.

    `colour` is that of rules and of the summary box, such as #1F4FA3; black when empty. `logo` is
    the SHA-256 of what is kept, empty without one, and is set by `set_logo`.
    """

    address: str = ""  # where notices are sent, lines separated by line feeds
    placements_email: str = ""
    invoices_to: str = ""
    name: str = ""  # when it is not "<authority> Council"
    colour: str = ""
    logo: str = ""


def council(tables: Tables) -> Council:
    """What is kept of the council."""
    home = home_authority(tables)
    return Council(
        address=home.address,
        placements_email=home.placements_email,
        invoices_to=setting(tables, "invoices_to"),
        name=setting(tables, "council_name"),
        colour=setting(tables, "council_colour"),
        logo=setting(tables, "council_logo"),
    )


def council_name(tables: Tables) -> str:
    """The council's name as it signs; the setting `council_name`, or made from the authority's."""
    return setting(tables, "council_name") or f"{home_authority(tables).name} Council"


def logo_of(tables: Tables) -> bytes:
    """The council's logo as it is kept, or nothing: paper is printed without one that is gone."""
    kept = setting(tables, "council_logo")
    if not kept:
        return b""
    try:
        return read_blob(tables, kept)
    except NotFound:
        log.warning("The council’s logo is not in this store; it is printed without it.")
        return b""


def describe_council(session: Session, council: Council) -> Changes:
    """Keep what printed documents say of the council; its logo stays.

    Raises Refused without the permission, and BadInput for an address that is none, a
    colour that cannot be seen on paper and a name too long to stand on every page.
    """
    require(session, Permission.MANAGE_TEAM)
    said = {
        "address": council.address.strip(),
        "placements_email": email_address(council.placements_email, where=Where(field="E-mail")),
    }
    colour = colour_for_paper(council.colour, Where(field="Colour"))
    name = " ".join(council.name.split())
    if len(name) > LONGEST_NAME:
        raise BadInput(
            f"The council’s name is longer than {LONGEST_NAME} characters.",
            where=Where(field="Name"),
            remedy="It stands on every page: give the name it signs with.",
        )
    with session.act("describe_council") as act:
        act.tables.update("authority", home_authority(act.tables).ons_code, said)
        keep_setting(act.tables, "invoices_to", council.invoices_to.strip())
        keep_setting(act.tables, "council_name", name)
        keep_setting(act.tables, "council_colour", colour)
    return act.changes


def set_logo(session: Session, content: bytes, file_name: str = "") -> Changes:
    """Keep a logo for the first page of every document; empty `content` takes it away.

    Raises Refused without the permission, and BadInput for what is no PNG or JPEG, is damaged, or
    is too large or too small.
    """
    require(session, Permission.MANAGE_TEAM)
    kept = logo_from(content, Where(file=file_name, field="Logo")) if content else b""
    with session.act("describe_council") as act:
        keep_setting(act.tables, "council_logo", keep_blob(act.tables, kept) if kept else "")
    return act.changes
