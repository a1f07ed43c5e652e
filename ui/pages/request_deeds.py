"""How an action on a request is carried out from its page: at once, or through a panel.

The actions themselves are in request_standing.py, request_market.py and request_deciding.py,
each with a table `DEEDS`. To add one: write it there and name it in the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field, Record
from resources_app.session import Session
from ui.pages.request_view import RequestView
from ui.shell.desk import Desk
from ui.shell.widgets.buttons import let
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel


class Complains(Protocol):
    """What a panel asks in, and says at its fields what is wrong; False when it is of none."""

    def complain(self, error: KnownError) -> bool: ...


class RequestDeeds(QObject):
    """Carries out actions on the request that is shown."""

    wants_panel = Signal(object)
    wants_tab = Signal(str)
    wants_search = Signal()

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
        told: str | Callable[[Any], str],
        text: str = "",
        tone: str = "primary",
        blocked: str = "",
    ) -> Form:
        """Open a panel with a form; its button runs the action with what was typed.

        `blocked` says why the button may not be pressed; what is in the way can be read all the
        same.
        """
        form = Form(fields)
        panel = Panel(title, form, do, lambda: press(), text=text, tone=tone)
        let(panel.do, blocked)

        def press() -> None:
            record = form.read()
            if record is not None:
                self.carry_out(panel, lambda session: action(session, record), told, form=form)

        self.wants_panel.emit(panel)
        return form

    def carry_out(
        self,
        panel: Panel,
        action: Callable[[Session], Any],
        told: str | Callable[[Any], str],
        *,
        form: Complains | None = None,
    ) -> None:
        """Run a panel's action: close the panel when it is done, or say at the field why not."""

        def done(result: Any) -> None:
            panel.close_panel()
            self.desk.say(told if isinstance(told, str) else told(result))

        def failed(error: KnownError) -> None:
            panel.working(False)
            if form is None or not form.complain(error):
                panel.complain(error)

        panel.working(True)
        self.desk.write(panel, action, done, failed=failed)


Deed = Callable[[RequestDeeds], None]
