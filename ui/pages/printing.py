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
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.panel_papers import print_panel
from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.registering import DocumentMade
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.variations import print_variation
from resources_app.foundations.errors import KnownError
from resources_app.session import Session
from ui.shell.desk import Desk


@dataclass(frozen=True)
class Printable:
    """Something that can be printed of a record: its button, and the action on its reference."""

    key: str
    label: str
    action: Callable[[Session, str], DocumentMade]


OF_REQUEST = (
    Printable(
        "anonymised",
        "Print anonymised referral pack",
        lambda session, reference: print_referral_pack(session, reference),
    ),
    Printable(
        "form",
        "Print response form",
        lambda session, reference: print_response_form(session, reference),
    ),
    Printable(
        "full",
        "Print full referral pack",
        lambda session, reference: print_referral_pack(session, reference, full=True),
    ),
)
OF_OFFERS = Printable(
    "offers",
    "Print for the panel",
    lambda session, reference: print_offer_comparison(session, reference),
)
OF_DECISION = Printable(
    "record",
    "Print the record",
    lambda session, reference: print_funding_record(session, reference),
)
OF_PANEL = Printable("panel", "Print it", print_panel)
OF_PLACEMENT = (
    Printable(
        "schedule",
        "Print contract schedule",
        lambda session, reference: print_contract_schedule(session, reference),
    ),
)


OF_NOTICE = Printable(
    "notice",
    "Print the letter",
    lambda session, reference: print_notice_letter(session, reference),
)
OF_ENDING = Printable(
    "ending",
    "Print the ending letter",
    lambda session, reference: print_ending_letter(session, reference),
)


def variation_paper(number: int) -> Printable:
    """One variation of a placement’s agreement."""
    return Printable(
        "variation",
        f"Print variation {number}",
        lambda session, reference: print_variation(session, reference, number),
    )


def print_now(
    desk: Desk,
    owner: QObject,
    what: Printable,
    reference: str,
    failed: Callable[[KnownError], None] | None = None,
) -> None:
    """Print, register, and open the document; an unchanged one is found, not made anew."""

    def made(one: DocumentMade) -> None:
        told = "is registered" if one.fresh else "was registered already, unchanged"
        desk.go("document", one.reference)
        pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
        desk.say(f"{one.reference}, version {one.version}, {pages}, {told}.")

    desk.write(owner, lambda session: what.action(session, reference), made, failed=failed)
