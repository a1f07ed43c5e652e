"""Those whom a duty to notify is owed to: who they are, their letter or e-mail, and the proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from resources_app.documents.delivering import plain_name
from resources_app.documents.model import Kind as Paper
from resources_app.documents.notifying import (
    LetterMade,
    print_notification,
    save_notification_mail,
)
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import capital
from resources_app.placements.actions import (
    NotificationKept,
    add_recipient,
    name_recipient,
    send_notification,
    waive_notification,
)
from resources_app.placements.duties import OwedDuty, known_duty
from resources_app.placements.notification_queries import Notification
from resources_app.placements.recipients import Recipient
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.manner import MannerChoice
from ui.pages.page import Page
from ui.shell.widgets.columns import Column
from ui.shell.widgets.section import Deed, Section

_WHO = (
    Field("addressee", "Name", Kind.TEXT, help="The person, or their office."),
    Field("organisation", "Organisation", Kind.TEXT),
    Field("email", "E-mail", Kind.TEXT, help="For sending the letter with the mail program."),
)
_SENT = (
    Field("on", "Sent on", Kind.DATE, needed=Needed.ALWAYS),
    Field("how", "How", Kind.TEXT, help="By e-mail, letter, portal …"),
    Field("proof", "Proof", Kind.TEXT, help="A reference, or where it is kept."),
)
_WAIVE = (Field("reason", "Why not", Kind.LONG_TEXT, needed=Needed.ALWAYS),)
_TONES = {
    "sent": "good",
    "sent late": "warning",
    "not needed": "plain",
    "late": "bad",
    "due today": "warning",
    "to send": "information",
}
_ADD, _NAME, _PRINT, _MAIL = "Add somebody…", "Say who…", "Print the letter", "Write the e-mail…"
_SENT_IT, _NOT = "It was sent…", "Need not be told…"


class Told(QWidget):
    """The table of those who are told of what the chosen duty is about, and its deeds."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._duty: OwedDuty | None = None
        self._today = date.min
        columns = (
            Column("Who", lambda one: one.addressee or "Nobody is named yet", 200, stretch=True,
                   second=lambda one: one.organisation),
            Column("By", lambda one: day_text(one.due_on), 110, number=True),
            Column("Stands", lambda one: capital(one.stands(self._today)), 110,
                   tone=lambda one: _TONES[one.stands(self._today)]),
            Column("Sent on", lambda one: day_text(one.sent_on), 110, number=True),
            Column("How, and the proof", proof_words, 200, stretch=True,
                   second=lambda one: one.sent_by),
        )  # fmt: skip
        self.manner = MannerChoice(Paper.NOTIFICATION)
        self.section = Section(
            "Who is told",
            columns,
            "This duty is not done by telling people one by one.",
            (
                Deed(_ADD, lambda _: self._add()),
                Deed(_NAME, self._name, of_row=True),
                Deed(_PRINT, self._print, of_row=True),
                Deed(_MAIL, self._mail, of_row=True),
                Deed(_NOT, self._waive, of_row=True),
                Deed(_SENT_IT, self._send, of_row=True),
            ),
            beside=(self.manner,),
        )
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.section)

    def show_told(self, duty: OwedDuty | None, told: Sequence[Notification]) -> None:
        """Show those who are told of what a duty is about; nothing where it tells nobody."""
        known = known_duty(duty.code) if duty else None
        self._duty, self._today = duty, self._page.desk.today()
        self.setVisible(known is not None and known.told)
        over = "" if duty is None or duty.open else f"The duty is {duty.stands(self._today)}."
        self.section.show_rows(told, dict.fromkeys((_ADD, _NAME, _NOT, _SENT_IT), over))
        self.section.table.select(lambda one: one.open)

    def _add(self) -> None:
        if self._duty is None:
            return
        duty_id = self._duty.id
        self._ask_who(
            "Somebody else to be told",
            lambda session, who: add_recipient(session, duty_id, who),
            {},
        )

    def _name(self, one: Notification) -> None:
        self._ask_who(
            "Who is to be told",
            lambda session, who: name_recipient(session, one.id, who),
            {"addressee": one.addressee, "organisation": one.organisation, "email": one.email},
        )

    def _ask_who(self, title: str, do: Any, values: dict[str, str]) -> None:
        def act(session: Session, record: Any) -> NotificationKept:
            return do(session, Recipient(**record))  # type: ignore[no-any-return]

        def said(kept: NotificationKept) -> str:
            return f"To be told: {kept.notification.name}."

        ask(self._page, title, _WHO, "Keep it", act, told=said, values=values)

    def _send(self, one: Notification) -> None:
        def act(session: Session, record: Any) -> NotificationKept:
            return send_notification(session, one.id, record["on"], how=record["how"],
                                     proof=record["proof"])  # fmt: skip

        ask(
            self._page,
            f"Tell {one.name or 'somebody'}",
            _SENT,
            "It was sent",
            act,
            told=f"Told: {one.name}.",
            text=f"By {day_text(one.due_on)} at the latest.",
            values={"on": self._page.desk.today(), "proof": one.document},
        )

    def _waive(self, one: Notification) -> None:
        def act(session: Session, record: Any) -> NotificationKept:
            return waive_notification(session, one.id, record["reason"])

        ask(self._page, f"{one.name or 'Somebody'} need not be told", _WAIVE, "Need not be told",
            act, told="The journal keeps why.")  # fmt: skip

    def _print(self, one: Notification) -> None:
        desk, manner = self._page.desk, self.manner.chosen

        def made(letter: LetterMade) -> None:
            desk.go("document", letter.document.reference)
            desk.say(f"{letter.document.reference} is kept as proof.")

        desk.write(
            self._page, lambda session: print_notification(session, one.id, manner=manner), made
        )

    def _mail(self, one: Notification) -> None:
        desk, start = self._page.desk, f"{plain_name(f'{one.placement_reference} {one.name}')}.eml"
        name, _ = QFileDialog.getSaveFileName(self, "Write the e-mail", start, "E-mails (*.eml)")
        if not name:
            return

        manner = self.manner.chosen
        desk.write(
            self._page,
            lambda session: save_notification_mail(session, one.id, Path(name), manner=manner),
            lambda made: desk.say(f"{made.file.path.name} opens in the mail program, to be sent."),
        )


def proof_words(one: OwedDuty | Notification) -> str:
    """How it was done and what proves it, or why it was not needed."""
    parts = (one.how, one.proof, one.document if one.document not in one.proof else "")
    return one.not_needed or ", ".join(part for part in parts if part)
