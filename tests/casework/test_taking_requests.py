"""A table of requests: drafts, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from resources_app.casework.taking_children import accept_children, preview_children
from resources_app.casework.taking_requests import accept_requests, preview_requests
from resources_app.children.actions import amend_child
from resources_app.children.queries import child_by_identifier
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.foundations.fields import Field, Kind
from resources_app.requests.actions import create_request, withdraw_request
from resources_app.requests.fields import REQUEST_FIELDS
from resources_app.requests.model import State
from resources_app.requests.queries import request
from resources_app.requests.request_rows import HEADINGS
from resources_app.requests.rows_preview import RequestsPreview
from resources_app.requests.standard import Moment, fields_asked_at
from resources_app.requests.storing import answers_of_request
from resources_app.session import Session
from resources_app.team.model import Role
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.writing import Table, write_csv, write_workbook
from tests.children.case_files import HEADINGS as CHILD_HEADED
from tests.children.case_files import OMAR, ROWAN, WREN, csv_file

SessionFor = Callable[[Role], Session]
HEADED = ("childId", "needed_by_date", "specificCommunicationRequirements", "Strengths and likes")
ROWAN_ASKS = ("40517", "01/12/2026", "None", "Football, and his sister.")
WREN_ASKS = ("40518", "5 Dec 2026", "BSL; Makaton", "")


@pytest.fixture(autouse=True)
def children(session: Session, tmp_path: Path) -> None:
    """Rowan, Wren and Omar are on record."""
    path = csv_file(tmp_path, CHILD_HEADED, ROWAN, WREN, OMAR, name="children.csv")
    accept_children(session, preview_children(session, path))


def take(session: Session, path: Path) -> tuple[RequestsPreview, tuple[str, ...]]:
    preview = preview_requests(session, path)
    return preview, accept_requests(session, preview).references


def test_a_row_becomes_a_draft(session: Session, tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADED, ROWAN_ASKS, WREN_ASKS)
    preview, references = take(session, path)
    assert [one.name for one in preview.added] == ["Rowan Ashdown", "Wren Ashdown"]
    first, second = (request(session.tables, one) for one in references)
    assert first.state is State.DRAFT
    assert first.needed_by_date == date(2026, 12, 1)
    assert first.specific_communication_requirements == ("None",)
    assert first.strengths == "Football, and his sister."
    assert second.specific_communication_requirements == ("BSL", "Makaton")
    # What is worked out for any request is worked out here.
    assert (first.received_on, first.needed_by) == (session.today(), "in more than 5 days")


def test_the_same_file_twice_doubles_nothing(session: Session, tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADED, ROWAN_ASKS, WREN_ASKS)
    _, references = take(session, path)
    again = preview_requests(session, path)
    assert again.changes_nothing
    assert [(one.row, one.reference) for one in again.there] == [
        (2, references[0]),
        (3, references[1]),
    ]
    assert {one.why for one in again.there} == {"This row was imported before."}
    with pytest.raises(Refused, match="Nothing in this file is new"):
        accept_requests(session, again)


def test_a_row_taken_once_is_known_after_its_request_ended(
    session: Session, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, HEADED, ROWAN_ASKS)
    _, (reference,) = take(session, path)
    withdraw_request(session, reference, reason="plan-changed", note="")
    assert preview_requests(session, path).changes_nothing
    later = csv_file(tmp_path, HEADED, ("40517", "01/02/2027", "", ""))
    assert len(preview_requests(session, later).added) == 1


def test_an_open_request_of_the_child_is_pointed_out(session: Session, tmp_path: Path) -> None:
    reference = create_request(
        session, {"child": {"local_identifier": "40517"}, "request": {}}
    ).reference
    preview, _ = take(session, csv_file(tmp_path, HEADED, ROWAN_ASKS, WREN_ASKS))
    (there,) = preview.there
    assert (there.row, there.reference) == (2, reference)
    assert there.why == f"{reference} is open for this child (draft)."
    assert [one.identifier for one in preview.added] == ["40518"]


def test_a_brother_placed_with_is_asked_for_already(session: Session, tmp_path: Path) -> None:
    data = {
        "child": {"local_identifier": "40517", "siblings": [{"local_identifier": "40518"}]},
        "request": {},
    }
    reference = create_request(session, data).reference
    preview = preview_requests(session, csv_file(tmp_path, HEADED, WREN_ASKS))
    assert [one.reference for one in preview.there] == [reference]


def test_two_rows_for_one_child_are_one_request(session: Session, tmp_path: Path) -> None:
    other = ("40517", "05/12/2026", "", "")
    preview = preview_requests(session, csv_file(tmp_path, HEADED, ROWAN_ASKS, other))
    assert [(one.row, one.why) for one in preview.there] == [(3, "Row 2 asks for the same child.")]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("childId", "", "names no child"),
        ("childId", "49999", "Import the child from the case system first"),
        ("needed_by_date", "soon", "not a date"),
        ("needed_by_date", "01/12/2020", "before the request came in"),
        ("specificCommunicationRequirements", "Braille", "“Makaton”"),
        ("specificCommunicationRequirements", "None; BSL", "beside others"),
        ("riskMissing", "perhaps", "Use one of"),
        ("homeAdaptation", "maybe", "neither yes nor no"),
        ("max_distance_miles", "far", "not a whole number"),
        ("places_to_avoid", "near his father", "HP13 6PG, 5, his father lives there"),
        ("placement_code_sought", "U9", "not one of the codes"),
    ],
)
def test_a_wrong_row_is_refused_at_its_cell_and_the_others_are_taken(
    session: Session, tmp_path: Path, column: str, value: str, said: str
) -> None:
    row = dict(zip(HEADED, ROWAN_ASKS, strict=True)) | {"received_on": "23/11/2026", column: value}
    good = ("40518", "01/12/2026") + ("",) * (len(row) - 2)
    preview, references = take(session, csv_file(tmp_path, tuple(row), tuple(row.values()), good))
    assert {(one.row, one.field, one.value) for one in preview.refused} == {(2, column, value)}
    assert said in preview.refused[0].why
    assert len(references) == 1


def test_a_child_may_come_with_the_row(session: Session, tmp_path: Path) -> None:
    headed = ("childId", "First name", "Surname", "DOB", "Gender", "riskMissing")
    row = ("40530", "Ana", "Silva", "03/09/2012", "F", "")
    preview, _ = take(session, csv_file(tmp_path, headed, row))
    assert preview.added[0].new_child
    assert child_by_identifier(session.tables, "40530") is not None


def test_a_preview_that_was_overtaken_is_not_accepted(session: Session, tmp_path: Path) -> None:
    preview = preview_requests(session, csv_file(tmp_path, HEADED, ROWAN_ASKS))
    create_request(session, {"child": {"local_identifier": "40517"}, "request": {}})
    with pytest.raises(Overtaken):
        accept_requests(session, preview)


def test_a_restricted_childs_row_is_withheld(
    session: Session, session_for: SessionFor, tmp_path: Path
) -> None:
    rowan = child_by_identifier(session.tables, "40517")
    assert rowan is not None
    amend_child(session, rowan.id, {"restricted": True})
    path = csv_file(tmp_path, HEADED, ROWAN_ASKS, WREN_ASKS)
    officer = preview_requests(session_for(Role.PLACEMENT_OFFICER), path)
    assert [one.row for one in officer.withheld] == [2]
    assert [one.name for one in officer.added] == ["Wren Ashdown"]
    assert len(preview_requests(session, path).added) == 2


def test_every_field_of_the_standard_for_a_request_has_its_column() -> None:
    known = {squashed(name) for names in HEADINGS.values() for name in names}
    assert {squashed(one.name) for one in fields_asked_at(Moment.REQUEST)} <= known


def test_no_heading_means_two_fields() -> None:
    owner: dict[str, str] = {}
    for field, names in HEADINGS.items():
        for name in names:
            assert owner.setdefault(squashed(name), field) == field, name


# ---- any request -------------------------------------------------------------------------

_WORDS = st.text(st.sampled_from("abc é’,.()=-+0"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
_LATER = st.dates(date(2026, 11, 23), date(2027, 12, 1))


def _values(field: Field) -> st.SearchStrategy[object]:
    if field.name == "needed_by_date":  # soon enough for an emergency
        return st.dates(date(2026, 11, 23), date(2026, 11, 24))
    if field.kind is Kind.CHOICE:
        return st.sampled_from(field.options)
    if field.kind is Kind.CHOICES:
        free = [one for one in field.options if one != "None"]
        return st.lists(st.sampled_from(free), unique=True).map(tuple)
    if field.kind is Kind.LINES:
        return st.lists(_WORDS.filter(bool), max_size=3).map(tuple)
    kinds: dict[Kind, st.SearchStrategy[object]] = {
        Kind.YES_NO: st.booleans(),
        Kind.WHOLE_NUMBER: st.integers(max(1, field.least), min(20, field.most)),
        Kind.DATE: _LATER,
        Kind.TIME: st.times().map(lambda one: f"{one:%H:%M}"),
        Kind.RECORDS: st.just(()),
        Kind.CODE: st.sampled_from(["U4", "K2"]),
    }
    return kinds.get(field.kind, _WORDS)


def _cell(field: Field, value: object) -> str | date:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple):
        return "; ".join(value) if field.kind is Kind.CHOICES else "\n".join(value)
    return value if isinstance(value, date) else str(value)


_ASKED = [one for one in REQUEST_FIELDS if one.name not in ("received_on", "siblingCount")]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@for_all(data=st.data())
def test_any_request_comes_out_as_it_went_in(
    session: Session, tmp_path: Path, ending: str, data: st.DataObject
) -> None:
    fields = data.draw(
        st.lists(st.sampled_from(_ASKED), min_size=1, unique_by=lambda one: one.name)
    )
    values = {one.name: data.draw(_values(one)) for one in fields}
    cells = [_cell(one, values[one.name]) for one in fields]
    headed = ["childId", *(one.name for one in fields)]
    path = tmp_path / f"requests.{ending}"
    table = Table("Requests", headed, [["40520", *cells]])
    if ending == "csv":
        write_csv(path, table)
    else:
        write_workbook(path, [table])
    preview = preview_requests(session, path)
    assert preview.refused == ()
    if preview.there:  # the same row was drawn before
        return
    (reference,) = accept_requests(session, preview).references
    made = answers_of_request(request(session.tables, reference))
    for name, value in values.items():
        if value not in ("", ()):
            assert made[name] == value, json.dumps(name)
    assert preview_requests(session, path).changes_nothing
    withdraw_request(session, reference, reason="plan-changed", note="")
