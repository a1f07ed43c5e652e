"""What an officer is typing and has not saved: which form it is, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class WhereTyped:
    """Which form is typed into: the page it is on, and the record (`subject`) the page shows.

    `form` tells the page's forms apart and is empty for its own; `title` is what a person
    calls it. The same four again are the same form.
    """

    page: str
    subject: str = ""
    form: str = ""
    title: str = field(default="", compare=False)
    tab: str = field(default="", compare=False)


@dataclass(frozen=True)
class Typed:
    """A form as it stands while somebody types. It may be incomplete, and it may be wrong.

    `answers` holds what was typed over, unread, by field; `shown` what stood there before.
    """

    id: str
    where: WhereTyped
    answers: dict[str, object]
    shown: dict[str, object]
    begun_at: datetime
    kept_at: datetime

    @property
    def about(self) -> str:
        """Whom or what it is about, as far as that can be told."""
        names = (str(self.answers.get(name, "")).strip() for name in ("given_name", "family_name"))
        name = " ".join(one for one in names if one)
        identifier = str(self.answers.get("local_identifier", "")).strip()
        return self.where.subject or name or identifier
