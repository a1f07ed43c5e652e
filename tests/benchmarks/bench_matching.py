"""How fast one request is matched with every service, beside a bare SQL query.

The yardstick is the least anybody could do: filter and measure distance in SQL on an
unencrypted copy of the service table, with its index, counting no cause and scoring nothing.
"""

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from resources_app.casework.searching import SearchOutcome, look_for_home
from resources_app.casework.surroundings import Occasion, forget, surroundings
from resources_app.foundations.clock import FixedClock
from resources_app.providers.model import ProvisionType
from resources_app.requests.catalogue import SERVICE_COLUMNS
from resources_app.requests.matching import match
from resources_app.session import Session
from resources_app.store.store import KeyCost
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from tests.benchmarks.harness import Benchmark

TODAY = date(2026, 11, 23)
HOME = (486_900, 193_500)  # High Wycombe, metres
BUCKS = "E06000060"
MATCH_TARGET = 5  # the figure
KINDS = {
    ProvisionType.CHILDRENS_HOME: 50,
    ProvisionType.SUPPORTED_ACCOMMODATION: 28,
    ProvisionType.FOSTERING_AGENCY: 10,
    ProvisionType.SPECIAL_SCHOOL: 8,
    ProvisionType.FAMILY_CENTRE: 3,
    ProvisionType.SECURE_HOME: 1,
}
_BARE = """
    SELECT urn, (easting - :east) * (easting - :east) + (northing - :north) * (northing - :north)
           AS square
      FROM service
     WHERE registration_status = 'Active'
       AND provision_type IN ('children''s home', 'independent fostering agency')
       AND square <= 4143000000
"""


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """Matching alone, a whole look by an officer, and building the catalogue anew."""
    services, residents = (300, 100) if toy else (15_000, 20_000)
    session, reference = _store(tmp, services, residents)
    bare = _plain_copy(session, tmp)
    size = f"{services:,} services"

    def query() -> list[Any]:
        return bare.execute(_BARE, {"east": HOME[0], "north": HOME[1]}).fetchall()

    outcome = look_for_home(session, reference)
    ground = outcome.match.ground

    def match_alone() -> dict[str, int]:
        found = match(ground.criteria, ground.catalogue, ground.circumstances)
        return dict(found.first_causes)

    def look() -> list[Any]:
        found: SearchOutcome = look_for_home(session, reference)
        return found.ranked(0, 50)

    def rebuild() -> object:
        forget(session.store)
        occasion = Occasion(BUCKS, TODAY, TODAY)
        return surroundings(session.store, session.tables, occasion, frozenset())

    def read_all() -> list[Any]:
        rows = bare.execute(f"SELECT {', '.join(SERVICE_COLUMNS)} FROM service ORDER BY urn")
        return rows.fetchall()

    name = "bare SQL filter and distance, unencrypted"
    yield Benchmark("match a request, causes counted", size, MATCH_TARGET, match_alone, query, name)
    yield Benchmark("look for a home, 50 rows shown", size, MATCH_TARGET, look, query, name)
    yield Benchmark(
        f"rebuild the catalogue, {residents:,} residents",
        size,
        12,
        rebuild,
        read_all,
        "read the service table, unencrypted",
    )
    bare.close()
    session.store.close()


def _store(tmp: Path, services: int, residents: int) -> tuple[Session, str]:
    """A store with that many services and children in them, and a request ready to match."""
    chance = random.Random(26)
    founded = found_store(
        tmp / "bench.resources",
        NewOfficer("Tess Malone", Role.TEAM_MANAGER),
        "correct horse battery staple",
        clock=FixedClock.on(TODAY),
        key_cost=KeyCost(memory_kib=64, passes=1),
    )
    session = founded.session
    with session.act("make services") as act:
        act.tables.insert("provider", {"id": "p1", "name": "Chalk Hill Care"})
        rows = [_service(number, chance) for number in range(services)]
        act.tables.insert_many("service", rows)
        act.tables.insert_many("service_setting", _settings(rows, chance))
        act.tables.insert_many("vacancy", _vacancies(rows, chance))
        act.tables.insert_many("suspension", _suspensions(rows, chance))
        _contracts(act.tables, rows, chance)
        act.tables.insert_many("child", (_child(number, chance) for number in range(residents)))
        act.tables.insert_many(
            "placement", (_placement(number, rows, chance) for number in range(residents))
        )
        act.tables.insert("placement_request", _request())
    return session, "REQ-26-A7-0001"


def _service(number: int, chance: random.Random) -> dict[str, object]:
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    ages = chance.choice([(None, None), (None, None), (8, 13), (None, 16), (11, 17)])
    return {
        "id": f"s{number:05}",
        "urn": str(1_000_000 + number),
        "provider_id": "p1",
        "name": f"Home {number}",
        "provision_type": str(kind),
        "registration_status": chance.choices(["Active", "Resigned", "Suspended"], [92, 6, 2])[0],
        "easting": chance.randrange(380_000, 620_000),
        "northing": chance.randrange(100_000, 400_000),
        "authority_code": chance.choice([BUCKS, "E10000025", "E06000038", "E10000015"]),
        "registered_places": chance.randrange(1, 9),
        "placement_codes": "H5" if kind is ProvisionType.SUPPORTED_ACCOMMODATION else "K2",
        "overall_effectiveness": chance.choice(["Good", "Good", "Outstanding", "Inadequate", ""]),
        "inspection_date": "2025-07-05",
        "cares_for_ebd": chance.randrange(2),
        "cares_for_learning_difficulty": chance.randrange(2),
        "conditions": "Care and accommodation for boys only." if ages[0] else "",
        "age_from": ages[0],
        "age_to": ages[1],
        "genders": chance.choice(["", "", "", "M", "F"]),
    }


