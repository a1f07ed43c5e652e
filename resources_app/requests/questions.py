"""Questions about a request, and the answers, which go to every service that was asked.

Nobody may learn from an answer who else was asked: what the others read must not name the
asker. Pure; the mails are written in documents.answering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

# What an organisation's name ends with and its people leave out when they speak of it.
_FORMS = re.compile(
    r"\s+(ltd|limited|llp|plc|cic|c\.i\.c\.|community interest company|inc)\.?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Question:
    """A question as it was asked by a service, and its answer; empty until there is one.

    `put_as` is how the others read the question, where that is not as it was asked. `sent_at` is
    when the answer went out to all. Officers are ids.
    """

    id: str
    request_id: str
    recipient_id: str
    service_name: str
    urn: str
    asked_on: date
    question: str
    put_as: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    sent_at: datetime | None
    sent_by: str
    asker_names: tuple[str, ...] = ()

    @property
    def for_others(self) -> str:
        """What the others read of the question; empty where it would tell them who asked."""
        wording = self.put_as or self.question
        return "" if names_in(wording, self.asker_names) else wording


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that stand in a text as words of their own, whatever the capitals."""
    spoken = " ".join(text.split())
    return tuple(one for one in names if one.strip() and _said(one, spoken))


def _said(name: str, text: str) -> bool:
    plain = " ".join(_FORMS.sub("", name.strip()).split())
    return bool(re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text, re.IGNORECASE))
