"""What is right and wrong about a claimed line, against what was due for exactly those nights.

Pure: the placement is found by finding_children.py, what was due by the charging engine. Each
rule adds a finding and a sentence that says why the amounts differ; a line that meets none
agrees. Amounts within the tolerance agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.finance.finding_children import Candidate, Resolved, nights_text
from resources_app.finance.model import GRAVITY, Finding, FoundBy, Match, NewLine
from resources_app.foundations.counting import counted
from resources_app.foundations.dates import Period, day_text
from resources_app.foundations.money import charge_for_nights, divide_half_up, pounds


@dataclass(frozen=True)
class Due:
    """What the contract charges for a line's element over its nights.

    `weekly_pence` is the price of a week when one price holds for all the nights and it is paid
    by the night; else None. `nights` are those charged. `commissioned` is false when nothing of
    the element is on the agreement in these nights.
    """

    net_pence: int
    vat_pence: int
    nights: int
    commissioned: bool
    weekly_pence: int | None = None
    vat_treatment: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claimed:
    """Another line for the same placement and element that stands: neither cancelled, refused
    nor credited in full. `overclaimed_pence` is what is left to be credited of it."""

    line_id: str
    invoice_reference: str
    invoice_number: str
    period: Period
    net_pence: int
    overclaimed_pence: int = 0


@dataclass(frozen=True)
class _Note:
    finding: Finding
    why: str


def match_line(
    line: NewLine, found: Resolved, due: Due | None, others: Sequence[Claimed], tolerance: int
) -> Match:
    """Everything found about a line. `tolerance` is pence, inclusive, for net and VAT each.

    `due` is None only when the placement was not found.
    """
    candidate = found.candidate
    if candidate is None or due is None:
        return Match(None, None, (found.finding,), (found.why,))
    if line.net_pence < 0:
        return _match_credit(line, found, candidate, due, others, tolerance)
    notes = [
        *_duplicates(line, others),
        *_difference(line, candidate, due, tolerance),
        *_vat(line, due, tolerance),
    ]
    if found.found_by is FoundBy.NAME:
        notes.append(_Note(Finding.NAME_ONLY, _by_name(line, candidate)))
    notes.sort(key=lambda note: GRAVITY[note.finding])
    return Match(
        expected_pence=due.net_pence,
        expected_vat_pence=due.vat_pence,
        findings=tuple(note.finding for note in notes),
        why=tuple(note.why for note in notes),
        placement_id=candidate.placement_id,
        placement_reference=candidate.placement_reference,
        found_by=found.found_by,
        vat_treatment=due.vat_treatment,
    )


def _by_name(line: NewLine, candidate: Candidate) -> str:
    return (
        f"Found by the name “{line.child}” alone; our identifier is {candidate.local_identifier}."
    )


def _duplicates(line: NewLine, others: Sequence[Claimed]) -> list[_Note]:
    notes = []
    for other in others:
        common = other.period.meet(line.period)
        if common is not None:
            invoice = f"{other.invoice_number} ({other.invoice_reference})"
            nights = counted(common.nights(), "night")
            notes.append(
                _Note(
                    Finding.DUPLICATE,
                    f"{nights} of these, {nights_text(common)}, "
                    f"{'is' if common.nights() == 1 else 'are'} on invoice {invoice} already.",
                )
            )
    return notes


def _difference(line: NewLine, candidate: Candidate, due: Due, tolerance: int) -> list[_Note]:
    if abs(line.net_pence - due.net_pence) <= tolerance and due.commissioned:
        return []
    if candidate.by_contract and not due.commissioned:
        return [
            _Note(
                Finding.NOT_COMMISSIONED,
                "The nights in this bed are paid for by the block contract, not by placement.",
            )
        ]
    outside = _outside_stay(line, candidate, due)
    if not due.commissioned and not outside:
        why = f"No {line.element} is on {_agreement(candidate)} for {nights_text(line.period)}."
        return [_Note(Finding.NOT_COMMISSIONED, why)]
    notes = outside or _wrong_nights(line, due)
    if due.commissioned or not outside:
        notes += _wrong_rate(line, due, tolerance, explained=bool(notes))
    return notes


def _agreement(candidate: Candidate) -> str:
    return candidate.ipa_reference or f"an agreement of {candidate.placement_reference}"


def _outside_stay(line: NewLine, candidate: Candidate, due: Due) -> list[_Note]:
    """Nights before the child came or after the child left, when fewer were due."""
    stay, claimed = candidate.stay, line.period.nights()
    if due.nights >= claimed:
        return []
    due_words = f"Claimed {counted(claimed, 'night')}, {_were_due(due.nights)}"
    notes = []
    if stay.end is not None and line.period.end is not None and line.period.end > stay.end:
        why = f"{due_words}: the placement ended on {day_text(stay.end)}."
        notes.append(_Note(Finding.AFTER_END, why))
    if line.period.start < stay.start:
        why = f"{due_words}: the placement began on {day_text(stay.start)}."
        notes.append(_Note(Finding.BEFORE_START, why))
    return notes


def _were_due(nights: int) -> str:
    return "none was due" if nights == 0 else f"{nights} {'was' if nights == 1 else 'were'} due"


def _wrong_nights(line: NewLine, due: Due) -> list[_Note]:
    """The price of another number of nights than the dates have; or nights not charged."""
    claimed = line.period.nights()
    paid_for = _nights_paid_for(line, due)
    if paid_for is not None and paid_for not in (due.nights, claimed):
        why = (
            f"Claimed what {counted(paid_for, 'night')} cost, {_were_due(due.nights)}: "
            f"{nights_text(line.period)}."
        )
        return [_Note(Finding.DAYS, why)]
    if paid_for == claimed != due.nights:
        why = f"Claimed {counted(claimed, 'night')}, {_were_due(due.nights)}."
        return [_Note(Finding.DAYS, " ".join((why, *due.why)))]
    return []


def _nights_paid_for(line: NewLine, due: Due) -> int | None:
    """How many nights at the contract price cost what was claimed, to the penny; else None."""
    if not due.weekly_pence:
        return None
    nights = divide_half_up(line.net_pence * 7, due.weekly_pence)
    if abs(charge_for_nights(due.weekly_pence, nights) - line.net_pence) <= 1:
        return nights
    return None


def _wrong_rate(line: NewLine, due: Due, tolerance: int, *, explained: bool) -> list[_Note]:
    """The price asked is not the contract's; not said where the nights explain all of it."""
    nights = line.period.nights()
    if due.weekly_pence is not None:
        at_contract = charge_for_nights(due.weekly_pence, nights)
        if explained and abs(line.net_pence - at_contract) <= tolerance:
            return []
        if explained and _nights_paid_for(line, due) is not None:
            return []
        asked = divide_half_up(line.net_pence * 7, nights)
        why = f"Claimed at {pounds(asked)} a week, contract {pounds(due.weekly_pence)}."
        return [_Note(Finding.WRONG_RATE, why)]
    if explained:
        return []
    why = f"Claimed {pounds(line.net_pence)}, {pounds(due.net_pence)} was due."
    return [_Note(Finding.WRONG_RATE, " ".join((why, *due.why)))]


