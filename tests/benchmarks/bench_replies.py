"""Replies as they come in: forty recorded at once, beside the bare rows that they are kept in."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import cycle
from pathlib import Path

from resources_app.foundations.clock import FixedClock
from resources_app.requests.actions import create_request, record_replies
from resources_app.requests.model import Rung, State
from resources_app.requests.queries import request
from resources_app.requests.reply_entry import TypedReply
from resources_app.session import Session
from resources_app.store.keys import KeyCost
from resources_app.team.actions import NewOfficer, found_store
from resources_app.team.model import Role
from tests.benchmarks.harness import Benchmark

SAMPLE = Path(__file__).parents[1] / "data" / "request.json"
FORTY, TOY = 40, 4
# A reply is read, held against what was said before, kept, and counted: two rows, one of them new.
AS_BARE_ROWS = 6


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterable[Benchmark]:
    """Every reply is news each time: another reason than before."""
    count = TOY if toy else FORTY
    founder = NewOfficer("Tess Malone", Role.TEAM_MANAGER)
    session = found_store(
        tmp / "replies.resources",
        founder,
        "a passphrase to measure with",
        clock=FixedClock.on(date(2026, 11, 23)),
        key_cost=KeyCost(memory_kib=64, passes=1),
    ).session
    reference, parts = _sent(session, count)
    reasons = cycle(("age", "no-place"))

    def record() -> None:
        reply = next(reasons)
        typed = [TypedReply(row, urn, reply) for row, urn in enumerate(parts, 1)]
        assert record_replies(session, reference, typed).recorded == count

    def write_bare() -> None:
        row = {"response": "decline", "reason": "age", "said_at": session.stamp()}
        with session.act("measure") as act:
            for part in parts.values():
                act.tables.insert("reply", {**row, "id": session.new_id(), "recipient_id": part})

    yield Benchmark(
        "record replies at once",
        f"{count} homes",
        AS_BARE_ROWS,
        record,
        write_bare,
        "their rows alone, in one action",
    )
    session.store.close()


def _sent(session: Session, count: int) -> tuple[str, dict[str, str]]:
    """A request that is out with so many homes; their parts in the round, by URN."""
    reference = create_request(session, json.loads(SAMPLE.read_text("utf-8"))).reference
    about = request(session.tables, reference)
    parts = {}
    with session.act("measure") as act:
        act.tables.update("placement_request", about.id, {"state": State.SEARCHING})
        provider = {"id": session.new_id(), "name": "Chalk Hill Care"}
        act.tables.insert("provider", provider)
        release = {
            "id": session.new_id(),
            "request_id": about.id,
            "round_number": 1,
            "rung": Rung.TIER_1,
            "released_at": session.stamp(),
            "released_by": session.officer.id,
            "reply_due": "2026-11-25",
        }
        act.tables.insert("release", release)
        for number in range(count):
            service = {
                "id": session.new_id(),
                "urn": f"SC{number:06d}",
                "provider_id": provider["id"],
                "name": f"Home {number}",
                "provision_type": "children's home",
                "registration_status": "Active",
            }
            act.tables.insert("service", service)
            part = {"id": session.new_id(), "release_id": release["id"]}
            act.tables.insert("release_recipient", {**part, "service_id": service["id"]})
            parts[service["urn"]] = part["id"]
    return reference, parts
