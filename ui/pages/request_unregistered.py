"""Authorising a setting that is not registered: the deed, and its card on the Decision tab."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.requests.actions.excepting import authorise_unregistered
from resources_app.requests.unregistered import SETTING_FIELDS, NewException
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.request_view import RequestView
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.layouts import column, surface
from ui.shell.widgets.words import words


def exceptions_card(view: RequestView) -> QWidget | None:
    """The exceptions authorised for this request; None when there are none."""
    if not view.exceptions:
        return None
    lines: list[QWidget] = [words("Not registered", "section")]
    for one in view.exceptions:
        lines.append(words(f"{one.sentence}.", wrap=True))
        lines.append(words(f"“{one.words}”", "muted", wrap=True))
    return surface(column(*lines, spacing=SPACE_S))


def _authorise(deeds: RequestDeeds) -> None:
    reference = deeds.reference

    def act(session: Any, record: Any) -> object:
        return authorise_unregistered(session, reference, NewException(**record))

    deeds.ask(
        "Authorise a setting that is not registered",
        SETTING_FIELDS,
        "Authorise this exception",
        act,
        told="The exception is recorded; an offer of this setting can now be recorded.",
        text="Whoever carries it on commits an offence (Care Standards Act 2000, section 11). "
        "Never under 16. No search finds it; the exception is for this request alone.",
        tone="danger",
    )


DEEDS: dict[str, Deed] = {"authorise_unregistered": _authorise}
