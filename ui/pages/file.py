"""A file or an e-mail that was kept: who sent it and when, its text, and a copy of it.

An e-mail is shown as plain words. Nothing in it is drawn, run or fetched.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from resources_app.casework.attaching import open_attachment, remove_attachment
from resources_app.casework.attachment_model import Attachment
from resources_app.documents.delivering import deliver
from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field, Needed
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.kept_files import is_email
from ui.pages.page import Crumb, Page
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.places import Place
from ui.shell.tokens import SPACE_L
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.words import Facts, words

if TYPE_CHECKING:
    from ui.shell.widgets.pdf_view import PdfView

_WHY = Field("reason", "Why", needed=Needed.ALWAYS, help="Such as: it is about another child.")
_SHOWN_AS_TEXT = ("text/plain", "text/csv", "application/json")
_MOST_TEXT = 200_000  # bytes of a text file that are shown
_NOT_SHOWN = "This kind of file is not shown here. Save a copy, and open that."


class FilePage(Page):
    """Opened by the file's reference, from the record it is kept with or the search box."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Attachment | None = None
        self._content = b""
        self._header = PageHeader("")
        self.remove = button("Take it away…", self._ask_why, icon="delete")
        self.save = button("Save a copy…", self.primary, "primary", icon="save")
        self._header.add(self.remove, self.save)
        self._facts = Facts()
        side = holder(column(words("As it came", "section"), self._facts, 1, spacing=SPACE_L))
        side.setFixedWidth(380)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("What it says")
        self.pdf: PdfView | None = None
        self._row = row(side, self.text, spacing=SPACE_L)
        self._row.setStretch(1, 1)
        self.first = self.save
        self.lay_out(self._header, holder(self._row))

    def crumbs(self) -> list[Crumb]:
        found = self._found
        if found is None or found.reference != self.place.key:
            return [("Requests", Place("requests")), (self.place.key, None)]
        if found.request_reference:
            kept = Place("request", found.request_reference, "documents")
            return [
                ("Requests", Place("requests")), (found.request_reference, kept),
                (found.reference, None),
            ]  # fmt: skip
        kept = Place("child", found.child_identifier, "documents")
        return [(f"Child {found.child_identifier}", kept), (found.reference, None)]

    def load(self) -> None:
        # Not merely read: the opening of a restricted child's record is written down first.
        reference = self.place.key
        self.desk.write(self, lambda session: open_attachment(session, reference), self._show)

    def _show(self, opened: tuple[Attachment, bytes]) -> None:
        found, self._content = opened
        self._found = found
        self.located.emit(self.crumbs())
        told = f"{found.reference} · {sentence(found.kind)}"
        if found.sent_at:
            told += f" · sent {local_text(found.sent_at)}"
        self._header.say(found.title, told)
        self._header.show_chips(("Kept unread" if found.unread_why else "", "warning"))
        let(self.remove, why_not(self.desk.officer, Permission.KEEP_REQUESTS))
        self._facts.show_facts(_facts(found))
        self._show_content(found)

    def _show_content(self, found: Attachment) -> None:
        is_pdf = found.media_type == "application/pdf"
        if is_pdf and self.pdf is None:
            module: Any = import_module("ui.shell.widgets.pdf_view")
            self.pdf = module.PdfView()
            self._row.addWidget(self.pdf, 1)
        if self.pdf is not None:
            self.pdf.setVisible(is_pdf)
            if is_pdf:
                self.pdf.show_pdf(self._content)
        self.text.setVisible(not is_pdf)
        self.text.setPlainText(_words_of(found, self._content))

    def _ask_why(self) -> None:
        found = self._found
        assert found is not None
        where = found.request_reference or f"the file of child {found.child_identifier}"
        ask(
            self,
            f"Take “{found.title}” away from {where}",
            (_WHY,),
            "Take it away",
            lambda session, given: remove_attachment(
                session, found.reference, reason=given["reason"]
            ),
            told=lambda _: self._gone(found),
            text="It is no longer listed or found, with the files that came in it. The journal "
            "keeps that it was here, and why it went.",
            tone="danger",
        )

    def _gone(self, found: Attachment) -> str:
        """Go back to where it was kept; what is said of it."""
        if found.request_reference:
            self.desk.go("request", found.request_reference, "documents")
        else:
            self.desk.go("child", found.child_identifier, "documents")
        return f"{found.reference} is no longer kept."

    def primary(self) -> None:
        """Ask where the copy goes, and put it there."""
        if self._found is None:
            return
        start = str(Path.home() / self._found.file_name)
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", start, "All files (*)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write a copy, to the byte as it came."""
        try:
            deliver(self._content, path)
        except KnownError as error:
            self.desk.complain(error)
        else:
            self.desk.say(f"A copy is in {path}.")


def _facts(found: Attachment) -> list[tuple[str, str]]:
    mail = [
        ("From", _address(found.sender)),
        ("To", _address(found.recipients)),
        ("Sent", local_text(found.sent_at) if found.sent_at else ""),
    ]
    return [
        *(mail if is_email(found) else ()),
        ("File", found.file_name),
        *([("Came in", found.part_of)] if found.part_of else ()),
        ("Kept by", found.added_by),
        ("When", local_text(found.added_at)),
        ("Size", f"{max(1, round(found.size / 1024)):,} KB"),
        # In fours, so that two people can compare it over the telephone.
        ("SHA-256", " ".join(found.sha256[at : at + 4] for at in range(0, 64, 4))),
    ]


def _address(text: str) -> str:
    """Names and addresses, each on a line of its own: an address does not break."""
    return text.replace(" <", "\n<")


def _words_of(found: Attachment, content: bytes) -> str:
    if is_email(found):
        return found.body_text or "The e-mail says nothing."
    if found.unread_why:
        return f"It is kept as a file. {found.unread_why}"
    if found.media_type in _SHOWN_AS_TEXT:
        return content[:_MOST_TEXT].decode("utf-8", "replace")
    return _NOT_SHOWN
