"""What gives a child away: secrets to look for, and the places of a text where one stands.

To add a thing that gives away: a member of `Thing`, its words in assets/wording/replacements.json,
and what finds it (`secrets` where it is on record, `patterns` where its form alone tells).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: A stretch of a text: where it starts and where it ends, excluded.
Span = tuple[int, int]


class SecretKind(StrEnum):
    """How a secret is looked for."""

    NAME = "name"
    PHRASE = "phrase"  # a school, a surgery, a street: its words in a row
    BIRTH = "date of birth"
    IDENTIFIER = "identifier"
    INITIALS = "initials"
    WORD = "word"  # what may be a name if it stands by itself: a pet form, a transliteration


class Thing(StrEnum):
    """What it is that gives a child away."""

    FULL_NAME = "full name"
    NAME = "name"  # a given or family name, a nickname, a short form
    INITIALS = "initials"
    BIRTH = "date of birth"
    NHS_NUMBER = "NHS number"
    PUPIL_NUMBER = "unique pupil number"
    CASE_NUMBER = "identifier"
    POSTCODE = "postcode"
    ADDRESS = "address"
    TELEPHONE = "telephone number"
    EMAIL = "email address"
    HANDLE = "name on social media"
    SCHOOL = "school"
    SURGERY = "general practice"
    HOME = "home"


class Whose(StrEnum):
    """Whose it is, as far as it can be known; what is found by its form alone is anybody's."""

    CHILD = "child"
    SIBLING = "brother or sister"
    FAMILY = "family"
    WORKER = "worker"
    HOME = "home"
    ANYBODY = "anybody"


@dataclass(frozen=True)
class Secret:
    """Something recorded that an anonymised pack must not say.

    `what` says whose and what it is, as a person would: “the child’s family name”. A BIRTH's
    `value` is ISO text. `role` is what a person is to the child, where it is on record: mother,
    social worker. `by_capital`: it is an ordinary word unless it has a capital.
    """

    kind: SecretKind
    value: str
    what: str
    thing: Thing = Thing.NAME
    whose: Whose = Whose.ANYBODY
    role: str = ""
    by_capital: bool = False


@dataclass(frozen=True)
class LeakFinding:
    """A place that gives the child away.

    `field` is the heading under which it would print, `key` the request's field that holds the
    text (empty where none does), and `span` where in that text it stands, its end excluded.
    `around` is the words about it with what was found masked, so that a finding can be shown and
    logged without leaking in its turn; the text itself is kept out of logs and JSON. `near`: it is
    not said as it is recorded, but so nearly, or only looks like something that gives away.
    `file` is the reference of the kept file in which it stands, empty for our own text.
    """

    field: str
    around: str
    what: str
    key: str = ""
    span: Span = (0, 0)
    thing: Thing = Thing.NAME
    whose: Whose = Whose.ANYBODY
    role: str = ""
    near: bool = False
    file: str = ""
    _text: str = dataclasses.field(default="", repr=False)

    def __str__(self) -> str:
        if not self.around:
            return f"{self.field}: {self.what}"
        says = "looks like" if self.near else "has"
        return f"{self.field}: “{self.around}” {says} {self.what}"

    @property
    def text(self) -> str:
        """The whole text in which it stands, unmasked: for the officer's eyes only."""
        return self._text

    @property
    def found(self) -> str:
        """What was found, unmasked: for the officer's eyes only."""
        return self._text[slice(*self.span)]


def numbered(findings: Iterable[LeakFinding]) -> str:
    """The findings as a person is shown them, masked: a line each, counted from 1."""
    return "\n".join(f"  {number}. {one}." for number, one in enumerate(findings, start=1))
