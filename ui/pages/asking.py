"""Asks for what an action needs in a panel of the page, runs it, and says what it did.

For pages whose actions need no more than a form; a request's own are in request_deeds.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from resources_app.foundations.errors import KnownError
from resources_app.foundations.fields import Field
from resources_app.session import Session
from ui.pages.page import Page
from ui.shell.desk import Desk
from ui.shell.widgets.form import Form
from ui.shell.widgets.panel import Panel

Act = Callable[[Session, Any], Any]


def ask(
    page: Page, title: str, fields: tuple[Field, ...], do: str, action: Act, **more: Any
) -> Panel:
    """Open a panel with a form on a page; see `form_panel`."""
    panel = form_panel(page.desk, title, fields, do, action, **more)
    page.show_panel(panel)
    return panel


def form_panel(
    desk: Desk,
    title: str,
    fields: tuple[Field, ...],
    do: str,
    action: Act,
    *,
    told: str | Callable[[Any], str],
    told_in: Callable[[Any], str] = lambda _: "good",
    text: str = "",
    tone: str = "primary",
    values: Mapping[str, Any] | None = None,
    options: Mapping[str, list[tuple[str, str]]] | None = None,
    unread: bool = False,
    deed: str = "",
) -> Panel:
    """A panel with a form, for a page to show; its button runs the action with what was typed.

    `told` is said of what it did, in the tone that `told_in` gives.
    `values` are shown at first, `options` are those of choices that are known only now. What the
    action refuses is said at the field it names, or above the buttons. `unread` hands over what was
    typed over, as it was typed, to an action that reads it itself. `deed` is the name by which the
    page can open the panel again, to go on with what was typed.
    """
    form = Form(fields)
    for name, pairs in (options or {}).items():
        form.offer(name, pairs)
    form.set_values(values or {})
    before = form.given()
    panel = Panel(title, form, do, lambda: press(), text=text, tone=tone)
    panel.deed = deed

    def press() -> None:
        record = form.read()
        if record is None:
            return
        typed = {name: value for name, value in form.given().items() if value != before[name]}
        given = typed if unread else record
        panel.working(True)
        desk.write(
            panel,
            lambda session: action(session, given),
            done,
            failed=partial(complain_in, panel, form),
        )

    def done(result: Any) -> None:
        panel.close_panel()
        desk.say(told if isinstance(told, str) else told(result), told_in(result))

    return panel


def complain_in(panel: Panel, form: Form, error: KnownError) -> None:
    """Say what was refused at the field that it names, or above the panel's buttons."""
    panel.working(False)
    if not form.complain(error):
        panel.complain(error)
