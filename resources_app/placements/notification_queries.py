"""Who is told of a placement, its moves and its end, one by one; and whom the record names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.children.queries import child
from resources_app.foundations.authorities import authority_name
from resources_app.foundations.dates import stored_day
from resources_app.foundations.errors import NotFound
from resources_app.placements.area_queries import authority_lived_in
from resources_app.placements.queries import placement_by_id
from resources_app.placements.recipients import RecipientFacts
from resources_app.store.tables import Row, Tables


@dataclass(frozen=True)
class Notification:
    """One person or body to be told. `due_on` is the last day, that of the duty.

    `addressee` is a person's name or office, `organisation` where they are; both may be empty
    while nobody has been named. `document` is the reference of the letter, if one was printed.
    """

    id: str
    duty_id: str
    placement_reference: str
    duty: str
    due_on: date
    addressee: str
    organisation: str
    email: str
    sent_on: date | None = None
    sent_by: str = ""
    how: str = ""
    proof: str = ""
    document: str = ""
    not_needed: str = ""

    @property
    def open(self) -> bool:
        """Whether they are still to be told."""
        return self.sent_on is None and not self.not_needed

    @property
    def name(self) -> str:
        """Whom it goes to, in one line; empty while nobody has been named."""
        return ", ".join(part for part in (self.addressee, self.organisation) if part)

    def stands(self, today: date) -> str:
        """`sent`, `sent late`, `not needed`, `late`, `due today` or `to send`."""
        if self.not_needed:
            return "not needed"
        if self.sent_on is not None:
            return "sent late" if self.sent_on > self.due_on else "sent"
        if self.due_on < today:
            return "late"
        return "due today" if self.due_on == today else "to send"


_NOTIFICATION = """
    SELECT notification.*, duty.duty, duty.due_on, placement.reference AS placement_reference,
           officer.name AS sent_by_name, document.reference AS document_reference
      FROM notification
      JOIN duty ON duty.id = notification.duty_id
      JOIN placement ON placement.id = duty.placement_id
      LEFT JOIN officer ON officer.id = notification.sent_by
      LEFT JOIN document ON document.id = notification.document_id
"""


def notifications_of(tables: Tables, duty_id: str) -> list[Notification]:
    """Those whom one duty is owed to, in the order they were written down."""
    rows = tables.rows(
        f"{_NOTIFICATION} WHERE notification.duty_id = ? ORDER BY notification.id", (duty_id,)
    )
    return [_notification(row) for row in rows]


def notifications_about(tables: Tables, placement_id: str) -> list[Notification]:
    """Everybody who is or was to be told about a placement, the soonest due first."""
    rows = tables.rows(
        f"""{_NOTIFICATION} WHERE duty.placement_id = ?
            ORDER BY duty.due_on, duty.duty, notification.id""",
        (placement_id,),
    )
    return [_notification(row) for row in rows]


def find_notification(tables: Tables, notification_id: str) -> Notification:
    """One of them. Raises NotFound."""
    row = tables.one(f"{_NOTIFICATION} WHERE notification.id = ?", (notification_id,))
    if row is None:
        raise NotFound("There is no such notification.")
    return _notification(row)


def recipient_facts(tables: Tables, placement_id: str) -> RecipientFacts:
    """What the record says of those who are told about a placement."""
    placement = placement_by_id(tables, placement_id)
    moved = tables.value(
        """SELECT old_carer_or_bed_code FROM placement_move WHERE placement_id = ?
            ORDER BY moved_on DESC LIMIT 1""",
        (placement_id,),
    )
    before = tables.value(
        """SELECT service.name FROM placement JOIN service ON service.id = placement.service_id
            WHERE child_id = ? AND kind = 'main' AND start_date < ?
            ORDER BY start_date DESC LIMIT 1""",
        (placement.child_id, placement.period.start.isoformat()),
    )
    here = tables.value("SELECT name FROM service WHERE id = ?", (placement.service_id,))
    area = authority_lived_in(tables, placement)
    return RecipientFacts(
        child(tables, placement.child_id),
        carers=f"{here}, {moved}" if moved else str(before or ""),
        area_authority=authority_name(area) if area else "",
    )


def _notification(row: Row) -> Notification:
    return Notification(
        id=row["id"],
        duty_id=row["duty_id"],
        placement_reference=row["placement_reference"],
        duty=row["duty"],
        due_on=date.fromisoformat(row["due_on"]),
        addressee=row["addressee"],
        organisation=row["organisation"],
        email=row["email"],
        sent_on=stored_day(row["sent_on"]),
        sent_by=row["sent_by_name"] or "",
        how=row["how"],
        proof=row["proof"],
        document=row["document_reference"] or "",
        not_needed=row["not_needed"],
    )
