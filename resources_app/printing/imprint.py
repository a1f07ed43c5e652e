"""What every page says of its document: council, reference, version, marking, who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from resources_app.foundations.clock import local_text
from resources_app.printing.wording import filled, wording

MARKING = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class Imprint:
    """What every page says of the document itself.

    `printed_at` is a moment (UTC); pages show it as local time. `subject` is what the document
    is about by its reference, never by a child's name.
    """

    council: str
    document_name: str
    reference: str
    version: int
    subject: str
    printed_by: str
    printed_at: datetime
    marking: str = MARKING
    large_print: bool = False

    @property
    def title(self) -> str:
        """How the file calls itself."""
        return f"{self.document_name}, {self.reference} version {self.version}"

    @property
    def reference_line(self) -> str:
        values = {"reference": self.reference, "version": str(self.version)}
        return filled(wording("pages")["reference"], values)

    @property
    def printed_line(self) -> str:
        values = {"printed_by": self.printed_by, "printed_at": local_text(self.printed_at)}
        return filled(wording("pages")["printed"], values)

    def page_line(self, number: int, count: int) -> str:
        """`Page 3 of 12`."""
        values = {"number": str(number), "count": str(count)}
        return filled(wording("pages")["page"], values)
