"""Printing from a page: what is printed is registered, and shown at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from resources_app.documents.actions import (
    print_contract_schedule,
    print_offer_comparison,
    print_referral_pack,
)
from resources_app.documents.due_diligence import print_chaser
from resources_app.documents.funding_records import print_funding_record
from resources_app.documents.panel_papers import print_panel
from resources_app.documents.placement_letters import print_ending_letter, print_notice_letter
from resources_app.documents.registering import (
    DocumentMade,
    Job,
    Preview,
    preview_of,
    print_and_register,
)
from resources_app.documents.response_forms import print_response_form
from resources_app.documents.variations import print_variation
from resources_app.documents.warning import (
    warning_text,
    warnings_of_comparison,
    warnings_of_panel,
)
from resources_app.foundations.errors import KnownError
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.session import Session
from ui.pages.page import Page
from ui.pages.preview_panel import PreviewPanel
from ui.shell.desk import Desk
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.words import words


class Gathers(Protocol):
    """What gathers a paper about a record: the `job` of an action that prints one."""

    def __call__(self, session: Session, reference: str, /, *, manner: Manner) -> Job: ...


@dataclass(frozen=True)
class Printable:
    """Something that can be printed of a record: its button, and what gathers it by its
    reference, in a manner."""

    key: str
    label: str
    job: Gathers
    #: What is said before it is printed, empty for nothing: for papers that are warned of only.
    warn: Callable[[Session, str], str] | None = None


OF_REQUEST = (
    Printable("anonymised", "Print anonymised referral pack", print_referral_pack.job),
    Printable("form", "Print response form", print_response_form.job),
    Printable("full", "Print full referral pack", partial(print_referral_pack.job, full=True)),
)
OF_OFFERS = Printable(
    "offers",
    "Print for the panel",
    print_offer_comparison.job,
    lambda session, reference: warning_text(warnings_of_comparison(session, reference)),
)
OF_DECISION = Printable("record", "Print the record", print_funding_record.job)
OF_PANEL = Printable(
    "panel",
    "Print it",
    print_panel.job,
    lambda session, reference: warning_text(warnings_of_panel(session, reference)),
)
OF_PLACEMENT = (Printable("schedule", "Print contract schedule", print_contract_schedule.job),)
OF_PROVIDER = Printable("chaser", "Print the chaser", print_chaser.job)
OF_NOTICE = Printable("notice", "Print the letter", print_notice_letter.job)
OF_ENDING = Printable("ending", "Print the ending letter", print_ending_letter.job)


def variation_paper(number: int) -> Printable:
    """One variation of a placement’s agreement."""
    job = partial(print_variation.job, number=number)
    return Printable("variation", f"Print variation {number}", job)


def print_now(
    desk: Desk,
    owner: QWidget,
    what: Printable,
    reference: str,
    failed: Callable[[KnownError], None] | None = None,
    *,
    manner: Manner = ORDINARY,
) -> None:
    """Print, register, and open the document; an unchanged one is found, not made anew.

    What is warned of is shown first, and printed when that is wanted all the same.
    """

    def go_on() -> None:
        _print(desk, owner, what, reference, failed, manner)

    def show(warning: str) -> None:
        if not warning:
            go_on()
            return
        page = _page_of(owner)

        def all_the_same() -> None:
            page.close_panel()
            go_on()

        said = "It is printed as it was typed. Go back to put the wording right."
        found = words(warning, wrap=True)
        page.show_panel(
            Panel("Before it is printed", found, "Print it all the same", all_the_same, text=said)
        )

    warn = what.warn
    if warn is None:
        go_on()
    else:
        desk.write(owner, lambda session: warn(session, reference), show, failed=failed)


def _print(
    desk: Desk,
    owner: QWidget,
    what: Printable,
    reference: str,
    failed: Callable[[KnownError], None] | None,
    manner: Manner,
) -> None:
    def made(one: DocumentMade) -> None:
        told = "is registered" if one.fresh else "was registered already, unchanged"
        desk.go("document", one.reference)
        pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
        said = f"{one.reference}, version {one.version}, {pages}, {told}."
        desk.say(f"{said} {one.to_write_in}".strip(), "warning" if one.by_hand else "good")

    desk.write(
        owner,
        lambda session: print_and_register(session, what.job(session, reference, manner=manner)),
        made,
        failed=failed,
    )


def preview_now(
    desk: Desk,
    owner: QWidget,
    what: Printable,
    reference: str,
    failed: Callable[[KnownError], None] | None = None,
    *,
    manner: Manner = ORDINARY,
) -> None:
    """Show in the owner's page what would be printed; nothing is registered."""

    def show(seen: Preview) -> None:
        page = _page_of(owner)

        def print_it() -> None:
            print_now(desk, page, what, reference, failed, manner=manner)

        page.show_panel(PreviewPanel(desk, seen, print_it))

    desk.write(
        owner,
        lambda session: preview_of(session, what.job(session, reference, manner=manner)),
        show,
        failed=failed,
    )


def _page_of(widget: QWidget | None) -> Page:
    while widget is not None and not isinstance(widget, Page):
        widget = widget.parentWidget()
    assert widget is not None, "what is previewed belongs to a page"
    return widget
