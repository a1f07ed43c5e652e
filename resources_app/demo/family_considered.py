"""Family and friends considered in the demo: invented people, and what came of asking them."""

from __future__ import annotations

from datetime import timedelta

from resources_app.requests.actions.considering import consider_person
from resources_app.requests.considered import PersonConsidered
from resources_app.session import Session

# (who they are to the child, name, what came of it, days ago they were asked, why)
_PEOPLE = (
    ("grandmother", "Marlene Osgood", "unable", 9, "Her health does not allow it."),
    ("uncle", "Piotr Halvorsen", "declined", 7, "He works away in the week."),
    ("family friend", "Yewande Brackley", "helps", 6, "Weekends, and his football."),
    ("aunt", "Rosalind Quennell", "not-reached", 5, ""),
    ("father", "Desmond Tapley", "unsuitable", 12, "A viability assessment was not positive."),
)


def consider_family(officer: Session, reference: str, number: int) -> None:
    """Record nobody, one or two people, turn by turn."""
    for at in range(number, number + number % 3):
        relation, name, outcome, days, why = _PEOPLE[at % len(_PEOPLE)]
        asked_on = officer.today() - timedelta(days=days)
        consider_person(
            officer, reference, PersonConsidered(relation, name, outcome, asked_on, why)
        )
