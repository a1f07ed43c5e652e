"""How fast an uplift is previewed: every rate old and new, and every live placement both ways."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from resources_app.agreements.uplift_model import Method, UpliftAsked
from resources_app.casework.uplifting import preview_uplift
from resources_app.foundations.clock import FixedClock
from resources_app.session import Session
from resources_app.store.store import KeyCost
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from tests.benchmarks.harness import Benchmark

TODAY, FIRST, NEXT = date(2026, 11, 23), date(2026, 4, 1), date(2027, 4, 1)
BANDS = ((0, 4), (5, 10), (11, 15), (16, 17))


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """A percentage on every rate of an agreement, alone and with placements under it."""
    members, placements = (25, 5) if toy else (5_000, 500)
    session = _store(tmp, members)
    bare = _plain_copy(session, tmp)
    asked = UpliftAsked("FW-26", NEXT, Method.PERCENTAGE, 350)

    def yardstick() -> object:
        rows = bare.execute("SELECT id, amount_pence FROM rate WHERE effective_to IS NULL")
        return [(key, (pence * 10_350 + 5_000) // 10_000) for key, pence in rows]

    name = "bare select and multiply, unencrypted"
    size = f"{members * len(BANDS):,} rates"
    yield Benchmark(
        "preview an uplift", size, 40, lambda: preview_uplift(session, asked), yardstick, name
    )
    _place(session, placements)
    size = f"{size}, {placements:,} placements"
    yield Benchmark(
        "preview an uplift with its cost",
        size,
        60,
        lambda: preview_uplift(session, asked),
        yardstick,
        name,
    )
    bare.close()
    session.store.close()


def _store(tmp: Path, members: int) -> Session:
    session = found_store(
        tmp / "bench.resources",
        NewOfficer("Tess Malone", Role.TEAM_MANAGER),
        "correct horse battery staple",
        clock=FixedClock.on(TODAY),
        key_cost=KeyCost(memory_kib=64, passes=1),
    ).session
    every = range(members)
    start = FIRST.isoformat()
    with session.act("make rates") as act:
        act.tables.insert_many("provider", ({"id": f"p{n}", "name": f"P {n}"} for n in every))
        act.tables.insert_many(
            "service",
            (
                {
                    "id": f"s{n}",
                    "urn": f"SC{n:06d}",
                    "provider_id": f"p{n}",
                    "name": f"Home {n}",
                    "provision_type": "children's home",
                    "registration_status": "Active",
                }
                for n in every
            ),
        )
        act.tables.insert(
            "agreement",
            {
                "id": "a",
                "reference": "FW-26",
                "title": "Homes",
                "kind": "framework",
                "lead_authority_code": "E06000060",
                "start_date": start,
            },
        )
        act.tables.insert("lot", {"id": "l", "agreement_id": "a", "code": "1", "title": "Homes"})
        act.tables.insert_many(
            "membership",
            (
                {
                    "id": f"m{n}",
                    "lot_id": "l",
                    "provider_id": f"p{n}",
                    "service_id": f"s{n}",
                    "tier": 1,
                    "start_date": start,
                }
                for n in every
            ),
        )
        act.tables.insert_many("rate", (row for n in every for row in _rates(n)))
    return session


def _rates(number: int) -> Iterator[dict[str, object]]:
    for youngest, oldest in BANDS:
        yield {
            "id": f"r{number}-{youngest}",
            "membership_id": f"m{number}",
            "element": "core weekly fee",
            "unit": "week",
            "age_from": youngest,
            "age_to": oldest,
            "amount_pence": 400_000 + number,
            "effective_from": FIRST.isoformat(),
        }


def _place(session: Session, placements: int) -> None:
    """A child of 13 with each of the first members, under an agreement at its rate."""
    start = "2026-06-01"
    with session.act("place children") as act:
        for n in range(placements):
            act.tables.insert(
                "child",
                {
                    "id": f"c{n}",
                    "local_identifier": f"{n}",
                    "given_name": "Somebody",
                    "family_name": "Unspoken",
                    "date_of_birth": "2013-05-01",
                    "sex": "1",
                    "authority_code": "E06000060",
                },
            )
            act.tables.insert(
                "placement",
                {
                    "id": f"pl{n}",
                    "reference": f"PLC-{n:04d}",
                    "child_id": f"c{n}",
                    "service_id": f"s{n}",
                    "start_date": start,
                    "authority_code": "E06000060",
                },
            )
            act.tables.insert(
                "ipa",
                {
                    "id": f"i{n}",
                    "reference": f"IPA-{n:04d}",
                    "placement_id": f"pl{n}",
                    "agreement_id": "a",
                    "membership_id": f"m{n}",
                    "start_date": start,
                    "notice_days": 28,
                    "payment_cycle": "monthly in arrears",
                    "review_due": "2026-12-01",
                },
            )
            act.tables.insert(
                "fee_line",
                {
                    "id": f"f{n}",
                    "ipa_id": f"i{n}",
                    "element": "core weekly fee",
                    "unit": "week",
                    "amount_pence": 400_000 + n,
                    "rate_id": f"r{n}-11",
                    "start_date": start,
                },
            )


def _plain_copy(session: Session, tmp: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(tmp / "bare.sqlite")
    bare.execute("CREATE TABLE rate (id, amount_pence, effective_to)")
    rows = session.tables.rows("SELECT id, amount_pence, effective_to FROM rate")
    bare.executemany("INSERT INTO rate VALUES (?, ?, ?)", map(tuple, rows))
    bare.commit()
    return bare
