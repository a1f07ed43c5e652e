"""Matches lines one after another, each against what stands already and those before it.

Pure: everything it needs is in a `Ledger`, which claim_queries.py loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from resources_app.agreements.charge_model import Account
from resources_app.agreements.model import Element
from resources_app.finance.due import due_for
from resources_app.finance.finding_children import Known, plain, resolve
from resources_app.finance.matching_invoices import Claimed, match_line
from resources_app.finance.model import Finding, Match, NewLine
from resources_app.foundations.dates import Period

ClaimKey = tuple[str, Element]  # a placement's id, and what is paid for


@dataclass(frozen=True)
class Claim:
    """A line to be matched, and the invoice it is on.

    A credit says what it credits: `credits` is an invoice's number, `credits_line_id` the very
    line once that is known.
    """

    line_id: str
    invoice_reference: str
    invoice_number: str
    line: NewLine
    credits: str = ""
    credits_line_id: str | None = None


@dataclass(frozen=True)
class Ledger:
    """What lines are matched against: placements, what they cost, what was claimed before.

    `tolerance` is pence, inclusive. `accounts` are by placement.
    """

    provider_id: str
    known: Known
    accounts: Mapping[str, Sequence[Account]]
    claimed: Mapping[ClaimKey, tuple[Claimed, ...]] = field(default_factory=dict)
    tolerance: int = 0


def match_all(claims: Iterable[Claim], ledger: Ledger) -> list[Match]:
    """The match of each claim, in order; earlier ones count as claimed for those after them."""
    standing = {key: list(lines) for key, lines in ledger.claimed.items()}
    found = []
    for claim in claims:
        match = _match(claim, ledger, standing)
        found.append(match)
        if match.placement_id is None:
            continue
        lines = standing.setdefault((match.placement_id, claim.line.element), [])
        if claim.line.net_pence > 0:
            lines.append(_claimed(claim, match))
        else:
            lines[:] = _credited(lines, claim.line.net_pence, match.credits_line_id)
    return found


def _match(claim: Claim, ledger: Ledger, standing: Mapping[ClaimKey, list[Claimed]]) -> Match:
    line = claim.line
    resolved = resolve(line.child, line.reference, line.period, ledger.provider_id, ledger.known)
    if resolved.candidate is None:
        return match_line(line, resolved, None, (), ledger.tolerance)
    placement_id = resolved.candidate.placement_id
    due = due_for(ledger.accounts.get(placement_id, ()), line.element, line.period)
    others = [
        one for one in standing.get((placement_id, line.element), ()) if _may_concern(claim, one)
    ]
    match = match_line(line, resolved, due, others, ledger.tolerance)
    if Finding.DUPLICATE not in match.findings:
        return match
    left = [
        due_for(ledger.accounts.get(placement_id, ()), line.element, part)
        for part in _unclaimed(line.period, others)
    ]
    return replace(
        match,
        expected_pence=sum(one.net_pence for one in left),
        expected_vat_pence=sum(one.vat_pence for one in left),
    )


def _unclaimed(period: Period, others: Iterable[Claimed]) -> list[Period]:
    """The nights of a period that no other line claims: only these are still due."""
    left = [period]
    for other in others:
        left = [part for one in left for part in _without(one, other.period)]
    return left


def _without(one: Period, other: Period) -> list[Period]:
    common = one.meet(other)
    if common is None:
        return [one]
    assert one.end is not None
    assert common.end is not None
    around = ((one.start, common.start), (common.end, one.end))
    return [Period(start, end) for start, end in around if start < end]


def _may_concern(claim: Claim, other: Claimed) -> bool:
    """A credit concerns what it says it credits, a claim everything that was claimed."""
    if claim.credits_line_id is not None:
        return other.line_id == claim.credits_line_id
    return not claim.credits or plain(other.invoice_number) == plain(claim.credits)


def _claimed(claim: Claim, match: Match) -> Claimed:
    return Claimed(
        line_id=claim.line_id,
        invoice_reference=claim.invoice_reference,
        invoice_number=claim.invoice_number,
        period=claim.line.period,
        net_pence=claim.line.net_pence,
        overclaimed_pence=overclaimed(claim.line.net_pence, match.expected_pence),
    )


def overclaimed(net_pence: int, expected_pence: int | None) -> int:
    """How much of a claimed line a credit has to give back: all of it where nothing was due."""
    if expected_pence is None:
        return net_pence
    return max(0, net_pence - expected_pence)


def _credited(lines: list[Claimed], net_pence: int, line_id: str | None) -> list[Claimed]:
    """The lines after a credit (`net_pence` < 0): one credited in full no longer stands."""
    left = []
    for one in lines:
        if one.line_id == line_id:
            remaining = one.net_pence + net_pence
            over = max(0, one.overclaimed_pence + net_pence)
            one = replace(one, net_pence=remaining, overclaimed_pence=over)
        if one.net_pence > 0:
            left.append(one)
    return left
