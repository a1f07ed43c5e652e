"""Family and friends considered before anyone else: a card of the Request tab, and its deeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from resources_app.foundations.codes import CodeList
from resources_app.foundations.codes import words as code_words
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.requests.actions.considering import consider_person, record_family_outcome
from resources_app.requests.considered import (
    CAN_OFFER,
    OUTCOME_FIELDS,
    PERSON_FIELDS,
    TO_ASK,
    PersonConsidered,
)
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.request_view import RequestView
from ui.pages.wording import sentence
from ui.shell.tokens import SPACE_M, SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import chip, words

ADD, OUTCOME = "consider_person", "record_family_outcome"
_TONES = {TO_ASK: "warning", CAN_OFFER: "good"}
_WHOM = Field("person", "Whom", Kind.CHOICE, needed=Needed.ALWAYS)


def considered_card(view: RequestView, wants: Callable[[str], object]) -> QWidget:
    """Who was considered and what came of it; `wants` is told which deed is to begin."""
    allowed = {one.action: one for one in view.statutory}
    buttons = [button("Add a person", partial(wants, ADD), icon="add")]
    let(buttons[0], allowed[ADD].why_not)
    if view.considered:
        buttons.append(button("Say what came of it", partial(wants, OUTCOME)))
        let(buttons[1], allowed[OUTCOME].why_not)
    head = holder(row(words("Family and friends considered", "section"), 1, *buttons))
    lines = [_line(one) for one in view.considered]
    if not lines:
        lines = [words("Nobody is recorded by name yet.", "muted")]
    return surface(column(head, *lines, spacing=SPACE_S))


def _line(one: PersonConsidered) -> QWidget:
    asked = f"asked on {day_text(one.approached_on)}" if one.approached_on else ""
    came = code_words(CodeList.CONSIDERED_OUTCOMES, one.outcome)
    said = row(
        words(f"{sentence(one.relation)}, {one.name}", "strong"),
        words(asked, "muted"),
        chip(came, _TONES.get(one.outcome, "plain")),
        1,
        spacing=SPACE_M,
    )
    parts: list[Any] = [said]
    if one.why:
        parts.append(words(one.why, wrap=True))
    return holder(column(*parts, spacing=SPACE_S))


def _add(deeds: RequestDeeds) -> None:
    reference = deeds.reference
    deeds.ask(
        "Somebody close to the child",
        PERSON_FIELDS,
        "Add this person",
        lambda s, r: consider_person(s, reference, PersonConsidered(**_texts(r))),
        told="This person is recorded as considered.",
        text="Parents, relatives and friends come before anyone else. Their names are never "
        "printed for a provider.",
    )


def _outcome(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    form = deeds.ask(
        "What came of asking family or friends",
        (_WHOM, *OUTCOME_FIELDS),
        "Record what came of it",
        lambda s, r: record_family_outcome(
            s,
            str(r["person"]),
            str(r["outcome"]),
            approached_on=r["approached_on"],  # type: ignore[arg-type]
            why=str(r["why"] or ""),
        ),
        told="What came of it is recorded.",
    )
    people = deeds.view.considered
    form.offer("person", [(one.id, f"{sentence(one.relation)}, {one.name}") for one in people])


def _texts(record: Any) -> dict[str, Any]:
    return {**record, "why": record["why"] or ""}


DEEDS: dict[str, Deed] = {ADD: _add, OUTCOME: _outcome}
