"""Any children, written as a case system would and read again, come out as they went in."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from resources_app.casework.taking_children import accept_children, preview_children
from resources_app.children.case_headings import HEADINGS
from resources_app.children.queries import (
    child_by_identifier,
    legal_status_periods,
    periods_of_care,
    stored_answers,
)
from resources_app.foundations.codes import CodeList, current_codes, words
from resources_app.foundations.dates import day_text
from resources_app.session import Session
from resources_app.workbooks.writing import Table, write_csv, write_workbook

_NAME = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzéøłÅŠ'-’ =+@абв").filter(str.isprintable),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.split()))
_POSTCODES = ("HP13 6PG", "HP11 1AA", "MK9 3QA", "")
_DAYS = st.dates(date(2009, 1, 1), date(2026, 10, 1))
_number = itertools.count(10_000)


@st.composite
def invented(draw: st.DrawFn) -> dict[str, str]:
    """A child's columns as they are stored."""
    name = _NAME.filter(lambda text: text and text[0] not in "'" and any(map(str.isalpha, text)))
    return {
        "given_name": draw(name),
        "family_name": draw(name),
        "date_of_birth": draw(_DAYS).isoformat(),
        "sex": draw(st.sampled_from("12")),
        "need_code": draw(st.sampled_from(["", "N1", "N8"])),
        "home_postcode": draw(st.sampled_from(_POSTCODES)),
        "school_name": draw(st.just("") | name),
        "nhs_number": draw(st.just("") | st.from_regex(r"0[0-9]{9}", fullmatch=True)),
        "legal_status": draw(
            st.sampled_from([one.code for one in current_codes(CodeList.LEGAL_STATUS)])
        ),
        "legal_status_start": draw(_DAYS).isoformat(),
        "care_start": draw(_DAYS).isoformat(),
    }


def as_written(column: str, value: str, plain: bool) -> str:
    """The cell a case system might write: codes in words, days with the day first."""
    if plain or not value:
        return value
    if column == "legal_status":
        return f"{value} - {words(CodeList.LEGAL_STATUS, value)}"
    if column == "sex":
        return words(CodeList.SEX, value)
    if column.startswith("date") or column.endswith("_start"):
        return day_text(date.fromisoformat(value))
    return value


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@for_all(data=st.data())
def test_children_come_out_as_they_went_in(
    session: Session, tmp_path: Path, ending: str, data: st.DataObject
) -> None:
    children = {str(next(_number)): one for one in data.draw(st.lists(invented(), min_size=1))}
    plain = data.draw(st.booleans())
    columns = data.draw(st.permutations(["local_identifier", *next(iter(children.values()))]))
    headed = [data.draw(st.sampled_from(HEADINGS[one])) for one in columns]
    rows = [
        [as_written(column, {"local_identifier": key, **one}[column], plain) for column in columns]
        for key, one in children.items()
    ]
    path = tmp_path / f"export.{ending}"
    table = Table("Children", headed, rows)
    if ending == "csv":
        write_csv(path, table)
    else:
        write_workbook(path, [table])
    preview = preview_children(session, path)
    assert preview.refused == ()
    accept_children(session, preview)
    for key, one in children.items():
        check_stored(session, key, one)
    assert preview_children(session, path).changes_nothing


def check_stored(session: Session, identifier: str, wanted: Mapping[str, str]) -> None:
    found = child_by_identifier(session.tables, identifier)
    assert found is not None
    stored = stored_answers(session.tables, found.id)
    for column in set(wanted) & set(stored):
        assert stored[column] == wanted[column], column
    (status,) = legal_status_periods(session.tables, found.id)
    assert status.legal_status == wanted["legal_status"]
    assert status.period.start.isoformat() == wanted["legal_status_start"]
    (care,) = periods_of_care(session.tables, found.id)
    assert care.period.start.isoformat() == wanted["care_start"]
