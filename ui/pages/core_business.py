"""In-house core business: for which children our own carers and homes are asked first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources_app.foundations.dates import Period, day_after, day_text, inclusive_end
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.providers.model import ProvisionType
from resources_app.requests.actions.core import end_core_business, set_core_business
from resources_app.requests.core_business import (
    KINDS,
    RISK_FIELDS,
    CoreRule,
    rule_words,
    standing_rules,
)
from resources_app.requests.core_business_queries import own_rules
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.asking import ask
from ui.pages.page import Page
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words as text

_RULE = (
    Field("kind", "Kind", Kind.CHOICE, needed=Needed.ALWAYS, options=tuple(map(str, KINDS))),
    Field("age_from", "Ages from", Kind.WHOLE_NUMBER, needed=Needed.ALWAYS, most=25),
    Field("age_to", "To and including", Kind.WHOLE_NUMBER, needed=Needed.ALWAYS, most=25),
    Field(
        "most_children",
        "Children together, at most",
        Kind.WHOLE_NUMBER,
        needed=Needed.ALWAYS,
        least=1,
        most=20,
    ),
    Field("not_for", "Not for", help="Risks, with commas: fire-setting, self-harm …"),
    Field("start", "From", Kind.DATE, needed=Needed.ALWAYS),
    Field("last", "Last day", Kind.DATE, help="It holds until it is changed when left open."),
    Field(
        "beside",
        "Beside the rules of the kind",
        Kind.YES_NO,
        help="No, or left open: it takes their place from its first day on.",
    ),
    Field("note", "Note", Kind.LONG_TEXT),
)
_END = (Field("on", "The first day it holds no more", Kind.DATE, needed=Needed.ALWAYS),)
_COLUMNS = (
    Column("Kind", lambda one: sentence(str(one.kind)), 150),
    Column("For whom", rule_words, 420, stretch=True),
    Column("From", lambda one: day_text(one.period.start), 104, number=True),
    Column("To", lambda one: day_text(inclusive_end(one.period.end)) or "No end", 104, number=True),
    Column("Note", lambda one: one.note, 150, stretch=True),
)


class CoreBusinessTab(QWidget):
    """The rules, past and present; a manager sets and ends them."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.table = Table(_COLUMNS, "Core business")
        self.table.selected.connect(lambda _: self._let())
        self.set = ActionButton("Set a rule", self._set)
        self.end = ActionButton("End the rule", self._end, "")
        told = text(
            "Our own carers and homes are asked first for the children whom a rule takes; for "
            "others the search may begin with providers.",
            "muted",
            wrap=True,
        )
        buttons = row(self.set, self.end, 1, spacing=SPACE_S)
        buttons.setAlignment(self.set, Qt.AlignmentFlag.AlignTop)  # level, if one says why not
        self.setLayout(column(told, holder(buttons), self.table, spacing=SPACE_M))

    def load(self) -> None:
        """Read the rules."""
        self._page.desk.read(
            self, lambda tables: standing_rules(own_rules(tables)), self._show, key="rules"
        )

    def _show(self, rules: tuple[CoreRule, ...]) -> None:
        self.table.show_rows(rules)
        self._let()

    def _let(self) -> None:
        may = why_not(self._page.desk.officer, Permission.MANAGE_TEAM)
        self.set.let(may)
        chosen = self.table.current()
        first = "This rule came with the application; set one in its place."
        nothing = "" if chosen is None or chosen.id else first
        self.end.let(may or ("Choose a rule first." if chosen is None else nothing))

    def _set(self) -> None:
        ask(
            self._page,
            "Set a rule of core business",
            _RULE,
            "Set the rule",
            lambda session, record: _set_rule(session, record),
            told="The rule is set.",
            values={"age_from": 0, "age_to": 17},
        )

    def _end(self) -> None:
        rule = self.table.current()
        ask(
            self._page,
            "End the rule",
            _END,
            "End the rule",
            lambda session, record: end_core_business(session, rule.id, record["on"]),
            told="The rule ends.",
            text=f"{sentence(str(rule.kind))}: {rule_words(rule)}",
        )


def _set_rule(session: Session, record: Any) -> object:
    risks = {label.casefold(): name for name, label in RISK_FIELDS.items()}
    given = [one.strip() for one in str(record["not_for"]).split(",") if one.strip()]
    rule = CoreRule(
        ProvisionType(str(record["kind"])),
        record["age_from"],
        record["age_to"],
        record["most_children"],
        (),
        tuple(risks.get(one.casefold(), one) for one in given),
        Period(record["start"], day_after(record["last"])),
        str(record["note"]),
    )
    return set_core_business(session, rule, beside=bool(record["beside"]))
