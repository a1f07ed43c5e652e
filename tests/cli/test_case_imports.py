"""`import children` as it is typed: shown first, then taken, and JSON for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.children.case_files import HEADINGS, OMAR, ROWAN, WREN, csv_file
from tests.cli.conftest import AUDITOR, OFFICER, Office, founded


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("children")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RESOURCES_APP_HOME", str(folder / "home"))
        return founded(folder)


@pytest.fixture
def keyed(tmp_path: Path) -> Path:
    """A file whose identifiers stand under a heading that nobody knows."""
    bad = (*OMAR[:3], "31/02/2011", "M")
    return csv_file(tmp_path, ("Key", *HEADINGS[1:]), ROWAN, bad, WREN)


def test_looked_at_mapped_taken_and_taken_again(bare: Office, keyed: Path) -> None:
    before = bare.marker()
    said = bare.run(OFFICER, "import", "children", keyed)
    assert (said.status, said.out) == (2, "")
    assert "No column is headed as local identifier" in said.err
    assert "Rowan" not in said.err
    mapping = ("--map", "Key=local_identifier")
    seen = bare.do(OFFICER, "import", "children", keyed, *mapping)
    assert [one["name"] for one in seen["added"]] == ["Rowan Ashdown", "Wren Ashdown"]
    assert [(one["row"], one["field"]) for one in seen["refused"]] == [(3, "DOB")]
    assert not seen["accepted"]
    assert bare.marker() == before
    assert bare.do(OFFICER, "import", "children", keyed, *mapping, "--accept")["accepted"]
    again = bare.do(OFFICER, "import", "children", keyed, "--accept")
    assert (again["unchanged"], again["added"], again["accepted"]) == (2, [], False)
    assert {one["heading"]: one["how"] for one in again["columns"]}["Key"] == "as said before"


def test_text_says_what_changes_and_how_it_ended(bare: Office, tmp_path: Path) -> None:
    child = ("51001", *WREN[1:])
    first = csv_file(tmp_path, (*HEADINGS, "School"), (*child, "Marsh Lane School"))
    assert bare.run(OFFICER, "import", "children", first, "--accept").out.endswith("Taken in.\n")
    second = csv_file(tmp_path, ("CHILD", "School"), ("51001", "Chalk Farm Academy"))
    said = bare.run(OFFICER, "import", "children", second)
    assert "51001, Wren Ashdown: School: Marsh Lane School → Chalk Farm Academy" in said.out
    assert said.out.endswith("Give --accept to take it in.\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "Key"), "an equals sign"),
        (("--map", "Key=shoe size"), "There is no field"),
        (("--map", "Lock=sex"), "not in the file"),
    ],
)
def test_a_mapping_that_is_none_is_refused(
    bare: Office, keyed: Path, options: tuple[str, ...], said: str
) -> None:
    got = bare.run(OFFICER, "import", "children", keyed, *options)
    assert (got.status, got.out) == (2, "")
    assert said in got.err


def test_an_auditor_takes_nobody_in(bare: Office, keyed: Path) -> None:
    got = bare.run(AUDITOR, "import", "children", keyed, "--accept")
    assert (got.status, got.out, got.err.count("\n")) == (2, "", 1)


# ---- requests ----------------------------------------------------------------------------


def test_requests_are_looked_at_taken_and_not_doubled(bare: Office, tmp_path: Path) -> None:
    children = csv_file(tmp_path, HEADINGS, ("52001", *ROWAN[1:]), name="children.csv")
    bare.do(OFFICER, "import", "children", children, "--accept")
    headed = ("childId", "needed_by_date", "riskMissing")
    path = csv_file(tmp_path, headed, ("52001", "01/12/2030", ""), ("52009", "01/12/2030", ""))
    before = bare.marker()
    seen = bare.do(OFFICER, "request", "import", path)
    assert [(one["name"], one["reference"]) for one in seen["added"]] == [("Rowan Ashdown", "")]
    assert [(one["row"], one["field"]) for one in seen["refused"]] == [(3, "childId")]
    assert bare.marker() == before
    (made,) = bare.do(OFFICER, "request", "import", path, "--accept")["added"]
    assert bare.do(OFFICER, "request", "show", made["reference"])["request"]["state"] == "draft"
    again = bare.do(OFFICER, "request", "import", path, "--accept")
    assert (again["added"], again["accepted"]) == ([], False)
    assert [one["reference"] for one in again["there"]] == [made["reference"]]
    said = bare.run(OFFICER, "request", "import", path)
    assert "row 2, 52001: This row was imported before." in said.out


def test_a_table_without_identifiers_is_refused(bare: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path, ("needed_by_date", "riskMissing"), ("01/12/2030", ""))
    got = bare.run(OFFICER, "request", "import", path, "--accept", "--json")
    assert (got.status, got.out) == (2, "")
    assert "No column is headed as local identifier" in got.err


# ---- the file ----------------------------------------------------------------------------


def test_a_childs_file_and_its_contacts(bare: Office, tmp_path: Path) -> None:
    headed = (*HEADINGS, "Legal status", "Status start", "LAC start date")
    row = ("53001", *ROWAN[1:], "C2", "01/06/2025", "02/11/2024")
    bare.do(OFFICER, "import", "children", csv_file(tmp_path, headed, row), "--accept")
    contact = ("--on", "2026-01-05", "--with", "Mina Doshi", "--what", "He likes his school.")
    made = bare.do(OFFICER, "child", "contact", "53001", *contact)
    assert (made["on"], made["entered_by"]) == ("2026-01-05", "Amina Khan")
    found = bare.do(OFFICER, "child", "show", "53001")
    assert found["standing"] == "Full care order, looked after since 2 Nov 2024"
    assert [one["what"] for one in found["contacts"]] == ["He likes his school."]
    said = bare.run(OFFICER, "child", "show", "53001").out
    assert "From 1 Jun 2025: Full care order" in said
    assert "5 Jan 2026, Mina Doshi: He likes his school." in said
    late = bare.run(OFFICER, "child", "contact", "53001", "--on", "2099-01-05", *contact[2:])
    assert (late.status, late.out) == (2, "")
    assert "yet to come" in late.err
    assert bare.run(OFFICER, "child", "show", "59999").status == 2
