"""The ways that are not straight, by command with `--json`: an emergency of the same day, brother
and sister apart, a tier passed over, an offer above its contract, funding refused and then given.

The straight way, with a variation and an ending, is test_journey.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from resources_app.foundations.clock import SystemClock, local_text
from resources_app.foundations.money import pounds
from tests.cli.conftest import AUDITOR, HEAD, MANAGER, OFFICER, Office, send_out, stocked
from tests.cli.samples import START, TODAY, decision_data, offer_data, request_data

# The team is founded once, so one worker makes its journeys.
pytestmark = pytest.mark.xdist_group("workflow journeys")

ABOVE_A_MANAGERS_LIMIT = 190_000  # pence a week


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the register and the price schedule, and no request yet."""
    with stocked(tmp_path_factory.mktemp("ways")) as office:
        yield office


@dataclass(frozen=True)
class Asked:
    """A request and the best home of those that it was sent to."""

    office: Office
    reference: str
    home: dict[str, Any]

    def offer(self, weekly_pence: int, **changed: Any) -> dict[str, Any]:
        """Record an offer of that home."""
        whole = offer_data(self.home["urn"], weekly_pence) | changed
        file = self.office.file(f"offer-{self.reference}-{weekly_pence}.json", whole)
        made: dict[str, Any] = self.office.do(OFFICER, "offer", "add", self.reference, file)
        return made

    def decide(self) -> dict[str, Any]:
        """Decide for it."""
        file = self.office.file("decision.json", decision_data(self.home["urn"]))
        made: dict[str, Any] = self.office.do(OFFICER, "decide", self.reference, "--file", file)
        return made

    def show(self) -> dict[str, Any]:
        """The request as it now stands."""
        whole: dict[str, Any] = self.office.do(OFFICER, "request", "show", self.reference)
        return whole


def taken_in(office: Office, identifier: str, **changed: Any) -> str:
    """A submitted request; its reference."""
    whole = request_data(identifier)
    whole["request"] |= changed
    file = office.file(f"request-{identifier}.json", whole)
    return str(office.do(OFFICER, "request", "add", file, "--submit")["reference"])


def asked(office: Office, identifier: str, **changed: Any) -> Asked:
    reference = taken_in(office, identifier, **changed)
    return Asked(office, reference, send_out(office, reference))


def test_an_emergency_is_placed_the_same_day_on_a_spoken_yes(team: Office) -> None:
    urgent = asked(team, "2001", urgency="emergency", needed_by_date=str(TODAY))
    today = {"available_from": str(TODAY)}
    urgent.offer(urgent.home["weekly_pence"], **today)
    urgent.decide()
    not_yet = team.run(OFFICER, "place", urgent.reference, "--start", TODAY, "--json")
    assert (not_yet.status, "funding has not been approved" in not_yet.err) == (2, True)
    said_at = local_text(SystemClock().now() - timedelta(minutes=2))
    spoken = ("--by", "Hugh Oyelaran", "--at", said_at, "--words", "Yes, place him tonight.")
    team.do(OFFICER, "spoken", "record", urgent.reference, *spoken)
    placed = team.do(OFFICER, "place", urgent.reference, "--start", TODAY)
    (waiting,) = team.do(HEAD, "spoken", "list")
    assert (waiting["request_reference"], waiting["approval"]["approver_name"]) == (
        urgent.reference,
        "Hugh Oyelaran",
    )
    owed = str(team.do(OFFICER, "duty", "list", placed["reference"])).casefold()
    assert "placement plan" in owed
    team.do(HEAD, "spoken", "confirm", urgent.reference, "--words", "As I said.")
    assert team.do(HEAD, "spoken", "list") == []
    assert urgent.show()["request"]["state"] == "placed"


def test_brother_and_sister_live_apart_for_a_reason(team: Office) -> None:
    reference = taken_in(team, "40517")
    nothing = team.run(OFFICER, "request", "apart", reference, "--child", "40518", "--json")
    assert nothing.status == 2
    why = ("--reason", "She needs a home of her own for now.")
    made = team.do(OFFICER, "request", "apart", reference, "--child", "40518", *why)
    hers = made["apart_reference"]
    for one in (reference, hers):
        whole = team.do(OFFICER, "request", "show", one)
        assert whole["siblings"] == []
        assert {reference, hers} - {one} <= set(str(whole).replace("'", " ").split())
    boy, girl = (Asked(team, one, send_out(team, one)) for one in (reference, hers))
    for child in (boy, girl):
        child.offer(child.home["weekly_pence"])
        child.decide()
        team.do(MANAGER, "approve", child.reference, "--words", "Agreed.")
        team.do(OFFICER, "place", child.reference, "--start", START)
        assert child.show()["request"]["state"] == "placed"
    assert boy.show()["placement_reference"] != girl.show()["placement_reference"]


def test_a_tier_is_passed_over_only_for_a_reason(team: Office) -> None:
    reference = taken_in(team, "2003", provision_sought=["children's home"])
    team.do(HEAD, "authorise", reference)
    team.do(OFFICER, "match", reference)
    straight = team.run(OFFICER, "release", reference, "--rung", "tier 2", "--json")
    assert straight.status == 2
    why = "Assessed: only a home of tier 2 knows his illness."
    sent = team.do(OFFICER, "release", reference, "--rung", "tier 2", "--skipped-reason", why)
    assert sent["rung"] == "tier 2"
    (told,) = team.do(OFFICER, "request", "show", reference)["releases"]
    assert told["skipped_reason"] == why
    assert why in " ".join(team.run(OFFICER, "request", "show", reference).out.split())


def test_above_the_contract_says_why_and_funding_refused_is_given_after_a_change(
    team: Office,
) -> None:
    dear = asked(team, "2004")
    silent = offer_data(dear.home["urn"], ABOVE_A_MANAGERS_LIMIT) | {"above_contract_reason": ""}
    file = team.file("silent.json", silent)
    refused = team.run(OFFICER, "offer", "add", dear.reference, file, "--json")
    assert (refused.status, "above" in refused.err) == (2, True)
    offer = dear.offer(ABOVE_A_MANAGERS_LIMIT, above_contract_reason="Two carers at night.")
    assert dear.decide()["who_may_approve"] == "head of service"
    too_high = team.run(MANAGER, "approve", dear.reference, "--words", "Agreed.", "--json")
    assert (too_high.status, "above a team manager’s limit" in too_high.err) == (2, True)
    team.do(HEAD, "approve", dear.reference, "--refuse", "--words", "Ask for the contract price.")
    assert dear.show()["request"]["state"] == "offers in"
    team.do(OFFICER, "offer", "withdraw", offer["offer"]["id"], "--reason", "circumstances")
    contract = dear.home["weekly_pence"]
    dear.offer(contract, above_contract_reason="A bed of his own, once.")
    assert dear.decide()["who_may_approve"] == "team manager"
    team.do(MANAGER, "approve", dear.reference, "--words", "At the contract price.")
    placed = team.do(OFFICER, "place", dear.reference, "--start", START)
    approvals = [
        (one["approver_name"], one["outcome"], one["cost"]["weekly_pence"])
        for one in dear.show()["approvals"]
        if one["kind"] == "money"
    ]
    assert approvals == [
        ("Hugh Oyelaran", "refused", ABOVE_A_MANAGERS_LIMIT),
        ("Tess Malone", "approved", contract),
    ]
    week = ("--from", START, "--to", START + timedelta(days=6))
    charged = team.do(OFFICER, "charges", placed["reference"], *week)
    assert pounds(contract) in str(charged)
    assert team.do(AUDITOR, "journal", "verify")["clean"] is True
