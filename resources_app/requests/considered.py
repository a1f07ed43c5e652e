"""Parents, relatives and friends, considered for a child before anyone else.

Children Act 1989, section 22C: a child lives with a parent, else with a relative or friend who is
approved, before any other placement is looked for. DOMAIN: what was explored is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import capital, joined, small
from resources_app.requests.model import Rung, Urgency

TO_ASK, CAN_OFFER = "to-ask", "can-offer"
# Whoever was not asked, or was asked and cannot: it is said why.
_SAYS_WHY = frozenset({"declined", "unable", "unsuitable", "not-asked"})
_NOBODY_MET = frozenset({TO_ASK, "not-asked", "not-reached"})

_ALWAYS = Needed.ALWAYS
OUTCOME_FIELDS: tuple[Field, ...] = (
    Field("approached_on", "Approached on", Kind.DATE),
    Field(
        "outcome",
        "What came of it",
        Kind.CODE,
        needed=_ALWAYS,
        codes=CodeList.CONSIDERED_OUTCOMES,
    ),
    Field("why", "Why, or what they offer", Kind.LONG_TEXT),
)
PERSON_FIELDS: tuple[Field, ...] = (
    Field("relation", "Who they are to the child", needed=_ALWAYS, help="Such as grandmother."),
    Field("name", "Name", needed=_ALWAYS, help="Never printed for a provider."),
    *OUTCOME_FIELDS,
)


@dataclass(frozen=True)
class PersonConsidered:
    """Somebody close to the child, and what came of asking them; `outcome` is a code."""

    relation: str
    name: str
    outcome: str
    approached_on: date | None = None
    why: str = ""
    id: str = ""
    entered_by: str = ""

    @property
    def sentence(self) -> str:
        """`Grandmother, Iris Penn, asked on 12 Nov 2026: is not able to. Her health.`"""
        asked = f", asked on {day_text(self.approached_on)}" if self.approached_on else ""
        said = words(CodeList.CONSIDERED_OUTCOMES, self.outcome)
        why = f" {self.why}" if self.why else ""
        return f"{capital(self.relation)}, {self.name}{asked}: {small(said)}.{why}"


def why_not_person(one: PersonConsidered, today: date) -> tuple[str, str]:
    """What is wrong with an entry, as a sentence, and the label of its field; empty if nothing."""
    when, why = OUTCOME_FIELDS[0].label, OUTCOME_FIELDS[2].label
    checks = (
        (
            one.approached_on is not None and one.approached_on > today,
            when,
            "That day is still to come.",
        ),
        (
            one.approached_on is None and one.outcome not in _NOBODY_MET,
            when,
            "Give the day they were asked.",
        ),
        (one.outcome in _SAYS_WHY and not one.why.strip(), why, "Say why."),
    )
    return next(((said, field) for wrong, field, said in checks if wrong), ("", ""))


def why_not_authorised(considered: Iterable[PersonConsidered], urgency: Urgency) -> str:
    """Why a search is not authorised yet: somebody close to the child is still to be asked.

    An emergency does not wait for it. Empty when it may be.
    """
    waiting = [one.relation for one in considered if one.outcome == TO_ASK]
    if not waiting or urgency is Urgency.EMERGENCY:
        return ""
    return f"Not yet: of the family and friends, {joined(waiting)} is still to be asked."


def passed_over_family(considered: Iterable[PersonConsidered], rung: Rung) -> str:
    """Who could offer the child a home when providers are asked; empty when nobody could."""
    able = [one.relation for one in considered if one.outcome == CAN_OFFER]
    if rung is Rung.IN_HOUSE or not able:
        return ""
    return f"Of the family and friends, {joined(able)} can offer the child a home."
