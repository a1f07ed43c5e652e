"""What followed the demo's placements: who was told and when, reviews, and what else happened.

Most was done in time, a little is late, as in any team.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

from resources_app.demo.happenings import TABLES as HAPPENINGS
from resources_app.demo.happenings import Happenings, Row, day_of, recorded
from resources_app.demo.places import HOME_CODE
from resources_app.foundations.postcodes import PostcodeBook
from resources_app.placements.duties import DutyFacts, Event, arising
from resources_app.placements.model import REVIEW_WEEKS
from resources_app.placements.reviews import next_agreement_review, next_child_review, review_due
from resources_app.session import Session

TABLES = ("duty", "notification", "review", *HAPPENINGS)

# Of duties and reviews whose day has passed, one in so many was done late, and one is still open.
_ONE_LATE_IN, _ONE_OPEN_IN = 25, 150
_TOLD_ONE_BY_ONE = timedelta(days=120)  # older ones were ticked off as a class of people
_OFFICES = {
    "health": "Integrated care board",
    "school": "The designated teacher",
    "area authority": "Director of Children’s Services",
    "doctor": "The practice manager",
    "reviewing officer": "Independent reviewing service",
    "carers": "The carers until then",
}
_HOWS = ("e-mail", "letter", "secure portal")
_OUTCOMES = (
    "The placement meets the child’s needs; the plan stands.",
    "Settled. More family time with a brother is to be tried.",
    "School attendance is better; therapy goes on until the summer.",
    "A longer look at what happens after 16 is needed.",
)


class Aftercare:
    """Adds to a batch of history what followed its placements; `happenings` may be left out."""

    def __init__(
        self, session: Session, chance: random.Random, happenings: Happenings | None = None
    ) -> None:
        self._session, self._chance, self._happenings = session, chance, happenings
        self._today = session.today()

    def follow(self, rows: dict[str, list[Row]]) -> None:
        """Add rows of `TABLES` for the placements in a batch's rows."""
        children = {row["id"]: row for row in rows["child"]}
        found = rows["placement"]
        places = PostcodeBook().locate_many([row["living_postcode"] for row in found])
        for placement, place in zip(found, places, strict=True):
            away = place is None or place.authority_code != HOME_CODE
            if placement["authority_code"] != HOME_CODE:
                continue  # a partner's child: their duties are the partner's
            child = children[placement["child_id"]]
            if placement["end_date"] is None:
                self._duties(rows, placement, child, away=away)
                self._reviews(rows, placement)
            if self._happenings is not None:
                self._happenings.follow(rows, placement, child)

    def _duties(
        self, rows: dict[str, list[Row]], placement: Row, child: Row, *, away: bool
    ) -> None:
        start = day_of(placement["start_date"])
        facts = DutyFacts(outside_area=away, has_school=True)
        one_by_one = start > self._today - _TOLD_ONE_BY_ONE
        for duty, due in arising(Event.START, facts, start):
            done = self._done_on(start, due)
            how, proof = self._proof() if done else ("", "")
            row: Row = {
                "id": self._session.new_id(),
                "placement_id": placement["id"],
                "duty": duty.code,
                "due_on": due.isoformat(),
                "done_on": done.isoformat() if done else None,
                "done_by": self._session.officer.id if done else None,
                "how": how,
                "proof": proof,
            }
            rows["duty"].append(row)
            if duty.told and one_by_one:
                rows["notification"].append(self._told(row, child))

    def _told(self, duty: Row, child: Mapping[str, object]) -> Row:
        told = str(duty["duty"]).split(": ")[-1]
        name = f"{child['given_name']} {child['family_name']}"
        whom = {"child": name, "parents": f"The parents of {name}"}.get(told, "")
        return {
            "id": self._session.new_id(),
            "duty_id": duty["id"],
            "addressee": whom or _OFFICES[told],
            "organisation": str(child.get("school_name", "")) if told == "school" else "",
            "sent_on": duty["done_on"],
            "sent_by": duty["done_by"],
            "how": duty["how"],
            "proof": duty["proof"],
        }

    def _done_on(self, start: date, due: date) -> date | None:
        """A day by the last one, a little after it now and then, or not yet."""
        if self._today < due:
            early = start + timedelta(days=self._chance.randint(0, 3))
            return early if early < self._today and self._chance.random() < 0.7 else None
        if self._today - due < _TOLD_ONE_BY_ONE and not self._chance.randrange(_ONE_OPEN_IN):
            return None
        late = not self._chance.randrange(_ONE_LATE_IN)
        day = due + timedelta(days=self._chance.randint(1, 9)) if late else start
        return min(max(day, start), self._today)

    def _proof(self) -> tuple[str, str]:
        how = self._chance.choice(_HOWS)
        return how, f"{how[0].upper()}-{self._chance.randint(10_000, 99_999)}"

    def _reviews(self, rows: dict[str, list[Row]], placement: Row) -> None:
        start = day_of(placement["start_date"])
        self._held(rows, placement, "child", review_due(start, start), start)
        first = next_agreement_review(start, REVIEW_WEEKS)
        self._held(rows, placement, "agreement", first, start)

    def _held(
        self, rows: dict[str, list[Row]], placement: Row, kind: str, due: date, since: date
    ) -> None:
        """Every review whose day has passed, the last of them seldom forgotten."""
        while due <= self._today:
            held = due - timedelta(days=self._chance.randint(0, 12))
            following = (
                next_child_review(since, due, held)
                if kind == "child"
                else next_agreement_review(held, REVIEW_WEEKS)
            )
            if following > self._today and not self._chance.randrange(_ONE_OPEN_IN):
                return
            rows["review"].append(
                {
                    "id": self._session.new_id(),
                    "placement_id": placement["id"],
                    "kind": kind,
                    "held_on": max(held, since).isoformat(),
                    "due_on": due.isoformat(),
                    "outcome": self._chance.choice(_OUTCOMES),
                    "next_due": following.isoformat(),
                    **recorded(self._session, max(held, since)),
                }
            )
            due = following
