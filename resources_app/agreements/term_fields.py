"""The terms of an agreement as fields: one table for the form, the file and what is checked.

To add a term that is a column: the column in the store, its attribute in `model.Terms`, and a row
in `TERM_FIELDS` where it should be asked. What is paid while a child is away, and discounts, are
rows of their own: a new reason or kind goes to charge_model.py and is offered here by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import cast

from resources_app.agreements.charge_model import (
    AbsenceReason,
    Combination,
    DiscountKind,
    DiscountRule,
    RetainerRule,
)
from resources_app.agreements.model import Terms
from resources_app.agreements.terms import AgreementTerms, LotDiscount, discount_words
from resources_app.foundations.dates import Period, date_from, day_text, inclusive_end
from resources_app.foundations.errors import BadInput
from resources_app.foundations.fields import Field, Kind, Needed, Reading, Record
from resources_app.foundations.percents import WHOLE

NOTICE = "Notice and leaving"
PAYING = "Paying"
ANSWERING = "Answering a request"
RAISING = "Raising prices"
AWAY = "While a child is away"
DISCOUNTS = "Discounts"

PAYMENT_CYCLES = (
    "weekly in arrears",
    "four-weekly in arrears",
    "monthly in arrears",
    "monthly in advance",
    "quarterly in arrears",
    "quarterly in advance",
)
_ALWAYS = Needed.ALWAYS
_WHOLE_NUMBER = Kind.WHOLE_NUMBER

TERM_FIELDS: tuple[Field, ...] = (
    Field("notice_days", "Notice, days", _WHOLE_NUMBER, NOTICE, needed=_ALWAYS, most=366),
    Field(
        "charges_day_of_leaving",
        "Day of leaving is charged",
        Kind.YES_NO,
        NOTICE,
        needed=_ALWAYS,
        help="Call-offs made from now on take these two over; those that are made keep theirs.",
    ),
    Field("payment_cycle", "Paid", Kind.CHOICE, PAYING, needed=_ALWAYS, options=PAYMENT_CYCLES),
    Field(
        "payment_days",
        "Days to pay",
        _WHOLE_NUMBER,
        PAYING,
        needed=_ALWAYS,
        least=1,
        most=30,
        help="From a valid invoice; at most 30 (Public Contracts Regulations 2015, reg 113; "
        "Procurement Act 2023, s 68).",
    ),
    Field(
        "response_working_days",
        "Planned: working days to answer",
        _WHOLE_NUMBER,
        ANSWERING,
        needed=_ALWAYS,
        least=1,
        most=60,
    ),
    Field(
        "urgent_response_hours",
        "Urgent: hours to answer",
        _WHOLE_NUMBER,
        ANSWERING,
        needed=_ALWAYS,
        least=1,
        most=168,
    ),
    Field("uplift_rule", "How prices are raised", Kind.LONG_TEXT, RAISING),
    Field("uplift_index", "Index", group=RAISING, help="Such as CPI; empty for none."),
    Field("uplift_cap", "Most in a year, per cent", Kind.PERCENT, RAISING, most=5_000),
    Field("uplift_day", "Day of the year", group=RAISING, help="Such as 1 April."),
    Field(
        "retainers",
        "Retainers",
        Kind.RECORDS,
        AWAY,
        columns=(
            Field(
                "reason",
                "Away because of",
                Kind.CHOICE,
                needed=_ALWAYS,
                options=tuple(AbsenceReason),
            ),
            Field("full_nights", "Nights in full", _WHOLE_NUMBER, needed=_ALWAYS, most=366),
            Field("share", "Then per cent", Kind.PERCENT, needed=_ALWAYS, most=WHOLE),
            Field("most_nights", "Most nights", _WHOLE_NUMBER, most=366),
        ),
        help="All of the price for the first nights, then a share of it. Beyond the most nights "
        "nothing is paid unless somebody approves it. A reason without a line is paid in full.",
    ),
    Field(
        "discounts",
        "Discounts",
        Kind.RECORDS,
        DISCOUNTS,
        columns=(
            Field("lot", "Lot (empty: every lot)"),
            Field("kind", "For", Kind.CHOICE, needed=_ALWAYS, options=tuple(DiscountKind)),
            Field("starts_at", "From the", _WHOLE_NUMBER, needed=_ALWAYS, least=2, most=3_660),
            Field("discount", "Per cent", Kind.PERCENT, needed=_ALWAYS, least=1, most=WHOLE),
            Field("start", "First day", Kind.DATE, needed=_ALWAYS),
            Field("until", "Last day", Kind.DATE),
        ),
        help="From the so-many-th child, placement or night on; of several of a kind the highest "
        "that is reached counts.",
    ),
    Field(
        "combination",
        "Several discounts are taken",
        Kind.CHOICE,
        DISCOUNTS,
        needed=_ALWAYS,
        options=tuple(Combination),
        help="In the order sibling, volume, long stay.",
    ),
)
_ROWS = ("retainers", "discounts", "combination")


def values_of(all_terms: AgreementTerms) -> dict[str, object]:
    """The terms as the form and a file have them, by field."""
    columns = {one.name: getattr(all_terms.terms, one.name) for one in TERM_FIELDS if _plain(one)}
    return columns | {
        "uplift_day": day_of_year(all_terms.terms.uplift_day),
        "retainers": [
            {
                "reason": str(one.reason),
                "full_nights": one.full_nights,
                "share": one.share,
                "most_nights": one.most_nights,
            }
            for one in all_terms.retainers
        ],
        "discounts": [
            {
                "lot": one.lot,
                "kind": str(one.rule.kind),
                "starts_at": one.rule.starts_at,
                "discount": one.rule.discount,
                "start": one.rule.period.start,
                "until": inclusive_end(one.rule.period.end),
            }
            for one in all_terms.discounts
        ],
        "combination": str(all_terms.combination),
    }


def _plain(field: Field) -> bool:
    return field.name not in _ROWS


def day_of_year(stored: str) -> str:
    """`1 April` for `04-01`; empty for none."""
    if not stored:
        return ""
    day = date.fromisoformat(f"2001-{stored}")
    return f"{day.day} {day:%B}"


def read_terms(
    given: Mapping[str, object], held: AgreementTerms, lots: Iterable[str], *, file: str = ""
) -> AgreementTerms:
    """The terms with what is given in place of what is held; `lots` are the agreement's codes.

    Fields that are not named stay. Raises Problems with everything that is wrong, by field.
    """
    reading = Reading(file=file, by_path=bool(file))
    table = [one if one.name in given else replace(one, needed=Needed.NO) for one in TERM_FIELDS]
    read = reading.record(table, given)
    record = {name: value for name, value in read.items() if name in given}
    reader = _Reader(reading, record, {one.casefold(): one for one in lots})
    terms = reader.terms(held)
    reading.finish()
    return terms


_FIELDS = {one.name: one for one in TERM_FIELDS}


class _Reader:
    """Turns a record of the fields into terms, noting what a single field's rule cannot see."""

    def __init__(self, reading: Reading, record: Record, lots: Mapping[str, str]) -> None:
        self._reading = reading
        self._record = record
        self._lots = lots

    def terms(self, held: AgreementTerms) -> AgreementTerms:
        """The terms, with what the record does not name as it is held."""
        record = self._record
        columns = {one.name: getattr(held.terms, one.name) for one in fields(Terms)}
        columns |= {name: value for name, value in record.items() if name not in _ROWS}
        if "uplift_day" in record:
            columns["uplift_day"] = self._day(str(record["uplift_day"]))
        return AgreementTerms(
            Terms(**columns),
            self._retainers() if "retainers" in record else held.retainers,
            self._discounts() if "discounts" in record else held.discounts,
            Combination(str(record["combination"]))
            if record.get("combination")
            else held.combination,
        )

    def _day(self, text: str) -> str:
        if not text:
            return ""
        try:
            return f"{date_from(f'{text} 2001'):%m-%d}"
        except BadInput:
            what = f"“{text}” is not a day of the year."
            self._reading.refuse(_FIELDS["uplift_day"], what, "Give a day such as 1 April.")
            return ""

    def _retainers(self) -> tuple[RetainerRule, ...]:
        found: dict[str, RetainerRule] = {}
        for row in _complete(self._record["retainers"], ("reason", "full_nights", "share")):
            reason = AbsenceReason(str(row["reason"]))
            full, most = cast(int, row["full_nights"]), cast("int | None", row["most_nights"])
            if reason in found:
                self._reading.refuse(_FIELDS["retainers"], f"{reason.capitalize()} stands twice.")
            if most is not None and most < full:
                what = f"{reason.capitalize()}: {most} nights at most, and {full} of them in full."
                self._reading.refuse(_FIELDS["retainers"], what, "Give as many nights or more.")
                most = full
            found[reason] = RetainerRule(reason, full, cast(int, row["share"]), most)
        return tuple(found.values())

    def _discounts(self) -> tuple[LotDiscount, ...]:
        found: list[LotDiscount] = []
        needed = ("kind", "starts_at", "discount", "start")
        for row in _complete(self._record["discounts"], needed):
            start, until = cast(date, row["start"]), cast("date | None", row["until"])
            lot = self._lot(str(row["lot"]))
            if until is not None and until < start:
                what = f"It would end on {day_text(until)}, before it begins."
                self._reading.refuse(_FIELDS["discounts"], what)
                until = None
            rule = DiscountRule(
                DiscountKind(str(row["kind"])),
                cast(int, row["starts_at"]),
                cast(int, row["discount"]),
                Period(start, until + timedelta(days=1) if until else None),
            )
            self._refuse_rival(found, LotDiscount(lot, rule))
            found.append(LotDiscount(lot, rule))
        return tuple(found)

    def _lot(self, code: str) -> str:
        if code and code.casefold() not in self._lots:
            what = f"There is no lot “{code}”."
            known = ", ".join(self._lots.values()) or "none yet"
            self._reading.refuse(_FIELDS["discounts"], what, f"Its lots are {known}.")
        return self._lots.get(code.casefold(), "")

    def _refuse_rival(self, found: Iterable[LotDiscount], new: LotDiscount) -> None:
        for one in found:
            same = (one.lot, one.rule.kind, one.rule.starts_at) == (
                new.lot,
                new.rule.kind,
                new.rule.starts_at,
            )
            if same and one.rule.period.overlaps(new.rule.period):
                what = f"Two discounts for the same: {discount_words(one)}; {discount_words(new)}."
                self._reading.refuse(_FIELDS["discounts"], what, "End one before the other.")


def _complete(rows: object, needed: tuple[str, ...]) -> list[Record]:
    """The rows that have what they need; the others are noted already."""
    records = cast("tuple[Record, ...]", rows)
    return [row for row in records if all(row[name] not in (None, "") for name in needed)]
