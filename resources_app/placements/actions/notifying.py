"""Telling those whom a duty to notify is owed to, one by one: named, told, or not needed.

The duty is done on the day the last of them is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.emails import email_address
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.placements.actions.duties import write_done
from resources_app.placements.duties import known_duty
from resources_app.placements.duty_queries import find_duty
from resources_app.placements.notification_queries import (
    Notification,
    find_notification,
    notifications_of,
)
from resources_app.placements.recipients import Recipient
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class NotificationKept:
    """Somebody to be told, as it now stands."""

    notification: Notification
    changes: Changes


def name_recipient(session: Session, notification_id: str, who: Recipient) -> NotificationKept:
    """Say who somebody to be told is, while they have not been told.

    Raises BadInput for nobody at all and for what is no e-mail address, Refused once told.
    """
    require(session, Permission.PLACE)
    row = _checked(who)
    with session.act("name_recipient") as act:
        _open(act.tables, notification_id)
        act.tables.update("notification", notification_id, row)
        kept = find_notification(act.tables, notification_id)
    return NotificationKept(kept, act.changes)


def add_recipient(session: Session, duty_id: str, who: Recipient) -> NotificationKept:
    """Add somebody to those whom an open duty to notify is owed to.

    Raises Refused when the duty is no notification or is done.
    """
    require(session, Permission.PLACE)
    row = _checked(who)
    with session.act("add_recipient") as act:
        duty = find_duty(act.tables, duty_id)
        known = known_duty(duty.code)
        if known is None or not known.told:
            raise Refused(f"“{duty.words}” is not done by telling anybody.")
        if not duty.open:
            raise Refused(f"“{duty.words}” is {duty.stands(session.today())}.")
        made = session.new_id()
        act.tables.insert("notification", {"id": made, "duty_id": duty_id, **row})
        kept = find_notification(act.tables, made)
    return NotificationKept(kept, act.changes)


def send_notification(
    session: Session,
    notification_id: str,
    on: date,
    *,
    how: str = "",
    proof: str = "",
) -> NotificationKept:
    """Say that somebody was told on a day, how, and where the proof is.

    The letter that was printed for them, if one was, is kept as part of the proof. Raises
    BadInput for a day to come and while nobody is named, Refused when they were told already.
    """
    require(session, Permission.PLACE)
    if on > session.today():
        raise BadInput(
            f"{day_text(on)} is still to come.",
            where=Where(field="Sent on"),
            remedy="Give the day it was sent.",
        )
    with session.act("send_notification", reason=proof.strip()) as act:
        one = _open(act.tables, notification_id)
        if not one.name:
            raise BadInput(
                "Nobody is named.",
                where=Where(field="Sent on"),
                remedy="Say first who was told.",
            )
        sent = {
            "sent_on": on.isoformat(),
            "sent_by": session.officer.id,
            "how": how.strip(),
            "proof": proof.strip(),
        }
        act.tables.update("notification", notification_id, sent)
        _close_duty(session, act.tables, one.duty_id)
        kept = find_notification(act.tables, notification_id)
    return NotificationKept(kept, act.changes)


def waive_notification(session: Session, notification_id: str, reason: str) -> NotificationKept:
    """Say why somebody need not be told. Raises BadInput without a reason."""
    require(session, Permission.PLACE)
    if not reason.strip():
        raise BadInput("Telling nobody needs a reason.", where=Where(field="Why not"))
    with session.act("waive_notification", reason=reason.strip()) as act:
        one = _open(act.tables, notification_id)
        act.tables.update("notification", notification_id, {"not_needed": reason.strip()})
        _close_duty(session, act.tables, one.duty_id)
        kept = find_notification(act.tables, notification_id)
    return NotificationKept(kept, act.changes)


def keep_letter(session: Session, notification_id: str, document_id: str) -> NotificationKept:
    """Keep a letter that was printed for somebody as the proof of telling them."""
    require(session, Permission.PRINT)
    with session.act("keep_letter") as act:
        act.tables.update("notification", notification_id, {"document_id": document_id})
        kept = find_notification(act.tables, notification_id)
    return NotificationKept(kept, act.changes)


def _checked(who: Recipient) -> dict[str, object]:
    if not who.addressee.strip() and not who.organisation.strip():
        raise BadInput("Nobody is named.", where=Where(field="Name"), remedy="Give a name.")
    return {
        "addressee": who.addressee.strip(),
        "organisation": who.organisation.strip(),
        "email": email_address(who.email, where=Where(field="E-mail")),
    }


def _open(tables: Tables, notification_id: str) -> Notification:
    one = find_notification(tables, notification_id)
    if not one.open:
        told = f"was told on {day_text(one.sent_on)}" if one.sent_on else "need not be told"
        raise Refused(f"{one.name or 'This recipient'} {told}.")
    return one


def _close_duty(session: Session, tables: Tables, duty_id: str) -> None:
    """With the last of them the duty is done; where nobody need be told it is not needed."""
    every = notifications_of(tables, duty_id)
    if any(one.open for one in every) or not find_duty(tables, duty_id).open:
        return
    told = [one for one in every if one.sent_on is not None]
    if not told:
        why = "; ".join(dict.fromkeys(one.not_needed for one in every))
        tables.update("duty", duty_id, {"not_needed": why})
        return
    last = max(one.sent_on for one in told if one.sent_on is not None)
    how = ", ".join(dict.fromkeys(one.how for one in told if one.how))
    proof = ", ".join(dict.fromkeys(one.proof or one.document for one in told))
    write_done(session, tables, duty_id, last, how=how, proof=proof)
