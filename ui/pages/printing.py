"""Printing from a page: what is printed is registered, and shown at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from resources_app.documents.actions import (
    print_contract_schedule,
    print_offer_comparison,
    print_referral_pack,
)
from resources_app.documents.due_diligence import print_chaser
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.panel_papers import print_panel
from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.registering import DocumentMade
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.variations import print_variation
from resources_app.foundations.errors import KnownError
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.session import Session
from ui.shell.desk import Desk


@dataclass(frozen=True)
class Printable:
    """Something that can be printed of a record: its button, and the action on its reference
    in a manner."""

    key: str
    label: str
    action: Callable[[Session, str, Manner], DocumentMade]


OF_REQUEST = (
    Printable(
        "anonymised",
        "Print anonymised referral pack",
        lambda session, reference, manner: print_referral_pack(session, reference, manner=manner),
    ),
    Printable(
        "form",
        "Print response form",
        lambda session, reference, manner: print_response_form(session, reference, manner=manner),
    ),
    Printable(
        "full",
        "Print full referral pack",
        lambda session, reference, manner: print_referral_pack(
            session, reference, full=True, manner=manner
        ),
    ),
)
OF_OFFERS = Printable(
    "offers",
    "Print for the panel",
    lambda session, reference, manner: print_offer_comparison(session, reference, manner=manner),
)
OF_DECISION = Printable(
    "record",
    "Print the record",
    lambda session, reference, manner: print_funding_record(session, reference, manner=manner),
)
OF_PANEL = Printable(
    "panel",
    "Print it",
    lambda session, reference, manner: print_panel(session, reference, manner=manner),
)
OF_PLACEMENT = (
    Printable(
        "schedule",
        "Print contract schedule",
        lambda session, reference, manner: print_contract_schedule(
            session, reference, manner=manner
        ),
    ),
)


OF_PROVIDER = Printable(
    "chaser",
    "Print the chaser",
    lambda session, provider, manner: print_chaser(session, provider, manner=manner),
)
OF_NOTICE = Printable(
    "notice",
    "Print the letter",
    lambda session, reference, manner: print_notice_letter(session, reference, manner=manner),
)
OF_ENDING = Printable(
    "ending",
    "Print the ending letter",
    lambda session, reference, manner: print_ending_letter(session, reference, manner=manner),
)


def variation_paper(number: int) -> Printable:
    """One variation of a placement’s agreement."""
    return Printable(
        "variation",
        f"Print variation {number}",
        lambda session, reference, manner: print_variation(
            session, reference, number, manner=manner
        ),
    )


def print_now(
    desk: Desk,
    owner: QObject,
    what: Printable,
    reference: str,
    failed: Callable[[KnownError], None] | None = None,
    *,
    manner: Manner = ORDINARY,
) -> None:
    """Print, register, and open the document; an unchanged one is found, not made anew."""

    def made(one: DocumentMade) -> None:
        told = "is registered" if one.fresh else "was registered already, unchanged"
        desk.go("document", one.reference)
        pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
        said = f"{one.reference}, version {one.version}, {pages}, {told}."
        desk.say(f"{said} {one.to_write_in}".strip(), "warning" if one.by_hand else "good")

    desk.write(owner, lambda session: what.action(session, reference, manner), made, failed=failed)
