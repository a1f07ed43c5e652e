"""How fast Ofsted's register is taken in, beside a library merely reading its cells.

The yardstick reads the file into Python values and does nothing with them: no check of the
file, no meaning, no store. A second one also puts the rows that come of it into an encrypted
file: what any store would cost, without checks, journal, search or seal. The file is like
Ofsted's: 51 columns, postcodes all over England.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import python_calamine

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.postcode_files import installed_folder, letters, read_letter
from resources_app.providers.actions import accept_register, preview_register
from resources_app.providers.register_headings import PROVIDERS
from resources_app.session import Session
from resources_app.store.connection import connect
from resources_app.store.keys import KEY_BYTES, KeyCost
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from resources_app.workbooks.model import Cell
from resources_app.workbooks.writing import Table, write_workbook
from tests.benchmarks.harness import Benchmark

TODAY = date(2026, 11, 23)
IMPORT_TARGET = 3  # the figure
_EXTRA = ("Linked school type", "Linked school latest inspection date")
_STORES_READY = 18  # as many as the harness calls for; more are made when they are needed


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """The first import into an empty store, and next month's with nothing new in it."""
    rows = 60 if toy else 20_000
    file = tmp / "register.xlsx"
    _write_register(file, rows)
    stores = _Stores(tmp)
    stores.prepare(1 if toy else _STORES_READY)
    size = f"{rows:,} rows × 51 columns"
    name = "calamine merely reading it"

    def first_import() -> int:
        session = stores.take()
        accepted = accept_register(session, preview_register(session, file))
        session.store.close()
        return accepted.counts["added"]

    def merely_read() -> int:
        with python_calamine.CalamineWorkbook.from_path(file) as book:
            return sum(len(book.get_sheet_by_name(sheet).to_python()) for sheet in book.sheet_names)

    known = stores.take()
    accept_register(known, preview_register(known, file))
    bare = _BareStore(tmp, known)

    def read_and_keep() -> int:
        return merely_read() + bare.keep()

    def look_again() -> bool:
        return preview_register(known, file).changes_nothing

    taken_in, again = "register parsed, compared, stored", "the same register previewed again"
    for operation, call, yardstick, bare_minimum in (
        (taken_in, first_import, name, merely_read),
        (taken_in, first_import, "that, and its rows kept encrypted", read_and_keep),
        (again, look_again, name, merely_read),
    ):
        yield Benchmark(operation, size, IMPORT_TARGET, call, bare_minimum, yardstick)
    known.store.close()


class _BareStore:
    """The rows of an import, and how long SQLCipher alone takes to keep them."""

    _TABLES = ("provider", "service")  # in the order they refer to each other

    def __init__(self, folder: Path, known: Session) -> None:
        self._folder = folder
        self._made = 0
        self._schema: list[str] = []
        self._rows: list[tuple[str, list[tuple[object, ...]]]] = []
        for table in self._TABLES:
            rows = known.tables.rows(f"SELECT * FROM {table}")
            marks = ", ".join("?" * len(rows[0]))
            self._schema.append(
                str(known.tables.value("SELECT sql FROM sqlite_master WHERE name = ?", [table]))
            )
            self._rows.append(
                (f"INSERT INTO {table} VALUES ({marks})", [tuple(row) for row in rows])
            )

    def keep(self) -> int:
        """Write every row to a new encrypted file, to stay; returns how many there were."""
        self._made += 1
        conn = connect(self._folder / f"bare_{self._made}.db", bytes(KEY_BYTES)).conn
        for table in self._schema:
            conn.execute(table)
        conn.execute("BEGIN IMMEDIATE")
        for statement, rows in self._rows:
            conn.executemany(statement, rows)
        conn.execute("COMMIT")
        conn.close()
        return sum(len(rows) for _, rows in self._rows)


