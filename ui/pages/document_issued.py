"""Who had a document when: each copy that left the register, how, and which bytes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from resources_app.documents.issue_model import Handing, Issue, Way
from resources_app.documents.issuing import note_issue
from resources_app.foundations.clock import local_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

# What is written down by the copy itself is not asked for by hand.
_BY_HAND = (Way.PAPER, Way.EMAIL, Way.HANDED, Way.POST, Way.PORTAL)
_ASKED = (
    Field("way", "How", Kind.CHOICE, needed=Needed.ALWAYS, options=_BY_HAND),
    Field("recipient", "To whom", needed=Needed.ALWAYS),
    Field("address", "Address", help="An e-mail or postal address, where there was one."),
    Field("note", "Note", Kind.LONG_TEXT),
)


def in_fours(sha256: str) -> str:
    """A hash in fours, so that two people can compare it over the telephone."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))


def _how(one: Issue) -> str:
    return f"{sentence(one.way)}, encrypted" if one.encrypted else sentence(one.way)


COLUMNS = (
    Column("When", lambda one: local_text(one.issued_at), 146, sort=lambda one: one.issued_at),
    Column("To", lambda one: one.recipient or "Nobody named", 200, stretch=True),
    Column("How", _how, 150),
    Column("Address or file", lambda one: one.address, 190, stretch=True),
    Column("By", lambda one: one.issued_by, 124),
    Column("Note", lambda one: one.note, 120, stretch=True, hint=lambda one: one.note),
    Column("SHA-256 of the copy", lambda one: f"{one.sha256[:16]}…", 160,
           hint=lambda one: in_fours(one.sha256)),
)  # fmt: skip


class DocumentIssued(QWidget):
    """The copies of one document, and a way to note one that was made elsewhere."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.note = button("Note a copy that went out…", self._ask, icon="add")
        let(self.note, why_not(page.desk.officer, Permission.PRINT))
        self.table = Table(COLUMNS, "Copies that went out")
        self.table.when_empty(
            "No copy went out from here",
            "Each copy that is printed, saved or e-mailed is kept here, with whom it went to.",
        )
        head = row(words("Copies that went out", "section"), 1, self.note, spacing=SPACE_S)
        layout = column(head, self.table, spacing=SPACE_S)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Show these, the last first."""
        self.table.show_rows(issues)

    def _ask(self) -> None:
        reference = self._page.place.key

        def act(session: Session, given: dict[str, str]) -> Changes:
            handing = Handing(
                Way(given["way"]), given["recipient"], given["address"], given["note"]
            )
            return note_issue(session, reference, handing)

        ask(
            self._page,
            "Note a copy that went out",
            _ASKED,
            "Note it",
            act,
            told=f"The register knows of this copy of {reference}.",
            text="For a copy that was made elsewhere: handed over, posted, or sent by somebody.",
        )
