"""What the law bars is tried by every role, by every route and at every stage: none gets through.

A request goes its lawful way to a placement; at each stage the fact that makes it lawful is taken
away, everybody tries every way on, and the fact is put back. One store serves a whole rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from resources_app.approvals.model import ApprovalKind
from resources_app.children.court_actions import record_order
from resources_app.children.court_orders import NewOrder
from resources_app.children.court_queries import orders_of
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import KnownError, Refused
from resources_app.placements.actions import place_child
from resources_app.placements.actions.respite import approve_respite, propose_respite
from resources_app.placements.model import PlacementTerms
from resources_app.placements.respite import NewRespite
from resources_app.requests.actions import authorise_request, create_request, submit_request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import OFFER, START, Steps, agree_area
from tests.casework.law_world import STAGES, World, go_on, refusals
from tests.conftest import SessionFor
from tests.requests.market import Market

KINDS = ["children's home", "secure children's home", "supported accommodation"]
SIXTEEN, FIFTEEN = "2010-11-20", "2010-12-20"  # on 23 November and on 7 December 2026


@dataclass(frozen=True)
class Rule:
    """A rule of law, the home it bars, and how the fact that lifts it comes and goes."""

    home: str
    said: str
    lawful: Callable[[World, bool], None]
    code: str = ""


def _childs_age(world: World, lawful: bool) -> None:
    born = SIXTEEN if lawful else FIFTEEN
    world.change("child", world.asked.child_id, date_of_birth=born)


def _sisters_age(world: World, lawful: bool) -> None:
    born = SIXTEEN if lawful else FIFTEEN
    world.change("child", world.asked.sibling_ids[0], date_of_birth=born)


def _type_sought(world: World, lawful: bool) -> None:
    _childs_age(world, lawful)
    world.change("placement_request", world.asked.id, placement_code_sought="" if lawful else "Z1")


def _order(world: World, lawful: bool) -> None:
    """Each of them has an order of the court; his ended the day before, or goes on."""
    everyone = (world.asked.child_id, *world.asked.sibling_ids)
    if not orders_of(world.officer.tables, everyone):
        for child_id in everyone:
            record_order(world.officer, child_id, ORDER)
    (his,) = orders_of(world.officer.tables, everyone)[world.asked.child_id]
    world.change("court_order", his.id, end_date="2027-02-20" if lawful else "2026-11-23")


RULES = {
    "under 16 in supported accommodation": Rule("supported", "regulation 27A", _childs_age),
    "a sister under 16 beside him": Rule("supported", "regulation 27A", _sisters_age),
    "under 16 in another arrangement": Rule("second", "regulation 27A", _type_sought),
    "under 16 in independent living": Rule("second", "regulation 27A", _childs_age, "P2"),
    "secure without authority": Rule("secure", "section 25", _order),
}
ORDER = NewOrder(
    "secure", date(2026, 11, 20), date(2026, 11, 20), date(2027, 2, 19),
    "Family Court at Reading", "RG26C00112",
)  # fmt: skip
# Where the type is only said at the end, nothing before it is barred.
_LAST = ("approved",)


@pytest.fixture
def world(
    officer: Session, head: Session, market: Market, session_for: SessionFor,
    whole: dict[str, Any], tmp_path: Path,
) -> World:  # fmt: skip
    """An authorised request for a brother and a sister, both 16."""
    for role in Role:
        session_for(role)
    whole["child"]["date_of_birth"] = whole["child"]["siblings"][0]["date_of_birth"] = SIXTEEN
    whole["request"] |= {"placement_code_sought": "", "provision_sought": KINDS}
    whole["request"]["secure_authority"] = "Applied for."
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(head, reference)
    return World(reference, "second", market, session_for, tmp_path)


@contextmanager
def barred(rule: Rule, world: World) -> Iterator[None]:
    rule.lawful(world, False)
    yield
    rule.lawful(world, True)


@pytest.mark.parametrize("name", RULES)
def test_no_role_gets_through_by_any_route(name: str, world: World) -> None:
    rule = RULES[name]
    world = replace(world, home=rule.home, code=rule.code)
    rule.lawful(world, True)
    for stage in STAGES:
        if stage in _LAST or not rule.code:
            before = world.asked.state
            with barred(rule, world):
                told = refusals(world, stage)
            assert [one for one in told if not one[2]] == []
            assert {one[2] for one in told if not _by_law(rule, stage, one[2])} == set()
            assert world.asked.state is before
        go_on(replace(world, code=""), stage)
    assert world.officer.tables.value("SELECT count(*) FROM placement") == 2


def _by_law(rule: Rule, stage: str, said: str) -> bool:
    """A role that may not is told so; a search counts what it leaves out; else the rule speaks."""
    return said.startswith("may not ") or rule.said in said or stage == "authorised"


def test_at_a_distance_only_the_director_opens_the_way(
    officer: Session, steps: Steps, session_for: SessionFor, tmp_path: Path
) -> None:
    """Regulation 11: in Reading, which does not adjoin Buckinghamshire."""
    reference = steps.approved(replace(OFFER, living_postcode="RG1 3BD"))
    world = World(reference, "first", steps.market, session_for, tmp_path)
    for role in Role:
        session_for(role)
        if role is not Role.DIRECTOR:
            with pytest.raises(KnownError, match="is for a director of children's services"):
                agree_area(session_for(role), reference, ApprovalKind.AT_A_DISTANCE)
    agree_area(steps.head, reference, ApprovalKind.OUT_OF_AREA)
    with pytest.raises(Refused, match="is for a director"):
        world.command(
            Role.HEAD_OF_SERVICE, "approve", reference, "--kind", "at a distance", "--words", "Yes"
        )
    told = {said for _, _, said in refusals(world, "approved", urgent=False)}
    assert {one for one in told if "regulation 11" not in one} == {"may not make a placement"}


def test_nights_of_respite_are_held_to_the_same_law(
    officer: Session, steps: Steps, session_for: SessionFor
) -> None:
    """A boy of 13 who is placed already, and one of 13 whose respite waits for approval."""
    made = place_child(officer, steps.approved(), PlacementTerms(START)).reference
    nights = Period(START + timedelta(days=7), START + timedelta(days=9))
    barred = (("supported", "", "27A"), ("second", "P2", "27A"), ("secure", "", "section 25"))
    for home, code, said in barred:
        asked = NewRespite(
            steps.market.urn(home), nights, "A rest.", carer_or_bed_code="K-2",
            living_postcode="HP13 6PG", placement_code=code,
        )  # fmt: skip
        for role in Role:
            with pytest.raises(KnownError, match=f"{said}|may not make a placement"):
                propose_respite(session_for(role), made, asked)
    paid = NewRespite(
        steps.market.urn("second"), nights, "A rest.", 12_000,
        carer_or_bed_code="K-2", living_postcode="HP13 6PG",
    )  # fmt: skip
    waiting = propose_respite(officer, made, paid).respite
    with officer.act("a register for a test") as act:
        act.tables.update("service", steps.market.ids["second"], {"placement_codes": "K2,H5"})
    with pytest.raises(Refused, match="regulation 27A"):
        approve_respite(steps.head, waiting.id, words="Agreed.")
