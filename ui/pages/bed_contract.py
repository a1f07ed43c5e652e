"""The tab of the Beds page that says how a block contract is set up, and changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from resources_app.beds.board import nights_text
from resources_app.beds.model import BlockContract
from resources_app.beds.travel import TravelTime, travel_time
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import day_text
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import joined
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import Facts, words

# What can be changed: the name of its question, and its button.
CHANGES = (
    ("terms", "Change the terms"),
    ("home", "Add a home"),
    ("shares", "Share the beds out"),
    ("payment", "Set the payment"),
    ("estimate", "Estimate travel times"),
)


@dataclass(frozen=True)
class HomeRow:
    """A home with its beds and its way to the school."""

    way: TravelTime
    beds: str


HOMES = (
    Column("Home", lambda one: one.way.home.name, 200, stretch=True),
    Column("URN", lambda one: one.way.home.urn, 110),
    Column("Postcode", lambda one: one.way.home.postcode, 110),
    Column("Beds", lambda one: one.beds, 170),
    Column(
        "Way to the school",
        lambda one: one.way.words,
        300,
        sort=lambda one: one.way.minutes or 0,
    ),
    Column(
        "Within the limit",
        lambda one: {True: "within", False: "too far", None: "not known"}[one.way.within],
        120,
        tone=lambda one: {True: "good", False: "bad", None: "plain"}[one.way.within],
    ),
)


class ContractTab(QWidget):
    """Terms, payment and shares as facts, the homes as a table, a button for each change."""

    def __init__(self, ask: Callable[[str], None], why_not: str) -> None:
        super().__init__()
        self.facts = Facts(2)
        self.homes = Table(HOMES, "Homes of the contract")
        self.homes.when_empty(
            "The contract has no homes yet", "Add the first one with its beds.", "Add a home",
            lambda: ask("home"),
        )  # fmt: skip
        self._refused = why_not
        self.buttons = {
            name: button(label, partial(ask, name), name=name) for name, label in CHANGES
        }
        for one in self.buttons.values():
            let(one, why_not)
        self._why = words(why_not, "whynot", wrap=True)
        if not why_not:
            # Hidden, never shown here: what has no place yet would open as a window of its own.
            self._why.hide()
        bar = row(*self.buttons.values(), 1, spacing=SPACE_S)
        whole = column(holder(bar), self._why, self.facts, self.homes, spacing=SPACE_M)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_contract(self, contract: BlockContract) -> None:
        """Show a contract."""
        self.facts.show_facts(_facts(contract))
        rows = []
        for home in contract.homes:
            beds = [one.code for one in contract.beds if one.home_id == home.id]
            rows.append(HomeRow(travel_time(home, contract.most_minutes), joined(beds)))
        self.homes.show_rows(rows)
        reason = "" if contract.school_postcode else _NO_SCHOOL
        let(self.buttons["estimate"], self._refused or reason)


_NO_SCHOOL = "Not yet: the linked school has no postcode."


def _facts(contract: BlockContract) -> list[tuple[str, str]]:
    limit, weeks = contract.most_minutes, contract.therapist_weeks
    school = ", ".join(one for one in (contract.school_name, contract.school_postcode) if one)
    return [
        ("Linked school", school),
        ("Longest way to it", f"{limit} minutes" if limit else ""),
        ("Therapist’s assessment", f"Within {counted(weeks, 'week')} of arrival" if weeks else ""),
        (
            "Beds out of service",
            "Not paid for" if contract.deducts_out_of_service else "Paid for like any other",
        ),
        (
            "Paid a year",
            "\n".join(
                f"{pounds(one.annual_pence)}, {nights_text(one.period).partition(', ')[2]}"
                for one in contract.payments
            ),
        ),
        ("Shares", "\n".join(_shares(contract))),
    ]


def _shares(contract: BlockContract) -> list[str]:
    """A line for each time the beds were shared out: `From 1 Apr 2024: B 6, F 2`."""
    lines = []
    for start in sorted({one.period.start for one in contract.allocations}):
        parts = [
            f"{contract.partner(one.authority_code).letter} {one.beds}"
            for one in contract.allocations
            if one.period.start == start
        ]
        lines.append(f"From {day_text(start)}: {', '.join(parts)}")
    return lines
