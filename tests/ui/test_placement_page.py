"""What a placement costs, asked on its page: days, amounts, reasons, and nights away."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from resources_app.agreements.model import Element, Unit
from resources_app.placements.actions import propose_variation
from resources_app.placements.variation_model import LineChange, NewVariation
from resources_app.session import Session
from resources_app.team.model import Role
from tests.conftest import TODAY, SessionFor
from tests.ui.conftest import OpenWindow
from tests.ui.person import Person
from ui.pages.today_lists import place_of_row
from ui.shell.places import Place

REFERENCE = "PLC-26-TT-0001"
WEEKLY = 105_000


@pytest.fixture
def living_there(session: Session) -> Session:
    """A child in a home since 1 January at £1,050.00 a week, hospital at half after 2 nights."""
    started = f"{TODAY.year}-01-01"
    rows: list[tuple[str, dict[str, object]]] = [
        ("child", {"id": "child", "local_identifier": "77", "given_name": "Ash",
                   "family_name": "Moor", "date_of_birth": "2013-05-01", "sex": "1",
                   "authority_code": "E06000060"}),
        ("provider", {"id": "provider", "name": "Rise Care"}),
        ("service", {"id": "service", "urn": "2751533", "provider_id": "provider",
                     "name": "Cedar Rise", "provision_type": "children's home",
                     "registration_status": "Active"}),
        ("agreement", {"id": "agreement", "reference": "FW-26", "title": "Homes",
                       "kind": "framework", "lead_authority_code": "E06000060",
                       "start_date": started}),
        ("lot", {"id": "lot", "agreement_id": "agreement", "code": "1", "title": "All homes"}),
        ("membership", {"id": "member", "lot_id": "lot", "provider_id": "provider",
                        "service_id": "service", "tier": 1, "start_date": started}),
        ("rate", {"id": "rate", "membership_id": "member", "element": "core weekly fee",
                  "unit": "week", "age_from": 0, "age_to": 17, "amount_pence": WEEKLY,
                  "effective_from": started}),
        ("retainer_rule", {"id": "rule", "agreement_id": "agreement",
                           "absence_reason": "hospital", "full_nights": 2, "share": 5_000,
                           "most_nights": 9}),
        ("placement", {"id": "placement", "reference": REFERENCE, "child_id": "child",
                       "service_id": "service", "start_date": started,
                       "authority_code": "E06000060"}),
        ("ipa", {"id": "ipa", "reference": "IPA-26-TT-0001", "placement_id": "placement",
                 "agreement_id": "agreement", "membership_id": "member", "start_date": started,
                 "notice_days": 28, "payment_cycle": "monthly", "review_due": "2027-05-01",
                 "review_weeks": 60}),
        ("fee_line", {"id": "line", "ipa_id": "ipa", "element": "core weekly fee",
                      "unit": "week", "amount_pence": WEEKLY, "rate_id": "rate",
                      "start_date": started}),
    ]  # fmt: skip
    with session.act("settle in") as act:
        for table, row in rows:
            act.tables.insert(table, row)
    return session


def at_the_charges(qtbot: QtBot, window: object) -> Person:
    person = Person(qtbot, window)  # type: ignore[arg-type]
    person.window.go(Place("placement", REFERENCE))
    person.tab("Charges")
    return person


def test_days_are_typed_and_every_amount_says_why(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session
) -> None:
    person = at_the_charges(qtbot, open_window(living_there))
    person.type("From", "1/3/2026")
    person.type("To and including", "14 March 2026")
    qtbot.waitUntil(lambda: person.sees("£2,100.00 in these days"))
    assert person.sees("£1,050.00 a week (core weekly fee): agreement FW-26 Homes, lot 1 All homes")
    assert person.sees("From 1 Mar 2026 to 14 Mar 2026: 14 nights × £1,050.00 ÷ 7.")
    assert person.nameless() == []


def test_days_that_run_backwards_are_said_at_once_and_the_last_answer_stays(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session
) -> None:
    person = at_the_charges(qtbot, open_window(living_there))
    person.type("From", "1/3/2026")
    person.type("To and including", "14 March 2026")
    person.type("To and including", "1 February 2026")
    assert person.sees("1 Feb 2026 is before 1 Mar 2026.")
    assert person.sees("£2,100.00 in these days")


def test_a_night_away_changes_the_charge_and_another_manager_may_pay_on(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    person = at_the_charges(qtbot, open_window(living_there))
    person.type("From", "1/3/2026")
    person.type("To and including", "14 March 2026")
    person.press("Record an absence")
    person.choose("Why", "Hospital")
    person.type("First night away", "1 March 2026")
    person.type("Day of return", "1 March 2026")
    person.press("Record the absence")
    assert person.sees("The first night away is 1 Mar 2026.")
    person.type("Day of return", "")
    person.press("Record the absence")
    assert person.message == "Away (hospital) since 1 Mar 2026."
    # Two nights in full, seven at half, five beyond the most: (2 + 3.5) × £150.00.
    qtbot.waitUntil(lambda: person.sees("£825.00 in these days"))
    assert person.table("Absences").select(lambda _: True)
    mine = next(one for one in person.page.findChildren(QPushButton)
                if one.text() == "Pay beyond the maximum")  # fmt: skip
    assert (mine.isEnabled(), mine.toolTip()[:27]) == (False, "You recorded this absence, ")
    person = at_the_charges(qtbot, open_window(session_for(Role.HEAD_OF_SERVICE)))
    person.type("From", "1/3/2026")
    person.type("To and including", "14 March 2026")
    assert person.table("Absences").select(lambda _: True)
    person.press("Pay beyond the maximum")
    person.type("Until", "13 March 2026")
    person.type("Reason", "He is expected back.")
    person.press("Approve paying on")
    # Three nights more at half.
    assert person.message == "The place is paid until 13 Mar 2026, for £225.00 in all."
    qtbot.waitUntil(lambda: person.sees("£1,050.00 in these days"))
    person.press("Record the return")
    person.type("Day of return", "3 March 2026")
    person.press("Record the return")
    qtbot.waitUntil(lambda: person.sees("£2,100.00 in these days"))


def test_whoever_may_not_reads_why(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    person = at_the_charges(qtbot, open_window(session_for(Role.AUDITOR)))
    person.press("Record an absence")
    person.choose("Why", "Missing")
    person.type("First night away", "1 March 2026")
    person.press("Record the absence")
    assert person.sees("may not make a placement")


def test_a_variation_is_proposed_by_one_and_approved_by_another(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    person = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    person.window.go(Place("placement", REFERENCE))
    person.tab("Variations")
    person.press("Propose a variation")
    assert person.sees("Core weekly fee, now £1,050.00 a week")
    person.type("From", "1 December 2026")
    person.press("Put it up for approval")
    assert person.sees("This is needed.")
    person.type("Reason", "Waking nights.")
    person.press("Put it up for approval")
    assert person.sees("A variation changes something.")
    person.type("Amount for one, Core weekly fee, now £1,050.00 a week", "1,150.00")
    person.press("See what it costs")
    qtbot.waitUntil(lambda: person.sees("£1,050.00 a week becomes £1,150.00 a week"))
    assert person.nameless() == []
    person.press("Put it up for approval")
    assert person.message == "IPA-26-TT-0001, variation 1 waits for approval."
    assert person.sees("You proposed it, and nobody approves their own.")
    other = Person(qtbot, open_window(session_for(Role.HEAD_OF_SERVICE)))
    other.window.go(Place("placement", REFERENCE, "variations"))
    assert other.sees("Core weekly fee: £1,150.00 a week in place of the line before it.")
    assert other.sees("It is printed once it is approved.")
    other.press("Approve it")
    other.press("Approve the variation")
    assert other.message == "IPA-26-TT-0001, variation 1 is approved."
    other.tab("Placement")
    assert other.table("Fees").rows[-1].amount_pence == 115_000
    other.tab("Variations")
    other.press("Print it")
    assert re.fullmatch(r"DOC-\S+, version 1, 2 pages, is registered\.", other.message)
    assert other.sees("Variation · version 1")


def test_a_placement_is_ended_and_says_what_its_last_month_costs(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session
) -> None:
    person = Person(qtbot, open_window(living_there))
    person.window.go(Place("placement", REFERENCE))
    person.press("End the placement")
    person.type("Day the child left", "15 November 2026")
    person.choose("Why", "Change to, or carrying out of, the care plan")
    person.type("What happened", "Home to his aunt, as planned.")
    person.type("Notice given on", "20 October 2026")
    person.press("End the placement")
    assert person.message.startswith(
        f"{REFERENCE} ended on 15 Nov 2026. The last month of {REFERENCE}, "
        "from 1 Nov 2026 to 15 Nov 2026, costs £2,100.00. Notice of 28 days"
    )
    assert "End the placement" not in person.buttons()


def test_a_duty_is_done_from_the_page_and_leaves_today(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session
) -> None:
    with living_there.act("owe for a test") as act:
        for code, due in (("plan", "2026-01-08"), ("start: doctor", "2026-01-08")):
            act.tables.insert("duty", {"id": code, "placement_id": "placement", "duty": code,
                                       "due_on": due})  # fmt: skip
    person = Person(qtbot, open_window(living_there))
    due = person.table("Overdue and due soon")
    qtbot.waitUntil(lambda: bool(due.rows))
    assert [row.what for row in due.rows] == ["Make the placement plan and 1 more"]
    person.window.go(place_of_row(due.rows[0]))
    assert person.sees("Duties")
    person.press("It was done")
    assert person.sees("By 8 Jan 2026 at the latest (regulation 9).")
    person.type("Proof", "PLAN-7")
    person.press("It was done")
    assert person.message == "Done: Make the placement plan."
    person.press("Not needed")
    person.press("It is not needed")
    assert person.sees("This is needed.")
    person.type("Why not", "He is registered already.")
    person.press("It is not needed")
    assert person.nameless() == []
    person.window.go(Place("today"))
    qtbot.waitUntil(lambda: not person.table("Overdue and due soon").rows)


def test_a_proposal_waits_on_today_for_whoever_may_approve(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    change = LineChange(Element.CORE, Unit.WEEK, 110_000, fee_line_id="line")
    new = NewVariation(date(2026, 12, 1), (change,), "Nights.")
    propose_variation(session_for(Role.PLACEMENT_OFFICER), REFERENCE, new)
    person = Person(qtbot, open_window(session_for(Role.HEAD_OF_SERVICE)))
    mine = person.table("Waiting for me")
    qtbot.waitUntil(lambda: bool(mine.rows))
    assert mine.rows[0].what == "Approve a variation"
    person.window.go(place_of_row(mine.rows[0]))
    assert person.sees("Approve it")


def test_the_childs_file_is_one_press_away(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session
) -> None:
    person = Person(qtbot, open_window(living_there))
    person.window.go(Place("placement", REFERENCE))
    person.press("The child’s file")
    assert (person.page.place.page, person.page.place.key) == ("child", "77")
    person.tab("Placements")
    assert [one.reference for one in person.table("Placements").rows] == [REFERENCE]


def test_a_move_within_the_service_is_recorded_and_seen(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    with living_there.act("where the home is, for a test") as act:
        act.tables.update("service", "service", {"postcode": "HP13 6PG"})
        act.tables.update("placement", "placement", {"carer_or_bed_code": "Bed 1"})
    person = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    person.window.go(Place("placement", REFERENCE))
    person.tab("Living there")
    person.press("Record a move…")
    person.type("Carer or bed", "Bed 2")
    person.type("What happened", "A quieter room.")
    person.press("Record the move")
    assert person.sees("This is needed.")
    person.choose("Why", "Change in the status of the placement only")
    person.press("Record the move")
    assert person.message == "Moved on 23 Nov 2026."
    beds = [
        one.slept.place.carer_or_bed_code for one in person.table("Where the child sleeps").rows
    ]
    assert beds == ["Bed 2", "Bed 1"]
    assert person.nameless() == []


def test_who_is_told_is_named_and_the_proof_is_kept(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    with living_there.act("owe for a test") as act:
        act.tables.insert("duty", {"id": "d", "placement_id": "placement", "due_on": "2026-11-30",
                                   "duty": "start: parents"})  # fmt: skip
        act.tables.insert("notification", {"id": "n", "duty_id": "d"})
    person = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    person.window.go(Place("placement", REFERENCE))
    person.tab("Duties")
    person.press("It was sent…")
    person.press("It was sent")
    assert person.sees("Nobody is named.")
    person.press("Go back")
    person.press("Say who…")
    person.type("Name", "Ann Moor")
    person.press("Keep it")
    assert person.message == "To be told: Ann Moor."
    person.press("It was sent…")
    person.type("How", "letter")
    person.press("It was sent")
    assert person.message == "Told: Ann Moor."
    (duty,) = person.table("Duties").rows
    assert (duty.stands(TODAY), duty.how) == ("done", "letter")
    assert person.nameless() == []


def test_what_happens_in_a_placement_is_recorded_section_by_section(
    qtbot: QtBot, open_window: OpenWindow, living_there: Session, session_for: SessionFor
) -> None:
    person = Person(qtbot, open_window(session_for(Role.PLACEMENT_OFFICER)))
    person.window.go(Place("placement", REFERENCE))
    person.tab("Living there")
    person.press("Record a review…")
    person.type("Outcome", "He stays.")
    person.press("Record the review")
    assert person.message == "Recorded. The next one is due by 23 May 2027."
    person.press("Record notice…")
    person.choose("Given by", "Provider")
    person.type("Reason", "The home closes.")
    person.press("Record the notice")
    assert person.message == "Notice runs out on 21 Dec 2026."
    person.press("Print the letter")
    assert person.sees("Notice letter · version 1")
    person.window.go(Place("placement", REFERENCE, "life"))
    person.press("Record how it broke down…")
    person.press("Keep the record")
    assert person.sees("This is needed.")
    person.press("Go back")
    person.press("End the placement")
    person.type("Day the child left", "21 December 2026")
    person.choose("Why", "Resignation or closure of the provision")
    person.type("What happened", "The home closed.")
    person.press("End the placement")
    person.press("Correct the day of leaving")
    person.type("Day the child left", "28 December 2026")
    person.type("Reason", "It closes a week later.")
    person.press("Put it up for approval")
    assert person.message == "IPA-26-TT-0001, variation 1 waits for approval."
