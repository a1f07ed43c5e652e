"""Every document there is, ordinary and awkward: what golden texts, pictures and checks are of.

To add a kind: a row in `TYPICAL` with an ordinary one of it, as full as they come. Its awkward
forms are made from that (awkward.py); where they must keep to a rule of the document's own, a row
in `_MOST`. Then `RESOURCES_APP_GOLDENS=write` and look at what was written (golden.py).
Everybody in them is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Any

from resources_app.documents.kinds import KINDS
from resources_app.documents.model import Kind
from resources_app.printing.frame import Printed
from resources_app.printing.manner import Manner
from resources_app.printing.offer_comparison import OfferComparison
from tests.printing import samples, specimens_contracts, specimens_decisions, specimens_letters
from tests.printing.awkward import empty, longest, most

TYPICAL: Mapping[Kind, Callable[[], Any]] = {
    Kind.REFERRAL_PACK: samples.sample_pack,
    Kind.FULL_REFERRAL_PACK: samples.sample_full_pack,
    Kind.RESPONSE_FORM: specimens_decisions.response_form,
    Kind.OFFER_COMPARISON: specimens_decisions.comparison,
    Kind.FUNDING_RECORD: specimens_decisions.funding_record,
    Kind.PANEL_AGENDA: specimens_decisions.agenda,
    Kind.PANEL_MINUTES: specimens_decisions.minutes,
    Kind.CONTRACT_SCHEDULE: samples.sample_schedule,
    Kind.VARIATION: specimens_contracts.variation,
    Kind.AGREEMENT_SUMMARY: specimens_contracts.summary,
    Kind.UPLIFT_LETTER: specimens_letters.uplift,
    Kind.DOCUMENT_CHASER: specimens_letters.chaser,
    Kind.NOTICE_LETTER: specimens_letters.notice,
    Kind.ENDING_LETTER: specimens_letters.ending,
    Kind.NOTIFICATION: specimens_letters.notification,
    Kind.BLOCK_STATEMENT: specimens_contracts.statement,
    Kind.DOCUMENT_REGISTER: specimens_decisions.register,
}


class Variant(StrEnum):
    """What is awkward about one."""

    TYPICAL = "typical"
    LONGEST = "longest"
    MOST = "most"
    EMPTY = "empty"
    LARGE = "large print"
    LONGEST_LARGE = "longest in large print"
    PLAIN = "plain language"


def _many_offers(one: OfferComparison) -> OfferComparison:
    """Nine offers, each with its cell in every row."""
    offers = tuple(f"{one.offers[at % len(one.offers)]} ({at + 1})" for at in range(9))
    rows = [
        replace(row, cells=tuple(row.cells[at % len(row.cells)] for at in range(9)))
        for row in one.rows
    ]
    return replace(one, offers=offers, rows=tuple(rows))


_MOST: Mapping[Kind, Callable[[Any], Any]] = {Kind.OFFER_COMPARISON: _many_offers}


@dataclass(frozen=True)
class Specimen:
    """A document of the catalogue."""

    kind: Kind
    variant: Variant

    @property
    def name(self) -> str:
        """A file's name for it: `contract-schedule--most`."""
        return "--".join(
            "-".join(part.replace(",", "").split()) for part in (self.kind, self.variant)
        )

    def __str__(self) -> str:
        return self.name

    def content(self) -> Any:
        """What it says, ready to print."""
        said, traits = TYPICAL[self.kind](), KINDS[self.kind]
        manner = Manner(
            large=self.variant in (Variant.LARGE, Variant.LONGEST_LARGE),
            plain=self.variant is Variant.PLAIN,
        )
        name = f"{traits.name}, in plain language" if manner.plain else traits.name
        imprint = replace(
            said.imprint, document_name=name, relied_days=traits.relied_days, manner=manner
        )
        return replace(self._made_awkward(said), imprint=imprint)

    def _made_awkward(self, said: Any) -> Any:
        match self.variant:
            case Variant.LONGEST | Variant.LONGEST_LARGE:
                return longest(said)
            case Variant.MOST:
                return _MOST.get(self.kind, most)(said)
            case Variant.EMPTY:
                return empty(said)
        return said

    @cache  # noqa: B019  (the catalogue lives as long as the process)
    def printed(self) -> Printed:
        """Print it, once."""
        return KINDS[self.kind].render(self.content())


CATALOGUE = tuple(
    Specimen(kind, variant)
    for kind in TYPICAL
    for variant in Variant
    if variant is not Variant.PLAIN or KINDS[kind].plain
)


def hashes() -> dict[str, str]:
    """SHA-256 of the whole catalogue, by name."""
    return {one.name: sha256(one.printed().bytes).hexdigest() for one in CATALOGUE}