def _vat(line: NewLine, due: Due, tolerance: int) -> list[_Note]:
    """VAT other than the treatment of the service gives on the net amount that was claimed."""
    if not due.commissioned:
        return []
    right = due.vat_pence
    if due.net_pence:
        right = divide_half_up(line.net_pence * due.vat_pence, due.net_pence)
    if abs(line.vat_pence - right) <= tolerance:
        return []
    if not due.vat_pence:
        why = f"VAT of {pounds(line.vat_pence)} was claimed; the service is {_treated(due)}."
    else:
        why = f"VAT of {pounds(line.vat_pence)} was claimed, {pounds(right)} was due."
    return [_Note(Finding.VAT, why)]


def _treated(due: Due) -> str:
    return {"zero": "zero-rated", "exempt": "exempt", "": "not charged VAT"}.get(
        due.vat_treatment, due.vat_treatment
    )


def _match_credit(
    line: NewLine,
    found: Resolved,
    candidate: Candidate,
    due: Due,
    others: Sequence[Claimed],
    tolerance: int,
) -> Match:
    """A credit gives back what was claimed too much, no more and no less."""
    credited = [other for other in others if other.period.overlaps(line.period)]
    over = next((other for other in credited if other.overclaimed_pence > 0), None)
    expected: int | None = 0
    findings: tuple[Finding, ...] = (Finding.CREDIT,)
    if not credited:
        why = f"Nothing of ours was invoiced for {nights_text(line.period)} that it could credit."
    elif over is None:
        why = f"{credited[0].invoice_number} claims no more than is due; nothing is left to credit."
    else:
        expected = -over.overclaimed_pence
        of = f"of {pounds(over.overclaimed_pence)} claimed too much on {over.invoice_number}"
        if abs(line.net_pence - expected) <= tolerance:
            why, findings = f"Gives back all {of}.", ()
        else:
            why = f"Credits {pounds(-line.net_pence)} {of}."
    return Match(
        expected_pence=expected,
        expected_vat_pence=None,
        findings=findings,
        why=(why,),
        placement_id=candidate.placement_id,
        placement_reference=candidate.placement_reference,
        found_by=found.found_by,
        vat_treatment=due.vat_treatment,
        credits_line_id=over.line_id if over else (credited[0].line_id if credited else None),
    )
