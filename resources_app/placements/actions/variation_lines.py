"""What a variation is of and what it comes to: the agreement's lines, the contract's rates, and
each change checked and priced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resources_app.agreements.charging_queries import rates_of_memberships
from resources_app.agreements.model import Element, Rate
from resources_app.agreements.pricing import rate_for
from resources_app.approvals.model import Cost
from resources_app.foundations.dates import Period, age_on, day_text
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import pounds
from resources_app.placements.charging_queries import accounts_of
from resources_app.placements.model import FeeLine, Ipa, Placement
from resources_app.placements.queries import ipa_of_placement, placement_by_reference
from resources_app.placements.variation_model import LineChange, NewVariation, VariationLine
from resources_app.placements.varying import cost_from, varied
from resources_app.requests.costs import why_not_quantity
from resources_app.session import Session
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class VariationPreview:
    """What a variation would come to; nothing is stored. All pence are net."""

    ipa_reference: str
    lines: tuple[VariationLine, ...]
    before: Cost
    after: Cost


@dataclass(frozen=True)
class Under:
    """An agreement, the placement that carries it, and the contract's rates."""

    placement: Placement
    ipa: Ipa
    rates: Mapping[Element, tuple[Rate, ...]]

    def line(self, line_id: str) -> FeeLine | None:
        """The fee line with this id, if it is one of this agreement's."""
        return next((one for one in self.ipa.fee_lines if one.id == line_id), None)


def under_reference(tables: Tables, reference: str) -> Under:
    """The agreement of a placement or an IPA. Raises NotFound."""
    placement = placement_by_reference(tables, reference)
    ipa = ipa_of_placement(tables, placement.id)
    members = [ipa.membership_id] if ipa.membership_id else []
    found = rates_of_memberships(tables, members)
    return Under(placement, ipa, {element: rates for (_, element), rates in found.items()})


def preview(session: Session, tables: Tables, under: Under, new: NewVariation) -> VariationPreview:
    """What a variation comes to. Raises BadInput, naming the field."""
    day = new.effective_from
    _check_day(under, new)
    if not new.changes:
        raise BadInput("A variation changes something.", where=Where(field="Changes"))
    if not new.reason.strip():
        raise BadInput("A variation says why.", where=Where(field="Reason"))
    _check_once_each(new)
    before = accounts_of(tables, under.ipa.reference, Period(day, day + timedelta(days=1)))
    born = next((one.born for one in before if one.placement_id == under.placement.id), None)
    lines = tuple(
        replace(
            _line(under, one, new), id=session.new_id(), rate_id=_rate_id(under, one, new, born)
        )
        for one in new.changes
    )
    after = varied(before, under.placement.id, lines, under.rates, day)
    cost = cost_from(after, day)
    if min(cost.weekly_pence, cost.annual_pence) < 0:
        raise BadInput(
            f"The agreement would cost {pounds(cost.weekly_pence)} a week.",
            where=Where(field="Changes"),
            remedy="A credit is a one-off line, and no more than what was paid.",
        )
    before_it = cost_from(before, day - timedelta(days=1))
    return VariationPreview(under.ipa.reference, lines, before_it, cost)


def _check_once_each(new: NewVariation) -> None:
    named = [one.fee_line_id for one in new.changes if one.fee_line_id]
    if len(set(named)) < len(named):
        raise BadInput(
            "One fee line is changed twice.",
            where=Where(field="Changes"),
            remedy="Say once what becomes of each.",
        )


def _check_day(under: Under, new: NewVariation) -> None:
    day, stay = new.effective_from, under.placement.period
    if day < stay.start or (stay.end is not None and day >= stay.end):
        ended = f" and ended on {day_text(stay.end)}" if stay.end else ""
        raise BadInput(
            f"The placement began on {day_text(stay.start)}{ended}.",
            where=Where(field="From"),
            remedy="Give a day within it.",
        )


def _line(under: Under, change: LineChange, new: NewVariation) -> VariationLine:
    old = under.line(change.fee_line_id) if change.fee_line_id else None
    if change.fee_line_id and old is None:
        raise BadInput(f"{under.ipa.reference} has no such fee line.", where=Where(field="Line"))
    if old is not None and old.period.end is not None and old.period.end <= new.effective_from:
        raise BadInput(
            f"The {old.element} ended before {day_text(new.effective_from)}.",
            where=Where(field="Line"),
        )
    if change.ends and old is not None:
        return _as_it_is(old)
    if reason := why_not_quantity(change.unit, change.quantity):
        raise BadInput(reason, where=Where(field="How many"))
    return VariationLine(
        id="",
        fee_line_id=change.fee_line_id,
        ends=False,
        element=change.element,
        unit=change.unit,
        quantity=change.quantity,
        amount_pence=change.amount_pence,
        vat_treatment=change.vat_treatment,
        rate_id=None,
        description=change.description.strip(),
    )


def _as_it_is(old: FeeLine) -> VariationLine:
    return VariationLine(
        id="",
        fee_line_id=old.id,
        ends=True,
        element=old.element,
        unit=old.unit,
        quantity=old.quantity,
        amount_pence=old.amount_pence,
        vat_treatment=old.vat_treatment,
        rate_id=old.rate_id,
        description=old.description,
    )


def _rate_id(under: Under, change: LineChange, new: NewVariation, born: date | None) -> str | None:
    """The contract's rate, where the change asks just the contract's price of that day."""
    if change.ends or born is None:
        return None
    age = age_on(born, new.effective_from)
    rates = under.rates.get(change.element, ())
    rate = rate_for(rates, element=change.element, age=age, on=new.effective_from)
    same = rate is not None and (rate.unit, rate.amount_pence) == (change.unit, change.amount_pence)
    return rate.id if rate is not None and same else None
