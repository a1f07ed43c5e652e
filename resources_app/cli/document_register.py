"""`document`: the register of everything printed, what became of it, and who had it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from resources_app.casework.childs_file import open_childs_file
from resources_app.cli.commands import RoomGroup, Row
from resources_app.cli.context import DATE, FILE, Invocation, example, one_of, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report, wrapped
from resources_app.documents.issue_model import Issue
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.issuing import open_document
from resources_app.documents.model import Document, Kind
from resources_app.documents.provenance import Provenance, provenance_of
from resources_app.documents.queries import document, frozen_data
from resources_app.documents.register_model import RegisterPage, Sought
from resources_app.documents.register_queries import register_page
from resources_app.documents.sent_model import SentPage, SentSought
from resources_app.documents.sent_queries import what_was_sent
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.team.queries import officer_called


@dataclass(frozen=True)
class Shown:
    """A document as it is registered, and every copy of it that went out, the last first.

    `data` is what it said when it was printed, where that was asked for and is kept.
    """

    document: Document
    issues: tuple[Issue, ...]
    data: object


PRINTS = {
    "document list": RegisterPage,
    "document show": Shown,
    "document check": Provenance,
    "document sent": SentPage,
}


# Commands in modules of their own, imported when called. To add one: a row here, whose sentence is
# the first of its help.
_LATER = (
    Row(
        "signatures",
        "document_signing",
        "signatures",
        "Say who is to sign a document, how each signature stands, and what came back.",
    ),
    Row(
        "signature",
        "document_signing",
        "signature",
        "Say how the signature in a PLACE of a document stands.",
    ),
    Row(
        "add-party",
        "document_signing",
        "party_add",
        "Add a PARTY who is to sign a document, beside those in its signature blocks.",
    ),
    Row(
        "attach-signed",
        "document_signing",
        "signed_attach",
        "Keep FILE, a scan, a photograph or a PDF, as a signed copy of a document.",
    ),
    Row(
        "chase",
        "document_signing",
        "chase",
        "Write e-mails to whoever has not signed, to be sent by the mail program.",
    ),
    Row(
        "certify",
        "document_signing",
        "certified",
        "Sign a copy of a document with the team’s certificate, and keep it beside the document.",
    ),
    Row(
        "email",
        "document_mailing",
        "email",
        "Write an e-mail with a document attached, to be sent by the mail program.",
    ),
    Row(
        "remove-drafts",
        "document_mailing",
        "drafts_remove",
        "Remove the drafts of e-mails that the desktop keeps on this machine.",
    ),
)


@click.group("document", cls=RoomGroup, later=_LATER)
def document_group() -> None:
    """The register of everything printed: search it, and see who had what when."""


@document_group.command(
    "list",
    epilog=example(
        "document list --words IPA-26-A7-0042 --current",
        'document list --kind "uplift letter" --from 2026-04-01 --limit 50',
    ),
)
@click.option("--words", default="", help="In the reference, subject, kind or recipient.")
@one_of("--kind", Kind, "Only documents of this kind.")
@click.option("--for", "recipient", default="", help="Made out to somebody whose name has this.")
@click.option("--by", default="", help="Printed by this officer: name or initials.")
@click.option("--from", "first", type=DATE, help="Printed on this day or later.")
@click.option("--until", "last", type=DATE, help="Printed on this day or before.")
@click.option("--current", is_flag=True, help="Leave out what a later version supersedes.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most.")
@click.option("--skip", type=click.IntRange(0), default=0, help="Leave out the first so many.")
@with_invocation
def document_list(
    here: Invocation,
    words: str,
    kind: str | None,
    recipient: str,
    by: str,
    first: date | None,
    last: date | None,
    current: bool,
    limit: int,
    skip: int,
) -> None:
    """Search the register of documents, the last printed first."""
    with at_work(here, read_only=True) as session:
        who = officer_called(session.tables, by).id if by else ""
        sought = Sought(
            words, Kind(kind.lower()) if kind else None, recipient, who, first, last, current
        )
        found = register_page(session.tables, sought, limit=limit, offset=skip)
    rows = [
        (
            one.reference,
            one.title,
            f"version {one.version}",
            one.subject_reference,
            one.made_for,
            local_text(one.made_at),
            f"superseded by {one.superseded_by}" if one.superseded_by else "",
        )
        for one in found.documents
    ]
    shown = len(found.documents)
    more = f"\n{shown:,} of {counted(found.total, 'document')}." if found.total > shown else ""
    report(here.json, found, columns(rows, elastic=4) + more or "No document is so.")


@document_group.command(
    "show",
    epilog=example("document show DOC-26-A7-0007", "document show DOC-26-A7-0007 --data --json"),
)
@click.argument("reference")
@click.option("--data", is_flag=True, help="With what it said when it was printed, as data.")
@with_invocation
def document_show(here: Invocation, reference: str, data: bool) -> None:
    """Show a document as it is registered, and every copy of it that went out."""
    # What it said may name a restricted child; that it was opened is written down.
    with at_work(here, read_only=not data) as session:
        one = open_document(session, reference)[0] if data else document(session.tables, reference)
        kept = frozen_data(session.tables, one) if data else None
        said: object = json.loads(kept) if kept else None
        shown = Shown(one, tuple(issues_of(session.tables, one.id)), said)
    lines = list(_shown(shown))
    if data:
        lines.append(json.dumps(said, ensure_ascii=False, indent=2) if said else _NOT_KEPT)
    report(here.json, shown, "\n".join(lines))


_NOT_KEPT = "What it said was not kept as data: it was printed before that was done."


def _shown(shown: Shown) -> Iterator[str]:
    one = shown.document
    yield f"{one.reference}: {one.title}, version {one.version}, {counted(one.pages, 'page')}"
    if one.superseded_by:
        yield f"  Superseded by {one.superseded_by}"
    yield f"  About {one.subject_reference or 'no record'}, for {one.made_for or 'nobody named'}"
    yield f"  Printed by {one.made_by} {local_text(one.made_at)}, template {one.template_version}"
    yield f"  SHA-256 {one.sha256}"
    if one.signing.words:
        yield f"  {one.signing.words}: see document signatures {one.reference}"
    for issue in shown.issues:
        to = issue.recipient or "nobody named"
        how = f"{issue.way}, encrypted" if issue.encrypted else str(issue.way)
        where = f" ({issue.address})" if issue.address else ""
        when = f"{local_text(issue.issued_at)} by {issue.issued_by}"
        yield wrapped(f"{when}: {how}, to {to}{where}", indent=2)


@document_group.command("check", epilog=example("document check schedule.pdf"))
@click.argument("file", type=FILE)
@with_invocation
def document_check(here: Invocation, file: Path) -> None:
    """Say whether FILE is a registered document, a copy that went out, or neither."""
    with at_work(here, read_only=True) as session:
        found = provenance_of(session.tables, file)
    report(here.json, found, f"{wrapped(found.sentence)}\nSHA-256 {found.sha256}")


@document_group.command(
    "sent",
    epilog=example(
        "document sent --child 40517",
        'document sent --to "Hearth" --from 2026-04-01 --until 2026-06-30',
    ),
)
@click.option("--to", default="", help="To somebody whose name or address has this.")
@click.option("--child", "identifier", default="", help="About a child, by local identifier.")
@click.option("--from", "first", type=DATE, help="On this day or later.")
@click.option("--until", "last", type=DATE, help="On this day or before.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most.")
@with_invocation
def document_sent(
    here: Invocation, to: str, identifier: str, first: date | None, last: date | None, limit: int
) -> None:
    """Say what was sent to whom, when, by whom and how, the last first."""
    # Not read only: opening a restricted child's record is written down.
    with at_work(here, read_only=not identifier) as session:
        child_id = open_childs_file(session, identifier).child.id if identifier else ""
        sought = SentSought(to, child_id, first=first, last=last)
        found = what_was_sent(session.tables, sought, limit=limit)
    rows = [
        (
            local_text(one.at) if one.at else day_text(one.day),
            one.recipient or one.address,
            f"{one.what}, version {one.version}" if one.version else one.what,
            one.how,
            one.document,
            one.about,
            one.sent_by,
        )
        for one in found.sent
    ]
    more = f"\n{len(rows):,} of {found.total:,}." if found.total > len(rows) else ""
    report(here.json, found, columns(rows, elastic=1) + more or "Nothing of the kind was sent.")
