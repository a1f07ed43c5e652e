"""Asks whom a document is e-mailed to, writes the draft, and has the mail program open it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from resources_app.documents.delivering import plain_name
from resources_app.documents.drafts import KEPT, drafts_of, make_drafts_of
from resources_app.documents.mailing import DocumentMailed, mail_document
from resources_app.documents.mailing_queries import addressee_of
from resources_app.documents.queries import document
from resources_app.foundations.fields import Field, Needed
from resources_app.session import Session
from resources_app.store.tables import Tables
from ui.pages.asking import ask
from ui.pages.delivery import open_outside
from ui.pages.page import Page
from ui.shell.widgets.buttons import button

_FIELDS = (
    Field("to", "E-mail", needed=Needed.ALWAYS),
    Field("name", "Whose it is"),
    Field(
        "password",
        "Password",
        help="Leave it empty for a copy without a password. With one, the e-mail says that "
        "it is told separately, and never what it is: telephone them, and never send it by e-mail.",
    ),
)


def mail_button(page: Page) -> QPushButton:
    """A button that e-mails the document which the page shows."""
    return button("E-mail it…", lambda: _ask(page), icon="mail")


def _ask(page: Page) -> None:
    reference = page.place.key

    def known(tables: Tables) -> tuple[str, str]:
        return addressee_of(tables, document(tables, reference))

    page.desk.read(page, known, lambda found: _show(page, reference, *found))


def _show(page: Page, reference: str, name: str, to: str) -> None:
    folder = drafts_of(reference)

    def told(mailed: DocumentMailed) -> str:
        open_outside([mailed.file.path], folder)
        tell = " Tell the password by another way than e-mail." if mailed.encrypted else ""
        return f"A draft to {mailed.to} is in {mailed.file.path}, ready to send.{tell}"

    def write(session: Session, given: dict[str, str]) -> DocumentMailed:
        out = make_drafts_of(reference) / f"{reference} {plain_name(given['to'])}.eml"
        return mail_document(
            session, reference, out, to=given["to"], name=given["name"], password=given["password"]
        )

    ask(
        page,
        f"E-mail {reference}",
        _FIELDS,
        "Write the e-mail",
        write,
        told=told,
        told_in=lambda mailed: "warning" if mailed.encrypted else "good",
        values={"to": to, "name": name, "password": ""},
        text="Your mail program opens it as a draft; nothing is sent until you press Send there. "
        f"That it went out is kept with the document. {KEPT}",
    )
