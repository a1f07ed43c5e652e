"""Whether a line may be approved for payment as it is matched now."""

from __future__ import annotations

from resources_app.finance.matching_many import overclaimed
from resources_app.finance.model import NIGHTLY, Finding, InvoiceLine, LineState, Match

_DECIDED = {
    LineState.QUERIED: "A question about it is open.",
    LineState.APPROVED: "It is approved already.",
    LineState.EXPORTED: "It has gone to the finance system and is paid.",
    LineState.REFUSED: "It was refused.",
}


def why_not_approved(
    line: InvoiceLine, match: Match, credited_pence: int, *, reason: str = ""
) -> str:
    """Why a line may not be approved, in a sentence or more; empty when it may.

    `match` is of this moment; `credited_pence` (net, positive) is what credit notes that stand
    give back of it.
    """
    if line.state in _DECIDED:
        return _DECIDED[line.state]
    if match.placement_id is None:
        return f"{' '.join(match.why)} It cannot be paid; query or refuse it."
    over = overclaimed(line.net_pence, match.expected_pence)
    if match.findings and over and credited_pence >= over:
        return ""
    if Finding.DUPLICATE in match.findings and line.element in NIGHTLY:
        return f"{' '.join(match.why)} No night is paid twice."
    if match.findings and not reason.strip():
        return f"{' '.join(match.why)} Say why it is paid all the same, or query it."
    return ""
