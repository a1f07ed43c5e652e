"""What claimed lines are matched against: whose placements, what stands already, the tolerance."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from resources_app.agreements.charge_model import Account
from resources_app.agreements.model import Element
from resources_app.finance.due import due_for
from resources_app.finance.finding_children import Candidate, Known, Resolved, known, meant, resolve
from resources_app.finance.matching_invoices import Claimed, Due
from resources_app.finance.matching_many import Claim, ClaimKey, Ledger, overclaimed
from resources_app.finance.model import (
    TOLERANCE_PENCE,
    TOLERANCE_SETTING,
    FoundBy,
    InvoiceLine,
    NewLine,
)
from resources_app.foundations.dates import Period, stored_period
from resources_app.foundations.errors import BadInput, NotFound
from resources_app.foundations.phrases import joined
from resources_app.placements.charging_queries import accounts
from resources_app.store.tables import Row, Tables
from resources_app.team.queries import setting

_CANDIDATES = """
    SELECT placement.id, placement.reference, placement.child_id, placement.start_date,
           placement.end_date, ipa.reference AS ipa_reference, child.local_identifier,
           child.given_name, child.family_name, child.known_as,
           service.provider_id, provider.name AS provider_name,
           EXISTS (SELECT 1 FROM bed_placement WHERE placement_id = placement.id) AS in_block
      FROM placement
      JOIN child ON child.id = placement.child_id
      JOIN service ON service.id = placement.service_id
      JOIN provider ON provider.id = service.provider_id
      LEFT JOIN ipa ON ipa.placement_id = placement.id
"""

# Lines that stand: their invoice is not cancelled and they are not refused. What was credited of
# them is negative pence.
_CLAIMED = """
    SELECT line.id, line.placement_id, line.element, line.start_date, line.end_date,
           line.net_pence, line.expected_pence, line.finding, invoice.reference, invoice.number,
           COALESCE((SELECT SUM(credit.net_pence) FROM invoice_line credit
                       JOIN invoice note ON note.id = credit.invoice_id
                      WHERE credit.credits_line_id = line.id AND credit.state <> 'refused'
                        AND note.cancelled_on IS NULL
                        AND credit.id NOT IN (SELECT value FROM json_each(:leaving_out))), 0)
               AS credited
      FROM invoice_line line JOIN invoice ON invoice.id = line.invoice_id
     WHERE line.placement_id IN (SELECT value FROM json_each(:placements))
       AND line.net_pence > 0 AND line.state <> 'refused' AND invoice.cancelled_on IS NULL
       AND line.id NOT IN (SELECT value FROM json_each(:leaving_out))
       AND (line.state IN ('approved', 'exported') OR line.id < :before)
     ORDER BY invoice.received_on, invoice.reference, line.number
