"""The terms of an agreement, by group, and the panel that changes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources_app.agreements.term_fields import AWAY, TERM_FIELDS, values_of
from resources_app.agreements.terms import AgreementTerms, discount_words, retainer_words
from resources_app.foundations.answers import facts_by_group
from resources_app.foundations.fields import Field, Needed
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_L, SPACE_M
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled, surface
from ui.shell.widgets.words import Facts, words

REASON = Field(
    "reason",
    "Why they change",
    needed=Needed.ALWAYS,
    help="Such as: deed of variation 2, signed 12 March. The journal keeps it.",
)
# What stands in place of an answer that was left open.
_NONE = {
    "retainers": "None agreed: the price is paid in full while a child is away",
    "discounts": "None",
    "uplift_cap": "No cap",
    "uplift_index": "None",
    "uplift_day": "Any day",
    "uplift_rule": "Not said",
}


class TermsTab(QWidget):
    """Facts in groups; the button asks the page for a panel."""

    wants_change = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.change = ActionButton("Change the terms", self.wants_change.emit, "", icon="edit")
        if reason := why_not(desk.officer, Permission.KEEP_AGREEMENTS):
            self.change.refuse(reason)
        self._note = words("", "muted", wrap=True)
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE_L)
        bar = row(self._note, self.change)
        bar.setStretch(0, 1)
        inside = QWidget()
        inside.setLayout(column(self._body, 1))
        layout = column(holder(bar), scrolled(inside), spacing=SPACE_M)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_terms(self, all_terms: AgreementTerms, printed: int) -> None:
        """Show the terms; `printed` call-offs rest on some of them."""
        self._note.setText(_note(printed))
        clear(self._body)
        for group, facts in facts_by_group(TERM_FIELDS, _told(all_terms)).items():
            shown = Facts(1 if group == AWAY else 2)
            labels = {one.label: one.name for one in TERM_FIELDS}
            shown.show_facts((label, told or _NONE.get(labels[label], "")) for label, told in facts)
            self._body.addWidget(surface(column(words(group, "section"), shown, spacing=SPACE_M)))


def _note(printed: int) -> str:
    if not printed:
        return "Call-offs take these over when they are made. None has been printed yet."
    said = "call-off is" if printed == 1 else "call-offs are"
    return (
        f"{printed} printed {said} charged by the retainers and discounts below, so those stay;"
        " a discount may be ended, and a new one begun, from a day to come."
    )


def _told(all_terms: AgreementTerms) -> Mapping[str, Any]:
    """The terms by field; a retainer and a discount is one sentence, in its first column."""
    return values_of(all_terms) | {
        "retainers": tuple({"reason": retainer_words(one)} for one in all_terms.retainers),
        "discounts": tuple({"lot": sentence(discount_words(one))} for one in all_terms.discounts),
    }
