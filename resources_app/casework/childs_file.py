"""A child's file: what is known of the child, dated, and everything there has been for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.casework.attachment_model import Attachment
from resources_app.casework.attachment_queries import attachments_of_child
from resources_app.casework.earlier import Earlier, earlier_of
from resources_app.casework.episodes import episodes_of
from resources_app.casework.opening_records import note_opening
from resources_app.children.contacts import Contact
from resources_app.children.court_orders import CourtOrder
from resources_app.children.court_queries import orders_of
from resources_app.children.episodes import Episode
from resources_app.children.model import Child, LegalStatusPeriod, PeriodOfCare
from resources_app.children.queries import (
    child_by_identifier,
    contacts_of,
    legal_status_periods,
    periods_of_care,
    siblings,
)
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import NotFound
from resources_app.session import Session
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class ChildsFile:
    """A child with everything dated, newest first. `standing` is a sentence on how it is today."""

    child: Child
    standing: str
    siblings: tuple[Child, ...]
    legal_statuses: tuple[LegalStatusPeriod, ...]
    care: tuple[PeriodOfCare, ...]
    episodes: tuple[Episode, ...]
    earlier: Earlier
    contacts: tuple[Contact, ...]
    files: tuple[Attachment, ...]
    orders: tuple[CourtOrder, ...]


def childs_file(tables: Tables, identifier: str, today: date) -> ChildsFile:
    """Read a child's file by local identifier. Raises NotFound.

    Whoever shows it notes the opening of a restricted record first (`open_childs_file`).
    """
    child = child_by_identifier(tables, identifier)
    if child is None:
        raise NotFound(
            "There is no child with this identifier.",
            remedy="Give the council’s own identifier; `search` finds it by the name.",
        )
    statuses = tuple(reversed(legal_status_periods(tables, child.id)))
    care = tuple(reversed(periods_of_care(tables, child.id)))
    return ChildsFile(
        child,
        _standing(statuses, care, today),
        tuple(siblings(tables, child.id)),
        statuses,
        care,
        episodes_of(tables, child.id, care, statuses),
        earlier_of(tables, child.id, today),
        tuple(contacts_of(tables, child.id)),
        tuple(attachments_of_child(tables, child.id)),
        orders_of(tables, [child.id])[child.id],
    )


def open_childs_file(session: Session, identifier: str) -> ChildsFile:
    """The file for whoever reads it now: the opening of a restricted record is written down.

    Brothers and sisters are named in it, so theirs counts too. Raises NotFound, and Refused
    where the opening cannot be written down.
    """
    found = childs_file(session.tables, identifier, session.today())
    people = (found.child, *found.siblings)
    note_opening(session, people, through=found.child.local_identifier)
    return found


def _standing(
    statuses: tuple[LegalStatusPeriod, ...], care: tuple[PeriodOfCare, ...], today: date
) -> str:
    status = next((one for one in statuses if today in one.period), None)
    spell = next((one for one in care if today in one.period), None)
    told = [words(CodeList.LEGAL_STATUS, status.legal_status) if status else "No legal status"]
    if spell is not None:
        told.append(f"looked after since {day_text(spell.period.start)}")
    elif care and care[0].period.end is not None:
        told.append(f"not looked after since {day_text(care[0].period.end)}")
    else:
        told.append("not looked after")
    return ", ".join(told)
