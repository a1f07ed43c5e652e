"""Two officers at one draft: an answer that a colleague gave meanwhile is never typed over unseen.

What each of them changes elsewhere stands beside what the other did; only the same field asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from resources_app.foundations.errors import Overtaken
from resources_app.foundations.fields import FieldProblem, Problems, Reading, Record, Value
from resources_app.requests.fields import BY_NAME

_LONGEST = 120  # characters of a colleague's answer that are told


class AnswersOvertaken(Problems, Overtaken):
    """A colleague answered fields that were typed over; `held` is what they answered, by field."""

    def __init__(self, problems: Iterable[FieldProblem], held: Mapping[str, Value]) -> None:
        super().__init__(problems, what="A colleague answered this while you were typing:")
        self.held = held


def check_not_overtaken(
    held: Record,
    answers: Record,
    shown: Mapping[str, object],
    who: Callable[[str], str],
) -> None:
    """Raise AnswersOvertaken where `held` is no more what was `shown` before it was typed over.

    `answers` are those typed, read; `shown` unread, by field; `who` names whoever answered a
    field last. Two who answer alike do not stand in each other's way.
    """
    fields = [BY_NAME[name] for name in answers if name in shown]
    was = Reading().record(fields, {one.name: shown[one.name] for one in fields})
    reading = Reading()
    overtaken: Record = {}
    for field in fields:
        now = held[field.name]
        if now != was[field.name] and now != answers[field.name]:
            overtaken[field.name] = now
            what = f"While you were typing {who(field.name)} answered {_told(now)}."
            reading.refuse(field, what, "Save again to put yours in its place.")
    if overtaken:
        raise AnswersOvertaken(reading.problems, overtaken)


def _told(value: Value) -> str:
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    several = value if isinstance(value, tuple) else (value,)
    plain = (", ".join(map(str, one.values())) if isinstance(one, dict) else one for one in several)
    text = "; ".join(map(str, plain))
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + '…'}”"
