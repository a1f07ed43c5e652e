"""Price schedules to try, and services for them to price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from resources_app.agreements.price_schedule import read_price_schedule
from resources_app.agreements.schedule_model import PriceSchedule
from resources_app.session import Session
from resources_app.workbooks.reading import read_workbook

Rows = Sequence[Sequence[object]]
WriteBook = Callable[[Mapping[str, Rows]], Path]
Register = Callable[[Iterable[tuple[str, str]]], None]

SHARED = Path(__file__).parents[1] / "data" / "framework_price_schedule.xlsx"


@pytest.fixture
def shared_schedule() -> Path:
    """The framework's price schedule that the team was given to work with."""
    return SHARED


@pytest.fixture
def write_book(tmp_path: Path) -> WriteBook:
    """Write a workbook from rows by sheet, with openpyxl, and return its path."""

    def write(sheets: Mapping[str, Rows]) -> Path:
        workbook = openpyxl.Workbook()
        assert workbook.active is not None
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / f"schedule-{len(list(tmp_path.glob('schedule-*')))}.xlsx"
        workbook.save(path)
        return path

    return write


@pytest.fixture
def read(write_book: WriteBook) -> Callable[..., PriceSchedule]:
    """Write one sheet, or several, and read them as a price schedule."""

    def from_rows(rows: Rows, name: str = "Lot 1 Fostering", **others: Rows) -> PriceSchedule:
        return read_price_schedule(read_workbook(write_book({name: rows, **others})))

    return from_rows


@pytest.fixture
def register(session: Session) -> Register:
    """Enter services in the register by URN and provider's name."""

    def enter(services: Iterable[tuple[str, str]]) -> None:
        with session.act("enter services for a test") as act:
            for urn, provider in services:
                provider_id, service_id = session.new_id(), session.new_id()
                act.tables.insert("provider", {"id": provider_id, "name": provider})
                act.tables.insert(
                    "service",
                    {
                        "id": service_id,
                        "urn": urn,
                        "provider_id": provider_id,
                        "name": f"{provider} house",
                        "provision_type": "children's home",
                        "registration_status": "Active",
                    },
                )

    return enter
