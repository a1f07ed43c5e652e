"""Three years of the demo's past: children, closed requests, placements and their agreements.

What the team would have done one by one is written in bulk here, as one journalled action a
batch, because no officer waits three years for a demo.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from resources_app.demo.aftercare import TABLES as AFTERCARE_TABLES
from resources_app.demo.aftercare import Aftercare
from resources_app.demo.happenings import Happenings
from resources_app.demo.people import People
from resources_app.demo.places import HOME_CODE, PROJECT, Places
from resources_app.demo.queries import DemoRate, DemoService
from resources_app.demo.references import References
from resources_app.demo.wording import CLOSED_REASONS, STORIES, STRENGTHS, UNMET
from resources_app.foundations.clock import stamp
from resources_app.foundations.dates import age_on
from resources_app.placements.area import FOSTERING
from resources_app.placements.reviews import review_due
from resources_app.session import Session

Row = dict[str, object]
Progress = Callable[[str, int, int], None]

_BATCH = 5_000  # children in one action: a journal entry list that fits in memory with ease
_TABLES = (
    "child",
    "legal_status_period",
    "period_of_care",
    "placement_request",
    "unmet_need",
    "placement",
    "ipa",
    "fee_line",
    "ipa_funding",
    *AFTERCARE_TABLES,
)
_CLOSED_AT = time(15, tzinfo=UTC)
_SUITABILITY = ("Preferred", "Suitable but not preferred", "Unsuitable", "Not specified")


@dataclass(frozen=True)
class HistoryPlan:
    """How much past to make."""

    live_placements: int
    ended_placements: int
    unplaced_requests: int


@dataclass
class HistoryMaker:
    """Writes a plan's past into the session's store."""

    session: Session
    chance: random.Random
    people: People
    places: Places
    services: list[DemoService]
    rates: dict[str, list[DemoRate]]
    progress: Progress

    def __post_init__(self) -> None:
        self.today = self.session.today()
        self.references = References(self.session.store.origin)
        self.living: Counter[str] = Counter()
        self.children = 0
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.schools = [f"{name} School" for name in ("Alder Vale", "St Bede’s", "Kings Meadow")]
        self.workers = [self.people.person() for _ in range(40)]
        # Its own chance: what is added here leaves the people and homes as they were.
        chance = random.Random(self.today.toordinal())
        happenings = Happenings(self.session, chance, self.references)
        self.aftercare = Aftercare(self.session, chance, happenings)
        self.by_kind: dict[str, list[DemoService]] = defaultdict(list)
        for service in self.services:
            self.by_kind[service.provision_type].append(service)

    def make(self, plan: HistoryPlan) -> None:
        """Write it all, a batch at a time."""
        todo = list(self._turns(plan))
        for done, (live, ended, unplaced) in enumerate(todo):
            self._child(live, ended, unplaced)
            if (done + 1) % _BATCH == 0 or done + 1 == len(todo):
                self._write()
                self.progress("history", done + 1, len(todo))
        with self.session.act("demo_references") as act:
            act.tables.insert_many(
                "reference_counter",
                [{"id": one, "last_number": last} for one, last in self.references.last.items()],
            )

    def _turns(self, plan: HistoryPlan) -> Iterator[tuple[bool, int, int]]:
        """For each child: lives somewhere now, how many ended placements, unplaced requests."""
        ended, unplaced = plan.ended_placements, plan.unplaced_requests
        for number in range(plan.live_placements):
            left = plan.live_placements - number
            mine = min(ended, self.chance.choice((0, 0, 1, 1, 2)))
            others = min(unplaced, round(unplaced / left))
            ended, unplaced = ended - mine, unplaced - others
            yield True, mine, others
        while ended:
            mine = min(ended, self.chance.choice((1, 1, 2)))
            ended -= mine
            yield False, mine, 0

    def _write(self) -> None:
        self.aftercare.follow(self.rows)
        with self.session.act("demo_history") as act:
            for table in _TABLES:
                act.tables.insert_many(table, self.rows[table])
        self.rows.clear()

    def _child(self, live: bool, ended: int, unplaced: int) -> None:
        person = self.people.person()
        age = self.chance.choices(range(1, 18), [2] * 5 + [3] * 5 + [6] * 7)[0]
        born = self.people.born(age, self.today)
        child_id = self.session.new_id()
        self.children += 1
        worker = self.chance.choice(self.workers)
        stays = self._stays(born, live, ended)
        care_start = stays[0][0] if stays else max(born, self.today - timedelta(days=200))
        self.rows["child"].append(
            {
                "id": child_id,
                "local_identifier": f"P{100_000 + self.children}",
                "given_name": person.given_name,
                "family_name": person.family_name,
                "date_of_birth": born.isoformat(),
                "sex": person.sex,
                "ethnic_origin": self.chance.choice(("WBRI", "WBRI", "MWBC", "AIND", "BAFR")),
                "need_code": self.chance.choice(("N1", "N1", "N4", "N5", "N2")),
                "home_address": self.people.street(),
                "home_postcode": self.places.postcode(HOME_CODE),
                "authority_code": HOME_CODE,
                "social_worker": worker.name,
                "social_worker_email": f"{worker.given_name}@example.org".lower(),
                "school_name": self.chance.choice(self.schools),
            }
        )
        self._care(child_id, care_start, stays[-1][1] if stays else None)
        for start, end in stays:
            self._stay(child_id, born, person.sex, start, end)
        for _ in range(unplaced):
            self._unplaced(child_id)

    def _stays(self, born: date, live: bool, ended: int) -> list[tuple[date, date | None]]:
        """Placement dates without gap or overlap, oldest first; the end is exclusive.

        Nobody is placed before they are born, so a baby may have fewer than was planned.
        """
        latest = self.chance.randint(10, 900) if live else self.chance.randint(200, 1000)
        days = [max(self.today - timedelta(days=latest), born + timedelta(days=3))]
        for _ in range(ended):
            earlier = days[0] - timedelta(days=self.chance.randint(20, 300))
            if earlier > born:
                days.insert(0, earlier)
        stays: list[tuple[date, date | None]] = list(pairwise(days))
        return [*stays, (days[-1], None)] if live else stays

    def _care(self, child_id: str, start: date, end: date | None) -> None:
        common = {"child_id": child_id, "start_date": start.isoformat(), "end_date": _iso(end)}
        self.rows["period_of_care"].append(
            {"id": self.session.new_id(), "reason_ended": "E3" if end else "", **common}
        )
        status = self.chance.choice(("C2", "C2", "C1", "V2"))
        self.rows["legal_status_period"].append(
            {"id": self.session.new_id(), "legal_status": status, **common}
        )

    def _stay(self, child_id: str, born: date, sex: str, start: date, end: date | None) -> None:
        service = self._service_for(age_on(born, start), sex, live=end is None)
        if service is None:
            self._unplaced(child_id)
            return
        request_id = self._request(child_id, start - timedelta(days=4), "placed", "")
        placement_id = self.session.new_id()
        self.rows["placement"].append(
            {
                "id": placement_id,
                "reference": self.references.next("PLC", start),
                "child_id": child_id,
                "request_id": request_id,
                "service_id": service.id,
                "carer_or_bed_code": f"C{self.chance.randrange(1000):03d}",
                "living_postcode": self._sleeps_at(service),
                "placement_code": (
                    self.chance.choice(("U4", "U6"))
                    if service.provision_type in FOSTERING
                    else service.placement_codes[0]
                ),
                "start_date": start.isoformat(),
                "end_date": _iso(end),
                "end_reason": "moved to another placement" if end else "",
                "authority_code": HOME_CODE,
            }
        )
        self._agreement(placement_id, service, age_on(born, start), start, end)

    def _sleeps_at(self, service: DemoService) -> str:
        """A foster child sleeps at a carer's home, mostly in the county; others at the home."""
        if service.provision_type not in FOSTERING:
            return service.postcode
        near = self.chance.random() < 0.6
        return self.places.postcode(HOME_CODE if near else self.chance.choice(PROJECT))

    def _agreement(
        self, placement_id: str, service: DemoService, age: int, start: date, end: date | None
    ) -> None:
        rate = self._rate(service, age, start)
        ipa_id = self.session.new_id()
        self.rows["ipa"].append(
            {
                "id": ipa_id,
                "reference": self.references.next("IPA", start),
                "placement_id": placement_id,
                "agreement_id": rate.agreement_id if rate else None,
                "membership_id": rate.membership_id if rate else None,
                "start_date": start.isoformat(),
                "notice_days": 28,
                "payment_cycle": "four-weekly in arrears",
                "review_due": review_due(start, start).isoformat(),
            }
        )
        self.rows["fee_line"].append(
            {
                "id": self.session.new_id(),
                "ipa_id": ipa_id,
                "element": "core weekly fee",
                "unit": "week",
                "amount_pence": rate.amount_pence
                if rate
                else self.chance.randrange(70_000, 95_000),
                "rate_id": rate.id if rate else None,
                "reason": "" if rate else "agreed for this child before the framework began",
                "start_date": start.isoformat(),
                "end_date": _iso(end),
            }
        )
        education = self.chance.choice((0, 0, 0, 2_000, 3_000))
        for funder, share in (("social care", 10_000 - education), ("education", education)):
            if share:
                self.rows["ipa_funding"].append(
                    {
                        "id": self.session.new_id(),
                        "ipa_id": ipa_id,
                        "funder": funder,
                        "share": share,
                        "start_date": start.isoformat(),
                    }
                )

    def _rate(self, service: DemoService, age: int, day: date) -> DemoRate | None:
        on = day.isoformat()
        for rate in self.rates.get(service.id, ()):
            in_force = rate.effective_from <= on and (
                on < rate.effective_to or not rate.effective_to
            )
            if in_force and rate.age_from <= age <= rate.age_to:
                return rate
        return None

    def _service_for(self, age: int, sex: str, *, live: bool) -> DemoService | None:
        """Somewhere that may take the child and has room tonight."""
        if age >= 16:
            weights = {
                "independent fostering agency": 25,
                "children's home": 35,
                "supported accommodation": 40,
            }
        else:
            weights = {
                "independent fostering agency": 62,
                "children's home": 34,
                "residential special school": 4,
            }
        for _ in range(400):
            kind = self.chance.choices(list(weights), list(weights.values()))[0]
            service = self.chance.choice(self.by_kind[kind])
            fits = service.age_from <= age <= service.age_to
            wanted = {"": sex, "M": "1", "F": "2"}[service.genders]
            if fits and wanted == sex and (not live or self.living[service.id] < service.places):
                self.living[service.id] += live
                return service
        return None

    def _unplaced(self, child_id: str) -> None:
        day = self.today - timedelta(days=self.chance.randint(30, 1080))
        self._request(child_id, day, "closed without placement", self.chance.choice(CLOSED_REASONS))
        closed = datetime.combine(day, _CLOSED_AT) + timedelta(days=6 + day.toordinal() % 23)
        row = self.rows["placement_request"][-1]
        born = next(one for one in reversed(self.rows["child"]) if one["id"] == child_id)
        age = age_on(date.fromisoformat(str(born["date_of_birth"])), day)
        able = [one for one in UNMET if one[3] <= age <= one[4]] or [UNMET[-1]]
        sought, area, need, *_ = able[day.toordinal() % len(able)]
        row |= {"closed_at": stamp(closed), "provision_sought": sought}
        self.rows["unmet_need"].append(
            {
                "id": self.session.new_id(),
                "request_id": row["id"],
                "provision_type": sought,
                "area": area,
                "need": need,
                "recorded_at": stamp(closed),
                "recorded_by": self.session.officer.id,
            }
        )

    def _request(self, child_id: str, received: date, state: str, closed_reason: str) -> str:
        request_id = self.session.new_id()
        urgent = self.chance.random() < 0.3
        self.rows["placement_request"].append(
            {
                "id": request_id,
                "reference": self.references.next("REQ", received),
                "child_id": child_id,
                "state": state,
                "received_on": received.isoformat(),
                "needed_by_date": (received + timedelta(days=0 if urgent else 10)).isoformat(),
                "urgency": "emergency" if urgent else "planned",
                "neededBy": "Today" if urgent else "in more than 5 days",
                "fosterCareSuitability": self.chance.choice(_SUITABILITY),
                "residentialCareSuitability": self.chance.choice(_SUITABILITY),
                "riskMissing": self.chance.choice(("No known risk", "Risk Present")),
                "strengths": self.chance.choice(STRENGTHS),
                "about": self.chance.choice(STORIES),
                "closed_reason": closed_reason,
            }
        )
        return request_id


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
