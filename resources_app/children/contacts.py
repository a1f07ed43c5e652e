"""A dated contact about a child, and the fields in which it is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources_app.foundations.fields import Field, Kind, Needed

_ALWAYS = Needed.ALWAYS
CONTACT_FIELDS: tuple[Field, ...] = (
    Field("on", "On", Kind.DATE, needed=_ALWAYS),
    Field("with_whom", "With whom", needed=_ALWAYS, help="A name, and who they are to the child."),
    Field("what", "What was said", Kind.LONG_TEXT, needed=_ALWAYS),
)
ABOUT = Field("about", "About", help="A request of the child, or a file kept for them.")


@dataclass(frozen=True)
class Contact:
    """Who was spoken to about a child, and what was said. `entered_by` is the officer's name.

    `about` is the reference of a request or a kept file that it points at, or empty.
    """

    on: date
    with_whom: str
    what: str
    entered_by: str = ""
    id: str = ""
    about: str = ""
