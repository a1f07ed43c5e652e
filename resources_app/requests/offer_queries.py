"""The requests' room's SQL about what follows a search: releases, offers and decisions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from resources_app.agreements.standing_queries import TIER, standing_join
from resources_app.foundations.clock import from_stamp, local_day
from resources_app.foundations.errors import NotFound
from resources_app.requests.model import (
    Decision,
    FundingShare,
    Offer,
    OfferPrice,
    OfferStatus,
    Recipient,
    Release,
    Reply,
    ResponseKind,
    Rung,
    State,
)
from resources_app.store.tables import Row, Tables

# A lot as people name it, "SC-2026/2"; empty without one.
_LOT = "coalesce(agreement.reference || '/' || lot.code, '')"


def releases(tables: Tables, request_id: str) -> list[Release]:
    """Every round of the search with those it went to, first round first."""
    by_release: dict[str, list[Recipient]] = defaultdict(list)
    for one in _recipients(tables, "release.request_id = ?", request_id):
        by_release[one.release_id].append(one)
    rows = tables.rows(
        f"""SELECT release.*, {_LOT} AS lot FROM release
            LEFT JOIN lot ON lot.id = release.lot_id
            LEFT JOIN agreement ON agreement.id = lot.agreement_id
            WHERE request_id = ? ORDER BY round_number, released_at, release.id""",
        (request_id,),
    )
    return [_release(row, by_release[row["id"]]) for row in rows]


@dataclass(frozen=True)
class SilentRound:
    """A round of an open request in which `silent` services have not answered at all."""

    reference: str
    round_number: int
    rung: Rung
    reply_due: date
    silent: int
    reminded_on: date | None


def silent_rounds(tables: Tables, until: date) -> list[SilentRound]:
    """Rounds with replies due by `until`, inclusive, that have not come, the longest due first.

    A service that was asked again in a later round is waited for there only.
    """
    rows = tables.rows(
        """SELECT asked.reference, release.round_number, release.rung, release.reply_due,
                  count(DISTINCT part.id) AS silent, max(sending.sent_at) AS reminded_at
           FROM placement_request AS asked
           JOIN release ON release.request_id = asked.id
           JOIN release_recipient AS part ON part.release_id = release.id
           LEFT JOIN sending ON sending.recipient_id = part.id AND sending.purpose = 'reminder'
           WHERE asked.state IN (?, ?) AND part.response = ? AND release.reply_due <= ?
             AND NOT EXISTS (
                 SELECT 1 FROM release AS later
                 JOIN release_recipient AS again ON again.release_id = later.id
                 WHERE later.request_id = asked.id AND again.service_id = part.service_id
                   AND later.round_number > release.round_number)
           GROUP BY release.id
           ORDER BY release.reply_due, asked.reference, release.round_number""",
        (State.SEARCHING, State.OFFERS_IN, ResponseKind.NONE, until.isoformat()),
    )
    return [
        SilentRound(
            row["reference"],
            int(row["round_number"]),
            Rung(row["rung"]),
            date.fromisoformat(row["reply_due"]),
            int(row["silent"]),
            local_day(from_stamp(row["reminded_at"])) if row["reminded_at"] else None,
        )
        for row in rows
    ]


def recipients_at(tables: Tables, request_id: str, service_id: str) -> list[Recipient]:
    """A service's part in every round of a request, last round last."""
    every = _recipients(tables, "release.request_id = ?", request_id)
    return [one for one in every if one.service_id == service_id]


def offers(tables: Tables, request_id: str) -> list[Offer]:
    """Every offer made, with its prices, in the order they came in."""
    return _offers(tables, "offer.request_id = ?", request_id)


def offer(tables: Tables, offer_id: str) -> Offer:
    """One offer with its prices. Raises NotFound."""
    found = _offers(tables, "offer.id = ?", offer_id)
    if not found:
        raise NotFound("There is no such offer.")
    return found[0]


def closed_by_decision(tables: Tables, request_id: str) -> list[str]:
    """Ids of the offers that a decision chose or passed over: open again when it falls."""
    rows = tables.rows(
        "SELECT id FROM offer WHERE request_id = ? AND status IN (?, ?) ORDER BY received_at, id",
        (request_id, OfferStatus.CHOSEN, OfferStatus.NOT_CHOSEN),
    )
    return [row["id"] for row in rows]


def decisions(tables: Tables, request_id: str) -> list[Decision]:
    """Every decision on a request, also those set aside, oldest first."""
    return _decisions(tables, "decision.request_id = ?", request_id)


def decision(tables: Tables, decision_id: str) -> Decision:
    """One decision by its id. Raises NotFound."""
    found = _decisions(tables, "decision.id = ?", decision_id)
    if not found:
        raise NotFound("There is no such decision.")
    return found[0]


def standing_decision(tables: Tables, request_id: str) -> Decision | None:
    """The decision that stands, or None. Two, after a merge, are for a person to settle:
    the later one is given."""
    return last_standing(decisions(tables, request_id))


def last_standing(every: Iterable[Decision]) -> Decision | None:
    """The last of these decisions, oldest first, that was not set aside; or None."""
    standing = [one for one in every if one.set_aside_at is None]
    return standing[-1] if standing else None


def last_search_fits(tables: Tables, request_id: str) -> tuple[str, ...] | None:
    """The ids of the services that fitted in the last search, best first; None without one."""
    found = tables.value(
        """SELECT results FROM search WHERE request_id = ?
           ORDER BY searched_at DESC, id DESC LIMIT 1""",
        (request_id,),
    )
    if found is None:
        return None
    return tuple(str(one["service_id"]) for one in json.loads(found))


