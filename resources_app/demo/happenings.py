"""What else the demo's placements went through: moves, respite, notice, breakdowns, turning 18."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from resources_app.demo.references import References
from resources_app.foundations.clock import stamp
from resources_app.foundations.dates import Period
from resources_app.placements.respite import NewRespite
from resources_app.placements.respite import digest_of as respite_digest
from resources_app.placements.staying_on import (
    ASKED_BEFORE,
    USUAL_CODE,
    LineKind,
    NewStaying,
    StayingKind,
    StayingLine,
    eighteenth,
)
from resources_app.placements.staying_on import digest_of as staying_digest
from resources_app.session import Session

Row = dict[str, object]
TABLES = (
    "placement_move", "notice", "breakdown", "respite", "staying_on", "staying_line",
)  # fmt: skip

_RECORDED_AT = time(10, tzinfo=UTC)
_MOVED = (
    ("CREQO", "The carer went into hospital; another carer of the agency took the child in."),
    ("CARPL", "A room with carers nearer the new school, as planned."),
    ("PLACE", "The family moved house and the child with them."),
)
_NOTICED = (
    "The carers are moving away at the end of the term.",
    "The home cannot staff the nights that were agreed.",
)
_BROKE = (
    ("behaviour\nsupport", "Three nights of police calls; the home would not go on.",
     "The respite that was promised never came."),
    ("match\npeers", "He and an older boy set each other off from the first week.",
     "Visit before the first night, and ask the others living there."),
    ("family\nmissing", "She went back to her mother five times in a month.",
     "Agree family time before she moves, not after."),
)  # fmt: skip


class Happenings:
    """Adds to a batch of history what happened in its placements, now and then."""

    def __init__(self, session: Session, chance: random.Random, references: References) -> None:
        self._session, self._chance, self._references = session, chance, references
        self._today = session.today()

    def follow(self, rows: dict[str, list[Row]], placement: Row, child: Row) -> None:
        """Add rows of `TABLES` for one placement of a batch."""
        if placement["end_date"] is None:
            self._now_and_then(rows, placement)
            self._at_18(rows, placement, child)
        elif not self._chance.randrange(8):
            self._broke_down(rows, placement)

    def _now_and_then(self, rows: dict[str, list[Row]], placement: Row) -> None:
        start = day_of(placement["start_date"])
        lived = (self._today - start).days
        if lived > 60 and not self._chance.randrange(20):
            self._moved(rows, placement, start + timedelta(days=self._chance.randint(20, lived)))
        if lived > 40 and not self._chance.randrange(60):
            given = self._today - timedelta(days=self._chance.randint(1, 20))
            rows["notice"].append(
                {
                    "id": self._session.new_id(),
                    "placement_id": placement["id"],
                    "given_by": "provider",
                    "given_on": given.isoformat(),
                    "runs_to": (given + timedelta(days=28)).isoformat(),
                    "reason": self._chance.choice(_NOTICED),
                    **recorded(self._session, given),
                }
            )

        if lived > 30 and not self._chance.randrange(90):
            self._respite(rows, placement, start)

    def _respite(self, rows: dict[str, list[Row]], placement: Row, start: date) -> None:
        """A weekend with other carers of the agency, which waits for approval."""
        first = self._today + timedelta(days=self._chance.randint(5, 25))
        nights = Period(first, first + timedelta(days=2))
        reason = "A weekend for the carers, who asked for it at the last review."
        new = NewRespite("", nights, reason, nightly_pence=9_000)
        rows["respite"].append(
            {
                "id": self._session.new_id(),
                "placement_id": placement["id"],
                "service_id": placement["service_id"],
                "start_date": first.isoformat(),
                "end_date": (first + timedelta(days=2)).isoformat(),
                "placement_code": "T0",
                "living_postcode": placement["living_postcode"],
                "nightly_pence": new.nightly_pence,
                "main_paid": str(new.main_paid),
                "reason": reason,
                "state": "proposed",
                **self._proposed(max(start, self._today - timedelta(days=2))),
                "bound_sha256": respite_digest(new, str(placement["service_id"])),
            }
        )

    def _at_18(
        self, rows: dict[str, list[Row]], placement: Row, child: Mapping[str, object]
    ) -> None:
        """For most who are 18 within some months, what follows is asked for."""
        birthday = eighteenth(day_of(child["date_of_birth"]))
        if not self._today < birthday < self._today + ASKED_BEFORE + timedelta(weeks=4):
            return
        if not self._chance.randrange(8):
            return  # forgotten: Today says so
        fostered = str(placement["placement_code"]).startswith("U")
        kind = StayingKind.PUT if fostered else StayingKind.CLOSE
        plan = (
            "Stays with the carers while at college."
            if fostered
            else "A room near the home, with the key worker coming twice a week."
        )
        pays = LineKind.ALLOWANCE if fostered else LineKind.SUPPORT
        lines = (StayingLine(pays, 32_000), StayingLine(LineKind.HOUSING_BENEFIT, 9_500))
        new = NewStaying(kind, birthday, plan, lines, str(placement["living_postcode"]))
        staying_id = self._session.new_id()
        rows["staying_on"].append(
            {
                "id": staying_id,
                "reference": self._references.next("STY", self._today),
                "placement_id": placement["id"],
                "kind": str(kind),
                "start_date": birthday.isoformat(),
                "living_postcode": new.living_postcode,
                "episode_ceased_code": USUAL_CODE[kind],
                "plan": plan,
                "state": "proposed",
                **self._proposed(self._today - timedelta(days=3)),
                "bound_sha256": staying_digest(new),
            }
        )
        rows["staying_line"].extend(
            {
                "id": self._session.new_id(),
                "staying_on_id": staying_id,
                "kind": str(line.kind),
                "weekly_pence": line.weekly_pence,
                "start_date": birthday.isoformat(),
            }
            for line in lines
        )

    def _proposed(self, day: date) -> Row:
        by, at = self._session.officer.id, stamp(datetime.combine(day, _RECORDED_AT))
        return {"proposed_by": by, "proposed_at": at}

    def _moved(self, rows: dict[str, list[Row]], placement: Row, day: date) -> None:
        code, note = self._chance.choice(_MOVED)
        same = code == "PLACE"
        before = str(placement["carer_or_bed_code"])
        after = before if same else f"C{self._chance.randrange(1000):03d}"
        common = {"living_postcode", "placement_code"}
        rows["placement_move"].append(
            {
                "id": self._session.new_id(),
                "placement_id": placement["id"],
                "moved_on": day.isoformat(),
                "carer_or_bed_code": after,
                "old_carer_or_bed_code": before,
                **{name: placement[name] for name in common},
                **{f"old_{name}": placement[name] for name in common},
                "episode_code": "T" if same else "P",
                "change_code": code,
                "note": note,
                **recorded(self._session, day),
            }
        )
        placement["carer_or_bed_code"] = after

    def _broke_down(self, rows: dict[str, list[Row]], placement: Row) -> None:
        day = day_of(placement["end_date"])
        causes, what, learning = self._chance.choice(_BROKE)
        rows["breakdown"].append(
            {
                "id": self._session.new_id(),
                "placement_id": placement["id"],
                "happened_on": day.isoformat(),
                "causes": causes,
                "what_happened": what,
                "learning": learning,
                "meeting_on": min(day + timedelta(days=14), self._today).isoformat(),
                **recorded(self._session, min(day + timedelta(days=15), self._today)),
            }
        )
        placement |= {
            "disrupted": 1,
            "end_code": "CREQB",
            "end_reason": "It could not go on.",
        }


def recorded(session: Session, day: date) -> Row:
    """Who wrote something down, and when on that day."""
    at = stamp(datetime.combine(day, _RECORDED_AT))
    return {"recorded_by": session.officer.id, "recorded_at": at}


def day_of(text: object) -> date:
    """The day that a row's ISO text says."""
    return date.fromisoformat(str(text))
