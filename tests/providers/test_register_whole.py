"""Whole registers: the shared one against another reader, and any one written and read."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources_app.providers.model import Grade, RegistrationStatus
from resources_app.providers.register import HomeAuthority, RegisterReading, read_register
from resources_app.workbooks.reading import read_workbook

BUCKS = HomeAuthority("E06000060", "Buckinghamshire")
DATA = Path(__file__).parent.parent / "data"


def read(path: Path, home: HomeAuthority | None = BUCKS) -> RegisterReading:
    return read_register(read_workbook(path), home)


def test_the_shared_register_gives_what_another_reader_counts_in_it() -> None:
    book = openpyxl.load_workbook(DATA / "ofsted_register.xlsx", read_only=True)
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    expected: dict[str, list[dict[str, object]]] = {
        name: [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        for name, lines in rows.items()
    }
    reading = read(DATA / "ofsted_register.xlsx")
    urns = {str(row["URN"]) for sheet in expected.values() for row in sheet}
    assert len(urns) == len(reading.services) == 1400
    assert set(reading.services) == urns
    assert sum(map(len, reading.settings.values())) == len(expected["SA Providers"]) == 989
    assert (reading.refused, reading.skipped) == ((), {})
    for row in expected["Providers"]:
        service = reading.services[str(row["URN"])]
        assert service.name == row["Provider name"]
        assert service.registration_status == row["Registration status"]
        assert service.registered_places == row["Number of registered places"]
        assert service.conditions == (row["Conditions"] or "")
        moment = row["Date of last full inspection"]
        if isinstance(moment, str):  # 38 of them are text, day first
            moment = datetime.strptime(moment, "%d/%m/%Y")
        day = moment.date().isoformat() if isinstance(moment, datetime) else None
        assert service.inspection_date == day
        grade = str(row["Overall effectiveness"] or "")
        assert (service.overall_effectiveness or service.grade_note) == grade
    capacities = Counter(str(row["URN"]) for row in expected["SA Providers"])
    assert {urn: len(found) for urn, found in reading.settings.items()} == capacities


GRADES = [grade.value for grade in Grade if grade]
NAMES = st.text("abcdefghijklmnopqrstuvwxyzäéœß &'-=+@", min_size=3, max_size=20).filter(
    lambda text: text == text.strip() and any(map(str.isalpha, text)) and text not in {"none"}
)
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
HOMES = st.fixed_dictionaries(
    {
        "Provider name": NAMES,
        "Registration date": DAYS,
        "Deregistration date": DAYS,
        "Registration status": st.sampled_from([status.value for status in RegistrationStatus]),
        "Overall effectiveness": st.sampled_from(["", *GRADES]),
        "Number of registered places": st.one_of(st.none(), st.integers(0, 400)),
        "Mental disorders": st.sampled_from([0, 1]),
        "Provider postcode": st.sampled_from(["", "HP11 1AA", "OX2 0PD"]),
        "Placement code": st.lists(st.sampled_from(["U1", "U2", "K2", "H5"]), unique=True).map(
            ",".join
        ),
        "as text": st.booleans(),
    }
)


READ_BACK = {
    "Provider name": "name",
    "Registration date": "registration_date",
    "Deregistration date": "closed_date",
    "Registration status": "registration_status",
    "Overall effectiveness": "overall_effectiveness",
    "Number of registered places": "registered_places",
    "Mental disorders": "cares_for_mental_disorders",
    "Provider postcode": "postcode",
    "Placement code": "placement_codes",
}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(homes=st.dictionaries(st.integers(1000, 9_999_999), HOMES, min_size=1, max_size=6))
def test_a_register_written_from_services_reads_back_as_them(
    tmp_path: Path, register, homes: dict[int, dict[str, object]]
) -> None:
    register.homes.clear()
    for urn, cells in homes.items():
        row = {name: value for name, value in cells.items() if name != "as text"}
        for name in ("Registration date", "Deregistration date"):
            day = row[name]
            if isinstance(day, date) and cells["as text"]:
                row[name] = day.strftime("%d/%m/%Y")
        register.home(**{"URN": str(urn) if cells["as text"] else urn} | row)
    reading = read(register.write())
    assert reading.refused == ()
    for urn, cells in homes.items():
        service = reading.services[str(urn)]
        for heading, field in READ_BACK.items():
            written = cells[heading]
            expected = written.isoformat() if isinstance(written, date) else written
            assert getattr(service, field) == expected
