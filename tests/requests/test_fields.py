"""The form's table against the national standard, the store, the model and the schemas."""

from __future__ import annotations

import json
from dataclasses import fields as attributes
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from resources_app.foundations.fields import Kind, Needed, Reading, Record, Value, unanswered
from resources_app.requests.fields import (
    BY_NAME,
    GROUPS,
    REQUEST_FIELDS,
    RISKS,
    fields_in,
)
from resources_app.requests.file_schemas import schema_text, schemas
from resources_app.requests.model import Request
from resources_app.requests.standard import Moment, fields_asked_at, standard_fields
from resources_app.requests.storing import answers_of, stored_row
from resources_app.session import Session

NAMES = [one.name for one in REQUEST_FIELDS]


def test_the_standard_is_all_there_and_asked_at_its_moments() -> None:
    assert len(standard_fields()) == 41
    counts = {moment: len(fields_asked_at(moment)) for moment in Moment}
    assert counts == {Moment.REQUEST: 30, Moment.PLACEMENT: 8, Moment.COST: 3}
    # The child's own identifier is a field of the child.
    asked = {one.name for one in fields_asked_at(Moment.REQUEST)}
    assert asked - set(NAMES) == {"childId"}


@pytest.mark.parametrize("field", [one for one in REQUEST_FIELDS if one.standard])
def test_names_options_and_need_are_the_standards(field: Any) -> None:
    theirs = standard_fields()[field.standard]
    assert field.name == theirs.name
    assert field.options == theirs.options
    assert (field.needed is Needed.TO_SUBMIT) is theirs.required
    assert (field.kind is Kind.CHOICES) is theirs.many


def test_every_field_has_a_column_an_attribute_and_a_group(session: Session) -> None:
    columns = session.tables.schema.columns["placement_request"]
    held = {one.name for one in attributes(Request)}
    assert len(set(NAMES)) == len(NAMES)
    for field in REQUEST_FIELDS:
        assert field.name in columns
        assert field.attribute in held
        assert field.group in GROUPS
        assert field.label


def test_every_column_is_a_field_or_what_has_happened(session: Session) -> None:
    happened = {
        "id", "reference", "child_id", "state", "authorised_by", "authorised_at",
        "authority_note", "submitted_by", "submitted_at", "closed_reason", "closed_note",
        "held_from", "closed_at", "closed_by",
    }  # fmt: skip
    assert session.tables.schema.columns["placement_request"] == set(NAMES) | happened


def test_strengths_are_asked_before_any_risk() -> None:
    first_risk = min(NAMES.index(one.name) for one in fields_in(RISKS))
    assert NAMES.index("strengths") < NAMES.index("about") < first_risk


@pytest.mark.parametrize("name", list(schemas()))
def test_the_schemas_are_those_of_the_tables(name: str) -> None:
    kept = resources.files("assets").joinpath("schemas", name).read_text("utf-8")
    assert kept == schema_text(schemas()[name]), "run resources_app.requests.file_schemas"
    assert json.loads(kept)["$schema"].startswith("https://json-schema.org/")


texts = some.text(some.characters(codec="utf-8", categories=("L", "N", "P")), max_size=30)
answers: dict[Kind, some.SearchStrategy[Value]] = {
    Kind.TEXT: texts,
    Kind.LONG_TEXT: texts,
    Kind.LINES: some.lists(texts.filter(bool), max_size=3).map(tuple),
    Kind.YES_NO: some.none() | some.booleans(),
    Kind.WHOLE_NUMBER: some.none() | some.integers(0, 500),
    Kind.DATE: some.none() | some.dates(),
    Kind.TIME: some.just("") | some.times().map(lambda one: f"{one:%H:%M}"),
    Kind.CODE: some.sampled_from(["", "U6", "K2"]),
    Kind.RECORDS: some.lists(
        some.fixed_dictionaries(
            {"postcode": some.just("HP13 6PG"), "miles": some.integers(0, 9), "why": texts}
        ),
        max_size=2,
    ).map(tuple),
}


def _any_answer(field: Any) -> some.SearchStrategy[Value]:
    if field.kind is Kind.CHOICE:
        return some.sampled_from(["", *field.options])
    if field.kind is Kind.CHOICES:
        return some.lists(some.sampled_from(field.options), unique=True).map(tuple)
    return answers[field.kind]


@given(some.fixed_dictionaries({one.name: _any_answer(one) for one in REQUEST_FIELDS}))
def test_what_is_stored_reads_back_the_same(given_answers: Record) -> None:
    assert answers_of(stored_row(given_answers)) == given_answers


def test_an_open_answer_of_the_standard_is_null_and_one_of_ours_is_empty() -> None:
    row = stored_row({"pets": "", "strengths": "", "homeAdaptation": None, "places_to_avoid": ()})
    assert row == {"pets": None, "strengths": "", "homeAdaptation": None, "places_to_avoid": "[]"}


@pytest.mark.parametrize("value", [False, 0])
def test_no_and_nought_are_answers(value: Value) -> None:
    assert not unanswered(value)


@pytest.mark.parametrize("value", [None, "", ()])
def test_open_is_open(value: Value) -> None:
    assert unanswered(value)


@given(
    some.dictionaries(
        some.sampled_from([*NAMES, "x", "1"]),
        some.recursive(
            some.none() | some.booleans() | some.integers() | some.floats() | texts,
            lambda inner: (
                some.lists(inner, max_size=3) | some.dictionaries(texts, inner, max_size=3)
            ),
            max_leaves=8,
        ),
    )
)
def test_whatever_is_given_is_either_read_or_refused_at_its_field(given: dict[str, object]) -> None:
    reading = Reading(by_path=True)
    values = reading.record(REQUEST_FIELDS, given, "request")
    assert values.keys() == BY_NAME.keys()
    for problem in reading.problems:
        assert problem.where is not None
        assert problem.where.field.startswith("request.")
        assert problem.what.endswith(".")
