"""What people do with services, and how the lists they look at are filtered and paged."""

from __future__ import annotations

from datetime import date

import pytest

from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.providers import queries
from resources_app.providers.actions import (
    accept_register,
    declare_vacancy,
    enter_age_range,
    lift_suspension,
    preview_register,
    set_referral_contact,
    set_registered_manager,
    suspend_service,
)
from resources_app.providers.model import ProvisionType, RegistrationStatus
from resources_app.providers.queries import ServiceFilter
from resources_app.session import Session
from resources_app.team.model import Role

URN = "2751533"


@pytest.fixture
def stocked(session: Session, register) -> Session:
    """A store with three homes and a supported-accommodation service."""
    register.home()
    register.home(URN=1001, Provider_name="Ash House", Conditions="One named child may stay.")
    register.home(
        URN=1002,
        Provider_name="Ash House",
        Provider_type="Residential Special School",
        Registration_status="Resigned",
        Owner_ID=900209,
        Owner_name="50% Homes Ltd",
        Provider_postcode="HP11 1BB",
    )
    register.setting()
    accept_register(session, preview_register(session, register.write()))
    return session


def suspended(session: Session) -> set[str]:
    in_force = queries.suspensions_in_force(session.tables, session.today())
    return {queries.service_by_id(session.tables, key).urn for key in in_force}


def listed(session: Session, **wanted: object) -> list[str]:
    found = queries.services(session.tables, ServiceFilter(**wanted), today=session.today())  # type: ignore[arg-type]
    assert queries.count_services(session.tables, ServiceFilter(**wanted)) == len(found)  # type: ignore[arg-type]
    return [one.urn for one in found]


# Suspensions


def test_a_service_is_suspended_from_today_until_it_is_lifted(stocked: Session) -> None:
    changes = suspend_service(stocked, URN, reason="Safeguarding concern.")
    assert changes.tables == {"suspension"}
    assert suspended(stocked) == {URN}
    lift_suspension(stocked, URN, reason="Concern settled.")
    assert suspended(stocked) == set()
    service = queries.service_by_urn(stocked.tables, URN)
    (kept,) = queries.suspensions_of(stocked.tables, service.id)
    assert (kept.reason, kept.end_date) == ("Safeguarding concern.", stocked.today())


def test_the_last_day_of_a_suspension_is_the_day_before_its_end(stocked: Session) -> None:
    suspend_service(stocked, URN, reason="x", start=date(2026, 11, 1), end=date(2026, 11, 24))
    tables = stocked.tables
    assert queries.suspensions_in_force(tables, date(2026, 10, 31)) == {}
    assert len(queries.suspensions_in_force(tables, date(2026, 11, 1))) == 1
    assert len(queries.suspensions_in_force(tables, date(2026, 11, 23))) == 1
    assert queries.suspensions_in_force(tables, date(2026, 11, 24)) == {}


def test_suspensions_do_not_overlap(stocked: Session) -> None:
    suspend_service(stocked, URN, reason="x", start=date(2026, 11, 1), end=date(2026, 12, 1))
    with pytest.raises(Refused, match="is suspended already from 1 Nov 2026: x"):
        suspend_service(stocked, URN, reason="y")
    suspend_service(stocked, URN, reason="y", start=date(2026, 12, 1))


def test_a_suspension_needs_a_reason_and_days_in_order(stocked: Session) -> None:
    with pytest.raises(BadInput, match="There is no reason"):
        suspend_service(stocked, URN, reason=" ")
    with pytest.raises(BadInput, match="not after it starts"):
        suspend_service(stocked, URN, reason="x", end=stocked.today())
    with pytest.raises(Refused, match="is not suspended on 23 Nov 2026"):
        lift_suspension(stocked, URN, reason="x")
    with pytest.raises(NotFound, match="no service with the URN 9"):
        suspend_service(stocked, "9", reason="x")


# Vacancies, contacts, ages


def test_the_latest_declaration_of_vacancies_counts(stocked: Session) -> None:
    declare_vacancy(stocked, URN, 2, declared_on=date(2026, 11, 20), note="by telephone")
    declare_vacancy(stocked, URN, 0)
    service = queries.service_by_urn(stocked.tables, URN)
    assert [one.places for one in queries.vacancies_of(stocked.tables, service.id)] == [0, 2]