def _settings(rows: list[dict[str, object]], chance: random.Random) -> Iterator[dict[str, object]]:
    for row in rows:
        if row["provision_type"] == str(ProvisionType.SUPPORTED_ACCOMMODATION):
            for number in range(chance.randrange(1, 6)):
                yield {
                    "id": f"{row['id']}-{number}",
                    "service_id": row["id"],
                    "easting": chance.randrange(380_000, 620_000),
                    "northing": chance.randrange(100_000, 400_000),
                    "authority_code": BUCKS,
                    "capacity": chance.randrange(1, 9),
                }


def _vacancies(rows: list[dict[str, object]], chance: random.Random) -> Iterator[dict[str, object]]:
    for row in chance.sample(rows, len(rows) // 20):
        days = chance.randrange(40)
        yield {
            "id": f"v{row['id']}",
            "service_id": row["id"],
            "places": chance.randrange(3),
            "declared_on": (TODAY - timedelta(days=days)).isoformat(),
        }


def _suspensions(
    rows: list[dict[str, object]], chance: random.Random
) -> Iterator[dict[str, object]]:
    for row in chance.sample(rows, len(rows) // 100):
        yield {
            "id": f"x{row['id']}",
            "service_id": row["id"],
            "reason": "Concern",
            "start_date": "2026-10-01",
        }


def _contracts(tables: Any, rows: list[dict[str, object]], chance: random.Random) -> None:
    """A framework of one lot with a tenth of the services in it, each with three prices."""
    tables.insert(
        "agreement",
        {
            "id": "a1",
            "reference": "FW-1",
            "title": "South Central",
            "kind": "framework",
            "lead_authority_code": BUCKS,
            "start_date": "2026-04-01",
        },
    )
    tables.insert("lot", {"id": "l1", "agreement_id": "a1", "code": "1", "title": "Residential"})
    for row in chance.sample(rows, len(rows) // 10):
        member = f"m{row['id']}"
        tables.insert(
            "membership",
            {
                "id": member,
                "lot_id": "l1",
                "provider_id": "p1",
                "service_id": row["id"],
                "tier": chance.randrange(1, 4),
                "start_date": "2026-04-01",
            },
        )
        tables.insert_many("rate", _rates(member, chance))


def _rates(member: str, chance: random.Random) -> Iterator[dict[str, object]]:
    for first, last in ((0, 7), (8, 12), (13, 17)):
        yield {
            "id": f"{member}-{first}",
            "membership_id": member,
            "element": "core weekly fee",
            "unit": "week",
            "age_from": first,
            "age_to": last,
            "amount_pence": chance.randrange(80_000, 600_000),
            "effective_from": "2026-04-01",
        }


def _child(number: int, chance: random.Random) -> dict[str, object]:
    born = TODAY - timedelta(days=chance.randrange(4 * 365, 17 * 365))
    return {
        "id": f"c{number:05}",
        "local_identifier": f"L{number}",
        "given_name": "A",
        "family_name": "B",
        "date_of_birth": born.isoformat(),
        "sex": chance.choice("12"),
        "authority_code": BUCKS,
        "home_postcode": "HP13 6PG",
        "school_postcode": "HP11 1TX",
    }


def _placement(
    number: int, rows: list[dict[str, object]], chance: random.Random
) -> dict[str, object]:
    return {
        "id": f"p{number:05}",
        "reference": f"PLC-{number}",
        "child_id": f"c{number:05}",
        "service_id": chance.choice(rows)["id"],
        "start_date": "2026-01-01",
        "authority_code": BUCKS,
    }


def _request() -> dict[str, object]:
    return {
        "id": "r1",
        "reference": "REQ-26-A7-0001",
        "child_id": "c00000",
        "state": "authorised",
        "received_on": "2026-11-20",
        "urgency": "planned",
        "provision_sought": "children's home,independent fostering agency",
        "max_distance_miles": 40,
        "livingCompanions": "With other children recommended",
        "riskMissing": "Risk Present",
    }


def _plain_copy(session: Session, tmp: Path) -> sqlite3.Connection:
    """The service table and its index in a plain SQLite file."""
    schema = session.tables.rows(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'service' AND sql IS NOT NULL"
        " AND type IN ('table', 'index') ORDER BY type DESC"
    )
    copy = sqlite3.connect(tmp / "plain.sqlite")
    for row in schema:
        copy.execute(row["sql"])
    rows = session.tables.rows("SELECT * FROM service ORDER BY urn")
    marks = ", ".join("?" * len(rows[0]))
    copy.executemany(f"INSERT INTO service VALUES ({marks})", [tuple(row) for row in rows])
    copy.commit()
    return copy
