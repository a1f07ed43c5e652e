"""An uplift by a new price schedule: amounts are taken by cell, anything else is listed by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from resources_app.agreements.model import Agreement, AgreementKind, Element, Lot, Rate, Unit
from resources_app.agreements.schedule_model import PriceSchedule
from resources_app.agreements.uplift_model import HeldRate, Method, UpliftAsked, UpliftPlan
from resources_app.agreements.uplift_schedules import plan_schedule
from resources_app.foundations.dates import Period

Read = Callable[..., PriceSchedule]

APRIL, NEXT_APRIL = date(2026, 4, 1), date(2027, 4, 1)
FRAMEWORK = Agreement("a", "FW-1", "Homes", AgreementKind.FRAMEWORK, "E06000060", Period(APRIL))
LOTS = (Lot("l", "a", "1", "Fostering"), Lot("l2", "a", "2", "Parent and child"))
ASKED = UpliftAsked("FW-1", NEXT_APRIL, Method.NEW_SCHEDULE)
HEADINGS = ["URN", "Provider", "Tier", "0-10", "11-17"]


def _held(rate_id: str, ages: tuple[int, int], pence: int | None, urn: str = "SC1001") -> HeldRate:
    rate = Rate(rate_id, "m", Element.CORE, Unit.WEEK, *ages, pence, Period(APRIL))
    return HeldRate(rate, "1", "Fostering", 99_000, "p", "Abbot Ltd", "Abbot house", urn)


HELD = (_held("young", (0, 10), 90_000), _held("old", (11, 17), 95_000))


def _plan(schedule: PriceSchedule, held: tuple[HeldRate, ...] = HELD) -> UpliftPlan:
    return plan_schedule(ASKED, FRAMEWORK, LOTS, held, schedule)


def _listed(plan: UpliftPlan) -> dict[str, str]:
    return {one.cell or one.sheet: one.why for one in plan.unread}


def test_each_amount_takes_over_from_the_rate_of_its_band(read: Read) -> None:
    plan = _plan(read([HEADINGS, ["SC1001", "Abbot Ltd", 1, "£927.00", 978.5]]))
    assert [(one.held.rate.id, one.new_pence, one.source_cell) for one in plan.changes] == [
        ("young", 92_700, "Lot 1 Fostering!D2"),
        ("old", 97_850, "Lot 1 Fostering!E2"),
    ]
    assert (plan.unread, plan.left, plan.source_file[-5:]) == ((), (), ".xlsx")


def test_what_is_good_is_taken_and_the_rest_listed_by_cell(read: Read) -> None:
    plan = _plan(read([HEADINGS, ["SC1001", "Abbot Ltd", 1, "€927", 978.5]]))
    assert [one.held.rate.id for one in plan.changes] == ["old"]
    assert "not an amount" in _listed(plan)["D2"]
    assert [one.why for one in plan.left] == ["It is not in the schedule, and stays."]


def test_a_lot_and_a_service_that_are_not_in_the_agreement_are_listed(read: Read) -> None:
    rows = [HEADINGS, ["SC1001", "Abbot Ltd", 1, 927, 978.5]]
    plan = _plan(
        read(rows, "Lot 9 Secure", **{"Lot 1 Fostering": [HEADINGS, ["SC1009", "X", 1, 9]]})
    )
    assert plan.changes == ()
    assert _listed(plan) == {
        "Lot 9 Secure": "Agreement FW-1 has no lot 9.",
        "A2": "This service has no rate in lot 1 that could be changed.",
    }


def test_other_bands_and_prices_on_application_are_for_an_import(read: Read) -> None:
    plan = _plan(
        read([["URN", "Provider", "Tier", "0-9", "11-17"], ["SC1001", "Abbot", 1, 900, "POA"]])
    )
    assert plan.changes == ()
    why = _listed(plan)
    assert why["D2"].startswith("The agreement prices ages 0 to 10. An uplift changes amounts only")
    assert why["E2"].startswith("The agreement prices ages 11 to 17.")


def test_the_same_amount_and_one_above_the_ceiling_are_left(read: Read) -> None:
    plan = _plan(read([HEADINGS, ["SC1001", "Abbot Ltd", 1, 900, 990.01]]))
    assert plan.changes == ()
    same, above = plan.left
    assert (same.held.rate.id, same.refused) == ("young", False)
    assert above.refused
    assert "£990.01 is above lot 1’s ceiling of £990.00 a week." in above.why


def test_a_cell_that_says_what_is_so_already_is_not_listed(read: Read) -> None:
    held = (_held("young", (0, 10), 90_000), _held("asked", (11, 17), None))
    plan = _plan(read([HEADINGS, ["SC1001", "Abbot Ltd", 1, 927, "POA"]]), held)
    assert [one.held.rate.id for one in plan.changes] == ["young"]
    assert plan.unread == ()