"""

# Keys sort by the time they were made (UUID version 7), and before this.
_AFTER_EVERYTHING = "~"


def tolerance(tables: Tables) -> int:
    """Pence by which an amount may differ and still agree, inclusive."""
    return int(setting(tables, TOLERANCE_SETTING, str(TOLERANCE_PENCE)))


def ledger(
    tables: Tables, provider_id: str, claims: Sequence[Claim], *, leaving_out: Iterable[str] = ()
) -> Ledger:
    """Everything that claims of a provider are matched against.

    `leaving_out` are ids of stored lines that are matched again. They do not count as claimed,
    and nor do lines entered after them, unless those are approved: of two lines for the same
    nights the later is the one claimed twice.
    """
    lines = [claim.line for claim in claims]
    among, resolved = _known_to(tables, provider_id, lines)
    ids = sorted({one.candidate.placement_id for one in resolved if one.candidate})
    if not ids:
        return Ledger(provider_id, among, {}, {}, tolerance(tables))
    starts = [line.period.start for line in lines]
    ends = [line.period.end or line.period.start for line in lines]
    during = Period(min(starts), max(*ends, *starts))
    found: dict[str, list[Account]] = defaultdict(list)
    for account in accounts(tables, during=during, placement_ids=ids):
        found[account.placement_id].append(account)
    return Ledger(
        provider_id=provider_id,
        known=among,
        accounts=found,
        claimed=claimed_lines(tables, ids, leaving_out=list(leaving_out)),
        tolerance=tolerance(tables),
    )


def _known_to(
    tables: Tables, provider_id: str, lines: Sequence[NewLine]
) -> tuple[Known, list[Resolved]]:
    """The placements that lines may be about, and what each line comes to.

    The provider's own are enough while each line is found there by a reference or identifier;
    otherwise everybody's are looked through, for what a line is about elsewhere.
    """
    for where, params in ((" WHERE service.provider_id = ?", (provider_id,)), ("", ())):
        among = known(map(_candidate, tables.rows(_CANDIDATES + where, params)))
        resolved = [
            resolve(line.child, line.reference, line.period, provider_id, among) for line in lines
        ]
        if all(one.found_by in (FoundBy.REFERENCE, FoundBy.IDENTIFIER) for one in resolved):
            break
    return among, resolved


def claimed_lines(
    tables: Tables, placement_ids: Iterable[str], *, leaving_out: Sequence[str] = ()
) -> dict[ClaimKey, tuple[Claimed, ...]]:
    """Lines of these placements that stand, but for what was credited in full.

    With lines left out, those entered after them count only once they are approved.
    """
    found: dict[ClaimKey, list[Claimed]] = defaultdict(list)
    params = {
        "placements": json.dumps(list(placement_ids)),
        "leaving_out": json.dumps(list(leaving_out)),
        "before": min(leaving_out, default=_AFTER_EVERYTHING),
    }
    for row in tables.rows(_CLAIMED, params):
        credited = int(row["credited"])
        if row["net_pence"] + credited > 0:
            found[row["placement_id"], Element(row["element"])].append(_claimed(row, credited))
    return {key: tuple(lines) for key, lines in found.items()}


def _claimed(row: Row, credited: int) -> Claimed:
    over = overclaimed(row["net_pence"], row["expected_pence"])
    return Claimed(
        line_id=row["id"],
        invoice_reference=row["reference"],
        invoice_number=row["number"],
        period=stored_period(row["start_date"], row["end_date"]),
        net_pence=row["net_pence"] + credited,
        overclaimed_pence=max(0, over + credited),
    )


def _candidate(row: Row) -> Candidate:
    return Candidate(
        placement_id=row["id"],
        placement_reference=row["reference"],
        ipa_reference=row["ipa_reference"] or "",
        child_id=row["child_id"],
        local_identifier=row["local_identifier"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        known_as=row["known_as"],
        provider_id=row["provider_id"],
        provider_name=row["provider_name"],
        stay=stored_period(row["start_date"], row["end_date"]),
        by_contract=bool(row["in_block"]),
    )


def find_provider(tables: Tables, words: str) -> tuple[str, str]:
    """A provider's id and name by supplier number, name, or a part of the name only it has.

    Raises NotFound for nobody and BadInput for several.
    """
    wanted = " ".join(words.split())
    exact = tables.rows(
        """SELECT provider.id, provider.name FROM provider
             LEFT JOIN supplier ON supplier.provider_id = provider.id
            WHERE provider.name = :words COLLATE NOCASE OR supplier.number = :words COLLATE NOCASE
               OR provider.id = :words
            ORDER BY provider.name, provider.id""",
        {"words": wanted},
    )
    found = exact or tables.rows(
        "SELECT id, name FROM provider WHERE instr(lower(name), lower(?)) > 0 ORDER BY name, id",
        (wanted,),
    )
    if not wanted or not found:
        raise NotFound(
            f"There is no provider called “{words}”.",
            remedy="Give the provider’s name as the register has it, or its supplier number.",
        )
    if len(found) > 1:
        names = joined([row["name"] for row in found[:5]])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise BadInput(
            f"“{words}” may be any of {len(found)} providers: {names}{more}.",
            remedy="Give the whole name, or the supplier number.",
        )
    return str(found[0]["id"]), str(found[0]["name"])


def provider_of_lines(tables: Tables, lines: Sequence[NewLine]) -> tuple[str, str]:
    """The provider with whom most of the children that lines name lived in those nights.

    Its id and name. Raises BadInput when none of the children is known.
    """
    candidates = [_candidate(row) for row in tables.rows(_CANDIDATES)]
    names = {one.provider_id: one.provider_name for one in candidates}
    among = known(candidates)
    votes: Counter[str] = Counter()
    for line in lines:
        for one in meant(line.child, line.reference, among):
            common = one.stay.meet(line.period)
            votes[one.provider_id] += common.nights() if common else 0
    if not votes:
        raise BadInput(
            "None of the children in the file is known, so neither is the provider.",
            remedy="Name the provider.",
        )
    best = max(votes, key=lambda key: (votes[key], names[key]))
    return best, names[best]


def due_of_line(tables: Tables, line: InvoiceLine) -> Due | None:
    """What is due for a stored line as things stand now, with why; None without a placement."""
    if line.placement_id is None:
        return None
    found = accounts(tables, during=line.period, placement_ids=[line.placement_id])
    return due_for(found, line.element, line.period)
