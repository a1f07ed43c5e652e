"""Variations and endings as JSON files or forms: their fields, and reading them.

    {"effective_from": "2026-12-01", "reason": "Two more hours after the review.",
     "changes": [{"line": "01a2…", "element": "extra staffing", "unit": "hour",
                  "quantity": 12, "amount": 21.50},
                 {"line": "01a3…", "ends": true}]}

Amounts are pounds, net of VAT. assets/schemas/variation.json is made from the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from resources_app.agreements.model import Element, Unit, VatTreatment
from resources_app.foundations.codes import CodeList
from resources_app.foundations.fields import Field, Kind, Needed, Reading, Record
from resources_app.placements.notices import GIVERS
from resources_app.placements.variation_model import LineChange, NewVariation
from resources_app.requests.costs import why_not_quantity
from resources_app.requests.offer_file import PRICE_FIELDS

_ALWAYS = Needed.ALWAYS
_CREDIT = "Net of VAT; below zero for a credit."

LINE = Field("line", "Line", Kind.TEXT, help="The fee line that is changed; open to add one.")
ENDS = Field("ends", "It ends", Kind.YES_NO, help="The line ends, and none takes its place.")
# A price line of an offer, none of which is needed where the line only ends.
CHANGE_FIELDS: tuple[Field, ...] = (
    LINE,
    ENDS,
    *(
        replace(one, needed=Needed.NO, least=-(10**9), help=_CREDIT)
        if one.name == "amount"
        else replace(one, needed=Needed.NO)
        for one in PRICE_FIELDS
    ),
)
VARIATION_FIELDS: tuple[Field, ...] = (
    Field("effective_from", "From", Kind.DATE, needed=_ALWAYS),
    Field("reason", "Reason", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("changes", "Changes", Kind.RECORDS, needed=_ALWAYS, columns=CHANGE_FIELDS),
)
ENDING_FIELDS: tuple[Field, ...] = (
    Field("day", "Day the child left", Kind.DATE, needed=_ALWAYS),
    Field("code", "Why", Kind.CODE, codes=CodeList.REASON_PLACEMENT_CHANGED, needed=_ALWAYS),
    Field("note", "What happened", Kind.LONG_TEXT, needed=_ALWAYS),
    Field("notice_given_on", "Notice given on", Kind.DATE),
    Field("notice_given_by", "Notice given by", Kind.CHOICE, options=GIVERS),
    Field(
        "disrupted",
        "It broke down",
        Kind.YES_NO,
        help="It ended before it was planned to, because it could not go on.",
    ),
)


def read_variation(
    data: Mapping[str, object], *, file: str = "", by_path: bool = True
) -> NewVariation:
    """A variation from a file's object or a form's answers. Raises Problems with all that is
    wrong."""
    reading = Reading(file=file, by_path=by_path)
    values = reading.record(VARIATION_FIELDS, data)
    lines = cast("tuple[Record, ...]", values["changes"] or ())
    for number, line in enumerate(lines, 1):
        _check(reading, line, f"changes[{number}]")
    reading.finish()
    start = values["effective_from"]
    assert isinstance(start, date)
    return NewVariation(start, tuple(_change(one) for one in lines), str(values["reason"]))


def _check(reading: Reading, line: Record, path: str) -> None:
    if line["ends"]:
        if not line["line"]:
            reading.refuse(LINE, "A line that ends is named.", "Give its ID.", path)
        return
    for field in CHANGE_FIELDS:
        if field.name in ("element", "unit", "amount") and line[field.name] in (None, ""):
            reading.refuse(field, "This is needed.", "Or say that the line ends.", path)
    quantity, unit = line["quantity"], line["unit"]
    said = why_not_quantity(str(unit), quantity) if unit and isinstance(quantity, int) else ""
    if said:
        field = next(one for one in CHANGE_FIELDS if one.name == "quantity")
        reading.refuse(field, said, "Check unit and number.", path)


def _change(line: Record) -> LineChange:
    amount, quantity = line["amount"], line["quantity"]
    return LineChange(
        element=Element(str(line["element"]) or Element.CORE),
        unit=Unit(str(line["unit"]) or Unit.WEEK),
        amount_pence=amount if isinstance(amount, int) else 0,
        quantity=quantity if isinstance(quantity, int) else 1,
        fee_line_id=str(line["line"]) or None,
        ends=bool(line["ends"]),
        description=str(line["description"]),
        vat_treatment=VatTreatment(str(line["vat_treatment"]) or VatTreatment.EXEMPT),
    )
