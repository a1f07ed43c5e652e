"""Sends a request to services, and records in the same action who was sent which version when.

The anonymised pack is printed once for a version, however many it goes to, and a pack that would
give the child away is refused before anything is recorded. E-mails are drafts (`emailing`): an
officer sends them from their own program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from resources_app.documents.actions import print_referral_pack
from resources_app.documents.checking_again import check_again
from resources_app.documents.emailing import Attachment, Mail, save_mails
from resources_app.documents.model import Delivered, Document
from resources_app.documents.pack_checking import pack_version_now
from resources_app.documents.queries import document
from resources_app.documents.registering import print_together
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.sending_mails import Going, Part, mails_of, own_copies
from resources_app.documents.sending_model import Purpose, Way
from resources_app.documents.sending_queries import sendings_of
from resources_app.foundations.clock import stamp
from resources_app.foundations.errors import Refused
from resources_app.providers.queries import services_by_id
from resources_app.requests.actions.releasing import (
    Released,
    check_round,
    send_round,
    told_of,
)
from resources_app.requests.ladder_queries import lot_sought
from resources_app.requests.model import Request, ResponseKind, Rung
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.requests.rounds import Wanted
from resources_app.requests.states import require_state
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class Post:
    """What went out: `to` are services' names; `mails` are drafts, each with its file's name.

    `document` and `version` are the pack's, empty and 0 when none went with it.
    `without_address` are those who were not written to, because no address is known.
    """

    changes: Changes
    document: str
    version: int
    to: tuple[str, ...]
    without_address: tuple[str, ...]
    mails: tuple[tuple[str, Mail], ...]

    def save(
        self,
        folder: Path,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> tuple[Delivered, ...]:
        """Write the drafts into a folder; see `emailing.save_mails`."""
        return save_mails(self.mails, folder, progress=progress)


@dataclass(frozen=True)
class RequestSent:
    """A round that has gone out, and what went with it."""

    released: Released
    post: Post


def send_request(
    session: Session,
    reference: str,
    rung: Rung,
    *,
    lot: str = "",
    service_ids: Collection[str] | None = None,
    skipped_reason: str = "",
    reply_due: date | None = None,
    way: Way | None = Way.EMAIL,
) -> RequestSent:
    """Send a request to services of one rung, with the anonymised pack; see `release_request`.

    Without a `way` the round and its pack are kept, and nothing counts as sent yet. Raises
    LeakFound, and then nothing is recorded, when the pack would give the child away; by telephone
    there is no pack.
    """
    tables = session.tables
    wanted = Wanted(
        rung=rung,
        lot=lot_sought(tables, lot) if lot.strip() else None,
        service_ids=service_ids,
        skipped_reason=skipped_reason.strip(),
        reply_due=reply_due,
    )
    check_round(session, tables, request(tables, reference), wanted)
    pack = None if way is Way.TELEPHONE else _pack(session, reference)
    with session.act("release_request", reason=skipped_reason) as act:
        asked = request(act.tables, reference)
        going = _with_pack(wanted, pack)
        made = send_round(session, act.tables, asked, going)
        there = {one.recipient_id for one in sendings_of(act.tables, asked.id)}
        now = session.clock.now()
        new = [
            Going(one, Purpose.REFERRAL, now)
            for one in _parts(act.tables, asked)
            if way and one.sent.id == made.id and one.part.id not in there
        ]
        post = _record(session, act.tables, asked, new, way, pack)
    return RequestSent(told_of(act.changes, made), post(act.changes))


def send_pack(
    session: Session,
    reference: str,
    *,
    service_ids: Collection[str] | None = None,
    way: Way = Way.EMAIL,
) -> Post:
    """Send the pack as it is now to everybody asked who has not had this version.

    Who declined is left alone, unless named. Raises Refused when everybody has it, and LeakFound.
    """
    require(session, Permission.RELEASE)
    asked = request(session.tables, reference)
    require_state(asked.state, "send_pack")
    pack = _pack(session, reference)
    with session.act("send_pack") as act:
        parts = _without_version(act.tables, asked, pack.version, service_ids)
        if not parts:
            raise Refused(
                f"Everybody who was asked has version {pack.version} of the pack already."
            )
        had = _versions(act.tables, asked)
        now = session.clock.now()
        going = [
            Going(one, Purpose.NEW_PACK if had.get(one.service.id) else Purpose.REFERRAL, now)
            for one in parts
        ]
        post = _record(session, act.tables, asked, going, way, pack)
    return post(act.changes)


def remind(
    session: Session,
    reference: str,
    *,
    service_ids: Collection[str] | None = None,
    way: Way = Way.EMAIL,
) -> Post:
    """Remind those who have not answered at all, with the pack that they were sent.

    Raises Refused when nobody is left to remind, and NoLongerSafe where that pack gives the child
    away by what was recorded since.
    """
    require(session, Permission.RELEASE)
    with session.act("remind") as act:
        asked = request(act.tables, reference)
        require_state(asked.state, "remind")
        parts = _chosen(_unanswered(act.tables, asked), service_ids)
        if not parts:
            raise Refused("Everybody who was asked has answered.")
        now = session.clock.now()
        going = [Going(one, Purpose.REMINDER, now) for one in parts]
        pack = _last_pack(act.tables, asked)
        if pack and way is not Way.TELEPHONE:
            check_again(session, act.tables, asked, pack)
        post = _record(session, act.tables, asked, going, way, pack)
    return post(act.changes)


def drafts_again(session: Session, reference: str) -> tuple[tuple[str, Mail], ...]:
    """The last e-mail to each service as a draft once more, as for a disk that was full.

    Nothing is recorded: it was, when they went out. An address that was changed since is used.
    Raises NoLongerSafe where a pack gives the child away by what was recorded since.
    """
    require(session, Permission.RELEASE)
    tables = session.tables
    asked = request(tables, reference)
    parts = {one.service.id: one for one in _parts(tables, asked)}
    written = {one.service_id: one for one in sendings_of(tables, asked.id) if one.way is Way.EMAIL}
    found: list[tuple[str, Mail]] = []
    for pack in sorted({one.document for one in written.values()}):
        going = [
            Going(parts[key], one.purpose, one.sent_at)
            for key, one in written.items()
            if one.document == pack and parts[key].service.referral_email
        ]
        sent = document(tables, pack) if pack else None
        if sent:
            check_again(session, tables, asked, sent)
        copies = own_copies(tables, going, sent)
        found.extend(mails_of(session, tables, asked, going, sent, copies))
    return tuple(found)


def to_remind(tables: Tables, asked: Request) -> list[str]:
    """The names of those who were asked and have said nothing yet, with their addresses."""
    return [_addressed(one) for one in _unanswered(tables, asked)]


def _unanswered(tables: Tables, asked: Request) -> list[Part]:
    return [one for one in _parts(tables, asked) if one.part.response is ResponseKind.NONE]


def awaiting_pack(tables: Tables, reference: str, today: date) -> list[str]:
    """The names of those still asked who have not had the pack as it is now, with their addresses.

    Reads only; the pack is neither checked nor printed. Raises NotFound.
    """
    version = pack_version_now(tables, reference, today)
    parts = _without_version(tables, request(tables, reference), version, None)
    return [_addressed(one) for one in parts]


def _addressed(one: Part) -> str:
    return f"{one.service.name}: {one.service.referral_email or 'no referral address'}"


def _without_version(
    tables: Tables, asked: Request, version: int, service_ids: Collection[str] | None
) -> list[Part]:
    had = _versions(tables, asked)
    return [
        one
        for one in _chosen(_parts(tables, asked), service_ids)
        if had.get(one.service.id, 0) < version
        and (service_ids is not None or one.part.response is not ResponseKind.DECLINE)
    ]


def _parts(tables: Tables, asked: Request) -> list[Part]:
    """Each service that was asked, with the last round it was in."""
    last = {part.service_id: (sent, part) for sent in releases(tables, asked.id)
            for part in sent.recipients}  # fmt: skip
    services = services_by_id(tables, list(last))
    return [Part(sent, part, services[key]) for key, (sent, part) in last.items()]


def _chosen(parts: Iterable[Part], service_ids: Collection[str] | None) -> list[Part]:
    return [one for one in parts if service_ids is None or one.service.id in service_ids]


def _versions(tables: Tables, asked: Request) -> dict[str, int]:
    """The last version of the pack that each service had; 0 for one told without a pack."""
    return {one.service_id: one.version for one in sendings_of(tables, asked.id)}


def _last_pack(tables: Tables, asked: Request) -> Document | None:
    sent = [one.document for one in sendings_of(tables, asked.id) if one.document]
    return document(tables, sent[-1]) if sent else None


def _pack(session: Session, reference: str) -> Document:
    """The pack as it is now, with the form to answer it: both registered, or neither."""
    wanted = [one.job(session, reference) for one in (print_referral_pack, print_response_form)]
    pack, _form = print_together(session, wanted)
    return document(session.tables, pack.reference)


def _with_pack(wanted: Wanted, pack: Document | None) -> Wanted:
    return wanted if pack is None else replace(wanted, pack_document_id=pack.id)


def _record(
    session: Session,
    tables: Tables,
    asked: Request,
    going: Sequence[Going],
    way: Way | None,
    pack: Document | None,
) -> Callable[[Changes], Post]:
    """Write down what goes to whom; what is told of it once the action is done."""
    by_mail = way is Way.EMAIL
    to = [one for one in going if one.to.service.referral_email or not by_mail]
    copies = own_copies(tables, to, pack) if by_mail else {}
    tables.insert_many("sending", [_row(session, one, way, pack, copies) for one in to])
    mails = mails_of(session, tables, asked, to, pack, copies) if by_mail else ()
    without = tuple(one.to.service.name for one in going if one not in to)
    names = tuple(one.to.service.name for one in to)
    reference, version = (pack.reference, pack.version) if pack else ("", 0)
    return lambda changes: Post(changes, reference, version, names, without, mails)


def _row(
    session: Session,
    one: Going,
    way: Way | None,
    pack: Document | None,
    copies: Mapping[str, Attachment],
) -> dict[str, object]:
    copy = copies.get(one.to.part.id)
    return {
        "id": session.new_id(),
        "recipient_id": one.to.part.id,
        "document_id": pack.id if pack else None,
        "purpose": one.purpose,
        "way": way,
        "address": one.to.service.referral_email if way is Way.EMAIL else "",
        "sent_at": stamp(one.at),
        "sent_by": session.officer.id,
        "copy_sha256": hashlib.sha256(copy.content).hexdigest() if copy else None,
    }
