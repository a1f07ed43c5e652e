"""The panels that propose a variation, decide one, and end a placement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from resources_app.agreements.model import VatTreatment
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.placements.actions import (
    Ended,
    Ending,
    VariationKept,
    VariationPreview,
    approve_variation,
    end_placement,
    preview_variation,
    propose_ending_change,
    propose_variation,
    refuse_variation,
    withdraw_variation,
)
from resources_app.placements.charge_words import final_text
from resources_app.placements.model import FeeLine, Ipa
from resources_app.placements.variation_file import CHANGE_FIELDS, ENDING_FIELDS, VARIATION_FIELDS
from resources_app.placements.variation_model import LineChange, NewVariation, Variation
from resources_app.requests.price_words import amount_text
from resources_app.session import Session
from ui.pages.asking import ask, complain_in
from ui.pages.page import Page
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.buttons import button
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.panel import Panel
from ui.shell.widgets.words import words

_ADDED = "A line to add"
_NEW = {one.name: replace(one, group=_ADDED) for one in CHANGE_FIELDS}


def ask_variation(page: Page, reference: str, ipa: Ipa, today: date) -> None:
    """Open the panel that proposes a variation: every line in force, and one to add."""
    lines = [one for one in ipa.fee_lines if one.period.end is None or one.period.end > today]
    page.show_panel(_Proposal(page, reference, ipa.reference, lines))


class _Proposal(Panel):
    """Asks what changes, says what that would cost, and puts it up for approval."""

    def __init__(self, page: Page, reference: str, ipa: str, lines: Sequence[FeeLine]) -> None:
        self._page, self._reference, self._lines = page, reference, lines
        self._form = Form(_fields(lines))
        self._form.set_values(_values(lines))
        self._cost = words("", "strong", wrap=True)
        see = button("See what it costs", self._look, name="see")
        inside = holder(column(self._form, holder(row(see, 1)), self._cost, spacing=SPACE_M))
        super().__init__(
            f"A variation of {ipa}",
            inside,
            "Put it up for approval",
            self._press,
            text="Nothing changes until somebody else has approved what the agreement then costs.",
        )
        self.deed = "propose_variation"

    def _read(self) -> NewVariation | None:
        record: Any = self._form.read()
        if record is None:
            return None
        changes = tuple(_changes(self._lines, record))
        return NewVariation(record["effective_from"], changes, record["reason"])

    def _look(self) -> None:
        self._do(preview_variation, self._show)

    def _press(self) -> None:
        self._do(propose_variation, self._done)

    def _do(self, act: Callable[..., Any], done: Callable[[Any], None]) -> None:
        new = self._read()
        if new is None:
            return
        self.working(True)
        self._page.desk.write(
            self,
            lambda session: act(session, self._reference, new),
            done,
            failed=partial(complain_in, self, self._form),
        )

    def _show(self, shown: VariationPreview) -> None:
        self.working(False)
        self._cost.setText(
            f"{pounds(shown.before.weekly_pence)} a week becomes"
            f" {pounds(shown.after.weekly_pence)} a week;"
            f" {pounds(shown.after.annual_pence)} in the twelve months from then."
        )

    def _done(self, kept: VariationKept) -> None:
        self.close_panel()
        self._page.desk.say(f"{kept.variation.name} waits for approval.", "information")


def _fields(lines: Sequence[FeeLine]) -> list[Field]:
    fields = [one for one in VARIATION_FIELDS if one.name != "changes"]
    for at, line in enumerate(lines):
        group = f"{capital(line.description or line.element)}, now {_now(line)}"
        fields += [
            replace(_NEW["quantity"], name=f"quantity_{at}", group=group, help=""),
            replace(_NEW["amount"], name=f"amount_{at}", group=group, help=""),
            replace(_NEW["ends"], name=f"ends_{at}", group=group, help=""),
        ]
    names = ("element", "unit", "quantity", "amount", "description", "vat_treatment")
    return fields + [replace(_NEW[name], name=f"new_{name}") for name in names]


def _now(line: FeeLine) -> str:
    several = f"{line.quantity} × " if line.quantity > 1 else ""
    return f"{several}{amount_text(line.amount_pence, line.unit)}"


def _values(lines: Sequence[FeeLine]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for at, line in enumerate(lines):
        values |= {f"quantity_{at}": line.quantity, f"amount_{at}": line.amount_pence}
    return values


def _changes(lines: Sequence[FeeLine], record: Any) -> list[LineChange]:
    """What differs from the lines as they are, and the line to add."""
    found = []
    for at, line in enumerate(lines):
        quantity, amount = record[f"quantity_{at}"], record[f"amount_{at}"]
        change = LineChange(
            line.element,
            line.unit,
            line.amount_pence if amount is None else amount,
            line.quantity if quantity is None else quantity,
            fee_line_id=line.id,
            ends=bool(record[f"ends_{at}"]),
            description=line.description,
            vat_treatment=line.vat_treatment,
        )
        same = (change.amount_pence, change.quantity) == (line.amount_pence, line.quantity)
        if change.ends or not same:
            found.append(change)
    if record["new_element"] and record["new_unit"] and record["new_amount"] is not None:
        found.append(
            LineChange(
                record["new_element"],
                record["new_unit"],
                record["new_amount"],
                record["new_quantity"] or 1,
                description=record["new_description"],
                vat_treatment=VatTreatment(record["new_vat_treatment"] or VatTreatment.EXEMPT),
            )
        )
    return found


_WORDS = {
    "approve": Field("words", "What you say with it", Kind.LONG_TEXT),
    "refuse": Field("words", "Why not", Kind.LONG_TEXT, needed=Needed.ALWAYS),
    "withdraw": Field("words", "Why", Kind.LONG_TEXT, needed=Needed.ALWAYS),
}


def ask_to_approve(page: Page, reference: str, one: Variation) -> None:
    """Open the panel that approves a variation."""
    text = (
        f"{one.name}, from {day_text(one.effective_from)}: {pounds(one.weekly_before_pence)} a week"
        f" becomes {pounds(one.weekly_pence)} a week, {pounds(one.annual_pence)} in the twelve"
        f" months from then. {one.reason}"
    )

    def act(session: Session, record: Any) -> VariationKept:
        return approve_variation(session, reference, one.number, words=record["words"])

    title = "Approve the variation"
    ask(page, title, (_WORDS["approve"],), title, act, told=_told, text=text)


def ask_to_refuse(page: Page, reference: str, one: Variation) -> None:
    """Open the panel that refuses a variation."""

    def act(session: Session, record: Any) -> VariationKept:
        return refuse_variation(session, reference, one.number, words=record["words"])

    title = "Refuse the variation"
    ask(page, title, (_WORDS["refuse"],), title, act, told=_told, text=one.reason)


def ask_to_withdraw(page: Page, reference: str, one: Variation) -> None:
    """Open the panel that takes a variation back."""

    def act(session: Session, record: Any) -> VariationKept:
        return withdraw_variation(session, reference, one.number, reason=record["words"])

    title = "Take the variation back"
    ask(page, title, (_WORDS["withdraw"],), title, act, told=_told, text=one.reason)


def _told(kept: VariationKept) -> str:
    return f"{kept.variation.name} is {kept.variation.state}."


def ask_ending(page: Page, reference: str) -> None:
    """Open the panel that ends a placement."""

    def act(session: Session, record: Any) -> Ended:
        return end_placement(session, reference, Ending(**record | _as_typed(record)))

    def said(ended: Ended) -> str:
        told = f"{ended.reference} ended on {day_text(ended.day)}."
        return " ".join((told, *map(final_text, ended.final), *ended.still_due))

    text = "The fee lines end with it. The child’s record keeps what happened."
    title = "End the placement"
    ask(page, title, ENDING_FIELDS, title, act, told=said, text=text, deed="end_placement")


_OTHER_DAY = (
    Field("day", "Day the child left", Kind.DATE, needed=Needed.ALWAYS),
    Field("reason", "Reason", Kind.LONG_TEXT, needed=Needed.ALWAYS),
)


def ask_other_day(page: Page, reference: str, ended: date) -> None:
    """Open the panel that proposes another day of leaving."""

    def act(session: Session, record: Any) -> VariationKept:
        return propose_ending_change(session, reference, record["day"], record["reason"])

    def said(kept: VariationKept) -> str:
        return f"{kept.variation.name} waits for approval."

    ask(
        page,
        "Correct the day of leaving",
        _OTHER_DAY,
        "Put it up for approval",
        act,
        told=said,
        told_in=lambda _: "information",
        text=f"{day_text(ended)} stands until somebody else has approved another day: it is a "
        "numbered variation of the agreement. Children who left together move together.",
    )


def _as_typed(record: Any) -> dict[str, Any]:
    return {
        "disrupted": bool(record["disrupted"]),
        "notice_given_by": record["notice_given_by"] or "",
    }
