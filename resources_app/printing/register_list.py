"""The register of documents, printed: what was printed between two days, each with its SHA-256.

Its words are kept as data (assets/wording/register_list.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column, Table

# Raise it whenever the same register would print differently.
TEMPLATE_VERSION = "register-list 1"
# How many letters of a hash tell two documents apart at a glance.
_SHORT = 12


@dataclass(frozen=True)
class Registered:
    """A document as the register has it. `superseded_by` is empty for one that stands."""

    reference: str
    version: int
    title: str
    about: str
    made_for: str
    printed: str
    printed_by: str
    superseded_by: str
    sha256: str


@dataclass(frozen=True)
class RegisterList:
    """Everything the printed register says. `first` and `last` are days in words, both included."""

    imprint: Imprint
    first: str
    last: str
    count: str  # “42 documents”
    summary: tuple[Fact, ...]
    documents: tuple[Registered, ...]


def render(register: RegisterList) -> Printed:
    """Print a register. The same register gives the same bytes."""
    return compose(list(_blocks(register)), register.imprint)


def _blocks(register: RegisterList) -> Iterator[Block]:
    values = {"first": register.first, "last": register.last, "count": register.count}
    words = register.imprint.words("register_list", values)
    yield Heading(words["title"], 1)
    yield Facts(register.summary, boxed=True)
    yield Heading(words["listed"])
    if not register.documents:
        yield Text(words["nothing"])
        return
    yield _table(register, words)
    yield Heading(words["full"])
    yield Table(
        (Column(words["reference"], 23), Column(words["full"], 77)),
        [(one.reference, _in_fours(one.sha256)) for one in register.documents],
    )
    yield Text(words["note"], Kind.NOTE)


# Columns with their shares of the width. In large print there is room for two.
_SHARES = {"reference": 21, "what": 27, "made_for": 19, "printed": 18, "short": 15}
_SHARES_LARGE = {"reference": 42, "what": 58}


def _table(register: RegisterList, words: Mapping[str, Any]) -> Table:
    large = register.imprint.manner.large
    shares = _SHARES_LARGE if large else _SHARES
    return Table(
        [Column(words[name], share) for name, share in shares.items()],
        [_row(one, words, large=large) for one in register.documents],
    )


def _row(one: Registered, words: Mapping[str, Any], *, large: bool) -> tuple[str, ...]:
    stands = f"{words['superseded']} {one.superseded_by}" if one.superseded_by else words["stands"]
    version, short = f"{words['version']} {one.version}", _in_fours(one.sha256[:_SHORT])
    what = [part for part in (one.title, one.about, stands) if part]
    printed = (one.printed, one.printed_by)
    if large:
        return (
            "\n".join((one.reference, version, short)),
            "\n".join(part for part in (*what, one.made_for, *printed) if part),
        )
    return (
        f"{one.reference}\n{version}", "\n".join(what), one.made_for, "\n".join(printed), short,
    )  # fmt: skip


def _in_fours(sha256: str) -> str:
    """A hash in groups of four letters, so that two people can compare it over the telephone."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))
