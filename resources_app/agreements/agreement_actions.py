"""What is done to an agreement itself: options to extend, who takes part, how it was bought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from resources_app.agreements import agreement_queries as held
from resources_app.agreements.actions import known_authority
from resources_app.agreements.extensions import extended_end, why_not_taken
from resources_app.agreements.model import Agreement
from resources_app.agreements.procurement import Regime, Route, notices
from resources_app.agreements.queries import find_agreement
from resources_app.foundations.dates import day_text
from resources_app.foundations.errors import BadInput, NotFound, Refused, Where
from resources_app.foundations.fields import Field, Kind, Reading
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require

PROCUREMENT_FIELDS: tuple[Field, ...] = (
    Field("award_route", "Award route", Kind.CHOICE, options=tuple(Route)),
    Field(
        "procurement_regime",
        "Regime",
        Kind.CHOICE,
        options=tuple(Regime),
        help="Only where the tender began under another law than its first day suggests.",
    ),
    Field(
        "lifetime_value_pence",
        "Lifetime value",
        Kind.POUNDS,
        most=100_000_000_000,
        help="For its whole life with every option to extend, and with VAT.",
    ),
)


def add_extension(
    session: Session,
    agreement: str,
    months: int,
    *,
    decide_by: date | None = None,
    note: str = "",
) -> Changes:
    """Record an option to extend by so many months, after those there are.

    Raises BadInput for less than a month, and for a day to decide by after the agreement's end.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if months < 1:
        raise BadInput("An option is for a month or more.", where=Where(field="months"))
    with session.act("add_extension", reason=note) as act:
        found = find_agreement(act.tables, agreement)
        if found.period.end is None:
            raise Refused(f"Agreement {found.reference} has no end to extend.")
        options = held.extensions_of(act.tables, found.id)
        act.tables.insert(
            "agreement_extension",
            {
                "id": session.new_id(),
                "agreement_id": found.id,
                "number": len(options) + 1,
                "months": months,
                "decide_by": decide_by.isoformat() if decide_by else None,
                "note": note.strip(),
            },
        )
    return act.changes


def take_extension(session: Session, agreement: str, number: int, *, reason: str = "") -> Changes:
    """Take an option: the agreement's end moves, and with it memberships that ended with it.

    Prices are left as they are: the renewal calendar says which end before. Raises Refused when
    the option is not the next, was decided, or its day has passed.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    with session.act("take_extension", reason=reason) as act:
        found = find_agreement(act.tables, agreement)
        options = held.extensions_of(act.tables, found.id)
        if why := why_not_taken(found, options, number, session.today()):
            raise Refused(why)
        assert found.period.end is not None
        option = next(one for one in options if one.number == number)
        end = extended_end(found.period.end, option).isoformat()
        act.tables.update(
            "agreement_extension", option.id, {"taken_on": session.today().isoformat()}
        )
        act.tables.update("agreement", found.id, {"end_date": end})
        act.tables.change(
            """UPDATE membership SET end_date = ? WHERE end_date = ?
                AND lot_id IN (SELECT id FROM lot WHERE agreement_id = ?)""",
            (end, found.period.end.isoformat(), found.id),
        )
    return act.changes


def decline_extension(session: Session, agreement: str, number: int, *, reason: str) -> Changes:
    """Decide not to take an option, with the reason. Raises Refused once it was decided."""
    require(session, Permission.KEEP_AGREEMENTS)
    if not reason.strip():
        raise BadInput("Declining an option says why.", where=Where(field="reason"))
    with session.act("decline_extension", reason=reason) as act:
        found = find_agreement(act.tables, agreement)
        options = {one.number: one for one in held.extensions_of(act.tables, found.id)}
        option = options.get(number)
        if option is None:
            raise NotFound(f"Agreement {found.reference} has no option {number}.")
        if not option.open:
            raise Refused(f"Option {number} was {option.standing(session.today())} already.")
        act.tables.update(
            "agreement_extension", option.id, {"declined_on": session.today().isoformat()}
        )
    return act.changes


def add_authority(session: Session, agreement: str, authority_code: str) -> Changes:
    """Let another authority use an agreement. Raises BadInput for one the store does not know."""
    require(session, Permission.KEEP_AGREEMENTS)
    with session.act("add_authority") as act:
        found = find_agreement(act.tables, agreement)
        if authority_code in found.authorities:
            raise Refused(f"They take part in {found.reference} already.")
        known_authority(act.tables, authority_code, where=Where(field="authority"))
        act.tables.insert(
            "agreement_authority",
            {
                "id": session.new_id(),
                "agreement_id": found.id,
                "authority_code": authority_code,
            },
        )
    return act.changes


def remove_authority(
    session: Session, agreement: str, authority_code: str, *, reason: str
) -> Changes:
    """End an authority's part in an agreement; the journal keeps that it took part, and why not.

    Raises Refused for the lead, and while children of theirs live under it.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    if not reason.strip():
        raise BadInput("Leaving an agreement says why.", where=Where(field="reason"))
    with session.act("remove_authority", reason=reason) as act:
        found = find_agreement(act.tables, agreement)
        key = _part(act.tables, found, authority_code)
        children = held.placed_by(act.tables, found.id, authority_code, session.today())
        if children:
            raise Refused(
                f"{children} of their children live under {found.reference}.",
                remedy="They can leave when the last placement has ended.",
            )
        act.tables.delete("agreement_authority", key)
    return act.changes


def _part(tables: Tables, found: Agreement, authority_code: str) -> str:
    if authority_code == found.lead_authority_code:
        raise Refused(f"They lead {found.reference}.")
    key = tables.value(
        "SELECT id FROM agreement_authority WHERE agreement_id = ? AND authority_code = ?",
        (found.id, authority_code),
    )
    if key is None:
        raise NotFound(f"Authority {authority_code} takes no part in {found.reference}.")
    return str(key)


def change_procurement(
    session: Session, agreement: str, given: Mapping[str, object], *, file: str = ""
) -> Changes:
    """Record how an agreement was bought: the fields of `PROCUREMENT_FIELDS` that are given.

    Raises Problems with everything that is wrong.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    reading = Reading(file=file, by_path=bool(file))
    read = reading.record(PROCUREMENT_FIELDS, given)
    reading.finish()
    with session.act("change_procurement") as act:
        found = find_agreement(act.tables, agreement)
        changes = {name: value for name, value in read.items() if name in given}
        act.tables.update("agreement", found.id, changes)
    return act.changes


def record_notice(
    session: Session, agreement: str, code: str, published_on: date, *, number: str = ""
) -> Changes:
    """Record that a notice of an agreement was published, and under which number.

    Raises BadInput for a notice that is none of the table's, and for a day to come.
    """
    require(session, Permission.KEEP_AGREEMENTS)
    known = {one.code.casefold(): one.code for one in notices()}
    if code.casefold() not in known:
        raise BadInput(
            f"“{code}” is not a notice.",
            where=Where(field="notice"),
            remedy=f"Give one of {', '.join(known.values())}.",
        )
    if published_on > session.today():
        raise BadInput(
            f"{day_text(published_on)} is still to come.", where=Where(field="published_on")
        )
    with session.act("record_notice") as act:
        found = find_agreement(act.tables, agreement)
        act.tables.insert(
            "agreement_notice",
            {
                "id": session.new_id(),
                "agreement_id": found.id,
                "notice": known[code.casefold()],
                "published_on": published_on.isoformat(),
                "number": number.strip(),
            },
        )
    return act.changes
