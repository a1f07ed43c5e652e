"""How facts are said on screen: children, days left, states. Never a bare code."""

from __future__ import annotations

from datetime import date

from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital, curled
from resources_app.requests.model import State, Urgency

STATE_TONES: dict[State, str] = {
    State.DRAFT: "plain",
    State.SUBMITTED: "information",
    State.AUTHORISED: "information",
    State.SEARCHING: "accent",
    State.OFFERS_IN: "accent",
    State.DECISION_MADE: "warning",
    State.APPROVED: "good",
    State.PLACED: "good",
    State.ON_HOLD: "plain",
    State.WITHDRAWN: "plain",
    State.CLOSED: "plain",
}
GRADE_TONES = {
    "Outstanding": "good",
    "Good": "good",
    "Consistently strong service": "good",
    "Requires improvement to be good": "warning",
    "Inconsistent quality of service": "warning",
    "Inadequate": "bad",
    "Serious or widespread weaknesses": "bad",
}
SHORT_GRADES = {
    "Requires improvement to be good": "Requires improvement",
    "Consistently strong service": "Consistently strong",
    "Inconsistent quality of service": "Inconsistent",
    "Serious or widespread weaknesses": "Serious weaknesses",
    "": "No grade",
}


def sentence(text: str) -> str:
    """The text with a capital at its start, as it is printed: with apostrophes that curl."""
    return curled(capital(text))


def days_left(day: date | None, today: date) -> str:
    """`today`, `in 3 days`, `2 days ago`; empty for no day."""
    if day is None:
        return ""
    left = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if left in near:
        return near[left]
    if abs(left) < 60:
        return f"in {left} days" if left > 0 else f"{-left} days ago"
    months = abs(left) // 30
    return f"in {months} months" if left > 0 else f"{months} months ago"


def day_and_left(day: date | None, today: date) -> str:
    """`3 Apr 2026, in 3 days`; empty for no day."""
    return f"{day_text(day)}, {days_left(day, today)}" if day else ""


def urgency_tone(urgency: Urgency) -> str:
    """How urgent something looks."""
    return "bad" if urgency is Urgency.EMERGENCY else "plain"


def short_grade(grade: str) -> str:
    """Ofsted's grade in the fewest words that are still true."""
    return SHORT_GRADES.get(grade, grade)
