"""How fast a price as at any date is answered and explained, a tender read, and postcodes found."""

import random
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import python_calamine
import xlsxwriter

from resources_app.agreements.model import Element
from resources_app.agreements.price_import import PriceImport
from resources_app.agreements.queries import price, rate_as_at
from resources_app.agreements.taking_prices import preview_price_schedule
from resources_app.foundations.clock import FixedClock
from resources_app.foundations.postcode_files import installed_folder, read_letter
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.session import Session
from resources_app.store.store import KeyCost
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from tests.benchmarks.harness import Benchmark

TODAY = date(2026, 11, 23)
FIRST = date(2015, 4, 1)
BANDS = ((0, 4), (5, 10), (11, 15), (16, 17))
UPLIFTS = 12
# The yardstick knows the membership, explains nothing and reads an unencrypted file.
_BARE = """SELECT amount_pence FROM rate
           WHERE membership_id = ? AND element = 'core weekly fee' AND effective_from <= ?
             AND (effective_to IS NULL OR effective_to > ?) AND ? BETWEEN age_from AND age_to"""


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """A price, a whole price schedule against the store, and a register's worth of postcodes."""
    # 2,000 members of the agreement that a tender is read against; with the others a million rates.
    members, others, postcodes = (40, 20, 200) if toy else (2_000, 18_834, 20_000)
    session = _store(tmp, members, others)
    bare = _plain_copy(session, tmp)
    yield _one_line(session, bare, members + others)
    yield _one_price(session, bare, members, others)
    yield _schedule(session, members, tmp)
    yield _postcodes(postcodes)
    bare.close()
    session.store.close()


_NAME = "bare indexed lookup, unencrypted"


def _asked(members: int) -> list[tuple[int, int, date]]:
    """Five hundred questions: which member, which age, which day."""
    chance = random.Random(26)
    return [
        (
            chance.randrange(members),
            chance.randrange(18),
            FIRST + timedelta(days=chance.randrange(4_000)),
        )
        for _ in range(500)
    ]


def _bare(bare: sqlite3.Connection, asked: list[tuple[int, int, date]]) -> Callable[[], object]:
    theirs = cycle(asked)

    def yardstick() -> object:
        number, age, on = next(theirs)
        day = on.isoformat()
        return bare.execute(_BARE, (f"m{number}", day, day, age)).fetchall()

    return yardstick


def _rates(members: int) -> str:
    return f"{members * len(BANDS) * UPLIFTS:,} rates"


def _one_line(session: Session, bare: sqlite3.Connection, members: int) -> Benchmark:
    asked = _asked(members)
    ours = cycle(asked)

    def operation() -> object:
        number, age, on = next(ours)
        return rate_as_at(session.tables, f"m{number}", element=Element.CORE, age=age, on=on)

    return Benchmark(
        "price one line as at any date", _rates(members), 3, operation, _bare(bare, asked), _NAME
    )


def _one_price(session: Session, bare: sqlite3.Connection, members: int, others: int) -> Benchmark:
    asked = _asked(members)
    ours = cycle(asked)

    def operation() -> object:
        number, age, on = next(ours)
        return price(session.tables, "SC-15", "1", f"SC{number:06d}", age=age, on=on)

    return Benchmark(
        "a price as at any date, explained",
        _rates(members + others),
        6,
        operation,
        _bare(bare, asked),
        _NAME,
    )


def _schedule(session: Session, members: int, tmp: Path) -> Benchmark:
    path = tmp / "tender.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Lot 1 Residential")
    headings = ["Ofsted URN", "Tier", *(f"{first}-{last} weekly" for first, last in BANDS)]
    sheet.write_row(0, 0, headings)
    for number in range(members):
        sheet.write_row(number + 1, 0, [f"SC{number:06d}", "Tier 1", 900, "£910.00", "POA", 930.5])
    book.close()

    def operation() -> object:
        return preview_price_schedule(session, path, PriceImport("SC-15", TODAY))

    def yardstick() -> object:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            return workbook.get_sheet_by_index(0).to_python()

    size = f"{members:,} rows"
    return Benchmark(
        "preview a price schedule", size, 45, operation, yardstick, "calamine reads it"
    )


