"""Reading a form's answers by its table: each kind read, or refused with what would be right."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from resources_app.foundations.codes import CodeList
from resources_app.foundations.field_schemas import record_schema
from resources_app.foundations.fields import Field, Kind, Needed, Problems, Reading, Value

FIELDS = {
    Kind.TEXT: Field("a", "A"),
    Kind.LONG_TEXT: Field("a", "A", Kind.LONG_TEXT),
    Kind.LINES: Field("a", "A", Kind.LINES),
    Kind.CHOICE: Field("a", "A", Kind.CHOICE, options=("Yes - must", "No")),
    Kind.CHOICES: Field("a", "A", Kind.CHOICES, options=("BSL", "Makaton")),
    Kind.CODE: Field("a", "A", Kind.CODE, codes=CodeList.NEED),
    Kind.YES_NO: Field("a", "A", Kind.YES_NO),
    Kind.WHOLE_NUMBER: Field("a", "A", Kind.WHOLE_NUMBER, least=1, most=9),
    Kind.POUNDS: Field("a", "A", Kind.POUNDS),
    Kind.PERCENT: Field("a", "A", Kind.PERCENT),
    Kind.DATE: Field("a", "A", Kind.DATE),
    Kind.TIME: Field("a", "A", Kind.TIME),
    Kind.POSTCODE: Field("a", "A", Kind.POSTCODE),
    Kind.RECORDS: Field("a", "A", Kind.RECORDS, columns=(Field("b", "B", needed=Needed.ALWAYS),)),
}


def read(kind: Kind, given: object) -> Value:
    reading = Reading()
    value = reading.record([FIELDS[kind]], {"a": given})["a"]
    reading.finish()
    return value


def test_every_kind_is_tried_here() -> None:
    assert set(FIELDS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (Kind.TEXT, "  two   words ", "two words"),
        (Kind.LONG_TEXT, "one\r\ntwo\x0bthree\x00\n", "one\ntwo\nthree"),
        (Kind.LINES, "one\n\n two ", ("one", "two")),
        (Kind.LINES, ["one", ""], ("one",)),
        (Kind.CHOICE, "yes - MUST", "Yes - must"),
        (Kind.CHOICES, ["Makaton", "bsl", "BSL"], ("Makaton", "BSL")),
        (Kind.CHOICES, "BSL", ("BSL",)),
        (Kind.CODE, "low income", "N7"),
        (Kind.YES_NO, False, False),
        (Kind.YES_NO, "Yes", True),
        (Kind.WHOLE_NUMBER, "7", 7),
        (Kind.POUNDS, "£1,083.50", 108_350),
        (Kind.POUNDS, 932.99, 93_299),
        (Kind.PERCENT, "3.5 %", 350),
        (Kind.DATE, "3 Apr 2026", date(2026, 4, 3)),
        (Kind.DATE, date(2026, 4, 3), date(2026, 4, 3)),
        (Kind.TIME, "9.05", "09:05"),
        (Kind.TIME, " 17:40 ", "17:40"),
        (Kind.POSTCODE, "hp136pg", "HP13 6PG"),
        (Kind.POSTCODE, "ZZ99 3VZ", ""),
        (Kind.POSTCODE, "Not known", ""),
        (Kind.RECORDS, [{"b": "x"}], ({"b": "x"},)),
    ],
)
def test_an_answer_is_read(kind: Kind, given: object, value: Value) -> None:
    assert read(kind, given) == value


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("given", [None, "", "   "])
def test_an_open_answer_is_no_problem_unless_it_is_needed(kind: Kind, given: object) -> None:
    if kind is Kind.RECORDS and given is not None:
        return
    assert read(kind, given) in (None, "", ())


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        (Kind.TEXT, 7, "quotation marks"),
        (Kind.TEXT, "x" * 501, "At most 500"),
        (Kind.LINES, [1], "list of texts"),
        (Kind.CHOICE, "Maybe", "“Yes - must”; “No”"),
        (Kind.CHOICES, {"BSL": 1}, "any of"),
        (Kind.CODE, "N0", "N1 (Abuse or neglect)"),
        (Kind.YES_NO, 1, "true (yes)"),
        (Kind.WHOLE_NUMBER, True, "whole number"),
        (Kind.WHOLE_NUMBER, 10, "Give 1 to 9"),
        (Kind.WHOLE_NUMBER, 2.0, "whole number"),
        (Kind.POUNDS, "POA", "not an amount"),
        (Kind.POUNDS, -1, "£0.00 or more"),
        (Kind.DATE, datetime(2026, 4, 3, 9), "not a date"),
        (Kind.DATE, 20260403, "not a date"),
        (Kind.TIME, "24:00", "not a time of day"),
        (Kind.TIME, "half past", "not a time of day"),
        (Kind.POSTCODE, 12, "whole postcode"),
        (Kind.RECORDS, "x", "records with b"),
        (Kind.RECORDS, ["x"], "Number 1 is not a record"),
        (Kind.RECORDS, [{}], "needed"),
    ],
)
def test_a_wrong_answer_says_what_would_be_right(kind: Kind, wrong: object, said: str) -> None:
    with pytest.raises(Problems) as caught:
        read(kind, wrong)
    assert said in str(caught.value)


def test_problems_carry_label_or_path_and_the_fields_name() -> None:
    field = Field("home_postcode", "Home postcode", Kind.POSTCODE)
    by_label, by_path = Reading(), Reading(file="r.json", by_path=True)
    by_label.record([field], {"home_postcode": "?"})
    by_path.record([field], {"home_postcode": "?"}, "child")
    assert str(by_label.problems[0].where) == "“Home postcode”"
    assert str(by_path.problems[0].where) == "r.json, “child.home_postcode”"
    assert by_path.problems[0].name == "home_postcode"


def test_one_field_gives_one_problem() -> None:
    field = Field("sex", "Sex", Kind.CODE, needed=Needed.ALWAYS, codes=CodeList.SEX)
    reading = Reading()
    reading.record([field], {"sex": "x"})
    assert len(reading.problems) == 1


def test_what_is_needed_to_submit_is_not_needed_in_a_draft() -> None:
    field = Field("pets", "Pets", needed=Needed.TO_SUBMIT)
    draft, submitted = Reading(), Reading(submitting=True)
    draft.record([field], {})
    submitted.record([field], {})
    assert not draft.problems
    assert len(submitted.problems) == 1


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("riskToOthersFire", "risk_to_others_fire"),
        ("neededBy", "needed_by"),
        ("needed_by_date", "needed_by_date"),
    ],
)
def test_a_standards_name_has_an_attribute_in_our_style(name: str, attribute: str) -> None:
    assert Field(name, "x").attribute == attribute


def test_a_schema_says_what_the_table_says() -> None:
    schema = record_schema(FIELDS[Kind.RECORDS].columns)
    assert schema["required"] == ["b"]
    assert schema["additionalProperties"] is False
