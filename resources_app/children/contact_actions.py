"""Logging contacts about a child: when, with whom, and what was said.

An entry stays as it was written; one that was wrong is followed by another that says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from resources_app.children.contacts import CONTACT_FIELDS, Contact
from resources_app.children.queries import child
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Reading
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class ContactLogged:
    """A contact as it was kept, and what changed."""

    contact: Contact
    changes: Changes


def log_contact(
    session: Session,
    child_id: str,
    given: Contact,
    *,
    request_id: str | None = None,
    attachment_id: str | None = None,
) -> ContactLogged:
    """Add a contact to a child's log; its `id` and who enters it are given here.

    `request_id` and `attachment_id` are of what `about` names; a caller that knows requests and
    kept files looks them up (casework.contacting).

    Raises Problems naming every field that is empty or wrong (no day yet to come, none before
    the child was born), and NotFound for a child who is not there.
    """
    require(session, Permission.KEEP_REQUESTS)
    of = child(session.tables, child_id)
    reading = Reading()
    answers = {"on": given.on, "with_whom": given.with_whom, "what": given.what}
    read = reading.record(CONTACT_FIELDS, answers)
    _check_day(reading, given.on, of.date_of_birth, session.today())
    reading.finish()
    kept = replace(
        given,
        with_whom=str(read["with_whom"]),
        what=str(read["what"]),
        entered_by=session.officer.name,
        id=session.new_id(),
    )
    with session.act("log_contact") as act:
        act.tables.insert(
            "contact_log",
            {
                "id": kept.id,
                "child_id": child_id,
                "happened_on": kept.on.isoformat(),
                "with_whom": kept.with_whom,
                "what": kept.what,
                "entered_by": session.officer.id,
                "entered_at": session.stamp(),
                "request_id": request_id,
                "attachment_id": attachment_id,
            },
        )
    return ContactLogged(kept, act.changes)


def _check_day(reading: Reading, on: date, born: date, today: date) -> None:
    if on > today:
        what = f"{day_text(on)} is yet to come."
        reading.refuse(CONTACT_FIELDS[0], what, "Give the day it happened.")
    elif on < born:
        what = "The child was not born then."
        reading.refuse(CONTACT_FIELDS[0], what, "Check the date.")
