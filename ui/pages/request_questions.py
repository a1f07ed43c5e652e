"""What homes ask about a request, and the answers, which go to every home that was asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from resources_app.documents.answering import AnswersSent, send_answers
from resources_app.foundations.clock import local_day
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import joined
from resources_app.requests.actions import add_question, answer_question
from resources_app.requests.actions.asking import ANSWER, PUT_AS
from resources_app.requests.questions import Question
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.request_market import asked_homes
from ui.pages.request_view import RequestView
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

_ANSWER_FIELDS = (
    Field("answer", ANSWER, Kind.LONG_TEXT, needed=Needed.ALWAYS),
    Field(
        "put_as",
        PUT_AS,
        Kind.LONG_TEXT,
        help="Left open, they read the question as it was asked; where that names the home that "
        "asked, they read the answer only.",
    ),
)
_ASK_FIELDS = (
    Field("service", "Home", Kind.CHOICE, needed=Needed.ALWAYS),
    Field("question", "Question", Kind.LONG_TEXT, needed=Needed.ALWAYS),
)


def _standing(one: Question) -> tuple[str, str]:
    if one.sent_at is not None:
        return f"Sent {day_text(local_day(one.sent_at))}", "good"
    return ("To be sent", "accent") if one.answer else ("To be answered", "warning")


COLUMNS = (
    Column("Asked", lambda one: day_text(one.asked_on), 104, sort=lambda one: one.asked_on),
    Column("Home", lambda one: one.service_name, 170),
    Column("Question", lambda one: one.question, 260, stretch=True, hint=lambda one: one.question),
    Column("Answer", lambda one: one.answer, 240, stretch=True, hint=lambda one: one.answer),
    Column("", lambda one: _standing(one)[0], 136, tone=lambda one: _standing(one)[1]),
)


def _in_full(one: Question) -> str:
    """The question and its answer, whole, and how the others read it."""
    lines = [f"{one.service_name} asks: {one.question}"]
    if one.put_as:
        lines.append(f"The others read: {one.put_as}")
    elif not one.for_others:
        lines.append("It names who asked, so the others read the answer only.")
    return "\n".join([*lines, f"Answer: {one.answer or 'none yet'}"])


class QuestionsList(QWidget):
    """The questions with what can be done about them."""

    #: An action's name, and the id of the question it is of, or empty.
    wants = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(COLUMNS, "What homes ask")
        self.table.when_empty(
            "Nobody has asked anything",
            "What one home asks is answered for all that were asked, without saying who asked.",
        )
        self.table.opened.connect(lambda one: self.wants.emit("answer_question", one.id))
        self.table.selected.connect(lambda _: self._let())
        self.full = words("", wrap=True)
        self.add = button("Write down a question", lambda: self.wants.emit("add_question", ""))
        self.answer = button("Answer", self._answer)
        self.send = button("Send", lambda: self.wants.emit("send_answers", ""))
        bar = holder(row(1, self.add, self.answer, self.send, spacing=SPACE_S))
        self.setLayout(column(self.table, self.full, bar, spacing=SPACE_M))
        self._why_not = ""

    def show_view(self, view: RequestView) -> None:
        """Show a request's questions; the first that waits for an answer is chosen."""
        chosen = self.table.current()
        self.table.show_rows(view.questions)
        if chosen is None or not self.table.select(lambda one: one.id == chosen.id):
            self.table.select(lambda one: not one.answer)
        # A reply and a question are recorded by the same people, at the same time.
        self._why_not = view.actions["record_response"].why_not
        ready = [one for one in view.questions if one.answer and one.sent_at is None]
        self.send.setText(f"Send {counted(len(ready), 'answer')} to all" if ready else "Send")
        let(self.add, self._why_not)
        let(self.send, self._why_not or ("" if ready else "Not yet: no answer waits to be sent."))
        self._let()

    def _let(self) -> None:
        one: Question | None = self.table.current()
        if one is None:
            why = "Choose a question first."
        else:
            why = "The answer was sent already." if one.sent_at is not None else ""
        self.full.setText(_in_full(one) if one else "")
        self.full.setVisible(one is not None)
        let(self.answer, self._why_not or why)

    def _answer(self) -> None:
        self.wants.emit("answer_question", self.table.current().id)


def _add(deeds: RequestDeeds, _key: str) -> None:
    reference = deeds.reference
    form = deeds.ask(
        "Write down a question",
        _ASK_FIELDS,
        "Write it down",
        lambda s, r: add_question(s, reference, str(r["service"]), str(r["question"])),
        told="The question is written down; it waits for an answer.",
    )
    homes = asked_homes(deeds)
    form.offer("service", [(key, one.service_name) for key, one in homes.items()])


def _answer(deeds: RequestDeeds, key: str) -> None:
    assert deeds.view is not None
    asked = next(one for one in deeds.view.questions if one.id == key)
    if asked.sent_at is not None:
        deeds.desk.say("The answer was sent already; write the question down again.", "warning")
        return
    form = deeds.ask(
        "Answer a question",
        _ANSWER_FIELDS,
        "Keep the answer",
        lambda s, r: answer_question(s, key, str(r["answer"]), put_as=str(r["put_as"])),
        told="The answer is kept. Send it to all who were asked.",
        text=f"{asked.service_name} asks: {asked.question}",
    )
    form.set_values({"answer": asked.answer, "put_as": asked.put_as})


def _send(deeds: RequestDeeds, _key: str) -> None:
    folder = QFileDialog.getExistingDirectory(None, "A folder for the e-mails", str(Path.home()))
    if folder:
        reference = deeds.reference
        deeds.desk.write(
            deeds,
            lambda session: send_answers(session, reference, Path(folder)),
            lambda sent: deeds.desk.say(_sent(sent), "warning" if sent.without_address else "good"),
        )


def _sent(sent: AnswersSent) -> str:
    told = f"{counted(len(sent.files), 'e-mail')} to send from your mail program."
    if not sent.without_address:
        return told
    return f"{told} No referral address: {joined(sent.without_address)}."


# What can be done about questions, by the action's name; each is given the question's id.
QUESTION_DEEDS = {"add_question": _add, "answer_question": _answer, "send_answers": _send}


def question_deed(action: str, key: str) -> Deed:
    """The deed of an action on a question."""
    return lambda deeds: QUESTION_DEEDS[action](deeds, key)