@pytest.mark.parametrize(
    ("places", "day", "said"),
    [(-1, None, "not a number"), (5, None, "registered for 4"), (1, date(2027, 1, 1), "to come")],
)
def test_vacancies_that_cannot_be(
    stocked: Session, places: int, day: date | None, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        declare_vacancy(stocked, URN, places, declared_on=day)


@pytest.mark.parametrize("email", ["ann", "ann@@example.org", "ann@example", "a nn@example.org"])
def test_a_referral_contact_needs_an_address_that_can_be_one(stocked: Session, email: str) -> None:
    with pytest.raises(BadInput, match="is not an e-mail address"):
        set_referral_contact(stocked, URN, name="Ann", email=email)


def test_ages_entered_by_hand_settle_conditions_that_were_unread(stocked: Session) -> None:
    assert listed(stocked, conditions_unread=True) == ["1001"]
    enter_age_range(stocked, "1001", age_from=None, age_to=17, reason="Read it.")
    assert listed(stocked, conditions_unread=True) == []
    with pytest.raises(BadInput, match="no age range"):
        enter_age_range(stocked, "1001", age_from=9, age_to=8, reason="x")
    with pytest.raises(BadInput, match="Give M, F"):
        enter_age_range(stocked, "1001", age_from=8, age_to=9, genders="X", reason="x")


def test_an_auditor_changes_nothing(stocked: Session, session_for) -> None:
    with pytest.raises(Refused, match="may not keep provider records"):
        set_registered_manager(session_for(Role.AUDITOR), URN, "Bo Hill")


# Lists


def test_lists_are_by_name_then_urn_and_pages_never_overlap(stocked: Session) -> None:
    assert listed(stocked) == ["1001", "1002", URN, "SC489132"]
    pages = [
        queries.services(
            stocked.tables, ServiceFilter(), today=stocked.today(), limit=1, offset=offset
        )
        for offset in range(5)
    ]
    assert [[one.urn for one in page] for page in pages] == [
        ["1001"],
        ["1002"],
        [URN],
        ["SC489132"],
        [],
    ]


@pytest.mark.parametrize(
    ("wanted", "urns"),
    [
        ({"text": "cedar"}, [URN]),
        ({"text": "bramble"}, ["1001", URN]),
        ({"text": "27515"}, [URN]),
        ({"text": "hp111"}, ["1002"]),
        ({"text": "0%"}, ["1002"]),
        ({"text": "_"}, []),
        ({"provision_types": (ProvisionType.SPECIAL_SCHOOL,)}, ["1002"]),
        (
            {"provision_types": tuple(ProvisionType), "statuses": (RegistrationStatus.RESIGNED,)},
            ["1002"],
        ),
        ({"authority_code": "E06000060"}, ["1002"]),
        ({"text": "cedar", "statuses": (RegistrationStatus.RESIGNED,)}, []),
    ],
)
def test_lists_show_what_is_wanted(
    stocked: Session, wanted: dict[str, object], urns: list[str]
) -> None:
    assert listed(stocked, **wanted) == urns


def test_a_list_shows_who_is_suspended(stocked: Session) -> None:
    suspend_service(stocked, "1001", reason="x")
    found = queries.services(stocked.tables, ServiceFilter(), today=stocked.today())
    assert [one.urn for one in found if one.suspended] == ["1001"]
    assert listed(stocked, suspended_on=stocked.today()) == ["1001"]


def test_a_service_is_found_by_its_urn_however_it_is_typed(stocked: Session) -> None:
    service = queries.service_by_urn(stocked.tables, " sc489132 ")
    provider = queries.provider(stocked.tables, service.provider_id)
    assert provider.name == service.provider_name == "Rowan Families Group"
    assert service.placement_codes == ("H5",)
    home = queries.service_by_urn(stocked.tables, URN)
    assert home.needs == ("Emotional and behavioural difficulties", "Physical disabilities")
    with pytest.raises(NotFound):
        queries.provider(stocked.tables, "nobody")
