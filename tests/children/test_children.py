"""A child's record: read with care, written once, never overwritten by somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from resources_app.children.actions import (
    amend_child,
    end_care,
    link_siblings,
    record_child,
    set_legal_status,
    start_care,
)
from resources_app.children.model import FamilyMember
from resources_app.children.postcode_notes import postcode_notes
from resources_app.children.queries import (
    child,
    child_by_identifier,
    children_by_id,
    legal_status_on,
    legal_status_periods,
    periods_of_care,
    siblings,
)
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.foundations.fields import Problems
from resources_app.session import Session
from resources_app.team.model import Role

Answers = dict[str, object]


def test_a_child_is_recorded_as_given(session: Session, rowan: str) -> None:
    recorded = child(session.tables, rowan)
    assert recorded.full_name == "Rowan Ashdown"
    assert recorded.initials == "RA"
    assert recorded.date_of_birth == date(2013, 5, 14)
    assert recorded.age_on(date(2026, 11, 23)) == 13
    assert recorded.home_postcode == "HP13 6PG"
    assert recorded.ehc_plan
    assert recorded.family == (
        FamilyMember("mother", "Lorna Ashdown"),
        FamilyMember("grandmother", "Iris Penn"),
    )
    assert recorded.authority_code == "E06000060"


def test_recording_the_same_child_again_changes_nothing(
    session: Session, rowan: str, answers: Answers
) -> None:
    again = record_child(session, answers)
    assert again.id == rowan
    assert not again.changes.touched


def test_a_known_child_is_brought_up_to_date_by_what_is_given(session: Session, rowan: str) -> None:
    record_child(session, {"local_identifier": "40517", "school_name": "Marsh Lane School"})
    recorded = child(session.tables, rowan)
    assert recorded.school_name == "Marsh Lane School"
    assert recorded.social_worker == "Mina Doshi"


def test_an_identifier_of_another_child_is_noticed(
    session: Session, rowan: str, answers: Answers
) -> None:
    with pytest.raises(Problems) as caught:
        record_child(session, answers | {"given_name": "Robin", "sex": "2"})
    assert {one.name for one in caught.value.problems} == {"given_name", "sex"}
    assert "on record with another given name" in str(caught.value)
    assert child(session.tables, rowan).given_name == "Rowan"


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("date_of_birth", "2027-01-01", "1 Jan 2027 is yet to come"),
        ("date_of_birth", "1990-01-01", "no child or young person"),
        ("date_of_birth", "31/02/2013", "not a day in the calendar"),
        ("sex", "3", "1 (Male); 2 (Female)"),
        ("home_postcode", "P05 7OD", "not a postcode"),
        ("local_identifier", 40517, "quotation marks"),
        ("authority_code", "E99999999", "E06000060 (Buckinghamshire)"),
        ("ehc_plan", "perhaps", "neither yes nor no"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field(
    session: Session, answers: Answers, field: str, wrong: object, said: str
) -> None:
    with pytest.raises(Problems) as caught:
        record_child(session, answers | {field: wrong})
    assert field in {one.name for one in caught.value.problems}
    assert said in str(caught.value)
    assert child_by_identifier(session.tables, "40517") is None


def test_every_missing_answer_is_named_at_once(session: Session) -> None:
    with pytest.raises(Problems) as caught:
        record_child(session, {"local_identifier": "1"})
    assert {one.name for one in caught.value.problems} == {
        "given_name",
        "family_name",
        "date_of_birth",
        "sex",
    }


def test_amending_corrects_a_name_and_empties_what_is_given_empty(
    session: Session, rowan: str
) -> None:
    amend_child(session, rowan, {"given_name": "Rowen", "social_worker": ""})
    recorded = child(session.tables, rowan)
    assert (recorded.given_name, recorded.social_worker) == ("Rowen", "")
    with pytest.raises(Problems):
        amend_child(session, rowan, {"given_name": ""})


def test_an_auditor_records_nobody(
    session_for: Callable[[Role], Session], answers: Answers
) -> None:
    with pytest.raises(Refused):
        record_child(session_for(Role.AUDITOR), answers)


def test_a_new_legal_status_ends_the_one_before(session: Session, rowan: str) -> None:
    set_legal_status(session, rowan, "V2", date(2024, 11, 2))
    set_legal_status(session, rowan, "C1", date(2025, 1, 10))
    set_legal_status(session, rowan, "full care order", date(2025, 6, 1))
    periods = legal_status_periods(session.tables, rowan)
    assert [(one.legal_status, one.period) for one in periods] == [
        ("V2", Period(date(2024, 11, 2), date(2025, 1, 10))),
        ("C1", Period(date(2025, 1, 10), date(2025, 6, 1))),
        ("C2", Period(date(2025, 6, 1))),
    ]
    on = legal_status_on(session.tables, rowan, date(2025, 5, 31))
    assert on is not None
    assert on.legal_status == "C1"
    assert legal_status_on(session.tables, rowan, date(2024, 11, 1)) is None


def test_the_same_legal_status_twice_is_once_and_an_earlier_one_is_refused(
    session: Session, rowan: str
) -> None:
    set_legal_status(session, rowan, "C2", date(2025, 6, 1))
    assert not set_legal_status(session, rowan, "C2", date(2025, 6, 1)).touched
    with pytest.raises(Refused, match="1 Jun 2025 is already recorded: Full care order"):
        set_legal_status(session, rowan, "C1", date(2025, 5, 1))


def test_care_begins_and_ends_once(session: Session, rowan: str) -> None:
    start_care(session, rowan, date(2024, 11, 2))
    assert not start_care(session, rowan, date(2024, 11, 2)).touched
    with pytest.raises(Refused):
        start_care(session, rowan, date(2025, 1, 1))
    with pytest.raises(BadInput, match="before it began"):
        end_care(session, rowan, date(2024, 1, 1), "E4A")
    end_care(session, rowan, date(2026, 3, 1), "E4A")
    (period,) = periods_of_care(session.tables, rowan)
    assert period.period == Period(date(2024, 11, 2), date(2026, 3, 1))
    assert period.reason_ended == "E4A"
    with pytest.raises(Refused, match="not looked after"):
        end_care(session, rowan, date(2026, 3, 2), "E4A")
    start_care(session, rowan, date(2026, 3, 1))


def test_brothers_and_sisters_know_each_other(
    session: Session, rowan: str, answers: Answers
) -> None:
    wren = record_child(
        session,
        answers | {"local_identifier": "40518", "given_name": "Wren", "sex": "2"},
    ).id
    link_siblings(session, rowan, wren)
    assert not link_siblings(session, wren, rowan).touched
    assert [one.given_name for one in siblings(session.tables, wren)] == ["Rowan"]
    assert [one.given_name for one in siblings(session.tables, rowan)] == ["Wren"]
    with pytest.raises(BadInput):
        link_siblings(session, rowan, rowan)


def test_children_who_are_not_there_are_left_out(session: Session, rowan: str) -> None:
    assert children_by_id(session.tables, [rowan, "nobody"]).keys() == {rowan}
    with pytest.raises(NotFound):
        child(session.tables, "nobody")


def test_a_postcode_that_there_is_none_of_is_refused_and_a_new_one_is_a_guess(
    session: Session, rowan: str
) -> None:
    with pytest.raises(Problems, match=r"“Home postcode”: There is no postcode HP99 9ZZ"):
        amend_child(session, rowan, {"home_postcode": "hp99 9zz"})
    # A new street's: its outward code there is.
    amend_child(session, rowan, {"home_postcode": "HP13 9ZZ", "school_postcode": "HP11 1TX"})
    assert postcode_notes(child(session.tables, rowan)) == (
        "Home: HP13 9ZZ is not in the postcode data: distances are from the middle of its area.",
    )
