"""The facts of a search: who lives where, embargoes, vacancies, contracts, settings."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from resources_app.casework.residents import residents_on
from resources_app.casework.searching import look_for_home
from resources_app.requests.actions import authorise_request, create_request, submit_request
from resources_app.session import Session
from resources_app.team.model import Role
from tests.casework.made_up import (
    BUCKS,
    HOME,
    READING,
    SAMPLE,
    add_contract,
    add_resident,
    add_service,
    ask,
    put,
    urns,
)


@pytest.fixture
def boy(officer: Session, session_for: Callable[[Role], Session]) -> str:
    return ask(officer, session_for(Role.HEAD_OF_SERVICE))


# ---- who lives where -----------------------------------------------------------------


def test_children_who_live_there_fill_a_home_and_are_told_by_age_and_sex(
    officer: Session, boy: str
) -> None:
    home = add_service(officer, "1000001")
    for born in ("2012-01-01", "2012-02-01"):
        add_resident(officer, home, born)
    outcome = look_for_home(officer, boy)
    [row] = outcome.ranked()
    assert (row.places_free, row.living) == (1, "2 girls of 14")
    assert "Unspoken" not in str(outcome.explain("1000001"))
    add_resident(officer, home, "2010-01-01")
    assert look_for_home(officer, boy).excluded_by_cause == {"places": 1}


def test_a_child_who_has_left_or_not_yet_come_takes_no_place(officer: Session, boy: str) -> None:
    home = add_service(officer, "1000001", registered_places=1)
    add_resident(officer, home, "2012-01-01", end_date="2026-11-23")
    add_resident(officer, home, "2012-01-01", start_date="2026-11-24")
    assert urns(look_for_home(officer, boy)) == ["1000001"]
    assert residents_on(officer.tables, date(2026, 11, 22))[0].age == 14
    assert residents_on(officer.tables, date(2026, 11, 23)) == []


def test_the_child_themself_would_free_a_place_by_moving(officer: Session, boy: str) -> None:
    home = add_service(officer, "1000001", registered_places=1)
    child = officer.tables.value("SELECT id FROM child")
    put(
        officer,
        "placement",
        reference="PLC-0",
        child_id=child,
        service_id=home,
        start_date="2026-01-01",
        authority_code=BUCKS,
    )
    assert urns(look_for_home(officer, boy)) == ["1000001"]


def test_another_authoritys_block_beds_are_not_free(officer: Session, boy: str) -> None:
    """Three contracted beds in a home of three: ours is one of them."""
    home = add_service(officer, "1000001")
    add_contract(officer, home, 500_000, kind="block")
    agreement = officer.tables.value("SELECT id FROM agreement")
    block = put(officer, "block_home", agreement_id=agreement, service_id=home)
    for code in "ABC":
        put(officer, "bed", block_home_id=block, code=code, start_date="2026-04-01")
    share = {"agreement_id": agreement, "start_date": "2026-04-01"}
    put(officer, "bed_allocation", authority_code=BUCKS, beds=1, **share)
    [row] = look_for_home(officer, boy).ranked()
    assert row.places_free == 1


# ---- suspensions, vacancies, contracts -----------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "suspended"),
    [
        ("2026-11-23", None, True),
        ("2026-11-01", "2026-11-24", True),
        ("2026-11-01", "2026-11-23", False),
        ("2026-11-24", None, False),
    ],
)
def test_an_embargo_counts_while_it_is_in_force(
    officer: Session, boy: str, start: str, end: str | None, suspended: bool
) -> None:
    home = add_service(officer, "1000001")
    put(officer, "suspension", service_id=home, reason="Concern", start_date=start, end_date=end)
    assert look_for_home(officer, boy).excluded_by_cause == ({"suspension": 1} if suspended else {})


def test_the_contract_price_and_tier_of_each_service(officer: Session, boy: str) -> None:
    first, second = add_service(officer, "1000001"), add_service(officer, "1000002")
    member = add_contract(officer, second, 412_345)
    rows = look_for_home(officer, boy).ranked()
    assert [(one.urn, one.rung, one.weekly_pence) for one in rows] == [
        ("1000002", "tier 1", 412_345),
        ("1000001", "spot", None),
    ]
    assert rows[0].membership_id == member
    assert first


@pytest.mark.parametrize(
    "given",
    [
        {"suspended_reason": "Under review"},
        {"end_date": "2026-11-23"},
        {"lead": READING},
        {"kind": "spot"},
        {"agreement_start": "2026-11-24"},
        {"agreement_end": "2026-11-23"},
    ],
)
def test_what_cannot_be_called_off_from_today_is_no_contract(
    officer: Session, boy: str, given: dict[str, Any]
) -> None:
    add_contract(officer, add_service(officer, "1000001"), 412_345, **given)
    [row] = look_for_home(officer, boy).ranked()
    assert (row.rung, row.weekly_pence) == ("spot", None)


def test_a_partner_may_use_an_agreement_it_takes_part_in(officer: Session, boy: str) -> None:
    add_contract(officer, add_service(officer, "1000001"), 412_345, lead=READING)
    agreement = officer.tables.value("SELECT id FROM agreement")
    put(officer, "agreement_authority", agreement_id=agreement, authority_code=BUCKS)
    assert look_for_home(officer, boy).ranked()[0].weekly_pence == 412_345


def test_a_membership_of_the_whole_provider_is_of_each_of_its_services(
    officer: Session, boy: str
) -> None:
    add_service(officer, "1000001")
    add_service(officer, "1000002")
    add_contract(officer, None, 412_345)
    assert [one.tier for one in look_for_home(officer, boy).ranked()] == [1, 1]


def test_a_declared_vacancy_counts(officer: Session, boy: str) -> None:
    add_service(officer, "1000001")
    home = add_service(officer, "1000002")
    put(officer, "vacancy", service_id=home, places=1, declared_on="2026-11-20")
    assert urns(look_for_home(officer, boy)) == ["1000002", "1000001"]


def test_supported_accommodation_is_judged_by_the_setting(
    officer: Session, session_for: Callable[[Role], Session]
) -> None:
    """A young woman of 17: the provider's office is far off, one setting is near and full."""
    whole = copy.deepcopy(SAMPLE)
    whole["child"].pop("siblings")
    whole["child"]["date_of_birth"] = "2009-05-14"
    whole["request"].update(
        provision_sought=["supported accommodation"], placement_code_sought="H5"
    )
    reference = create_request(officer, whole).reference
    submit_request(officer, reference)
    authorise_request(session_for(Role.HEAD_OF_SERVICE), reference)
    home = add_service(
        officer,
        "1000001",
        provision_type="supported accommodation",
        placement_codes="H5",
        registered_places=None,
        northing=400_000,
    )
    spots = {"service_id": home, "easting": HOME["easting"], "authority_code": BUCKS, "capacity": 1}
    near = put(officer, "service_setting", northing=HOME["northing"], **spots)
    next_ = put(officer, "service_setting", northing=HOME["northing"] + 5_000, **spots)
    add_resident(officer, home, "2009-01-01", setting_id=near)
    [row] = look_for_home(officer, reference).ranked()
    assert (row.setting_id, row.places_free) == (next_, 1)
