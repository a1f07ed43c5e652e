"""The signatures of a document: who signs, how each stands, the signed copies that came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from resources_app.documents.certifying import why_no_certifying
from resources_app.documents.delivering import deliver
from resources_app.documents.model import Document
from resources_app.documents.signature_model import (
    SignatureKept,
    Signatures,
    SignatureState,
    SignedCopy,
    SigningParty,
)
from resources_app.documents.signed_copies import open_signed, remove_signed
from resources_app.documents.signing import (
    add_party,
    ask_signature,
    decline_signature,
    record_signature,
    reopen_signature,
    waive_signature,
    why_nobody_signs,
)
from resources_app.foundations.clock import local_text
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import joined, small
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.document_signing_panels import ask_to_attach, ask_to_certify, ask_to_chase
from ui.pages.page import Page
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, scrolled
from ui.shell.widgets.section import Deed, Section

_ASKED = (
    Field("on", "Asked on", Kind.DATE, help="Today when it is left open."),
    Field("due", "Due by", Kind.DATE, help="Ten working days on, or five for a variation."),
    Field("email", "E-mail", help="Where requests and chasers go."),
)
_SIGNED = (Field("on", "Signed on", Kind.DATE, help="Today when it is left open."),)
_WHY = Field("why", "Why", Kind.LONG_TEXT, needed=Needed.ALWAYS)
_DECLINED = (Field("on", "On", Kind.DATE, help="Today when it is left open."), _WHY)
_ADDED = (
    Field("party", "For whom", needed=Needed.ALWAYS, help="Such as: For Reading."),
    Field("name", "Name"),
    Field("position", "Position"),
    Field("email", "E-mail"),
)
_TAKEN = (Field("reason", "Why", needed=Needed.ALWAYS, help="Such as: it is another contract’s."),)
_TONES = {
    SignatureState.TO_ASK: "plain",
    SignatureState.ASKED: "information",
    SignatureState.SIGNED: "good",
    SignatureState.DECLINED: "bad",
    SignatureState.NOT_NEEDED: "plain",
}
# The deeds, in the order of their buttons. Each of a row but the last two.
ASK, SIGNED, DECLINED, WAIVED, REOPEN = (
    "Asked…", "Signed…", "Declined…", "Not needed…", "Take back…",
)  # fmt: skip
ADD, CHASE = "Add a party…", "Write to them…"
ATTACH, COPY, REMOVE = "Add a signed copy…", "Save a copy…", "Take it away…"
CERTIFY = "Sign with the certificate…"


def _since(one: SigningParty) -> str:
    if one.signed_on:
        return f"On {day_text(one.signed_on)}, {one.signed_how}"
    if one.declined_on:
        return f"On {day_text(one.declined_on)}: {one.declined_why}"
    if one.not_needed_why:
        return one.not_needed_why
    return f"By {day_text(one.due_on)}" if one.due_on else ""


def _who(one: SigningParty) -> str:
    return ", ".join(part for part in (one.name, one.position, one.email) if part)


def _chased(one: SigningParty) -> str:
    if one.last_chased_at is None:
        return ""
    return f"{one.chased}×, last {local_text(one.last_chased_at)}"


PARTIES = (
    Column("No.", lambda one: str(one.place), 52, number=True, sort=lambda one: one.place),
    Column("Who signs", lambda one: one.party, 220, stretch=True, second=_who),
    Column("Stands", lambda one: sentence(one.state), 130, tone=lambda one: _TONES[one.state]),
    Column("When, or why", _since, 220, stretch=True, hint=_since),
    Column("Chased", _chased, 180),
)
COPIES = (
    Column("File", lambda one: one.file_name, 220, stretch=True, second=lambda one: one.note),
    Column("What it is", lambda one: sentence(one.kind), 140),
    Column("Shows", lambda one: joined(one.shows) or "Nobody said", 220, stretch=True),
    Column("Kept by", lambda one: one.added_by, 130),
    Column("When", lambda one: local_text(one.added_at), 146, sort=lambda one: one.added_at),
)


class DocumentSigning(QWidget):
    """Two sections: those who sign, and what came back."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.found = Signatures("", (), ())
        self.parties = Section(
            "Signatures",
            PARTIES,
            "Nobody is to sign this document. Add whoever is.",
            (
                Deed(ASK, self._ask, of_row=True),
                Deed(SIGNED, self._sign, of_row=True),
                Deed(DECLINED, self._decline, of_row=True),
                Deed(WAIVED, self._waive, of_row=True),
                Deed(REOPEN, self._reopen, of_row=True),
                Deed(ADD, self._add),
                Deed(CHASE, lambda _: self.chase()),
            ),
        )
        self.copies = Section(
            "Signed copies",
            COPIES,
            "None came back yet. Drop a scan, a photograph or a signed PDF anywhere on this page. "
            "It is kept as it came; the document as it was printed stays beside it.",
            (
                Deed(COPY, self._save, of_row=True),
                Deed(REMOVE, self._remove, of_row=True),
                Deed(CERTIFY, lambda _: ask_to_certify(self._page, self.found)),
                Deed(ATTACH, lambda _: self.attach()),
            ),
        )
        self.setLayout(column(scrolled(holder(
            column(self.parties, self.copies, 1, spacing=SPACE_M)))))  # fmt: skip

    def show_signatures(self, found: Signatures, one: Document) -> None:
        """Show how they stand; nobody is written to about a document that is superseded."""
        superseded_by = one.superseded_by
        self.found = found
        officer = self._page.desk.officer
        prints, asks, keeps = (
            why_not(officer, one)
            for one in (Permission.PRINT, Permission.ASK_SIGNATURES, Permission.KEEP_SIGNATURES)
        )
        rows = self.parties.table.current()
        late = superseded_by and f"{superseded_by} supersedes it: ask for the signatures of that."
        none = "" if any(one.is_open for one in found.parties) else "Nobody is left to sign it."
        unknown = "" if any(one.is_open and one.email for one in found.parties) else (
            "No e-mail address is known of whoever is to sign: press “Asked…” to give it."
        )  # fmt: skip
        other = (
            found.kept_with and f"The signatures of this version are kept with {found.kept_with}."
        )
        shown = found.parties
        chase = asks or (late or none or unknown if shown else "")
        self.parties.show_rows(
            shown,
            {
                ASK: asks or other,
                ADD: asks or other or why_nobody_signs(one.kind),
                **dict.fromkeys((SIGNED, DECLINED, WAIVED, REOPEN), keeps or other),
                CHASE: chase,
            },
        )
        self.parties.buttons[CHASE].setVisible(bool(shown))
        # Whoever has not signed is whom one comes here for.
        kept = rows is not None and self.parties.table.select(lambda one: one.id == rows.id)
        if not kept:
            self.parties.table.select(lambda one: one.is_open)
        certificate = why_no_certifying(self._page.desk.preferences.certificate)
        self.copies.show_rows(
            found.copies,
            {
                COPY: prints,
                REMOVE: keeps,
                ATTACH: asks or other,
                CERTIFY: keeps or other or late or certificate,
            },
        )

    def chase(self) -> None:
        """Ask where the drafts go, and write them."""
        ask_to_chase(self._page, self.found)

    def attach(self, path: Path | None = None) -> None:
        """Ask whose signature a file shows, and keep it."""
        ask_to_attach(self._page, self.found, path)

    def _ask(self, one: SigningParty) -> None:
        self._settle(
            one, f"{one.party}: asked to sign", _ASKED, "They were asked",
            lambda session, given: ask_signature(
                session, one.document, one.place, on=given["on"], due=given["due"],
                email=given["email"],
            ),
            values={"email": one.email, "on": self._page.desk.today()},
        )  # fmt: skip

    def _sign(self, one: SigningParty) -> None:
        self._settle(
            one, f"{one.party}: signed", _SIGNED, "They have signed",
            lambda session, given: record_signature(
                session, one.document, one.place, on=given["on"]
            ),
            text="Where a signed copy came back, add that instead: it says so too.",
            values={"on": self._page.desk.today()},
        )  # fmt: skip

    def _decline(self, one: SigningParty) -> None:
        self._settle(
            one, f"{one.party}: will not sign", _DECLINED, "They will not sign",
            lambda session, given: decline_signature(
                session, one.document, one.place, why=given["why"], on=given["on"]
            ),
            values={"on": self._page.desk.today()},
        )  # fmt: skip

    def _waive(self, one: SigningParty) -> None:
        self._settle(
            one, f"{one.party}: need not sign", (_WHY,), "They need not sign",
            lambda session, given: waive_signature(
                session, one.document, one.place, why=given["why"]
            ),
        )  # fmt: skip

    def _reopen(self, one: SigningParty) -> None:
        self._settle(
            one, f"{one.party}: it is not so", (_WHY,), "Take it back",
            lambda session, given: reopen_signature(
                session, one.document, one.place, why=given["why"]
            ),
            text=f"It stands as {small(str(one.state))}. The journal keeps that it did.",
        )  # fmt: skip

    def _add(self, _: object) -> None:
        reference = self.found.document
        ask(
            self._page, "Add a party who is to sign", _ADDED, "Add them",
            lambda session, given: add_party(session, reference, **given),
            told=lambda kept: f"{kept.party.party} is to sign.",
        )  # fmt: skip

    def _settle(
        self,
        one: SigningParty,
        title: str,
        fields: tuple[Field, ...],
        do: str,
        act: Callable[[Session, Any], SignatureKept],
        **more: Any,
    ) -> None:
        def told(kept: SignatureKept) -> str:
            return f"{one.party}: {small(str(kept.party.state))}."

        ask(self._page, title, fields, do, act, told=told, **more)

    def _save(self, one: SignedCopy) -> None:
        start = str(Path.home() / one.file_name)
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", start, "All files (*)")
        if chosen:
            path, desk = Path(chosen), self._page.desk
            desk.write(
                self._page,
                lambda session: deliver(open_signed(session, one.document, one.id)[1], path),
                lambda _: desk.say(f"A copy is in {path}."),
            )

    def _remove(self, one: SignedCopy) -> None:
        ask(
            self._page, f"Take “{one.file_name}” away", _TAKEN, "Take it away",
            lambda session, given: remove_signed(
                session, one.document, one.id, reason=given["reason"]
            ),
            told=f"“{one.file_name}” is no longer kept.",
            text="How the signatures stand is left as it is; take that back too, if it is not so.",
            tone="danger",
        )  # fmt: skip
