"""Taking a register in: what a preview shows, what accepting it writes, and what it never does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resources_app.foundations.errors import BadInput, Refused
from resources_app.providers import queries
from resources_app.providers.actions import (
    RegisterAccepted,
    accept_register,
    preview_register,
    set_registered_manager,
)
from resources_app.providers.model import Grade, ProvisionType, Worsening
from resources_app.providers.register_preview import RegisterPreview
from resources_app.session import Session
from resources_app.team.model import Role

DATA = Path(__file__).parent.parent / "data"


def take_in(session: Session, path: Path) -> RegisterAccepted:
    return accept_register(session, preview_register(session, path))


def journal_length(session: Session) -> int:
    return int(session.tables.value("SELECT count(*) FROM journal_entry"))


def fields(preview: RegisterPreview) -> dict[str, tuple[object, object]]:
    """What changes of the one service that changes, by label."""
    (change,) = (*preview.changed, *preview.closed)
    return {one.label: (one.old, one.new) for one in change.fields}


# First import


def test_a_preview_writes_nothing(session: Session, register) -> None:
    register.home()
    before = journal_length(session)
    preview = preview_register(session, register.write())
    assert preview.counts() == {
        "added": 1, "changed": 0, "closed": 0, "refused": 0, "skipped": 0, "settings": 0,
    }  # fmt: skip
    assert journal_length(session) == before
    assert queries.count_services(session.tables, queries.ServiceFilter()) == 0


def test_accepting_stores_services_owners_places_and_what_conditions_say(
    session: Session, register
) -> None:
    register.home(Conditions="May only provide care for children aged 8 to 13 at admission.")
    register.setting()
    register.setting(Setting_address_line_1="190 Yew Road", Setting_address_postcode="RG3 3BT")
    accepted = take_in(session, register.write())
    assert accepted.counts["added"] == 2
    assert {table for table, _ in accepted.changes.touched} == {
        "provider", "service", "service_setting", "register_import",
    }  # fmt: skip
    home = queries.service_by_urn(session.tables, "2751533")
    assert home.provider_name == "Bramble Care (UK) Ltd"
    assert (home.age_from, home.age_to, home.genders, home.conditions_unread) == (8, 13, "", False)
    assert home.authority_code == "E10000025"  # Oxfordshire, by its postcode
    assert home.easting is not None
    assert home.register_month == session.today()
    supported = queries.service_by_urn(session.tables, "SC489132")
    assert supported.provision_type is ProvisionType.SUPPORTED_ACCOMMODATION
    settings = queries.settings_of(session.tables, supported.id)
    assert [one.address.split("\n")[0] for one in settings] == ["190 Yew Road", "33 Fern Road"]
    assert settings[1].easting is not None
    assert settings[1].capacity == 9
    assert queries.settings_of(session.tables, home.id) == []


def test_a_postcode_not_shared_leaves_the_authority_to_its_name(session: Session, register) -> None:
    register.home(Provider_postcode="Not shared")
    take_in(session, register.write())
    home = queries.service_by_urn(session.tables, "2751533")
    assert (home.postcode, home.easting, home.authority_code) == ("", None, "E10000025")


def test_conditions_nobody_can_read_by_machine_are_flagged(session: Session, register) -> None:
    register.home(Conditions="One named child may stay beyond the age of 17.")
    take_in(session, register.write())
    assert queries.service_by_urn(session.tables, "2751533").conditions_unread


def test_the_good_is_taken_and_the_bad_is_left(session: Session, register) -> None:
    register.home()
    register.home(URN=1001, Number_of_registered_places="many")
    register.home(URN=1002, Provider_type="Adoption Support Agency")
    accepted = take_in(session, register.write())
    assert accepted.counts == {
        "added": 1, "changed": 0, "closed": 0, "refused": 1, "skipped": 1, "settings": 0,
    }  # fmt: skip
    assert queries.count_services(session.tables, queries.ServiceFilter()) == 1


def test_the_shared_register_taken_in_twice_changes_nothing(session: Session) -> None:
    first = take_in(session, DATA / "ofsted_register.xlsx")
    assert first.counts == {
        "added": 1400, "changed": 0, "closed": 0, "refused": 0, "skipped": 0, "settings": 989,
    }  # fmt: skip
    before = journal_length(session)
    again = preview_register(session, DATA / "ofsted_register.xlsx")
    assert again.changes_nothing
    assert again.unchanged == 1400
    assert accept_register(session, again).changes.touched == frozenset()
    assert journal_length(session) == before


def test_rows_in_another_order_change_nothing(session: Session, register) -> None:
    for line in ("", "Flat 1", "Flat 2"):
        register.setting(Setting_address_line_1=line, Capacity=len(line))
        register.setting(Setting_address_line_1=line, Capacity=3)
    for urn in range(1000, 1020):
        register.home(URN=urn)
    take_in(session, register.write())
    register.homes.reverse()
    register.settings.reverse()
    assert preview_register(session, register.write()).changes_nothing


# Next month


def test_a_change_is_shown_field_by_field_and_stored(session: Session, register) -> None:
    row = register.home()
    register.home(URN=1001)
    take_in(session, register.write())
    row |= {
        "Number of registered places": 5,
        "Provider postcode": "HP11 1BB",
        "Mental disorders": 1,
    }
    preview = preview_register(session, register.write())
    assert fields(preview) == {
        "Provider postcode": ("OX39 4PF", "HP11 1BB"),
        "Number of registered places": (4, 5),
        "Mental disorders": (0, 1),
    }
    accept_register(session, preview)
    home = queries.service_by_urn(session.tables, "2751533")
    assert (home.registered_places, home.postcode) == (5, "HP11 1BB")
    assert home.authority_code == "E06000060"
    assert preview_register(session, register.write()).changes_nothing


@pytest.mark.parametrize("status", ["Cancelled", "Resigned", "Closed"])
def test_a_closure_is_counted_as_closed_and_told(session: Session, register, status: str) -> None:
    row = register.home()
    take_in(session, register.write())
    row |= {"Registration status": status, "Deregistration date": date(2026, 11, 1)}
    accepted = take_in(session, register.write())
    assert (accepted.counts["closed"], accepted.counts["changed"]) == (1, 0)
    home = queries.service_by_urn(session.tables, "2751533")
    assert home.closed_date == date(2026, 11, 1)
    assert [(one.service_id, one.kind) for one in accepted.worsened] == [
        (home.id, Worsening.CLOSED)
    ]
    assert f"is now {status.lower()}" in accepted.worsened[0].message


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ({"Overall effectiveness": "Requires improvement to be good"}, [Worsening.DOWNGRADED]),
        ({"Overall effectiveness": "Outstanding"}, []),
        ({"Overall effectiveness": ""}, []),
        ({"Registration status": "Suspended"}, [Worsening.SUSPENDED]),
        ({"Conditions": "Boys only."}, [Worsening.NEW_CONDITION]),
        ({"Provider name": "Cedar House"}, []),
        (
            {"Overall effectiveness": "Inadequate", "Conditions": "No new children."},
            [Worsening.DOWNGRADED, Worsening.NEW_CONDITION],
        ),
    ],
)
def test_what_matters_to_children_living_there_is_told(
    session: Session, register, cells: dict[str, str], kinds: list[Worsening]
) -> None:
    row = register.home()
    take_in(session, register.write())
    row |= cells
    assert [one.kind for one in take_in(session, register.write()).worsened] == kinds


def test_a_first_grade_that_is_the_lowest_is_told(session: Session, register) -> None:
    row = register.home(Overall_effectiveness="")
    take_in(session, register.write())
    row["Overall effectiveness"] = "Inadequate"
    accepted = take_in(session, register.write())
    assert [one.kind for one in accepted.worsened] == [Worsening.DOWNGRADED]
    grade = queries.service_by_urn(session.tables, "2751533").overall_effectiveness
    assert grade is Grade.INADEQUATE


def test_a_home_that_leaves_the_list_is_reported_and_left_as_it_is(
    session: Session, register
) -> None:
    for urn in range(1000, 1010):
        register.home(URN=urn)
    take_in(session, register.write())
    gone = register.homes.pop()
    preview = preview_register(session, register.write())
    assert [one.urn for one in preview.no_longer_listed] == [str(gone["URN"])]
    assert [one.kind for one in preview.worsened] == [Worsening.NOT_LISTED]
    assert preview.changes_nothing


def test_a_part_of_the_register_raises_no_storm(session: Session, register) -> None:
    for urn in range(1000, 1010):
        register.home(URN=urn)
    register.setting()
    take_in(session, register.write())
    del register.homes[2:]
    register.settings.clear()
    preview = preview_register(session, register.write())
    assert len(preview.no_longer_listed) == 8
    assert preview.worsened == ()


def test_a_duplicated_home_changes_nothing_of_what_is_stored(session: Session, register) -> None:
    row = register.home()
    take_in(session, register.write())
    row["Provider name"] = "Another name"
    register.home()
    preview = preview_register(session, register.write())
    assert preview.counts()["refused"] == 1
    assert preview.changes_nothing
    assert preview.no_longer_listed == ()
    accept_register(session, preview)
    assert queries.service_by_urn(session.tables, "2751533").name == "Cedar Rise"


# Accepting


def test_a_store_that_changed_since_the_preview_is_not_written(session: Session, register) -> None:
    register.home()
    take_in(session, register.write())
    register.home(URN=1001)
    preview = preview_register(session, register.write())
    set_registered_manager(session, "2751533", "Bo Hill")
    with pytest.raises(Refused, match="has changed since this preview"):
        accept_register(session, preview)
    assert queries.count_services(session.tables, queries.ServiceFilter()) == 1


def test_an_import_is_kept_with_its_file_and_its_counts(session: Session, register) -> None:
    register.home()
    path = register.write()
    take_in(session, path)
    row = session.tables.one("SELECT * FROM register_import")
    assert row is not None
    assert (row["file_name"], row["added"], row["settings"]) == (path.name, 1, 0)
    assert row["layout"] == "2025 onward, two sheets"


def test_who_may_not_import_is_told(session_for, register) -> None:
    register.home()
    with pytest.raises(Refused, match="may not import the register"):
        preview_register(session_for(Role.FINANCE), register.write())


@pytest.mark.parametrize("kept", [0.5, 0.95])
def test_a_hostile_file_changes_nothing(session: Session, tmp_path: Path, kept: float) -> None:
    whole = (DATA / "ofsted_register.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: int(len(whole) * kept)])
    before = journal_length(session)
    with pytest.raises(BadInput, match="cut short or damaged"):
        preview_register(session, tmp_path / "cut.xlsx")
    assert journal_length(session) == before
