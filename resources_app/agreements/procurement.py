"""Under which law an agreement was bought, whether it is above the threshold, and which notices
are due, published, late or missing.

Pure. The Procurement Act 2023 governs what was begun on or after 24 February 2025; older agreements
and the call-offs under them stay under the Public Contracts Regulations 2015 (SI 2024/716, as we
read it; where a tender began before that day and the agreement after, say so in its regime).

Thresholds and notices are tables in assets/codes: to add one, add a row. Amounts there are with
VAT, as the law counts them. `counted_from` is the agreement's first day or the day after its last:
the day of signing is not kept, so a notice due so many days after it is due no later than here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from resources_app.agreements.model import Agreement
from resources_app.foundations.dates import Period, day_text, stored_period
from resources_app.foundations.money import pounds


class Regime(StrEnum):
    """The law that an agreement was bought under."""

    PCR_2015 = "Public Contracts Regulations 2015"
    PA_2023 = "Procurement Act 2023"


class Route(StrEnum):
    """How it was awarded. DOMAIN: Agreement."""

    LIGHT_TOUCH = "light touch"
    MINI_COMPETITION = "mini-competition"
    CALL_OFF = "call-off"
    USER_CHOICE = "user choice"  # no notice: Procurement Act 2023, ss 44, 50 and 53
    URGENT = "urgent"


ACT_BEGAN = date(2025, 2, 24)
SERVICE = "light touch"  # care and homes for children are light-touch services


@dataclass(frozen=True)
class Threshold:
    """An amount (pence, with VAT) that held for a period, and where it is written."""

    regime: Regime
    service: str
    amount_pence: int
    period: Period
    source: str


@dataclass(frozen=True)
class Notice:
    """A notice that a regime asks for. `days` are calendar days after what it is counted from."""

    code: str
    notice: str
    regime: Regime
    routes: tuple[str, ...]
    only_over: bool
    counted_from: str  # 'start' or 'end'
    days: int
    rule: str


class NoticeState(StrEnum):
    """How a notice stands."""

    PUBLISHED = "published"
    LATE = "published late"
    DUE = "due"
    MISSING = "missing"


@dataclass(frozen=True)
class Published:
    """A notice that was published."""

    code: str
    published_on: date
    number: str = ""


@dataclass(frozen=True)
class NoticeDue:
    """A notice of an agreement: by when, and whether it was published."""

    code: str
    notice: str
    rule: str
    due: date
    state: NoticeState
    published_on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class ProcurementStanding:
    """How an agreement stands in procurement law. `over` is None while its value is not known.

    `why` says which rules were applied, in sentences.
    """

    regime: Regime
    route: str
    threshold_pence: int | None
    over: bool | None
    notices: tuple[NoticeDue, ...]
    why: tuple[str, ...]

    @property
    def missing(self) -> tuple[NoticeDue, ...]:
        """What should have been published by now and was not."""
        return tuple(one for one in self.notices if one.state is NoticeState.MISSING)


@lru_cache
def thresholds() -> tuple[Threshold, ...]:
    """Every dated threshold of assets/codes/procurement_thresholds.csv."""
    return tuple(
        Threshold(
            Regime(row["regime"]),
            row["service"],
            100 * int(row["pounds"]),
            stored_period(row["from"], row["to"] or None),
            row["source"],
        )
        for row in _table("procurement_thresholds")
    )


@lru_cache
def notices() -> tuple[Notice, ...]:
    """Every notice of assets/codes/procurement_notices.csv."""
    return tuple(
        Notice(
            row["code"],
            row["notice"],
            Regime(row["regime"]),
            tuple(row["routes"].split(";")),
            row["only_over"] == "yes",
            row["counted_from"],
            int(row["days"]),
            row["rule"],
        )
        for row in _table("procurement_notices")
    )


def _table(name: str) -> list[dict[str, str]]:
    text = resources.files("assets").joinpath("codes", f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def regime_of(agreement: Agreement, framework: Agreement | None = None) -> tuple[Regime, str]:
    """The regime of an agreement, and why: what is recorded, its framework's, or by its start."""
    if agreement.terms.procurement_regime:
        return Regime(agreement.terms.procurement_regime), "It is recorded so."
    if framework is not None:
        regime, _ = regime_of(framework)
        return regime, f"It is a call-off under {framework.reference}, which is under that law."
    began = f"It began on {day_text(agreement.period.start)}, "
    if agreement.period.start < ACT_BEGAN:
        return Regime.PCR_2015, began + f"before {day_text(ACT_BEGAN)}."
    return Regime.PA_2023, began + f"on or after {day_text(ACT_BEGAN)}."


def standing(
    agreement: Agreement,
    published: Iterable[Published],
    today: date,
    *,
    framework: Agreement | None = None,
) -> ProcurementStanding:
    """Which law, over or under, and every notice that is due or was missed by `today`."""
    regime, why = regime_of(agreement, framework)
    limit = _threshold(regime, agreement.period.start)
    value = agreement.terms.lifetime_value_pence
    over = None if value is None or limit is None else value >= limit.amount_pence
    said = [f"{regime}: {why}", *_about_value(value, limit)]
    route = agreement.terms.award_route
    if not route:
        said.append("The award route is not recorded, so no notice can be worked out.")
    elif route == Route.USER_CHOICE:
        said.append("A user-choice contract needs no notice (sections 44, 50 and 53).")
    dated = [
        (one, due)
        for one in notices()
        if one.regime is regime
        and route in one.routes
        and (over or not one.only_over)
        and (due := _due(one, agreement.period)) is not None
    ]
    known = {one.code: one for one in published}
    return ProcurementStanding(
        regime=regime,
        route=route,
        threshold_pence=limit.amount_pence if limit else None,
        over=over,
        notices=tuple(_notice_due(one, due, known.get(one.code), today) for one, due in dated),
        why=tuple(said),
    )


def _threshold(regime: Regime, day: date) -> Threshold | None:
    return next(
        (
            one
            for one in thresholds()
            if one.regime is regime and one.service == SERVICE and day in one.period
        ),
        None,
    )


def _about_value(value: int | None, limit: Threshold | None) -> list[str]:
    if limit is None:
        return ["No threshold is known for that day."]
    amount = f"{pounds(limit.amount_pence)} with VAT for light-touch services ({limit.source})"
    if value is None:
        return [f"Its lifetime value is not recorded; the threshold is {amount}."]
    side = "not under" if value >= limit.amount_pence else "under"
    return [f"{pounds(value)} is {side} the threshold of {amount}."]


def _due(notice: Notice, period: Period) -> date | None:
    counted_from = period.start if notice.counted_from == "start" else period.end
    return None if counted_from is None else counted_from + timedelta(days=notice.days)


def _notice_due(notice: Notice, due: date, published: Published | None, today: date) -> NoticeDue:
    state = NoticeState.DUE if due >= today else NoticeState.MISSING
    if published is not None:
        state = NoticeState.PUBLISHED if published.published_on <= due else NoticeState.LATE
    return NoticeDue(
        notice.code,
        notice.notice,
        notice.rule,
        due,
        state,
        published.published_on if published else None,
        published.number if published else "",
    )
