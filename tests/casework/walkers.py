"""A team at work in a store at random, and the requests that it takes in.

What is refused must have written nothing; after every step the store itself is asked whether the
rules of the domain still hold (truths.py). The walk goes on in walking.py.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from resources_app.foundations.clock import FixedClock
from resources_app.foundations.errors import KnownError
from resources_app.requests.actions import (
    authorise_request,
    close_request,
    create_request,
    hold_request,
    resume_request,
    return_to_draft,
    submit_request,
    withdraw_request,
)
from resources_app.requests.model import State
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.store import Store
from resources_app.store.verifying import verify
from resources_app.team.model import Role
from resources_app.team.signing_in import sign_in
from tests.casework.truths import TRUTHS
from tests.conftest import TODAY, passphrase_of
from tests.requests.market import Market

_SAMPLE = json.loads((Path(__file__).parent.parent / "data" / "request.json").read_text("utf-8"))
KINDS = [
    "independent fostering agency",
    "children's home",
    "supported accommodation",
    "secure children's home",
]


@dataclass
class Team:
    """Everybody at work in a copy of one store, made anew for each walk."""

    template: Path
    market: Market
    officers: Mapping[Role, str]  # their ids
    reached: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    sessions: dict[Role, Session] = field(default_factory=dict)

    def begin(self) -> None:
        """Take a fresh copy of the store, on a Monday in November."""
        self.clock = FixedClock.on(TODAY)
        self.path = self.template.with_name("walk.resources")
        for suffix in ("", "-keys"):
            shutil.copy(f"{self.template}{suffix}", f"{self.path}{suffix}")

    def finish(self) -> None:
        """Verify the journal of what happened, and put the copy away."""
        assert verify(self.officer.tables, self.path).clean
        for one in self.sessions.values():
            one.store.close()
        self.sessions.clear()
        for left in self.path.parent.glob(f"{self.path.name}*"):
            left.unlink()

    def session_for(self, role: Role) -> Session:
        """The officer with this role, at work in the copy."""
        if role not in self.sessions:
            store = Store.open(
                self.path,
                passphrase=passphrase_of(role),
                officer_id=self.officers[role],
                clock=self.clock,
            )
            self.sessions[role] = sign_in(store, clock=self.clock)
        return self.sessions[role]

    @property
    def officer(self) -> Session:
        return self.session_for(Role.PLACEMENT_OFFICER)


# Mostly whoever does that by rights; often enough somebody else.
WHO = st.one_of(st.none(), st.none(), st.sampled_from(Role))
WHICH = st.integers(min_value=0, max_value=3)
_MOST_REQUESTS = 3
# How a request's sensible way goes, where it does not go straight.
TURNS = ("", "refused", "by word", "denied", "returned", "held")


class Asking(RuleBasedStateMachine):
    """Two children in one store, and what happens to them. Made anew for each walk.

    `turn` is how the first part of the way goes, which is sensible.
    """

    def __init__(self, team: Team, turn: str) -> None:
        super().__init__()
        self.team, self.turn = team, turn
        team.begin()
        self.references: list[str] = []
        self.born: list[str] = []
        self.children = ["70001", "70002"]

    def attempt(
        self, name: str, rightly: Role, who: Role | None, deed: Callable[[Session], object]
    ) -> Any:
        """Try an action as somebody. Refused, it has written nothing; what it made otherwise."""
        session = self.team.session_for(who or rightly)
        before = _entries(session)
        refusal, made = "", None
        try:
            made = deed(session)
        except KnownError as refused:
            refusal = str(refused)
        else:
            self.team.done.add(name)
            self._look_round()
            return made
        self.team.refused.add(name)
        assert refusal.strip()
        assert _entries(session) == before, f"{name} was refused and wrote: {refusal}"
        return None

    def reference(self, which: int) -> str:
        return self.references[which % len(self.references)]

    def state(self, which: int) -> State:
        return request(self.team.officer.tables, self.reference(which)).state

    # -- asking ------------------------------------------------------------------------

    @initialize(
        ages=st.lists(st.integers(13, 17), min_size=2, max_size=2), urgent=st.booleans(),
        far=st.integers(0, 9),
    )  # fmt: skip
    def meet(self, ages: list[int], urgent: bool, far: int) -> None:
        """Two brothers come to be known; the younger of them may not live just anywhere."""
        today = self.team.clock.today()
        self.born = [(today - relativedelta(years=age, days=20)).isoformat() for age in ages]
        self.ask(0, urgent=urgent, alone=True, sought=KINDS[:2], who=None)
        # A walk does not have to begin at the beginning, or few would come far.
        self.go_on(0, "first", far, self.turn)

    def go_on(self, which: int, home: str, steps: int, turn: str) -> None:
        """Some sensible steps of a request; walking.py says which."""
        raise NotImplementedError

    @precondition(lambda self: len(self.references) < _MOST_REQUESTS)
    @rule(
        child=st.integers(0, 1), urgent=st.booleans(), alone=st.booleans(), who=WHO,
        sought=st.sampled_from([KINDS[:2], KINDS[:2], KINDS]),
    )  # fmt: skip
    def ask(
        self, child: int, urgent: bool, alone: bool, sought: list[str], who: Role | None
    ) -> None:
        made = self.attempt(
            "create_request",
            Role.PLACEMENT_OFFICER,
            who,
            lambda session: create_request(
                session, self._whole(child, urgent, alone, sought), second_reason="Moving again."
            ),
        )
        if made is not None and made.reference not in self.references:
            self.references.append(made.reference)

    def _whole(self, child: int, urgent: bool, alone: bool, sought: list[str]) -> dict[str, Any]:
        today = self.team.clock.today()
        asked = _SAMPLE["request"] | {
            "received_on": today.isoformat(),
            "needed_by_date": (today + timedelta(days=1 if urgent else 20)).isoformat(),
            "referralDate": today.isoformat(),
            "urgency": "emergency" if urgent else "planned",
            "provision_sought": sought,
            "placement_code_sought": "",
            "secure_authority": "Family Court, to 1 Mar 2099" if "secure" in sought[-1] else "",
        }
        siblings = [] if alone else [self._child(1 - child) | {"place_together": True}]
        care = {
            "legal_status": [{"code": "C2", "start": "2025-06-01"}],
            "looked_after_since": "2025-06-01",
        }
        whole = self._child(child) | care | {"siblings": siblings}
        return {"child": whole, "request": asked}

    def _child(self, which: int) -> dict[str, Any]:
        return {
            "local_identifier": self.children[which],
            "given_name": ("Rowan", "Alder")[which],
            "family_name": "Ashdown",
            "date_of_birth": self.born[which],
            "sex": "1",
            "ethnic_origin": "MWBC",
            "need_code": "N1",
            "home_postcode": "HP13 6PG",
            "social_worker": "Mina Doshi",
        }

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=WHO)
    def submit(self, which: int, who: Role | None) -> None:
        self.on(which, "submit_request", Role.PLACEMENT_OFFICER, who, submit_request)

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=WHO)
    def authorise(self, which: int, who: Role | None) -> None:
        self.on(which, "authorise_request", Role.HEAD_OF_SERVICE, who, authorise_request)

    @precondition(lambda self: self.references)
    @rule(which=WHICH, who=WHO, way=st.sampled_from(["return", "hold", "resume"]))
    def set_aside(self, which: int, who: Role | None, way: str) -> None:
        action, reason = _STANDING[way]
        given = {"reason": reason} if reason else {}
        self.on(which, action.__name__, Role.PLACEMENT_OFFICER, who, action, **given)

    @precondition(lambda self: len(self.references) > 1)
    @rule(which=WHICH, who=WHO)
    def withdraw(self, which: int, who: Role | None) -> None:
        self.set_aside(which, who, "withdraw")

    @precondition(lambda self: len(self.references) > 1)
    @rule(which=WHICH, who=WHO)
    def close(self, which: int, who: Role | None) -> None:
        self.set_aside(which, who, "close")

    def teardown(self) -> None:
        self.team.finish()

    # -- what must be true -----------------------------------------------------------------

    @invariant()
    def the_truths_hold(self) -> None:
        tables = self.team.officer.tables
        for what, query in TRUTHS.items():
            broken = [tuple(row) for row in tables.rows(query)]
            assert not broken, f"{what}: {broken}"

    def _look_round(self) -> None:
        tables = self.team.officer.tables
        self.team.reached |= {
            row["state"] for row in tables.rows("SELECT DISTINCT state FROM placement_request")
        }

    def on(
        self, which: int, name: str, rightly: Role, who: Role | None,
        action: Callable[..., object], *given: object, **named: object,
    ) -> None:  # fmt: skip
        reference = self.reference(which)
        self.attempt(name, rightly, who, lambda one: action(one, reference, *given, **named))


_STANDING: dict[str, tuple[Callable[..., object], str]] = {
    "return": (return_to_draft, "Not complete."),
    "hold": (hold_request, "court"),
    "resume": (resume_request, ""),
    "withdraw": (withdraw_request, "stays-where-is"),
    "close": (close_request, "no-offers"),
}


def _entries(session: Session) -> int:
    return int(session.tables.value("SELECT count(*) FROM journal_entry"))
