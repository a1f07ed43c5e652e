"""Workbooks that are wrong in every way we know: refused as a whole, or cell by cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import MANAGER, Office, founded
from tests.cli.samples import REGISTER, SCHEDULE
from tests.providers.conftest import Register

IMPORTS = (
    "import register {file}",
    "import prices {file} --agreement CRP-2026",
    "import children {file}",
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A store that holds no service yet."""
    folder = tmp_path_factory.mktemp("bare")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RESOURCES_APP_HOME", str(folder / "home"))
        return founded(folder)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)


def truncated(path: Path) -> None:
    path.write_bytes(REGISTER.read_bytes()[:100_000])


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(REGISTER) as source, zipfile.ZipFile(path, "w", 8) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/media/image1.png", bytes(60_000_000))


def not_a_workbook(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + bytes(1000))


def words_only(path: Path) -> None:
    path.write_text("Dear colleague,\nthe register is attached.\n", "utf-8")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def wrong_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Budget"
    sheet.append(["Cost centre", "Month", "Amount"])
    sheet.append(["C4021", "April", 1200])
    book.save(path)


@pytest.mark.parametrize("command", IMPORTS)
@pytest.mark.parametrize(
    ("make", "sayings"),
    [
        (truncated, ("damaged",)),
        (zip_bomb, ("swells",)),
        (not_a_workbook, ("PDF", "xlsx")),
        (words_only, ("not", "xlsx")),
        (nothing, ("empty",)),
        (wrong_sheet, ("Budget",)),
    ],
)
@pytest.mark.parametrize("options", [(), ("--accept",), ("--accept", "--json")])
def test_a_file_that_is_no_such_workbook_is_refused_by_name(
    office: Office,
    tmp_path: Path,
    command: str,
    make: Callable[[Path], None],
    sayings: tuple[str, ...],
    options: tuple[str, ...],
) -> None:
    path = tmp_path / "given.xlsx"
    make(path)
    before = office.marker()
    said = office.run(MANAGER, *command.format(file=path).split(), *options)
    assert (said.status, said.out) == (2, "")
    for saying in ("given.xlsx", *sayings):
        assert saying in said.err
    assert said.err.count("\n") == 1
    assert office.marker() == before


def test_each_workbook_given_as_the_other_is_refused(office: Office) -> None:
    swapped = ((IMPORTS[0], SCHEDULE), (IMPORTS[1], REGISTER))
    for command, file in swapped:
        said = office.run(MANAGER, *command.format(file=file).split(), "--accept")
        assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
        assert file.name in said.err


def preview(bare: Office, path: Path) -> tuple[dict[str, int], list[dict[str, object]]]:
    """The counts of a register, and the cells refused; nothing is changed by looking."""
    before = bare.marker()
    data = bare.do(MANAGER, "import", "register", path)
    assert bare.marker() == before
    counts = {name: data[name] for name in ("added", "changed", "closed", "refused", "skipped")}
    return counts, data["details"]["refused"]


def test_a_home_that_is_there_twice_is_refused_with_both_rows(
    bare: Office, register: Register
) -> None:
    register.home(URN=1000001)
    register.home(URN=1000002)
    register.home(URN="1000001", Provider_name="Another name")
    counts, refused = preview(bare, register.write())
    assert (counts["added"], counts["refused"]) == (1, 1)
    assert {cell["row"] for cell in refused} <= {2, 4}
    assert all(cell["column"] == "URN" and "1000001" in str(cell["value"]) for cell in refused)
    assert any("row" in str(cell["why"]) for cell in refused)


def test_a_formula_that_was_never_calculated_is_refused_by_its_cell(
    bare: Office, register: Register
) -> None:
    register.home(URN=1000001)
    register.home(URN=1000002)
    path = register.write()
    book = openpyxl.load_workbook(path)
    sheet = book["Providers"]
    urn = register.headings("Providers").index("URN") + 1
    sheet.cell(3, urn).value = "=1000001+1"
    book.save(path)
    counts, refused = preview(bare, path)
    assert (counts["added"], counts["refused"]) == (1, 1)
    (cell,) = refused
    assert (cell["sheet"], cell["row"], cell["column"]) == ("Providers", 3, "URN")
    assert "formula" in str(cell["why"]).casefold()


def test_dates_counted_from_1904_are_the_same_days(bare: Office, register: Register) -> None:
    register.home(URN=1000001, Registration_date=date(2021, 3, 4))
    for path in (register.write(), register.write(date_1904=True)):
        bare.do(MANAGER, "import", "register", path, "--accept")
    # The second file says nothing new: each of its dates is the day that the first one gave.
    counts, refused = preview(bare, register.write(date_1904=True))
    assert (set(counts.values()), refused) == ({0}, [])
    assert bare.do(MANAGER, "search", "1000001")[0]["reference"] == "1000001"


def test_what_is_good_is_taken_and_what_is_wrong_is_listed_in_words(
    bare: Office, register: Register
) -> None:
    register.home(URN=1000003)
    register.home(URN="Cedar Rise")
    said = bare.run(MANAGER, "import", "register", register.write(), "--accept")
    assert said.status == 0
    assert "Providers, row 3, URN" in said.out
    assert "“Cedar Rise”" in said.out
    assert said.out.endswith("\nTaken in.\n")
    assert bare.do(MANAGER, "search", "1000003")
