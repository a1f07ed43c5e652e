"""The panels of a document's signatures that need a file or a folder beside a form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit

from resources_app.documents.certifying import certify
from resources_app.documents.chasing import Chased, chase_signatures
from resources_app.documents.signature_model import CopyKept, Signatures
from resources_app.documents.signed_copies import attach_signed
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Field, Kind
from resources_app.foundations.phrases import joined
from ui.pages.asking import complain_in
from ui.pages.page import Page
from ui.shell.tokens import SPACE_L
from ui.shell.widgets.editors import LineEditor
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder
from ui.shell.widgets.panel import Panel

_FILES = "PDFs and pictures (*.pdf *.png *.jpg *.jpeg);;All files (*)"
_ON = Field("on", "Signed on", Kind.DATE, help="Today when it is left open.")
_NOTE = Field("note", "Note")
_PASSPHRASE = Field("passphrase", "Passphrase", help="Of the certificate. It is kept nowhere.")
_REASON = Field("reason", "Reason", help="It stands in the signature; leave it open for none.")


def ask_to_attach(page: Page, found: Signatures, path: Path | None) -> None:
    """Ask which file came back and whose signatures it shows, and keep it."""
    where = FileLine("The signed copy", _FILES)
    where.show_path(path)
    by_name = {f"{one.place}. {one.party}": one.place for one in found.parties}
    shows = Field("shows", "It shows the signature of", Kind.CHOICES, options=tuple(by_name))
    form = Form((shows, _ON, _NOTE) if by_name else (_NOTE,))
    form.set_values({"on": page.desk.today()} if by_name else {})
    panel = Panel(
        "Add a signed copy",
        holder(column(where, form, spacing=SPACE_L)),
        "Keep it",
        lambda: keep(),
        text="It is kept as it came. Whom you tick and who had not signed yet has then signed on "
        "that day.",
    )

    def keep() -> None:
        record, chosen = form.read(), where.path
        if record is None:
            return
        given: dict[str, Any] = dict(record)
        if chosen is None:
            panel.complain(BadInput("Name the file.", remedy="Type its path, or look for it."))
            return
        places = [by_name[name] for name in given.get("shows") or ()]
        panel.working(True)
        page.desk.write(
            panel,
            lambda session: attach_signed(
                session, found.document, chosen, places=places, on=given.get("on"),
                note=str(given["note"]),
            ),
            kept,
            failed=partial(complain_in, panel, form),
        )  # fmt: skip

    def kept(made: CopyKept) -> None:
        panel.close_panel()
        shown = f"; it shows {joined(made.copy.shows)}" if made.copy.shows else ""
        before = " already" if made.already_there else ""
        page.desk.say(f"“{made.copy.file_name}” is kept{before}{shown}.")

    page.show_panel(panel)


def ask_to_certify(page: Page, found: Signatures) -> None:
    """Ask for the passphrase of the team's certificate, and sign a copy with it."""
    certificate = page.desk.preferences.certificate
    assert certificate is not None
    by_name = {
        f"{one.place}. {one.party}": one.place
        for one in found.parties
        if one.is_open and one.party == found.our_party
    }
    signs = Field("signs", "It signs", Kind.CHOICES, options=tuple(by_name))
    form = Form((_PASSPHRASE, signs, _REASON) if by_name else (_PASSPHRASE, _REASON))
    typed = form.editor("passphrase")
    assert isinstance(typed, LineEditor)
    typed.line.setEchoMode(QLineEdit.EchoMode.Password)
    panel = Panel(
        "Sign with the certificate",
        form,
        "Sign a copy",
        lambda: sign(),
        text=f"With {certificate.name}. The signed copy is kept beside the document, which stays "
        "as it was printed.",
    )

    def sign() -> None:
        record = form.read()
        if record is None:
            return
        given: dict[str, Any] = dict(record)
        places = [by_name[name] for name in given.get("signs") or ()]
        panel.working(True)
        page.desk.write(
            panel,
            lambda session: certify(
                session, found.document, certificate, str(given["passphrase"]), places=places,
                reason=str(given["reason"]),
            ),
            signed,
            failed=partial(complain_in, panel, form),
        )  # fmt: skip

    def signed(made: CopyKept) -> None:
        panel.close_panel()
        page.desk.say(f"“{made.copy.file_name}” is kept. {made.copy.note}.")

    page.show_panel(panel)


def ask_to_chase(page: Page, found: Signatures) -> None:
    """Ask for the folder that the drafts go into, and write them."""
    where = FileLine("The folder for the e-mails", "", folder=True)
    where.show_path(Path.home())
    awaited = [one for one in found.parties if one.is_open]
    to = joined([f"{one.party} ({one.email})" for one in awaited if one.email])
    without = [one.party for one in awaited if not one.email]
    left_out = f" No address is known of: {joined(without)}." if without else ""
    panel = Panel(
        "Write to whoever has not signed",
        holder(column(where)),
        "Write the e-mails",
        lambda: write(),
        text=f"To {to}.{left_out} Each e-mail has the document with it, and is a draft: it opens "
        "in the mail program, to be sent from there.",
    )

    def write() -> None:
        folder = where.path
        if folder is None:
            panel.complain(BadInput("Name the folder.", remedy="Type its path, or look for it."))
            return
        panel.working(True)
        page.desk.write(
            panel,
            lambda session: chase_signatures(session, found.document, folder),
            written,
            failed=panel.complain,
        )

    def written(made: Chased) -> None:
        panel.close_panel()
        page.desk.say(f"E-mails to {joined(made.written_to)} are in {folder_of(made)}, to be sent.")

    def folder_of(made: Chased) -> Path:
        return made.files[0].path.parent

    page.show_panel(panel)
