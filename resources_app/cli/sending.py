"""`request sendings`, `send-pack` and `remind`: what went to services about a request."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from resources_app.cli.context import FILE, Invocation, example, with_invocation
from resources_app.cli.opening import at_work
from resources_app.cli.output import columns, report
from resources_app.documents.delivering import check_place
from resources_app.documents.emailing import save_mails
from resources_app.documents.ending_mails import tell_ended
from resources_app.documents.sending import Post, drafts_again, remind, send_pack
from resources_app.documents.sending_model import Sending, Way
from resources_app.documents.sending_queries import sendings_of
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput
from resources_app.providers.queries import service_by_urn
from resources_app.requests.queries import request as request_with
from resources_app.session import Session

eml_option = click.option(
    "--eml", type=FILE, help="Write an e-mail to each, with the pack, into this folder."
)
way_option = click.option(
    "--way",
    type=click.Choice([str(one) for one in Way], case_sensitive=False),
    help="How it went; e-mail with --eml.",
)
_URN = click.option("--urn", "urns", multiple=True, help="Only these services; repeatable.")


@dataclass(frozen=True)
class Outbox:
    """What went out. `services` were sent it, `without_address` could not be written to; `drafts`
    are the e-mails to be sent. `document` and `version` are the pack's, empty and 0 without one.
    """

    document: str
    version: int
    services: tuple[str, ...]
    without_address: tuple[str, ...]
    drafts: tuple[Path, ...]


PRINTS = {
    "request sendings": list[Sending],
    "request tell": Outbox,
    "request send-pack": Outbox,
    "request remind": Outbox,
}


def way_of(way: str | None, eml: Path | None) -> Way | None:
    """How it goes by what was asked for; None when nothing says so. Raises Refused for a folder
    that cannot be written, and BadInput for e-mail without one."""
    if eml is not None:
        check_place(eml / "mail.eml")
    chosen = Way(way.lower()) if way else (Way.EMAIL if eml else None)
    if (chosen is Way.EMAIL) != (eml is not None):
        raise BadInput("Give --eml FOLDER for e-mails, and for nothing else.")
    return chosen


def outbox(post: Post, folder: Path | None) -> Outbox:
    """What went out, its e-mails written into the folder."""
    written = post.save(folder) if folder else ()
    drafts = tuple(one.path for one in written)
    return Outbox(post.document, post.version, post.to, post.without_address, drafts)


def outbox_text(out: Outbox) -> str:
    """What went out, in words, and who has no address."""
    pack = f" with {out.document}, version {out.version}" if out.document else ""
    lines = [f"Went to {counted(len(out.services), 'service')}{pack}."]
    lines += [f"  {one}" for one in out.drafts]
    lines += [f"No referral address: {one}" for one in out.without_address]
    return "\n".join(lines)


@click.command("tell", epilog=example("request tell REQ-26-A7-0042 --eml drafts"))
@click.argument("reference")
@click.option("--eml", type=FILE, required=True, help="Write an e-mail to each into this folder.")
@with_invocation
def request_tell(here: Invocation, reference: str, eml: Path) -> None:
    """Tell those who were sent a request, and did not decline, that it is over."""
    check_place(eml / "mail.eml")
    with at_work(here) as session:
        post = tell_ended(session, reference)
    _report(here, post, eml)


@click.command(
    "sendings",
    epilog=example("request sendings REQ-26-A7-0042", "request sendings REQ-26-A7-0042 --eml out"),
)
@click.argument("reference")
@click.option("--eml", type=FILE, help="Write the last e-mail to each once more into this folder.")
@with_invocation
def request_sendings(here: Invocation, reference: str, eml: Path | None) -> None:
    """Say which service was sent which version of the pack when, how and by whom."""
    if eml is not None:
        check_place(eml / "mail.eml")
    with at_work(here, read_only=True) as session:
        found = sendings_of(session.tables, request_with(session.tables, reference).id)
        again = drafts_again(session, reference) if eml else ()
    written = save_mails(again, eml) if eml else ()
    rows = [
        (
            local_text(one.sent_at),
            one.service_name,
            str(one.purpose),
            f"{one.document} version {one.version}" if one.document else "no pack",
            one.address or str(one.way),
            one.sent_by,
        )
        for one in found
    ]
    text = columns(rows, elastic=1) or "Nothing was sent to anybody yet."
    report(here.json, found, "\n".join([text, *(f"  {one.path}" for one in written)]))


@click.command("send-pack", epilog=example("request send-pack REQ-26-A7-0042 --eml drafts"))
@click.argument("reference")
@_URN
@eml_option
@way_option
@with_invocation
def request_send_pack(
    here: Invocation, reference: str, urns: tuple[str, ...], eml: Path | None, way: str | None
) -> None:
    """Send the pack as it is now to everybody asked who has not had this version."""
    how = _needed(way_of(way, eml))
    with at_work(here) as session:
        post = send_pack(session, reference, service_ids=services_named(session, urns), way=how)
    _report(here, post, eml)


@click.command("remind", epilog=example("request remind REQ-26-A7-0042 --eml drafts"))
@click.argument("reference")
@_URN
@eml_option
@way_option
@with_invocation
def request_remind(
    here: Invocation, reference: str, urns: tuple[str, ...], eml: Path | None, way: str | None
) -> None:
    """Remind the services that have not answered; that they were is kept."""
    how = _needed(way_of(way, eml))
    with at_work(here) as session:
        post = remind(session, reference, service_ids=services_named(session, urns), way=how)
    _report(here, post, eml)


def _needed(way: Way | None) -> Way:
    if way is None:
        raise BadInput("Give --eml FOLDER, or say with --way how it went.")
    return way


def services_named(session: Session, urns: tuple[str, ...]) -> list[str] | None:
    """The ids of the services that were named, None for none. Raises NotFound."""
    return [service_by_urn(session.tables, urn).id for urn in urns] or None


def _report(here: Invocation, post: Post, eml: Path | None) -> None:
    out = outbox(post, eml)
    report(here.json, out, outbox_text(out))