def _postcodes(count: int) -> Benchmark:
    texts: list[str] = []
    for letter in "HORS":
        columns = read_letter(installed_folder(), letter)
        assert columns is not None
        step = len(columns.postcodes) // (count // 4)
        texts += [code.decode() for code in columns.postcodes[::step]][: count // 4]
    in_order = sorted(text.replace(" ", "") for text in texts)
    book = PostcodeBook()

    def yardstick() -> object:
        return [bisect_left(in_order, text.replace(" ", "")) for text in texts]

    return Benchmark(
        "locate postcodes",
        f"{count:,} postcodes",
        15,
        lambda: book.locate_many(texts),
        yardstick,
        "bisect in a list of them",
    )


def _store(tmp: Path, members: int, others: int) -> Session:
    """A store with a lot of many members in one agreement and of more in another; each member
    was uplifted every year."""
    session = found_store(
        tmp / "bench.resources",
        NewOfficer("Tess Malone", Role.TEAM_MANAGER),
        "correct horse battery staple",
        clock=FixedClock.on(TODAY),
        key_cost=KeyCost(memory_kib=64, passes=1),
    ).session
    with session.act("make rates") as act:
        act.tables.insert("provider", {"id": "p", "name": "Chalk Hill Care"})
        every = range(members + others)
        act.tables.insert_many("service", map(_service, every))
        for letter, reference in (("a", "SC-15"), ("b", "SC-16")):
            act.tables.insert("agreement", _agreement(letter, reference))
            lot = {"id": f"l{letter}", "agreement_id": letter, "code": "1", "title": "Residential"}
            act.tables.insert("lot", lot)
        lots = ("la" if number < members else "lb" for number in every)
        act.tables.insert_many("membership", map(_member, every, lots))
        act.tables.insert_many("rate", (row for number in every for row in _rates_of(number)))
    return session


def _agreement(letter: str, reference: str) -> dict[str, object]:
    return {
        "id": letter,
        "reference": reference,
        "title": "South Central",
        "kind": "framework",
        "lead_authority_code": "E06000060",
        "start_date": FIRST.isoformat(),
    }


def _service(number: int) -> dict[str, object]:
    return {
        "id": f"s{number}",
        "urn": f"SC{number:06d}",
        "provider_id": "p",
        "name": f"Home {number}",
        "provision_type": "children's home",
        "registration_status": "Active",
    }


def _member(number: int, lot: str) -> dict[str, object]:
    return {
        "id": f"m{number}",
        "lot_id": lot,
        "provider_id": "p",
        "service_id": f"s{number}",
        "tier": 1,
        "start_date": FIRST.isoformat(),
    }


def _rates_of(number: int) -> Iterator[dict[str, object]]:
    for year in range(UPLIFTS):
        for youngest, oldest in BANDS:
            last = year == UPLIFTS - 1
            yield {
                "id": f"r{number}-{year}-{youngest}",
                "membership_id": f"m{number}",
                "element": "core weekly fee",
                "unit": "week",
                "age_from": youngest,
                "age_to": oldest,
                "amount_pence": 400_000 + 12_000 * year + number,
                "effective_from": f"{FIRST.year + year}-04-01",
                "effective_to": None if last else f"{FIRST.year + year + 1}-04-01",
            }


def _plain_copy(session: Session, tmp: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(tmp / "bare.sqlite")
    columns = "membership_id, element, age_from, age_to, amount_pence, effective_from, effective_to"
    bare.execute(f"CREATE TABLE rate ({columns})")
    rows = session.tables.rows(f"SELECT {columns} FROM rate")
    bare.executemany("INSERT INTO rate VALUES (?, ?, ?, ?, ?, ?, ?)", map(tuple, rows))
    bare.execute("CREATE INDEX rate_as_at ON rate (membership_id, element, effective_from)")
    bare.commit()
    return bare
