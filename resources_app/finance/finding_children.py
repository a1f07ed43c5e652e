"""Which placement a claimed line is about: by our reference, the child's identifier or a name.

Pure: the placements that might be meant are loaded by invoice_queries.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from resources_app.finance.model import Finding, FoundBy
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.phrases import joined


@dataclass(frozen=True)
class Candidate:
    """A placement that an invoice may be about. `stay` is half-open.

    `by_contract` says that its nights are paid for under a block contract as a whole.
    """

    placement_id: str
    placement_reference: str
    ipa_reference: str
    child_id: str
    local_identifier: str
    given_name: str
    family_name: str
    known_as: str
    provider_id: str
    provider_name: str
    stay: Period
    by_contract: bool = False


@dataclass(frozen=True)
class Resolved:
    """The placement that a line is about, or why there is none, in a sentence."""

    candidate: Candidate | None
    found_by: FoundBy = FoundBy.NOTHING
    finding: Finding = Finding.AGREES
    why: str = ""


@dataclass(frozen=True)
class Known:
    """Placements by everything that an invoice may call them; see `known`."""

    by_reference: dict[str, list[Candidate]] = field(default_factory=dict)
    by_identifier: dict[str, list[Candidate]] = field(default_factory=dict)
    by_name: dict[str, list[Candidate]] = field(default_factory=dict)


def known(candidates: Iterable[Candidate]) -> Known:
    """Index placements by reference, by the child's identifier and by every form of the name."""
    references: dict[str, list[Candidate]] = defaultdict(list)
    identifiers: dict[str, list[Candidate]] = defaultdict(list)
    names: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        for reference in filter(None, (one.placement_reference, one.ipa_reference)):
            references[plain(reference)].append(one)
        identifiers[plain(one.local_identifier)].append(one)
        for name in _names_of(one):
            names[name].append(one)
    return Known(dict(references), dict(identifiers), dict(names))


def plain(text: str) -> str:
    """A reference, identifier or name without case, spaces and punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))


def _names_of(one: Candidate) -> set[str]:
    given = {one.given_name, one.known_as} - {""}
    return {plain(a + b) for name in given for a, b in
            ((name, one.family_name), (one.family_name, name))}  # fmt: skip


def resolve(child: str, reference: str, period: Period, provider_id: str, among: Known) -> Resolved:
    """The placement with this provider that a line's nights are, or are nearest to.

    A reference of ours decides; then the child's identifier; a name only where both fail, and
    only when no two children bear it.
    """
    if plain(reference):
        found = among.by_reference.get(plain(reference))
        if not found:
            return _unknown(f"There is no placement or agreement {reference}.")
        return _nearest(found, FoundBy.REFERENCE, period, provider_id)
    if not plain(child):
        return _unknown("The line names no child.")
    for index, by in (
        (among.by_reference, FoundBy.REFERENCE),
        (among.by_identifier, FoundBy.IDENTIFIER),
        (among.by_name, FoundBy.NAME),
    ):
        found = index.get(plain(child))
        if found and by is FoundBy.NAME and len({one.child_id for one in found}) > 1:
            return _unknown(f"Several children are called {child}; an identifier is needed.")
        if found:
            return _nearest(found, by, period, provider_id)
    return _unknown(f"No child has the identifier or name “{child}”.")


def meant(child: str, reference: str, among: Known) -> list[Candidate]:
    """Every placement, with whatever provider, that a line's words may mean."""
    for index, words in (
        (among.by_reference, reference),
        (among.by_reference, child),
        (among.by_identifier, child),
        (among.by_name, child),
    ):
        if plain(words) in index:
            return index[plain(words)]
    return []


def _unknown(why: str) -> Resolved:
    return Resolved(None, FoundBy.NOTHING, Finding.UNKNOWN_CHILD, why)


def _nearest(found: Sequence[Candidate], by: FoundBy, period: Period, provider_id: str) -> Resolved:
    here = [one for one in found if one.provider_id == provider_id]
    if not here:
        where = joined(sorted({f"{one.provider_name} ({_dates(one.stay)})" for one in found}))
        return Resolved(
            None,
            FoundBy.NOTHING,
            Finding.NOT_COMMISSIONED,
            f"The child has no placement with this provider, but with {where}.",
        )
    best = max(here, key=lambda one: (_closeness(one.stay, period), one.placement_reference))
    return Resolved(best, by)


def _closeness(stay: Period, period: Period) -> int:
    """Nights in common; where there are none, minus the days in between."""
    common = stay.meet(period)
    if common is not None:
        return common.nights()
    if stay.end is not None and stay.end <= period.start:
        return -(period.start - stay.end).days
    return -(stay.start - (period.end or stay.start)).days


def _dates(stay: Period) -> str:
    if stay.end is None:
        return f"since {day_text(stay.start)}"
    return f"{day_text(stay.start)} to {day_text(stay.end)}"


def nights_text(period: Period) -> str:
    """`1 Nov 2026 to 30 Nov 2026`, both nights included, as an invoice says it."""
    last = (period.end or period.start) - timedelta(days=1)
    if last <= period.start:
        return f"the night of {day_text(period.start)}"
    return f"{day_text(period.start)} to {day_text(last)}"
