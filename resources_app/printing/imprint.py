"""What every page says of its document: council, reference, version, marking, who and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from resources_app.foundations.clock import local_day, local_text
from resources_app.foundations.dates import day_text
from resources_app.printing.look import PLAIN_LOOK, Look
from resources_app.printing.manner import ORDINARY, Manner
from resources_app.printing.wording import Changed, filled, words_in

MARKING = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class Imprint:
    """What every page says of the document itself.

    `printed_at` is a moment (UTC); pages show it as local time. `subject` is what the document
    is about by its reference, never by a child's name. A copy on paper may be relied on for
    `relied_days` after that day, the last included; 0 says nothing of it. `changed` are the team's
    own words for this document. `look` is no part of what it says.
    """

    council: str
    document_name: str
    reference: str
    version: int
    subject: str
    printed_by: str
    printed_at: datetime
    marking: str = MARKING
    manner: Manner = ORDINARY
    relied_days: int = 0
    changed: Changed = ()
    look: Look = PLAIN_LOOK

    def words(self, name: str, values: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """The words of a file of assets/wording in this document's manner, the team's own laid
        over them, with `values` in place of the placeholders.
        """
        return words_in(name, values, plain=self.manner.plain, changed=self.changed)

    @property
    def title(self) -> str:
        """How the file calls itself."""
        return f"{self.document_name}, {self.reference} version {self.version}"

    @property
    def reference_line(self) -> str:
        values = {"reference": self.reference, "version": str(self.version)}
        return filled(self.words("pages")["reference"], values)

    @property
    def printed_line(self) -> str:
        values = {"printed_by": self.printed_by, "printed_at": local_text(self.printed_at)}
        return filled(self.words("pages")["printed"], values)

    @property
    def relied_line(self) -> str:
        """Until when a copy may be relied on; empty where nothing is said of it."""
        if not self.relied_days:
            return ""
        last_day = local_day(self.printed_at) + timedelta(days=self.relied_days)
        values = {"days": str(self.relied_days), "last_day": day_text(last_day)}
        return filled(self.words("pages")["relied"], values)

    def page_line(self, number: int, count: int) -> str:
        """`Page 3 of 12`."""
        values = {"number": str(number), "count": str(count)}
        return filled(self.words("pages")["page"], values)