def _recipients(tables: Tables, where: str, key: str) -> list[Recipient]:
    replies: dict[str, list[Reply]] = defaultdict(list)
    said = tables.rows(
        f"""SELECT reply.* FROM reply
            JOIN release_recipient ON release_recipient.id = reply.recipient_id
            JOIN release ON release.id = release_recipient.release_id
            WHERE {where} ORDER BY reply.said_at, reply.id""",
        (key,),
    )
    for row in said:
        replies[row["recipient_id"]].append(_reply(row))
    rows = tables.rows(
        f"""SELECT release_recipient.*, service.name AS service_name, service.urn
            FROM release_recipient
            JOIN release ON release.id = release_recipient.release_id
            JOIN service ON service.id = release_recipient.service_id
            WHERE {where}
            ORDER BY release.round_number, service.name, release_recipient.id""",
        (key,),
    )
    return [
        Recipient(
            id=row["id"],
            release_id=row["release_id"],
            service_id=row["service_id"],
            service_name=row["service_name"],
            urn=row["urn"],
            membership_id=row["membership_id"],
            response=ResponseKind(row["response"]),
            response_reason=row["response_reason"],
            response_note=row["response_note"],
            responded_at=from_stamp(row["responded_at"]) if row["responded_at"] else None,
            replies=tuple(replies[row["id"]]),
        )
        for row in rows
    ]


def _reply(row: Row) -> Reply:
    return Reply(
        response=ResponseKind(row["response"]),
        reason=row["reason"],
        note=row["note"],
        said_at=from_stamp(row["said_at"]),
        recorded_by=row["recorded_by"] or "",
    )


def _release(row: Row, recipients: Iterable[Recipient]) -> Release:
    return Release(
        id=row["id"],
        request_id=row["request_id"],
        round_number=row["round_number"],
        rung=Rung(row["rung"]),
        released_at=from_stamp(row["released_at"]),
        released_by=row["released_by"],
        reply_due=date.fromisoformat(row["reply_due"]),
        pack_document_id=row["pack_document_id"],
        skipped_reason=row["skipped_reason"],
        recipients=tuple(recipients),
        lot_id=row["lot_id"],
        lot=row["lot"],
        reply_due_at=from_stamp(row["reply_due_at"]) if row["reply_due_at"] else None,
    )


_OFFER_COLUMNS = """id request_id service_id service_name urn recipient_id setting_id
    membership_id carer_or_bed_code living_postcode how_needs_met school_offered
    above_contract_reason unreleased_reason withdrawn_reason lot lot_title tier""".split()


def _offers(tables: Tables, where: str, key: str) -> list[Offer]:
    prices: dict[str, list[OfferPrice]] = defaultdict(list)
    lines = tables.rows(
        f"""SELECT offer_price.* FROM offer_price JOIN offer ON offer.id = offer_price.offer_id
            WHERE {where} ORDER BY offer_price.id""",
        (key,),
    )
    for line in lines:
        prices[line["offer_id"]].append(_price(line))
    rows = tables.rows(
        f"""SELECT offer.*, service.name AS service_name, service.urn, {_LOT} AS lot,
                   coalesce(lot.title, '') AS lot_title, {TIER} AS tier
            FROM offer JOIN service ON service.id = offer.service_id
            LEFT JOIN membership m ON m.id = offer.membership_id
            LEFT JOIN lot ON lot.id = m.lot_id
            {standing_join("substr(offer.received_at, 1, 10)")}
            LEFT JOIN agreement ON agreement.id = lot.agreement_id
            WHERE {where} ORDER BY offer.received_at, offer.id""",
        (key,),
    )
    return [
        Offer(
            available_from=date.fromisoformat(row["available_from"]),
            received_at=from_stamp(row["received_at"]),
            status=OfferStatus(row["status"]),
            lot_stated=bool(row["lot_stated"]),
            prices=tuple(prices[row["id"]]),
            **{name: row[name] for name in _OFFER_COLUMNS},
        )
        for row in rows
    ]


def _price(row: Row) -> OfferPrice:
    return OfferPrice(
        element=row["element"],
        unit=row["unit"],
        quantity=row["quantity"],
        amount_pence=row["amount_pence"],
        contract_pence=row["contract_pence"],
        rate_id=row["rate_id"],
        description=row["description"],
        vat_treatment=row["vat_treatment"],
        id=row["id"],
    )


_DECISION_COLUMNS = """id request_id offer_id decided_by reasons alternatives value_for_money
    child_views family_views weekly_pence annual_pence one_off_pence bound_sha256
    set_aside_reason""".split()


def _decisions(tables: Tables, where: str, key: str) -> list[Decision]:
    shares: dict[str, list[FundingShare]] = defaultdict(list)
    split = tables.rows(
        f"""SELECT funding_share.* FROM funding_share
            JOIN decision ON decision.id = funding_share.decision_id
            WHERE {where} ORDER BY funding_share.id""",
        (key,),
    )
    for row in split:
        shares[row["decision_id"]].append(FundingShare(row["funder"], row["share"]))
    rows = tables.rows(
        f"SELECT * FROM decision WHERE {where} ORDER BY decided_at, id",
        (key,),
    )
    return [
        Decision(
            decided_at=from_stamp(row["decided_at"]),
            set_aside_at=from_stamp(row["set_aside_at"]) if row["set_aside_at"] else None,
            funding=tuple(shares[row["id"]]),
            **{name: row[name] for name in _DECISION_COLUMNS},
        )
        for row in rows
    ]
