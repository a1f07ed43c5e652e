"""Random walks through the whole workflow: any officer tries any action at any time, lawful or
not, with sensible and senseless arguments.

To let them try another action: add a rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from resources_app.agreements.charge_model import AbsenceReason
from resources_app.agreements.model import Element, Unit
from resources_app.approvals.model import ApprovalKind
from resources_app.casework.approving import approve_decision, reject_decision
from resources_app.casework.spoken import Spoken, confirm_spoken, deny_spoken, record_spoken
from resources_app.foundations.dates import Period
from resources_app.placements.actions import (
    Ending,
    approve_variation,
    end_placement,
    place_child,
    propose_variation,
    record_absence,
)
from resources_app.placements.model import PlacementTerms
from resources_app.placements.variation_model import LineChange, NewVariation
from resources_app.requests.actions import (
    decide_offer,
    record_offer,
    record_response,
    release_request,
    withdraw_offer,
)
from resources_app.requests.model import ResponseKind, Rung, State
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.conftest import CORE, DECISION, OFFER, agree_area
from tests.casework.walkers import TURNS, WHICH, WHO, Asking
from tests.requests.market import URNS, allow_spot

HOMES = st.sampled_from([*URNS, "first", "second"])
# Near the team, near the county, and where only the Director may send a child.
POSTCODES = st.sampled_from(["HP13 6PG", "HP13 6PG", "OX4 1YZ", "RG1 3BD", ""])
PRICES = st.sampled_from([CORE.amount_pence, CORE.amount_pence, 90_000, 240_000, 900_000])
DAYS = st.integers(min_value=-3, max_value=40)


class Walk(Asking):
    """What follows the asking: searching, deciding, and living there."""

    # -- searching and deciding ------------------------------------------------------------

    @precondition(lambda self: self.references)
    @rule(which=WHICH, rung=st.sampled_from(Rung), who=WHO, skipped=st.booleans())
    def send(self, which: int, rung: Rung, who: Role | None, skipped: bool) -> None:
        self.team.market.search(self.team.officer, self.reference(which), *URNS)
        self.on(
            which, "release_request", Role.PLACEMENT_OFFICER, who, release_request, rung,
            skipped_reason="Assessed as right." if skipped else "",
        )  # fmt: skip

    @precondition(lambda self: self.references)
    @rule(which=WHICH, home=HOMES, who=WHO, kind=st.sampled_from(ResponseKind))
    def reply(self, which: int, home: str, who: Role | None, kind: ResponseKind) -> None:
        self.on(
            which, "record_response", Role.PLACEMENT_OFFICER, who, record_response,
            self.team.market.ids[home], kind, reason="no-place", note="By telephone.",
        )  # fmt: skip

    @precondition(lambda self: self.references)
    @rule(which=WHICH, home=HOMES, who=WHO, pence=PRICES, postcode=POSTCODES, why=st.booleans())
    def offer(
        self, which: int, home: str, who: Role | None, pence: int, postcode: str, why: bool
    ) -> None:
        new = replace(
            OFFER,
            urn=URNS[home][0],
            available_from=self.team.clock.today(),
            prices=(replace(CORE, amount_pence=pence),),
            living_postcode=postcode,
            above_contract_reason="Two carers at night." if why else "",
            unreleased_reason="It wrote to us." if why else "",
        )
        self.on(which, "record_offer", Role.PLACEMENT_OFFICER, who, record_offer, new)

    @precondition(lambda self: self.references)
    @rule(which=WHICH, number=WHICH, who=WHO)
    def take_offer_back(self, which: int, number: int, who: Role | None) -> None:
        rows = self.team.officer.tables.rows(
            "SELECT o.id FROM offer o JOIN placement_request r ON r.id = o.request_id"
            " WHERE r.reference = ?",
            (self.reference(which),),
        )
        offers = [str(row["id"]) for row in rows]
        if offers:
            self.attempt(
                "withdraw_offer", Role.PLACEMENT_OFFICER, who,
                lambda session: withdraw_offer(
                    session, offers[number % len(offers)], reason="place-taken"),
            )  # fmt: skip

    @precondition(lambda self: self.references)
    @rule(which=WHICH, home=HOMES, who=WHO)
    def decide(self, which: int, home: str, who: Role | None) -> None:
        new = replace(DECISION, offer=URNS[home][0])
        self.on(which, "decide_offer", Role.PLACEMENT_OFFICER, who, decide_offer, new)

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=WHO, yes=st.sampled_from([True, True, False]))
    def approve(self, which: int, who: Role | None, yes: bool) -> None:
        action = approve_decision if yes else reject_decision
        self.on(which, action.__name__, Role.HEAD_OF_SERVICE, who, action, words="Considered.")

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=WHO, kind=st.sampled_from(ApprovalKind))
    def give(self, which: int, who: Role | None, kind: ApprovalKind) -> None:
        """An approval that the law, or the council's contract standing orders, ask for."""
        if kind is ApprovalKind.SPOT_EXEMPTION:
            self.on(which, "approve_spot", Role.HEAD_OF_SERVICE, who, allow_spot)
        elif kind in {ApprovalKind.OUT_OF_AREA, ApprovalKind.AT_A_DISTANCE}:
            self.on(which, "approve_area", Role.DIRECTOR, who, agree_area, kind)

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=WHO, by=st.sampled_from(Role))
    def hear_a_yes(self, which: int, who: Role | None, by: Role) -> None:
        said_at = self.team.clock.now() - timedelta(minutes=5)
        spoken = Spoken(self.team.session_for(by).officer.name, said_at, "Go ahead.")
        self.on(which, "record_spoken", Role.PLACEMENT_OFFICER, who, record_spoken, spoken)

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=st.sampled_from(Role), yes=st.booleans())
    def answer_for_it(self, which: int, who: Role, yes: bool) -> None:
        action = confirm_spoken if yes else deny_spoken
        self.on(which, action.__name__, who, who, action, words="I said so.")

    @precondition(lambda self: self.references)
    @rule(
        which=WHICH,
        home=st.sampled_from(["first", "second", "own"]),
        steps=st.sampled_from([1, 2, 3, 5]),
        turn=st.sampled_from(TURNS),
    )
    def go_on(self, which: int, home: str, steps: int, turn: str) -> None:
        """What is expected next, done sensibly by whoever does it, so that walks come far."""
        for _ in range(steps):
            self._next(which, home, turn)

    def _next(self, which: int, home: str, turn: str) -> None:
        pence = CORE.amount_pence
        if self.state(which) is State.APPROVED:
            self.give(which, None, ApprovalKind.AT_A_DISTANCE)
        if self.state(which) is State.DECISION_MADE and turn in {"by word", "denied"}:
            self.hear_a_yes(which, None, Role.HEAD_OF_SERVICE)
            self.answer_for_it(which, Role.HEAD_OF_SERVICE, yes=turn == "by word")
        if self.state(which) is State.SUBMITTED and turn in {"returned", "held"}:
            self.set_aside(which, None, "return" if turn == "returned" else "hold")
        expected: dict[State, Callable[[], None]] = {
            State.DRAFT: lambda: self.submit(which, None),
            State.SUBMITTED: lambda: self.authorise(which, None),
            State.AUTHORISED: lambda: self.send(which, Rung.TIER_1, None, skipped=True),
            State.SEARCHING: lambda: self._answer(which, home, pence),
            State.OFFERS_IN: lambda: self.decide(which, home, None),
            State.DECISION_MADE: lambda: self.approve(which, None, yes=turn != "refused"),
            State.APPROVED: lambda: self.place(which, None, 1, move=True, code=""),
            State.ON_HOLD: lambda: self.set_aside(which, None, "resume"),
            State.PLACED: lambda: self._live(turn),
        }
        expected.get(self.state(which), lambda: None)()

    def _answer(self, which: int, home: str, pence: int) -> None:
        self.reply(which, "first", None, ResponseKind.QUERY)
        self.offer(which, home, None, pence, "HP13 6PG", why=True)

    def _live(self, turn: str) -> None:
        """What happens to a child who has been placed."""
        self.wait(9)
        if turn == "held":
            self.away(0, None, 2, 5)
        elif turn == "returned":
            self.end(0, None, 8)
        else:
            approver = Role.AUDITOR if turn == "by word" else None
            self.vary(0, None, 5, CORE.amount_pence, approver)

    # -- living there -------------------------------------------------------------------

    @precondition(lambda self: self.references)
    @rule(
        which=WHICH, who=WHO, days=DAYS, move=st.booleans(),
        code=st.sampled_from(["", "", "U4", "K1", "K2", "H5", "P2", "P3", "Z1"]),
    )  # fmt: skip
    def place(self, which: int, who: Role | None, days: int, move: bool, code: str) -> None:
        terms = PlacementTerms(
            self.team.clock.today() + timedelta(days=days),
            placement_code=code,
            end_current=move,
            end_code="CARPL" if move else "",
            end_reason="Moves as planned." if move else "",
        )
        self.on(which, "place_child", Role.PLACEMENT_OFFICER, who, place_child, terms)

    @rule(number=WHICH, who=WHO, days=DAYS)
    def end(self, number: int, who: Role | None, days: int) -> None:
        def leave(session: Session, placement: str, start: date) -> object:
            ending = Ending(start + timedelta(days=days), "CARPL", "Moved as planned.")
            return end_placement(session, placement, ending)

        self._there("end_placement", number, who, leave)

    @rule(number=WHICH, who=WHO, days=DAYS, nights=st.integers(0, 20))
    def away(self, number: int, who: Role | None, days: int, nights: int) -> None:
        def record(session: Session, placement: str, start: date) -> object:
            first = start + timedelta(days=days)
            period = Period(first, first + timedelta(days=nights))
            return record_absence(session, placement, AbsenceReason.HOSPITAL, period)

        self._there("record_absence", number, who, record)

    @rule(number=WHICH, who=WHO, days=DAYS, pence=PRICES, approver=WHO)
    def vary(
        self, number: int, who: Role | None, days: int, pence: int, approver: Role | None
    ) -> None:
        change = LineChange(Element.THERAPY, Unit.HOUR, pence // 20, 2, description="Play therapy")

        def vary(session: Session, placement: str, start: date) -> object:
            day = start + timedelta(days=days)
            kept = propose_variation(session, placement, NewVariation(day, (change,), "Assessed."))
            self.attempt(
                "approve_variation",
                Role.SERVICE_DIRECTOR,
                approver,
                lambda other: approve_variation(other, placement, kept.variation.number),
            )
            return kept

        self._there("propose_variation", number, who, vary)

    @rule(days=st.integers(0, 30))
    def wait(self, days: int) -> None:
        self.team.clock.moment += timedelta(days=days, minutes=7)

    def _there(
        self, name: str, number: int, who: Role | None,
        deed: Callable[[Session, str, date], object],
    ) -> None:  # fmt: skip
        found = self.team.officer.tables.rows(
            "SELECT p.reference, p.start_date FROM placement p JOIN child c ON c.id = p.child_id"
            " WHERE c.local_identifier IN (?, ?) ORDER BY p.id DESC",
            self.children,
        )
        if found:
            reference, start = tuple(found[number % len(found)])
            day = date.fromisoformat(start)
            self.attempt(name, Role.PLACEMENT_OFFICER, who, lambda one: deed(one, reference, day))
