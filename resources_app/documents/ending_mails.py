"""Tells those who were sent a request, and did not decline, that it is over.

Drafts only: nothing of the child is in them, and no pack goes with them.
"""

from __future__ import annotations

from collections.abc import Mapping

from resources_app.documents.emailing import Mail, write_mail
from resources_app.documents.mail_words import own_mail_words
from resources_app.documents.sending import Post
from resources_app.documents.sending_mails import said_to_all
from resources_app.foundations.errors import Refused
from resources_app.printing.wording import Changed
from resources_app.providers.model import Service
from resources_app.providers.queries import services_by_id
from resources_app.requests.model import Request, ResponseKind, State
from resources_app.requests.offer_queries import releases
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority

ENDED = (State.WITHDRAWN, State.CLOSED)


def to_tell(tables: Tables, asked: Request) -> list[Service]:
    """Those who were sent a request and have not declined, in the order they were asked."""
    keys = {
        part.service_id: None
        for sent in releases(tables, asked.id)
        for part in sent.recipients
        if part.response is not ResponseKind.DECLINE
    }
    services = services_by_id(tables, list(keys))
    return [services[key] for key in keys]


def tell_ended(session: Session, reference: str) -> Post:
    """An e-mail to each of them, as a draft. Raises Refused before a request is over, and where
    nobody is left to tell."""
    require(session, Permission.RELEASE)
    with session.act("tell_ended") as act:
        asked = request(act.tables, reference)
        if asked.state not in ENDED:
            raise Refused(f"{asked.reference} is not over: it is {asked.state}.")
        services = to_tell(act.tables, asked)
        if not services:
            raise Refused("Nobody who was sent it is left to tell.")
        known = [one for one in services if one.referral_email]
        reply_to = home_authority(act.tables).placements_email
        said = said_to_all(session, act.tables, asked)
        changed = own_mail_words(session, asked)
        mails = tuple(
            (f"{asked.reference} {one.name} it is over", _mail(one, said, reply_to, changed))
            for one in known
        )
    without = tuple(one.name for one in services if not one.referral_email)
    return Post(act.changes, "", 0, tuple(one.name for one in known), without, mails)


def _mail(service: Service, said: Mapping[str, str], reply_to: str, changed: Changed) -> Mail:
    values = {
        **said,
        "name": service.referral_contact or "colleagues",
        "service": service.name,
    }
    who = service.referral_contact or service.name
    to = service.referral_email
    return write_mail("ended", to, values, name=who, reply_to=reply_to, changed=changed)
