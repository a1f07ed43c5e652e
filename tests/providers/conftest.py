"""Registers to import: made row by row, under Ofsted's own headings."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from resources_app.workbooks.model import Cell
from resources_app.workbooks.writing import Table, write_workbook

DATA = Path(__file__).parent.parent / "data"
TWO_SHEETS = "2025 onward: one workbook, two sheets"

HOME: dict[str, Cell] = {
    "Local authority": "Oxfordshire",
    "URN": 2751533,
    "Provider type": "Children's Home",
    "Provider subtype": "Children's home",
    "Sector": "Private",
    "Provider name": "Cedar Rise",
    "Registration date": date(2020, 5, 25),
    "Registration status": "Active",
    "Deregistration date": "-",
    "Placement code": "K2",
    "Provider address line 1": "160 Sycamore Lane",
    "Provider town": "Thame",
    "Provider postcode": "OX394PF",
    "Provider telephone number": "01296 609396",
    "Provider email address": "referrals@example.org",
    "Owner type": "Organisation",
    "Owner ID": 900097,
    "Owner name": "Bramble Care (UK) Ltd",
    "top_company": "",
    "Region": "South East",
    "Placement provider code": "PR5",
    "Date of last full inspection": date(2025, 10, 5),
    "Overall effectiveness": "Good",
    "CYP safety": "Good",
    "Leadership and management": "Good",
    "CYP outcomes": "Good",
    "Number of registered places": 4,
    "Emotional and behavioural difficulties": 1,
    "Mental disorders": 0,
    "Physical disabilities": 1,
    "Multi building CH": "No",
    "Conditions": "",
}
SETTING: dict[str, Cell] = {
    "Provider local authority": "Reading",
    "Setting Local Authority": "Reading",
    "URN": "SC489132",
    "Provider type": "Supported Accommodation",
    "Sector": "Private",
    "Provider name": "Rowan Families Group",
    "Registration date": date(2024, 8, 20),
    "Registration status": "Active",
    "Closed date": "-",
    "Placement code": "H5",
    "Setting status": "Open",
    "Setting category": "Single occupancy",
    "Capacity": 9,
    "Setting address line 1": "33 Fern Road",
    "Setting address town": "Reading",
    "Setting address postcode": "RG4 8EN",
    "Provider telephone number": "01494 460356",
    "Provider email address": "rowan@example.org",
    "Owner type": "Organisation",
    "Owner ID": 900012,
    "Owner name": "Rowan Families Group",
}


def headings(sheet: str, layout: str = TWO_SHEETS) -> list[str]:
    """Ofsted's headings of a sheet, in their order, from the list of columns it published."""
    with (DATA / "scp_columns.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            row["column"]
            for row in csv.DictReader(file)
            if row["layout"] == layout and row["sheet"] == sheet
        ]


def changed(row: Mapping[str, Cell], changes: Mapping[str, Cell]) -> dict[str, Cell]:
    """The row with some cells changed, named by heading with _ for a space."""
    named = {name.replace("_", " "): value for name, value in changes.items()}
    known = {heading.replace("_", " ").casefold(): heading for heading in row}
    return {**row, **{known.get(name.casefold(), name): value for name, value in named.items()}}


@dataclass
class Register:
    """A register in Ofsted's two-sheet layout, written anew whenever it is asked for."""

    folder: Path
    homes: list[dict[str, Cell]] = field(default_factory=list)
    settings: list[dict[str, Cell]] = field(default_factory=list)
    written: int = 0

    def home(self, **changes: Cell) -> dict[str, Cell]:
        """Add a children's home, changed by heading (_ for a space), and give its row."""
        self.homes.append(changed(HOME, changes))
        return self.homes[-1]

    def setting(self, **changes: Cell) -> dict[str, Cell]:
        """Add a row of supported accommodation, changed by heading, and give it."""
        self.settings.append(changed(SETTING, changes))
        return self.settings[-1]

    def headings(self, sheet: str, layout: str = TWO_SHEETS) -> list[str]:
        """Ofsted's headings of a sheet, in their order."""
        return headings(sheet, layout)

    def write(self, *, date_1904: bool = False) -> Path:
        self.written += 1
        path = self.folder / f"register_{self.written}.xlsx"
        tables = [
            Table(name, columns, [[row.get(heading, "") for heading in columns] for row in rows])
            for name, rows in (("Providers", self.homes), ("SA Providers", self.settings))
            if rows
            for columns in [headings(name)]
        ]
        write_workbook(path, tables, date_1904=date_1904)
        return path


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)
