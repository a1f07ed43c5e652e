"""Previews a price schedule against the store, and takes it: one action, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from resources_app.agreements import price_import_queries, pricing, queries
from resources_app.agreements.actions import NewAgreement, agreement_rows, rate_row
from resources_app.agreements.model import Rate
from resources_app.agreements.price_import import (
    PlannedLot,
    PlannedMember,
    PriceImport,
    PricePreview,
    period_of,
)
from resources_app.agreements.price_planning import (
    effective_from,
    plan_prices,
    with_ages_left_open,
)
from resources_app.agreements.price_schedule import read_price_schedule
from resources_app.agreements.schedule_model import PriceSchedule, ScheduledPrice
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook


@dataclass(frozen=True)
class PricesTaken:
    """What accepting did: the agreement's reference and id, and the changes."""

    id: str
    reference: str
    changes: Changes
    preview: PricePreview


def preview_price_schedule(
    session: Session, file: Path | Workbook, asked: PriceImport
) -> PricePreview:
    """What taking a workbook into the agreement would do; nothing is written.

    Raises BadInput when the file is no workbook, holds no prices, or no clear day from which
    they hold; NotFound when there is no such file.
    """
    workbook = file if isinstance(file, Workbook) else read_workbook(file)
    return _compared(session.tables, read_price_schedule(workbook), asked)


def _compared(tables: Tables, schedule: PriceSchedule, asked: PriceImport) -> PricePreview:
    urns = sorted({row.urn for lot in schedule.lots for row in lot.members})
    day = effective_from(schedule, asked)
    held = price_import_queries.held_of(tables, asked.reference, day)
    ended = price_import_queries.ended_rates(tables, with_ages_left_open(schedule, held, day), day)
    members = tuple(
        replace(one, ended=ended.get(one.membership.id, ())) if ended else one
        for one in held.members
    )
    return plan_prices(
        schedule,
        asked,
        replace(held, members=members),
        queries.known_services(tables, urns),
    )


def _check_current(tables: Tables, preview: PricePreview) -> None:
    if _compared(tables, preview.schedule, preview.asked) != preview:
        raise Overtaken(
            "The agreement or the register has changed since this preview.",
            remedy="Look at a new preview first.",
        )


def accept_price_schedule(session: Session, preview: PricePreview) -> PricesTaken:
    """Take what a preview showed. The agreement is made when its reference is new.

    Raises Overtaken when the store has changed so that the preview no longer holds, and Refused
    when nothing in the file can be taken.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    _check_current(session.tables, preview)
    if not preview.members:
        raise Refused(
            "Nothing in this file can be taken; the agreement stays as it is.",
            remedy="Look at the cells that were not read. Is the register imported?",
        )
    agreement_id = preview.agreement.id if preview.agreement else session.new_id()
    if preview.changes_nothing:
        return PricesTaken(
            agreement_id, preview.asked.reference, Changes("accept_price_schedule"), preview
        )
    made = {} if preview.agreement else _new_agreement(session, preview, agreement_id)
    with session.act("accept_price_schedule", reason=preview.schedule.file_name) as act:
        _check_current(act.tables, preview)  # from here on nobody else writes
        for table, rows in made.items():
            act.tables.insert_many(table, rows)
        for lot in preview.lots:
            _take_lot(session, act.tables, preview, lot, agreement_id)
    return PricesTaken(agreement_id, preview.asked.reference, act.changes, preview)


def _new_agreement(
    session: Session, preview: PricePreview, agreement_id: str
) -> dict[str, list[dict[str, object]]]:
    new = NewAgreement(
        reference=preview.asked.reference,
        title=preview.title,
        period=period_of(preview),
        source_file=preview.schedule.file_name,
        source_sha256=preview.schedule.sha256,
    )
    rows: dict[str, list[dict[str, object]]] = {}
    for table, row in agreement_rows(session, agreement_id, new):
        rows.setdefault(table, []).append(row)
    return rows


def _take_lot(
    session: Session, tables: Tables, preview: PricePreview, lot: PlannedLot, agreement_id: str
) -> None:
    lot_id = lot.held.id if lot.held else session.new_id()
    if lot.held is None:
        tables.insert(
            "lot",
            {"id": lot_id, "agreement_id": agreement_id, "code": lot.code, "title": lot.title},
        )
    # Memberships and rates are written in one go each: a tender has thousands of rows.
    members: list[dict[str, object]] = []
    rates: list[Rate] = []
    for member in lot.members:
        membership_id = member.held.id if member.held else session.new_id()
        if member.held is None:
            members.append(_membership_row(membership_id, lot_id, preview, member))
        for old in member.closing:
            closed = pricing.taken_over(old, preview.effective_from)
            assert closed.period.end is not None
            tables.update("rate", old.id, {"effective_to": closed.period.end.isoformat()})
        rates += [
            _rate(session.new_id(), membership_id, preview, lot, price) for price in member.new
        ]
    tables.insert_many("membership", members)
    tables.insert_many("rate", map(rate_row, rates))


def _membership_row(
    membership_id: str, lot_id: str, preview: PricePreview, member: PlannedMember
) -> dict[str, object]:
    row = member.scheduled
    return {
        "id": membership_id,
        "lot_id": lot_id,
        "provider_id": member.service.provider_id,
        "service_id": member.service.id,
        "tier": row.tier,
        "rank": row.rank,
        "start_date": preview.effective_from.isoformat(),
        "sibling_discount": row.sibling_discount,
        "note": row.note,
    }


def _rate(
    rate_id: str, membership_id: str, preview: PricePreview, lot: PlannedLot, price: ScheduledPrice
) -> Rate:
    return Rate(
        id=rate_id,
        membership_id=membership_id,
        element=price.element,
        unit=price.unit,
        age_from=price.age_from,
        age_to=price.age_to,
        amount_pence=price.amount_pence,
        period=Period(preview.effective_from),
        source_cell=f"{lot.sheet}!{price.cell}",
        source_file=preview.schedule.file_name,
    )
