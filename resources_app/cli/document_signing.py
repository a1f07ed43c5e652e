"""`document signatures` and what is done about them: asked, signed, declined, chased, certified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from resources_app.cli.context import (
    DATE,
    FILE,
    Invocation,
    example,
    given_passphrase,
    with_invocation,
)
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.documents.certifying import certify
from resources_app.documents.chasing import Chased, chase_signatures
from resources_app.documents.queries import document
from resources_app.documents.signature_model import (
    CopyKept,
    SignatureKept,
    Signatures,
    SigningParty,
)
from resources_app.documents.signature_queries import signatures_of
from resources_app.documents.signed_copies import attach_signed
from resources_app.documents.signing import (
    add_party,
    ask_signature,
    decline_signature,
    record_signature,
    reopen_signature,
    waive_signature,
)
from resources_app.foundations.clock import local_text
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput
from resources_app.foundations.phrases import joined
from resources_app.session import Session

PRINTS = {
    "document signatures": Signatures,
    "document signature": SignatureKept,
    "document add-party": SignatureKept,
    "document attach-signed": CopyKept,
    "document chase": Chased,
    "document certify": CopyKept,
}
_STATES = ("asked", "signed", "declined", "not-needed", "reopened")


@click.command("signatures", epilog=example("document signatures DOC-26-A7-0007"))
@click.argument("reference")
@with_invocation
def signatures(here: Invocation, reference: str) -> None:
    """Say who is to sign a document, how each signature stands, and what came back."""
    with at_work(here, read_only=True) as session:
        found = signatures_of(session.tables, document(session.tables, reference))
    report(here.json, found, "\n".join(_shown(found)) or _nobody(found))


def _nobody(found: Signatures) -> str:
    if found.kept_with:
        return f"The signatures of this version are kept with {found.kept_with}."
    return f"Nobody is to sign {found.document}."


def _shown(found: Signatures) -> Iterator[str]:
    rows = [
        (str(one.place), one.party, one.name, str(one.state), _since(one)) for one in found.parties
    ]
    if rows:
        yield columns(rows, elastic=1)
    for copy in found.copies:
        shows = f", shows {joined(copy.shows)}" if copy.shows else ""
        when = f"{local_text(copy.added_at)} by {copy.added_by}"
        yield wrapped(f"{copy.file_name} ({copy.kind}){shows}, kept {when}", indent=2)


def _since(one: SigningParty) -> str:
    if one.signed_on:
        return f"{day_text(one.signed_on)}, {one.signed_how}"
    if one.declined_on:
        return f"{day_text(one.declined_on)}: {one.declined_why}"
    if one.not_needed_why:
        return one.not_needed_why
    chased = f", chased {one.chased}×" if one.chased else ""
    return f"by {day_text(one.due_on)}{chased}" if one.due_on else ""


@click.command(
    "signature",
    epilog=example(
        "document signature DOC-26-A7-0007 2 asked --email r.anand@example.org",
        "document signature DOC-26-A7-0007 1 signed --on 2026-12-01",
        'document signature DOC-26-A7-0007 2 declined --why "The fee is not as agreed."',
    ),
)
@click.argument("reference")
@click.argument("place", type=click.IntRange(1))
@click.argument("state", type=click.Choice(_STATES))
@click.option("--on", "day", type=DATE, help="The day it happened; else today.")
@click.option("--due", type=DATE, help="When asked: the last day on which it is expected.")
@click.option("--email", default="", help="When asked: where chasers go.")
@click.option("--why", default="", help="Why it was declined, is not needed, or is open again.")
@with_invocation
def signature(
    here: Invocation,
    reference: str,
    place: int,
    state: str,
    day: date | None,
    due: date | None,
    email: str,
    why: str,
) -> None:
    """Say how the signature in a PLACE of a document stands."""
    if state != "asked" and (due or email):
        raise BadInput("--due and --email are for a signature that is asked for.")
    with at_work(here) as session:
        if state == "asked":
            kept = ask_signature(session, reference, place, on=day, due=due, email=email)
        else:
            kept = _settled(session, reference, place, state, day, why)
    one = kept.party
    since = _since(one)
    report(here.json, kept, f"{one.party}: {one.state}{f' ({since})' if since else ''}.")


def _settled(
    session: Session, reference: str, place: int, state: str, day: date | None, why: str
) -> SignatureKept:
    if state == "signed":
        return record_signature(session, reference, place, on=day)
    if state == "declined":
        return decline_signature(session, reference, place, why=why, on=day)
    if state == "not-needed":
        return waive_signature(session, reference, place, why=why)
    return reopen_signature(session, reference, place, why=why)


@click.command(
    "add-party",
    epilog=example('document add-party DOC-26-A7-0007 "For Reading" --email lead@example.org'),
)
@click.argument("reference")
@click.argument("party")
@click.option("--name", default="", help="Who signs.")
@click.option("--position", default="", help="Their position.")
@click.option("--email", default="", help="Where requests and chasers go.")
@with_invocation
def party_add(
    here: Invocation, reference: str, party: str, name: str, position: str, email: str
) -> None:
    """Add a PARTY who is to sign a document, beside those in its signature blocks."""
    with at_work(here) as session:
        kept = add_party(session, reference, party, name=name, position=position, email=email)
    report(here.json, kept, f"{kept.party.party} is to sign, in place {kept.party.place}.")


@click.command(
    "attach-signed",
    epilog=example("document attach-signed DOC-26-A7-0007 scan.pdf --shows 1 --shows 2"),
)
@click.argument("reference")
@click.argument("file", type=FILE)
@click.option(
    "--shows",
    "places",
    type=click.IntRange(1),
    multiple=True,
    help="The place of a party whose signature it shows; may be repeated.",
)
@click.option("--on", "day", type=DATE, help="The day they signed; else today.")
@click.option("--note", default="", help="Anything to remember about it.")
@with_invocation
def signed_attach(
    here: Invocation,
    reference: str,
    file: Path,
    places: tuple[int, ...],
    day: date | None,
    note: str,
) -> None:
    """Keep FILE, a scan, a photograph or a PDF, as a signed copy of a document."""
    with at_work(here) as session:
        kept = attach_signed(session, reference, file, places=places, on=day, note=note)
    copy = kept.copy
    shows = f"; it shows {joined(copy.shows)}" if copy.shows else ""
    before = " already" if kept.already_there else ""
    report(here.json, kept, f"“{copy.file_name}” is kept{before} with {copy.document}{shows}.")


@click.command("chase", epilog=example("document chase DOC-26-A7-0007 --eml mails"))
@click.argument("reference")
@click.option(
    "--place",
    "places",
    type=click.IntRange(1),
    multiple=True,
    help="Only whoever signs in this place; may be repeated.",
)
@click.option("--eml", "folder", type=FILE, required=True, help="The folder for the drafts.")
@with_invocation
def chase(here: Invocation, reference: str, places: tuple[int, ...], folder: Path) -> None:
    """Write e-mails to whoever has not signed, to be sent by the mail program."""
    with at_work(here) as session:
        made = chase_signatures(session, reference, folder, places=places)
    lines = [f"Written to {joined(made.written_to)}; the drafts are in {folder}."]
    if made.without_address:
        lines.append(f"No e-mail address is known of: {joined(made.without_address)}.")
    report(here.json, made, "\n".join(lines))


@click.command(
    "certify",
    epilog=example("document certify DOC-26-A7-0007 --certificate team.p12 --signs 1"),
)
@click.argument("reference")
@click.option(
    "--certificate", type=FILE, required=True, help="The team's certificate with its key (PKCS#12)."
)
@click.option(
    "--certificate-passphrase-file",
    type=FILE,
    help="File whose first line opens the certificate; at a terminal you are asked.",
)
@click.option(
    "--signs",
    "places",
    type=click.IntRange(1),
    multiple=True,
    help="The council’s own place, for which it signs; may be repeated.",
)
@click.option("--reason", default="", help="Why it is signed; it stands in the signature.")
@with_invocation
def certified(
    here: Invocation,
    reference: str,
    certificate: Path,
    certificate_passphrase_file: Path | None,
    places: tuple[int, ...],
    reason: str,
) -> None:
    """Sign a copy of a document with the team’s certificate, and keep it beside the document."""
    passphrase = given_passphrase(
        certificate_passphrase_file,
        "The certificate’s passphrase",
        "--certificate-passphrase-file",
        new=False,
    )
    with at_work(here) as session:
        kept = certify(session, reference, certificate, passphrase, places=places, reason=reason)
    copy = kept.copy
    shows = f"; it shows {joined(copy.shows)}" if copy.shows else ""
    report(here.json, kept, f"“{copy.file_name}” is kept{shows}. {copy.note}.")