class _Stores:
    """Empty stores, made ahead so that making them is not measured."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._ready: list[Session] = []

    def prepare(self, count: int) -> None:
        self._ready.extend(self._make() for _ in range(count))

    def take(self) -> Session:
        return self._ready.pop() if self._ready else self._make()

    def _make(self) -> Session:
        self._made += 1
        return found_store(
            self._folder / f"bench_{self._made}.resources",
            NewOfficer("Tess Malone", Role.TEAM_MANAGER),
            "correct horse battery staple",
            clock=FixedClock.on(TODAY),
            key_cost=KeyCost(memory_kib=64, passes=1),
        ).session


# ---- the file


def _write_register(path: Path, rows: int) -> None:
    chance = random.Random(51)
    headings = [*(column.label for column in PROVIDERS), *_EXTRA]
    headings += ["Provider local authority of registration"] * (51 - len(headings))
    postcodes = _postcodes(rows, chance)
    lines = (_line(number, headings, postcodes[number], chance) for number in range(rows))
    write_workbook(path, [Table("Providers", headings, lines)])


def _postcodes(count: int, chance: random.Random) -> list[str]:
    """Real postcodes, from every letter that has a file."""
    folder = installed_folder()
    pools = []
    for letter in letters(folder):
        columns = read_letter(folder, letter)
        if columns is not None:
            pools.append([text.decode() for text in chance.sample(list(columns.postcodes), 60)])
    return [chance.choice(chance.choice(pools)) for _ in range(count)]


_WORDS = "Cedar Quarry Maple Abbot Yew Rowan Bramble Larch Willow Fern Hazel Juniper".split()
_PLACES = "Oxfordshire Kent Leeds Reading Hertfordshire Bedford Manchester Swindon".split()
_TYPES = (
    "Children's Home",
    "Children's Home",
    "Children's Home",
    "Independent Fostering Agency",
    "Residential Special School",
)
_GRADES = ("Good", "Good", "Outstanding", "Requires improvement to be good", "Inadequate")
_CONDITIONS = (
    "",
    "",
    "Care and accommodation for boys only.",
    "May only provide care for children aged 8 to 13 at admission.",
    "The home may not accommodate children over 16.",
)


def _line(number: int, headings: list[str], postcode: str, chance: random.Random) -> list[Cell]:
    day = date(2005, 1, 1) + timedelta(days=chance.randrange(7000))
    owner = chance.randrange(3000)
    place = chance.choice(_PLACES)
    cells: dict[str, Cell] = {
        "URN": 2_000_000 + number if number % 2 else f"SC{number:06d}",
        "Provider type": chance.choice(_TYPES),
        "Provider subtype": "Children's home",
        "Sector": "Private",
        "Provider name": f"{chance.choice(_WORDS)} {chance.choice(_WORDS)} {number}",
        "Registration date": day,
        "Registration status": "Active",
        "Deregistration date": "-",
        "Placement code": "K2",
        "Provider email address": f"referrals{number}@example.org",
        "Conditions": chance.choice(_CONDITIONS),
        "Owner type": "Organisation",
        "Owner ID": 900_000 + owner,
        "Owner name": f"{_WORDS[owner % 12]} Care {owner} Ltd",
        "Owner address line 1": f"{owner} High Street",
        "Owner town": place if owner < 0 else _PLACES[owner % 8],
        "Owner postcode": "OX1 1AA",
        "Local authority": place,
        "Provider address line 1": f"{chance.randrange(200)} {chance.choice(_WORDS)} Lane",
        "Provider address line 2": chance.choice(_WORDS),
        "Provider town": place,
        "Provider postcode": postcode,
        "Provider telephone number": f"01296 {chance.randrange(100_000, 999_999)}",
        "top_company": f"{_WORDS[owner % 12]} Group plc",
        "Region": "South East",
        "Placement provider code": "PR4",
        "Date of last full inspection": day + timedelta(days=700),
        "Interim inspection start date": day + timedelta(days=900) if number % 3 == 0 else "",
        "Assurance visit start date": day + timedelta(days=400) if number % 4 == 0 else "",
        "Link to Ofsted report": f"https://reports.example.org/provider/{number}",
        "Number of registered places": chance.randrange(1, 9),
        "Multi building CH": "No",
        "Linked school URN": 100_000 + number if number % 5 == 0 else "",
        "Linked school name": f"{chance.choice(_WORDS)} School" if number % 5 == 0 else "",
    }
    grade = chance.choice(_GRADES)
    graded = {"Overall effectiveness", "CYP safety", "Leadership and management", "CYP outcomes"}
    yes_no = {column.label for column in PROVIDERS if column.field.startswith("cares_for")}
    return [
        cells[heading]
        if heading in cells
        else grade
        if heading in graded
        else chance.randrange(2)
        if heading in yes_no
        else ""
        for heading in headings
    ]
