"""Reading a case system's file: rows in any shape, under any heading, put together by child."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resources_app.children.case_cells import read_case_code, read_full_name, read_identifiers
from resources_app.children.case_children import GivenChild, read_child_rows
from resources_app.children.case_file import CaseFile, read_case_file
from resources_app.children.case_headings import CODE_WORDS, CODES, HEADINGS
from resources_app.foundations.codes import CodeList, codes
from resources_app.foundations.errors import BadInput
from resources_app.workbooks.columns import How, mapping_from
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.reading import read_workbook
from tests.children.case_files import HEADINGS as HEADED
from tests.children.case_files import OMAR, ROWAN, WREN, book_file, csv_file


def read(path: Path) -> CaseFile:
    return read_case_file(read_workbook(path))


def children(path: Path) -> dict[str, GivenChild]:
    return {name: read_child_rows(name, rows) for name, rows in read(path).children.items()}


def test_a_row_a_child_in_any_order_with_a_title_above(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        ("Children looked after on 1 November 2026",),
        HEADED[::-1],
        ROWAN[::-1],
        WREN[::-1],
    )
    found = children(path)
    assert list(found) == ["40517", "40518"]
    assert found["40517"].answers == {
        "local_identifier": "40517",
        "family_name": "Ashdown",
        "given_name": "Rowan",
        "date_of_birth": date(2013, 5, 14),
        "sex": "1",
    }


def test_days_are_read_day_first(tmp_path: Path) -> None:
    found = children(csv_file(tmp_path, HEADED, WREN))
    assert found["40518"].answers["date_of_birth"] == date(2016, 9, 3)


def test_a_row_a_legal_status_puts_the_child_together(tmp_path: Path) -> None:
    headed = (*HEADED, "Legal status", "Status start", "Status end")
    path = csv_file(
        tmp_path,
        headed,
        (*ROWAN, "C1", "10/01/2025", "01/06/2025"),
        ("40517", "", "", "", "", "Full care order (C2)", "01/06/2025", ""),
    )
    (rowan,) = children(path).values()
    assert [(one.code, one.start, one.end) for one in rowan.statuses] == [
        ("C1", date(2025, 1, 10), date(2025, 6, 1)),
        ("C2", date(2025, 6, 1), None),
    ]
    assert not rowan.problems


def test_rows_of_a_child_that_contradict_each_other_are_refused_by_cell(tmp_path: Path) -> None:
    other = ("40517", "Ashdown", "Rowan", "15/05/2013", "Male")
    (rowan,) = children(csv_file(tmp_path, HEADED, ROWAN, other)).values()
    (problem,) = rowan.problems
    assert (problem.row, problem.field, problem.value) == (3, "DOB", "15/05/2013")
    assert "Another row of the same child" in problem.why


def test_sheets_of_several_kinds_are_one_file(tmp_path: Path) -> None:
    path = book_file(
        tmp_path,
        {
            "Children": [HEADED, [40517, "Ashdown", "Rowan", date(2013, 5, 14), "Male"]],
            "Legal statuses": [
                ["Child ID", "Legal status", "Status from"],
                [40517, "Interim care order", date(2025, 1, 10)],
            ],
            "Care": [["Child ID", "LAC start date"], ["40517", date(2024, 11, 2)]],
            "Notes": [["Printed", "By"], ["today", "Mina"]],
        },
    )
    file = read(path)
    (rowan,) = (read_child_rows(name, rows) for name, rows in file.children.items())
    assert rowan.answers["given_name"] == "Rowan"
    assert [one.code for one in rowan.statuses] == ["C1"]
    assert [one.start for one in rowan.care] == [date(2024, 11, 2)]
    assert file.notes == ("Sheet “Notes” has no column for a child’s identifier.",)


def test_the_episodes_of_the_statutory_return(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "DEC", "REC"),
        ("40517", "02/11/2024", "S", "V2", "N1", "U4", "10/01/2025", "X1"),
        ("40517", "10/01/2025", "L", "C2", "N1", "U4", "01/03/2026", "E4A"),
        ("40518", "02/11/2024", "S", "V2", "N1", "U4", "", ""),
    )
    found = children(path)
    assert [(one.code, one.start, one.end) for one in found["40517"].care] == [
        ("E4A", date(2024, 11, 2), date(2026, 3, 1))
    ]
    assert [(one.start, one.end) for one in found["40518"].care] == [(date(2024, 11, 2), None)]
    assert found["40517"].answers["need_code"] == "N1"


def test_an_episode_whose_beginning_is_not_in_the_file_ends_nothing(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path,
        ("CHILD", "DECOM", "RNE", "LS", "DEC", "REC"),
        ("40517", "10/01/2025", "L", "C2", "01/03/2026", "E4A"),
    )
    (rowan,) = children(path).values()
    assert not rowan.care
    assert [(one.field, one.alone) for one in rowan.problems] == [("REC", True)]


def test_a_status_without_a_column_for_its_first_day_is_noted_once(tmp_path: Path) -> None:
    path = csv_file(tmp_path, (*HEADED, "Legal status"), (*ROWAN, "C2"), (*WREN, "C2"))
    file = read(path)
    assert file.notes == (
        "“Legal status” is not read: the sheet has no column for legal status from.",
    )
    assert all(not read_child_rows(name, rows).problems for name, rows in file.children.items())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("DOB", "31/02/2013", "not a day in the calendar"),
        ("DOB", "about 2013", "not a date"),
        ("Gender", "X", "1 (Male); 2 (Female)"),
        ("Legal status", "Ward of court", "C2 (Full care order)"),
        ("EHCP", "perhaps", "neither yes nor no"),
        ("NHS no", "4.85777E+09", "digits are lost"),
        ("Status start", "", "needs its first day"),
        ("Name", "Ana Maria Silva", "which is the family name"),
    ],
)
def test_what_cannot_be_read_is_refused_by_row_and_heading(
    tmp_path: Path, field: str, value: str, said: str
) -> None:
    row = dict(zip(HEADED, OMAR, strict=True))
    row |= {"Legal status": "C2", "Status start": "01/06/2025", "EHCP": "Y", "NHS no": ""}
    row |= {"Name": "", field: value}
    (omar,) = children(csv_file(tmp_path, tuple(row), tuple(row.values()))).values()
    (problem,) = omar.problems
    assert (problem.row, problem.field, problem.value) == (2, field, value)
    assert said in problem.why


def test_blank_says_nothing_but_a_surname_may_be_none(tmp_path: Path) -> None:
    headed = (*HEADED, "School")
    row = ("40521", "None", "Ana", "03/09/2016", "F", "n/a")
    (ana,) = children(csv_file(tmp_path, headed, row)).values()
    assert ana.answers["family_name"] == "None"
    assert "school_name" not in ana.answers


def test_a_row_that_names_no_child_is_refused(tmp_path: Path) -> None:
    file = read(csv_file(tmp_path, HEADED, ROWAN, ("", *WREN[1:])))
    assert [(one.row, one.field) for one in file.refused] == [(3, "Child ID")]


def test_a_formula_without_a_result_is_refused_by_its_cell(tmp_path: Path) -> None:
    path = book_file(tmp_path, {"Children": [HEADED, (*ROWAN[:3], "=TODAY()-1", "M")]})
    (rowan,) = children(path).values()
    assert [(one.row, one.field) for one in rowan.problems] == [(2, "DOB")]
    assert "never calculated" in rowan.problems[0].why


# ---- columns -----------------------------------------------------------------------------


def test_a_column_is_read_as_a_person_says(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ("Key", *HEADED[1:], "Status"), (*ROWAN, "open case"))
    assert read(path).lacking == ("Local identifier",)
    told = mapping_from(["Key=local_identifier", "Status="], HEADINGS)
    file = read_case_file(read_workbook(path), given=told)
    assert list(file.children) == ["40517"]
    assert {one.heading: one.how for one in file.columns}["Key"] is How.GIVEN
    assert {one.heading: one.how for one in file.columns}["Status"] is How.LEFT_OUT


def test_what_was_said_goes_before_another_columns_heading(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ("Child ID", "Mosaic", *HEADED[1:]), ("row 1", *ROWAN))
    told = mapping_from(["mosaic=Local identifier"], HEADINGS)
    file = read_case_file(read_workbook(path), given=told)
    assert list(file.children) == ["40517"]
    assert [one.how for one in file.columns[:2]] == [How.REPEATED, How.GIVEN]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("Key", "an equals sign"),
        ("=sex", "an equals sign"),
        ("Key=shoe size", "no field “shoe size”"),
    ],
)
def test_a_mapping_that_is_none_is_refused(pair: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        mapping_from([pair], HEADINGS)


def test_a_column_that_is_not_there_cannot_be_mapped(tmp_path: Path) -> None:
    told = mapping_from(["Kee=sex"], HEADINGS)
    with pytest.raises(BadInput, match="not in the file"):
        read_case_file(read_workbook(csv_file(tmp_path, HEADED, ROWAN)), given=told)


def test_a_file_without_headings_is_refused_and_not_quoted(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no row of headings") as caught:
        read(csv_file(tmp_path, ("Rowan Ashdown",), ("born in May",)))
    assert "Rowan" not in str(caught.value)


def test_no_heading_means_two_fields() -> None:
    owner: dict[str, str] = {}
    for field, names in HEADINGS.items():
        for name in names:
            assert owner.setdefault(squashed(name), field) == field, name


# ---- words and codes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        (CodeList.LEGAL_STATUS, "C2", "C2"),
        (CodeList.LEGAL_STATUS, "full care order", "C2"),
        (CodeList.LEGAL_STATUS, "C2 - Full Care Order", "C2"),
        (CodeList.LEGAL_STATUS, "Full care order (C2)", "C2"),
        (CodeList.LEGAL_STATUS, "S.20", "V2"),
        (CodeList.NEED, "N1: Abuse or neglect", "N1"),
        (CodeList.SEX, "Girl", "2"),
        (CodeList.SEX, "2", "2"),
        (CodeList.ETHNIC_ORIGIN, "White British", "WBRI"),
        (CodeList.REASON_EPISODE_CEASED, "E4A", "E4A"),
    ],
)
def test_codes_are_read_however_they_are_written(name: CodeList, written: str, code: str) -> None:
    assert read_case_code(name, written) == code


def test_every_word_for_a_code_gives_a_code_of_its_list() -> None:
    for name, said in CODE_WORDS.items():
        assert set(said.values()) <= codes(name).keys()
        assert name in CODES.values()


@pytest.mark.parametrize("written", ["Ashdown, Rowan", "Rowan Ashdown", " ASHDOWN ,  ROWAN "])
def test_a_full_name_is_told_apart(written: str) -> None:
    given, family = read_full_name(written)
    assert (given.casefold(), family.casefold()) == ("rowan", "ashdown")


def test_identifiers_however_they_are_separated() -> None:
    assert read_identifiers("40518; 40519,40518 40520") == ("40518", "40519", "40520")
