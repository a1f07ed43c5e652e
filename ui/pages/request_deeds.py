"""What may be done to a request from its page: each action's own panel, or none.

To add an action: write a method that does it or opens its panel, and name it in `DEEDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from resources_app.foundations.codes import CodeList
from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.requests import actions
from resources_app.session import Session
from ui.pages.request_view import RequestView
from ui.shell.desk import Desk
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

_NOTE = Field("note", "Note", Kind.LONG_TEXT)


def _reason(codes: CodeList) -> tuple[Field, ...]:
    return (Field("reason", "Reason", Kind.CODE, needed=Needed.ALWAYS, codes=codes), _NOTE)


class RequestDeeds(QObject):
    """Carries out actions on the request that is shown."""

    wants_panel = Signal(object)
    wants_tab = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: RequestView | None = None
        #: Called before a draft is submitted, to save what is being typed first.
        self.save_first: Callable[[Callable[[], None]], None] = lambda go_on: go_on()
        self.show_problems: Callable[[KnownError], None] = desk.complain

    @property
    def reference(self) -> str:
        """The request's reference."""
        assert self.view is not None
        return self.view.request.reference

    def do(self, action: str) -> None:
        """Begin an action: at once, or by showing what it asks for."""
        DEEDS[action](self)

    def run(self, action: Callable[[Session], Any], told: str) -> None:
        """Run an action that asks for nothing, and say what it did."""
        self.desk.write(self, action, lambda _: self.desk.say(told), failed=self.show_problems)

    def ask(
        self,
        title: str,
        fields: tuple[Field, ...],
        do: str,
        action: Callable[[Session, Record], Any],
        *,
        told: str,
        text: str = "",
        tone: str = "primary",
    ) -> Form:
        """Open a panel with a form; its button runs the action with what was typed."""
        form = Form(fields)
        panel = Panel(title, form, do, lambda: press(), text=text, tone=tone)

        def done(_: object) -> None:
            panel.close_panel()
            self.desk.say(told)

        def failed(error: KnownError) -> None:
            panel.working(False)
            if not form.complain(error):
                panel.complain(error)

        def press() -> None:
            record = form.read()
            if record is not None:
                panel.working(True)
                self.desk.write(panel, lambda session: action(session, record), done, failed=failed)

        self.wants_panel.emit(panel)
        return form

    # -- where the request stands

    def submit(self) -> None:
        reference = self.reference
        told = f"{reference} is submitted. It now waits for authority to search."

        def go_on() -> None:
            self.run(lambda session: actions.submit_request(session, reference), told)

        self.save_first(go_on)

    def return_to_draft(self) -> None:
        reference = self.reference
        self.ask(
            "Return the request to draft",
            (Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS),),
            "Return to draft",
            lambda s, r: actions.return_to_draft(s, reference, reason=str(r["reason"])),
            told=f"{reference} is a draft again.",
            text="Say what has to be corrected; whoever entered it sees this.",
        )

    def authorise(self) -> None:
        reference = self.reference
        assert self.view is not None
        who = self.view.officers.get(self.view.request.submitted_by, "a colleague")
        self.ask(
            "Authorise the search",
            (_NOTE,),
            "Authorise the search",
            lambda s, r: actions.authorise_request(s, reference, note=str(r["note"])),
            told=f"The search for {reference} is authorised.",
            text=f"{who} asks to search for a home for this child. Authority lets the team look "
            "for homes and send the anonymised referral to providers.",
        )

    def match(self) -> None:
        self.wants_tab.emit("search")

    def hold(self) -> None:
        self._set_aside(
            "Put the request on hold",
            CodeList.HOLD_REASONS,
            "Put on hold",
            actions.hold_request,
            "is on hold",
        )

    def resume(self) -> None:
        reference = self.reference
        self.run(
            lambda session: actions.resume_request(session, reference),
            f"{reference} is off hold and back where it was.",
        )

    def withdraw(self) -> None:
        self._set_aside(
            "Withdraw the request",
            CodeList.WITHDRAW_REASONS,
            "Withdraw the request",
            actions.withdraw_request,
            "is withdrawn",
        )

    def close(self) -> None:
        self._set_aside(
            "Close the request without a placement",
            CodeList.CLOSE_REASONS,
            "Close without placement",
            actions.close_request,
            "is closed without a placement",
        )

    def _set_aside(
        self, title: str, codes: CodeList, do: str, action: Callable[..., Any], told: str
    ) -> None:
        reference = self.reference
        self.ask(
            title,
            _reason(codes),
            do,
            lambda s, r: action(s, reference, reason=str(r["reason"]), note=str(r["note"])),
            told=f"{reference} {told}.",
            tone="primary" if action is actions.hold_request else "danger",
        )


DEEDS: dict[str, Callable[[RequestDeeds], None]] = {
    "submit_request": RequestDeeds.submit,
    "return_to_draft": RequestDeeds.return_to_draft,
    "authorise_request": RequestDeeds.authorise,
    "match_request": RequestDeeds.match,
    "hold_request": RequestDeeds.hold,
    "resume_request": RequestDeeds.resume,
    "withdraw_request": RequestDeeds.withdraw,
    "close_request": RequestDeeds.close,
}
