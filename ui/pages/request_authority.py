"""Who gave authority to search, when, and in which words: a card of the Request tab."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from resources_app.foundations.clock import local_text
from ui.pages.request_view import RequestView
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import chip, words


def authority_card(view: RequestView) -> QWidget | None:
    """The authority that was given for this search; None while nobody has."""
    one = view.request
    if one.authorised_at is None:
        return None
    who = view.officers.get(one.authorised_by, "")
    given = row(
        chip("Authorised", "good"),
        words(f"{who}, {local_text(one.authorised_at)}", "muted"),
        1,
        spacing=SPACE_M,
    )
    lines: list[QWidget] = [words("Authority to search", "section"), holder(given)]
    if one.authority_note:
        lines.append(words(f"“{one.authority_note}”", wrap=True))
    return surface(column(*lines, spacing=SPACE_S))
