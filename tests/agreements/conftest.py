"""Price schedules to try, and services for them to price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from resources_app.session import Session

Rows = Sequence[Sequence[object]]
WriteBook = Callable[[Mapping[str, Rows]], Path]
Register = Callable[[Iterable[tuple[str, str]]], None]

HEADINGS = ["Ofsted URN", "Provider", "Tier", "0-4", "5-10", "11-15", "16-17"]
SHARED = Path(__file__).parents[1] / "data" / "framework_price_schedule.xlsx"


@pytest.fixture
def headings() -> list[str]:
    return list(HEADINGS)


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
